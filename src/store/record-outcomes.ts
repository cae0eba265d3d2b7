// Records what became of deliveries, and what follows from it for their subscriptions and broadcasts.

import { countBroadcasts } from './broadcasts/counts.ts';
import type { StoreContext } from './context.ts';
import { keepMessages } from './copies.ts';
import { type DeliveryOutcome, nextTryAt } from './delivery-outcome.ts';
import type { BulkColumns } from './dialect.ts';
import { moveOn, type Place, readApart, readPlaces, tellApart, writeApart, writePlaces } from './place.ts';
import type { CopyBodies } from './sent-body.ts';
import { pauseUntold, stopSubscriptions } from './stop-subscriptions.ts';
import { beingSent } from './taken-delivery.ts';
import { inTransaction, type StoreTransaction } from './transaction.ts';
import type {
  BodyId,
  BroadcastId,
  ChatId,
  DeliveryId,
  DeliveryState,
  DeliveryTry,
  Sequence,
  SubscriptionId,
} from './types.ts';

interface OutcomeRow {
  readonly id: number;
  readonly state: string;
  /** How many tries count. */
  readonly tries: number;
  readonly not_before: number | null;
  readonly finished_at: number | null;
  readonly message_id: number | null;
  readonly reason: string | null;
  readonly body_id: number | null;
}
const OUTCOME_COLUMNS: BulkColumns<OutcomeRow> = {
  id: 'integer',
  state: 'text',
  tries: 'integer',
  not_before: 'integer',
  finished_at: 'integer',
  message_id: 'integer',
  reason: 'text',
  body_id: 'integer',
};

/** Where a subscription stands after its digest. */
interface MovedRow {
  readonly id: number;
  readonly cursor: number | null;
  readonly places: string | null;
  readonly apart: string | null;
  readonly rotated: number;
}
const MOVED_COLUMNS: BulkColumns<MovedRow> = {
  id: 'integer',
  cursor: 'integer',
  places: 'text',
  apart: 'text',
  rotated: 'integer',
};

/** What a delivery belongs to. */
interface Owner {
  readonly chatId: ChatId;
  readonly broadcast: BroadcastId | null;
}

export function createRecord(context: StoreContext, idsOf: CopyBodies) {
  const { dialect, queue, now } = context;

  /**
   * Records outcomes in one transaction with what follows from them: a chat's place moves on over a digest that was sent, a
   * subscription is closed for a chat that is gone. Ignores the outcome of a try that is over because another process
   * has taken the delivery over.
   */
  return async function record(all: readonly DeliveryOutcome[]): Promise<void> {
    if (all.length === 0) return;
    const at = now();
    const bodies = await idsOf(all.flatMap((one) => ('body' in one && one.body ? [one.body] : [])));
    await inTransaction(context, async (transaction) => {
      const owners = await lockCurrent(transaction, all);
      const outcomes = all.filter(({ id }) => owners.has(id));
      await keepOthers(
        transaction,
        all.filter(({ id }) => !owners.has(id)),
        bodies,
        at,
      );
      if (outcomes.length === 0) return;
      await queue.settle(transaction, outcomes, (id) => owners.get(id)?.chatId);
      await movePlaces(transaction, outcomes, at);
      await stopOthers(transaction, outcomes, at);
      await transaction
        .updateTable('delivery')
        .from(
          dialect
            .rows<OutcomeRow>(
              OUTCOME_COLUMNS,
              outcomes.map((outcome) => toRow(outcome, bodies, at)),
            )
            .as('row'),
        )
        .set((eb) => ({
          state: eb.ref('row.state').$castTo<DeliveryState>(),
          tries: eb.ref('row.tries'),
          not_before: eb.ref('row.not_before'),
          finished_at: eb.ref('row.finished_at'),
          message_id: eb.ref('row.message_id'),
          reason: eb.ref('row.reason'),
          body_id: eb.ref('row.body_id').$castTo<BodyId | null>(),
          sent_parts: eb
            .case()
            .when('row.finished_at', 'is', null)
            .then(eb.ref('delivery.sent_parts'))
            .else(null)
            .end(),
          taken_at: null,
        }))
        .whereRef('delivery.id', '=', (eb) => eb.ref('row.id').$castTo<DeliveryId>())
        .execute();
      await countBroadcasts(transaction, outcomes, (id) => owners.get(id)?.broadcast);
    });
    queue.release(all);
  };

  /** What a try sent that was over meanwhile, since another process has taken the delivery over, is there all the same. */
  async function keepOthers(
    transaction: StoreTransaction,
    outcomes: readonly DeliveryOutcome[],
    bodies: ReadonlyMap<string, BodyId>,
    at: number,
  ): Promise<void> {
    for (const outcome of outcomes) {
      const body = outcome.type === 'sent' && outcome.body ? bodies.get(outcome.body.hash) : undefined;
      if (outcome.type !== 'sent' || body === undefined) continue;
      const owner = await transaction
        .selectFrom('delivery')
        .innerJoin('subscription', 'subscription.id', 'delivery.subscription_id')
        .select('subscription.chat_id')
        .where('delivery.id', '=', outcome.id)
        .executeTakeFirst();
      if (owner)
        await keepMessages(transaction, [{ chatId: owner.chat_id, messageId: outcome.messageId, body }], at);
    }
  }

  /** The chat and the broadcast of each whose try is not over, locked until the end of the transaction. */
  async function lockCurrent(
    transaction: StoreTransaction,
    outcomes: readonly DeliveryOutcome[],
  ): Promise<ReadonlyMap<DeliveryId, Owner>> {
    const tries = outcomes.map(({ id, tries }) => ({ id, tries }));
    const rows = await transaction
      .selectFrom('delivery')
      .leftJoin('subscription', 'subscription.id', 'delivery.subscription_id')
      .innerJoin(
        dialect.rows<DeliveryTry>({ id: 'integer', tries: 'integer' }, tries).as('row'),
        'row.id',
        'delivery.id',
      )
      .select((eb) => [
        'delivery.id',
        'delivery.broadcast_id',
        eb.fn.coalesce('subscription.chat_id', 'delivery.chat_id').$notNull().as('chat_id'),
      ])
      .whereRef('delivery.tries', '=', 'row.tries')
      .where(beingSent)
      .orderBy('delivery.id')
      .$if(dialect.locksRows, (query) => query.forUpdate('delivery'))
      .execute();
    return new Map(rows.map((row) => [row.id, { chatId: row.chat_id, broadcast: row.broadcast_id }]));
  }

  async function movePlaces(
    transaction: StoreTransaction,
    outcomes: readonly DeliveryOutcome[],
    at: number,
  ): Promise<void> {
    const sent = new Map(
      outcomes.flatMap((outcome) => (outcome.type === 'sent' ? [[outcome.id, outcome] as const] : [])),
    );
    if (sent.size === 0) return;
    const standing = await transaction
      .selectFrom('delivery')
      .innerJoin('subscription', 'subscription.id', 'delivery.subscription_id')
      .select(['delivery.id', 'delivery.to_sequence'])
      .select(['subscription.id as subscription', 'subscription.cursor'])
      .select(['subscription.places', 'subscription.apart'])
      .where('delivery.id', 'in', [...sent.keys()])
      .orderBy('subscription.id')
      .$if(dialect.locksRows, (query) => query.forUpdate('subscription'))
      .execute();
    const moved = new Map<SubscriptionId, Place & { readonly rotated: number }>();
    for (const { id, subscription, to_sequence, cursor, places, apart } of standing) {
      const { topics = 'all', apart: told, ahead = [], rotated = false } = sent.get(id) ?? {};
      const stored = { cursor, places: readPlaces(places), apart: readApart(apart), rotated: 0 };
      const before = moved.get(subscription) ?? stored;
      const after = told ? tellApart(before, told) : tellApart(moveOn(before, topics, to_sequence), ahead);
      moved.set(subscription, { ...after, rotated: before.rotated + Number(rotated) });
    }
    const rows = [...moved].map(
      ([id, { cursor, places, apart, rotated }]): MovedRow => ({
        ...{ id, cursor, rotated },
        places: writePlaces(places),
        apart: writeApart(apart),
      }),
    );
    if (rows.length === 0) return;
    await transaction
      .updateTable('subscription')
      .from(dialect.rows<MovedRow>(MOVED_COLUMNS, rows).as('row'))
      .set((eb) => ({
        cursor: eb.ref('row.cursor').$castTo<Sequence | null>(),
        places: eb.ref('row.places'),
        apart: eb.ref('row.apart'),
        rotation: eb('subscription.rotation', '+', eb.ref('row.rotated')),
        updated_at: at,
      }))
      .whereRef('subscription.id', '=', (eb) => eb.ref('row.id').$castTo<SubscriptionId>())
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

function stateAfter({ type }: DeliveryOutcome): DeliveryState {
  if (type === 'returned') return 'queued';
  return type === 'paused' ? 'rejected' : type;
}

function toRow(outcome: DeliveryOutcome, bodies: ReadonlyMap<string, BodyId>, at: number): OutcomeRow {
  const until = nextTryAt(outcome);
  return {
    id: outcome.id,
    state: stateAfter(outcome),
    tries: outcome.type === 'returned' ? outcome.tries - 1 : outcome.tries,
    not_before: until,
    finished_at: until === null ? at : null,
    message_id: outcome.type === 'sent' ? outcome.messageId : null,
    reason: 'reason' in outcome ? outcome.reason : null,
    body_id: outcome.type === 'sent' && outcome.body ? (bodies.get(outcome.body.hash) ?? null) : null,
  };
}
