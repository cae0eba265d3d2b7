// What a chat follows besides its topics, and what it is told as soon as it is agreed.

import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../dialect.ts';
import type { Tables } from '../tables.ts';

export async function up(db: Kysely<Tables>, { integer }: Dialect): Promise<void> {
  // Keys between commas, as `person:lavrov`, those that are paused with a minus before them; null for none.
  await sql`alter table subscription add column follows text`.execute(db);
  await sql`alter table subscription add column agreed_at_once ${integer} not null default 0`.execute(db);
  // `strand:sequence` between commas: single points that were told ahead of the place.
  await sql`alter table subscription add column apart text`.execute(db);
  await sql`create index subscription_agreed on subscription (id) where agreed_at_once = 1`.execute(db);
  // Not null for what tells at once of points that were agreed: those after this number.
  await sql`alter table delivery add column agreed_after ${integer}`.execute(db);
}
