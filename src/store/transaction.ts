// Transactions, run again when another one got in their way.

import type { Kysely, Transaction } from 'kysely';
import type { Dialect } from './dialect.ts';
import type { Tables } from './tables.ts';

export type StoreTransaction = Transaction<Tables>;

/** How often a transaction is tried that conflicts with others. */
const TRIES = 5;

/** Runs `work` in a transaction, and from the start again after a conflict with another one. */
export async function inTransaction<Result>(
  { db, dialect }: { readonly db: Kysely<Tables>; readonly dialect: Dialect },
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
