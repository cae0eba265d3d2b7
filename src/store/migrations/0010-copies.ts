// Which text each digest in a chat has, and messages shared inline: what is corrected in place when a point in them is.

import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../dialect.ts';
import type { Tables } from '../tables.ts';

export async function up(db: Kysely<Tables>, { integer, identity, tableEnd }: Dialect): Promise<void> {
  const statements = [
    // A text is shared by all chats that got it: a million digests have few.
    sql`create table sent_body (
      id ${identity},
      hash text not null unique,
      html text not null,
      keyboard text not null,
      place text not null check (place in ('chat', 'channel', 'inline')),
      language text,
      lines text not null,
      target ${integer} not null default 0,
      used_at ${integer} not null
    ) ${tableEnd}`,
    sql`create index sent_body_used on sent_body (used_at)`,
    sql`create index sent_body_target on sent_body (target) where target > 0`,
    sql`create table inline_copy (
      id ${identity},
      inline_message_id text not null unique,
      shared_by ${integer} not null,
      body_id ${integer} not null,
      sent_at ${integer} not null,
      corrected_to ${integer} not null default 0,
      corrected_at ${integer},
      edits ${integer} not null default 0,
      copy_reason text
    ) ${tableEnd}`,
    sql`create index inline_copy_body on inline_copy (body_id, corrected_to)`,
    sql`create index inline_copy_person on inline_copy (shared_by)`,
    sql`create index inline_copy_sent on inline_copy (sent_at)`,
    sql`alter table delivery add column body_id ${integer}`,
    sql`alter table delivery add column corrected_to ${integer} not null default 0`,
    sql`alter table delivery add column corrected_at ${integer}`,
    sql`alter table delivery add column edits ${integer} not null default 0`,
    sql`alter table delivery add column copy_reason text`,
    // What is left to be corrected of a text is a range of it.
    sql`create index delivery_copy on delivery (body_id, corrected_to) where body_id is not null`,
    sql`create index delivery_corrected on delivery (corrected_at) where corrected_at is not null`,
  ];
  for (const statement of statements) await statement.execute(db);
}
