// Which of several processes has the lease, on a real PostgreSQL: one at a time, handed over, taken over,
// lost.

import { expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { createLease, type Lease } from '../../src/cluster/lease.ts';
import { openSharedState, type SharedState } from '../../src/cluster/shared-state.ts';
import { openStore } from '../../src/store/database.ts';
import { fastClock } from '../support/clock.ts';
import { newDatabase, run } from '../support/postgres.ts';

interface Member {
  readonly shared: SharedState;
  readonly lease: Lease;
}

async function database(): Promise<string> {
  const url = await newDatabase();
  await (await openStore(url, { now: Date.now })).close();
  return url;
}

/** A lease that does not run out while a test runs, ms. */
const ENDLESS = 3_600_000;

async function member(url: string, clock = systemClock, leaseMs?: number): Promise<Member> {
  const shared = await openSharedState(url, clock);
  const lease = createLease(shared, { clock, name: 'polling', leaseMs });
  onTestFinished(async () => {
    await lease.release();
    await shared.close();
  });
  return { shared, lease };
}

const waiting = (signal?: AbortSignal) => signal ?? new AbortController().signal;

it('has one holder, and the next at once when that one lets go', async () => {
  const url = await database();
  const [one, other] = [await member(url, systemClock, ENDLESS), await member(url, systemClock, ENDLESS)];
  const over = await one.lease.wait(waiting());
  const next = other.lease.wait(waiting());
  expect([one.lease.isMine, other.lease.isMine]).toEqual([true, false]);
  await one.lease.release();
  expect(over?.aborted).toBe(true);
  expect((await next)?.aborted).toBe(false);
});

it('is taken over before its time from a process that is gone without a word', async () => {
  const url = await database();
  // The other one's beats come in a thousandth of their time.
  const [one, other] = [
    await member(url, systemClock, ENDLESS),
    await member(url, fastClock(1_000), ENDLESS),
  ];
  await one.lease.wait(waiting());
  const next = other.lease.wait(waiting());
  // As a kill does: the connection is gone, the lease is not.
  await one.shared.close();
  expect((await next)?.aborted).toBe(false);
});

it('is lost at once by a process that loses the database while there are others, and taken again', async () => {
  const url = await database();
  const [one, other] = [await member(url), await member(url)];
  const over = await one.lease.wait(waiting());
  const next = other.lease.wait(waiting());
  await expect.poll(() => one.shared.processes).toBe(2);
  await run(
    url,
    `select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'communique shared' and datname = current_database()`,
  );
  await expect.poll(() => over?.aborted).toBe(true);
  await Promise.race([next, one.lease.wait(waiting())]);
  expect([one.lease.isMine, other.lease.isMine].filter(Boolean)).toHaveLength(1);
});

it('is kept without the database by a process that is alone, until another one polls', async () => {
  const url = await database();
  const { shared, lease } = await member(url, fastClock(20));
  const over = await lease.wait(waiting());
  await shared.close();
  await new Promise((resolve) => setTimeout(resolve, 800));
  expect(over?.aborted).toBe(false);
  lease.yield();
  expect(over?.aborted).toBe(true);
});

it('is not waited for after the signal aborts', async () => {
  const url = await database();
  const [one, other] = [await member(url), await member(url)];
  await one.lease.wait(waiting());
  const enough = new AbortController();
  const next = other.lease.wait(enough.signal);
  enough.abort();
  expect(await next).toBeUndefined();
});

it('is over for a process that was suspended for longer than it lasts', async () => {
  const url = await database();
  let stoppedFor = 0;
  const clock = { ...systemClock, monotonic: () => performance.now() + stoppedFor };
  const [one, other] = [await member(url, clock), await member(url)];
  const over = await one.lease.wait(waiting());
  await expect.poll(() => one.shared.processes).toBe(2);
  expect(one.lease.isMine).toBe(true);
  stoppedFor = 9_000;
  expect(one.lease.isMine).toBe(false);
  expect(over?.aborted).toBe(true);
  expect(other.lease.isMine).toBe(false);
});
