import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { zoneCities } from '../../scripts/zone-cities.ts';
import zoneData from '../../src/digests/zone-cities.json' with { type: 'json' };
import { cityOf } from '../../src/digests/zone-cities.ts';
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
    ['Москва', 'Europe/Moscow'],
    ['київ', 'Europe/Kyiv'],
    ['Берлин', 'Europe/Berlin'],
    ['берлін', 'Europe/Berlin'],
    ['Нью-Йорк', 'America/New_York'],
    ['ЭР-РИЯД', 'Asia/Riyadh'],
    ['Munich', 'Europe/Berlin'],
    ['Αθήνα', 'Europe/Athens'],
    ['القاهرة', 'Africa/Cairo'],
    ['תל אביב', 'Asia/Jerusalem'],
    ['北京', 'Asia/Shanghai'],
    ['東京', 'Asia/Tokyo'],
    ['Москве', 'Europe/Moscow'],
    ['Києві', 'Europe/Kyiv'],
    ['Львові', 'Europe/Kyiv'],
    ['Paris, France', 'Europe/Paris'],
    ['paris france', 'Europe/Paris'],
    ['Київ, Україна', 'Europe/Kyiv'],
    ['Paris, Texas', 'America/Chicago'],
    ['Portland, Maine', 'America/New_York'],
    ['Portland, Oregon, USA', 'America/Los_Angeles'],
    ['Springfield, Illinois', 'America/Chicago'],
    ['Reutlingen (Germany)', 'Europe/Berlin'],
    ['Tbilisi, Georgia', 'Asia/Tbilisi'],
    ['Los Angeles, CA', 'America/Los_Angeles'],
    ['日本', 'Asia/Tokyo'],
    ['Украина', 'Europe/Kyiv'],
    ['мск', 'Europe/Moscow'],
    ['beijing', 'Asia/Shanghai'],
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

  it.each([
    ['USA', ['America/New_York', 'America/Chicago', 'America/Los_Angeles']],
    ['Georgia', ['America/New_York', 'Asia/Tbilisi']],
    ['Springfield, IL', ['America/Chicago', 'Asia/Jerusalem']],
    ['London, Canada', ['Europe/London', 'America/Toronto', 'America/Vancouver']],
    ['Paris, Atlantis', ['Europe/Paris']],
    ['tomorow', []],
  ])('%s may be in several, and none is guessed', (text, nearest) =>
    expect(parseZone(text)).toEqual({ ok: false, nearest }),
  );

  it('a typing error gets the nearest ones', () => {
    expect(parseZone('Asia/Ryadh')).toEqual({ ok: false, nearest: expect.arrayContaining(['Asia/Riyadh']) });
  });

  it('every name of the lists is taken by the runtime and read in any case', () => {
    const names = [...Object.keys(zoneData.zones), ...Object.keys(zoneData.links)];
    for (const name of [...Intl.supportedValuesOf('timeZone'), ...names]) {
      expect(isKnownZone(name), name).toBe(true);
      if (!/^(?:utc|gmt)(?:[+-]0)?$/iu.test(name)) expect(zone(name.toLowerCase())).toBe(name);
    }
  });
});

describe('the search by a city', () => {
  const cities = (words: string, language = 'en') => searchZones(words, 5, language).map(({ city }) => city);

  it('puts the city itself first', () => {
    expect(searchZones('berlin', 5, 'en')[0]).toEqual({ zone: 'Europe/Berlin', city: 'Berlin' });
    expect(searchZones('washing', 5, 'en')[0]).toEqual({ zone: 'America/New_York', city: 'Washington' });
  });

  it('finds by the beginning of any word, each zone once', () => {
    expect(cities('york')).toContain('New York');
    const zones = searchZones('san', 50, 'en').map((choice) => choice.zone);
    expect(new Set(zones).size).toBe(zones.length);
  });

  it('knows old names and shows the new zone', () => {
    expect(searchZones('calcutta', 1, 'en')[0]?.zone).toBe('Asia/Kolkata');
  });

  it('finds a city by its name in any language and shows it in the reader’s', () => {
    expect(cities('моск')).toContain('Moscow');
    expect(cities('moscow', 'ru')[0]).toBe('Москва');
    expect(cities('Kiev', 'en')[0]).toBe('Kiev');
    expect(cities('киев', 'uk')[0]).toBe('Київ');
  });

  it('finds nothing for nothing', () => expect(searchZones('  ', 5, 'en')).toEqual([]));
});

it('a zone’s city is named in the reader’s language, or in English', () => {
  const named = ['en', 'ru', 'uk', 'de'].map((language) => cityOf('Europe/Berlin', language));
  expect(named).toEqual(['Berlin', 'Берлин', 'Берлін', 'Berlin']);
  expect(cityOf('Europe/Kiev', 'uk')).toBe('Київ');
  expect(cityOf('Asia/Calcutta', 'en')).toBe('Kolkata');
  expect(cityOf('+03:00', 'en')).toBeUndefined();
  expect(cityOf('UTC', 'en')).toBeUndefined();
});

it('the data is what `npm run zones` writes', () => {
  const file = new URL('../../src/digests/zone-cities.json', import.meta.url);
  expect(readFileSync(file, 'utf8')).toBe(zoneCities());
});

it('a zone that is no longer known has the offset of the last due time', () => {
  const at = (text: string) => Date.parse(text);
  expect(offsetWhenDue('09:00' as LocalTime, at('2025-01-01T08:00Z'))).toBe('+01:00');
  expect(offsetWhenDue('09:00' as LocalTime, at('2025-01-01T14:00Z'))).toBe('-05:00');
  expect(offsetWhenDue('01:00' as LocalTime, at('2025-01-01T19:30Z'))).toBe('+05:30');
  expect(offsetWhenDue('09:00' as LocalTime, at('2025-01-01T09:00Z'))).toBe('UTC');
});
