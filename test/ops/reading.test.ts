// A scrape can never hurt: readings are kept for a while, shared, and not waited for long.

import { expect, test } from 'vitest';
import { createReading } from '../../src/ops/cached-figure.ts';
import { manualClock } from '../support/clock.ts';

test('however many ask, one reading answers them, and the next ones for a while', async () => {
  const clock = manualClock();
  let readings = 0;
  const reading = createReading({ read: async () => ++readings, clock, keepFor: 5_000, patience: 1_000 });
  expect(await Promise.all([reading(), reading(), reading()])).toEqual([1, 1, 1]);
  await clock.advance(4_999);
  expect(await reading()).toBe(1);
  await clock.advance(1);
  expect(await reading()).toBe(2);
});

test('a store that hangs makes nobody wait longer than a moment, and is not asked twice meanwhile', async () => {
  const clock = manualClock();
  const answers: ((value: number) => void)[] = [];
  const read = () => new Promise<number>((resolve) => answers.push(resolve));
  const reading = createReading({ read, clock, keepFor: 5_000, patience: 1_000 });
  for (const _ of [1, 2]) {
    const asked = reading();
    await clock.advance(1_000);
    expect(await asked).toBeUndefined();
  }
  expect(answers).toHaveLength(1);
  answers[0]?.(7);
  await clock.advance(1);
  expect(await reading()).toBe(7);
});

test('a failure is no value, and is not kept', async () => {
  const clock = manualClock();
  const answers = [Promise.reject(new Error('away')), Promise.resolve(undefined), Promise.resolve(3)];
  const read = async () => answers.shift();
  const reading = createReading({ read, clock, keepFor: 5_000, patience: 1_000 });
  expect([await reading(), await reading(), await reading()]).toEqual([undefined, undefined, 3]);
});
