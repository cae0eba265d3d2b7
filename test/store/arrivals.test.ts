// Updates posted to several processes, on a real PostgreSQL: each taken once, changes of one chat in their
// order.

import { expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { type Arrivals, createArrivals, type Ticket } from '../../src/cluster/arrivals.ts';
import { openShared, type Shared } from '../../src/cluster/shared.ts';
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
): Promise<{ readonly shared: Shared; readonly arrivals: Arrivals }> {
  const shared = await openShared(url);
  onTestFinished(() => shared.close());
  return { shared, arrivals: createArrivals(shared, clock) };
}

async function ticketOf(arrivals: Arrivals, update: number, chat: number): Promise<Ticket> {
  const arrival = await arrivals.note(update, chat);
  if (arrival.type !== 'new' || !arrival.ticket) throw new Error(`update ${update} got no ticket`);
  return arrival.ticket;
}

it('takes an update once, whoever it comes to', async () => {
  const url = await database();
  const [one, other] = [await member(url), await member(url)];
  const all = await Promise.all([one, other, one, other].map(({ arrivals }) => arrivals.note(7, undefined)));
  expect(all.filter(({ type }) => type === 'new')).toHaveLength(1);
  expect(await other.arrivals.note(8, undefined)).toEqual({ type: 'new', ticket: undefined });
});

it('takes it again from a process that died before it could answer, or that had no room', async () => {
  const url = await database();
  const [dies, lives] = [await member(url), await member(url)];
  await dies.arrivals.note(7, undefined);
  expect((await lives.arrivals.note(7, undefined)).type).toBe('known');
  await dies.shared.close();
  await expect.poll(async () => (await lives.arrivals.note(7, undefined)).type).toBe('new');
  expect((await lives.arrivals.note(7, undefined)).type).toBe('known');
  await lives.arrivals.putBack(7, undefined);
  expect((await lives.arrivals.note(7, undefined)).type).toBe('new');
});

it('lets changes of one chat wait for the earlier ones, and nobody else', async () => {
  const url = await database();
  const [one, other] = [await member(url), await member(url)];
  const done: number[] = [];
  const first = await ticketOf(one.arrivals, 1, 5);
  const second = await ticketOf(other.arrivals, 2, 5);
  const third = await ticketOf(one.arrivals, 3, 5);
  const waits = [third, second].map(async (ticket) => {
    const { arrivals } = ticket === second ? other : one;
    await arrivals.turnOf(ticket);
    done.push(ticket.number);
    await arrivals.done(ticket);
  });
  await one.arrivals.turnOf(first);
  const elsewhere = await ticketOf(one.arrivals, 4, 6);
  await one.arrivals.turnOf(elsewhere);
  expect(done).toEqual([]);
  await one.arrivals.done(first);
  await Promise.all(waits);
  expect(done).toEqual([2, 3]);
});

it('waits no longer than its time for a process that does not come back', async () => {
  const url = await database();
  const [dies, lives] = [await member(url), await member(url, fastClock(20))];
  await ticketOf(dies.arrivals, 1, 5);
  await dies.shared.close();
  const ticket = await ticketOf(lives.arrivals, 2, 5);
  await lives.arrivals.turnOf(ticket);
  await lives.arrivals.done(ticket);
  await lives.arrivals.turnOf(await ticketOf(lives.arrivals, 3, 5));
});

it('keeps nothing of a chat, and no update, for longer than it is needed', async () => {
  const url = await database();
  const { arrivals } = await member(url);
  await arrivals.done(await ticketOf(arrivals, 1, 5));
  await run(url, 'update shared_turn set at = at - 3700000');
  await run(url, 'update shared_arrival set arrived_at = arrived_at - 86500000');
  const again = await member(url);
  await again.arrivals.note(2, undefined);
  await expect.poll(() => run(url, 'select chat from shared_turn')).toEqual([]);
  expect(await run(url, 'select update_id::int from shared_arrival')).toEqual([{ update_id: 2 }]);
});
