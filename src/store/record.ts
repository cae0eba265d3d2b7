// What became of deliveries that were taken, and what follows from it for their subscriptions.
// Called by deliveries.ts.

import { inTransaction, type StoreContext, type StoreTransaction } from './context.ts';
import type { BulkColumns } from './dialect.ts';
import { sentBy } from './owner.ts';
import { pauseUntold, stopSubscriptions } from './stop.ts';
import type { Delivery, DeliveryId } from './types.ts';

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
  /** Something in the chat stands in the way: its subscription is paused, and an administrator is to be told. */
  | { readonly type: 'paused'; readonly reason: string }
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

export function createRecord(context: StoreContext) {
  const { dialect, owner, now } = context;

  /**
   * Records what became of taken deliveries, all in one transaction with what follows from it: the cursor of a chat
   * that was sent to, the closing of one that is gone. Those not being sent by us (any more) are left as they are.
   */
  return async function record(all: readonly DeliveryOutcome[]): Promise<void> {
    if (all.length === 0) return;
    const at = now();
    await inTransaction(context, async (transaction) => {
      const outcomes = await ours(transaction, all);
      if (outcomes.length === 0) return;
      await advanceCursors(transaction, outcomes, at);
      await stopOthers(transaction, outcomes, at);
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
          owner: null,
        }))
        .whereRef('delivery.id', '=', (eb) => eb.ref('row.id').$castTo<DeliveryId>())
        .execute();
    });
  };

  /** Those that this process is sending, held until the end of the transaction. */
  async function ours(
    transaction: StoreTransaction,
    outcomes: readonly DeliveryOutcome[],
  ): Promise<readonly DeliveryOutcome[]> {
    const ids = outcomes.map(({ id }) => ({ id }));
    const rows = await transaction
      .selectFrom('delivery')
      .innerJoin(dialect.rows<{ id: DeliveryId }>({ id: 'integer' }, ids).as('row'), 'row.id', 'delivery.id')
      .select('delivery.id')
      .where(sentBy(owner))
      .orderBy('delivery.id')
      .$if(dialect.locksRows, (query) => query.forUpdate('delivery'))
      .execute();
    const held = new Set(rows.map(({ id }) => id));
    return outcomes.filter(({ id }) => held.delete(id));
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

  async function stopOthers(
    transaction: StoreTransaction,
    outcomes: readonly DeliveryOutcome[],
    at: number,
  ): Promise<void> {
    for (const { id, ...outcome } of outcomes) {
      if (outcome.type !== 'gone' && outcome.type !== 'paused') continue;
      const { reason } = outcome;
      const row = await transaction
        .selectFrom('delivery')
        .innerJoin('subscription', 'subscription.id', 'delivery.subscription_id')
        .select('subscription.id')
        .where('delivery.id', '=', id)
        .where('subscription.status', 'in', outcome.type === 'gone' ? ['active', 'paused'] : ['active'])
        .executeTakeFirst();
      if (!row) continue;
      if (outcome.type === 'gone') {
        await stopSubscriptions(transaction, [row.id], { status: 'closed', reason, at });
      } else await pauseUntold(transaction, [row.id], reason, at);
    }
  }
}

function toRow(outcome: DeliveryOutcome, at: number): OutcomeRow {
  const waits = outcome.type === 'retry';
  return {
    id: outcome.id,
    state: outcome.type === 'paused' ? 'rejected' : outcome.type,
    not_before: waits ? outcome.notBefore : null,
    finished_at: waits ? null : at,
    message_id: outcome.type === 'sent' ? outcome.messageId : null,
    reason: outcome.type === 'sent' ? null : outcome.reason,
  };
}
