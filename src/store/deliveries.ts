// Digests on their way: taken from the queue, recorded (record.ts), recovered after a crash, purged.
// Called by delivery/worker.ts; digests/cli and /stats look.

import type { Selectable } from 'kysely';
import { inTransaction, type StoreContext } from './context.ts';
import { sentBy } from './owner.ts';
import { createRecord } from './record.ts';
import { type SubscriptionTable, toDelivery, toSubscription } from './schema.ts';
import type {
  ChatType,
  Delivery,
  DeliveryId,
  QuietHours,
  Subscription,
  SubscriptionId,
  ZoneId,
} from './types.ts';

/** A delivery to be sent now, with the subscription as it is now: its cursor is where the digest begins. */
export interface TakenDelivery {
  readonly delivery: Delivery;
  readonly subscription: Subscription;
  /** The chat's language; `null` where it chose none. */
  readonly language: string | null;
  /** When the chat wants no sound, and where it is; `null` where it chose none. */
  readonly quietHours: QuietHours | null;
  readonly chatZone: ZoneId | null;
  readonly chatType: ChatType;
}

export type Deliveries = ReturnType<typeof createDeliveries>;

export function createDeliveries(context: StoreContext) {
  const { db, dialect, owner, now } = context;
  /**
   * Takes up to `limit` deliveries whose time has come, the longest waiting first, as `sending`. Of one subscription
   * only the earliest, and none while another is being sent, so that no point goes out twice.
   */
  async function take(limit: number): Promise<readonly TakenDelivery[]> {
    await owner.hold();
    const at = now();
    return inTransaction(context, async (transaction) => {
      const rows = await transaction
        .selectFrom('delivery as d')
        .innerJoin('subscription as s', 's.id', 'd.subscription_id')
        .innerJoin('chat as c', 'c.id', 's.chat_id')
        .selectAll('d')
        .select(['s.chat_id', 's.thread_id', 's.time', 's.zone', 's.days', 's.topics', 's.when', 's.status'])
        .select(['s.reason as stop_reason', 's.due_at as next_due_at', 's.cursor', 's.rotation'])
        .select(['s.created_at', 's.updated_at', 'c.language', 'c.quiet_hours', 'c.zone as chat_zone'])
        .select('c.type as chat_type')
        .where('d.not_before', '<=', at)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('delivery as earlier')
                .select('earlier.id')
                .whereRef('earlier.subscription_id', '=', 'd.subscription_id')
                .whereRef('earlier.due_at', '<', 'd.due_at')
                .where('earlier.finished_at', 'is', null),
            ),
          ),
        )
        .orderBy('d.not_before')
        .orderBy('d.id')
        .limit(limit)
        .$if(dialect.locksRows, (query) => query.forUpdate('d').skipLocked())
        .execute();
      if (rows.length === 0) return [];
      await transaction
        .updateTable('delivery')
        .set((eb) => ({
          ...{ state: 'sending', not_before: null, taken_at: at, owner: owner.id },
          tries: eb('tries', '+', 1),
        }))
        .where('id', 'in', idsIn(rows))
        .execute();
      return rows.map((row) => ({
        delivery: toDelivery({ ...row, state: 'sending', not_before: null, tries: row.tries + 1 }),
        subscription: toSubscription(subscriptionOf(row)),
        language: row.language,
        quietHours: row.quiet_hours,
        chatZone: row.chat_zone,
        chatType: row.chat_type,
      }));
    });
  }

  /** Asks right before a send: `false` when the chat has paused, unsubscribed or been forgotten since it was taken. */
  async function wanted(id: DeliveryId): Promise<boolean> {
    const row = await db
      .selectFrom('delivery')
      .innerJoin('subscription', 'subscription.id', 'delivery.subscription_id')
      .select('delivery.id')
      .where('delivery.id', '=', id)
      .where(sentBy(owner))
      .where('subscription.status', '=', 'active')
      .executeTakeFirst();
    return row !== undefined;
  }

  /**
   * Puts what a crash left in `sending` back into the queue; called at start, before anything is taken.
   * Gives how many: only these can reach a chat twice. Where there can be several processes, those of the living are
   * left alone, and those of one that dies later come back by themselves.
   */
  function requeueInterrupted(): Promise<number> {
    return owner.requeueAbandoned();
  }

  /** How many wait, and since when the first of them could have been sent (epoch ms; `null` when none waits). */
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

  /** Epoch ms from which there may be something to take; `undefined` when nothing waits or may come back. */
  async function nextAt(): Promise<number | undefined> {
    const row = await db
      .selectFrom('delivery')
      .select('not_before')
      .where('not_before', 'is not', null)
      .orderBy('not_before')
      .limit(1)
      .executeTakeFirst();
    const abandoned = await owner.untilAbandoned();
    const times = [row?.not_before, abandoned === undefined ? undefined : now() + abandoned];
    const known = times.filter((time) => typeof time === 'number');
    return known.length > 0 ? Math.min(...known) : undefined;
  }

  /** The last ones of a subscription, newest first. */
  async function lastOf(id: SubscriptionId, limit: number): Promise<readonly Delivery[]> {
    const rows = await db
      .selectFrom('delivery')
      .selectAll()
      .where('subscription_id', '=', id)
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

  return { take, wanted, record: createRecord(context), requeueInterrupted, waiting, nextAt, lastOf, purge };
}

function idsIn(rows: readonly { readonly id: DeliveryId }[]): DeliveryId[] {
  return rows.map(({ id }) => id);
}

type JoinedRow = Selectable<Omit<SubscriptionTable, 'id' | 'due_at' | 'reason'>> & {
  readonly subscription_id: SubscriptionId;
  readonly next_due_at: number | null;
  readonly stop_reason: string | null;
};

function subscriptionOf({ subscription_id: id, next_due_at, stop_reason, ...row }: JoinedRow) {
  return { ...row, id, due_at: next_due_at, reason: stop_reason };
}
