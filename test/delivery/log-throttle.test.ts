// Repeated log lines: the first at once, then one in ten seconds with the number left out.

import { expect, it } from 'vitest';
import { throttleLog } from '../../src/delivery/log-throttle.ts';

it('writes the first of each kind at once, then one in ten seconds, and counts the others', () => {
  let now = 0;
  const lines: unknown[] = [];
  const say = throttleLog((facts, message) => lines.push([now, message, facts]), { monotonic: () => now });
  for (now = 0; now < 25_000; now += 100) say({ n: now }, 'away');
  say({}, 'another kind');
  now = 100_000;
  say({}, 'away');
  say({}, 'another kind');
  expect(lines).toEqual([
    [0, 'away', { n: 0 }],
    [10_000, 'away', { n: 10_000, leftOut: 99 }],
    [20_000, 'away', { n: 20_000, leftOut: 99 }],
    [25_000, 'another kind', {}],
    [100_000, 'away', { leftOut: 49 }],
    [100_000, 'another kind', {}],
  ]);
});
