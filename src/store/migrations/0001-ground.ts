// The first tables: chats, subscriptions, the ledger, deliveries. All times are epoch ms.

import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../dialect.ts';
import type { Tables } from '../tables.ts';

export async function up(db: Kysely<Tables>, { integer, identity, tableEnd }: Dialect): Promise<void> {
  const statements = [
    sql`create table meta (
      key text not null primary key,
      value text not null
    ) ${tableEnd}`,

    sql`create table chat (
      id ${integer} not null primary key,
      type text not null check (type in ('private', 'group', 'supergroup', 'channel', 'unknown')),
      language text,
      zone text,
      gone_reason text,
      created_at ${integer} not null,
      updated_at ${integer} not null
    ) ${tableEnd}`,

    sql`create table chat_move (
      old_id ${integer} not null primary key,
      new_id ${integer} not null references chat (id) on delete cascade
    ) ${tableEnd}`,
    sql`create index chat_move_new_id on chat_move (new_id)`,

    sql`create table subscription (
      id ${identity},
      chat_id ${integer} not null references chat (id) on delete cascade,
      thread_id ${integer} not null,
      time text not null,
      zone text not null,
      days text not null,
      topics text not null,
      "when" text not null check ("when" in ('new', 'always')),
      status text not null check (status in ('active', 'paused', 'closed')),
      reason text,
      due_at ${integer},
      cursor ${integer},
      rotation ${integer} not null default 0,
      created_at ${integer} not null,
      updated_at ${integer} not null,
      unique (chat_id, thread_id),
      check ((status = 'active') = (due_at is not null)),
      check ((status = 'active') = (reason is null))
    ) ${tableEnd}`,
    sql`create index subscription_due on subscription (due_at) where due_at is not null`,

    sql`create table ledger (
      sequence ${integer} not null primary key,
      talk_id text not null,
      point_id text not null,
      content_hash text not null,
      first_seen_at ${integer} not null,
      changed_at ${integer},
      removed_at ${integer},
      unique (talk_id, point_id)
    ) ${tableEnd}`,

    sql`create table delivery (
      id ${identity},
      subscription_id ${integer} not null references subscription (id) on delete cascade,
      due_at ${integer} not null,
      state text not null check (state in ('queued', 'sending', 'sent', 'retry', 'gone', 'rejected')),
      tries ${integer} not null default 0,
      not_before ${integer},
      taken_at ${integer},
      finished_at ${integer},
      to_sequence ${integer} not null,
      message_id ${integer},
      reason text,
      unique (subscription_id, due_at),
      check ((state in ('queued', 'retry')) = (not_before is not null)),
      check ((state = 'sending') = (taken_at is not null)),
      check ((state in ('sent', 'gone', 'rejected')) = (finished_at is not null))
    ) ${tableEnd}`,
    sql`create index delivery_waiting on delivery (not_before, id) where not_before is not null`,
    sql`create index delivery_taken on delivery (taken_at) where taken_at is not null`,
  ];
  for (const statement of statements) await statement.execute(db);
}
