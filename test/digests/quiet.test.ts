// Quiet hours from the first time up to the second, in the chat's zone, across midnight and clock changes.

import { describe, expect, test } from 'vitest';
import { isQuiet, QUIET_SPANS } from '../../src/digests/quiet.ts';
import type { QuietHours, ZoneId } from '../../src/store/types.ts';

const hours = (text: string) => text as QuietHours;
const zone = (text: string) => text as ZoneId;
const at = (text: string) => Date.parse(text);

describe('quiet hours', () => {
  test.each([
    ['2025-02-18T21:59:00Z', false],
    ['2025-02-18T22:00:00Z', true],
    ['2025-02-19T00:00:00Z', true],
    ['2025-02-19T06:59:59Z', true],
    ['2025-02-19T07:00:00Z', false],
  ])('across midnight, at %s: %s', (instant, quiet) => {
    expect(isQuiet(hours('22:00-07:00'), zone('UTC'), at(instant))).toBe(quiet);
  });

  test('within a day, in the zone, before and after its clocks change', () => {
    const lunch = hours('12:00-13:00');
    const berlin = zone('Europe/Berlin');
    expect(isQuiet(lunch, berlin, at('2025-02-18T11:30:00Z'))).toBe(true);
    expect(isQuiet(lunch, berlin, at('2025-02-18T12:30:00Z'))).toBe(false);
    expect(isQuiet(lunch, berlin, at('2025-07-18T10:30:00Z'))).toBe(true);
    expect(isQuiet(lunch, zone('+05:30'), at('2025-07-18T06:30:00Z'))).toBe(true);
  });

  test('are never where none were chosen, and half of the day at most where they are offered', () => {
    expect(isQuiet(null, zone('UTC'), at('2025-02-18T23:00:00Z'))).toBe(false);
    for (const span of QUIET_SPANS) {
      const day = Array.from({ length: 24 }, (_, hour) => isQuiet(span, zone('UTC'), hour * 3_600_000));
      expect(day.filter(Boolean).length).toBeLessThanOrEqual(12);
      expect(day[3]).toBe(true);
    }
  });
});
