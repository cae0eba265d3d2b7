// A chat's subscriptions: made, changed, paused, resumed, closed, listed.

import type { StoreContext } from './context.ts';
import { stopSubscriptions } from './stop-subscriptions.ts';
import { toSubscription, writeSettings } from './tables.ts';
import { inTransaction } from './transaction.ts';
import {
  type ChatId,
  NO_THREAD,
  type Subscription,
  type SubscriptionId,
  type SubscriptionSettings,
  type ThreadId,
  type ZoneId,
} from './types.ts';

/** Read at a time. */
const PAGE = 1000;

/** Where a digest goes: a chat, or one topic of a forum. */
export interface Destination {
  readonly chatId: ChatId;
  /** The chat itself when absent. */
  readonly threadId?: ThreadId;
}

/** A subscription with the language of its chat, as an export writes it. */
export type ListedSubscription = Subscription & { readonly language: string | null };

export type Subscriptions = ReturnType<typeof createSubscriptions>;

export function createSubscriptions(context: StoreContext) {
  const { db, dialect, now } = context;

  async function get({ chatId, threadId = NO_THREAD }: Destination): Promise<Subscription | undefined> {
    const row = await db
      .selectFrom('subscription')
      .selectAll()
      .where('chat_id', '=', chatId)
      .where('thread_id', '=', threadId)
      .executeTakeFirst();
    return row && toSubscription(row);
  }

  /** All of a chat, those of its forum topics too. */
  async function ofChat(chatId: ChatId): Promise<readonly Subscription[]> {
    const rows = await db
      .selectFrom('subscription')
      .selectAll()
      .where('chat_id', '=', chatId)
      .orderBy('thread_id')
      .execute();
    return rows.map(toSubscription);
  }

  /**
   * Subscribes, or changes the settings; active from now on. A closed subscription starts over, with a first digest; an
   * active or paused one goes on where it stands.
   * @param dueAt epoch ms of the next digest
   * @param keepsPause a paused one stays paused with the new settings
   */
  async function subscribe(
    { chatId, threadId = NO_THREAD }: Destination,
    settings: SubscriptionSettings,
    dueAt: number,
    { keepsPause = false }: { readonly keepsPause?: boolean } = {},
  ): Promise<Subscription> {
    const at = now();
    const active = {
      ...writeSettings(settings),
      status: 'active' as const,
      reason: null,
      due_at: dueAt,
      updated_at: at,
    };
    return inTransaction(context, async (transaction) => {
      await transaction
        .insertInto('chat')
        .values({
          id: chatId,
          type: 'unknown',
          created_at: at,
          updated_at: at,
        })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ gone_reason: null }))
        .execute();
      const row = await transaction
        .insertInto('subscription')
        .values({ chat_id: chatId, thread_id: threadId, ...active, cursor: null, created_at: at })
        .onConflict((conflict) =>
          conflict.columns(['chat_id', 'thread_id']).doUpdateSet((eb) => {
            const isKept = eb.and([eb.lit(keepsPause), eb('subscription.status', '=', 'paused')]);
            const unlessKept = <Column extends 'status' | 'reason' | 'due_at'>(column: Column) =>
              eb
                .case()
                .when(isKept)
                .then(eb.ref(`subscription.${column}`))
                .else(eb.ref(`excluded.${column}`))
                .end();
            const isOver = eb('subscription.status', '=', 'closed');
            return {
              ...active,
              status: unlessKept('status'),
              reason: unlessKept('reason'),
              due_at: unlessKept('due_at'),
              cursor: eb.case().when(isOver).then(null).else(eb.ref('subscription.cursor')).end(),
              places: eb.case().when(isOver).then(null).else(eb.ref('subscription.places')).end(),
            };
          }),
        )
        .returningAll()
        .executeTakeFirstOrThrow();
      return toSubscription(row);
    });
  }

  /**
   * Puts another zone in the place of one that the runtime no longer knows; the due time stays. `false` where something
   * else was chosen meanwhile.
   */
  async function replaceZone(id: SubscriptionId, from: ZoneId, to: ZoneId): Promise<boolean> {
    const { numUpdatedRows } = await db
      .updateTable('subscription')
      .set({ zone: to, updated_at: now() })
      .where('id', '=', id)
      .where('zone', '=', from)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** Stops an active subscription until `resume`; `undefined` when there is none that is active. */
  function pause(destination: Destination, reason = 'paused'): Promise<Subscription | undefined> {
    return stop(destination, 'paused', reason, ['active']);
  }

  /** Ends a subscription; `undefined` when there is none that is active or paused. */
  function close(destination: Destination, reason: string): Promise<Subscription | undefined> {
    return stop(destination, 'closed', reason, ['active', 'paused']);
  }

  async function stop(
    { chatId, threadId = NO_THREAD }: Destination,
    status: 'paused' | 'closed',
    reason: string,
    from: readonly ('active' | 'paused')[],
  ): Promise<Subscription | undefined> {
    const stopped = await inTransaction(context, async (transaction) => {
      const found = await transaction
        .selectFrom('subscription')
        .select('id')
        .where('chat_id', '=', chatId)
        .where('thread_id', '=', threadId)
        .where('status', 'in', from)
        .$if(dialect.locksRows, (query) => query.forUpdate())
        .executeTakeFirst();
      if (!found) return false;
      await stopSubscriptions(transaction, [found.id], { status, reason, at: now() });
      return true;
    });
    return stopped ? get({ chatId, threadId }) : undefined;
  }

  /**
   * Continues a paused or closed subscription from its cursor; also undoes pausing and unsubscribing. `undefined` when
   * there is none that is stopped.
   * @param dueAt epoch ms of the next digest
   */
  async function resume(
    { chatId, threadId = NO_THREAD }: Destination,
    dueAt: number,
  ): Promise<Subscription | undefined> {
    const row = await db
      .updateTable('subscription')
      .set({ status: 'active', reason: null, due_at: dueAt, updated_at: now() })
      .where('chat_id', '=', chatId)
      .where('thread_id', '=', threadId)
      .where('status', '!=', 'active')
      .returningAll()
      .executeTakeFirst();
    return row && toSubscription(row);
  }

  /**
   * Continues a stopped subscription in another topic of its chat, because its own was deleted. `undefined` when there
   * is none, or when that topic has one that is not closed.
   * @param dueAt epoch ms of the next digest
   */
  async function relocate(
    { chatId, threadId = NO_THREAD }: Destination,
    to: ThreadId,
    dueAt: number,
  ): Promise<Subscription | undefined> {
    return inTransaction(context, async (transaction) => {
      const rival = await transaction
        .selectFrom('subscription')
        .select(['id', 'status'])
        .where('chat_id', '=', chatId)
        .where('thread_id', '=', to)
        .executeTakeFirst();
      if (rival && rival.status !== 'closed') return undefined;
      if (rival) await transaction.deleteFrom('subscription').where('id', '=', rival.id).execute();
      const row = await transaction
        .updateTable('subscription')
        .set({ thread_id: to, status: 'active', reason: null, due_at: dueAt, updated_at: now() })
        .where('chat_id', '=', chatId)
        .where('thread_id', '=', threadId)
        .where('status', '!=', 'active')
        .returningAll()
        .executeTakeFirst();
      return row && toSubscription(row);
    });
  }

  /** Every subscription, oldest first, a page at a time: in bounded memory, and without holding up writers. */
  async function* all(): AsyncGenerator<ListedSubscription, void, undefined> {
    for (let last = 0 as SubscriptionId; ; ) {
      const rows = await db
        .selectFrom('subscription')
        .innerJoin('chat', 'chat.id', 'subscription.chat_id')
        .selectAll('subscription')
        .select('chat.language')
        .where('subscription.id', '>', last)
        .orderBy('subscription.id')
        .limit(PAGE)
        .execute();
      for (const row of rows) yield { ...toSubscription(row), language: row.language };
      const end = rows.at(-1);
      if (!end) return;
      last = end.id;
    }
  }

  /** By the index of what is due. */
  async function countActive(): Promise<number> {
    const { count } = await db
      .selectFrom('subscription')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('due_at', 'is not', null)
      .executeTakeFirstOrThrow();
    return count;
  }

  return { get, ofChat, subscribe, replaceZone, pause, close, resume, relocate, all, countActive };
}
