import { describe, expect, it } from 'vitest';
import { OTHER_NAMES, RENAMED } from '../../src/digests/zone-names.ts';
import { isKnownZone, offsetWhenDue, parseZone, searchZones } from '../../src/digests/zones.ts';
import type { LocalTime } from '../../src/store/types.ts';

const zone = (text: string) => {
  const parsed = parseZone(text);
  return parsed.ok ? parsed.zone : undefined;
};

describe('zones that people type', () => {
  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['europe/kyiv', 'Europe/Kyiv'],
    ['EUROPE/KIEV', 'Europe/Kiev'],
    ['asia/kolkata', 'Asia/Kolkata'],
    ['america/port_of_spain', 'America/Port_of_Spain'],
    ['America/New York', 'America/New_York'],
    ['us/eastern', 'US/Eastern'],
    ['berlin', 'Europe/Berlin'],
    ['kiev', 'Europe/Kyiv'],
    ['new york', 'America/New_York'],
    ['são paulo', 'America/Sao_Paulo'],
    ['Zürich', 'Europe/Zurich'],
    ['Geneva', 'Europe/Zurich'],
    ['UTC', 'UTC'],
    ['gmt', 'UTC'],
    ['UTC+3', '+03:00'],
    ['utc +3', '+03:00'],
    ['GMT-3:30', '-03:30'],
    ['+03:00', '+03:00'],
    ['−5', '-05:00'],
    ['+0545', '+05:45'],
    ['UTC+0', 'UTC'],
    ['UTC+14', '+14:00'],
  ])('%s is %s', (text, expected) => expect(zone(text)).toBe(expected));

  it.each(['UTC+15', 'UTC-13', '+3:60', 'Europe/Atlantis', '', 'the moon', '../etc/passwd'])(
    '%s is no zone',
    (text) => expect(zone(text)).toBeUndefined(),
  );

  it('a typing error gets the nearest ones', () => {
    expect(parseZone('Asia/Ryadh')).toEqual({ ok: false, nearest: expect.arrayContaining(['Asia/Riyadh']) });
  });

  it('every name of the lists is taken by the runtime and read in any case', () => {
    for (const name of [...Intl.supportedValuesOf('timeZone'), ...RENAMED.values(), ...OTHER_NAMES]) {
      expect(isKnownZone(name), name).toBe(true);
      if (!/^(?:utc|gmt)(?:[+-]0)?$/iu.test(name)) expect(zone(name.toLowerCase())).toBe(name);
    }
  });
});

describe('the search by a city', () => {
  const cities = (words: string) => searchZones(words, 5).map(({ city }) => city);

  it('puts the city itself first', () => {
    expect(searchZones('berlin', 5)[0]).toEqual({ zone: 'Europe/Berlin', city: 'Berlin' });
    expect(searchZones('washing', 5)[0]).toEqual({ zone: 'America/New_York', city: 'Washington' });
  });

  it('finds by the beginning of any word, each zone once', () => {
    expect(cities('york')).toContain('New York');
    const zones = searchZones('san', 50).map((choice) => choice.zone);
    expect(new Set(zones).size).toBe(zones.length);
  });

  it('knows old names and shows the new zone', () => {
    expect(searchZones('calcutta', 1)[0]?.zone).toBe('Asia/Kolkata');
  });

  it('finds nothing for nothing', () => expect(searchZones('  ', 5)).toEqual([]));
});

it('a zone that is no longer known has the offset of the last due time', () => {
  const at = (text: string) => Date.parse(text);
  expect(offsetWhenDue('09:00' as LocalTime, at('2025-01-01T08:00Z'))).toBe('+01:00');
  expect(offsetWhenDue('09:00' as LocalTime, at('2025-01-01T14:00Z'))).toBe('-05:00');
  expect(offsetWhenDue('01:00' as LocalTime, at('2025-01-01T19:30Z'))).toBe('+05:30');
  expect(offsetWhenDue('09:00' as LocalTime, at('2025-01-01T09:00Z'))).toBe('UTC');
});
