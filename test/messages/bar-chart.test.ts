// The picture of /stats as SVG: every bar is inside the plot, a single failure is visible, words are escaped.
// And days as calendars have them.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lastDays } from '../../src/digests/last-days.ts';
import { barChart } from '../../src/messages/bar-chart.ts';
import type { ZoneId } from '../../src/store/types.ts';

const chart = (counts: readonly (readonly number[])[], title = 'Digests') =>
  barChart({
    title,
    axes: { x: 'Day', y: 'Digests' },
    kinds: ['#2f80c2', '#b3261e'].map((colour) => ({ name: colour, colour })),
    bars: counts.map((pair, day) => ({ label: String(day), counts: pair })),
    number: String,
  });

test('bars are stacked inside the plot, and one among thousands is visible', () => {
  const count = fc.integer({ min: 0, max: 5_000_000 });
  fc.assert(
    fc.property(fc.array(fc.tuple(count, count), { minLength: 1, maxLength: 14 }), (counts) => {
      const bars = [...chart(counts).matchAll(/<rect x="\S+" y="(\S+)" width="\S+" height="(\S+)" fill/g)];
      expect(bars).toHaveLength(counts.flat().filter((n) => n > 0).length);
      for (const [, y, height] of bars) {
        expect(Number(y)).toBeGreaterThan(150);
        expect(Number(height)).toBeGreaterThan(5);
        expect(Number(y) + Number(height)).toBeLessThan(541);
      }
    }),
  );
  expect(chart([[0, 0]], 'A < B')).toContain('A &lt; B');
});

test('the last days are the zone’s, each with its own length', () => {
  const days = lastDays(3, 'Europe/Berlin' as ZoneId, Date.UTC(2025, 2, 31, 10));
  expect(days.map(({ date }) => date)).toEqual(['2025-03-29', '2025-03-30', '2025-03-31']);
  expect(days.map(({ from, to }) => (to - from) / 3_600_000)).toEqual([24, 23, 24]);
});
