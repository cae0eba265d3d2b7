// DATABASE_URL → an open store, its tables up to date. Everything that must survive a restart goes through it.

import { UserError } from '../errors.ts';
import { type Broadcasts, createBroadcasts } from './broadcasts/broadcasts.ts';
import { type Chats, createChats } from './chats.ts';
import type { OpenDatabase } from './context.ts';
import { type Copies, createCopies } from './copies.ts';
import { isPostgres } from './database-url.ts';
import { createDeliveries, type Deliveries } from './deliveries.ts';
import { type ImportedSubscription, importSubscriptions } from './import.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { createMeta, type Meta } from './meta.ts';
import { moveChat } from './move-chat.ts';
import { forgetChat, type PersonalData, personalData } from './personal-data.ts';
import { createPlanning, type Planning } from './planning.ts';
import { openSqliteDatabase } from './sqlite/sqlite-database.ts';
import { openSqlite } from './sqlite/sqlite-file.ts';
import { type Finished, finishedOn, type StoreStats, storeStats } from './stats.ts';
import type { StoreOptions } from './store-options.ts';
import { createSubscriptions, type Subscriptions } from './subscriptions.ts';
import type { ChatId } from './types.ts';

/** Every method may reject with a UserError about the disk or the file. */
export interface Store {
  readonly chats: Chats;
  readonly subscriptions: Subscriptions;
  readonly planning: Planning;
  readonly deliveries: Deliveries;
  readonly copies: Copies;
  readonly broadcasts: Broadcasts;
  readonly ledger: Ledger;
  readonly meta: Meta;
  /** Moves everything that a group has to the supergroup it became; `false` when that was done before. */
  moveChat(from: ChatId, to: ChatId): Promise<boolean>;
  /** Everything that is stored about a chat. */
  personalData(id: ChatId): Promise<PersonalData | undefined>;
  /** Deletes everything that is stored about a chat; `false` when there was nothing. */
  forgetChat(id: ChatId): Promise<boolean>;
  /** Imports all lines or none; see import.ts. Gives how many. */
  importSubscriptions(
    lines: AsyncIterable<ImportedSubscription> | Iterable<ImportedSubscription>,
    onProgress?: (count: number) => void,
  ): Promise<number>;
  /** @param since epoch ms: deliveries due from then on are counted */
  stats(since: number): Promise<StoreStats>;
  /** What became of the deliveries that finished in each span of time; see stats.ts. */
  finishedOn(spans: Parameters<typeof finishedOn>[1]): Promise<readonly Finished[]>;
  /** Rejects when the database does not answer, and with a UserError while changes cannot be stored. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the store and brings its tables up to date.
 * @param url a path, created with its folder, or `:memory:`, or an address of PostgreSQL
 * @throws UserError when it cannot be opened: folder, file, another process, address, password, a newer version
 */
export async function openStore(url: string, options: StoreOptions): Promise<Store> {
  if (!isPostgres(url)) return storeOn(await openSqliteDatabase(url, options));
  const { openPostgresDatabase } = await import('./postgres/postgres-database.ts');
  return storeOn(await openPostgresDatabase(url, options));
}

/**
 * Copies the database as it stands at one moment into a file that must not exist yet, whatever its version and while
 * another process writes. The copy appears under its name only when it is complete and on the disk.
 * @throws UserError when there is no database, or the copy cannot be written
 */
export async function backupStore(url: string, target: string): Promise<void> {
  if (isPostgres(url)) {
    throw new UserError(
      `DATABASE_URL names PostgreSQL; copy it with: (umask 077; pg_dump --format=custom --file=${target} ADDRESS), with its address for ADDRESS`,
    );
  }
  const file = openSqlite(url, 'read');
  try {
    await file.backup(target);
  } finally {
    file.close();
  }
}

function storeOn({ context, ping, close }: OpenDatabase): Store {
  const copies = createCopies(context);
  return {
    chats: createChats(context),
    subscriptions: createSubscriptions(context),
    planning: createPlanning(context),
    deliveries: createDeliveries(context, copies.idsOf),
    copies,
    broadcasts: createBroadcasts(context),
    ledger: createLedger(context),
    meta: createMeta(context),
    moveChat: (from, to) => moveChat(context, from, to),
    personalData: (id) => personalData(context, id),
    forgetChat: (id) => forgetChat(context, id),
    importSubscriptions: (lines, onProgress) => importSubscriptions(context, lines, onProgress),
    stats: (since) => storeStats(context, since),
    finishedOn: (spans) => finishedOn(context, spans),
    ping,
    close,
  };
}
