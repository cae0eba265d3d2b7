// What differs between databases, in one place: column types, rows handed over in bulk.
// Used by migrations/ and by the queries of store/; every other query is the same everywhere.

import { type RawBuilder, sql } from 'kysely';

/** A column of rows handed over in bulk. */
export type BulkType = 'integer' | 'text';

/** The columns of rows handed over in bulk, in their order. */
export type BulkColumns<Row extends object> = Readonly<Record<keyof Row & string, BulkType>>;

export interface Dialect {
  readonly name: 'sqlite';
  /** The type of a 64-bit integer column. */
  readonly integer: RawBuilder<unknown>;
  /** The type of a primary key that the database counts up and never uses twice. */
  readonly identity: RawBuilder<unknown>;
  /** Ends `create table`. */
  readonly tableEnd: RawBuilder<unknown>;
  /**
   * Rows as a table expression, in one parameter whatever their number.
   * Give it a name with `.as(…)`; its columns are those of `columns`.
   */
  rows<Row extends object>(columns: BulkColumns<Row>, rows: readonly Row[]): RawBuilder<Row>;
}

export const sqliteDialect: Dialect = {
  name: 'sqlite',
  integer: sql`integer`,
  identity: sql`integer primary key autoincrement`,
  tableEnd: sql`strict`,
  rows<Row extends object>(columns: BulkColumns<Row>, rows: readonly Row[]): RawBuilder<Row> {
    const names = Object.keys(columns) as (keyof Row & string)[];
    const tuples = rows.map((row) => names.map((name) => row[name]));
    const fields = names.map((name, place) => sql`value ->> ${sql.lit(place)} as ${sql.ref(name)}`);
    return sql<Row>`(select ${sql.join(fields)} from json_each(${JSON.stringify(tuples)}))`;
  },
};
