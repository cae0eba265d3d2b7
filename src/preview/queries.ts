// Pressed buttons and inline queries: waiting for the bot's answer, and answered.
// Asked by acts.ts, answered by methods of the bot.

import type { Events } from './events.ts';
import { badRequest } from './refusal.ts';

/** How long Telegram waits for an answer to a query, ms. */
const ANSWERABLE_FOR_MS = 15 * 60_000;
/** Characters: Bot API, answerCallbackQuery. */
const NOTICE_LIMIT = 200;
/** Bot API, answerInlineQuery; the last two in bytes. */
const RESULTS_LIMIT = 50;
const RESULT_ID_LIMIT = 64;
const NEXT_OFFSET_LIMIT = 64;

export interface CallbackAnswer {
  readonly callback_query_id: string;
  readonly text?: string;
  readonly show_alert?: boolean;
}

export interface InlineAnswer {
  readonly inline_query_id: string;
  readonly results: readonly (Readonly<Record<string, unknown>> & { readonly id?: string })[];
  readonly next_offset?: string;
}

interface Query {
  readonly kind: 'callback' | 'inline';
  readonly userId: number;
  /** Unix time, ms. */
  readonly askedAt: number;
}

export class Queries {
  readonly #open = new Map<string, Query>();
  readonly #events: Events;
  readonly #now: () => number;
  #next = 4_000_000_000_001;

  constructor(events: Events, now: () => number) {
    this.#events = events;
    this.#now = now;
  }

  /** Gives the query's id. */
  ask(kind: Query['kind'], userId: number): string {
    const id = String(this.#next++);
    this.#forgetOld();
    this.#open.set(id, { kind, userId, askedAt: this.#now() });
    return id;
  }

  /** A second answer is as good as the first. Throws `Refusal`. */
  answerCallback({ callback_query_id: queryId, text = '', show_alert: alert = false }: CallbackAnswer): true {
    if ([...text].length > NOTICE_LIMIT) throw badRequest('MESSAGE_TOO_LONG');
    const { userId } = this.#find('callback', queryId);
    this.#events.tell({ type: 'notice', userId, queryId, text, alert });
    return true;
  }

  /** Throws `Refusal`. */
  answerInline({ inline_query_id: queryId, results, next_offset = '' }: InlineAnswer): true {
    if (results.length > RESULTS_LIMIT) throw badRequest('RESULTS_TOO_MUCH');
    if (Buffer.byteLength(next_offset) > NEXT_OFFSET_LIMIT) throw badRequest('NEXT_OFFSET_INVALID');
    const ids = results.map(({ id = '' }) => String(id));
    if (ids.some((id) => id === '' || Buffer.byteLength(id) > RESULT_ID_LIMIT)) {
      throw badRequest('RESULT_ID_INVALID');
    }
    if (new Set(ids).size < ids.length) throw badRequest('RESULT_ID_DUPLICATE');
    const { userId } = this.#find('inline', queryId);
    this.#open.delete(queryId);
    this.#events.tell({ type: 'inline', userId, queryId, results });
    return true;
  }

  #find(kind: Query['kind'], id: string): Query {
    const query = this.#open.get(id);
    if (query?.kind !== kind || this.#now() - query.askedAt > ANSWERABLE_FOR_MS) {
      throw badRequest('query is too old and response timeout expired or query ID is invalid');
    }
    return query;
  }

  /** They are in order of age, so that the first young one ends the work. */
  #forgetOld(): void {
    for (const [id, { askedAt }] of this.#open) {
      if (this.#now() - askedAt <= ANSWERABLE_FOR_MS) return;
      this.#open.delete(id);
    }
  }
}
