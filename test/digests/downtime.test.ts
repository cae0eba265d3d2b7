// What is too late: only what lay through more than six hours in which no process could send.

import { expect, test } from 'vitest';
import { createDowntime, type Downtime } from '../../src/digests/downtime.ts';
import { type ManualClock, manualClock } from '../support/clock.ts';

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 2, 2, 12);

class Database {
  readonly #values = new Map<string, string>();
  isAway = false;
  async get(key: string): Promise<string | undefined> {
    if (this.isAway) throw new Error('no database');
    return this.#values.get(key);
  }
  async set(key: string, value: string): Promise<void> {
    this.#values.set(key, value);
  }
}

/** A process that starts now. */
async function started(database: Database, clock: ManualClock): Promise<Downtime> {
  const made = createDowntime(database, clock);
  await made.note();
  return made;
}

/** The process runs for so many hours. */
async function runs(process: Downtime, clock: ManualClock, hours: number): Promise<void> {
  for (let minute = 0; minute < hours * 60; minute += 1) {
    await clock.advance(60_000);
    await process.note().catch(() => {});
  }
}

test('what waits for its turn is never too late, over any number of restarts', async () => {
  const clock = manualClock(NOON);
  const database = new Database();
  for (let start = 0; start < 4; start += 1) {
    const process = await started(database, clock);
    if (start > 0) expect(process.isTooLate(NOON)).toBe(false);
    await runs(process, clock, 3);
    expect(process.isTooLate(NOON)).toBe(false);
    await clock.advance(5 * HOUR);
  }
});

test('what lay through more than six hours of downtime is, also for the next process', async () => {
  const clock = manualClock(NOON);
  const database = new Database();
  await runs(await started(database, clock), clock, 1);
  await clock.advance(6 * HOUR + 120_000);
  const now = clock.now();
  for (let restart = 0; restart < 2; restart += 1) {
    const process = await started(database, clock);
    expect(process.isTooLate(now - 6 * HOUR - 1)).toBe(true);
    expect(process.isTooLate(now - 6 * HOUR)).toBe(false);
    await clock.advance(60_000);
  }
});

test('so is what lay through that time with a database that was away', async () => {
  const clock = manualClock(NOON);
  const database = new Database();
  const process = await started(database, clock);
  database.isAway = true;
  await runs(process, clock, 7);
  database.isAway = false;
  await process.note();
  expect(process.isTooLate(NOON)).toBe(true);
});

test('nothing is while another process could send', async () => {
  const clock = manualClock(NOON);
  const database = new Database();
  const other = await started(database, clock);
  await runs(other, clock, 20);
  expect((await started(database, clock)).isTooLate(NOON)).toBe(false);
});

test.each([1, 30])(
  'a clock that is %i days ahead at the start makes nothing too late once it is right',
  async (days) => {
    const clock = manualClock(NOON);
    const database = new Database();
    await started(database, clock);
    clock.jump(days * 24 * HOUR);
    const process = await started(database, clock);
    clock.jump(-days * 24 * HOUR);
    await clock.advance(60_000);
    expect(process.isTooLate(NOON)).toBe(false);
    await process.note();
    expect(process.isTooLate(NOON)).toBe(false);
    expect((await started(database, clock)).isTooLate(NOON)).toBe(false);
  },
);

test('a clock that is set forward in a running process makes nothing too late', async () => {
  const clock = manualClock(NOON);
  const process = await started(new Database(), clock);
  clock.jump(30 * 24 * HOUR);
  await process.note();
  expect(process.isTooLate(NOON)).toBe(false);
});
