// Brings a database's tables up to date, forwards only. Refuses a database of a newer version.

import { type Kysely, sql } from 'kysely';
import { UserError } from '../errors.ts';
import type { Dialect } from './dialect.ts';
import { MIGRATIONS, type Migration } from './migrations/list.ts';
import type { StoreOptions } from './store-options.ts';
import type { Tables } from './tables.ts';

/** The names of the migrations that a database has had, oldest first. */
async function applied(db: Kysely<Tables>): Promise<readonly string[]> {
  const names = await sql<{ name: string }>`select name from schema_migration order by name`.execute(db);
  return names.rows.map(({ name }) => name);
}

/**
 * Before anything else is done with a database. One that is opened for reading is only checked.
 * @throws UserError for a database of a newer version, or, when reading, of an older one
 */
export async function bringUpToDate(
  db: Kysely<Tables>,
  dialect: Dialect,
  { access, now, log }: StoreOptions,
): Promise<void> {
  if (access === 'read') return checkMigrated(db);
  const migrations = await migrate(db, dialect, now());
  if (migrations.length > 0) log?.info({ migrations }, 'database brought up to date');
}

/**
 * Applies what is missing, each migration in a transaction of its own.
 * @param now epoch ms, stored with each
 * @returns the names of those applied now
 * @throws UserError for a database of a newer version, which is left untouched
 */
export async function migrate(
  db: Kysely<Tables>,
  dialect: Dialect,
  now: number,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<readonly string[]> {
  const had = await oneAfterAnother(db, dialect, (transaction) => prepareList(transaction, dialect));
  refuseNewer(had, migrations);
  const missing = migrations.filter(({ name }) => !had.includes(name));
  const done: string[] = [];
  for (const migration of missing) {
    await oneAfterAnother(db, dialect, async (transaction) => {
      // Another process that starts at the same time may have been first.
      if ((await applied(transaction)).includes(migration.name)) return;
      await apply(transaction, dialect, migration, now);
      done.push(migration.name);
    });
  }
  return done;
}

/**
 * The same within a transaction: when it fails later, the tables are gone again.
 * @throws UserError for a database of a newer version
 */
export async function migrateWithin(
  transaction: Kysely<Tables>,
  dialect: Dialect,
  now: number,
): Promise<void> {
  await dialect.lock(transaction, 'migrations');
  const had = await prepareList(transaction, dialect);
  refuseNewer(had, MIGRATIONS);
  for (const migration of MIGRATIONS) {
    if (!had.includes(migration.name)) await apply(transaction, dialect, migration, now);
  }
}

/** Creates the list of migrations where there is none; gives those that the database has had. */
async function prepareList(transaction: Kysely<Tables>, dialect: Dialect): Promise<readonly string[]> {
  await sql`create table if not exists schema_migration (
    name text not null primary key,
    applied_at ${dialect.integer} not null
  ) ${dialect.tableEnd}`.execute(transaction);
  return applied(transaction);
}

async function apply(
  transaction: Kysely<Tables>,
  dialect: Dialect,
  { name, up }: Migration,
  now: number,
): Promise<void> {
  await up(transaction, dialect);
  await sql`insert into schema_migration (name, applied_at) values (${name}, ${now})`.execute(transaction);
}

/** Runs `work` in a transaction, in one process after another. */
export function oneAfterAnother<Result>(
  db: Kysely<Tables>,
  dialect: Dialect,
  work: (transaction: Kysely<Tables>) => Promise<Result>,
): Promise<Result> {
  return db.transaction().execute(async (transaction) => {
    await dialect.lock(transaction, 'migrations');
    return work(transaction);
  });
}

/**
 * Checks that the tables are those this version knows, without changing anything.
 * @throws UserError for any other database
 */
async function checkMigrated(db: Kysely<Tables>): Promise<void> {
  const tables = await db.introspection.getTables();
  const known = tables.some(({ name }) => name === 'schema_migration');
  const had = known ? await applied(db) : [];
  refuseNewer(had, MIGRATIONS);
  if (had.length < MIGRATIONS.length) {
    throw new UserError(
      'the database is of an older version; start the bot once, which brings it up to date',
    );
  }
}

function refuseNewer(had: readonly string[], migrations: readonly Migration[]): void {
  const unknown = had.filter((name) => !migrations.some((migration) => migration.name === name));
  if (unknown.length === 0) return;
  throw new UserError(
    `the database was made by a newer version (it has ${unknown.join(', ')}); run that version, or restore a backup`,
  );
}
