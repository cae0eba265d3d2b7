// Rows of any table: read from SQLite, written to PostgreSQL, and summed up in the same way on both sides.

import { hash } from 'node:crypto';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { BulkColumns, BulkType } from '../dialect.ts';
import { postgresDialect } from '../postgres/postgres-dialect.ts';
import type { Tables } from '../tables.ts';

/** A row of any table, with the same columns on both sides. */
export type PlainRow = Readonly<Record<string, string | number | null>>;

/** A count of rows and a sum of their hashes, so that their order does not matter. */
export interface Sum {
  readonly rows: number;
  /** Of 64 bits, in hexadecimal digits. */
  readonly checksum: string;
}

export const emptySum: Sum = { rows: 0, checksum: '0' };

/** Read, written and checked at a time. */
const BATCH = 2_000;

export function sumOf(rows: readonly PlainRow[], before: Sum): Sum {
  let sum = BigInt(`0x${before.checksum}`);
  for (const row of rows) {
    const names = Object.keys(row).toSorted();
    const text = JSON.stringify(names.map((name) => [name, row[name]]));
    sum += hash('sha256', text, 'buffer').readBigUInt64BE();
  }
  return { rows: before.rows + rows.length, checksum: BigInt.asUintN(64, sum).toString(16) };
}

export async function countRows(db: Kysely<Tables>, table: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

/** All rows of a table of SQLite, in batches. */
export async function* sourceRows(db: Kysely<Tables>, table: string): AsyncGenerator<readonly PlainRow[]> {
  for (let last = Number.MIN_SAFE_INTEGER; ; ) {
    // `rowid` exists whatever the table's key is.
    const { rows } = await sql<PlainRow & { readonly '#': number }>`
      select rowid as "#", * from ${sql.table(table)} where rowid > ${last} order by rowid limit ${sql.lit(BATCH)}
    `.execute(db);
    const end = rows.at(-1);
    if (!end) return;
    last = end['#'];
    yield rows.map(({ '#': _, ...row }) => row);
  }
}

/** All rows of a table of PostgreSQL, in batches. */
export async function* targetRows(
  transaction: Kysely<Tables>,
  table: string,
): AsyncGenerator<readonly PlainRow[]> {
  await sql`declare moved no scroll cursor for select * from ${sql.table(table)}`.execute(transaction);
  for (;;) {
    const { rows } = await sql<PlainRow>`fetch ${sql.lit(BATCH)} from moved`.execute(transaction);
    if (rows.length === 0) break;
    yield rows;
  }
  await sql`close moved`.execute(transaction);
}

/** The highest key that a table ever had; `undefined` where the database does not count it up. */
export async function sequenceOf(db: Kysely<Tables>, table: string): Promise<number | undefined> {
  const { rows } = await sql<{ seq: number }>`select seq from sqlite_sequence where name = ${table}`.execute(
    db,
  );
  return rows[0]?.seq;
}

/** Adds rows with their keys, also where the database counts them up itself. */
export async function writeRows(
  transaction: Kysely<Tables>,
  table: string,
  rows: readonly PlainRow[],
): Promise<void> {
  const types = await columnsOf(transaction, table);
  const names = sql.join(Object.keys(types).map((name) => sql.ref(name)));
  const moved: RawBuilder<PlainRow> = postgresDialect.rows<PlainRow>(types, rows);
  await sql`
    insert into ${sql.table(table)} (${names}) overriding system value select ${names} from ${moved} as moved
  `.execute(transaction);
}

/** The database continues counting after the keys that were moved, so that no key is reused. */
export async function setSequence(
  transaction: Kysely<Tables>,
  table: string,
  last: number | undefined,
): Promise<void> {
  if (last === undefined || last < 1) return;
  const identities = await sql<{ name: string }>`
    select column_name as name from information_schema.columns
    where table_schema = current_schema() and table_name = ${table} and is_identity = 'YES'
  `.execute(transaction);
  for (const { name } of identities.rows) {
    await sql`select setval(pg_get_serial_sequence(${table}, ${name}), ${last})`.execute(transaction);
  }
}

/** Without statistics the server would plan its first queries for empty tables. */
export async function analyze(transaction: Kysely<Tables>, table: string): Promise<void> {
  await sql`analyze ${sql.table(table)}`.execute(transaction);
}

const KINDS: Readonly<Record<string, BulkType>> = { bigint: 'integer', text: 'text' };

async function columnsOf(transaction: Kysely<Tables>, table: string): Promise<BulkColumns<PlainRow>> {
  const { rows } = await sql<{ name: string; type: string }>`
    select column_name as name, data_type as type from information_schema.columns
    where table_schema = current_schema() and table_name = ${table}
    order by ordinal_position
  `.execute(transaction);
  return Object.fromEntries(
    rows.map(({ name, type }) => {
      const kind = KINDS[type];
      if (!kind) throw new Error(`${table}.${name} is of type ${type}, which rows in bulk do not have yet`);
      return [name, kind];
    }),
  );
}
