// Everything that is stored about one chat, to be shown or deleted.
// Called by /mydata and /forget.

import { inTransaction, type StoreContext } from './context.ts';
import { toChat, toDelivery, toSubscription } from './schema.ts';
import type { ChatId, ChatRecord, Delivery, Subscription } from './types.ts';

/** All that the store has of a chat. */
export interface PersonalData {
  readonly chat: ChatRecord;
  /** Ids that it had before it became a supergroup. */
  readonly earlierIds: readonly ChatId[];
  readonly subscriptions: readonly Subscription[];
  readonly deliveries: readonly Delivery[];
}

/** `undefined` when nothing is stored. */
export async function personalData(context: StoreContext, id: ChatId): Promise<PersonalData | undefined> {
  return inTransaction(context, async (transaction) => {
    const chat = await transaction.selectFrom('chat').selectAll().where('id', '=', id).executeTakeFirst();
    if (!chat) return undefined;
    const moves = await transaction
      .selectFrom('chat_move')
      .select('old_id')
      .where('new_id', '=', id)
      .orderBy('old_id')
      .execute();
    const subscriptions = await transaction
      .selectFrom('subscription')
      .selectAll()
      .where('chat_id', '=', id)
      .orderBy('id')
      .execute();
    const deliveries = await transaction
      .selectFrom('delivery')
      .innerJoin('subscription', 'subscription.id', 'delivery.subscription_id')
      .selectAll('delivery')
      .where('subscription.chat_id', '=', id)
      .orderBy('delivery.id')
      .execute();
    return {
      chat: toChat(chat),
      earlierIds: moves.map(({ old_id }) => old_id),
      subscriptions: subscriptions.map(toSubscription),
      deliveries: deliveries.map(toDelivery),
    };
  });
}

/** Deletes all that the store has of a chat; `false` when there was nothing. */
export async function forgetChat(context: StoreContext, id: ChatId): Promise<boolean> {
  return inTransaction(context, async (transaction) => {
    const deleted = await transaction.deleteFrom('chat').where('id', '=', id).executeTakeFirst();
    return deleted.numDeletedRows > 0n;
  });
}
