// The databases that the store's suite runs on, and a store with a clock that tests move.
// Used by every test in this folder.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { openStore, type Store } from '../../src/store/database.ts';
import type {
  ChatId,
  Days,
  LocalTime,
  Sequence,
  SubscriptionSettings,
  ThreadId,
  ZoneId,
} from '../../src/store/types.ts';
import { newDatabase } from '../support/postgres.ts';

export interface Backend {
  readonly name: string;
  /** A place for a new, empty database, taken away when the test ends. */
  url(): Promise<string>;
}

export const SQLITE: Backend = {
  name: 'SQLite',
  url: async () => path.join(temporaryFolder(), 'communique.db'),
};
export const POSTGRESQL: Backend = { name: 'PostgreSQL', url: newDatabase };
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
}

export async function open(backend: Backend, url?: string): Promise<Opened> {
  const clock = { now: NOON };
  const store = await openStore(url ?? (await backend.url()), { now: () => clock.now });
  onTestFinished(() => store.close());
  return { store, clock };
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
