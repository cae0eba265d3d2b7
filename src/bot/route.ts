// Which handler answers a command or a press, and whether this person may have it answered.

import { sleep } from '../clock.ts';
import type { BotContext } from './bot-context.ts';
import type { CommandInfo } from './command-list.ts';
import { unknownCommand } from './commands/unknown.ts';
import { type CommandHandlers, handlersOf } from './commands.ts';
import type { Channels, Trouble } from './digest/channel-access.ts';
import {
  nameChannel,
  picked,
  pickerKeyboard,
  troubleMessage,
  troubleNotice,
} from './digest/channel-picker.ts';
import { digest } from './digest/digest-command.ts';
import type { FloodGuard } from './flood.ts';
import type { Managers } from './group/managers.ts';
import type { Refusals } from './group/refusals.ts';
import { questionKey, type Repeats } from './group/repeated-questions.ts';
import { pressBroadcast } from './operators/broadcast-press.ts';
import { inOwnWords } from './own-words.ts';
import { handlePress, isForManagers, stale } from './press.ts';
import { NOTHING, type Reply, type Saying, say } from './reply.ts';
import type { Command, Place, Press } from './request.ts';
import { followLink } from './sharing/share.ts';

export interface RouteOptions {
  readonly managers: Managers;
  readonly channels: Channels;
  readonly refusals: Refusals;
  readonly repeats: Repeats;
  /** For commands of the slower pace. */
  readonly slowGuard: FloodGuard;
}

export interface Route {
  /** Whether somebody waits for an answer: no command that this bot does not know and that was not addressed to it. */
  isForUs(command: Command, context: BotContext): boolean;
  /** Where others than administrators get no answer, not even that they are too quick. */
  isSilent(place: Place, context: BotContext): boolean;
  command(asked: Command, context: BotContext): Reply | Promise<Reply>;
  press(press: Press, context: BotContext): Reply | Promise<Reply>;
  /** Whether it is a command that channels may post: a topic's, or about their digest. */
  isForChannels(command: Command, context: BotContext): boolean;
  /** Such a command, posted. */
  post(command: Command, context: BotContext): Promise<Reply>;
  /** The panel of a channel that was picked in the native picker; `command` opens a panel. */
  picked(command: Command, channel: number, context: BotContext): Promise<Reply>;
}

export function createRoute({ managers, channels, refusals, repeats, slowGuard }: RouteOptions): Route {
  return {
    isForUs({ addressed, name }, { commands }) {
      const entry = commands.find(name);
      return addressed || (entry !== undefined && entry.who !== 'operators');
    },
    isSilent: isForAdministrators,
    command(asked, context) {
      const command = nameChannel(followLink(inOwnWords(asked, context), context), context);
      const { instead } = handlersFor(asked, context);
      const refusal = instead && command.type === 'group' ? () => instead(command, context) : undefined;
      return isForAdministrators(command, context)
        ? forAskers(command, () => answerCommand(command, context, refusal), NOTHING)
        : answerCommand(command, context, refusal);
    },
    press(press, context) {
      const isQuestion = !(press.payload && isForManagers(press.payload));
      // A message in a channel is read by its subscribers and has no buttons for them: such a press is forged.
      if (press.type === 'channel' && isQuestion) return stale(press);
      const closed = { type: 'notice', text: press.locale.text('ask-administrators-only') } as const;
      return isQuestion && isForAdministrators(press, context)
        ? forAskers(press, () => answerPress(press, context), closed)
        : answerPress(press, context);
    },
    isForChannels: (command, context) => handlersFor(command, context).post !== undefined,
    async post(command, context) {
      const { post } = handlersFor(command, context);
      // What names another channel is not about this one.
      if (!post || nameChannel(command, context) !== command) return NOTHING;
      const rights = await managers.standing(command.chat);
      if (rights && !rights.mayPost) return NOTHING;
      // Only administrators can post, and where their names are shown that can be checked.
      const verdict = await managers.mayManage(command);
      if (verdict === 'no') return NOTHING;
      const isForReaders = context.commands.find(command.name)?.origin === 'topic';
      const isSure = isForReaders || (rights !== undefined && verdict === 'yes');
      const reply = isSure
        ? await post(command, context)
        : { line: command.locale.text('channel-unanswered') };
      if ('type' in reply) return reply;
      return { type: 'notice', text: reply.line, fleeting: true, sweep: rights?.mayDelete === true };
    },
    picked(command, channel, context) {
      const open = async (checked: Command): Promise<Reply> => {
        const panel = await digest(checked, context);
        const shown = panel.type === 'messages' ? panel.messages : [];
        return { type: 'messages', messages: [picked(checked, context), ...shown] };
      };
      const markup = pickerKeyboard(command.locale);
      const refuse = (why: Trouble) => say({ ...troubleMessage(why, command.locale, context), markup });
      return forChannel(command, channel, open, refuse);
    },
  };

  /** @param refusal instead of the words for those who may not */
  function answerCommand(
    command: Command,
    context: BotContext,
    refusal?: () => Promise<Reply | undefined>,
  ): Reply | Promise<Reply> {
    const entry = context.commands.find(command.name);
    if (!entry || (entry.who === 'operators' && !isOperator(command, context)))
      return unknownCommand(command, context);
    const answer = () => answerAtPace(entry, command, context, refusal);
    return entry.pace === 'slow' ? atSlowPace(command, context, answer) : answer();
  }

  /** For what searches: late in a private chat, where nobody else waits; elsewhere not at all. */
  function atSlowPace(
    { user, chat, type, locale }: Pick<Command, 'user' | 'chat' | 'type' | 'locale'>,
    { clock }: BotContext,
    answer: () => Reply | Promise<Reply>,
  ): Reply | Promise<Reply> {
    const sender = user ?? chat;
    const verdict = type === 'private' ? slowGuard.judge(sender, 'late') : slowGuard.judge(sender);
    if (verdict === 'warn') return { type: 'notice', text: locale.text('slow-down'), fleeting: true };
    if (verdict === 'ignore') return NOTHING;
    return verdict === 'answer' ? answer() : sleep(clock, verdict).then(answer);
  }

  function answerAtPace(
    entry: CommandInfo,
    command: Command,
    context: BotContext,
    refusal?: () => Promise<Reply | undefined>,
  ): Reply | Promise<Reply> {
    const { handle } = handlersOf(entry);
    if (entry.who !== 'managers') return once(entry, command, context, () => handle(command, context));
    if (command.which !== undefined) {
      const refuse = (why: Trouble) => say(troubleMessage(why, command.locale, context));
      return forChannel(command, command.which, (checked) => handle(checked, context), refuse);
    }
    return forManagers(
      command,
      () => handle(command, context),
      () => refusals.isFirst(command),
      refusal,
    );
  }

  function answerPress(press: Press, context: BotContext): Reply | Promise<Reply> {
    const { payload } = press;
    if (payload?.type === 'broadcast') {
      return isOperator(press, context) ? pressBroadcast(payload, press, context) : stale(press);
    }
    if (!payload || !isForManagers(payload)) {
      const isSearch = payload?.type === 'search' || (payload?.type === 'who' && payload.words !== '');
      const answer = () => handlePress(press, context);
      return isSearch ? atSlowPace(press, context, answer) : answer();
    }
    if ('channel' in payload && payload.channel !== undefined) {
      const refuse = (why: Trouble) => troubleNotice(why, press.locale);
      return forChannel(press, payload.channel, (checked) => handlePress(checked, context), refuse);
    }
    const group = payload.type === 'resume' ? payload.chat : undefined;
    // A button in the private chat of an administrator, about the group: checked again whether they are one.
    const asked: Press =
      group === undefined || press.type !== 'private'
        ? press
        : { ...press, chat: group, type: 'group', thread: undefined };
    return forManagers(
      asked,
      () => handlePress(asked, context),
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
  function once(
    { repeats: mayRepeat }: CommandInfo,
    command: Command,
    context: BotContext,
    handle: () => Reply | Promise<Reply>,
  ): Reply | Promise<Reply> {
    if (command.type !== 'group' || !mayRepeat) return handle();
    const question = questionKey(command, context);
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

  /** Those who may not are told so where `isNews`: one person sees a notice over a button, everybody sees a message. */
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

const NO_HANDLERS: Partial<CommandHandlers> = {};

function handlersFor({ name }: Command, { commands }: BotContext): Partial<CommandHandlers> {
  const entry = commands.find(name);
  return entry ? handlersOf(entry) : NO_HANDLERS;
}

/** Figures are for those who run the bot, and for no group that they are in. */
function isOperator({ type, user }: Place, { adminIds }: BotContext): boolean {
  return type === 'private' && user !== undefined && adminIds.includes(user);
}

function isForAdministrators({ type, chat }: Place, { choices }: BotContext): boolean {
  return type === 'group' && choices.known(chat)?.whoMayAsk === 'administrators';
}
