// What processes share, on a real PostgreSQL: the pace, flood waits, signals; and a connection that breaks.

import { expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import type { Signal } from '../../src/cluster/cluster-signals.ts';
import { openSharedState, type SharedState } from '../../src/cluster/shared-state.ts';
import { openStore } from '../../src/store/database.ts';
import { newDatabase, run } from '../support/postgres.ts';

interface Member {
  readonly shared: SharedState;
  readonly heard: Signal[];
}

async function member(url: string): Promise<Member> {
  await (await openStore(url, { now: Date.now })).close();
  const shared = await openSharedState(url, systemClock);
  onTestFinished(() => shared.close());
  const heard: Signal[] = [];
  shared.listen((signal) => heard.push(signal));
  return { shared, heard };
}

it('gives each send of the pace to one process, in the order of asking', async () => {
  const url = await newDatabase();
  const [one, other] = [await member(url), await member(url)];
  // So far ahead that no round trip is longer.
  await one.shared.reserve(100, 100);
  const starts: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    for (const { shared } of [one, other]) {
      const { at, inMs } = await shared.reserve(3, 100);
      starts.push(at + inMs);
    }
  }
  const gaps = starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
  for (const gap of gaps) expect(gap).toBeCloseTo(300);
});

it('begins at once after a rest, and when the clock of the database was set back', async () => {
  const url = await newDatabase();
  const { shared } = await member(url);
  const interval = 50_000;
  expect((await shared.reserve(1, interval)).inMs).toBe(0);
  await run(url, `update shared_pace set next_at = next_at + 3600000000`);
  expect((await shared.reserve(1, interval)).inMs).toBe(0);
  expect((await shared.reserve(1, interval)).inMs).toBeGreaterThan(interval / 2);
});

it('tells the others of a flood wait, also those that join later', async () => {
  const url = await newDatabase();
  const [one, other] = [await member(url), await member(url)];
  await one.shared.hold(7, 60_000);
  await one.shared.hold(null, 30_000);
  await expect
    .poll(() => other.heard)
    .toEqual([
      { type: 'hold', chat: 7, ms: 60_000 },
      { type: 'hold', chat: null, ms: 30_000 },
    ]);
  await one.shared.hold(7, 1_000);
  const late = await member(url);
  const holds = await late.shared.holds();
  expect(holds.map(({ chat }) => chat).toSorted()).toEqual([7, null]);
  expect(holds.find(({ chat }) => chat === 7)?.ms).toBeGreaterThan(30_000);
  expect(one.heard).toEqual([]);
});

it('counts the processes that are there', async () => {
  const url = await newDatabase();
  const one = await member(url);
  expect(one.shared.processes).toBe(1);
  const second = await openSharedState(url, systemClock);
  expect(second.processes).toBe(2);
  await second.close();
  // The server may see the closed connection a little later.
  const third = await member(url);
  await expect.poll(() => third.shared.processes).toBe(2);
});

it('reconnects by itself, and says that signals may have been missed', async () => {
  const url = await newDatabase();
  const { shared, heard } = await member(url);
  await run(
    url,
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'communique shared' and datname = current_database()`,
  );
  await expect.poll(() => heard).toEqual([{ type: 'lost' }, { type: 'missed' }]);
  expect((await shared.reserve(1, 1)).inMs).toBe(0);
});
