// Due subscriptions → queued deliveries, a batch in one transaction: the next due time is set and the delivery is
// there, or neither.

import { sql } from 'kysely';
import type { StoreContext } from './context.ts';
import { toSubscription } from './tables.ts';
import { inTransaction, type StoreTransaction } from './transaction.ts';
import type { ChatId, Sequence, Subscription, SubscriptionId } from './types.ts';

/** An active subscription whose time has come. */
export type DueSubscription = Subscription & { readonly state: { readonly status: 'active' } };

/** What is decided for a due subscription. */
export interface Decision {
  /** Epoch ms of the next due time, later than now. */
  readonly next: number;
  /**
   * `deliver`: the digest of `dueAt` (epoch ms), with the points up to `toSequence`.
   * `idle`: nothing new to send. `late`: too late to be sent.
   */
  readonly outcome:
    | { readonly type: 'deliver'; readonly dueAt: number; readonly toSequence: Sequence }
    | { readonly type: 'idle' }
    | { readonly type: 'late' };
}

/** What became of one batch. `claimed` below the batch's size means that nothing is left except what others are claiming. */
export interface Claimed {
  readonly claimed: number;
  /** Deliveries added: fewer than decided where one for the same due time exists. */
  readonly queued: number;
  readonly idle: number;
  readonly late: readonly DueSubscription[];
}

interface NextRow {
  readonly id: number;
  readonly next: number;
}
interface DeliveryRow {
  readonly id: SubscriptionId;
  readonly due_at: number;
  readonly to_sequence: number;
}

/** Where transactions run concurrently, one batch is decided while another is written, which is most of the work. */
const CLAIMS_AT_ONCE = 2;

export type Planning = ReturnType<typeof createPlanning>;

export function createPlanning(context: StoreContext) {
  const { db, dialect, queue } = context;

  /**
   * Takes up to `limit` subscriptions due at `now` (epoch ms), the earliest first, and carries out what `decide`
   * says. The cost depends on what is due, not on how many subscriptions there are.
   */
  async function claimDue(
    now: number,
    limit: number,
    decide: (subscription: DueSubscription) => Decision,
  ): Promise<Claimed> {
    const due = await db
      .selectFrom('subscription')
      .select('id')
      .where('due_at', '<=', now)
      .limit(1)
      .executeTakeFirst();
    if (!due) return { claimed: 0, queued: 0, idle: 0, late: [] };
    return inTransaction(context, (transaction) => claimBatch(transaction, now, limit, decide));
  }

  async function claimBatch(
    transaction: StoreTransaction,
    now: number,
    limit: number,
    decide: (subscription: DueSubscription) => Decision,
  ): Promise<Claimed> {
    const rows = await transaction
      .selectFrom('subscription')
      .selectAll()
      .where('due_at', '<=', now)
      .orderBy('due_at')
      .limit(limit)
      .$if(dialect.locksRows, (query) => query.forUpdate().skipLocked())
      .execute();
    const nexts: NextRow[] = [];
    const deliveries: DeliveryRow[] = [];
    const late: DueSubscription[] = [];
    for (const row of rows) {
      const subscription = toSubscription(row) as DueSubscription;
      const { next, outcome } = decide(subscription);
      nexts.push({ id: row.id, next });
      if (outcome.type === 'late') late.push(subscription);
      else if (outcome.type === 'deliver') {
        deliveries.push({ id: row.id, due_at: outcome.dueAt, to_sequence: outcome.toSequence });
      }
    }
    await advance(transaction, nexts);
    const chats = new Map(rows.map(({ id, chat_id }) => [id, chat_id]));
    const queued = await addDeliveries(transaction, deliveries, chats);
    return { claimed: rows.length, queued, idle: rows.length - deliveries.length - late.length, late };
  }

  async function advance(transaction: StoreTransaction, rows: readonly NextRow[]): Promise<void> {
    if (rows.length === 0) return;
    await transaction
      .updateTable('subscription')
      .from(dialect.rows<NextRow>({ id: 'integer', next: 'integer' }, rows).as('row'))
      .set((eb) => ({ due_at: eb.ref('row.next') }))
      .whereRef('subscription.id', '=', (eb) => eb.ref('row.id').$castTo<SubscriptionId>())
      .execute();
  }

  async function addDeliveries(
    transaction: StoreTransaction,
    rows: readonly DeliveryRow[],
    chats: ReadonlyMap<SubscriptionId, ChatId>,
  ): Promise<number> {
    if (rows.length === 0) return 0;
    const columns = { id: 'integer', due_at: 'integer', to_sequence: 'integer' } as const;
    const insert = transaction
      .insertInto('delivery')
      .columns(['subscription_id', 'due_at', 'state', 'not_before', 'to_sequence'])
      .expression((eb) =>
        eb
          .selectFrom(dialect.rows<DeliveryRow>(columns, rows).as('row'))
          .select([
            'row.id',
            'row.due_at',
            sql.lit('queued').as('state'),
            'row.due_at as not_before',
            'row.to_sequence',
          ])
          // SQLite accepts `on conflict` after a select only if that has a `where`.
          .where((row) => row.lit(true)),
      )
      .onConflict((conflict) => conflict.columns(['subscription_id', 'due_at']).doNothing());
    return queue.insert(transaction, insert, ({ subscription_id: id }) =>
      id === null ? undefined : chats.get(id),
    );
  }

  /**
   * Plans again what is due later than any schedule allows (`beyond`, epoch ms), because the clock was wrong for a
   * while. Gives how many there were.
   */
  async function bringBack(beyond: number, nextDue: (subscription: Subscription) => number): Promise<number> {
    return inTransaction(context, async (transaction) => {
      const rows = await transaction
        .selectFrom('subscription')
        .selectAll()
        .where('due_at', '>', beyond)
        .limit(1000)
        .$if(dialect.locksRows, (query) => query.forUpdate().skipLocked())
        .execute();
      await advance(
        transaction,
        rows.map((row) => ({ id: row.id, next: nextDue(toSubscription(row)) })),
      );
      return rows.length;
    });
  }

  /** Epoch ms at which the first active subscription is due; `undefined` when there is none. By an index. */
  async function earliestDue(): Promise<number | undefined> {
    const row = await db
      .selectFrom('subscription')
      .select('due_at')
      .where('due_at', 'is not', null)
      .orderBy('due_at')
      .limit(1)
      .executeTakeFirst();
    return row?.due_at ?? undefined;
  }

  return { atOnce: dialect.locksRows ? CLAIMS_AT_ONCE : 1, claimDue, bringBack, earliestDue };
}
