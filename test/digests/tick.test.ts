// Ticks run one after another, survive a failure, and end at a stop.

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Clock, systemClock } from '../../src/clock.ts';
import { createTicker, type Ticker } from '../../src/digests/tick.ts';
import { leapingClock, manualClock } from '../support/clock.ts';

const TICKS = fileURLToPath(new URL('../support/ticks-of-days.ts', import.meta.url));

function ticker(
  run: () => Promise<unknown>,
  clock: Clock = systemClock,
): { readonly ticker: Ticker; readonly log: string[] } {
  const log: string[] = [];
  const note = (_facts: object, message: string) => void log.push(message);
  const made = createTicker(run, clock, { error: note });
  onTestFinished(() => made.stop());
  return { ticker: made, log };
}

test('the first tick comes at once', async () => {
  const ticked = Promise.withResolvers<void>();
  ticker(async () => ticked.resolve()).ticker.start();
  await ticked.promise;
});

test('two ticks never run at a time', async () => {
  let running = 0;
  let most = 0;
  const made = ticker(async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise(setImmediate);
    running -= 1;
  });
  await Promise.all([made.ticker.tick(), made.ticker.tick(), made.ticker.tick()]);
  expect(most).toBe(1);
});

test('one that fails is logged and the next one comes', async () => {
  let count = 0;
  const made = ticker(async () => {
    count += 1;
    if (count === 1) throw new Error('the disk is full');
  });
  await made.ticker.tick();
  await made.ticker.tick();
  expect(count).toBe(2);
  expect(made.log.length).toBe(1);
});

test('a stop waits for the tick that runs, and none comes after it', async () => {
  const [begun, done] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let count = 0;
  const made = ticker(async () => {
    count += 1;
    begun.resolve();
    await done.promise;
  });
  void made.ticker.tick();
  await begun.promise;
  const stopped = made.ticker.stop();
  done.resolve();
  await stopped;
  await made.ticker.tick();
  expect(count).toBe(1);
});

describe('the minutes', () => {
  const START = Date.UTC(2026, 10, 1, 5, 59, 30);
  async function minutes() {
    const clock = manualClock(START);
    const seen: string[] = [];
    ticker(
      async () => void seen.push(new Date(clock.now()).toISOString().slice(11, 19)),
      clock,
    ).ticker.start();
    await clock.advance(0);
    return { clock, seen };
  }

  test('are ticked at, one after another', async () => {
    const { clock, seen } = await minutes();
    await clock.advance(120_000);
    expect(seen).toEqual(['05:59:30', '06:00:00', '06:01:00']);
  });

  test('a clock that was ahead does not stop them', async () => {
    const { clock, seen } = await minutes();
    clock.jump(400 * 86_400_000);
    await clock.advance(75_000);
    clock.jump(-400 * 86_400_000);
    seen.length = 0;
    await clock.advance(75_000);
    expect(seen.slice(-2)).toEqual(['06:01:00', '06:02:00']);
    // The first one within seconds of the clock being right.
    expect(seen.length).toBeLessThanOrEqual(3);
  });

  test('one over which the process stood still is ticked at once when it goes on', async () => {
    const clock = leapingClock();
    const ticked: number[] = [];
    ticker(async () => void ticked.push(clock.now()), clock).ticker.start();
    await expect.poll(() => ticked.length).toBe(1);
    clock.leap(3 * 60_000);
    await expect.poll(() => ticked.length).toBe(2);
  });
});

test('the host’s own zone changes nothing, in an hour that it repeats either', () => {
  // In each, the days on which clocks change there; in the last two they never do.
  const daysIn = {
    'America/New_York': ['2026-03-08', '2026-11-01'],
    'Europe/Vienna': ['2026-03-29', '2026-10-25'],
    'Australia/Lord_Howe': ['2026-04-04', '2026-10-03'],
    'Pacific/Apia': ['2026-04-04'],
    UTC: ['2026-04-04'],
  };
  const told = execFileSync(process.execPath, [TICKS, JSON.stringify(daysIn)], { encoding: 'utf8' });
  const zones = Object.keys(daysIn);
  expect(JSON.parse(told)).toEqual(zones.map((zone) => ({ zone, missed: [], twice: [] })));
});
