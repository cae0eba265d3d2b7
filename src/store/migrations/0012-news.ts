// Up to where in the ledger a chat has looked at what is new.

import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../dialect.ts';
import type { Tables } from '../tables.ts';

export async function up(db: Kysely<Tables>, { integer }: Dialect): Promise<void> {
  await sql`alter table chat add column news_seen ${integer}`.execute(db);
}
