// What several processes on one PostgreSQL share beside the store: the pace, flood waits, who polls, what has come.
// Opened by services.ts through `store.share`; absent on SQLite, which has one process.

import { randomInt } from 'node:crypto';
import { CHANNEL, type Line, MEMBERS, openLine, type Statement } from './line.ts';
import { readSignal, type Signal, writeSignal } from './signals.ts';

export interface Shared {
  /** Processes connected to the database when it was asked last, this one included; at least 1. */
  readonly processes: number;
  /** False while the database cannot be asked. */
  readonly isOpen: boolean;
  /** Hears what other processes tell. */
  listen(listener: (signal: Signal) => void): void;
  /** Tells the others. Rejects when that cannot be done. */
  tell(signal: Signal): Promise<void>;
  /**
   * Takes the next `slots` of the pace of all processes, `intervalMs` apart.
   * Gives how many ms after the answer the first of them begins.
   */
  reserve(slots: number, intervalMs: number): Promise<number>;
  /** Nothing may be sent to the chat, or to any (`null`), for so many ms: noted, and told to the others. */
  hold(chat: number | null, ms: number): Promise<void>;
  /** The flood waits that are on. */
  holds(): Promise<readonly Hold[]>;
  close(): Promise<void>;
}

export interface Hold {
  readonly chat: number | null;
  /** Still to wait, ms. */
  readonly ms: number;
}

/** How often the processes are counted, ms. */
const COUNT_EVERY = 2_500;
/** Reservations further ahead than this are a clock's that was set back, µs. */
const FURTHEST_AHEAD = 60_000_000;

const US = '(extract(epoch from clock_timestamp()) * 1000000)::bigint';
const MS = '(extract(epoch from clock_timestamp()) * 1000)::bigint';

const RESERVE: Statement = {
  name: 'reserve',
  // The row's lock is held for the statement alone; the clock is read behind it.
  text: `update shared_pace
    set next_at = $1::bigint + case
      when next_at between ${US} and ${US} + ${FURTHEST_AHEAD} then next_at else ${US} end
    where name = 'overall'
    returning (next_at - $1::bigint - ${US})::float8 as us`,
};
const HOLD: Statement = {
  name: 'hold',
  text: `with old as (delete from shared_hold where until < ${MS} - 1000 and chat <> $1::bigint),
    kept as (
      insert into shared_hold (chat, until) values ($1::bigint, ${MS} + $2::bigint)
      on conflict (chat) do update set until = greatest(shared_hold.until, excluded.until)
      returning chat
    )
    select pg_notify('${CHANNEL}', $3::text) from kept`,
};
const HOLDS: Statement = {
  name: 'holds',
  text: `select chat, until - ${MS} as ms from shared_hold where until > ${MS}`,
};
const TELL: Statement = { name: 'tell', text: `select pg_notify('${CHANNEL}', $1::text)` };
const COUNT: Statement = {
  name: 'count',
  text: `select count(*)::int as count from pg_locks
    where locktype = 'advisory' and classid = ${MEMBERS} and objsubid = 2 and granted
      and database = (select oid from pg_database where datname = current_database())`,
};

/** Resolves when connected, or when a first try has failed: it is tried on. */
export async function openShared(url: string): Promise<Shared> {
  const shared = new SharedByPostgres();
  await shared.open(url);
  return shared;
}

class SharedByPostgres implements Shared {
  /** Unlike that of any other process, for all that can be known. */
  readonly #id = randomInt(1, 2 ** 31 - 1);
  readonly #listeners: ((signal: Signal) => void)[] = [];
  #line: Line | undefined;
  #processes = 1;
  #counting: NodeJS.Timeout | undefined;

  async open(url: string): Promise<void> {
    this.#line = await openLine({
      url,
      id: this.#id,
      onSignal: (payload) => this.#hear(readSignal(this.#id, payload)),
      onReopened: () => this.#hear({ type: 'missed' }),
      onLost: () => {},
    });
    await this.#count();
    this.#counting = setInterval(() => void this.#count(), COUNT_EVERY);
    this.#counting.unref();
  }

  get processes(): number {
    return this.#processes;
  }

  get isOpen(): boolean {
    return this.#line?.isOpen ?? false;
  }

  listen(listener: (signal: Signal) => void): void {
    this.#listeners.push(listener);
  }

  async tell(signal: Signal): Promise<void> {
    await this.#ask(TELL, [writeSignal(this.#id, signal)]);
  }

  async reserve(slots: number, intervalMs: number): Promise<number> {
    const [row] = await this.#ask<{ us: number }>(RESERVE, [Math.ceil(slots * intervalMs * 1000)]);
    return Math.max(0, (row?.us ?? 0) / 1000);
  }

  async hold(chat: number | null, ms: number): Promise<void> {
    const signal = writeSignal(this.#id, { type: 'hold', chat, ms });
    await this.#ask(HOLD, [chat ?? EVERY_CHAT, Math.ceil(ms), signal]);
  }

  async holds(): Promise<readonly Hold[]> {
    const rows = await this.#ask<{ chat: number; ms: number }>(HOLDS);
    return rows.map(({ chat, ms }) => ({ chat: chat === EVERY_CHAT ? null : chat, ms }));
  }

  async close(): Promise<void> {
    clearInterval(this.#counting);
    await this.#line?.close();
  }

  async #ask<Row>(statement: Statement, values?: readonly unknown[]): Promise<readonly Row[]> {
    if (!this.#line) throw new Error('it is not open yet');
    return this.#line.query<Row>(statement, values);
  }

  /** Never rejects: the last count stands. */
  async #count(): Promise<void> {
    try {
      const [row] = await this.#ask<{ count: number }>(COUNT);
      this.#processes = Math.max(1, row?.count ?? 1);
    } catch {}
  }

  #hear(signal: Signal | undefined): void {
    if (!signal) return;
    for (const listener of this.#listeners) listener(signal);
  }
}

/** No chat has this id. */
const EVERY_CHAT = 0;
