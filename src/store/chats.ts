// Chats that the bot has met: what they chose, whether they can be reached, what their id is now.
// Called by the bot's panels and membership handlers; moves.ts changes ids, personal.ts shows and forgets.

import { inTransaction, type StoreContext } from './context.ts';
import { toChat } from './schema.ts';
import { stopSubscriptions } from './stop.ts';
import type { ChatId, ChatRecord, ChatType, ZoneId } from './types.ts';

/** What is known of a chat; what is absent stays as it was. */
export interface ChatNews {
  readonly id: ChatId;
  readonly type?: ChatType;
  readonly language?: string | null;
  readonly zone?: ZoneId | null;
}

export type Chats = ReturnType<typeof createChats>;

export function createChats(context: StoreContext) {
  const { db, now } = context;

  /** The id that a chat has now: another one after a group became a supergroup. */
  async function currentId(id: ChatId): Promise<ChatId> {
    const move = await db
      .selectFrom('chat_move')
      .select('new_id')
      .where('old_id', '=', id)
      .executeTakeFirst();
    return move?.new_id ?? id;
  }

  /** The chat under its present or an earlier id. */
  async function get(id: ChatId): Promise<ChatRecord | undefined> {
    const current = await currentId(id);
    const row = await db.selectFrom('chat').selectAll().where('id', '=', current).executeTakeFirst();
    return row && toChat(row);
  }

  /** The languages that these chats chose; a chat that chose none is not in it. One query for all of them. */
  async function languages(ids: readonly ChatId[]): Promise<ReadonlyMap<ChatId, string>> {
    if (ids.length === 0) return new Map();
    const rows = await db
      .selectFrom('chat')
      .select(['id', 'language'])
      .where('id', 'in', ids)
      .where('language', 'is not', null)
      .execute();
    return new Map(rows.flatMap(({ id, language }) => (language === null ? [] : [[id as ChatId, language]])));
  }

  /** Adds the chat, or takes over what is news of it. */
  async function remember({ id, ...news }: ChatNews): Promise<ChatRecord> {
    const at = now();
    const row = await db
      .insertInto('chat')
      .values({
        id: await currentId(id),
        type: news.type ?? 'unknown',
        language: news.language ?? null,
        zone: news.zone ?? null,
        gone_reason: null,
        created_at: at,
        updated_at: at,
      })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ ...news, updated_at: at }))
      .returningAll()
      .executeTakeFirstOrThrow();
    return toChat(row);
  }

  /**
   * The chat cannot be reached any more: closes all its subscriptions with the reason.
   * A chat never met is not remembered for it. Gives how many were closed.
   */
  async function gone(id: ChatId, reason: string): Promise<number> {
    return inTransaction(context, async (transaction) => {
      const at = now();
      await transaction
        .updateTable('chat')
        .set({ gone_reason: reason, updated_at: at })
        .where('id', '=', id)
        .execute();
      const open = await transaction
        .selectFrom('subscription')
        .select('id')
        .where('chat_id', '=', id)
        .where('status', '!=', 'closed')
        .execute();
      const ids = open.map((row) => row.id);
      await stopSubscriptions(transaction, ids, { status: 'closed', reason, at });
      return ids.length;
    });
  }

  /** The chat can be reached again. Its subscriptions stay closed; `true` if it was gone before. */
  async function back(id: ChatId): Promise<boolean> {
    const changed = await db
      .updateTable('chat')
      .set({ gone_reason: null, updated_at: now() })
      .where('id', '=', id)
      .where('gone_reason', 'is not', null)
      .executeTakeFirst();
    return changed.numUpdatedRows > 0n;
  }

  return { languages, currentId, get, remember, gone, back };
}
