// What every part of the store works with.
// Made once by database.ts.

import type { Kysely, Transaction } from 'kysely';
import type { Dialect } from './dialect.ts';
import type { Tables } from './schema.ts';

export interface StoreContext {
  readonly db: Kysely<Tables>;
  readonly dialect: Dialect;
  /** The clock, epoch ms. */
  readonly now: () => number;
}

export type StoreTransaction = Transaction<Tables>;
