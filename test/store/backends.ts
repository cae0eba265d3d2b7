// The databases that the store's suite runs on, and a store with a clock that tests move.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { openStore, type Store } from '../../src/store/database.ts';
import type { TakenDelivery } from '../../src/store/taken-delivery.ts';
import type {
  ChatId,
  Days,
  DeliveryTry,
  LocalTime,
  Sequence,
  SubscriptionSettings,
  ThreadId,
  ZoneId,
} from '../../src/store/types.ts';
import { newDatabase, run } from '../support/postgres.ts';
import { writeNewDatabase } from '../support/sqlite.ts';

export interface Backend {
  readonly name: string;
  /** The address of a new database as a first start leaves it, deleted when the test ends. */
  url(): Promise<string>;
  /** Lets this many ms pass for what waits in the queue by the database's own clock. */
  pass(url: string, ms: number): Promise<void>;
}

export const SQLITE: Backend = {
  name: 'SQLite',
  async url() {
    const file = path.join(temporaryFolder(), 'communique.db');
    await writeNewDatabase(file);
    return file;
  },
  pass: async () => {},
};
export const POSTGRESQL: Backend = {
  name: 'PostgreSQL',
  url: newDatabase,
  async pass(url, ms) {
    await run(url, `update pgboss.job set start_after = start_after - interval '${ms} ms'`);
  },
};
export const BACKENDS: readonly Backend[] = [SQLITE, POSTGRESQL];

export function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'store-'));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const NOON = Date.UTC(2026, 2, 2, 12);
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export interface Opened {
  readonly store: Store;
  /** Epoch ms; set it to move the store's clock. */
  clock: { now: number };
  /** Moves the store's clock and the queue's by this many ms. */
  pass(ms: number): Promise<void>;
}

export interface OpenOptions {
  readonly url?: string;
  /** Hears what the store logs. */
  readonly log?: (facts: object, message: string) => void;
  /** A process counts as dead after this long without a sign of life (ms). */
  readonly silence?: number;
}

export async function open(backend: Backend, options: OpenOptions = {}): Promise<Opened> {
  const clock = { now: NOON };
  const { url = await backend.url(), log = () => {}, silence } = options;
  const store = await openStore(url, {
    now: () => clock.now,
    log: { debug: () => {}, info: log, warn: log },
    ...(silence === undefined ? {} : { silence }),
  });
  onTestFinished(() => store.close());
  const pass = async (ms: number) => {
    clock.now += ms;
    await backend.pass(url, ms);
  };
  return { store, clock, pass };
}

/** The try of the taken delivery at this index. */
export function tryAt(taken: readonly TakenDelivery[], at = 0): DeliveryTry {
  const { id, tries } = taken[at]?.delivery ?? expect.fail('not taken');
  return { id, tries };
}

export const chat = (id: number) => id as ChatId;
export const thread = (id: number) => id as ThreadId;
export const sequence = (value: number) => value as Sequence;

export const settings = (change: Partial<SubscriptionSettings> = {}): SubscriptionSettings => ({
  time: '09:00' as LocalTime,
  zone: 'UTC' as ZoneId,
  days: 'daily' as Days,
  topics: ['ukraine', 'economy'],
  when: 'new',
  ...change,
});

/** Subscribes the chats and queues one delivery for each, due at noon. */
export async function queueFor(store: Store, ...ids: readonly number[]): Promise<void> {
  for (const id of ids) await store.subscriptions.subscribe({ chatId: chat(id) }, settings(), NOON);
  await claimAll(store);
}

export async function claimAll(store: Store, now = NOON, to = 5): Promise<number> {
  const claimed = await store.planning.claimDue(now, 1000, ({ state }) => ({
    next: state.dueAt + DAY,
    outcome: { type: 'deliver', dueAt: state.dueAt, toSequence: sequence(to) },
  }));
  return claimed.queued;
}
