// What differs between databases, in one place: column types, rows handed over in bulk, locks.

import { type Kysely, type RawBuilder, sql } from 'kysely';

/** A column of rows handed over in bulk. */
export type BulkType = 'integer' | 'text';

/** The columns of rows handed over in bulk, in their order. */
export type BulkColumns<Row extends object> = Readonly<Record<keyof Row & string, BulkType>>;

/** What only one process does at a time. */
export type Task = 'migrations' | 'ledger' | 'moves' | 'broadcasts';

export interface Dialect {
  /** The type of a 64-bit integer column. */
  readonly integer: RawBuilder<unknown>;
  /** The type of a primary key that the database counts up and never uses twice. */
  readonly identity: RawBuilder<unknown>;
  /** Ends `create table`. */
  readonly tableEnd: RawBuilder<unknown>;
  /** Several processes may work on one database. */
  readonly manyProcesses: boolean;
  /** Transactions run side by side, so that rows which are read to be changed must be locked. */
  readonly locksRows: boolean;
  /**
   * Rows as a table expression, in one parameter whatever their number.
   * Give it a name with `.as(…)`; its columns are those of `columns`.
   */
  rows<Row extends object>(columns: BulkColumns<Row>, rows: readonly Row[]): RawBuilder<Row>;
  /** Waits until no other transaction is at the task, and keeps others from it until this one ends. */
  lock<Tables>(transaction: Kysely<Tables>, task: Task): Promise<void>;
  /** Lets a column have no value, in a transaction and before any table refers to this one. */
  allowNull<Tables>(transaction: Kysely<Tables>, table: string, column: string): Promise<void>;
  /** The transaction was undone only because of another one: the same again may well succeed. */
  isConflict(error: unknown): boolean;
}

/** One process, one connection, one transaction at a time. */
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

/** SQLite changes no column, so the table is made anew (https://www.sqlite.org/lang_altertable.html, section 7). */
async function rebuildWithNull<Tables>(
  transaction: Kysely<Tables>,
  table: string,
  column: string,
): Promise<void> {
  const { rows } = await sql<{ type: string; sql: string }>`
    select type, sql from sqlite_schema where tbl_name = ${table} and sql is not null`.execute(transaction);
  const made = rows.find(({ type }) => type === 'table')?.sql;
  if (made === undefined) throw new Error(`there is no table ${table}`);
  const aside = `${table}_made_anew`;
  const definition = made
    .replace(/^create table "?\w+"?/iu, `create table ${aside}`)
    .replace(new RegExp(`(\\b${column} \\w+) not null`, 'iu'), '$1');
  const statements = [
    definition,
    `insert into ${aside} select * from ${table}`,
    // Numbers that were used once stay used.
    `delete from sqlite_sequence where name = '${aside}'`,
    `insert into sqlite_sequence (name, seq) select '${aside}', seq from sqlite_sequence where name = '${table}'`,
    `drop table ${table}`,
    `alter table ${aside} rename to ${table}`,
    ...rows.flatMap((row) => (row.type === 'index' ? [row.sql] : [])),
  ];
  for (const statement of statements) await sql.raw(statement).execute(transaction);
}

const POSTGRES_TYPES = { integer: sql`bigint`, text: sql`text` } as const;
/** Keys of the advisory locks, any numbers, the same in every version. */
const POSTGRES_LOCKS: Readonly<Record<Task, number>> = {
  migrations: 7_301_001,
  ledger: 7_301_002,
  moves: 7_301_003,
  broadcasts: 7_301_004,
};
/** `serialization_failure`, `deadlock_detected`: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const POSTGRES_CONFLICTS: ReadonlySet<unknown> = new Set(['40001', '40P01']);

export const postgresDialect: Dialect = {
  integer: sql`bigint`,
  identity: sql`bigint generated always as identity primary key`,
  tableEnd: sql``,
  manyProcesses: true,
  locksRows: true,
  rows<Row extends object>(columns: BulkColumns<Row>, rows: readonly Row[]): RawBuilder<Row> {
    const types = Object.entries<BulkType>(columns);
    const fields = types.map(([name, type]) => sql`${sql.ref(name)} ${POSTGRES_TYPES[type]}`);
    const json = JSON.stringify(rows);
    return sql<Row>`(select * from json_to_recordset(${json}::json) as bulk (${sql.join(fields)}))`;
  },
  async lock(transaction, task) {
    await sql`select pg_advisory_xact_lock(${sql.lit(POSTGRES_LOCKS[task])})`.execute(transaction);
  },
  async allowNull(transaction, table, column) {
    await sql`alter table ${sql.table(table)} alter column ${sql.ref(column)} drop not null`.execute(
      transaction,
    );
  },
  isConflict: (error) => error instanceof Error && 'code' in error && POSTGRES_CONFLICTS.has(error.code),
};
