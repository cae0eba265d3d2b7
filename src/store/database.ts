// DATABASE_URL → an open store, its tables up to date. Everything that must survive a restart goes through
// it.

import { Kysely, SqliteDialect, sql } from 'kysely';
import type { Shared } from '../cluster/shared.ts';
import { UserError } from '../errors.ts';
import { type Broadcasts, createBroadcasts } from './broadcasts/broadcasts.ts';
import { type Chats, createChats } from './chats.ts';
import type { StoreContext } from './context.ts';
import { createDeliveries, type Deliveries } from './deliveries.ts';
import type { Dialect } from './dialect.ts';
import { type ImportedSubscription, importSubscriptions } from './import.ts';
import { addMissingJobs, type OpenJobs } from './jobs.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { createMeta, type Meta } from './meta.ts';
import { checkMigrated, inOrder, migrate } from './migrate.ts';
import { moveChat } from './moves.ts';
import { forgetChat, type PersonalData, personalData } from './personal.ts';
import { createPlanning, type Planning } from './planning.ts';
import { postgresDialect } from './postgres/postgres-dialect.ts';
import type { Tables } from './schema.ts';
import { sqliteDialect } from './sqlite/sqlite-dialect.ts';
import { type Access, openSqlite } from './sqlite/sqlite-file.ts';
import { type Finished, finishedOn, type StoreStats, storeStats } from './stats.ts';
import { createSubscriptions, type Subscriptions } from './subscriptions.ts';
import type { ChatId } from './types.ts';

export interface StoreOptions {
  /** The clock, epoch ms. */
  readonly now: () => number;
  /** `own` (default): writes; on SQLite the one process that does. `read`: beside it, for looking only. */
  readonly access?: Access;
  /** Where deliveries wait on PostgreSQL, of which several processes send; needed by whoever plans or sends. */
  readonly jobs?: OpenJobs;
  readonly logger?: { info(facts: object, message: string): void };
}

/** Everything that must survive a restart. Every method may reject with a UserError about the disk or the file. */
export interface Store {
  readonly chats: Chats;
  readonly subscriptions: Subscriptions;
  readonly planning: Planning;
  readonly deliveries: Deliveries;
  readonly broadcasts: Broadcasts;
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
  /** What became of the deliveries finished in each span of time; see stats.ts. */
  finishedOn(spans: Parameters<typeof finishedOn>[1]): Promise<readonly Finished[]>;
  /** Rejects when the database does not answer. */
  ping(): Promise<void>;
  /** Opens what several processes share; to be closed before the store. Absent where there is one process (SQLite). */
  readonly share?: () => Promise<Shared>;
  close(): Promise<void>;
}

/**
 * Opens the store and brings its tables up to date.
 * @param url a path, created with its folder, or `:memory:`, or an address of PostgreSQL
 * @throws UserError when it cannot be opened: folder, file, another process, address, password, a newer version
 */
export async function openStore(url: string, options: StoreOptions): Promise<Store> {
  return isPostgres(url) ? openOnPostgres(url, options) : openOnSqlite(url, options);
}

async function openOnSqlite(url: string, options: StoreOptions): Promise<Store> {
  const { now, access = 'own' } = options;
  const file = openSqlite(url, access);
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: file }) });
  // Kysely closes the file only once it has used it.
  const close = async () => {
    await db.destroy();
    file.close();
  };
  return closingOnError(close, async () => {
    await bringUpToDate(db, sqliteDialect, options);
    return createStore({ db, dialect: sqliteDialect, jobs: undefined, now }, close);
  });
}

async function openOnPostgres(url: string, options: StoreOptions): Promise<Store> {
  const { now, access = 'own', logger } = options;
  const { openPostgres } = await import('./postgres/pool.ts');
  const { postgresProblem } = await import('./postgres/postgres-problem.ts');
  const { db, execute } = await openPostgres(url, access);
  const close = () => db.destroy();
  try {
    const store = await closingOnError(close, async () => {
      await bringUpToDate(db, postgresDialect, options);
      const open = access === 'own' ? options.jobs : undefined;
      // Two processes that make its tables at the same moment would get in each other's way.
      const jobs = open && (await inOrder(db, postgresDialect, () => open({ execute })));
      const context = { db, dialect: postgresDialect, jobs, now };
      if (!jobs) return createStore(context, close);
      const closeAll = async () => {
        await jobs.stop();
        await close();
      };
      const added = await closingOnError(
        () => jobs.stop(),
        () => addMissingJobs(context, jobs),
      );
      if (added > 0) logger?.info({ deliveries: added }, 'digests that waited are in the queue now');
      return createStore(context, closeAll);
    });
    return { ...store, share: async () => (await import('../cluster/shared.ts')).openShared(url) };
  } catch (error) {
    throw postgresProblem(error);
  }
}

async function closingOnError<Result>(
  close: () => Promise<void>,
  open: () => Promise<Result>,
): Promise<Result> {
  try {
    return await open();
  } catch (error) {
    await close();
    throw error;
  }
}

async function bringUpToDate(
  db: Kysely<Tables>,
  dialect: Dialect,
  { access, now, logger }: StoreOptions,
): Promise<void> {
  if (access === 'read') return checkMigrated(db);
  const migrations = await migrate(db, dialect, now());
  if (migrations.length > 0) logger?.info({ migrations }, 'database brought up to date');
}

function isPostgres(url: string): boolean {
  return /^postgres(ql)?:/u.test(url);
}

/**
 * Copies the database as it stands at one moment into a file that must not exist yet, of whatever version it is and
 * while another process writes. The copy appears under its name only when it is whole and on the disk.
 * @throws UserError when there is no database, or the copy cannot be written
 */
export async function backupStore(url: string, target: string): Promise<void> {
  if (isPostgres(url)) {
    throw new UserError(
      `DATABASE_URL names PostgreSQL; copy it with: pg_dump --format=custom --file=${target} "$DATABASE_URL"`,
    );
  }
  const file = openSqlite(url, 'read');
  try {
    await file.backup(target);
  } finally {
    file.close();
  }
}

function createStore(context: StoreContext, close: () => Promise<void>): Store {
  const { db } = context;
  return {
    chats: createChats(context),
    subscriptions: createSubscriptions(context),
    planning: createPlanning(context),
    deliveries: createDeliveries(context),
    broadcasts: createBroadcasts(context),
    ledger: createLedger(context),
    meta: createMeta(context),
    moveChat: (from, to) => moveChat(context, from, to),
    personalData: (id) => personalData(context, id),
    forgetChat: (id) => forgetChat(context, id),
    importSubscriptions: (lines, onProgress) => importSubscriptions(context, lines, onProgress),
    stats: (since) => storeStats(context, since),
    finishedOn: (spans) => finishedOn(context, spans),
    ping: async () => {
      await sql`select 1`.execute(db);
    },
    close,
  };
}
