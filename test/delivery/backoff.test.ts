// How waits between tries grow.

import { expect, it } from 'vitest';
import { backoffMs } from '../../src/delivery/backoff.ts';

const BACKOFF = { firstMs: 500, longestMs: 15_000 };

it('doubles from try to try, up to the longest wait', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 2_000].map((failures) => backoffMs(BACKOFF, failures, () => 0));
  expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000, 7_500, 7_500, 7_500]);
});

it('leaves half of each wait to chance', () => {
  expect(backoffMs(BACKOFF, 1, () => 0.5)).toBe(375);
  expect(backoffMs(BACKOFF, 1, () => 0.999)).toBeLessThan(500);
});
