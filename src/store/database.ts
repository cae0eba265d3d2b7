// DATABASE_URL → an open store, its tables up to date. Everything that must survive a restart goes through it.
// Called by app.ts, and by the operators' commands, which read while the bot runs.

import { Kysely, SqliteDialect, sql } from 'kysely';
import { UserError } from '../errors.ts';
import { type Chats, createChats } from './chats.ts';
import type { StoreContext } from './context.ts';
import { createDeliveries, type Deliveries } from './deliveries.ts';
import { sqliteDialect } from './dialect.ts';
import { type ImportedSubscription, importSubscriptions } from './import.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { createMeta, type Meta } from './meta.ts';
import { checkMigrated, migrate } from './migrate.ts';
import { moveChat } from './moves.ts';
import { forgetChat, type PersonalData, personalData } from './personal.ts';
import { createPlanning, type Planning } from './planning.ts';
import type { Tables } from './schema.ts';
import { type Access, openSqlite, type SqliteFile } from './sqlite.ts';
import { type StoreStats, storeStats } from './stats.ts';
import { createSubscriptions, type Subscriptions } from './subscriptions.ts';
import type { ChatId } from './types.ts';

export interface StoreOptions {
  /** The clock, epoch ms. */
  readonly now: () => number;
  /** `own` (default): the one process that writes. `read`: beside it, for looking and copying only. */
  readonly access?: Access;
  readonly logger?: { info(facts: object, message: string): void };
}

/** Everything that must survive a restart. Every method may reject with a UserError about the disk or the file. */
export interface Store {
  readonly chats: Chats;
  readonly subscriptions: Subscriptions;
  readonly planning: Planning;
  readonly deliveries: Deliveries;
  readonly ledger: Ledger;
  readonly meta: Meta;
  /** Moves all that a group has to the supergroup it became; `false` when that has been done before. */
  moveChat(from: ChatId, to: ChatId): Promise<boolean>;
  /** All that is stored about a chat. */
  personalData(id: ChatId): Promise<PersonalData | undefined>;
  /** Deletes all that is stored about a chat; `false` when there was nothing. */
  forgetChat(id: ChatId): Promise<boolean>;
  /** All lines or none; see import.ts. Gives how many. */
  importSubscriptions(
    lines: AsyncIterable<ImportedSubscription> | Iterable<ImportedSubscription>,
    onProgress?: (count: number) => void,
  ): Promise<number>;
  /** @param since epoch ms: deliveries due from then on are counted */
  stats(since: number): Promise<StoreStats>;
  /** Rejects when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the store and brings its tables up to date.
 * @param url a path, created with its folder, or `:memory:`
 * @throws UserError when it cannot be opened: folder, file, another process, a newer version
 */
export async function openStore(url: string, options: StoreOptions): Promise<Store> {
  if (/^postgres(ql)?:/u.test(url)) {
    throw new UserError(
      'DATABASE_URL names PostgreSQL, which this version cannot use; write the path of a file',
    );
  }
  const { now, access = 'own', logger } = options;
  const file = openSqlite(url, access);
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: file }) });
  const context: StoreContext = { db, dialect: sqliteDialect, now };
  try {
    if (access === 'read') await checkMigrated(db);
    else {
      const migrations = await migrate(db, sqliteDialect, now());
      if (migrations.length > 0) logger?.info({ migrations }, 'database brought up to date');
    }
  } catch (error) {
    await closeAll(db, file);
    throw error;
  }
  return createStore(context, file);
}

/**
 * Copies the database as it stands at one moment into a file that must not exist yet, of whatever version it is and
 * while another process writes. The copy appears under its name only when it is whole and on the disk.
 * @throws UserError when there is no database, or the copy cannot be written
 */
export async function backupStore(url: string, target: string): Promise<void> {
  const file = openSqlite(url, 'read');
  try {
    await file.backup(target);
  } finally {
    file.close();
  }
}

function createStore(context: StoreContext, file: SqliteFile): Store {
  const { db } = context;
  return {
    chats: createChats(context),
    subscriptions: createSubscriptions(context),
    planning: createPlanning(context),
    deliveries: createDeliveries(context),
    ledger: createLedger(context),
    meta: createMeta(context),
    moveChat: (from, to) => moveChat(context, from, to),
    personalData: (id) => personalData(context, id),
    forgetChat: (id) => forgetChat(context, id),
    importSubscriptions: (lines, onProgress) => importSubscriptions(context, lines, onProgress),
    stats: (since) => storeStats(context, since),
    ping: async () => {
      await sql`select 1`.execute(db);
    },
    close: () => closeAll(db, file),
  };
}

/** Kysely closes the file only once it has used it. */
async function closeAll(db: Kysely<Tables>, file: SqliteFile): Promise<void> {
  await db.destroy();
  file.close();
}
