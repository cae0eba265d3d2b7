// What every part of the store works with, and how it runs a transaction.

import type { Kysely, Transaction } from 'kysely';
import type { Dialect } from './dialect.ts';
import type { Jobs } from './jobs.ts';
import type { Tables } from './schema.ts';

export interface StoreContext {
  readonly db: Kysely<Tables>;
  readonly dialect: Dialect;
  /** Where deliveries wait, if several processes send; otherwise their table is the queue. */
  readonly jobs: Jobs | undefined;
  /** The clock, epoch ms. */
  readonly now: () => number;
}

export type StoreTransaction = Transaction<Tables>;

/** How often a transaction is tried that others get in the way of. */
const TRIES = 5;

/** Runs `work` in a transaction, from its beginning again where it met another one head-on. */
export async function inTransaction<Result>(
  { db, dialect }: Pick<StoreContext, 'db' | 'dialect'>,
  work: (transaction: StoreTransaction) => Promise<Result>,
): Promise<Result> {
  for (let left = TRIES; ; left--) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (left <= 1 || !dialect.isConflict(error)) throw error;
    }
  }
}
