// Pauses or closes subscriptions, and takes their waiting digests out of the queue.

import type { StoreTransaction } from './transaction.ts';
import type { SubscriptionId } from './types.ts';

export interface Stop {
  readonly status: 'paused' | 'closed';
  readonly reason: string;
  /** Epoch ms. */
  readonly at: number;
}

/** What is being sent right now goes on; what waits is recorded as gone with the reason. */
export async function stopSubscriptions(
  transaction: StoreTransaction,
  ids: readonly SubscriptionId[],
  { status, reason, at }: Stop,
): Promise<void> {
  if (ids.length === 0) return;
  await transaction
    .updateTable('subscription')
    .set({ status, reason, due_at: null, updated_at: at })
    .where('id', 'in', ids)
    .execute();
  await transaction
    .updateTable('delivery')
    .set({ state: 'gone', reason, not_before: null, finished_at: at })
    .where('subscription_id', 'in', ids)
    .where('not_before', 'is not', null)
    .execute();
}

/** Pauses subscriptions that something in the chat prevents; its administrators have yet to be told. */
export async function pauseUntold(
  transaction: StoreTransaction,
  ids: readonly SubscriptionId[],
  reason: string,
  at: number,
): Promise<void> {
  if (ids.length === 0) return;
  await stopSubscriptions(transaction, ids, { status: 'paused', reason, at });
  await transaction
    .updateTable('chat')
    .set({ pause_untold: 1 })
    .where('id', 'in', (eb) => eb.selectFrom('subscription').select('chat_id').where('id', 'in', ids))
    .execute();
}
