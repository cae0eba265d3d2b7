// Copies beside the last message of a digest: its other messages, and pictures; what a crash may have left in a chat; and
// whether a digest opens with a picture.

import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../dialect.ts';
import type { Tables } from '../tables.ts';

export async function up(db: Kysely<Tables>, { integer, identity, tableEnd }: Dialect): Promise<void> {
  const statements = [
    sql`create table message_copy (
      id ${identity},
      chat_id ${integer} not null,
      message_id ${integer} not null,
      body_id ${integer} not null,
      sent_at ${integer} not null,
      corrected_to ${integer} not null default 0,
      corrected_at ${integer},
      edits ${integer} not null default 0,
      copy_reason text,
      unique (chat_id, message_id)
    ) ${tableEnd}`,
    sql`create index message_copy_body on message_copy (body_id, corrected_to)`,
    sql`create index message_copy_sent on message_copy (sent_at)`,
    // How many tries at it ended with the process: each may have left a message whose id nobody knows.
    sql`alter table delivery add column cut_off ${integer} not null default 0`,
    sql`create index delivery_cut_off on delivery (body_id) where cut_off > 0`,
    sql`alter table subscription add column card ${integer} not null default 0`,
  ];
  for (const statement of statements) await statement.execute(db);
}
