// What the processes of a cluster share in small rows of PostgreSQL: the pace, flood waits, leases.
// Also how they tell each other what changed.

import { randomInt } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { CONNECTED } from '../store/postgres/members.ts';
import { readSignal, type Signal, writeSignal } from './cluster-signals.ts';
import { type Connection, openConnection, type Statement } from './connection.ts';
import { CHANNEL, MS, US } from './shared-sql.ts';

export interface SharedState {
  /** This process; random, so that no other process has it. */
  readonly id: number;
  /** Processes that were connected when they were last counted, this one included; at least 1. */
  readonly processes: number;
  /** False while the database cannot be asked. */
  readonly isOpen: boolean;
  /** Hears what other processes tell. */
  listen(listener: (signal: Signal) => void): void;
  /** Tells the others. Rejects when that cannot be done. */
  tell(signal: Signal): Promise<void>;
  /** Takes the next `slots` of the pace of all processes, `intervalMs` apart. */
  reserve(slots: number, intervalMs: number): Promise<Reservation>;
  /** Nothing may be sent to the chat, or to any (`null`), for this many ms: stored, and told to the others. */
  hold(chat: number | null, ms: number): Promise<void>;
  /** The flood waits of now. */
  holds(): Promise<readonly Hold[]>;
  /**
   * Takes the lease for this many ms from now, or renews it, where no other process has it.
   * @param from a process that is known to be gone, whose lease may be taken before it ends
   */
  takeLease(name: string, ms: number, from?: number): Promise<LeaseHolder>;
  /** Gives the lease up, where this process has it, and tells the others. */
  freeLease(name: string): Promise<void>;
  /** A small statement over the own connection. */
  ask<Row>(statement: Statement, values?: readonly unknown[]): Promise<readonly Row[]>;
  close(): Promise<void>;
}

export interface Reservation {
  /** By the database's clock, epoch ms. */
  readonly at: number;
  /** The first slot begins this many ms later. */
  readonly inMs: number;
}

export interface Hold {
  readonly chat: number | null;
  /** Still to wait, ms. */
  readonly ms: number;
}

/** Which process has a lease. */
export type LeaseHolder =
  | { readonly held: true }
  /** `gone`: the process that has it is not connected to the database. */
  | { readonly held: false; readonly holder: number; readonly leftMs: number; readonly gone: boolean };

/** How often the processes are counted (ms). */
const COUNT_EVERY = 2_500;
/** A reservation further ahead than this was made before the clock was set back (µs). */
const FURTHEST_AHEAD = 60_000_000;

const RESERVE: Statement = {
  name: 'reserve',
  // The row is locked for this statement alone; the clock is read after it is locked.
  text: `update shared_pace
    set next_at = $1::bigint + case
      when next_at between ${US} and ${US} + ${FURTHEST_AHEAD} then next_at else ${US} end
    where name = 'overall'
    returning ${US} as at, next_at - $1::bigint as start`,
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
  text: `select count(distinct objid)::int as count from (${CONNECTED}) connected`,
};
const LEASE: Statement = {
  name: 'lease',
  text: `with taken as (
      insert into shared_lease as lease (name, holder, until) values ($1, $2::bigint, ${MS} + $3::bigint)
      on conflict (name) do update set holder = excluded.holder, until = excluded.until
      where lease.holder in (excluded.holder, $4::bigint) or lease.until < ${MS}
      returning holder
    )
    select exists (select from taken) as held, lease.holder, lease.until - ${MS} as left,
      not exists (select from (${CONNECTED}) connected where connected.objid = lease.holder::oid) as gone
    from (values (1)) one left join shared_lease lease on lease.name = $1`,
};
const FREE: Statement = {
  name: 'free',
  text: `with freed as (delete from shared_lease where name = $1 and holder = $2::bigint returning name)
    select pg_notify('${CHANNEL}', $3::text) from freed`,
};

/** Resolves when connected, or when the first try has failed: it keeps trying. */
export async function openSharedState(url: string, clock: Pick<Clock, 'after'>): Promise<SharedState> {
  const shared = new PostgresSharedState(clock);
  await shared.open(url);
  return shared;
}

class PostgresSharedState implements SharedState {
  readonly id = randomInt(1, 2 ** 31 - 1);
  readonly #listeners: ((signal: Signal) => void)[] = [];
  readonly #clock: Pick<Clock, 'after'>;
  #connection: Connection | undefined;
  #processes = 1;
  #cancelCount = () => {};
  #closed = false;

  constructor(clock: Pick<Clock, 'after'>) {
    this.#clock = clock;
  }

  async open(url: string): Promise<void> {
    this.#connection = await openConnection({
      url,
      clock: this.#clock,
      id: this.id,
      onSignal: (payload) => this.#hear(readSignal(this.id, payload)),
      onReopened: () => {
        this.#hear({ type: 'missed' });
        void this.#count();
      },
      onLost: () => this.#hear({ type: 'lost' }),
    });
    await this.#count();
    await this.tell({ type: 'joined' }).catch(() => {});
    this.#countLater();
  }

  get processes(): number {
    return this.#processes;
  }

  get isOpen(): boolean {
    return this.#connection?.isOpen ?? false;
  }

  listen(listener: (signal: Signal) => void): void {
    this.#listeners.push(listener);
  }

  async tell(signal: Signal): Promise<void> {
    await this.ask(TELL, [writeSignal(this.id, signal)]);
  }

  async reserve(slots: number, intervalMs: number): Promise<Reservation> {
    const cost = Math.ceil(slots * intervalMs * 1000);
    const [row] = await this.ask<{ at: number; start: number }>(RESERVE, [cost]);
    if (!row) throw new Error('the pace has no row');
    return { at: row.at / 1000, inMs: Math.max(0, row.start - row.at) / 1000 };
  }

  async hold(chat: number | null, ms: number): Promise<void> {
    const signal = writeSignal(this.id, { type: 'hold', chat, ms });
    await this.ask(HOLD, [chat ?? EVERY_CHAT, Math.ceil(ms), signal]);
  }

  async holds(): Promise<readonly Hold[]> {
    const rows = await this.ask<{ chat: number; ms: number }>(HOLDS);
    return rows.map(({ chat, ms }) => ({ chat: chat === EVERY_CHAT ? null : chat, ms }));
  }

  async takeLease(name: string, ms: number, from?: number): Promise<LeaseHolder> {
    const [row] = await this.ask<LeaseRow>(LEASE, [name, this.id, Math.ceil(ms), from ?? this.id]);
    if (row?.held) return { held: true };
    return { held: false, holder: row?.holder ?? 0, leftMs: row?.left ?? 0, gone: row?.gone ?? false };
  }

  async freeLease(name: string): Promise<void> {
    await this.ask(FREE, [name, this.id, writeSignal(this.id, { type: 'freed' })]);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelCount();
    await this.#connection?.close();
  }

  async ask<Row>(statement: Statement, values?: readonly unknown[]): Promise<readonly Row[]> {
    if (!this.#connection) throw new Error('the connection is not open yet');
    return this.#connection.query<Row>(statement, values);
  }

  #countLater(): void {
    if (this.#closed) return;
    this.#cancelCount = this.#clock.after(COUNT_EVERY, () => {
      void this.#count();
      this.#countLater();
    });
  }

  /** Never rejects: without an answer the last count stands. */
  async #count(): Promise<void> {
    try {
      const [row] = await this.ask<{ count: number }>(COUNT);
      this.#processes = Math.max(1, row?.count ?? 1);
    } catch {}
  }

  #hear(signal: Signal | undefined): void {
    if (!signal) return;
    if (signal.type === 'joined') {
      void this.#count();
      return;
    }
    for (const listener of this.#listeners) listener(signal);
  }
}

/** As it was before the statement; null where there was no lease. */
interface LeaseRow {
  readonly held: boolean;
  readonly holder: number | null;
  readonly left: number | null;
  readonly gone: boolean | null;
}

/** No chat has this id. */
const EVERY_CHAT = 0;
