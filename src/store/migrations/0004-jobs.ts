// Which process sends a delivery is no longer in its table: on PostgreSQL pg-boss knows it.

import { type Kysely, sql } from 'kysely';
import type { Tables } from '../tables.ts';

export async function up(db: Kysely<Tables>): Promise<void> {
  await sql`drop table process`.execute(db);
  await sql`alter table delivery drop column owner`.execute(db);
}
