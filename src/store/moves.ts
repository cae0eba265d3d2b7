// A group that became a supergroup: everything the chat has goes to its new id, in one transaction.

import type { Selectable } from 'kysely';
import type { StoreContext } from './context.ts';
import { CHOICES, type SubscriptionTable } from './schema.ts';
import { inTransaction, type StoreTransaction } from './transaction.ts';
import type { ChatId, SubscriptionId } from './types.ts';

/** Moves what is stored from the old id to the new one; `false` when that has been done before. */
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
    await transaction
      .insertInto('chat')
      .values({
        id: to,
        type: 'supergroup',
        ...kept,
        pause_untold,
        created_at: old?.created_at ?? at,
        updated_at: at,
      })
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((eb) => ({
          type: 'supergroup',
          language: eb.fn.coalesce('chat.language', 'excluded.language'),
          zone: eb.fn.coalesce('chat.zone', 'excluded.zone'),
          who_may_ask: eb.fn.coalesce('chat.who_may_ask', 'excluded.who_may_ask'),
          deletes_questions: eb.fn.coalesce('chat.deletes_questions', 'excluded.deletes_questions'),
          quiet_hours: eb.fn.coalesce('chat.quiet_hours', 'excluded.quiet_hours'),
          ...(pause_untold === 1 ? { pause_untold } : {}),
          updated_at: at,
        })),
      )
      .execute();
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

/** Of a broadcast that was planned for both ids, one message is enough. */
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

type Row = Selectable<SubscriptionTable>;

/** Which of two for one place stays: an active one, then the one changed last. */
function preferred(old: Row, rival: Row): [stays: Row, goes: Row] {
  if ((old.status === 'active') !== (rival.status === 'active')) {
    return old.status === 'active' ? [old, rival] : [rival, old];
  }
  return old.updated_at > rival.updated_at ? [old, rival] : [rival, old];
}

/** The one that stays takes over how far the chat has read and the deliveries it does not have itself. */
async function merge(transaction: StoreTransaction, stays: Row, goes: Row): Promise<void> {
  const cursors = [stays.cursor, goes.cursor].filter((cursor) => cursor !== null);
  const cursor = cursors.reduce<Row['cursor']>((a, b) => (a === null || b > a ? b : a), null);
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
  await transaction.updateTable('subscription').set({ cursor }).where('id', '=', stays.id).execute();
}

function dueTimes(transaction: StoreTransaction, id: SubscriptionId) {
  return transaction
    .selectFrom('delivery')
    .select(['id', 'due_at'])
    .where('subscription_id', '=', id)
    .execute();
}
