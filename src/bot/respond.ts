// The one place that sends: a reply, where it belongs, through the gateway.

import type { Clock } from '../clock.ts';
import type { Gateway } from '../delivery/gateway.ts';
import {
  documentMessage,
  editedKeyboard,
  editedMessage,
  type Payload,
  photoMessage,
  type SendOptions,
  textMessage,
} from '../delivery/message.ts';
import { messageIdOf, type Outcome } from '../delivery/outcome.ts';
import { escapeHtml } from '../messages/html.ts';
import type { Outgoing, Reply, Saying } from './reply.ts';
import type { Place } from './request.ts';
import type { InlineAnswer } from './sharing/inline-answers.ts';

export interface RespondLog {
  warn(fields: object, message: string): void;
}

/** Where a reply goes: to a message that asked, to a pressed button, or into a chat where something happened. */
export type Destination =
  | { readonly type: 'message'; readonly place: Place; readonly message: number }
  | { readonly type: 'press'; readonly place: Place; readonly message: number; readonly query: string }
  | { readonly type: 'event'; readonly place: Place; readonly message?: undefined };

/** Gives the id of the first new message once Telegram has it; `undefined` where there is none. Never rejects. */
export type Respond = (destination: Destination, saying: Saying) => Promise<number | undefined>;

/** As `Respond`, for all that a handler may want. */
export type RespondAny = (destination: Destination, reply: Reply) => Promise<number | undefined>;

export interface RespondOptions {
  readonly gateway: Gateway;
  readonly clock: Pick<Clock, 'after'>;
  readonly log: RespondLog;
  /** Whether messages come into the chat without a sound now. */
  readonly isQuiet: (chat: number) => boolean;
}

/** Answers the inline query with that id. */
export type RespondInline = (query: string, answer: InlineAnswer) => void;

/** Bot API, answerCallbackQuery: `text` up to 200 characters. */
const NOTICE_LENGTH = 200;

/** Long enough to read two sentences, ms. */
const FLEETING_FOR = 15_000;

/** Sends without making the handling of the next update wait; what fails is logged, never thrown. */
export function createRespond({ gateway, clock, log, isQuiet }: RespondOptions): Respond {
  async function note(outcome: Promise<Outcome>, place: Place): Promise<number | undefined> {
    const result = await outcome;
    if (result.type === 'sent') return messageIdOf(result.result);
    if (result.type === 'retry') log.warn({ chat: place.chat, why: result.why }, 'a reply was not sent');
    if (result.type !== 'rejected' || HARMLESS.has(result.why)) return undefined;
    log.warn({ chat: place.chat, why: result.why, description: result.description }, 'a reply was not sent');
    return undefined;
  }

  /** A notice may be the only answer to a press, so it gets a second try. */
  async function notify(query: string, text: string | undefined): Promise<Outcome> {
    const first = await gateway.call('answerCallbackQuery', noticePayload(query, text));
    if (first.type !== 'retry') return first;
    return gateway.call('answerCallbackQuery', noticePayload(query, text));
  }

  function send(place: Place, method: string, payload: Payload): Promise<number | undefined> {
    return note(gateway.send(place.chat, method, payload, 'reply'), place);
  }

  function post(place: Place, message: Outgoing, options: SendOptions = {}): Promise<number | undefined> {
    const silent = options.silent || isQuiet(place.chat);
    return send(place, 'sendMessage', textMessage(place, message, { ...options, silent }));
  }

  function edit(
    place: Place,
    message: number,
    reply: Extract<Saying, { type: 'edit' | 'keyboard' }>,
  ): Promise<number | undefined> {
    return reply.type === 'edit'
      ? send(place, 'editMessageText', editedMessage(place.chat, message, reply.message))
      : send(place, 'editMessageReplyMarkup', editedKeyboard(place.chat, message, reply.markup));
  }

  /** What is left when the process ends meanwhile stays: a short line, and no harm. */
  async function postFleeting(
    { place, message: asked }: Destination,
    { text, sweep = false }: Extract<Saying, { type: 'notice' }>,
  ): Promise<number | undefined> {
    const replyTo = place.type === 'group' ? asked : undefined;
    const id = await post(place, { html: escapeHtml(text) }, { replyTo, silent: true });
    if (id === undefined) return undefined;
    clock.after(FLEETING_FOR, () => {
      for (const message_id of sweep ? [id, asked] : [id]) {
        void note(gateway.call('deleteMessage', { chat_id: place.chat, message_id }), place);
      }
    });
    return id;
  }

  async function postTrial(
    place: Place,
    { message, next, otherwise }: Extract<Saying, { type: 'trial' }>,
  ): Promise<number | undefined> {
    const id = await post(place, message);
    return post(place, id === undefined ? otherwise : next);
  }

  function soundOf({ chat }: Place): SendOptions {
    return { silent: isQuiet(chat) };
  }

  /** A chat may allow texts and no files, and a file may be refused for itself: then a text says what can be said. */
  async function postFile(
    place: Place,
    method: 'sendPhoto' | 'sendDocument',
    payload: Payload,
    instead: Outgoing,
  ): Promise<number | undefined> {
    const outcome = await gateway.send(place.chat, method, payload, 'reply');
    if (outcome.type === 'rejected' && outcome.why !== 'stopping') return post(place, instead);
    return note(Promise.resolve(outcome), place);
  }

  return (destination, reply) => {
    const { place } = destination;
    if (destination.type === 'press') void note(notify(destination.query, noticeOf(reply)), place);
    switch (reply.type) {
      case 'messages': {
        // In a group the answer shows whom it answers; in a private chat that would only take room.
        const replyTo = place.type === 'group' ? destination.message : undefined;
        const [first] = reply.messages.map((message, i) => post(place, message, i === 0 ? { replyTo } : {}));
        return first ?? UNSENT;
      }
      case 'trial':
        return postTrial(place, reply);
      case 'reference':
        return post(place, reply.message, { replyTo: reply.to, strictReply: true });
      case 'edit':
      case 'keyboard':
        return destination.message === undefined ? UNSENT : edit(place, destination.message, reply);
      case 'document':
        return postFile(place, 'sendDocument', documentMessage(place, reply, soundOf(place)), {
          html: place.locale.text('file-refused'),
        });
      case 'photo':
        return postFile(place, 'sendPhoto', photoMessage(place, reply, soundOf(place)), reply.caption);
      case 'notice':
        if (destination.type === 'press') return UNSENT;
        return (reply.fleeting && place.type === 'group') || place.type === 'channel'
          ? postFleeting(destination, reply)
          : post(place, { html: escapeHtml(reply.text) });
      case 'nothing':
        return UNSENT;
    }
  };
}

const UNSENT = Promise.resolve(undefined);

/** As `createRespond`, for inline queries: they belong to no chat and count against no limit. */
export function createRespondInline(
  gateway: Pick<Gateway, 'call'>,
  log: RespondLog,
  onOutcome?: (outcome: Outcome['type']) => void,
): RespondInline {
  return (query, answer) => {
    void gateway.call('answerInlineQuery', { inline_query_id: query, ...answer }).then((result) => {
      onOutcome?.(result.type);
      if (result.type !== 'rejected' || HARMLESS.has(result.why)) return;
      log.warn({ why: result.why, description: result.description }, 'an inline query was not answered');
    });
  };
}

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
