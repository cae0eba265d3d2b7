// Which messages of a digest were sent, so that it goes on at the one that is missing.

import { type Kysely, sql } from 'kysely';
import type { Tables } from '../tables.ts';

export async function up(db: Kysely<Tables>): Promise<void> {
  // Hashes of the messages' texts between commas; null where none is recorded.
  await sql`alter table delivery add column sent_parts text`.execute(db);
}
