// Where a reader likely is, by language and time of day.

import { expect, test } from 'vitest';
import { likelyZones } from '../../src/digests/likely-zones.ts';
import { isKnownZone, UTC } from '../../src/digests/zones.ts';
import type { ZoneId } from '../../src/store/types.ts';

const at = (hour: number) => Date.UTC(2025, 1, 19, hour);
const likely = (code: string | undefined, hour: number, chosen: string = UTC) =>
  likelyZones(code, chosen as ZoneId, at(hour), 3);

test('those first who are awake now', () => {
  expect(likely('en', 15)).toEqual(['Europe/London', 'America/New_York', 'Asia/Kolkata']);
  expect(likely('en', 2)).toEqual(['America/New_York', 'Asia/Kolkata', 'America/Los_Angeles']);
});

test('a zone that was chosen comes first, once, under whichever name; UTC is no place', () => {
  expect(likely('uk', 12, 'Europe/Kiev')).toEqual(['Europe/Kiev', 'Europe/Warsaw', 'Europe/Berlin']);
  expect(likely('uk', 12)[0]).toBe('Europe/Kyiv');
  expect(likely('uk', 12, '+03:00')[0]).toBe('Europe/Kyiv');
});

test('a language that is in no list has its own country; a country in the code comes first', () => {
  expect(likely('ja', 12)[0]).toBe('Asia/Tokyo');
  expect(likely('pt-br', 12)[0]).toBe('America/Sao_Paulo');
  expect(likely('de-AT', 12)[0]).toBe('Europe/Vienna');
});

test.each([undefined, '', 'xx', 'en_US', 'zh-hans', '-', 'a-very-long-code-that-is-none', '__proto__'])(
  'three known zones for any code: %s',
  (code) => {
    for (const hour of [0, 6, 12, 18]) {
      const zones = likely(code, hour);
      expect(new Set(zones).size).toBe(3);
      expect(zones.every((zone) => isKnownZone(zone))).toBe(true);
    }
  },
);
