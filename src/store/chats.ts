// Chats that the bot has met: what they chose, whether they can be reached, what their id is now.

import type { StoreContext } from './context.ts';
import { pauseUntold, stopSubscriptions } from './stop-subscriptions.ts';
import { CHOICES, toChat, toChoices, writeChoices } from './tables.ts';
import { inTransaction } from './transaction.ts';
import type { ChatChoices, ChatId, ChatRecord, ChatType, Sequence } from './types.ts';

/** What has been learnt about a chat; fields that are absent stay as they are. */
export interface ChatNews extends Partial<ChatChoices> {
  readonly id: ChatId;
  readonly type?: ChatType;
}

/** What answering in a chat depends on. */
export type ChatFacts = ChatChoices & Pick<ChatRecord, 'pauseUntold'>;

export type Chats = ReturnType<typeof createChats>;

export function createChats(context: StoreContext) {
  const { db, dialect, now } = context;

  /** The id that a chat has now: it changes when a group becomes a supergroup. */
  async function currentId(id: ChatId): Promise<ChatId> {
    const move = await db
      .selectFrom('chat_move')
      .select('new_id')
      .where('old_id', '=', id)
      .executeTakeFirst();
    return move?.new_id ?? id;
  }

  /** The chat by its current or an earlier id. */
  async function get(id: ChatId): Promise<ChatRecord | undefined> {
    const current = await currentId(id);
    const row = await db.selectFrom('chat').selectAll().where('id', '=', current).executeTakeFirst();
    return row && toChat(row);
  }

  /** What these chats chose; those that are not stored are left out. One query for all of them. */
  async function facts(ids: readonly ChatId[]): Promise<ReadonlyMap<ChatId, ChatFacts>> {
    if (ids.length === 0) return new Map();
    const asked = ids.map((id) => ({ id }));
    const rows = await db
      .selectFrom('chat')
      .innerJoin(dialect.rows<{ id: ChatId }>({ id: 'integer' }, asked).as('row'), 'row.id', 'chat.id')
      .select(['chat.id', 'pause_untold', ...CHOICES])
      .execute();
    return new Map(
      rows.map((row) => [row.id, { ...toChoices(row), pauseUntold: row.pause_untold === 1 }] as const),
    );
  }

  /** Adds the chat, or updates it. */
  async function remember({ id, type, ...choices }: ChatNews): Promise<ChatRecord> {
    const at = now();
    const news = { ...(type === undefined ? {} : { type }), ...writeChoices(choices) };
    const row = await db
      .insertInto('chat')
      .values({
        id: await currentId(id),
        type: 'unknown',
        ...news,
        created_at: at,
        updated_at: at,
      })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ ...news, updated_at: at }))
      .returningAll()
      .executeTakeFirstOrThrow();
    return toChat(row);
  }

  /**
   * The chat is unreachable for good: closes all its subscriptions with the reason. Does not add a chat that is not
   * stored. Gives how many were closed.
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

  /**
   * The bot may not write in the chat for now: pauses its active subscriptions with the reason; an administrator is to
   * be told. Gives how many.
   */
  async function silenced(id: ChatId, reason: string): Promise<number> {
    return inTransaction(context, async (transaction) => {
      const active = await transaction
        .selectFrom('subscription')
        .select('id')
        .where('chat_id', '=', id)
        .where('status', '=', 'active')
        .execute();
      const ids = active.map((row) => row.id);
      await pauseUntold(transaction, ids, reason, now());
      return ids.length;
    });
  }

  /**
   * The chat looks at what is new, up to that point of the ledger. Gives up to where it had looked before; `null` where
   * it never did.
   */
  async function look(id: ChatId, type: ChatType, upTo: Sequence): Promise<Sequence | null> {
    const current = await currentId(id);
    return inTransaction(context, async (transaction) => {
      const before = await transaction
        .selectFrom('chat')
        .select('news_seen')
        .where('id', '=', current)
        .$if(dialect.locksRows, (query) => query.forUpdate())
        .executeTakeFirst();
      const at = now();
      await transaction
        .insertInto('chat')
        .values({ id: current, type, news_seen: upTo, created_at: at, updated_at: at })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ news_seen: upTo, updated_at: at }))
        .execute();
      return before?.news_seen ?? null;
    });
  }

  /** An administrator has been told what was paused. */
  async function toldOfPause(id: ChatId): Promise<void> {
    await db.updateTable('chat').set({ pause_untold: 0 }).where('id', '=', id).execute();
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

  return { facts, currentId, get, remember, look, gone, silenced, toldOfPause, back };
}
