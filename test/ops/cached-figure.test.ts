// A scrape can do no harm: a figure is cached, read once at a time, and not waited for long.

import { expect, test } from 'vitest';
import { createCachedFigure } from '../../src/ops/cached-figure.ts';
import { manualClock } from '../support/clock.ts';

test('one read answers all who ask at once, and those who ask soon after', async () => {
  const clock = manualClock();
  let reads = 0;
  const figure = createCachedFigure({ read: async () => ++reads, clock, keepFor: 5_000, patience: 1_000 });
  expect(await Promise.all([figure(), figure(), figure()])).toEqual([1, 1, 1]);
  await clock.advance(4_999);
  expect(await figure()).toBe(1);
  await clock.advance(1);
  expect(await figure()).toBe(2);
});

test('a store that hangs keeps nobody waiting longer than the limit, and is not asked twice', async () => {
  const clock = manualClock();
  const answers: ((value: number) => void)[] = [];
  const read = () => new Promise<number>((resolve) => answers.push(resolve));
  const figure = createCachedFigure({ read, clock, keepFor: 5_000, patience: 1_000 });
  for (const _ of [1, 2]) {
    const asked = figure();
    await clock.advance(1_000);
    expect(await asked).toBeUndefined();
  }
  expect(answers).toHaveLength(1);
  answers[0]?.(7);
  await clock.advance(1);
  expect(await figure()).toBe(7);
});

test('a failure gives no value and is not cached', async () => {
  const clock = manualClock();
  const answers = [Promise.reject(new Error('away')), Promise.resolve(undefined), Promise.resolve(3)];
  const read = async () => answers.shift();
  const figure = createCachedFigure({ read, clock, keepFor: 5_000, patience: 1_000 });
  expect([await figure(), await figure(), await figure()]).toEqual([undefined, undefined, 3]);
});
