// Digests on their way: taken from the queue, recorded, recovered after a crash, purged.
// Called by delivery/worker.ts; digests/cli and /stats look.

import type { Selectable } from 'kysely';
import type { StoreContext, StoreTransaction } from './context.ts';
import type { BulkColumns } from './dialect.ts';
import { type SubscriptionTable, toDelivery, toSubscription } from './schema.ts';
import { stopSubscriptions } from './stop.ts';
import type { Delivery, DeliveryId, Subscription, SubscriptionId } from './types.ts';

/** A delivery to be sent now, with the subscription as it is now: its cursor is where the digest begins. */
export interface TakenDelivery {
  readonly delivery: Delivery;
  readonly subscription: Subscription;
  /** The chat's language; `null` where it chose none. */
  readonly language: string | null;
}

/** What became of a delivery that was taken. */
export type DeliveryOutcome = { readonly id: DeliveryId } & (
  | {
      readonly type: 'sent';
      readonly messageId: number;
      /** It was one of the rotation (`always`), which goes on with the next. */
      readonly rotated: boolean;
    }
  /** To be tried again, not before `notBefore` (epoch ms). */
  | { readonly type: 'retry'; readonly notBefore: number; readonly reason: string }
  /** The place cannot be reached any more: its subscription is closed with the reason. */
  | { readonly type: 'gone'; readonly reason: string }
  | { readonly type: 'rejected'; readonly reason: string }
);

interface OutcomeRow {
  readonly id: number;
  readonly state: string;
  readonly not_before: number | null;
  readonly finished_at: number | null;
  readonly message_id: number | null;
  readonly reason: string | null;
}
const OUTCOME_COLUMNS: BulkColumns<OutcomeRow> = {
  ...{ id: 'integer', state: 'text', not_before: 'integer', finished_at: 'integer' },
  ...{ message_id: 'integer', reason: 'text' },
};

interface SentRow {
  readonly id: number;
  readonly rotated: number;
}

export type Deliveries = ReturnType<typeof createDeliveries>;

export function createDeliveries({ db, dialect, now }: StoreContext) {
  /**
   * Takes up to `limit` deliveries whose time has come, the longest waiting first, as `sending`. Of one subscription
   * only the earliest, and none while another is being sent, so that no point goes out twice.
   */
  async function take(limit: number): Promise<readonly TakenDelivery[]> {
    const at = now();
    return db.transaction().execute(async (transaction) => {
      const rows = await transaction
        .selectFrom('delivery as d')
        .innerJoin('subscription as s', 's.id', 'd.subscription_id')
        .innerJoin('chat as c', 'c.id', 's.chat_id')
        .selectAll('d')
        .select(['s.chat_id', 's.thread_id', 's.time', 's.zone', 's.days', 's.topics', 's.when', 's.status'])
        .select(['s.reason as stop_reason', 's.due_at as next_due_at', 's.cursor', 's.rotation'])
        .select(['s.created_at', 's.updated_at', 'c.language'])
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
        .execute();
      if (rows.length === 0) return [];
      await transaction
        .updateTable('delivery')
        .set((eb) => ({ state: 'sending', not_before: null, taken_at: at, tries: eb('tries', '+', 1) }))
        .where('id', 'in', idsIn(rows))
        .execute();
      return rows.map((row) => ({
        delivery: toDelivery({ ...row, state: 'sending', not_before: null, tries: row.tries + 1 }),
        subscription: toSubscription(subscriptionOf(row)),
        language: row.language,
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
      .where('delivery.state', '=', 'sending')
      .where('subscription.status', '=', 'active')
      .executeTakeFirst();
    return row !== undefined;
  }

  /**
   * Records what became of taken deliveries, all in one transaction with what follows from it: the cursor of a chat
   * that was sent to, the closing of one that is gone. Those not being sent (any more) are left as they are.
   */
  async function record(outcomes: readonly DeliveryOutcome[]): Promise<void> {
    if (outcomes.length === 0) return;
    const at = now();
    await db.transaction().execute(async (transaction) => {
      await advanceCursors(transaction, outcomes, at);
      await closeGone(transaction, outcomes, at);
      await transaction
        .updateTable('delivery')
        .from(
          dialect
            .rows<OutcomeRow>(
              OUTCOME_COLUMNS,
              outcomes.map((outcome) => toRow(outcome, at)),
            )
            .as('row'),
        )
        .set((eb) => ({
          state: eb.ref('row.state').$castTo<Delivery['state']>(),
          not_before: eb.ref('row.not_before'),
          finished_at: eb.ref('row.finished_at'),
          message_id: eb.ref('row.message_id'),
          reason: eb.ref('row.reason'),
          taken_at: null,
        }))
        .whereRef('delivery.id', '=', (eb) => eb.ref('row.id').$castTo<DeliveryId>())
        .where('delivery.taken_at', 'is not', null)
        .execute();
    });
  }

  async function advanceCursors(
    transaction: StoreTransaction,
    outcomes: readonly DeliveryOutcome[],
    at: number,
  ): Promise<void> {
    const rows = outcomes.flatMap((outcome) =>
      outcome.type === 'sent' ? [{ id: outcome.id, rotated: outcome.rotated ? 1 : 0 }] : [],
    );
    if (rows.length === 0) return;
    await transaction
      .updateTable('subscription')
      .from((eb) =>
        eb
          .selectFrom(dialect.rows<SentRow>({ id: 'integer', rotated: 'integer' }, rows).as('row'))
          .innerJoin('delivery', (join) =>
            join.on('delivery.id', '=', (on) => on.ref('row.id').$castTo<DeliveryId>()),
          )
          .select(['delivery.subscription_id', 'delivery.to_sequence', 'row.rotated'])
          .where('delivery.taken_at', 'is not', null)
          .as('sent'),
      )
      .set((eb) => ({
        cursor: eb
          .case()
          .when('subscription.cursor', '>', eb.ref('sent.to_sequence'))
          .then(eb.ref('subscription.cursor'))
          .else(eb.ref('sent.to_sequence'))
          .end(),
        rotation: eb('subscription.rotation', '+', eb.ref('sent.rotated')),
        updated_at: at,
      }))
      .whereRef('subscription.id', '=', 'sent.subscription_id')
      .execute();
  }

  async function closeGone(
    transaction: StoreTransaction,
    outcomes: readonly DeliveryOutcome[],
    at: number,
  ): Promise<void> {
    for (const outcome of outcomes) {
      if (outcome.type !== 'gone') continue;
      const row = await transaction
        .selectFrom('delivery')
        .innerJoin('subscription', 'subscription.id', 'delivery.subscription_id')
        .select('subscription.id')
        .where('delivery.id', '=', outcome.id)
        .where('delivery.taken_at', 'is not', null)
        .where('subscription.status', '!=', 'closed')
        .executeTakeFirst();
      if (!row) continue;
      await stopSubscriptions(transaction, [row.id], { status: 'closed', reason: outcome.reason, at });
    }
  }

  /**
   * Puts what a crash left in `sending` back into the queue; called at start, before anything is taken.
   * Gives how many: only these can reach a chat twice.
   */
  async function requeueInterrupted(): Promise<number> {
    const at = now();
    const changed = await db
      .updateTable('delivery')
      .set({ state: 'queued', not_before: at, taken_at: null })
      .where('taken_at', '<=', Number.MAX_SAFE_INTEGER)
      .executeTakeFirst();
    return Number(changed.numUpdatedRows);
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

  /** Epoch ms from which the next waiting delivery may be sent; `undefined` when none waits. */
  async function nextAt(): Promise<number | undefined> {
    const row = await db
      .selectFrom('delivery')
      .select('not_before')
      .where('not_before', 'is not', null)
      .orderBy('not_before')
      .limit(1)
      .executeTakeFirst();
    return row?.not_before ?? undefined;
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

  return { take, wanted, record, requeueInterrupted, waiting, nextAt, lastOf, purge };
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

function toRow(outcome: DeliveryOutcome, at: number): OutcomeRow {
  const waits = outcome.type === 'retry';
  return {
    id: outcome.id,
    state: outcome.type,
    not_before: waits ? outcome.notBefore : null,
    finished_at: waits ? null : at,
    message_id: outcome.type === 'sent' ? outcome.messageId : null,
    reason: outcome.type === 'sent' ? null : outcome.reason,
  };
}
