// Which handler answers a command or a press, and whether this person may have it answered.

import { search } from './commands/search.ts';
import { unknownCommand } from './commands/unknown.ts';
import type { CommandEntry } from './commands.ts';
import type { Channels, Trouble } from './digest/channel-access.ts';
import {
  nameChannel,
  picked,
  pickerKeyboard,
  troubleMessage,
  troubleNotice,
} from './digest/channel-picker.ts';
import { digestPost, topicPost } from './digest/channel-post.ts';
import { digest } from './digest/digest-command.ts';
import type { FloodGuard } from './flood.ts';
import type { Managers } from './group/managers.ts';
import { hasDigest, introduction } from './group/membership.ts';
import type { Told } from './group/refusal-notices.ts';
import { questionKey, type Repeats } from './group/repeated-questions.ts';
import { pressBroadcast } from './operators/broadcast-press.ts';
import { handlePress, isForManagers, stale } from './press.ts';
import {
  type Command,
  type Desk,
  NOTHING,
  type Place,
  type Press,
  type Reply,
  type Saying,
  say,
} from './request.ts';
import { followLink } from './sharing/share.ts';

export interface RouteOptions {
  readonly managers: Managers;
  readonly channels: Channels;
  readonly told: Told;
  readonly repeats: Repeats;
  /** The slower pace, for searches. */
  readonly searchGuard: FloodGuard;
}

export interface Route {
  /** Whether somebody waits for an answer: no command that this bot does not know and that was not addressed to it. */
  isForUs(command: Command, desk: Desk): boolean;
  /** Where others than administrators get no answer, not even that they are too quick. */
  isSilent(place: Place, desk: Desk): boolean;
  command(asked: Command, desk: Desk): Reply | Promise<Reply>;
  press(press: Press, desk: Desk): Reply | Promise<Reply>;
  /** Whether it is a command that channels may post: a topic's, or about their digest. */
  isForChannels(command: Command, desk: Desk): boolean;
  /** Such a command, posted. */
  post(command: Command, desk: Desk): Promise<Reply>;
  /** The panel of a channel that was picked in the native picker; `command` opens a panel. */
  picked(command: Command, channel: number, desk: Desk): Promise<Reply>;
}

export function createRoute({ managers, channels, told, repeats, searchGuard }: RouteOptions): Route {
  return {
    isForUs({ addressed, name }, { commands }) {
      const entry = commands.find(name);
      return addressed || (entry !== undefined && entry.who !== 'operators');
    },
    isSilent: isForAdministrators,
    command(asked, desk) {
      const command = nameChannel(followLink(asked, desk));
      const refusal =
        asked.name === 'start' && command.type === 'group' ? () => greeting(command, desk) : undefined;
      return isForAdministrators(command, desk)
        ? forAskers(command, () => answerCommand(command, desk, refusal), NOTHING)
        : answerCommand(command, desk, refusal);
    },
    press(press, desk) {
      const isQuestion = !(press.payload && isForManagers(press.payload));
      // Whatever stands in a channel is read by its subscribers, and has no buttons for them: such a press is forged.
      if (press.type === 'channel' && isQuestion) return stale(press);
      const closed = { type: 'notice', text: press.locale.text('ask-administrators-only') } as const;
      return isQuestion && isForAdministrators(press, desk)
        ? forAskers(press, () => answerPress(press, desk), closed)
        : answerPress(press, desk);
    },
    isForChannels: (command, desk) => entryForChannels(command, desk) !== undefined,
    async post(command, desk) {
      const entry = entryForChannels(command, desk);
      // What names another channel is not about this one.
      if (!entry || nameChannel(command) !== command) return NOTHING;
      const own = await managers.standing(command.chat);
      if (own && !own.mayPost) return NOTHING;
      // Only administrators can post, and where their names are shown that can be checked.
      const verdict = await managers.mayManage(command);
      if (verdict === 'no') return NOTHING;
      if (entry.origin === 'topic') return topicPost(entry, command, desk);
      const isSure = own !== undefined && verdict === 'yes';
      const text = isSure ? await digestPost(command, desk) : command.locale.text('channel-unanswered');
      return { type: 'notice', text, fleeting: true, sweep: own?.mayDelete === true };
    },
    picked(command, channel, desk) {
      const open = async (checked: Command): Promise<Reply> => {
        const panel = await digest(checked, desk);
        const shown = panel.type === 'messages' ? panel.messages : [];
        return { type: 'messages', messages: [picked(checked, desk), ...shown] };
      };
      const markup = pickerKeyboard(command.locale);
      const refuse = (why: Trouble) => say({ ...troubleMessage(why, command.locale, desk), markup });
      return forChannel(command, channel, open, refuse);
    },
  };

  /** @param refusal instead of the words for those who may not */
  function answerCommand(
    command: Command,
    desk: Desk,
    refusal?: () => Promise<Reply | undefined>,
  ): Reply | Promise<Reply> {
    const entry = desk.commands.find(command.name);
    if (!entry || (entry.who === 'operators' && !isOperator(command, desk)))
      return unknownCommand(command, desk);
    const verdict = entry.handle === search ? searchGuard.judge(command.user ?? command.chat) : 'answer';
    if (verdict === 'warn') return { type: 'notice', text: command.locale.text('slow-down'), fleeting: true };
    if (verdict === 'ignore') return NOTHING;
    if (entry.who !== 'managers') return once(command, desk, () => entry.handle(command, desk));
    if (command.which !== undefined) {
      const refuse = (why: Trouble) => say(troubleMessage(why, command.locale, desk));
      return forChannel(command, command.which, (checked) => entry.handle(checked, desk), refuse);
    }
    return forManagers(
      command,
      () => entry.handle(command, desk),
      () => told.isFirst(command),
      refusal,
    );
  }

  function answerPress(press: Press, desk: Desk): Reply | Promise<Reply> {
    const { payload } = press;
    if (payload?.type === 'broadcast') {
      return isOperator(press, desk) ? pressBroadcast(payload, press, desk) : stale(press);
    }
    if (!payload || !isForManagers(payload)) return handlePress(press, desk);
    if ('channel' in payload && payload.channel !== undefined) {
      const refuse = (why: Trouble) => troubleNotice(why, press.locale);
      return forChannel(press, payload.channel, (checked) => handlePress(checked, desk), refuse);
    }
    return forManagers(
      press,
      () => handlePress(press, desk),
      () => true,
    );
  }

  /** Where only administrators may ask, questions of others get no answer: it would be noise. */
  async function forAskers(
    place: Place,
    answer: () => Reply | Promise<Reply>,
    refusal: Reply,
  ): Promise<Reply> {
    return (await managers.mayManage(place)) === 'yes' ? answer() : refusal;
  }

  /** In a group, the same question within a minute is pointed to the answer above. */
  function once(command: Command, desk: Desk, handle: () => Reply | Promise<Reply>): Reply | Promise<Reply> {
    // What /start says depends on what has ended, and on what follows it.
    if (command.type !== 'group' || command.name === 'start') return handle();
    const question = questionKey(command, desk);
    const answer = async (): Promise<Saying> => {
      const reply = await handle();
      if (reply.type === 'pointer') return NOTHING;
      return reply.type === 'messages' ? { ...reply, question } : reply;
    };
    const earlier = repeats.find(question);
    return earlier !== undefined ? { type: 'pointer', earlier, otherwise: answer } : answer();
  }

  /** What the handler says about the channel, where this person and the bot may; else what stands in the way. */
  async function forChannel<Asked extends Place>(
    asked: Asked,
    which: number | string,
    handle: (checked: Asked) => Reply | Promise<Reply>,
    refuse: (why: Trouble) => Reply,
  ): Promise<Reply> {
    const access = await channels.access(asked, which);
    return access.type === 'open' ? handle({ ...asked, about: access.channel }) : refuse(access.type);
  }

  /** Whoever may not is told so where `isNews`: a notice over a button is seen by one person, a message by all. */
  async function forManagers(
    place: Place,
    handle: () => Reply | Promise<Reply>,
    isNews: () => boolean,
    refusal?: () => Promise<Reply | undefined>,
  ): Promise<Reply> {
    const verdict = await managers.mayManage(place);
    if (verdict === 'yes') return handle();
    if (verdict === 'no' && !isNews()) return NOTHING;
    const instead = verdict === 'no' ? await refusal?.() : undefined;
    if (instead) return instead;
    const text = place.locale.text(verdict === 'no' ? 'managers-only' : 'managers-unknown');
    return { type: 'notice', text, fleeting: true };
  }
}

/** A member has followed a link that adds the bot: where it is new it greets, with a button for administrators. */
async function greeting({ chat, locale }: Command, desk: Desk): Promise<Reply | undefined> {
  return (await hasDigest(chat, desk)) ? undefined : say(introduction(desk, locale));
}

/** What a channel may post beside topics. */
const OF_CHANNELS: readonly string[] = ['digest', 'stop', 'forget'];

function entryForChannels({ name }: Command, { commands }: Desk): CommandEntry | undefined {
  const entry = commands.find(name);
  const isTheirs = entry?.origin === 'topic' || OF_CHANNELS.includes(name);
  return isTheirs ? entry : undefined;
}

/** Figures are for those who run the bot, and for no group that they are in. */
function isOperator({ type, user }: Place, { adminIds }: Desk): boolean {
  return type === 'private' && user !== undefined && adminIds.includes(user);
}

function isForAdministrators({ type, chat }: Place, { choices }: Desk): boolean {
  return type === 'group' && choices.known(chat)?.whoMayAsk === 'administrators';
}
