// Time zones as people write them, as they are stored, and the search by a city.

import { distance } from 'fastest-levenshtein';
import { LRUCache } from 'lru-cache';
import { growingTo } from '../growing-cache.ts';
import type { LocalTime, ZoneId } from '../store/types.ts';
import { findPlace } from './places.ts';
import { minutesOf } from './times.ts';
import { allCities, cityOf, foldCity, properName } from './zone-cities.ts';

export const UTC = 'UTC' as ZoneId;

/** The zone, or those with the nearest names. */
export type ParsedZone =
  | { readonly ok: true; readonly zone: ZoneId }
  | { readonly ok: false; readonly nearest: readonly ZoneId[] };

/** A place that a search found. */
export interface ZoneChoice {
  readonly zone: ZoneId;
  /** In the reader's language where CLDR has it: `New York`, `Берлин`. */
  readonly city: string;
}

/** The furthest offsets in use, minutes: Baker Island and the Line Islands. */
const WESTERNMOST = -12 * 60;
const EASTERNMOST = 14 * 60;
const OFFSET = /^(?:utc|gmt)?\s*([+\-−])\s*(\d{1,2})(?::?([0-5]\d))?$/u;
const SUGGESTIONS = 3;
/** Letters; no city has more, and comparing takes time for each. */
const LONGEST_CITY = 60;
/** Zones in use are far fewer; names that people invent must not fill the memory. */
const known = new LRUCache<string, boolean>(growingTo(1000));

/**
 * Any IANA name in any case (`europe/kyiv`), a place (`berlin`, `Київ`, `Paris, France`), `UTC+3`, `GMT-3:30`, `+03:00`,
 * `utc`. An old IANA name is kept, not replaced by the new one.
 */
export function parseZone(text: string): ParsedZone {
  return findZone(text) ?? { ok: false, nearest: nearestZones(text.trim().toLowerCase()) };
}

/** As `parseZone`, without a search for what may have been meant: `undefined` where the words name nothing. */
export function findZone(text: string): ParsedZone | undefined {
  const word = text.trim().toLowerCase();
  const zone = /^(?:utc|gmt|z)$/u.test(word) ? UTC : (parseOffset(word) ?? parseName(word));
  return zone === undefined ? findPlace(word) : { ok: true, zone };
}

function parseOffset(word: string): ZoneId | undefined {
  const match = OFFSET.exec(word);
  if (!match) return undefined;
  const [, sign, hours, minutes = '0'] = match;
  const size = Number(hours) * 60 + Number(minutes);
  const offset = sign === '+' ? size : -size;
  return offset < WESTERNMOST || offset > EASTERNMOST ? undefined : offsetZone(offset);
}

function parseName(word: string): ZoneId | undefined {
  const name = word.replace(/\s+/gu, '_');
  const proper = properName(name);
  if (proper !== undefined) return isKnownZone(proper) ? (proper as ZoneId) : undefined;
  // A zone newer than the data: each word of the name begins with a capital.
  if (!/^[a-z]+(?:\/[a-z_-]+)+$/u.test(name) || !isKnownZone(name)) return undefined;
  return name.replace(/(?<![a-z])[a-z]/gu, (letter) => letter.toUpperCase()) as ZoneId;
}

/** A zone of one UTC offset, minutes: `+05:30`, or `UTC` for none. */
export function offsetZone(minutes: number): ZoneId {
  if (minutes === 0) return UTC;
  const two = (value: number) => String(value).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}` as ZoneId;
}

/** Whether the runtime knows the zone: its data may be older, or newer, than what was stored. */
export function isKnownZone(zone: string): boolean {
  const before = known.get(zone);
  if (before !== undefined) return before;
  const now = isInRuntime(zone);
  known.set(zone, now);
  return now;
}

function isInRuntime(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/**
 * The offset of a zone that the runtime no longer knows: the one by which `time` was due at `dueAt` (epoch ms). Of
 * two offsets a day apart, the one nearer to UTC.
 */
export function offsetWhenDue(time: LocalTime, dueAt: number): ZoneId {
  const utc = Math.floor(dueAt / 60_000) % 1440;
  const ahead = (minutesOf(time) - utc + 1440) % 1440;
  return offsetZone(ahead > 720 ? ahead - 1440 : ahead);
}

/** Cities with a word, or zones with a part, that begins with the words; the closest first, each zone once. */
export function searchZones(words: string, limit: number, language: string): readonly ZoneChoice[] {
  const typed = foldCity(words);
  if (typed === '') return [];
  const found = [...allCities()].flatMap(([name, { zone, label }]) => {
    const rank = rankOf(typed, name, zone);
    return rank === undefined ? [] : [{ zone, city: label ?? cityOf(zone, language) ?? zone, rank }];
  });
  found.sort((a, b) => a.rank - b.rank || a.city.localeCompare(b.city, language));
  const first = new Map(found.toReversed().map((choice) => [choice.zone, choice]));
  return found
    .filter((choice) => first.get(choice.zone) === choice)
    .slice(0, limit)
    .map(({ zone, city }) => ({ zone, city }));
}

/** 0: the city itself, 1: its beginning, 2: one of its words, 3: a part of the zone's name; `undefined`: no match. */
function rankOf(typed: string, city: string, zone: string): number | undefined {
  if (city === typed) return 0;
  if (city.startsWith(typed)) return 1;
  if (city.includes(` ${typed}`)) return 2;
  return ` ${foldCity(zone)}`.includes(` ${typed}`) ? 3 : undefined;
}

/** Up to a third of the letters may be wrong, but not the first: other words are no places. */
function nearestZones(word: string): readonly ZoneId[] {
  if (word.length > LONGEST_CITY) return [];
  const typed = foldCity(word.slice(word.lastIndexOf('/') + 1));
  const begun = typed.length < 3 ? [] : searchZones(typed, SUGGESTIONS, 'en').map(({ zone }) => zone);
  const near = [...allCities()]
    .map(([city, { zone }]) => ({ zone, city, off: distance(typed, city) }))
    .filter(
      ({ city, off }) => city[0] === typed[0] && off <= Math.ceil(typed.length / 3) && off < typed.length,
    )
    .sort((a, b) => a.off - b.off)
    .map(({ zone }) => zone);
  return [...new Set([...begun, ...near])].slice(0, SUGGESTIONS);
}
