// How many changes of a point the ledger knows of: what has changed since must say so.

import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../dialect.ts';
import type { Tables } from '../tables.ts';

/** Rows from before have none: their points are taken over as they are, and only what was corrected is news. */
export async function up(db: Kysely<Tables>, { integer }: Dialect): Promise<void> {
  await sql`alter table ledger add column changes ${integer}`.execute(db);
}
