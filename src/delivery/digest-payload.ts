// One message of a digest as the Bot API's sendMessage takes it.
// Called by worker.ts.

import { type ChatId, NO_THREAD, type ThreadId } from '../store/types.ts';

export interface DigestPayloadOptions {
  /** Bot API `InlineKeyboardMarkup`. */
  readonly markup: object | undefined;
  /** Bot API `allow_paid_broadcast`. */
  readonly paidBroadcast: boolean;
  /** Bot API `disable_notification`. */
  readonly silent: boolean;
}

const NO_PREVIEW = { is_disabled: true } as const;

/** @param html at most 4096 code points after parsing */
export function digestPayload(
  { chatId, threadId }: { readonly chatId: ChatId; readonly threadId: ThreadId },
  html: string,
  { markup, paidBroadcast, silent }: DigestPayloadOptions,
): Readonly<Record<string, unknown>> {
  return {
    chat_id: chatId,
    ...(threadId === NO_THREAD ? {} : { message_thread_id: threadId }),
    text: html,
    parse_mode: 'HTML',
    link_preview_options: NO_PREVIEW,
    ...(markup ? { reply_markup: markup } : {}),
    ...(silent ? { disable_notification: true } : {}),
    ...(paidBroadcast ? { allow_paid_broadcast: true } : {}),
  };
}
