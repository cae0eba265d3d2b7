// DATABASE_URL → an open store, its tables up to date. Everything that must survive a restart goes through it.
// Called by app.ts, and by the operators' commands, which read while the bot runs.

import { Kysely, SqliteDialect, sql } from 'kysely';
import { UserError } from '../errors.ts';
import { type Chats, createChats } from './chats.ts';
import type { StoreContext } from './context.ts';
import { createDeliveries, type Deliveries } from './deliveries.ts';
import { postgresDialect, sqliteDialect } from './dialect.ts';
import { type ImportedSubscription, importSubscriptions } from './import.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { createMeta, type Meta } from './meta.ts';
import { checkMigrated, migrate } from './migrate.ts';
import { moveChat } from './moves.ts';
import { leasedOwner, soleOwner } from './owner.ts';
import { forgetChat, type PersonalData, personalData } from './personal.ts';
import { createPlanning, type Planning } from './planning.ts';
import type { Tables } from './schema.ts';
import type { Shared } from './shared.ts';
import { type Access, openSqlite } from './sqlite.ts';
import { type Finished, finishedOn, type StoreStats, storeStats } from './stats.ts';
import { createSubscriptions, type Subscriptions } from './subscriptions.ts';
import type { ChatId } from './types.ts';

export interface StoreOptions {
  /** The clock, epoch ms. */
  readonly now: () => number;
  /** `own` (default): writes; on SQLite the one process that does. `read`: beside it, for looking only. */
  readonly access?: Access;
  /** PostgreSQL: a process that is silent for so long counts as dead, and others send what it had taken, ms. */
  readonly lease?: number;
  readonly logger?: { info(facts: object, message: string): void };
}

/** With a quarter of it for a beat and a moment for the queue to be asked, others take over within a minute, ms. */
const LEASE = 40_000;

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
  const context = { db, dialect: sqliteDialect, owner: soleOwner({ db, now }), now };
  // Kysely closes the file only once it has used it.
  const close = async () => {
    await db.destroy();
    file.close();
  };
  return openOn(context, options, close);
}

async function openOnPostgres(url: string, options: StoreOptions): Promise<Store> {
  const { now, access = 'own', lease = LEASE, logger } = options;
  const { openPostgres } = await import('./postgres.ts');
  const { postgresProblem } = await import('./postgres-problem.ts');
  const db = await openPostgres(url, access);
  const owner = leasedOwner({
    ...{ db, now, lease },
    onTakenOver: (deliveries) =>
      logger?.info({ deliveries }, 'digests of a process that is gone are taken over'),
  });
  try {
    const store = await openOn({ db, dialect: postgresDialect, owner, now }, options, () => db.destroy());
    return { ...store, share: async () => (await import('./shared.ts')).openShared(url) };
  } catch (error) {
    throw postgresProblem(error);
  }
}

async function openOn(
  context: StoreContext,
  { access, logger }: StoreOptions,
  close: () => Promise<void>,
): Promise<Store> {
  const { db, dialect, now } = context;
  try {
    if (access === 'read') await checkMigrated(db);
    else {
      const migrations = await migrate(db, dialect, now());
      if (migrations.length > 0) logger?.info({ migrations }, 'database brought up to date');
    }
  } catch (error) {
    await close();
    throw error;
  }
  return createStore(context, close);
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
  const { db, owner } = context;
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
    finishedOn: (spans) => finishedOn(context, spans),
    ping: async () => {
      await sql`select 1`.execute(db);
    },
    close: async () => {
      await owner.release();
      await close();
    },
  };
}
