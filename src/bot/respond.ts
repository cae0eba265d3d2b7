// The one place that sends: a reply, where it belongs, through the gateway.

import { type Clock, sleep, systemClock } from '../clock.ts';
import { type Backoff, backoffMs } from '../delivery/backoff.ts';
import type { Gateway } from '../delivery/gateway.ts';
import type { Asker } from '../delivery/lanes.ts';
import { throttleLog } from '../delivery/log-throttle.ts';
import {
  documentMessage,
  editedKeyboard,
  editedMessage,
  editedPhoto,
  type Payload,
  photoMessage,
  type SendOptions,
  textMessage,
} from '../delivery/message.ts';
import { messageIdOf, type Outcome, photoIdOf } from '../delivery/outcome.ts';
import { escapeHtml } from '../messages/html.ts';
import type { FinishedPicture } from '../messages/pictures/pictures.ts';
import type { Outgoing, Reply, Saying } from './reply.ts';
import type { Place } from './request.ts';
import type { InlineAnswer } from './sharing/inline-answers.ts';

export interface RespondLog {
  warn(fields: object, message: string): void;
}

/** Where a reply goes: to a message that asked, to a pressed button, or into a chat where something happened. */
export type Destination =
  | { readonly type: 'message'; readonly place: Place; readonly message: number }
  | {
      readonly type: 'press';
      readonly place: Place;
      readonly message: number;
      readonly query: string;
      /** The button stands under a photo, which can't become a text. */
      readonly isUnderPhoto: boolean;
    }
  | { readonly type: 'event'; readonly place: Place; readonly message?: undefined };

/** Gives the id of the first new message once Telegram has it; `undefined` where there is none. Never rejects. */
export type Respond = (destination: Destination, saying: Saying) => Promise<number | undefined>;

/** As `Respond`, for all that a handler may want. */
export type RespondAny = (destination: Destination, reply: Reply) => Promise<number | undefined>;

export interface RespondOptions {
  readonly gateway: Gateway;
  readonly clock: Pick<Clock, 'after' | 'monotonic'>;
  readonly log: RespondLog;
  /** Whether messages come into the chat without a sound now. */
  readonly isQuiet: (chat: number) => boolean;
  /** Whether the person is known to be an administrator of the group, who is answered before its members. */
  readonly wasManager?: (place: Place) => boolean;
}

/** Answers the inline query with that id. */
export type RespondInline = (query: string, answer: InlineAnswer) => void;

/** Bot API, answerCallbackQuery: `text` up to 200 characters. */
const NOTICE_LENGTH = 200;

/** Long enough to read two sentences, ms. */
const FLEETING_FOR = 15_000;

/** Sends without making the handling of the next update wait; what fails is logged, never thrown. */
export function createRespond({
  gateway,
  clock,
  log,
  isQuiet,
  wasManager = () => false,
}: RespondOptions): Respond {
  /** Telegram away for longer than a minute is one cause, however many people ask. */
  const unsent = throttleLog((fields, message) => log.warn(fields, message), clock);

  async function note(outcome: Promise<Outcome>, place: Place): Promise<number | undefined> {
    const result = await outcome;
    if (result.type === 'sent') return messageIdOf(result.result);
    if (result.type === 'retry') unsent({ chat: place.chat, why: result.why }, UNANSWERED);
    if (result.type !== 'rejected' || HARMLESS.has(result.why)) return undefined;
    if (result.why === 'unanswered') {
      unsent({ chat: place.chat, why: result.description }, UNANSWERED);
      return undefined;
    }
    log.warn({ chat: place.chat, why: result.why, description: result.description }, 'a reply was not sent');
    return undefined;
  }

  /** A notice may be the only answer to a press. */
  function notify(query: string, text: string | undefined): Promise<Outcome> {
    return callUntilAnswered(gateway, clock, 'answerCallbackQuery', noticePayload(query, text));
  }

  function askerOf(destination: Destination): Asker | undefined {
    const { place } = destination;
    if (destination.type === 'event' || place.type === 'private') return undefined;
    const question = destination.type === 'press' ? destination.query : destination.message;
    return { id: place.channel ?? place.user ?? place.chat, question, isManager: wasManager(place) };
  }

  function sendTo(destination: Destination, method: string, payload: Payload): Promise<Outcome> {
    const { chat } = destination.place;
    return gateway.send(chat, method, payload, 'reply', undefined, askerOf(destination));
  }

  function send(destination: Destination, method: string, payload: Payload): Promise<number | undefined> {
    return note(sendTo(destination, method, payload), destination.place);
  }

  function post(to: Destination, message: Outgoing, options: SendOptions = {}): Promise<number | undefined> {
    const silent = options.silent || isQuiet(to.place.chat);
    return send(to, 'sendMessage', textMessage(to.place, message, { ...options, silent }));
  }

  function edit(
    to: Destination,
    message: number,
    reply: Extract<Saying, { type: 'edit' | 'keyboard' }>,
  ): Promise<number | undefined> {
    const { chat } = to.place;
    return reply.type === 'edit'
      ? send(to, 'editMessageText', editedMessage(chat, message, reply.message))
      : send(to, 'editMessageReplyMarkup', editedKeyboard(chat, message, reply.markup));
  }

  /** What is left when the process ends meanwhile stays: a short line, and no harm. */
  async function postFleeting(
    destination: Destination,
    { text, sweep = false }: Extract<Saying, { type: 'notice' }>,
  ): Promise<number | undefined> {
    const { place, message: asked } = destination;
    const replyTo = place.type === 'group' ? asked : undefined;
    const id = await post(destination, { html: escapeHtml(text) }, { replyTo, silent: true });
    if (id === undefined) return undefined;
    clock.after(FLEETING_FOR, () => {
      for (const message_id of sweep ? [id, asked] : [id]) {
        void note(gateway.call('deleteMessage', { chat_id: place.chat, message_id }), place);
      }
    });
    return id;
  }

  async function postTrial(
    to: Destination,
    { message, next, otherwise }: Extract<Saying, { type: 'trial' }>,
  ): Promise<number | undefined> {
    const id = await post(to, message);
    return post(to, id === undefined ? otherwise : next);
  }

  /** In a group, where others write in between, a picture shows whose text it draws. */
  function answered({ place, message }: Destination): number | undefined {
    return place.type === 'group' ? message : undefined;
  }

  function soundOf({ chat }: Place): SendOptions {
    return { silent: isQuiet(chat) };
  }

  /** A chat may allow texts and no files, and a file may be refused for itself: then a text says what can be said. */
  async function postFile(
    to: Destination,
    method: 'sendPhoto' | 'sendDocument',
    payload: Payload,
    instead: Outgoing,
  ): Promise<number | undefined> {
    const outcome = await sendTo(to, method, payload);
    if (outcome.type === 'rejected' && !NOT_ITS_FAULT.has(outcome.why)) return post(to, instead);
    return note(Promise.resolve(outcome), to.place);
  }

  async function postPhoto(
    to: Destination,
    { rest = [], ...photo }: Extract<Saying, { type: 'photo' }>,
  ): Promise<number | undefined> {
    const payload = photoMessage(to.place, photo, soundOf(to.place));
    const id = await postFile(to, 'sendPhoto', payload, photo.caption);
    for (const message of rest) void post(to, message);
    return id;
  }

  /** Where it can't be drawn the person is told, and what asked for it stays as it is. */
  async function postPicture(
    to: Destination,
    { make, keep, failed, refused }: Extract<Saying, { type: 'picture' }>,
  ): Promise<number | undefined> {
    const answerPress = (text?: string) => {
      if (to.type === 'press') void note(notify(to.query, text), to.place);
    };
    try {
      const first = await make();
      answerPress();
      const outcome = await sendPicture(to, first, keep);
      if (outcome.type !== 'rejected' || NOT_ITS_FAULT.has(outcome.why) || HARMLESS.has(outcome.why))
        return await note(Promise.resolve(outcome), to.place);
      if (typeof first.photo !== 'string') return await post(to, refused);
      const again = await sendPicture(to, await make(), keep);
      return await (again.type === 'rejected' ? post(to, refused) : note(Promise.resolve(again), to.place));
    } catch (error) {
      log.warn({ err: error, chat: to.place.chat }, 'a picture could not be made');
      if (to.type === 'press') answerPress(failed);
      else return post(to, { html: escapeHtml(failed) });
      return undefined;
    }
  }

  async function sendPicture(
    to: Destination,
    picture: FinishedPicture,
    keep: Extract<Saying, { type: 'picture' }>['keep'],
  ): Promise<Outcome> {
    const outcome =
      to.type === 'press' && to.isUnderPhoto
        ? await sendTo(to, 'editMessageMedia', editedPhoto(to.place.chat, to.message, picture))
        : await sendTo(
            to,
            'sendPhoto',
            photoMessage(to.place, picture, { ...soundOf(to.place), replyTo: answered(to) }),
          );
    const file = outcome.type === 'sent' ? photoIdOf(outcome.result) : undefined;
    if (file !== undefined) picture.onSent(file);
    const id = outcome.type === 'sent' ? messageIdOf(outcome.result) : undefined;
    if (id !== undefined)
      await keep(to.place.chat, id).catch((error: unknown) =>
        log.warn({ err: error, chat: to.place.chat }, 'a picture was sent and could not be noted'),
      );
    if (outcome.type === 'rejected' && !NOT_ITS_FAULT.has(outcome.why) && !HARMLESS.has(outcome.why))
      picture.onRefused();
    return outcome;
  }

  return (destination, reply) => {
    const { place } = destination;
    if (reply.type === 'picture') return postPicture(destination, reply);
    if (destination.type === 'press') void note(notify(destination.query, noticeOf(reply)), place);
    switch (reply.type) {
      case 'messages': {
        // In a group the answer shows whom it answers; in a private chat that would only take room.
        const replyTo = place.type === 'group' ? destination.message : undefined;
        const [first] = reply.messages.map((message, i) =>
          post(destination, message, i === 0 ? { replyTo } : {}),
        );
        return first ?? UNSENT;
      }
      case 'trial':
        return postTrial(destination, reply);
      case 'reference':
        return post(destination, reply.message, { replyTo: reply.to, strictReply: true });
      case 'edit':
        if (destination.type === 'press' && destination.isUnderPhoto) return post(destination, reply.message);
        return destination.message === undefined ? UNSENT : edit(destination, destination.message, reply);
      case 'keyboard':
        return destination.message === undefined ? UNSENT : edit(destination, destination.message, reply);
      case 'document':
        return postFile(destination, 'sendDocument', documentMessage(place, reply, soundOf(place)), {
          html: place.locale.text('file-refused'),
        });
      case 'photo':
        return postPhoto(destination, reply);
      case 'notice':
        if (destination.type === 'press') return UNSENT;
        return (reply.fleeting && place.type === 'group') || place.type === 'channel'
          ? postFleeting(destination, reply)
          : post(destination, { html: escapeHtml(reply.text) });
      case 'nothing':
        return UNSENT;
    }
  };
}

const UNSENT = Promise.resolve(undefined);
const UNANSWERED = 'an answer was tried for a minute and did not reach Telegram';

/** For how long a call is tried, ms: Telegram itself says when a press or an inline query is too old. */
const TRIED_FOR = 60_000;
const BETWEEN_TRIES: Backoff = { firstMs: 250, longestMs: 5_000 };

/** As `Gateway.call`, tried until Telegram answers. */
async function callUntilAnswered(
  gateway: Pick<Gateway, 'call'>,
  clock: Pick<Clock, 'after' | 'monotonic'>,
  method: string,
  payload: object,
): Promise<Outcome> {
  const began = clock.monotonic();
  for (let tries = 1; ; tries += 1) {
    const outcome = await gateway.call(method, payload);
    if (outcome.type !== 'retry' || clock.monotonic() - began >= TRIED_FOR) return outcome;
    await sleep(clock, outcome.afterMs ?? backoffMs(BETWEEN_TRIES, tries, () => 1));
  }
}

/** As `createRespond`, for inline queries: they belong to no chat and count against no limit. */
export function createRespondInline(
  gateway: Pick<Gateway, 'call'>,
  log: RespondLog,
  onOutcome?: (outcome: Outcome['type']) => void,
  clock: Pick<Clock, 'after' | 'monotonic'> = systemClock,
): RespondInline {
  return (query, answer) => {
    const payload = { inline_query_id: query, ...answer };
    void callUntilAnswered(gateway, clock, 'answerInlineQuery', payload).then((result) => {
      onOutcome?.(result.type);
      if (result.type !== 'rejected' || HARMLESS.has(result.why)) return;
      log.warn({ why: result.why, description: result.description }, 'an inline query was not answered');
    });
  };
}

/** Not what the file itself is refused for: the text would fare no better. */
const NOT_ITS_FAULT: ReadonlySet<string> = new Set(['stopping', 'backlog full', 'unanswered']);

/** Not worth a line: a second press of one button, a button of yesterday, a person who floods, what somebody deleted. */
const HARMLESS: ReadonlySet<string> = new Set([
  ...['not modified', 'query too old', 'backlog full', 'stopping', 'message not found'],
]);

function noticeOf(reply: Saying): string | undefined {
  if (reply.type === 'notice') return reply.text;
  return reply.type === 'edit' || reply.type === 'keyboard' ? reply.notice : undefined;
}

function noticePayload(query: string, text: string | undefined): object {
  return text
    ? { callback_query_id: query, text: text.slice(0, NOTICE_LENGTH) }
    : { callback_query_id: query };
}
