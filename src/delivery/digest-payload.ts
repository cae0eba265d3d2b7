// What a delivery says, and one message of it as the Bot API's sendMessage takes it.

import { type ChatId, NO_THREAD, type ThreadId } from '../store/types.ts';

export interface Digest {
  readonly type: 'digest';
  /** Its messages, Telegram HTML of at most 4096 code points after parsing each. */
  readonly htmls: readonly string[];
  /** Bot API `InlineKeyboardMarkup` under the last message. */
  readonly markup?: object;
  readonly rotated: boolean;
}

/** The digest of a delivery, or why there is none. `later`: another process can tell it, not this one. */
export type Content =
  | Digest
  | { readonly type: 'nothing'; readonly reason: string }
  | { readonly type: 'later' };

export interface DigestPayloadOptions {
  /** Bot API `allow_paid_broadcast`. */
  readonly paidBroadcast: boolean;
  /** Bot API `disable_notification`. */
  readonly silent: boolean;
}

const NO_PREVIEW = { is_disabled: true } as const;

/** @param index of the message among the digest's */
export function digestPayload(
  { chatId, threadId }: { readonly chatId: ChatId; readonly threadId: ThreadId },
  { htmls, markup }: Digest,
  index: number,
  { paidBroadcast, silent }: DigestPayloadOptions,
): Readonly<Record<string, unknown>> {
  return {
    chat_id: chatId,
    ...(threadId === NO_THREAD ? {} : { message_thread_id: threadId }),
    text: htmls[index],
    parse_mode: 'HTML',
    link_preview_options: NO_PREVIEW,
    ...(markup && index === htmls.length - 1 ? { reply_markup: markup } : {}),
    ...(silent ? { disable_notification: true } : {}),
    ...(paidBroadcast ? { allow_paid_broadcast: true } : {}),
  };
}
