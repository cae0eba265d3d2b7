// A delivery that this process has taken to send it now, read with everything that sending it needs.

import { type ExpressionBuilder, type Selectable, sql } from 'kysely';
import {
  type DeliveryTable,
  SETTINGS,
  type SubscriptionTable,
  type Tables,
  toDelivery,
  toSubscription,
} from './tables.ts';
import type { StoreTransaction } from './transaction.ts';
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

export type TakenDelivery = TakenDigest | TakenMessage;

/** With the subscription as it is now: the digest begins at its cursor. */
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
  /** When the chat wants no sound, and its zone; `null` where it chose none. */
  readonly quietHours: QuietHours | null;
  readonly chatZone: ZoneId | null;
  readonly chatType: ChatType;
}

/** Deliveries as `d`, with subscription, broadcast and chat: what `toTaken` reads. */
export function selectDeliveries(transaction: StoreTransaction) {
  return transaction
    .selectFrom('delivery as d')
    .leftJoin('subscription as s', 's.id', 'd.subscription_id')
    .leftJoin('broadcast as b', 'b.id', 'd.broadcast_id')
    .innerJoin('chat as c', (join) =>
      join.on('c.id', '=', (eb) => eb.fn.coalesce('s.chat_id', 'd.chat_id').$notNull()),
    )
    .selectAll('d')
    .select(['c.id as chat', 'b.html'])
    .select(['s.thread_id', 's.status', 's.reason as stop_reason', 's.due_at as next_due_at'])
    .select(SETTINGS.map((column) => `s.${column}` as const))
    .select(['s.cursor', 's.places', 's.apart', 's.rotation', 's.created_at', 's.updated_at'])
    .select(['c.language', 'c.quiet_hours', 'c.zone as chat_zone', 'c.type as chat_type']);
}

/**
 * Unfinished deliveries of the subscription of `d` for which it waits: those that are being sent, and those due before it.
 * What waits for the end of quiet hours holds up no digest, which then has all of it.
 * @param at epoch ms
 */
export function earlierDeliveries(transaction: StoreTransaction, at: number) {
  return transaction
    .selectFrom('delivery as earlier')
    .where('earlier.subscription_id', '=', sql.ref<SubscriptionId>('d.subscription_id'))
    .where('earlier.id', '!=', sql.ref<DeliveryId>('d.id'))
    .where('earlier.finished_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('earlier.taken_at', 'is not', null),
        eb.and([
          eb('earlier.due_at', '<', sql.ref<number>('d.due_at')),
          eb.or([eb('earlier.agreed_after', 'is', null), eb('earlier.not_before', '<=', at)]),
        ]),
      ]),
    );
}

/** Sent by some process right now. */
export function beingSent(eb: ExpressionBuilder<Tables, 'delivery'>) {
  return eb('delivery.taken_at', 'is not', null);
}

/** @param at epoch ms */
export async function markSending(
  transaction: StoreTransaction,
  rows: readonly { readonly id: DeliveryId }[],
  at: number,
): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id);
  await transaction
    .updateTable('delivery')
    .set((eb) => ({
      state: 'sending',
      not_before: null,
      taken_at: at,
      tries: eb('tries', '+', 1),
      // Still taken by a process that is gone.
      cut_off: eb('cut_off', '+', eb.case().when('taken_at', 'is not', null).then(1).else(0).end()),
    }))
    .where('id', 'in', ids)
    .execute();
}

/** The columns that only a digest has; `next_due_at` and `stop_reason` are the subscription's `due_at` and `reason`. */
type SubscriptionColumns = Omit<Selectable<SubscriptionTable>, 'id' | 'chat_id' | 'due_at' | 'reason'> & {
  readonly next_due_at: number | null;
  readonly stop_reason: string | null;
};
type SelectedDelivery = Selectable<DeliveryTable> & {
  readonly [Column in keyof SubscriptionColumns]: SubscriptionColumns[Column] | null;
} & {
  readonly chat: ChatId;
  readonly html: string | null;
  readonly language: string | null;
  readonly quiet_hours: QuietHours | null;
  readonly chat_zone: ZoneId | null;
  readonly chat_type: ChatType;
};

/** A row as it is once `markSending` has run. */
export function toTaken(row: SelectedDelivery): TakenDelivery {
  const { chat, html, subscription_id: id } = row;
  const common = {
    delivery: toDelivery({
      ...row,
      state: 'sending',
      not_before: null,
      tries: row.tries + 1,
      cut_off: row.cut_off + Number(row.taken_at !== null),
    }),
    chatId: chat,
    language: row.language,
    quietHours: row.quiet_hours,
    chatZone: row.chat_zone,
    chatType: row.chat_type,
  };
  if (id === null) return { type: 'broadcast', ...common, threadId: NO_THREAD, html: html ?? '' };
  // A row with a subscription has all of its columns.
  const columns = row as SelectedDelivery & SubscriptionColumns;
  const { next_due_at: due_at, stop_reason: reason } = columns;
  const subscription = toSubscription({ ...columns, id, chat_id: chat, due_at, reason });
  return { type: 'digest', ...common, threadId: columns.thread_id, subscription };
}
