// Counts for operators: chats, subscriptions, deliveries by what became of them.

import { type ExpressionBuilder, sql } from 'kysely';
import type { StoreContext } from './context.ts';
import { NOTHING_TO_SAY } from './delivery-outcome.ts';
import type { Tables } from './tables.ts';
import type { DeliveryState, Subscription } from './types.ts';

/** At most this many deliveries are counted, so that the cost is bounded. */
const COUNTED = 1_000_000;

export interface StoreStats {
  readonly chats: number;
  readonly subscriptions: Readonly<Record<Subscription['state']['status'], number>>;
  /** Digests due since the given time, of the newest million deliveries. */
  readonly deliveries: Readonly<Record<DeliveryState, number>>;
}

/** @param since epoch ms: deliveries due from then on are counted */
export async function storeStats({ db }: StoreContext, since: number): Promise<StoreStats> {
  const chats = await db
    .selectFrom('chat')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const subscriptions = await db
    .selectFrom('subscription')
    .select((eb) => ['status', eb.fn.countAll<number>().as('count')])
    .groupBy('status')
    .execute();
  const deliveries = await db
    .selectFrom((eb) =>
      eb
        .selectFrom('delivery')
        .select(['state', 'due_at', 'broadcast_id'])
        .where(hadToSay)
        .orderBy('id', 'desc')
        .limit(COUNTED)
        .as('newest'),
    )
    .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
    .where('due_at', '>=', since)
    .where('broadcast_id', 'is', null)
    .groupBy('state')
    .execute();
  const byStatus = { active: 0, paused: 0, closed: 0 };
  for (const { status, count } of subscriptions) byStatus[status] = count;
  const byState = { queued: 0, sending: 0, sent: 0, retry: 0, gone: 0, rejected: 0 };
  for (const { state, count } of deliveries) byState[state] = count;
  return { chats: chats.count, subscriptions: byStatus, deliveries: byState };
}

/** What had nothing to say, as its news was told by another message, is no digest that failed. */
function hadToSay(eb: ExpressionBuilder<Tables, 'delivery'>) {
  return eb.or([
    eb('reason', 'is', null),
    eb(
      'reason',
      'not in',
      [...NOTHING_TO_SAY].map((one) => sql.lit(one)),
    ),
  ]);
}

/** What became of the digests that finished in a span of time. */
export type Finished = Readonly<Record<'sent' | 'gone' | 'rejected', number>>;

/**
 * Counts the digests that finished in each span, from `from` to before `to` (epoch ms); at most a million of each, in
 * about 0.1 s.
 */
export async function finishedOn(
  { db }: StoreContext,
  spans: readonly { readonly from: number; readonly to: number }[],
): Promise<readonly Finished[]> {
  const counts: Finished[] = [];
  // One after another, so that on SQLite other queries can run in between.
  for (const { from, to } of spans) {
    const rows = await db
      .selectFrom((eb) =>
        eb
          .selectFrom('delivery')
          .select('state')
          .where('finished_at', '>=', from)
          .where('finished_at', '<', to)
          .where('broadcast_id', 'is', null)
          .where(hadToSay)
          .limit(COUNTED)
          .as('finished'),
      )
      .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
      .groupBy('state')
      .execute();
    counts.push({
      sent: 0,
      gone: 0,
      rejected: 0,
      ...Object.fromEntries(rows.map((row) => [row.state, row.count])),
    });
    await new Promise(setImmediate);
  }
  return counts;
}
