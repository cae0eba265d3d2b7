// The words after `/digest` → what the reader wants, or which word was not understood.

import type { Days, LocalTime, Topics, When, ZoneId } from '../store/types.ts';
import { parseDays } from './days.ts';
import { parseTime } from './times.ts';
import { parseZone } from './zones.ts';

/** What was named; the rest stays as it is. */
export interface DigestChange {
  readonly time?: LocalTime;
  readonly zone?: ZoneId;
  readonly days?: Days;
  readonly topics?: Topics;
  readonly when?: When;
}

export type TypedAction = 'now' | 'pause' | 'resume' | 'off';

export type DigestProblem = { readonly type: 'problem'; readonly word: string } & (
  | { readonly expected: 'time' | 'day' }
  /** It looks like a zone and is none; `nearest` has what may have been meant. */
  | { readonly expected: 'zone'; readonly nearest: readonly ZoneId[] }
  /** Unknown: no topic, no city nor any other word. */
  | { readonly expected: 'word'; readonly nearest: readonly ZoneId[] }
  /** The second of two where only one is allowed. */
  | { readonly expected: 'once'; readonly field: keyof DigestChange }
);

export type DigestWords =
  /** No words: opens the panel. */
  | { readonly type: 'panel' }
  | { readonly type: 'action'; readonly action: TypedAction }
  | { readonly type: 'change'; readonly change: DigestChange }
  | DigestProblem;

const ACTIONS: ReadonlyMap<string, TypedAction> = new Map([
  ...(['now', 'pause', 'resume', 'off'] as const).map((action) => [action, action] as const),
  ...['stop', 'unsubscribe'].map((word) => [word, 'off'] as const),
]);
const FILLERS = new Set("at on in and every weekly each o’clock o'clock the about".split(' '));
/** The longest name of a city, in words: `rio de janeiro`. */
const CITY_WORDS = 3;

/** What the next words mean, and how many they are. */
interface ReadWords {
  readonly taken: number;
  readonly change: DigestChange;
}

/**
 * The words may come in any order: `09:00 Europe/Berlin ukraine economy`, `weekdays 18:30 Asia/Riyadh`, `always 8`.
 * @param topicOf the id of the topic that a word names, in lower case
 */
export function parseDigestWords(text: string, topicOf: (word: string) => string | undefined): DigestWords {
  const words = text
    .trim()
    .replace(/\s*,\s*/gu, ',')
    .split(/\s+/u)
    .filter((word) => word !== '');
  const [first] = words;
  if (first === undefined) return { type: 'panel' };
  const action = words.length === 1 ? ACTIONS.get(first.toLowerCase()) : undefined;
  if (action) return { type: 'action', action };
  let change: DigestChange = {};
  for (let place = 0; place < words.length; ) {
    const read = readNext(words.slice(place), topicOf);
    if ('type' in read) return read;
    const merged = merge(change, read.change);
    if (typeof merged === 'string') {
      return { type: 'problem', word: words[place] ?? '', expected: 'once', field: merged };
    }
    change = merged;
    place += read.taken;
  }
  if (Object.keys(change).length > 0) return { type: 'change', change };
  return { type: 'problem', word: first, expected: first.toLowerCase() === 'weekly' ? 'day' : 'time' };
}

function readNext(
  words: readonly string[],
  topicOf: (word: string) => string | undefined,
): ReadWords | DigestProblem {
  const [word = '', second = ''] = words.map((each) => each.toLowerCase());
  if (FILLERS.has(word)) return { taken: 1, change: {} };
  if (word === 'new' && second !== 'york' && second !== 'delhi') return { taken: 1, change: { when: 'new' } };
  if (word === 'always') return { taken: 1, change: { when: 'always' } };
  const days = word === 'day' ? parseDays('daily') : parseDays(word);
  if (days) return { taken: 1, change: { days } };
  const halves = /^[ap]\.?m\.?$/u.test(second) ? 2 : 1;
  const time = parseTime(words.slice(0, halves).join(' '));
  if (time) return { taken: halves, change: { time } };
  return readTopics(word, topicOf) ?? readZone(words);
}

function readTopics(word: string, topicOf: (word: string) => string | undefined): ReadWords | undefined {
  if (word === 'all' || word === 'everything') return { taken: 1, change: { topics: 'all' } };
  const ids = word
    .replace(/^\//u, '')
    .split(',')
    .filter((part) => part !== '')
    .map(topicOf);
  const [first, ...rest] = ids.filter((id) => id !== undefined);
  if (first === undefined || rest.length + 1 < ids.length) return undefined;
  return { taken: 1, change: { topics: [first, ...rest] } };
}

/** The longest city that the words begin with. */
function readZone(words: readonly string[]): ReadWords | DigestProblem {
  const [word = ''] = words;
  for (let taken = Math.min(CITY_WORDS, words.length); taken > 0; taken--) {
    const parsed = parseZone(words.slice(0, taken).join(' '));
    if (parsed.ok) return { taken, change: { zone: parsed.zone } };
  }
  return problemWith(word);
}

function problemWith(word: string): DigestProblem {
  if (/^\d/u.test(word)) return { type: 'problem', word, expected: 'time' };
  const parsed = parseZone(word);
  const nearest = parsed.ok ? [] : parsed.nearest;
  const expected = /[/+]|^(?:utc|gmt)|^[-−]\d/iu.test(word) ? 'zone' : 'word';
  return { type: 'problem', word, expected, nearest };
}

/** Topics and days add up; anything else can be named once. Returns the field that was named twice. */
function merge(a: DigestChange, b: DigestChange): DigestChange | keyof DigestChange {
  const twice = (['time', 'zone', 'when'] as const).find((field) => field in a && field in b);
  if (twice) return twice;
  const days = a.days && b.days ? parseDays(`${a.days},${b.days}`) : (b.days ?? a.days);
  const topics = a.topics && b.topics ? bothTopics(a.topics, b.topics) : (b.topics ?? a.topics);
  return { ...a, ...b, ...(days && { days }), ...(topics && { topics }) };
}

function bothTopics(a: Topics, b: Topics): Topics {
  if (a === 'all' || b === 'all') return 'all';
  const [first, ...rest] = a;
  return [first, ...new Set([...rest, ...b].filter((topic) => topic !== first))];
}
