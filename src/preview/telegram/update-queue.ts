// Updates for the bot: kept in order, handed out by long polling, dropped when confirmed.

import { badRequest, Refusal } from './refusal.ts';

export type Update = Readonly<Record<string, unknown>> & { readonly update_id: number };

export interface PollParameters {
  readonly offset?: number;
  /** 1–100, default 100. */
  readonly limit?: number;
  /** Seconds, at most 50. */
  readonly timeout?: number;
  readonly allowed_updates?: readonly string[];
}

/** Sent only when asked for by name: Bot API, getUpdates. */
const OPT_IN: ReadonlySet<string> = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);
/** Bot API, getUpdates. */
const LIMIT = 100;
/** Seconds. */
const TIMEOUT_LIMIT = 50;

interface Poll {
  readonly end: (refusal?: Refusal) => void;
}

export class UpdateQueue {
  #waiting: Update[] = [];
  #nextId: number;
  #allowed: readonly string[] = [];
  #poll: Poll | undefined;
  #wakePlanned = false;
  /** Called soon after an update was added. */
  onArrival: () => void = () => {};

  constructor(firstId = 100_000_001) {
    this.#nextId = firstId;
  }

  get allowed(): readonly string[] {
    return this.#allowed;
  }

  get pending(): number {
    return this.#waiting.length;
  }

  /** The kinds to send from now on; an empty list restores the default. */
  allow(kinds: readonly string[] | undefined): void {
    if (kinds) this.#allowed = kinds;
  }

  /** Queues an update, if the bot wants this kind. */
  add(kind: string, content: unknown): void {
    const wanted = this.#allowed.length > 0 ? this.#allowed.includes(kind) : !OPT_IN.has(kind);
    if (wanted) this.inject({ [kind]: content });
  }

  /** Queues any update. Gives its id. */
  inject(fields: Readonly<Record<string, unknown>>): number {
    const update_id = this.#nextId++;
    this.#waiting.push({ ...fields, update_id });
    this.#planWake();
    return update_id;
  }

  first(): Update | undefined {
    return this.#waiting[0];
  }

  /** Drops every update before this id. */
  confirm(before: number): void {
    const kept = this.#waiting.findIndex(({ update_id }) => update_id >= before);
    if (kept !== 0) this.#waiting = kept < 0 ? [] : this.#waiting.slice(kept);
  }

  clear(): void {
    this.#waiting = [];
  }

  /**
   * Long polling. Rejects with 409 when another poll replaces it.
   * @param signal aborted when the client has gone.
   */
  poll(parameters: PollParameters, signal?: AbortSignal): Promise<readonly Update[]> {
    const { offset = 0, limit = LIMIT, timeout = 0, allowed_updates } = parameters;
    if (limit < 1 || limit > LIMIT) throw badRequest('limit must be from 1 to 100');
    if (timeout < 0) throw badRequest('timeout must be non-negative');
    this.interrupt('terminated by other getUpdates request; make sure that only one bot instance is running');
    this.allow(allowed_updates);
    if (offset > 0) this.confirm(offset);
    if (offset < 0) this.#waiting = this.#waiting.slice(offset);
    if (this.#waiting.length > 0 || timeout === 0) return Promise.resolve(this.#waiting.slice(0, limit));
    return this.#wait(limit, Math.min(timeout, TIMEOUT_LIMIT) * 1000, signal);
  }

  /** Ends a running poll with a 409. */
  interrupt(why: string): void {
    this.#poll?.end(new Refusal(409, `Conflict: ${why}`));
  }

  #wait(limit: number, ms: number, signal: AbortSignal | undefined): Promise<readonly Update[]> {
    return new Promise((resolve, reject) => {
      const end = (refusal?: Refusal) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', gone);
        this.#poll = undefined;
        if (refusal) reject(refusal);
        else resolve(this.#waiting.slice(0, limit));
      };
      const gone = () => end();
      const timer = setTimeout(end, ms);
      signal?.addEventListener('abort', gone, { once: true });
      this.#poll = { end };
    });
  }

  /** Updates of one turn of the event loop are handed out together. */
  #planWake(): void {
    if (this.#wakePlanned) return;
    this.#wakePlanned = true;
    setImmediate(() => {
      this.#wakePlanned = false;
      this.#poll?.end();
      this.onArrival();
    });
  }
}
