// Which process sends a delivery, and until when a process counts as alive: for several processes on one database.

import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../dialect.ts';
import type { Tables } from '../tables.ts';

export async function up(db: Kysely<Tables>, { integer, tableEnd }: Dialect): Promise<void> {
  const statements = [
    sql`create table process (
      id text not null primary key,
      alive_until ${integer} not null
    ) ${tableEnd}`,
    sql`alter table delivery add column owner text`,
  ];
  for (const statement of statements) await statement.execute(db);
}
