// Broadcasts: messages of operators to many chats. Drafted, aimed at an audience, begun; one at a time.

import type { ExpressionBuilder } from 'kysely';
import type { StoreContext } from '../context.ts';
import type { Tables } from '../tables.ts';
import { inTransaction } from '../transaction.ts';
import type { BroadcastId, ChatId } from '../types.ts';
import { type Audience, countRecipients } from './audience.ts';
import { type Broadcast, toBroadcast } from './broadcast.ts';
import { createBroadcastPlan, DRAFT_FOR } from './broadcast-plan.ts';

/** `busy`: another one is being sent. `missing`: discarded, too old, or begun before. */
export type Beginning = 'begun' | 'busy' | 'missing';

export type Broadcasts = ReturnType<typeof createBroadcasts>;

export function createBroadcasts(context: StoreContext) {
  const { db, dialect, now } = context;

  async function draft(by: ChatId, html: string): Promise<Broadcast> {
    const row = await db
      .insertInto('broadcast')
      .values({ created_by: by, html, audience: 'all', language: null, state: 'draft', created_at: now() })
      .returningAll()
      .executeTakeFirstOrThrow();
    return toBroadcast(row);
  }

  async function get(id: BroadcastId): Promise<Broadcast | undefined> {
    const row = await db.selectFrom('broadcast').selectAll().where('id', '=', id).executeTakeFirst();
    return row && toBroadcast(row);
  }

  /** Changes the draft's audience; `undefined` when there is no such draft any more. */
  async function aim(id: BroadcastId, { who, language }: Audience): Promise<Broadcast | undefined> {
    const row = await db
      .updateTable('broadcast')
      .set({ audience: who, language })
      .where(isDraft(id))
      .returningAll()
      .executeTakeFirst();
    return row && toBroadcast(row);
  }

  function isDraft(id: BroadcastId) {
    return (eb: ExpressionBuilder<Tables, 'broadcast'>) =>
      eb.and([eb('id', '=', id), eb('state', '=', 'draft'), eb('created_at', '>=', now() - DRAFT_FOR)]);
  }

  /** `false` when there was no such draft any more. */
  async function discard(id: BroadcastId): Promise<boolean> {
    const deleted = await db.deleteFrom('broadcast').where(isDraft(id)).executeTakeFirst();
    return deleted.numDeletedRows > 0n;
  }

  /** How many chats an audience has now. */
  function reach(audience: Audience): Promise<number> {
    return countRecipients(db, audience);
  }

  /** From now on it is planned and sent. The message given will show the progress. */
  async function begin(
    id: BroadcastId,
    { chatId, messageId }: NonNullable<Broadcast['panel']>,
  ): Promise<Beginning> {
    return inTransaction(context, async (transaction) => {
      await dialect.lock(transaction, 'broadcasts');
      const other = await transaction
        .selectFrom('broadcast')
        .select('id')
        .where('running', '=', 1)
        .executeTakeFirst();
      if (other) return other.id === id ? 'missing' : 'busy';
      const row = await transaction.selectFrom('broadcast').selectAll().where(isDraft(id)).executeTakeFirst();
      if (!row) return 'missing';
      const total = await countRecipients(transaction, toBroadcast(row).audience);
      await transaction
        .updateTable('broadcast')
        .set({ state: 'sending', running: 1, started_at: now(), total })
        .set({ panel_chat: chatId, panel_message: messageId })
        .where('id', '=', id)
        .execute();
      return 'begun';
    });
  }

  /** The one that is being sent. */
  async function running(): Promise<Broadcast | undefined> {
    const row = await db.selectFrom('broadcast').selectAll().where('running', '=', 1).executeTakeFirst();
    return row && toBroadcast(row);
  }

  return { draft, get, aim, discard, reach, begin, running, ...createBroadcastPlan(context) };
}
