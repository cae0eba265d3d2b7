// Inline mode as people see it: they ask in any chat, are offered results, and pick one.

import type { Actor, LocalMessage } from './model.ts';

/** `answerInlineQuery`: what the person may choose from, as the bot sent it. */
export interface InlineOffer {
  readonly type: 'inline';
  readonly userId: number;
  readonly queryId: string;
  readonly results: readonly Readonly<Record<string, unknown>>[];
  /** Where the next page begins; empty where this is the last. */
  readonly next_offset: string;
  /** Over the results. Fields as in Bot API `InlineQueryResultsButton`. */
  readonly button?: Readonly<Record<string, unknown>>;
}

export interface InlineMode {
  /** A person types `@bot query` in some chat. Gives the query's id; the answer comes as an `inline` event. */
  inline(actor: Actor, query: string, offset?: string): string;
  /** A person picks a result of an answered query: it is posted in the chat as the person's message, `via_bot`. */
  choose(
    actor: Actor,
    chatId: number,
    choice: { readonly queryId: string; readonly resultId: string },
    options?: { readonly threadId?: number },
  ): LocalMessage;
}
