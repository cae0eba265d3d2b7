// What operators ask of deliveries: how many were finished on a day.
// Run by migrate.ts, once per database; never changed after a release.

import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema.ts';

export async function up(db: Kysely<Tables>): Promise<void> {
  const statements = [
    // With the state in it, a day is counted in the index alone.
    sql`create index delivery_finished on delivery (finished_at, state) where finished_at is not null`,
  ];
  for (const statement of statements) await statement.execute(db);
}
