// What every part of the store works with.

import type { Kysely } from 'kysely';
import type { DeliveryQueue } from './delivery-queue.ts';
import type { Dialect } from './dialect.ts';
import type { Tables } from './tables.ts';

export interface StoreContext {
  readonly db: Kysely<Tables>;
  readonly dialect: Dialect;
  readonly queue: DeliveryQueue;
  /** The clock, epoch ms. */
  readonly now: () => number;
}

/** A database that is open and up to date. */
export interface OpenDatabase {
  readonly context: StoreContext;
  /** Rejects when it does not answer, and with a UserError while changes cannot be stored. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
