// The one place that sends: a reply, where it belongs, through the gateway.

import type { Clock } from '../clock.ts';
import type { Upload } from '../delivery/body.ts';
import type { Gateway } from '../delivery/gateway.ts';
import type { Outcome } from '../delivery/outcome.ts';
import { escapeHtml } from '../messages/html.ts';
import type { Outgoing, Place, Reply, Saying } from './request.ts';
import type { InlineAnswer } from './sharing/inline-answers.ts';

export interface RespondLog {
  warn(fields: object, message: string): void;
}

/** Where a reply goes: to a message that asked, to a pressed button, or into a chat where something happened. */
export type Occasion =
  | { readonly type: 'message'; readonly place: Place; readonly message: number }
  | { readonly type: 'press'; readonly place: Place; readonly message: number; readonly query: string }
  | { readonly type: 'event'; readonly place: Place; readonly message?: undefined };

/** Gives the id of the first new message once Telegram has it; `undefined` where there is none. Never rejects. */
export type Respond = (occasion: Occasion, saying: Saying) => Promise<number | undefined>;

/** As `Respond`, for all that a handler may want. */
export type RespondAny = (occasion: Occasion, reply: Reply) => Promise<number | undefined>;

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

  /** A notice may be all that a person is told, so it gets a second try. */
  async function notify(query: string, text: string | undefined): Promise<Outcome> {
    const first = await gateway.call('answerCallbackQuery', noticePayload(query, text));
    if (first.type !== 'retry') return first;
    return gateway.call('answerCallbackQuery', noticePayload(query, text));
  }

  function send(place: Place, method: string, payload: Record<string, unknown>): Promise<number | undefined> {
    return note(gateway.send(place.chat, method, payload, 'reply'), place);
  }

  function post(place: Place, payload: Record<string, unknown>): Promise<number | undefined> {
    return send(place, 'sendMessage', isQuiet(place.chat) ? { ...payload, ...NO_SOUND } : payload);
  }

  /** What is left when the process ends meanwhile stays: a short line, and no harm. */
  async function postFleeting(
    { place, message: asked }: Occasion,
    { text, sweep = false }: Extract<Saying, { type: 'notice' }>,
  ): Promise<number | undefined> {
    const replyTo = place.type === 'group' ? asked : undefined;
    const payload = messagePayload(place, { html: escapeHtml(text) }, replyTo);
    const id = await post(place, { ...payload, ...NO_SOUND });
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
    const id = await post(place, messagePayload(place, message, undefined));
    return post(place, messagePayload(place, id === undefined ? otherwise : next, undefined));
  }

  /** A chat may allow texts and no files, and a file may be refused for itself: then a text says what can be said. */
  async function postFile(
    place: Place,
    method: 'sendPhoto' | 'sendDocument',
    payload: Record<string, unknown>,
    instead: Outgoing,
  ): Promise<number | undefined> {
    const sound = isQuiet(place.chat) ? NO_SOUND : {};
    const outcome = await gateway.send(place.chat, method, { ...payload, ...sound }, 'reply');
    if (outcome.type === 'rejected' && outcome.why !== 'stopping')
      return post(place, messagePayload(place, instead, undefined));
    return note(Promise.resolve(outcome), place);
  }

  return (occasion, reply) => {
    const { place } = occasion;
    if (occasion.type === 'press') void note(notify(occasion.query, noticeOf(reply)), place);
    const edited = { chat_id: place.chat, message_id: occasion.message };
    switch (reply.type) {
      case 'messages': {
        // In a group the answer shows whom it answers; in a private chat that would only take room.
        const replyTo = place.type === 'group' ? occasion.message : undefined;
        const [first] = reply.messages.map((message, i) =>
          post(place, messagePayload(place, message, i === 0 ? replyTo : undefined)),
        );
        return first ?? UNSENT;
      }
      case 'trial':
        return postTrial(place, reply);
      case 'reference': {
        const reply_parameters = { message_id: reply.to };
        return post(place, { ...messagePayload(place, reply.message, undefined), reply_parameters });
      }
      case 'edit':
        return send(place, 'editMessageText', { ...edited, ...content(reply.message) });
      case 'keyboard':
        return send(place, 'editMessageReplyMarkup', { ...edited, reply_markup: reply.markup });
      case 'document':
        return postFile(place, 'sendDocument', documentPayload(place, reply), {
          html: place.locale.text('file-refused'),
        });
      case 'photo':
        return postFile(place, 'sendPhoto', photoPayload(place, reply), reply.caption);
      case 'notice':
        if (occasion.type === 'press') return UNSENT;
        return (reply.fleeting && place.type === 'group') || place.type === 'channel'
          ? postFleeting(occasion, reply)
          : post(place, messagePayload(place, { html: escapeHtml(reply.text) }, undefined));
      case 'nothing':
        return UNSENT;
    }
  };
}

const UNSENT = Promise.resolve(undefined);

/** Bot API `Message.message_id`. */
function messageIdOf(result: unknown): number | undefined {
  if (typeof result !== 'object' || result === null || !('message_id' in result)) return undefined;
  return typeof result.message_id === 'number' ? result.message_id : undefined;
}

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

function messagePayload(
  place: Place,
  message: Outgoing,
  replyTo: number | undefined,
): Record<string, unknown> {
  const payload: Record<string, unknown> = { chat_id: place.chat, ...content(message) };
  if (place.thread !== undefined) payload.message_thread_id = place.thread;
  if (replyTo !== undefined) {
    payload.reply_parameters = { message_id: replyTo, allow_sending_without_reply: true };
  }
  return payload;
}

/** Bot API `disable_notification`. */
const NO_SOUND = { disable_notification: true } as const;
const NO_PREVIEW = { is_disabled: true } as const;

function content({ html, markup }: Outgoing): Record<string, unknown> {
  const common = { text: html, parse_mode: 'HTML', link_preview_options: NO_PREVIEW };
  return markup ? { ...common, reply_markup: markup } : common;
}

function documentPayload(
  { chat, thread }: Place,
  { filename, content: text, caption }: Extract<Saying, { type: 'document' }>,
): Record<string, unknown> {
  const document: Upload = { source: Buffer.from(text, 'utf8'), filename };
  const payload = { chat_id: chat, document, caption };
  return thread === undefined ? payload : { ...payload, message_thread_id: thread };
}

type Photo = Extract<Saying, { type: 'photo' }>;

function photoPayload({ chat, thread }: Place, { png, filename, caption }: Photo): Record<string, unknown> {
  const photo: Upload = { source: png, filename };
  const payload = { chat_id: chat, photo, caption: caption.html, parse_mode: 'HTML' };
  return thread === undefined ? payload : { ...payload, message_thread_id: thread };
}

function noticeOf(reply: Saying): string | undefined {
  if (reply.type === 'notice') return reply.text;
  return reply.type === 'edit' || reply.type === 'keyboard' ? reply.notice : undefined;
}

function noticePayload(query: string, text: string | undefined): object {
  return text
    ? { callback_query_id: query, text: text.slice(0, NOTICE_LENGTH) }
    : { callback_query_id: query };
}
