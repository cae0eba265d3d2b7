// How far a chat has been told on each topic; and the changes of published points, with numbers of their own.

import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../dialect.ts';
import type { Tables } from '../tables.ts';

export async function up(db: Kysely<Tables>, { integer, tableEnd }: Dialect): Promise<void> {
  // `topic:sequence` between commas; null where the cursor holds for all topics.
  await sql`alter table subscription add column places text`.execute(db);
  // Numbered together with the points: those that had the point are told of its change.
  await sql`create table ledger_change (
    sequence ${integer} not null primary key,
    talk_id text not null,
    point_id text not null,
    number ${integer} not null,
    published_at ${integer} not null
  ) ${tableEnd}`.execute(db);
}
