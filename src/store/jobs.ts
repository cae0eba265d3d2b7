// The queue that deliveries wait in beside their rows, where several processes send (PostgreSQL): what it
// must be able to do.

import type { StoreContext } from './context.ts';
import type { StoreTransaction } from './transaction.ts';
import type { ChatId, DeliveryId } from './types.ts';

/** A delivery that waits. */
export interface Job {
  readonly id: DeliveryId;
  readonly chatId: ChatId;
  /** Not before so many ms from now; at once when it is not positive. */
  readonly inMs: number;
}

/** A job that is in the hands of this process. */
export interface JobClaim {
  readonly id: DeliveryId;
  /** How often it was claimed before and lost. */
  readonly attempt: number;
}

export interface Jobs {
  /** Which queue it is: one that is made anew, and so is empty, has another name. */
  readonly born: string;
  /** How soon whoever found nothing should ask again, ms. */
  readonly askEvery: number;
  /** Those that are there already stay as they are. */
  add(transaction: StoreTransaction, jobs: readonly Job[]): Promise<void>;
  /** Up to `limit` jobs whose time has come and that nobody else has, of a chat one at a time. */
  claim(transaction: StoreTransaction, limit: number): Promise<readonly JobClaim[]>;
  /** Keeps the claims alive from now on; called when they are committed. A claim that is not kept goes to another. */
  hold(claims: readonly JobClaim[]): void;
  /** They are not to be sent any more. */
  remove(transaction: StoreTransaction, ids: readonly DeliveryId[]): Promise<void>;
  /** Ends `hold`; called when what became of them is committed. */
  letGo(ids: readonly DeliveryId[]): void;
  /** Gives back at once what is still held. */
  stop(): Promise<void>;
}

/** The database that the store is in, for statements of their own. */
export interface JobDatabase {
  /** @param text one statement, or several without values; the rows of all of them */
  execute(text: string, values?: readonly unknown[]): Promise<{ readonly rows: Record<string, unknown>[] }>;
}

export type OpenJobs = (database: JobDatabase) => Promise<Jobs>;

/** Names the queue in which all waiting deliveries have a job. */
const COMPLETE = 'jobs';
const PAGE = 5000;

/** Adds a job for whatever waits, in a database that another version wrote or whose queue was lost. Gives how many. */
export async function addMissingJobs(context: StoreContext, jobs: Jobs): Promise<number> {
  const { db, now } = context;
  const mark = await db.selectFrom('meta').select('value').where('key', '=', COMPLETE).executeTakeFirst();
  if (mark?.value === jobs.born) return 0;
  let added = 0;
  for (let after = 0, full = true; full; ) {
    const rows = await db
      .selectFrom('delivery as d')
      .leftJoin('subscription as s', 's.id', 'd.subscription_id')
      .select((eb) => [
        'd.id',
        'd.not_before',
        eb.fn.coalesce('s.chat_id', 'd.chat_id').$notNull().as('chat_id'),
      ])
      .where('d.finished_at', 'is', null)
      .where('d.id', '>', after as DeliveryId)
      .orderBy('d.id')
      .limit(PAGE)
      .execute();
    const waiting = rows.map((row) => ({
      id: row.id,
      chatId: row.chat_id,
      inMs: (row.not_before ?? 0) - now(),
    }));
    if (waiting.length > 0) await db.transaction().execute((transaction) => jobs.add(transaction, waiting));
    added += waiting.length;
    after = waiting.at(-1)?.id ?? after;
    full = rows.length === PAGE;
  }
  await db
    .insertInto('meta')
    .values({ key: COMPLETE, value: jobs.born })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: jobs.born }))
    .execute();
  return added;
}
