// SQLite: one process, one connection, one transaction at a time.

import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { BulkColumns, Dialect } from '../dialect.ts';

export const sqliteDialect: Dialect = {
  integer: sql`integer`,
  identity: sql`integer primary key autoincrement`,
  tableEnd: sql`strict`,
  manyProcesses: false,
  locksRows: false,
  rows<Row extends object>(columns: BulkColumns<Row>, rows: readonly Row[]): RawBuilder<Row> {
    const names = Object.keys(columns) as (keyof Row & string)[];
    const tuples = rows.map((row) => names.map((name) => row[name]));
    const fields = names.map((name, place) => sql`value ->> ${sql.lit(place)} as ${sql.ref(name)}`);
    return sql<Row>`(select ${sql.join(fields)} from json_each(${JSON.stringify(tuples)}))`;
  },
  lock: async () => {},
  allowNull: rebuildWithNull,
  isConflict: () => false,
};

/** SQLite cannot alter a column, so the table is rebuilt (https://www.sqlite.org/lang_altertable.html, section 7). */
async function rebuildWithNull<Tables>(
  transaction: Kysely<Tables>,
  table: string,
  column: string,
): Promise<void> {
  const { rows } = await sql<{ type: string; sql: string }>`
    select type, sql from sqlite_schema where tbl_name = ${table} and sql is not null`.execute(transaction);
  const created = rows.find(({ type }) => type === 'table')?.sql;
  if (created === undefined) throw new Error(`there is no table ${table}`);
  const rebuilt = `${table}_rebuilt`;
  const definition = created
    .replace(/^create table "?\w+"?/iu, `create table ${rebuilt}`)
    .replace(new RegExp(`(\\b${column} \\w+) not null`, 'iu'), '$1');
  const statements = [
    definition,
    `insert into ${rebuilt} select * from ${table}`,
    // Keys that were used once are not reused.
    `delete from sqlite_sequence where name = '${rebuilt}'`,
    `insert into sqlite_sequence (name, seq) select '${rebuilt}', seq from sqlite_sequence where name = '${table}'`,
    `drop table ${table}`,
    `alter table ${rebuilt} rename to ${table}`,
    ...rows.flatMap((row) => (row.type === 'index' ? [row.sql] : [])),
  ];
  for (const statement of statements) await sql.raw(statement).execute(transaction);
}
