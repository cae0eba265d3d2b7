// A broadcast that is being sent: planned in batches, stopped, finished, its progress shown.

import { type Selectable, sql } from 'kysely';
import type { StoreContext } from '../context.ts';
import type { BroadcastTable } from '../tables.ts';
import { inTransaction, type StoreTransaction } from '../transaction.ts';
import type { BroadcastId, ChatId, Sequence } from '../types.ts';
import { countRecipients, recipients } from './audience.ts';
import { type Broadcast, toBroadcast } from './broadcast.ts';

/** A draft that is older is not sent any more (ms): the operator may not remember what it says. */
export const DRAFT_FOR = 3_600_000;
/** Recorded for those that were not sent to. */
const STOPPED = 'broadcast stopped';
/** A broadcast has no points. */
const NO_POINT = 0 as Sequence;

export function createBroadcastPlan(context: StoreContext) {
  const { db, dialect, queue, now } = context;

  /**
   * Queues deliveries for up to `limit` further chats, in one transaction; gives how many there were. From the highest
   * id down: a group that becomes a supergroup meanwhile gets a lower id, and is not missed.
   */
  async function planNext(id: BroadcastId, limit: number): Promise<number> {
    return inTransaction(context, async (transaction) => {
      const row = await sending(transaction, id)
        .where('all_planned', '=', 0)
        .$if(dialect.locksRows, (query) => query.forUpdate().skipLocked())
        .executeTakeFirst();
      if (!row) return 0;
      const chats = await recipients(transaction, toBroadcast(row).audience, row.planned_to)
        .select('chat.id')
        .orderBy('chat.id', 'desc')
        .limit(limit)
        .execute();
      const last = chats.at(-1);
      if (last) await addDeliveries(transaction, row, chats);
      const all_planned = chats.length < limit ? 1 : 0;
      await transaction
        .updateTable('broadcast')
        .set({ all_planned, ...(last ? { planned_to: last.id } : {}) })
        .where('id', '=', id)
        .execute();
      return chats.length;
    });
  }

  function sending(transaction: StoreTransaction, id: BroadcastId) {
    return transaction
      .selectFrom('broadcast')
      .selectAll()
      .where('id', '=', id)
      .where('state', '=', 'sending');
  }

  async function addDeliveries(
    transaction: StoreTransaction,
    { id, started_at }: Selectable<BroadcastTable>,
    chats: readonly { readonly id: ChatId }[],
  ): Promise<void> {
    const at = now();
    const insert = transaction
      .insertInto('delivery')
      .columns(['broadcast_id', 'chat_id', 'due_at', 'state', 'not_before', 'to_sequence'])
      .expression((eb) =>
        eb
          .selectFrom(dialect.rows<{ id: ChatId }>({ id: 'integer' }, chats).as('row'))
          .select([
            eb.lit(id).as('broadcast_id'),
            'row.id',
            eb.lit(started_at ?? at).as('due_at'),
            sql.lit('queued').as('state'),
            eb.lit(at).as('not_before'),
            eb.lit(NO_POINT).as('to_sequence'),
          ])
          // SQLite accepts `on conflict` after a select only if that has a `where`.
          .where((row) => row.lit(true)),
      )
      .onConflict((conflict) =>
        conflict.columns(['broadcast_id', 'chat_id']).where('broadcast_id', 'is not', null).doNothing(),
      );
    await queue.insert(transaction, insert, ({ chat_id }) => chat_id);
  }

  /** How many deliveries are queued or being sent. */
  async function outstanding(id: BroadcastId): Promise<number> {
    const row = await db
      .selectFrom('delivery')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('broadcast_id', '=', id)
      .where('finished_at', 'is', null)
      .executeTakeFirstOrThrow();
    return row.count;
  }

  /** What waits is recorded as gone, what is being sent goes on. `false` when it was not being sent. */
  async function stop(id: BroadcastId): Promise<boolean> {
    return inTransaction(context, async (transaction) => {
      const row = await sending(transaction, id)
        .$if(dialect.locksRows, (query) => query.forUpdate())
        .executeTakeFirst();
      if (!row) return false;
      const waiting = await transaction
        .updateTable('delivery')
        .set({ state: 'gone', reason: STOPPED, not_before: null, finished_at: now() })
        .where('broadcast_id', '=', id)
        .where('not_before', 'is not', null)
        .executeTakeFirst();
      const left = row.all_planned
        ? 0
        : await countRecipients(transaction, toBroadcast(row).audience, row.planned_to);
      const stopped = Number(waiting.numUpdatedRows);
      await transaction
        .updateTable('broadcast')
        .set((eb) => ({
          state: 'stopped',
          all_planned: 1,
          unsent: eb('unsent', '+', stopped + left),
        }))
        .where('id', '=', id)
        .execute();
      return true;
    });
  }

  /** Ends it once everything is recorded. Gives the broadcast if this call ended it. */
  async function finish(id: BroadcastId): Promise<Broadcast | undefined> {
    const at = now();
    const row = await db
      .updateTable('broadcast')
      .set((eb) => ({
        running: null,
        finished_at: at,
        state: eb
          .case()
          .when('state', '=', 'sending')
          .then('done' as const)
          .else(eb.ref('state'))
          .end(),
      }))
      .where('id', '=', id)
      .where('running', '=', 1)
      .where('all_planned', '=', 1)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('delivery')
              .select('delivery.id')
              .whereRef('delivery.broadcast_id', '=', 'broadcast.id')
              .where('delivery.finished_at', 'is', null),
          ),
        ),
      )
      .returningAll()
      .executeTakeFirst();
    return row && toBroadcast(row);
  }

  /** Whether this process may show the progress now: of all processes one, once in `every` ms. */
  async function mayShow(id: BroadcastId, every: number): Promise<boolean> {
    const at = now();
    const changed = await db
      .updateTable('broadcast')
      .set({ shown_at: at })
      .where('id', '=', id)
      .where((eb) =>
        // Also after the clock was set back.
        eb.or([eb('shown_at', 'is', null), eb('shown_at', '<=', at - every), eb('shown_at', '>', at)]),
      )
      .executeTakeFirst();
    return changed.numUpdatedRows > 0n;
  }

  /** Deletes finished ones that were created before `before` (epoch ms), and drafts that are too old. */
  async function purge(before: number): Promise<void> {
    await db
      .deleteFrom('broadcast')
      .where('running', 'is', null)
      .where((eb) =>
        eb.or([
          eb('created_at', '<', before),
          eb.and([eb('state', '=', 'draft'), eb('created_at', '<', now() - DRAFT_FOR)]),
        ]),
      )
      .execute();
  }

  return { planNext, outstanding, stop, finish, mayShow, purge };
}
