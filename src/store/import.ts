// Subscriptions in bulk: all of them in one transaction, or none.

import { type Selectable, sql } from 'kysely';
import type { StoreContext } from './context.ts';
import type { BulkColumns } from './dialect.ts';
import { type SubscriptionTable, writeTopics } from './schema.ts';
import type { StoreTransaction } from './transaction.ts';
import type { ChatId, SubscriptionSettings, SubscriptionState, ThreadId } from './types.ts';

/** One subscription to be taken over as it is. */
export interface ImportedSubscription {
  readonly chatId: ChatId;
  readonly threadId: ThreadId;
  /** The chat's; one that is there already stays when this is `null`. */
  readonly language: string | null;
  readonly settings: SubscriptionSettings;
  readonly state: SubscriptionState;
}

const BATCH = 1000;
const CHAT_COLUMNS = { chat_id: 'integer', language: 'text' } as const;
const COLUMNS: BulkColumns<Row> = {
  ...{ chat_id: 'integer', thread_id: 'integer', time: 'text', zone: 'text', days: 'text', topics: 'text' },
  ...{ when: 'text', status: 'text', reason: 'text', due_at: 'integer' },
};

type Row = Pick<
  Selectable<SubscriptionTable>,
  'chat_id' | 'thread_id' | 'time' | 'zone' | 'days' | 'topics' | 'when' | 'status' | 'reason' | 'due_at'
>;

interface Batched {
  readonly row: Row;
  readonly language: string | null;
}

/**
 * Adds subscriptions, and overwrites those of the same place. When the lines end in an error, nothing was imported.
 * A million take bounded memory.
 * @param onProgress hears how many have been taken so far
 * @returns how many lines were imported
 */
export async function importSubscriptions(
  context: StoreContext,
  lines: AsyncIterable<ImportedSubscription> | Iterable<ImportedSubscription>,
  onProgress: (count: number) => void = () => {},
): Promise<number> {
  return context.db.transaction().execute(async (transaction) => {
    let count = 0;
    let batch = new Map<string, Batched>();
    const flush = async () => {
      await writeBatch(context, transaction, [...batch.values()]);
      batch = new Map();
      onProgress(count);
    };
    for await (const line of lines) {
      count++;
      batch.set(`${line.chatId} ${line.threadId}`, { row: toRow(line), language: line.language });
      if (batch.size >= BATCH) await flush();
    }
    await flush();
    return count;
  });
}

function toRow({ chatId, threadId, settings, state }: ImportedSubscription): Row {
  const { time, zone, days, topics, when } = settings;
  const active = state.status === 'active';
  return {
    ...{ chat_id: chatId, thread_id: threadId, time, zone, days, topics: writeTopics(topics), when },
    ...{ status: state.status, reason: active ? null : state.reason, due_at: active ? state.dueAt : null },
  };
}

async function writeBatch(
  { dialect, now }: StoreContext,
  transaction: StoreTransaction,
  batch: readonly Batched[],
): Promise<void> {
  if (batch.length === 0) return;
  const at = now();
  const rows = batch.map(({ row }) => row);
  const chats = new Map(batch.map(({ row: { chat_id }, language }) => [chat_id, { chat_id, language }]));
  await transaction
    .insertInto('chat')
    .columns(['id', 'language', 'type', 'created_at', 'updated_at'])
    .expression((eb) =>
      eb
        .selectFrom(dialect.rows(CHAT_COLUMNS, [...chats.values()]).as('row'))
        .select(['row.chat_id', 'row.language', sql.lit('unknown').as('type')])
        .select([eb.lit(at).as('created_at'), eb.lit(at).as('updated_at')])
        .where(eb.lit(true)),
    )
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        language: eb.fn.coalesce('excluded.language', 'chat.language'),
        updated_at: at,
      })),
    )
    .execute();
  await transaction
    .insertInto('subscription')
    .columns([
      ...([
        'chat_id',
        'thread_id',
        'time',
        'zone',
        'days',
        'topics',
        'when',
        'status',
        'reason',
        'due_at',
      ] as const),
      ...(['created_at', 'updated_at'] as const),
    ])
    .expression((eb) =>
      eb
        .selectFrom(dialect.rows(COLUMNS, rows).as('row'))
        .select(['row.chat_id', 'row.thread_id', 'row.time', 'row.zone', 'row.days', 'row.topics'])
        .select(['row.when', 'row.status', 'row.reason', 'row.due_at'])
        .select([eb.lit(at).as('created_at'), eb.lit(at).as('updated_at')])
        .where(eb.lit(true)),
    )
    .onConflict((conflict) =>
      conflict.columns(['chat_id', 'thread_id']).doUpdateSet((eb) => ({
        time: eb.ref('excluded.time'),
        zone: eb.ref('excluded.zone'),
        days: eb.ref('excluded.days'),
        topics: eb.ref('excluded.topics'),
        when: eb.ref('excluded.when'),
        status: eb.ref('excluded.status'),
        reason: eb.ref('excluded.reason'),
        due_at: eb.ref('excluded.due_at'),
        updated_at: at,
      })),
    )
    .execute();
}
