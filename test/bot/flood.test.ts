// People who type too fast are told once, and cost nothing after.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createFloodGuard } from '../../src/bot/flood.ts';
import { manualClock } from '../support/clock.ts';

const RATE = { intervalMs: 1000, burst: 5 };

it('answers a burst, says "slow down" once, then nothing', () => {
  const guard = createFloodGuard(manualClock(), RATE);
  const verdicts = Array.from({ length: 100 }, () => guard.judge(1));
  expect(verdicts.filter((verdict) => verdict === 'answer').length).toBe(5);
  expect(verdicts.filter((verdict) => verdict === 'warn').length).toBe(1);
  expect(verdicts[5]).toBe('warn');
});

it('says it again only after the person has been quiet', async () => {
  const clock = manualClock();
  const guard = createFloodGuard(clock, RATE);
  for (let i = 0; i < 10; i += 1) guard.judge(1);
  await clock.advance(1000);
  expect([guard.judge(1), guard.judge(1)]).toEqual(['answer', 'ignore']);
  await clock.advance(60_000);
  const verdicts = Array.from({ length: 6 }, () => guard.judge(1));
  expect(verdicts.at(-1)).toBe('warn');
});

it('keeps people apart', () => {
  const guard = createFloodGuard(manualClock(), RATE);
  for (let i = 0; i < 10; i += 1) guard.judge(1);
  expect(guard.judge(2)).toBe('answer');
});

it('never answers more than the burst and the rate allow', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(3000), { maxLength: 100 }), async (pauses) => {
      const clock = manualClock();
      const guard = createFloodGuard(clock, RATE);
      const answered: number[] = [];
      for (const pause of pauses) {
        await clock.advance(pause);
        if (guard.judge(1) === 'answer') answered.push(clock.monotonic());
      }
      for (const start of answered) {
        const within = answered.filter((at) => at >= start && at < start + 10_000);
        expect(within.length).toBeLessThanOrEqual(5 + 10);
      }
    }),
    { numRuns: 20 },
  );
});

it('answers who can wait late, in order, and refuses only after many late answers in a row', async () => {
  const clock = manualClock();
  const guard = createFloodGuard(clock, RATE, 3);
  const verdicts = Array.from({ length: 10 }, () => guard.judge(1, 'late'));
  expect(verdicts).toEqual([...Array(5).fill('answer'), 1000, 2000, 3000, 'warn', 'ignore']);
  await clock.advance(4000);
  expect([guard.judge(1, 'late'), guard.judge(1, 'late')]).toEqual(['answer', 1000]);
});
