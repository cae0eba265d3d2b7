// What follows from an answer in a group: pointers to the answer above, commands that go away, news of paused
// digests.

import type { Gateway } from '../../delivery/gateway.ts';
import type { Locale } from '../../locales/locale.ts';
import { messageLink } from '../../messages/bot-links.ts';
import type { ChatId } from '../../store/types.ts';
import { notice, phrase } from '../../summaries/blocks.ts';
import type { BotContext } from '../bot-context.ts';
import { pausedNotice } from '../digest/paused-notice.ts';
import { type Outgoing, type Reply, type Saying, say } from '../reply.ts';
import type { Place } from '../request.ts';
import type { Destination, Respond, RespondAny } from '../respond.ts';
import type { Managers } from './managers.ts';
import type { Repeats } from './repeated-questions.ts';

export interface GroupsOptions {
  readonly respond: Respond;
  readonly repeats: Repeats;
  readonly managers: Managers;
  readonly gateway: Pick<Gateway, 'call'>;
  readonly context: () => BotContext;
  readonly log: Record<'debug' | 'warn', (fields: object, message: string) => void>;
}

export function createGroupRespond(options: GroupsOptions): RespondAny {
  const { respond, repeats, managers, gateway, context, log } = options;
  /** By chat, the notice of paused digests that is being sent: the next command waits for it, so it is sent once. */
  const telling = new Map<number, Promise<void>>();

  function answer(destination: Destination, reply: Saying): Promise<number | undefined> {
    const sent = respond(destination, reply);
    if (reply.type === 'messages' && reply.question !== undefined) {
      void repeats.note(reply.question, destination.place.chat, sent);
    }
    return sent;
  }

  /** Waits for the answer above without holding up what comes next in the chat. */
  async function point(destination: Destination, reply: Extract<Reply, { type: 'pointer' }>) {
    const { place } = destination;
    const to = await reply.earlier;
    if (to !== undefined) {
      const sent = await respond(destination, {
        type: 'reference',
        message: pointer(place, to, context()),
        to,
      });
      if (sent !== undefined) return sent;
    }
    try {
      return await answer(destination, await reply.otherwise());
    } catch (error) {
      log.warn({ err: error, chat: place.chat }, 'a question could not be answered again');
      return respond(destination, { type: 'notice', text: place.locale.text('went-wrong'), fleeting: true });
    }
  }

  /** The bot needs the right to delete messages for it; /settings says so. */
  async function deleteQuestion({ place, message }: Destination, sent: Promise<number | undefined>) {
    if ((await sent) === undefined) return;
    const { type } = await gateway.call('deleteMessage', { chat_id: place.chat, message_id: message });
    if (type !== 'sent') log.debug({ chat: place.chat, why: type }, 'a command could not be deleted');
  }

  /** Once, to an administrator; until Telegram has it, to the next one again. */
  async function tellOfPause(destination: Destination, isTold: boolean) {
    const { place } = destination;
    const { choices, store } = context();
    if (!(await choices.of(place.chat)).pauseUntold || (await managers.mayManage(place)) !== 'yes') return;
    const message = await pausedNotice({ ...place, locale: localeAt(place, context()) }, context(), {
      isTold,
    });
    if (message && (await respond(destination, say(message))) === undefined) return;
    await store.chats.toldOfPause(place.chat as ChatId);
    choices.forget(place.chat);
  }

  /** One command after another. */
  function tellInTurn(destination: Destination, isTold: boolean): void {
    const { chat } = destination.place;
    const turn = (telling.get(chat) ?? Promise.resolve())
      .then(() => tellOfPause(destination, isTold))
      .catch((error: unknown) => log.warn({ err: error, chat }, 'a paused digest could not be told of'))
      .finally(() => {
        if (telling.get(chat) === turn) telling.delete(chat);
      });
    telling.set(chat, turn);
  }

  /** What the group has chosen, and is yet to hear; the answer itself does not wait for that. */
  async function follow(destination: Destination, sent: Promise<number | undefined>, isTold: boolean) {
    const { chat } = destination.place;
    try {
      const { choices } = context();
      const facts = choices.known(chat) ?? (await choices.of(chat));
      if (facts.deletesQuestions) void deleteQuestion(destination, sent);
      if (facts.pauseUntold) tellInTurn(destination, isTold);
    } catch (error) {
      log.debug({ err: error, chat }, 'what a group chose could not be read after an answer');
    }
  }

  return (destination, reply) => {
    const { place } = destination;
    if (destination.type === 'press' && reply.type === 'edit')
      repeats.changed(place.chat, destination.message);
    const sent = reply.type === 'pointer' ? point(destination, reply) : answer(destination, reply);
    if (destination.type !== 'message' || place.type !== 'group' || reply.type === 'nothing') return sent;
    void follow(destination, sent, reply.type === 'messages' && reply.tellsDigest === true);
    return sent;
  };
}

function pointer(place: Place, to: number, context: BotContext): Outgoing {
  const link = messageLink(place, to);
  const lines = link === undefined ? [] : [[{ link: phrase('repeat-link'), url: link }]];
  return context.answers.fresh(notice(phrase('repeat-above'), ...lines), localeAt(place, context));
}

function localeAt({ chat, locale }: Place, { choices, locales }: BotContext): Locale {
  const language = choices.known(chat)?.language ?? null;
  return language === null ? locale : locales.pick(language);
}
