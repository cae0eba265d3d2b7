// Messages of operators to many chats; a delivery belongs to a subscription, or to a broadcast and a chat.

import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../dialect.ts';
import type { Tables } from '../tables.ts';

export async function up(db: Kysely<Tables>, dialect: Dialect): Promise<void> {
  const { integer, identity, tableEnd } = dialect;
  await sql`create table broadcast (
    id ${identity},
    created_by ${integer},
    html text not null,
    audience text not null check (audience in ('all', 'subscribers')),
    language text,
    state text not null check (state in ('draft', 'sending', 'stopped', 'done')),
    running ${integer} unique check (running = 1),
    created_at ${integer} not null,
    started_at ${integer},
    finished_at ${integer},
    panel_chat ${integer},
    panel_message ${integer},
    shown_at ${integer},
    planned_to ${integer},
    all_planned ${integer} not null default 0,
    total ${integer} not null default 0,
    sent ${integer} not null default 0,
    gone ${integer} not null default 0,
    rejected ${integer} not null default 0,
    unsent ${integer} not null default 0
  ) ${tableEnd}`.execute(db);
  await dialect.allowNull(db, 'delivery', 'subscription_id');
  const statements = [
    sql`alter table delivery add column chat_id ${integer} references chat (id) on delete cascade`,
    sql`alter table delivery add column broadcast_id ${integer} references broadcast (id) on delete cascade`,
    // One per chat, however often it is planned.
    sql`create unique index delivery_broadcast on delivery (broadcast_id, chat_id) where broadcast_id is not null`,
    // What is queued or being sent: few rows, however many chats there are.
    sql`create index delivery_open on delivery (broadcast_id) where broadcast_id is not null and finished_at is null`,
    sql`create index delivery_chat on delivery (chat_id) where chat_id is not null`,
    // To count a day's digests by the index alone.
    sql`create index delivery_finished on delivery (finished_at, state)
      where finished_at is not null and broadcast_id is null`,
  ];
  for (const statement of statements) await statement.execute(db);
}
