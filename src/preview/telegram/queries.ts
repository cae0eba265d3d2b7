// Pressed buttons and inline queries: waiting for the bot's answer, and answered.

import type { Events } from './events.ts';
import { checkResults, type InlineResult, type ResultsButton } from './inline.ts';
import { badRequest } from './refusal.ts';

/** How long Telegram waits for an answer to a query, ms. */
const ANSWERABLE_FOR_MS = 15 * 60_000;
/** Characters: Bot API, answerCallbackQuery. */
const NOTICE_LIMIT = 200;
/** Bytes: Bot API, answerInlineQuery. */
const NEXT_OFFSET_LIMIT = 64;
/** Answers that somebody may still choose from. */
const OFFERS_KEPT = 50;

export interface CallbackAnswer {
  readonly callback_query_id: string;
  readonly text?: string;
  readonly show_alert?: boolean;
}

export interface InlineAnswer {
  readonly inline_query_id: string;
  readonly results: readonly InlineResult[];
  readonly next_offset?: string;
  readonly button?: ResultsButton;
}

/** What somebody may choose from. */
interface Offer {
  readonly userId: number;
  readonly results: readonly InlineResult[];
}

interface Query {
  readonly kind: 'callback' | 'inline';
  readonly userId: number;
  /** Unix time, ms. */
  readonly askedAt: number;
}

export class Queries {
  readonly #open = new Map<string, Query>();
  readonly #offers = new Map<string, Offer>();
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
  answerInline({ inline_query_id: queryId, results, next_offset = '', button }: InlineAnswer): true {
    if (Buffer.byteLength(next_offset) > NEXT_OFFSET_LIMIT) throw badRequest('NEXT_OFFSET_INVALID');
    checkResults(results, button);
    const { userId } = this.#find('inline', queryId);
    this.#open.delete(queryId);
    this.#keep(queryId, { userId, results });
    const over = button ? { button: { ...button } } : {};
    const shown = results.map((result) => ({ ...result }));
    this.#events.tell({ type: 'inline', userId, queryId, results: shown, next_offset, ...over });
    return true;
  }

  /** What the query was answered with; `undefined` before that, and long after. */
  offer(queryId: string): Offer | undefined {
    return this.#offers.get(queryId);
  }

  #keep(queryId: string, offer: Offer): void {
    const [oldest] = this.#offers.keys();
    if (this.#offers.size >= OFFERS_KEPT && oldest !== undefined) this.#offers.delete(oldest);
    this.#offers.set(queryId, offer);
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
