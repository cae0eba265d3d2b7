// Deliveries whose time has come → being sent: from the table, of one process, or from the queue that several
// share.

import { type Selectable, sql } from 'kysely';
import type { StoreContext } from './context.ts';
import type { Jobs } from './jobs.ts';
import { type DeliveryTable, type SubscriptionTable, toDelivery, toSubscription } from './schema.ts';
import { inTransaction, type StoreTransaction } from './transaction.ts';
import {
  type ChatId,
  type ChatType,
  type Delivery,
  type DeliveryId,
  NO_THREAD,
  type QuietHours,
  type Subscription,
  type SubscriptionId,
  type ThreadId,
  type ZoneId,
} from './types.ts';

/** A delivery to be sent now. */
export type TakenDelivery = TakenDigest | TakenMessage;

/** With the subscription as it is now: its cursor is where the digest begins. */
export interface TakenDigest extends Taken {
  readonly type: 'digest';
  readonly subscription: Subscription;
}

/** An operator's message to many chats, as Telegram HTML. */
export interface TakenMessage extends Taken {
  readonly type: 'broadcast';
  readonly html: string;
}

interface Taken {
  readonly delivery: Delivery;
  readonly chatId: ChatId;
  readonly threadId: ThreadId;
  /** The chat's language; `null` where it chose none. */
  readonly language: string | null;
  /** When the chat wants no sound, and where it is; `null` where it chose none. */
  readonly quietHours: QuietHours | null;
  readonly chatZone: ZoneId | null;
  readonly chatType: ChatType;
}

/** One that was claimed too early looks again at an earlier one of its subscription no sooner than this, ms. */
const BEHIND_AGAIN = 1_000;

/** The longest waiting first; of one subscription only the earliest, and none while another is being sent. */
export async function takeFromTable(context: StoreContext, limit: number): Promise<readonly TakenDelivery[]> {
  const at = context.now();
  return inTransaction(context, async (transaction) => {
    const rows = await joined(transaction)
      .where('d.not_before', '<=', at)
      .where(({ not, exists }) => not(exists(earlier(transaction).select('earlier.id'))))
      .orderBy('d.not_before')
      .orderBy('d.id')
      .limit(limit)
      .execute();
    await markSending(transaction, rows, at);
    return rows.map(toTaken);
  });
}

/**
 * As `takeFromTable`, by any number of processes at once. A job whose delivery has stopped waiting meanwhile is removed;
 * one that is behind an earlier delivery of its subscription, which waits for a retry, is put behind that one's time.
 */
export async function takeFromJobs(
  context: StoreContext,
  jobs: Jobs,
  limit: number,
): Promise<readonly TakenDelivery[]> {
  for (;;) {
    const { claims, taken } = await inTransaction(context, (transaction) =>
      claimBatch(context, jobs, transaction, limit),
    );
    const ids = new Set(taken.map(({ delivery }) => delivery.id));
    jobs.hold(claims.filter(({ id }) => ids.has(id)));
    if (taken.length > 0 || claims.length === 0) return taken;
  }
}

async function claimBatch(
  { dialect, now }: StoreContext,
  jobs: Jobs,
  transaction: StoreTransaction,
  limit: number,
) {
  const claims = await jobs.claim(transaction, limit);
  if (claims.length === 0) return { claims, taken: [] };
  const at = now();
  const ids = claims.map(({ id }) => ({ id }));
  const rows = await joined(transaction)
    .innerJoin(dialect.rows<{ id: DeliveryId }>({ id: 'integer' }, ids).as('job'), 'job.id', 'd.id')
    .select((eb) =>
      // 0 for one that is being sent, and so has no time to wait for.
      eb
        .case()
        .when(eb.exists(earlier(transaction).select('earlier.id')))
        .then(
          eb.fn.coalesce(earlier(transaction).select(sql<number>`min(not_before)`.as('at')), sql<number>`0`),
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
      inMs: Math.max(BEHIND_AGAIN, (row.behind ?? 0) - at),
    }));
    await jobs.add(transaction, later);
  }
  await markSending(transaction, ready, at);
  return { claims, taken: ready.map(toTaken) };
}

function joined(transaction: StoreTransaction) {
  return transaction
    .selectFrom('delivery as d')
    .leftJoin('subscription as s', 's.id', 'd.subscription_id')
    .leftJoin('broadcast as b', 'b.id', 'd.broadcast_id')
    .innerJoin('chat as c', (join) =>
      join.on('c.id', '=', (eb) => eb.fn.coalesce('s.chat_id', 'd.chat_id').$notNull()),
    )
    .selectAll('d')
    .select(['c.id as chat', 'b.html'])
    .select(['s.thread_id', 's.time', 's.zone', 's.days', 's.topics', 's.when', 's.status'])
    .select(['s.reason as stop_reason', 's.due_at as next_due_at', 's.cursor', 's.rotation'])
    .select(['s.created_at', 's.updated_at', 'c.language', 'c.quiet_hours', 'c.zone as chat_zone'])
    .select('c.type as chat_type');
}

/** Unfinished deliveries of the subscription of `d` that are due before it. */
function earlier(transaction: StoreTransaction) {
  return transaction
    .selectFrom('delivery as earlier')
    .where('earlier.subscription_id', '=', sql.ref<SubscriptionId>('d.subscription_id'))
    .where('earlier.due_at', '<', sql.ref<number>('d.due_at'))
    .where('earlier.finished_at', 'is', null);
}

async function markSending(
  transaction: StoreTransaction,
  rows: readonly { readonly id: DeliveryId }[],
  at: number,
): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id);
  await transaction
    .updateTable('delivery')
    .set((eb) => ({
      ...{ state: 'sending', not_before: null, taken_at: at },
      tries: eb('tries', '+', 1),
    }))
    .where('id', 'in', ids)
    .execute();
}

/** What a digest has and a broadcast has not; `next_due_at` and `stop_reason` are the subscription's own. */
type Joined = Omit<Selectable<SubscriptionTable>, 'id' | 'chat_id' | 'due_at' | 'reason'> & {
  readonly next_due_at: number | null;
  readonly stop_reason: string | null;
};
type JoinedRow = Selectable<DeliveryTable> & { readonly [Column in keyof Joined]: Joined[Column] | null } & {
  readonly chat: ChatId;
  readonly html: string | null;
  readonly language: string | null;
  readonly quiet_hours: QuietHours | null;
  readonly chat_zone: ZoneId | null;
  readonly chat_type: ChatType;
};

function toTaken(row: JoinedRow): TakenDelivery {
  const { chat, html, subscription_id: id } = row;
  const common = {
    delivery: toDelivery({ ...row, state: 'sending', not_before: null, tries: row.tries + 1 }),
    chatId: chat,
    language: row.language,
    quietHours: row.quiet_hours,
    chatZone: row.chat_zone,
    chatType: row.chat_type,
  };
  if (id === null) return { type: 'broadcast', ...common, threadId: NO_THREAD, html: html ?? '' };
  // With a subscription, none of its columns is missing.
  const joined = row as JoinedRow & Joined;
  const { next_due_at: due_at, stop_reason: reason } = joined;
  const subscription = toSubscription({ ...joined, id, chat_id: chat, due_at, reason });
  return { type: 'digest', ...common, threadId: joined.thread_id, subscription };
}
