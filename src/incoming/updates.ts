// The kinds of updates that the bot takes, in one table: what is asked for, and what each is kept in order by.

import type { Update } from 'telegraf/types';

/** As far as an update from outside can be trusted, which is not at all: each part may be missing, or of another type. */
interface Content {
  readonly chat?: Identified;
  readonly from?: Identified;
  readonly message?: { readonly chat?: Identified };
}
interface Identified {
  readonly id?: unknown;
}

const byChat = ({ chat, from }: Content): unknown => chat?.id ?? from?.id;
const byMessage = ({ message, from }: Content): unknown => message?.chat?.id ?? from?.id;
const byPerson = ({ from }: Content): unknown => from?.id;

/**
 * Asked for by these names (Bot API, `allowed_updates`), handled by name in `bot/bot.ts`. What shares an id is handled
 * one after another.
 */
const UPDATE_KINDS = {
  message: byChat,
  channel_post: byChat,
  callback_query: byMessage,
  inline_query: byPerson,
  /** Comes only where BotFather's /setinlinefeedback is on. */
  chosen_inline_result: byPerson,
  my_chat_member: byChat,
  chat_member: byChat,
} as const satisfies Record<string, (content: Content) => unknown>;

export type UpdateKind = keyof typeof UPDATE_KINDS;

/** Whether something was said; most of what happens in groups needs no answer. */
export type Handled = 'answered' | 'ignored';

/** Handles one update; rejects when a handler fails. */
export type HandleUpdate = (update: Update) => Promise<Handled>;

export const ALLOWED_UPDATES = Object.keys(UPDATE_KINDS) as readonly UpdateKind[];

/** One of few, whatever comes from outside. */
export function kindOf(update: Update): UpdateKind | 'other' {
  return ALLOWED_UPDATES.find((kind) => kind in update) ?? 'other';
}

/** The chat or person that an update is kept in order with; an update without either waits for no other. */
export function orderOf(update: Update): number {
  const kind = kindOf(update);
  if (kind === 'other') return update.update_id;
  const content: unknown = update[kind as keyof Update];
  if (typeof content !== 'object' || content === null) return update.update_id;
  const id = UPDATE_KINDS[kind](content);
  return typeof id === 'number' ? id : update.update_id;
}
