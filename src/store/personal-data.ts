// Everything that is stored about one chat, to be shown or deleted.

import { sql } from 'kysely';
import { type Broadcast, toBroadcast } from './broadcasts/broadcast.ts';
import type { StoreContext } from './context.ts';
import { type KeptMessage, messagesOf, type SharedMessage, sharedBy } from './copies.ts';
import { toChat, toDelivery, toSubscription } from './tables.ts';
import { inTransaction } from './transaction.ts';
import type { ChatId, ChatRecord, Delivery, Subscription } from './types.ts';

/** All that the store has of a chat. */
export interface PersonalData {
  /** `null` for somebody who has only shared messages, or been shown pictures. */
  readonly chat: ChatRecord | null;
  /** Ids that it had before it became a supergroup. */
  readonly earlierIds: readonly ChatId[];
  readonly subscriptions: readonly Subscription[];
  readonly deliveries: readonly Delivery[];
  /** Those that this operator composed. */
  readonly broadcasts: readonly Broadcast[];
  /** Messages that this person shared through inline mode. */
  readonly shared: readonly SharedMessage[];
  /** Pictures and further messages of digests in the chat. */
  readonly messages: readonly KeptMessage[];
}

/** `undefined` when nothing is stored. */
export async function personalData(context: StoreContext, id: ChatId): Promise<PersonalData | undefined> {
  return inTransaction(context, async (transaction) => {
    const chat = await transaction.selectFrom('chat').selectAll().where('id', '=', id).executeTakeFirst();
    const shared = await sharedBy(transaction, id);
    const moves = await transaction
      .selectFrom('chat_move')
      .select('old_id')
      .where('new_id', '=', id)
      .orderBy('old_id')
      .execute();
    const earlierIds = moves.map(({ old_id }) => old_id);
    const messages = await messagesOf(transaction, [id, ...earlierIds]);
    if (!chat && shared.length + messages.length === 0) return undefined;
    const subscriptions = await transaction
      .selectFrom('subscription')
      .selectAll()
      .where('chat_id', '=', id)
      .orderBy('id')
      .execute();
    const deliveries = await transaction
      .selectFrom('delivery')
      .selectAll()
      .where('id', 'in', (eb) =>
        eb
          .selectFrom('delivery as digest')
          .innerJoin('subscription', 'subscription.id', 'digest.subscription_id')
          .select('digest.id')
          .where('subscription.chat_id', '=', id)
          .unionAll(
            eb.selectFrom('delivery as message').select('message.id').where('message.chat_id', '=', id),
          ),
      )
      .orderBy('id')
      .execute();
    const broadcasts = await transaction
      .selectFrom('broadcast')
      .selectAll()
      .where('created_by', '=', id)
      .orderBy('id')
      .execute();
    return {
      chat: chat ? toChat(chat) : null,
      earlierIds,
      subscriptions: subscriptions.map(toSubscription),
      deliveries: deliveries.map(toDelivery),
      broadcasts: broadcasts.map(toBroadcast),
      shared,
      messages,
    };
  });
}

/** Deletes all that the store has of a chat; `false` when there was nothing. */
export async function forgetChat(context: StoreContext, id: ChatId): Promise<boolean> {
  return inTransaction(context, async (transaction) => {
    await transaction
      .deleteFrom('broadcast')
      .where('created_by', '=', id)
      .where('state', '=', 'draft')
      .execute();
    // A broadcast that was sent to others is not only this person's; its author is.
    await transaction
      .updateTable('broadcast')
      .set({ created_by: null, panel_chat: null, panel_message: null })
      .where('created_by', '=', id)
      .execute();
    // What the cluster keeps about a chat would be deleted by itself within the hour.
    await sql`delete from shared_turn where chat = ${id}`.execute(transaction);
    await sql`delete from shared_hold where chat = ${id}`.execute(transaction);
    const shared = await transaction.deleteFrom('inline_copy').where('shared_by', '=', id).executeTakeFirst();
    const messages = await transaction
      .deleteFrom('message_copy')
      .where(({ eb, or, selectFrom }) =>
        or([
          eb('chat_id', '=', id),
          eb('chat_id', 'in', selectFrom('chat_move').select('old_id').where('new_id', '=', id)),
        ]),
      )
      .executeTakeFirst();
    const deleted = await transaction.deleteFrom('chat').where('id', '=', id).executeTakeFirst();
    return deleted.numDeletedRows + shared.numDeletedRows + messages.numDeletedRows > 0n;
  });
}
