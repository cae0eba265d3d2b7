// Builds every message that is sent or edited, as the Bot API's methods take it.

import { NO_THREAD } from '../store/types.ts';
import type { Upload } from './body.ts';

/** A text of at most 4096 code points after parsing, as Telegram HTML. */
export interface MessageContent {
  readonly html: string;
  /** A `reply_markup` of the Bot API. */
  readonly markup?: object;
}

export interface Recipient {
  readonly chat: number;
  /** The forum topic; `undefined` or `NO_THREAD` for the chat itself. */
  readonly thread?: number | undefined;
}

export interface SendOptions {
  /** The message that this one answers. */
  readonly replyTo?: number | undefined;
  /** Telegram refuses the message if the one it answers is gone; otherwise it comes without the reference. */
  readonly strictReply?: boolean;
  /** Bot API `disable_notification`. */
  readonly silent?: boolean;
  /** Bot API `allow_paid_broadcast`. */
  readonly paidBroadcast?: boolean;
}

export type Payload = Readonly<Record<string, unknown>>;

/** Bot API `LinkPreviewOptions`: previews of the sources would bury the text. Always this object, as body.ts compares it. */
export const NO_PREVIEW = { is_disabled: true } as const;

/** For sendMessage. */
export function textMessage(to: Recipient, content: MessageContent, options: SendOptions = {}): Payload {
  return { ...envelope(to, options), ...text(content) };
}

/** For editMessageText. Buttons go away where `content` has none. */
export function editedMessage(chat: number, message: number, content: MessageContent): Payload {
  return { chat_id: chat, message_id: message, ...text(content) };
}

/** For editMessageText, of a message that a person shared through inline mode. */
export function editedInline(message: string, content: MessageContent): Payload {
  return { inline_message_id: message, ...text(content) };
}

/** For editMessageReplyMarkup. */
export function editedKeyboard(chat: number, message: number, markup: object): Payload {
  return { chat_id: chat, message_id: message, reply_markup: markup };
}

/** For sendDocument: a text file in UTF-8. */
export function documentMessage(
  to: Recipient,
  { filename, content, caption }: Readonly<Record<'filename' | 'content' | 'caption', string>>,
  options: SendOptions = {},
): Payload {
  const document: Upload = { source: Buffer.from(content, 'utf8'), filename };
  return { ...envelope(to, options), document, caption };
}

/** A photo with its caption: Telegram HTML of at most 1024 code points after parsing. */
export interface PhotoContent {
  /** A PNG to upload, or the `file_id` of one that Telegram has. */
  readonly photo: Uint8Array | string;
  readonly filename: string;
  readonly caption: MessageContent;
}

/** For sendPhoto. */
export function photoMessage(to: Recipient, content: PhotoContent, options: SendOptions = {}): Payload {
  const { html, markup } = content.caption;
  const caption = { caption: html, parse_mode: 'HTML', ...(markup ? { reply_markup: markup } : {}) };
  return { ...envelope(to, options), photo: fileOf(content), ...caption };
}

/** For editMessageMedia: another photo in the place of one. */
export function editedPhoto(chat: number, message: number, content: PhotoContent): Payload {
  const { html, markup } = content.caption;
  const media = { type: 'photo', media: fileOf(content), caption: html, parse_mode: 'HTML' };
  return { chat_id: chat, message_id: message, media, ...(markup ? { reply_markup: markup } : {}) };
}

/** For editMessageMedia of a message that a person shared: only a photo that Telegram has can be put there. */
export function editedInlinePhoto(message: string, file: string, { html, markup }: MessageContent): Payload {
  const media = { type: 'photo', media: file, caption: html, parse_mode: 'HTML' };
  return { inline_message_id: message, media, ...(markup ? { reply_markup: markup } : {}) };
}

/** For editMessageCaption: the photo stays. */
export function editedCaption(
  where: { readonly chat: number; readonly message: number } | { readonly inline: string },
  { html, markup }: MessageContent,
): Payload {
  const place =
    'inline' in where
      ? { inline_message_id: where.inline }
      : { chat_id: where.chat, message_id: where.message };
  return { ...place, caption: html, parse_mode: 'HTML', ...(markup ? { reply_markup: markup } : {}) };
}

function fileOf({ photo, filename }: PhotoContent): Upload | string {
  return typeof photo === 'string' ? photo : { source: photo, filename };
}

function text({ html, markup }: MessageContent): Payload {
  const common = { text: html, parse_mode: 'HTML', link_preview_options: NO_PREVIEW };
  return markup ? { ...common, reply_markup: markup } : common;
}

function envelope(
  { chat, thread }: Recipient,
  { replyTo, strictReply, silent, paidBroadcast }: SendOptions,
): Payload {
  const payload: Record<string, unknown> = { chat_id: chat };
  if (thread !== undefined && thread !== NO_THREAD) payload.message_thread_id = thread;
  if (replyTo !== undefined) {
    payload.reply_parameters = strictReply
      ? { message_id: replyTo }
      : { message_id: replyTo, allow_sending_without_reply: true };
  }
  if (silent) payload.disable_notification = true;
  if (paidBroadcast) payload.allow_paid_broadcast = true;
  return payload;
}
