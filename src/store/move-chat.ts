// A group that became a supergroup: everything the chat has moves to its new id, in one transaction.

import type { Selectable } from 'kysely';
import type { StoreContext } from './context.ts';
import { endCopies } from './copies.ts';
import { furthest, type Place, readApart, readPlaces, writeApart, writePlaces } from './place.ts';
import { CHOICES, type SubscriptionTable } from './tables.ts';
import { inTransaction, type StoreTransaction } from './transaction.ts';
import type { ChatId, SubscriptionId } from './types.ts';

/** Moves what is stored from the old id to the new one; `false` when that was done before. */
export async function moveChat(context: StoreContext, from: ChatId, to: ChatId): Promise<boolean> {
  const { dialect, now } = context;
  if (from === to) return false;
  return inTransaction(context, async (transaction) => {
    await dialect.lock(transaction, 'moves');
    const known = await transaction
      .selectFrom('chat_move')
      .select('new_id')
      .where('old_id', '=', from)
      .executeTakeFirst();
    const old = await transaction
      .selectFrom('chat')
      .selectAll()
      .where('id', '=', from)
      .$if(dialect.locksRows, (query) => query.forUpdate())
      .executeTakeFirst();
    if (known?.new_id === to && !old) return false;
    const at = now();
    const kept = old ? Object.fromEntries(CHOICES.map((choice) => [choice, old[choice]])) : {};
    const pause_untold = old?.pause_untold ?? 0;
    const news_seen = old?.news_seen ?? null;
    await transaction
      .insertInto('chat')
      .values({
        id: to,
        type: 'supergroup',
        ...kept,
        pause_untold,
        news_seen,
        created_at: old?.created_at ?? at,
        updated_at: at,
      })
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((eb) => ({
          type: 'supergroup',
          // What the supergroup has chosen itself counts.
          ...Object.fromEntries(
            CHOICES.map((choice) => [choice, eb.fn.coalesce(`chat.${choice}`, `excluded.${choice}`)]),
          ),
          ...(pause_untold === 1 ? { pause_untold } : {}),
          // A look in the supergroup is newer than any in the group.
          news_seen: eb.fn.coalesce('chat.news_seen', 'excluded.news_seen'),
          updated_at: at,
        })),
      )
      .execute();
    await endCopies(transaction, from);
    await moveSubscriptions(transaction, from, to);
    await moveBroadcasts(transaction, from, to);
    // Older moves point straight to where the chat is now.
    await transaction.updateTable('chat_move').set({ new_id: to }).where('new_id', '=', from).execute();
    await transaction.deleteFrom('chat_move').where('old_id', '=', to).execute();
    await transaction
      .insertInto('chat_move')
      .values({ old_id: from, new_id: to })
      .onConflict((conflict) => conflict.column('old_id').doUpdateSet({ new_id: to }))
      .execute();
    await transaction.deleteFrom('chat').where('id', '=', from).execute();
    return true;
  });
}

async function moveSubscriptions(transaction: StoreTransaction, from: ChatId, to: ChatId): Promise<void> {
  const both = await transaction
    .selectFrom('subscription')
    .selectAll()
    .where('chat_id', 'in', [from, to])
    .orderBy('id')
    .execute();
  const there = new Map(both.filter((row) => row.chat_id === to).map((row) => [row.thread_id, row]));
  for (const row of both.filter(({ chat_id }) => chat_id === from)) {
    const rival = there.get(row.thread_id);
    if (rival) await merge(transaction, ...preferred(row, rival));
  }
  await transaction.updateTable('subscription').set({ chat_id: to }).where('chat_id', '=', from).execute();
}

/** Where a broadcast was planned for both ids, one message is enough. */
async function moveBroadcasts(transaction: StoreTransaction, from: ChatId, to: ChatId): Promise<void> {
  await transaction
    .updateTable('delivery')
    .set({ chat_id: to })
    .where('chat_id', '=', from)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('delivery as other')
            .select('other.id')
            .whereRef('other.broadcast_id', '=', 'delivery.broadcast_id')
            .where('other.chat_id', '=', to),
        ),
      ),
    )
    .execute();
}

type SubscriptionRow = Selectable<SubscriptionTable>;

/** Which of two subscriptions for one destination stays: an active one, otherwise the one changed last. */
function preferred(
  old: SubscriptionRow,
  rival: SubscriptionRow,
): [stays: SubscriptionRow, goes: SubscriptionRow] {
  if ((old.status === 'active') !== (rival.status === 'active')) {
    return old.status === 'active' ? [old, rival] : [rival, old];
  }
  return old.updated_at > rival.updated_at ? [old, rival] : [rival, old];
}

/** The one that stays has been told what either was told, and takes over the deliveries that it does not have itself. */
async function merge(
  transaction: StoreTransaction,
  stays: SubscriptionRow,
  goes: SubscriptionRow,
): Promise<void> {
  const { cursor, places, apart } = furthest(placeOf(stays), placeOf(goes));
  const had = (await dueTimes(transaction, stays.id)).map(({ due_at }) => due_at);
  const moved = (await dueTimes(transaction, goes.id)).filter(({ due_at }) => !had.includes(due_at));
  for (const { id } of moved) {
    await transaction
      .updateTable('delivery')
      .set({ subscription_id: stays.id })
      .where('id', '=', id)
      .execute();
  }
  await transaction.deleteFrom('subscription').where('id', '=', goes.id).execute();
  await transaction
    .updateTable('subscription')
    .set({ cursor, places: writePlaces(places), apart: writeApart(apart) })
    .where('id', '=', stays.id)
    .execute();
}

function placeOf({ cursor, places, apart }: SubscriptionRow): Place {
  return { cursor, places: readPlaces(places), apart: readApart(apart) };
}

function dueTimes(transaction: StoreTransaction, id: SubscriptionId) {
  return transaction
    .selectFrom('delivery')
    .select(['id', 'due_at'])
    .where('subscription_id', '=', id)
    .execute();
}
