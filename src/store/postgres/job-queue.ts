// PostgreSQL's queue of deliveries: the row is the record, the job says which process has it. Any number of
// processes take from it at once.

import { type Kysely, sql } from 'kysely';
import type { StoreContext } from '../context.ts';
import { nextTryAt } from '../delivery-outcome.ts';
import type { DeliveryQueue } from '../delivery-queue.ts';
import type { Tables } from '../tables.ts';
import { earlierDeliveries, markSending, selectDeliveries, toTaken } from '../taken-delivery.ts';
import { inTransaction, type StoreTransaction } from '../transaction.ts';
import type { DeliveryId } from '../types.ts';
import type { DeliveryJobs } from './jobs.ts';

/** Another process may have added something meanwhile (ms): an idle one asks this often, in one short transaction. */
const ASK_EVERY = 1_000;
/** A job that was claimed too early looks no sooner than this for the delivery that is ahead of it (ms). */
const LOOK_AGAIN_AFTER = 1_000;
/** And no later: the time of the one ahead may have been set by a clock that was wrong (ms). */
const LOOK_AGAIN_WITHIN = 60_000;

export function createJobQueue(context: Omit<StoreContext, 'queue'>, jobs: DeliveryJobs): DeliveryQueue {
  const { dialect, now } = context;

  /**
   * Claims jobs and marks their deliveries as being sent. A job whose delivery no longer waits is removed; one whose
   * subscription has an earlier delivery that waits for a retry is put behind that one's time.
   */
  async function claimBatch(transaction: StoreTransaction, limit: number) {
    const claims = await jobs.claim(transaction, limit);
    if (claims.length === 0) return { claims, taken: [] };
    const at = now();
    const ids = claims.map(({ id }) => ({ id }));
    const rows = await selectDeliveries(transaction)
      .innerJoin(dialect.rows<{ id: DeliveryId }>({ id: 'integer' }, ids).as('job'), 'job.id', 'd.id')
      .select((eb) =>
        // 0 for one that is being sent, and so has no time to wait for.
        eb
          .case()
          .when(eb.exists(earlierDeliveries(transaction, at).select('earlier.id')))
          .then(
            eb.fn.coalesce(
              earlierDeliveries(transaction, at).select(sql<number>`min(not_before)`.as('at')),
              sql<number>`0`,
            ),
          )
          .end()
          .as('behind'),
      )
      .where('d.finished_at', 'is', null)
      .orderBy('d.id')
      // A chat that stops at this moment comes first, or waits.
      .forUpdate('d')
      .execute();
    const behind = rows.filter((row) => row.behind !== null);
    const ready = rows.filter((row) => row.behind === null);
    const waiting = new Set(ready.map(({ id }) => id));
    const others = claims.filter(({ id }) => !waiting.has(id)).map(({ id }) => id);
    if (others.length > 0) await jobs.remove(transaction, others);
    if (behind.length > 0) {
      const later = behind.map((row) => ({
        id: row.id,
        chatId: row.chat,
        inMs: Math.min(LOOK_AGAIN_WITHIN, Math.max(LOOK_AGAIN_AFTER, (row.behind ?? 0) - at)),
      }));
      await jobs.add(transaction, later);
    }
    await markSending(transaction, ready, at);
    return { claims, taken: ready.map(toTaken) };
  }

  return {
    askEvery: ASK_EVERY,
    async insert(transaction, insert, chatOf) {
      const added = await insert.returning(['id', 'subscription_id', 'chat_id']).execute();
      const waiting = added.flatMap((row) => {
        const chatId = chatOf(row) ?? undefined;
        return chatId === undefined ? [] : [{ id: row.id, chatId, inMs: 0 }];
      });
      if (waiting.length > 0) await jobs.add(transaction, waiting);
      return added.length;
    },
    async take(limit) {
      for (;;) {
        const { claims, taken } = await inTransaction(context, (transaction) =>
          claimBatch(transaction, limit),
        );
        const triesOf = new Map(taken.map(({ delivery }) => [delivery.id, delivery.tries]));
        jobs.hold(
          claims.flatMap((claim) => {
            const tries = triesOf.get(claim.id);
            return tries === undefined ? [] : [{ ...claim, tries }];
          }),
        );
        if (taken.length > 0 || claims.length === 0) return taken;
      }
    },
    async settle(transaction, outcomes, chatOf) {
      const at = now();
      await jobs.remove(
        transaction,
        outcomes.map(({ id }) => id),
      );
      const again = outcomes.flatMap((outcome) => {
        const chatId = chatOf(outcome.id);
        const next = nextTryAt(outcome);
        return next === null || chatId === undefined ? [] : [{ id: outcome.id, chatId, inMs: next - at }];
      });
      if (again.length > 0) await jobs.add(transaction, again);
    },
    release: (tries) => jobs.letGo(tries),
    // What a dead process had is taken over by the others.
    requeueInterrupted: async () => 0,
  };
}

/** Key in `meta`: the queue in which every waiting delivery has a job. */
const COMPLETE = 'jobs';
const PAGE = 5000;

/**
 * Adds a job for every delivery that waits, in a database that another version wrote or whose queue was lost.
 * Gives how many.
 */
export async function addMissingJobs(
  db: Kysely<Tables>,
  jobs: DeliveryJobs,
  now: () => number,
): Promise<number> {
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
