// Deliveries, from the queue to the record of what became of them.

import type { StoreContext } from './context.ts';
import { keepMessages } from './copies.ts';
import { createRecord } from './record-outcomes.ts';
import type { CopyBodies, SentBody } from './sent-body.ts';
import { toDelivery, writeParts } from './tables.ts';
import { beingSent } from './taken-delivery.ts';
import { inTransaction } from './transaction.ts';
import type { ChatId, Delivery, DeliveryTry, SubscriptionId } from './types.ts';

/** The messages of a digest that this try, and those before it, have sent, and what the last of them says. */
export type PartsSent = DeliveryTry &
  Pick<Delivery, 'sentParts'> & { readonly chatId: ChatId; readonly body?: SentBody | undefined };

export type Deliveries = ReturnType<typeof createDeliveries>;

export function createDeliveries(context: StoreContext, idsOf: CopyBodies) {
  const { db, dialect, queue, now } = context;

  /**
   * Call it right before a send: `false` when, since the delivery was taken, the chat has paused, unsubscribed or been
   * forgotten, the broadcast was stopped, or another process has taken it over.
   */
  async function wanted(attempt: DeliveryTry): Promise<boolean> {
    const row = await db
      .selectFrom('delivery')
      .leftJoin('subscription', 'subscription.id', 'delivery.subscription_id')
      .leftJoin('broadcast', 'broadcast.id', 'delivery.broadcast_id')
      .select('delivery.id')
      .where('delivery.id', '=', attempt.id)
      .where('delivery.tries', '=', attempt.tries)
      .where(beingSent)
      .where((eb) => eb.or([eb('subscription.status', '=', 'active'), eb('broadcast.state', '=', 'sending')]))
      .executeTakeFirst();
    return row !== undefined;
  }

  /**
   * Records which messages of a digest were sent so far: another try goes on after them, and they are corrected where they
   * stand. Of a try that is over only that they are there.
   */
  async function recordParts(attempts: readonly PartsSent[]): Promise<void> {
    const rows = attempts.map(({ id, tries, sentParts }) => ({
      id,
      tries,
      sent_parts: writeParts(sentParts),
    }));
    const columns = { id: 'integer', tries: 'integer', sent_parts: 'text' } as const;
    const bodies = await idsOf(attempts.flatMap(({ body }) => body ?? []));
    const messages = attempts.flatMap(({ chatId, body, sentParts }) => {
      const id = body && bodies.get(body.hash);
      const messageId = sentParts.at(-1)?.messageId ?? 0;
      return id === undefined ? [] : [{ chatId, messageId, body: id }];
    });
    await inTransaction(context, async (transaction) => {
      await transaction
        .updateTable('delivery')
        .from(dialect.rows<(typeof rows)[number]>(columns, rows).as('row'))
        .set((eb) => ({ sent_parts: eb.ref('row.sent_parts') }))
        .whereRef('delivery.id', '=', 'row.id')
        .whereRef('delivery.tries', '=', 'row.tries')
        .where(beingSent)
        .execute();
      await keepMessages(transaction, messages, now());
    });
  }

  /** How many wait, and since when the oldest could have been sent (epoch ms; `null` when none waits). */
  async function waiting(): Promise<{ readonly count: number; readonly oldest: number | null }> {
    const row = await db
      .selectFrom('delivery')
      .select((eb) => [
        eb.fn.countAll<number>().as('count'),
        eb.fn.min<number | null>('not_before').as('oldest'),
      ])
      .where('not_before', 'is not', null)
      .executeTakeFirstOrThrow();
    return { count: row.count, oldest: row.oldest };
  }

  /** Epoch ms from which there may be something to take; `undefined` when nothing waits and no other process adds any. */
  async function nextAt(): Promise<number | undefined> {
    return queue.askEvery === undefined ? earliest() : now() + queue.askEvery;
  }

  /** Epoch ms from which the first waiting delivery may be sent; `undefined` when none waits. By an index. */
  async function earliest(): Promise<number | undefined> {
    const row = await db
      .selectFrom('delivery')
      .select('not_before')
      .where('not_before', 'is not', null)
      .orderBy('not_before')
      .limit(1)
      .executeTakeFirst();
    return row?.not_before ?? undefined;
  }

  /** How many messages told the subscription at once of what was agreed, since then (epoch ms). */
  async function agreedSince(id: SubscriptionId, since: number): Promise<number> {
    const { count } = await db
      .selectFrom('delivery')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('subscription_id', '=', id)
      .where('agreed_after', 'is not', null)
      .where('state', '=', 'sent')
      .where('finished_at', '>=', since)
      .executeTakeFirstOrThrow();
    return count;
  }

  /** The latest of a subscription, newest first. @param which digests leave out what told at once of what was agreed */
  async function lastOf(
    id: SubscriptionId,
    limit: number,
    which: 'all' | 'digests' = 'all',
  ): Promise<readonly Delivery[]> {
    const rows = await db
      .selectFrom('delivery')
      .selectAll()
      .where('subscription_id', '=', id)
      .$if(which === 'digests', (query) => query.where('agreed_after', 'is', null))
      .orderBy('due_at', 'desc')
      .limit(limit)
      .execute();
    return rows.map(toDelivery);
  }

  /**
   * Deletes finished deliveries that were due before `before` (epoch ms), among the `limit` oldest.
   * Gives how many: call again while there are any.
   */
  async function purge(before: number, limit = 5000): Promise<number> {
    const deleted = await db
      .deleteFrom('delivery')
      .where('id', 'in', (eb) => eb.selectFrom('delivery').select('id').orderBy('id').limit(limit))
      .where('due_at', '<', before)
      .where('finished_at', 'is not', null)
      .executeTakeFirst();
    return Number(deleted.numDeletedRows);
  }

  return {
    take: queue.take,
    wanted,
    recordParts,
    record: createRecord(context, idsOf),
    requeueInterrupted: queue.requeueInterrupted,
    waiting,
    nextAt,
    earliest,
    agreedSince,
    lastOf,
    purge,
  };
}
