// SQLite's queue of deliveries: the table itself, as there is one process.

import type { StoreContext } from '../context.ts';
import type { DeliveryQueue } from '../delivery-queue.ts';
import { earlierDeliveries, markSending, selectDeliveries, toTaken } from '../taken-delivery.ts';
import { inTransaction } from '../transaction.ts';

export function createTableQueue(context: Omit<StoreContext, 'queue'>): DeliveryQueue {
  const { db, now } = context;
  return {
    askEvery: undefined,
    async insert(_, insert) {
      return Number((await insert.executeTakeFirst()).numInsertedOrUpdatedRows ?? 0n);
    },
    take(limit) {
      const at = now();
      return inTransaction(context, async (transaction) => {
        const rows = await selectDeliveries(transaction)
          .where('d.not_before', '<=', at)
          .where(({ not, exists }) => not(exists(earlierDeliveries(transaction, at).select('earlier.id'))))
          .orderBy('d.not_before')
          .orderBy('d.id')
          .limit(limit)
          .execute();
        await markSending(transaction, rows, at);
        return rows.map(toTaken);
      });
    },
    async settle() {},
    release() {},
    async requeueInterrupted() {
      const changed = await db
        .updateTable('delivery')
        .set((eb) => ({
          state: 'queued',
          not_before: now(),
          taken_at: null,
          cut_off: eb('cut_off', '+', 1),
        }))
        .where('taken_at', '<=', Number.MAX_SAFE_INTEGER)
        .executeTakeFirst();
      return Number(changed.numUpdatedRows);
    },
  };
}
