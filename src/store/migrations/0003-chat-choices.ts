// What a group chooses apart from its digests, and whether its administrators have yet to be told that one is
// paused.

import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../dialect.ts';
import type { Tables } from '../tables.ts';

export async function up(db: Kysely<Tables>, { integer }: Dialect): Promise<void> {
  const columns = [
    sql`who_may_ask text check (who_may_ask in ('everyone', 'administrators'))`,
    sql`deletes_questions ${integer} check (deletes_questions in (0, 1))`,
    sql`quiet_hours text`,
    sql`pause_untold ${integer} not null default 0 check (pause_untold in (0, 1))`,
  ];
  for (const column of columns) await sql`alter table chat add column ${column}`.execute(db);
}
