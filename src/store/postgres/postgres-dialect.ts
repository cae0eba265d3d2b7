// PostgreSQL, which many processes and connections share.

import { type RawBuilder, sql } from 'kysely';
import type { BulkColumns, BulkType, Dialect, Task } from '../dialect.ts';

const COLUMN_TYPES = { integer: sql`bigint`, text: sql`text` } as const;
/** Keys of the advisory locks: the same numbers in every version. */
const LOCK_KEYS: Readonly<Record<Task, number>> = {
  migrations: 7_301_001,
  ledger: 7_301_002,
  moves: 7_301_003,
  broadcasts: 7_301_004,
};
/** `serialization_failure`, `deadlock_detected`: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const CONFLICTS: ReadonlySet<unknown> = new Set(['40001', '40P01']);

export const postgresDialect: Dialect = {
  integer: sql`bigint`,
  identity: sql`bigint generated always as identity primary key`,
  tableEnd: sql``,
  manyProcesses: true,
  locksRows: true,
  rows<Row extends object>(columns: BulkColumns<Row>, rows: readonly Row[]): RawBuilder<Row> {
    const types = Object.entries<BulkType>(columns);
    const fields = types.map(([name, type]) => sql`${sql.ref(name)} ${COLUMN_TYPES[type]}`);
    const json = JSON.stringify(rows);
    return sql<Row>`(select * from json_to_recordset(${json}::json) as bulk (${sql.join(fields)}))`;
  },
  async lock(transaction, task) {
    await sql`select pg_advisory_xact_lock(${sql.lit(LOCK_KEYS[task])})`.execute(transaction);
  },
  async allowNull(transaction, table, column) {
    await sql`alter table ${sql.table(table)} alter column ${sql.ref(column)} drop not null`.execute(
      transaction,
    );
  },
  isConflict: (error) => error instanceof Error && 'code' in error && CONFLICTS.has(error.code),
};
