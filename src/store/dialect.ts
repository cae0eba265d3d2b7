// What differs between the databases inside a statement: column types, rows handed over in bulk, locks.

import type { Kysely, RawBuilder } from 'kysely';

/** The type of a column of rows handed over in bulk. */
export type BulkType = 'integer' | 'text';

/** The columns of rows handed over in bulk, in their order. */
export type BulkColumns<Row extends object> = Readonly<Record<keyof Row & string, BulkType>>;

/** What only one process does at a time. */
export type Task = 'migrations' | 'ledger' | 'moves' | 'broadcasts';

export interface Dialect {
  /** The type of a 64-bit integer column. */
  readonly integer: RawBuilder<unknown>;
  /** The type of a primary key that the database counts up and never reuses. */
  readonly identity: RawBuilder<unknown>;
  /** Ends `create table`. */
  readonly tableEnd: RawBuilder<unknown>;
  /** Several processes may work on one database. */
  readonly manyProcesses: boolean;
  /** Transactions run concurrently, so rows that are read to be changed must be locked. */
  readonly locksRows: boolean;
  /**
   * Rows as a table expression, in one parameter whatever their number.
   * Name it with `.as(…)`; its columns are those of `columns`.
   */
  rows<Row extends object>(columns: BulkColumns<Row>, rows: readonly Row[]): RawBuilder<Row>;
  /** Waits until no other transaction is at the task, and keeps others out until this one ends. */
  lock<Tables>(transaction: Kysely<Tables>, task: Task): Promise<void>;
  /** Makes a column nullable; in a transaction, and before any other table refers to this one. */
  allowNull<Tables>(transaction: Kysely<Tables>, table: string, column: string): Promise<void>;
  /** The transaction was rolled back only because of another one, so a retry may well succeed. */
  isConflict(error: unknown): boolean;
}
