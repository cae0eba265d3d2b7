// Imports subscriptions in bulk: all of them in one transaction, or none.

import { type Selectable, sql } from 'kysely';
import type { StoreContext } from './context.ts';
import type { BulkColumns } from './dialect.ts';
import { type Place, writePlaces } from './place.ts';
import { SETTINGS_COLUMNS, type SettingsRow, type SubscriptionTable, writeSettings } from './tables.ts';
import type { StoreTransaction } from './transaction.ts';
import type { ChatId, Sequence, SubscriptionSettings, SubscriptionState, ThreadId } from './types.ts';

/** A subscription to be added as it is. */
export interface ImportedSubscription {
  readonly chatId: ChatId;
  readonly threadId: ThreadId;
  /** The chat's language; when this is `null`, one that is stored already stays. */
  readonly language: string | null;
  readonly settings: SubscriptionSettings;
  readonly state: SubscriptionState;
  /** How far the chat has been told (place.ts); when both are absent, what is stored already stays. */
  readonly cursor?: Sequence | null;
  readonly places?: Place['places'];
}

const BATCH = 1000;
const CHAT_COLUMNS = { chat_id: 'integer', language: 'text' } as const;
/** What identifies a subscription, and what an import overwrites in it. */
const KEY_COLUMNS = { chat_id: 'integer', thread_id: 'integer' } as const;
const OVERWRITTEN_COLUMNS: BulkColumns<OverwrittenRow> = {
  ...SETTINGS_COLUMNS,
  status: 'text',
  reason: 'text',
  due_at: 'integer',
};
const COLUMNS: BulkColumns<ImportedRow> = {
  ...KEY_COLUMNS,
  ...OVERWRITTEN_COLUMNS,
  cursor: 'integer',
  places: 'text',
};
const NAMES = Object.keys(COLUMNS) as readonly (keyof ImportedRow)[];
const OVERWRITTEN = Object.keys(OVERWRITTEN_COLUMNS) as readonly (keyof OverwrittenRow)[];

type OverwrittenRow = SettingsRow & Pick<Selectable<SubscriptionTable>, 'status' | 'reason' | 'due_at'>;
type ImportedRow = OverwrittenRow &
  Pick<Selectable<SubscriptionTable>, 'chat_id' | 'thread_id' | 'cursor' | 'places'>;

interface Batched {
  readonly row: ImportedRow;
  readonly language: string | null;
}

/**
 * Adds subscriptions, and overwrites those with the same chat and topic. When the lines end in an error, nothing is
 * imported. Uses bounded memory, also for a million.
 * @param onProgress is called with how many have been written so far
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

function toRow({ chatId, threadId, settings, state, cursor, places }: ImportedSubscription): ImportedRow {
  const active = state.status === 'active';
  return {
    chat_id: chatId,
    thread_id: threadId,
    ...writeSettings(settings),
    status: state.status,
    reason: active ? null : state.reason,
    due_at: active ? state.dueAt : null,
    cursor: cursor ?? null,
    places: writePlaces(places ?? {}),
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
    .columns([...NAMES, 'created_at', 'updated_at'])
    .expression((eb) =>
      eb
        .selectFrom(dialect.rows(COLUMNS, rows).as('row'))
        .select(NAMES.map((name) => `row.${name}` as const))
        .select([eb.lit(at).as('created_at'), eb.lit(at).as('updated_at')])
        .where(eb.lit(true)),
    )
    .onConflict((conflict) =>
      conflict.columns(['chat_id', 'thread_id']).doUpdateSet((eb) => ({
        ...Object.fromEntries(OVERWRITTEN.map((name) => [name, eb.ref(`excluded.${name}`)])),
        ...Object.fromEntries(
          (['cursor', 'places'] as const).map((name) => [
            name,
            eb
              .case()
              .when(eb.and([eb('excluded.cursor', 'is', null), eb('excluded.places', 'is', null)]))
              .then(eb.ref(`subscription.${name}`))
              .else(eb.ref(`excluded.${name}`))
              .end(),
          ]),
        ),
        updated_at: at,
      })),
    )
    .execute();
}
