// Moves a SQLite store into an empty PostgreSQL database: every table, in one transaction, checked row by row.

import fs from 'node:fs';
import { Kysely, type Transaction } from 'kysely';
import { systemClock } from '../../clock.ts';
import { UserError } from '../../errors.ts';
import { isPostgres } from '../database-url.ts';
import { migrate, migrateWithin } from '../migrate.ts';
import { postgresDialect } from '../postgres/postgres-dialect.ts';
import { patientDialect } from '../sqlite/patient-dialect.ts';
import { sqliteDialect } from '../sqlite/sqlite-dialect.ts';
import { openSqlite } from '../sqlite/sqlite-file.ts';
import type { Tables } from '../tables.ts';
import {
  analyze,
  countRows,
  emptySum,
  type Sum,
  sequenceOf,
  setSequence,
  sourceRows,
  sumOf,
  targetRows,
  writeRows,
} from './transfer-rows.ts';

/** What a cluster shares (cluster/): always empty on SQLite, as there is one process. */
type SharedTable = `shared_${'arrival' | 'hold' | 'lease' | 'pace' | 'turn'}`;

/**
 * What happens to each table, in the order that foreign keys require. A table that is missing here does not compile;
 * one that only the database knows fails the tests.
 */
export const TRANSFERRED: Readonly<Record<keyof Tables | SharedTable, 'moved' | 'left out'>> = {
  meta: 'moved',
  ledger: 'moved',
  ledger_change: 'moved',
  chat: 'moved',
  chat_move: 'moved',
  subscription: 'moved',
  broadcast: 'moved',
  sent_body: 'moved',
  delivery: 'moved',
  inline_copy: 'moved',
  message_copy: 'moved',
  shared_arrival: 'left out',
  shared_hold: 'left out',
  shared_lease: 'left out',
  shared_pace: 'left out',
  shared_turn: 'left out',
};

const MOVED = Object.entries(TRANSFERRED).flatMap(([table, what]) => (what === 'moved' ? [table] : []));

export interface TransferOptions {
  /** Epoch ms. */
  readonly now: () => number;
  /** Each row counts twice: once written, once read back. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Rows of each table that were moved. */
export type Transferred = readonly { readonly table: string; readonly rows: number }[];

/**
 * Moves a whole SQLite file into an empty database; when anything fails, the target is left as it was. The file stays,
 * and is brought up to date first.
 * @param file of a bot that is stopped
 * @param url of the target, `postgres://…`
 * @throws UserError when one of the two cannot be used: in use, not there, not empty, of another kind
 */
export async function transferStore(
  file: string,
  url: string,
  { now, onProgress = () => {} }: TransferOptions,
): Promise<Transferred> {
  refuseKinds(file, url);
  const { openPostgres } = await import('../postgres/pool.ts');
  const { postgresProblem } = await import('../postgres/postgres-problem.ts');
  const locked = openSqlite(file, 'own');
  const source = new Kysely<Tables>({
    dialect: patientDialect(locked, { access: 'own', after: systemClock.after }),
  });
  try {
    await migrate(source, sqliteDialect, now());
    const { db: target } = await openPostgres(url, { access: 'own' });
    try {
      return await target.transaction().execute(async (transaction) => {
        await migrateWithin(transaction, postgresDialect, now());
        await refuseData(transaction);
        return move(source, transaction, onProgress);
      });
    } catch (error) {
      throw postgresProblem(error);
    } finally {
      await target.destroy();
    }
  } finally {
    await source.destroy();
    locked.close();
  }
}

function refuseKinds(file: string, url: string): void {
  if (isPostgres(file)) {
    throw new UserError(
      'DATABASE_URL names PostgreSQL already; set it to the SQLite file that is to be moved',
    );
  }
  if (!isPostgres(url)) {
    throw new UserError('the target is not PostgreSQL; write migrate-to postgres://user:password@host/name');
  }
  if (!fs.existsSync(file)) throw new UserError(`there is no database at ${file}; check DATABASE_URL`);
}

async function refuseData(target: Transaction<Tables>): Promise<void> {
  for (const table of MOVED) {
    const rows = await countRows(target, table);
    if (rows === 0) continue;
    throw new UserError(
      `the target has data already: ${rows} rows in ${table}; name an empty database, as what is there would be mixed with what comes`,
    );
  }
}

async function move(
  source: Kysely<Tables>,
  target: Transaction<Tables>,
  onProgress: (done: number, total: number) => void,
): Promise<Transferred> {
  const counts = await Promise.all(MOVED.map((table) => countRows(source, table)));
  const total = 2 * counts.reduce((sum, count) => sum + count, 0);
  let done = 0;
  const count = (rows: number) => {
    done += rows;
    onProgress(done, total);
  };
  const sums = new Map<string, Sum>();
  for (const table of MOVED) sums.set(table, await copy(table, source, target, count));
  for (const [table, sum] of sums) await check(table, sum, target, count);
  for (const table of MOVED) await analyze(target, table);
  return [...sums].map(([table, { rows }]) => ({ table, rows }));
}

/** Gives what was read, to be compared with what arrived. */
async function copy(
  table: string,
  source: Kysely<Tables>,
  target: Transaction<Tables>,
  count: (rows: number) => void,
): Promise<Sum> {
  let sum = emptySum;
  for await (const rows of sourceRows(source, table)) {
    await writeRows(target, table, rows);
    sum = sumOf(rows, sum);
    count(rows.length);
  }
  await setSequence(target, table, await sequenceOf(source, table));
  return sum;
}

async function check(
  table: string,
  expected: Sum,
  target: Transaction<Tables>,
  count: (rows: number) => void,
): Promise<void> {
  let sum = emptySum;
  for await (const rows of targetRows(target, table)) {
    sum = sumOf(rows, sum);
    count(rows.length);
  }
  if (sum.rows === expected.rows && sum.checksum === expected.checksum) return;
  throw new UserError(
    `${table} did not arrive as it was: ${expected.rows} rows with checksum ${expected.checksum} left, ` +
      `${sum.rows} with ${sum.checksum} came; nothing was moved`,
  );
}
