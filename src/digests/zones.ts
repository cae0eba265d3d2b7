// Reads time zones as people type them into the names that are stored, and finds zones by city.

import { distance } from 'fastest-levenshtein';
import type { LocalTime, ZoneId } from '../store/types.ts';
import { minutesOf } from './times.ts';
import { MORE_CITIES, OTHER_NAMES, RENAMED } from './zone-names.ts';

export const UTC = 'UTC' as ZoneId;

/** The zone, or those whose names come nearest to what was typed. */
export type ParsedZone =
  | { readonly ok: true; readonly zone: ZoneId }
  | { readonly ok: false; readonly nearest: readonly ZoneId[] };

/** A city that a search found. */
export interface ZoneChoice {
  readonly zone: ZoneId;
  /** As it is shown: `New York`, `Geneva`. */
  readonly city: string;
}

/** The furthest offsets in use, minutes: Baker Island and the Line Islands. */
const WESTERNMOST = -12 * 60;
const EASTERNMOST = 14 * 60;
const OFFSET = /^(?:utc|gmt)?\s*([+\-−])\s*(\d{1,2})(?::?([0-5]\d))?$/u;
/** Continents and oceans: other areas of the database (`US/…`, `Etc/…`) have no cities in them. */
const WITH_CITIES = /^(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)\//u;
const SUGGESTIONS = 3;

/** Zones under their current names. */
const LISTED = Intl.supportedValuesOf('timeZone').map((name) => RENAMED.get(name) ?? name);
/** Lower case → proper case. */
const PROPER = new Map(
  [...LISTED, ...RENAMED.keys(), ...OTHER_NAMES].map((name) => [name.toLowerCase(), name]),
);
/** Plain city → zone. A zone's own city overrides an old name's, and that one the list of cities. */
const CITIES = new Map([
  ...MORE_CITIES,
  ...OTHER_NAMES.filter((name) => WITH_CITIES.test(name)).map((name) => [cityOf(name), name] as const),
  ...[...RENAMED].map(([old, name]) => [cityOf(old), name] as const),
  ...LISTED.map((name) => [cityOf(name), name] as const),
]);

function cityOf(name: string): string {
  return plain(name.slice(name.lastIndexOf('/') + 1));
}

/** Lower case, no accents, single spaces: `São_Paulo` → `sao paulo`. */
function plain(text: string): string {
  const bare = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const latin = bare.replace(/ß/gu, 'ss').replace(/ø/gu, 'o').replace(/ł/gu, 'l').replace(/đ/gu, 'd');
  return latin.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

/**
 * `Europe/Kyiv` and every other IANA name in any case, a city (`berlin`, `new york`, `são paulo`), `UTC+3`, `GMT-3:30`,
 * `+03:00`, `utc`. The name is kept, in its proper case: an old name is not replaced by a new one.
 */
export function parseZone(text: string): ParsedZone {
  const word = text.trim().toLowerCase();
  const zone = /^(?:utc|gmt|z)$/u.test(word)
    ? UTC
    : (parseOffset(word) ?? parseName(word) ?? parseCity(word));
  return zone === undefined ? { ok: false, nearest: nearestZones(word) } : { ok: true, zone };
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
  const proper = PROPER.get(name);
  if (proper !== undefined) return isKnownZone(proper) ? (proper as ZoneId) : undefined;
  // A zone newer than the lists: capitalise each word.
  if (!/^[a-z]+(?:\/[a-z_-]+)+$/u.test(name) || !isKnownZone(name)) return undefined;
  return name.replace(/(?<![a-z])[a-z]/gu, (letter) => letter.toUpperCase()) as ZoneId;
}

function parseCity(word: string): ZoneId | undefined {
  return CITIES.get(plain(word)) as ZoneId | undefined;
}

/** A zone of one UTC offset, minutes: `+05:30`, or `UTC` for none. */
export function offsetZone(minutes: number): ZoneId {
  if (minutes === 0) return UTC;
  const two = (value: number) => String(value).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}` as ZoneId;
}

/** Whether the runtime knows the zone: its data may be older or newer than what was stored. */
export function isKnownZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/**
 * The offset at which `time` was due at `dueAt` (epoch ms), to replace a zone that the runtime no longer knows. Of two
 * offsets a day apart it is the one nearer to UTC.
 */
export function offsetWhenDue(time: LocalTime, dueAt: number): ZoneId {
  const utc = Math.floor(dueAt / 60_000) % 1440;
  const ahead = (minutesOf(time) - utc + 1440) % 1440;
  return offsetZone(ahead > 720 ? ahead - 1440 : ahead);
}

/** Cities that match what is typed by themselves or by their zone's name; the best first, each zone once. */
export function searchZones(words: string, limit: number): readonly ZoneChoice[] {
  const typed = plain(words);
  if (typed === '') return [];
  const found = [...CITIES].flatMap(([city, zone]) => {
    const rank = rankOf(typed, city, zone);
    return rank === undefined ? [] : [{ city, zone, rank }];
  });
  found.sort((a, b) => a.rank - b.rank || a.city.localeCompare(b.city, 'en'));
  const once = new Map(found.reverse().map((match) => [match.zone, match]));
  return [...once.values()]
    .sort((a, b) => a.rank - b.rank || a.city.localeCompare(b.city, 'en'))
    .slice(0, limit)
    .map(({ city, zone }) => ({ zone: zone as ZoneId, city: titled(city) }));
}

/** 0: the city itself, 1: its beginning, 2: one of its words, 3: a word of the zone's name; `undefined`: no match. */
function rankOf(typed: string, city: string, zone: string): number | undefined {
  if (city === typed) return 0;
  if (city.startsWith(typed)) return 1;
  if (city.includes(` ${typed}`)) return 2;
  return ` ${plain(zone)}`.includes(` ${typed}`) ? 3 : undefined;
}

function titled(city: string): string {
  return city.replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase());
}

/** Zones whose city begins like the word, then those that differ in at most a third of its letters. */
function nearestZones(word: string): readonly ZoneId[] {
  const typed = plain(word.slice(word.lastIndexOf('/') + 1));
  const begun = typed.length < 3 ? [] : searchZones(typed, SUGGESTIONS).map(({ zone }) => zone);
  const near = [...CITIES]
    .map(([city, zone]) => ({ zone: zone as ZoneId, off: distance(typed, city) }))
    .filter(({ off }) => off <= Math.ceil(typed.length / 3) && off < typed.length)
    .sort((a, b) => a.off - b.off)
    .map(({ zone }) => zone);
  return [...new Set([...begun, ...near])].slice(0, SUGGESTIONS);
}
