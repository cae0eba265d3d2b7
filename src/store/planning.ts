// Due subscriptions → queued deliveries, a batch in one transaction: the next due time is set and the delivery is
// there, or neither.

import { sql } from 'kysely';
import type { StoreContext } from './context.ts';
import { toSubscription } from './tables.ts';
import { inTransaction, type StoreTransaction } from './transaction.ts';
import type { ChatId, Schedule, Sequence, Subscription, SubscriptionId } from './types.ts';

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

/** What was agreed after one number of the ledger and up to another; `dueAt`: epoch ms. */
export interface AgreedRange {
  readonly dueAt: number;
  readonly after: Sequence;
  readonly to: Sequence;
}

interface NextRow {
  readonly id: number;
  readonly next: number;
}
/** All that have this schedule and are due then. */
interface BackRow extends Schedule {
  readonly was: number;
  readonly next: number;
}
const BACK_COLUMNS = {
  time: 'text',
  zone: 'text',
  days: 'text',
  was: 'integer',
  next: 'integer',
} as const;
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
   * Queues messages on what was agreed for those that want them at once and that `decide` chooses, among the next `limit`
   * after a subscription, in the order of their ids. Gives how many were queued, and the last one looked at: `undefined`
   * when there are no more. The same again queues nothing twice.
   */
  async function queueAgreed(
    after: SubscriptionId,
    limit: number,
    { dueAt, after: agreedAfter, to }: AgreedRange,
    decide: (subscription: Subscription) => boolean,
  ): Promise<{ readonly queued: number; readonly last: SubscriptionId | undefined }> {
    return inTransaction(context, async (transaction) => {
      const rows = await transaction
        .selectFrom('subscription')
        .selectAll()
        .where('agreed_at_once', '=', sql.lit<1>(1))
        .where('status', '=', 'active')
        .where('id', '>', after)
        .orderBy('id')
        .limit(limit)
        .execute();
      const last = rows.length < limit ? undefined : rows.at(-1)?.id;
      const chosen = rows.filter((row) => decide(toSubscription(row)));
      if (chosen.length === 0) return { queued: 0, last };
      const waiting = { state: 'queued', due_at: dueAt, not_before: dueAt, to_sequence: to } as const;
      const insert = transaction
        .insertInto('delivery')
        .values(chosen.map(({ id }) => ({ ...waiting, subscription_id: id, agreed_after: agreedAfter })))
        .onConflict((conflict) => conflict.columns(['subscription_id', 'due_at']).doNothing());
      const chats = new Map(chosen.map(({ id, chat_id }) => [id, chat_id]));
      const queued = await queue.insert(transaction, insert, ({ subscription_id: id }) =>
        id === null ? undefined : chats.get(id),
      );
      return { queued, last };
    });
  }

  /**
   * Sets due times (`was`) back to those that `nextDue` gives, where these are earlier: the clock was ahead when they were set.
   * Looks at the next `limit` subscriptions after `after`, in the order of their ids, and locks none of them. Gives how
   * many were set back, and the last one looked at: `undefined` when there are no more.
   */
  async function bringBack(
    after: SubscriptionId,
    limit: number,
    nextDue: (schedule: Schedule, was: number) => number,
  ): Promise<{ readonly count: number; readonly last: SubscriptionId | undefined }> {
    // Of many chats few have a schedule of their own, so not their rows are read, but their schedules.
    const groups = await db
      .selectFrom((eb) =>
        eb
          .selectFrom('subscription')
          .select(['id', 'time', 'zone', 'days', 'due_at'])
          .where('id', '>', after)
          .orderBy('id')
          .limit(limit)
          .as('page'),
      )
      .select(['time', 'zone', 'days', 'due_at'])
      .select((eb) => [eb.fn.max('id').as('last'), eb.fn.countAll<number>().as('count')])
      .groupBy(['time', 'zone', 'days', 'due_at'])
      .execute();
    const read = groups.reduce((sum, { count }) => sum + count, 0);
    const end = groups.reduce((most, { last }) => (last > most ? last : most), after);
    const last = read < limit ? undefined : end;
    const wrong = groups.flatMap(({ time, zone, days, due_at: was }): readonly BackRow[] => {
      if (was === null) return [];
      const next = nextDue({ time, zone, days }, was);
      return next < was ? [{ time, zone, days, was, next }] : [];
    });
    if (wrong.length === 0) return { count: 0, last };
    const { numUpdatedRows } = await db
      .updateTable('subscription')
      .from(dialect.rows<BackRow>(BACK_COLUMNS, wrong).as('row'))
      .set((eb) => ({ due_at: eb.ref('row.next') }))
      .where('subscription.id', '>', after)
      .where('subscription.id', '<=', end)
      // Not what was chosen or planned meanwhile.
      .whereRef('subscription.due_at', '=', 'row.was')
      .whereRef('subscription.time', '=', 'row.time')
      .whereRef('subscription.zone', '=', 'row.zone')
      .whereRef('subscription.days', '=', 'row.days')
      .executeTakeFirstOrThrow();
    return { count: Number(numUpdatedRows), last };
  }

  /**
   * Clears what a clock that was ahead has left among the deliveries. Digests planned for later than `now` go, to be
   * planned again; those sent more than `early` ms before their time no longer stand in its way; and what is to be tried
   * again waits for no more than `longestWait` ms. Gives how many there were; all by indexes.
   */
  async function clearAhead(now: number, early: number, longestWait: number): Promise<number> {
    return inTransaction(context, async (transaction) => {
      const unsent = await transaction
        .deleteFrom('delivery')
        .where('not_before', '>', now)
        .where('due_at', '>', now)
        .where('broadcast_id', 'is', null)
        .executeTakeFirstOrThrow();
      const sentEarly = await transaction
        .deleteFrom('delivery')
        .where('finished_at', '>', now + early)
        .where('due_at', '>', now + early)
        .where('broadcast_id', 'is', null)
        .executeTakeFirstOrThrow();
      const waiting = await transaction
        .updateTable('delivery')
        .set({ not_before: now })
        .where('not_before', '>', now + longestWait)
        .executeTakeFirstOrThrow();
      return Number(unsent.numDeletedRows + sentEarly.numDeletedRows + waiting.numUpdatedRows);
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

  return {
    atOnce: dialect.locksRows ? CLAIMS_AT_ONCE : 1,
    claimDue,
    queueAgreed,
    bringBack,
    clearAhead,
    earliestDue,
  };
}
