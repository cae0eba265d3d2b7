// The one place that sends: a reply, where it belongs, through the gateway.
// Called by bot.ts with what a handler wants said.

import type { Gateway } from '../delivery/gateway.ts';
import type { Outcome } from '../delivery/outcome.ts';
import type { Upload } from '../delivery/upload.ts';
import type { InlineAnswer } from './inline.ts';
import type { Outgoing, Place, Reply } from './request.ts';

export interface RespondLog {
  warn(fields: object, message: string): void;
}

/** Where a reply goes: to a message that asked, or to a pressed button. */
export type Occasion =
  | { readonly type: 'message'; readonly place: Place; readonly message: number }
  | { readonly type: 'press'; readonly place: Place; readonly message: number; readonly query: string };

export type Respond = (occasion: Occasion, reply: Reply) => void;

/** Answers the inline query with that id. */
export type RespondInline = (query: string, answer: InlineAnswer) => void;

/** Bot API, answerCallbackQuery: `text` up to 200 characters. */
const NOTICE_LENGTH = 200;

/** Sends without making the handling of the next update wait; what fails is logged, never thrown. */
export function createRespond(gateway: Gateway, log: RespondLog): Respond {
  function note(outcome: Promise<Outcome>, place: Place): void {
    void outcome.then((result) => {
      if (result.type === 'retry') log.warn({ chat: place.chat, why: result.why }, 'a reply was not sent');
      if (result.type !== 'rejected' || HARMLESS.has(result.why)) return;
      log.warn(
        { chat: place.chat, why: result.why, description: result.description },
        'a reply was not sent',
      );
    });
  }

  /** A notice may be all that a person is told, so it gets a second try. */
  async function notify(query: string, text: string | undefined): Promise<Outcome> {
    const first = await gateway.call('answerCallbackQuery', noticePayload(query, text));
    if (first.type !== 'retry') return first;
    return gateway.call('answerCallbackQuery', noticePayload(query, text));
  }

  function post(place: Place, message: Outgoing, replyTo: number | undefined): void {
    note(gateway.send(place.chat, 'sendMessage', messagePayload(place, message, replyTo), 'reply'), place);
  }

  return (occasion, reply) => {
    const { place } = occasion;
    if (occasion.type === 'press') {
      note(notify(occasion.query, noticeOf(reply)), place);
    }
    if (reply.type === 'messages') {
      // In a group the answer shows whom it answers; in a private chat that would only take room.
      const replyTo = place.type === 'group' ? occasion.message : undefined;
      for (const [i, message] of reply.messages.entries())
        post(place, message, i === 0 ? replyTo : undefined);
    } else if (reply.type === 'edit') {
      const payload = { chat_id: place.chat, message_id: occasion.message, ...content(reply.message) };
      note(gateway.send(place.chat, 'editMessageText', payload, 'reply'), place);
    } else if (reply.type === 'keyboard') {
      const payload = { chat_id: place.chat, message_id: occasion.message, reply_markup: reply.markup };
      note(gateway.send(place.chat, 'editMessageReplyMarkup', payload, 'reply'), place);
    } else if (reply.type === 'document') {
      note(gateway.send(place.chat, 'sendDocument', documentPayload(place, reply), 'reply'), place);
    } else if (reply.type === 'notice' && occasion.type === 'message') {
      post(place, { html: reply.text }, undefined);
    }
  };
}

/** As `createRespond`, for inline queries: they belong to no chat and count against no limit. */
export function createRespondInline(gateway: Pick<Gateway, 'call'>, log: RespondLog): RespondInline {
  return (query, answer) => {
    void gateway.call('answerInlineQuery', { inline_query_id: query, ...answer }).then((result) => {
      if (result.type !== 'rejected' || HARMLESS.has(result.why)) return;
      log.warn({ why: result.why, description: result.description }, 'an inline query was not answered');
    });
  };
}

/** Not worth a line: a second press of one button, a button of yesterday, a person who floods. */
const HARMLESS: ReadonlySet<string> = new Set(['not modified', 'query too old', 'backlog full', 'stopping']);

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

const NO_PREVIEW = { is_disabled: true } as const;

function content({ html, markup }: Outgoing): Record<string, unknown> {
  const common = { text: html, parse_mode: 'HTML', link_preview_options: NO_PREVIEW };
  return markup ? { ...common, reply_markup: markup } : common;
}

function documentPayload(
  { chat, thread }: Place,
  { filename, content: text, caption }: Extract<Reply, { type: 'document' }>,
): Record<string, unknown> {
  const document: Upload = { source: Buffer.from(text, 'utf8'), filename };
  const payload = { chat_id: chat, document, caption };
  return thread === undefined ? payload : { ...payload, message_thread_id: thread };
}

function noticeOf(reply: Reply): string | undefined {
  if (reply.type === 'notice') return reply.text;
  return reply.type === 'edit' || reply.type === 'keyboard' ? reply.notice : undefined;
}

function noticePayload(query: string, text: string | undefined): object {
  return text
    ? { callback_query_id: query, text: text.slice(0, NOTICE_LENGTH) }
    : { callback_query_id: query };
}
