// Updates posted to several processes, on a real PostgreSQL: each taken once, changes of one chat in their
// order.

import { expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { openSharedState, type SharedState } from '../../src/cluster/shared-state.ts';
import { createTickets, type Ticket, type Tickets } from '../../src/cluster/tickets.ts';
import { openStore } from '../../src/store/database.ts';
import { fastClock } from '../support/clock.ts';
import { newDatabase, run } from '../support/postgres.ts';

async function database(): Promise<string> {
  const url = await newDatabase();
  await (await openStore(url, { now: Date.now })).close();
  return url;
}

async function member(
  url: string,
  clock = systemClock,
): Promise<{ readonly shared: SharedState; readonly tickets: Tickets }> {
  const shared = await openSharedState(url, clock);
  onTestFinished(() => shared.close());
  return { shared, tickets: createTickets(shared, clock) };
}

async function ticketOf(tickets: Tickets, update: number, chat: number): Promise<Ticket> {
  const arrival = await tickets.note(update, chat);
  if (arrival.type !== 'new' || !arrival.ticket) throw new Error(`update ${update} got no ticket`);
  return arrival.ticket;
}

it('takes an update once, whichever process it comes to', async () => {
  const url = await database();
  const [one, other] = [await member(url), await member(url)];
  const all = await Promise.all([one, other, one, other].map(({ tickets }) => tickets.note(7, undefined)));
  expect(all.filter(({ type }) => type === 'new')).toHaveLength(1);
  expect(await other.tickets.note(8, undefined)).toEqual({ type: 'new', ticket: undefined });
});

it('takes it again when the first process died before it could answer, or had no room', async () => {
  const url = await database();
  const [dies, lives] = [await member(url), await member(url)];
  await dies.tickets.note(7, undefined);
  expect((await lives.tickets.note(7, undefined)).type).toBe('known');
  await dies.shared.close();
  await expect.poll(async () => (await lives.tickets.note(7, undefined)).type).toBe('new');
  expect((await lives.tickets.note(7, undefined)).type).toBe('known');
  await lives.tickets.putBack(7, undefined);
  expect((await lives.tickets.note(7, undefined)).type).toBe('new');
});

it('makes changes of a chat wait for the earlier ones, and no other chat', async () => {
  const url = await database();
  const [one, other] = [await member(url), await member(url)];
  const done: number[] = [];
  const first = await ticketOf(one.tickets, 1, 5);
  const second = await ticketOf(other.tickets, 2, 5);
  const third = await ticketOf(one.tickets, 3, 5);
  const waits = [third, second].map(async (ticket) => {
    const { tickets } = ticket === second ? other : one;
    await tickets.turnOf(ticket);
    done.push(ticket.number);
    await tickets.done(ticket);
  });
  await one.tickets.turnOf(first);
  const elsewhere = await ticketOf(one.tickets, 4, 6);
  await one.tickets.turnOf(elsewhere);
  expect(done).toEqual([]);
  await one.tickets.done(first);
  await Promise.all(waits);
  expect(done).toEqual([2, 3]);
});

it('waits no longer than its time for a process that does not come back', async () => {
  const url = await database();
  const [dies, lives] = [await member(url), await member(url, fastClock(20))];
  await ticketOf(dies.tickets, 1, 5);
  await dies.shared.close();
  const ticket = await ticketOf(lives.tickets, 2, 5);
  await lives.tickets.turnOf(ticket);
  await lives.tickets.done(ticket);
  await lives.tickets.turnOf(await ticketOf(lives.tickets, 3, 5));
});

it('deletes tickets and updates that are no longer needed', async () => {
  const url = await database();
  const { tickets } = await member(url);
  await tickets.done(await ticketOf(tickets, 1, 5));
  await run(url, 'update shared_turn set at = at - 3700000');
  await run(url, 'update shared_arrival set arrived_at = arrived_at - 86500000');
  const again = await member(url);
  await again.tickets.note(2, undefined);
  await expect.poll(() => run(url, 'select chat from shared_turn')).toEqual([]);
  expect(await run(url, 'select update_id::int from shared_arrival')).toEqual([{ update_id: 2 }]);
});
