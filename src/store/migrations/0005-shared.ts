// What the processes of a cluster share: the overall pace, flood waits, who polls, which updates have come,
// whose turn it is.

import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../dialect.ts';
import type { Tables } from '../tables.ts';

/** Used by cluster/, on PostgreSQL only; times are those of the database's clock. */
export async function up(db: Kysely<Tables>, { integer, tableEnd }: Dialect): Promise<void> {
  const statements = [
    // `next_at`: when the next send may leave, epoch µs.
    sql`create table shared_pace (name text not null primary key, next_at ${integer} not null) ${tableEnd}`,
    sql`insert into shared_pace (name, next_at) values ('overall', 0)`,

    // Flood waits, epoch ms; chat 0 stands for all chats.
    sql`create table shared_hold (chat ${integer} not null primary key, until ${integer} not null) ${tableEnd}`,

    // Which process does what only one does, epoch ms.
    sql`create table shared_lease (
      name text not null primary key,
      holder ${integer} not null,
      until ${integer} not null
    ) ${tableEnd}`,

    // Updates that Telegram has posted, epoch ms.
    sql`create table shared_arrival (
      update_id ${integer} not null primary key,
      holder ${integer} not null,
      arrived_at ${integer} not null
    ) ${tableEnd}`,
    sql`create index shared_arrival_at on shared_arrival (arrived_at)`,

    // Tickets for the changes of one chat: the last one given out, the last one served; epoch ms of the last ticket.
    sql`create table shared_turn (
      chat ${integer} not null primary key,
      last ${integer} not null,
      served ${integer} not null,
      at ${integer} not null
    ) ${tableEnd}`,
  ];
  for (const statement of statements) await statement.execute(db);
}
