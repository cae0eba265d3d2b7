// The words after `/digest` → what the reader wants, or which word was not understood.

import type { Days, LocalTime, Topics, When, ZoneId } from '../store/types.ts';
import { parseDays } from './days.ts';
import { isCity } from './places.ts';
import { parseTime, TIME_WORDS } from './times.ts';
import { findZone, parseZone } from './zones.ts';

/** What was named; the rest stays as it is. */
export interface DigestChange {
  readonly time?: LocalTime;
  readonly zone?: ZoneId;
  readonly days?: Days;
  readonly topics?: Topics;
  readonly when?: When;
}

export type TypedAction = 'now' | 'why' | 'pause' | 'resume' | 'off';

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
  ...(['now', 'why', 'pause', 'resume', 'off'] as const).map((action) => [action, action] as const),
  ...['stop', 'unsubscribe'].map((word) => [word, 'off'] as const),
]);
/** Prepositions and the like, in the languages of which readers write: English, Russian, Ukrainian, German, French, Spanish. */
const FILLERS = new Set(
  [
    "at on in and every weekly each o’clock o'clock the about for by time",
    'в во по на к ко и с каждый каждую каждое каждые время времени о об у до за та й кожен кожну кожного кожні час часом',
    'um im in am und jeden jede jedes gegen zeit',
    'à a et le les chaque tous vers las los el y cada todos',
  ]
    .join(' ')
    .split(' '),
);
/** Words of a place with its country: `Port of Spain, Trinidad and Tobago`. */
const PLACE_WORDS = 7;

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
    .replace(/\s*[,،、，;]\s*/gu, ', ')
    .split(/\s+/u)
    .filter((word) => bare(word) !== '');
  const first = words.map(bare)[0];
  if (first === undefined) return { type: 'panel' };
  const action = words.length === 1 ? ACTIONS.get(first.toLowerCase()) : undefined;
  if (action) return { type: 'action', action };
  let change: DigestChange = {};
  for (let rest: readonly string[] = words; rest.length > 0; ) {
    const read = readNext(rest, topicOf);
    if ('type' in read) return read;
    const merged = merge(change, read.change);
    if (typeof merged === 'string') {
      return { type: 'problem', word: bare(rest[0] ?? ''), expected: 'once', field: merged };
    }
    change = merged;
    rest = rest.slice(read.taken);
  }
  if (Object.keys(change).length > 0) return { type: 'change', change };
  return { type: 'problem', word: first, expected: first.toLowerCase() === 'weekly' ? 'day' : 'time' };
}

/** A word without the comma behind it. */
function bare(word: string): string {
  return word.replace(/,+$/u, '');
}

function readNext(
  words: readonly string[],
  topicOf: (word: string) => string | undefined,
): ReadWords | DigestProblem {
  const [word = '', second = ''] = words.map((each) => bare(each).toLowerCase());
  // `Los Angeles`, `El Salvador`, `The Hague` begin with words that mean nothing elsewhere.
  if (FILLERS.has(word)) return placeIn(words, topicOf, 2) ?? { taken: 1, change: {} };
  if (word === 'new' && second !== 'york' && second !== 'delhi') return { taken: 1, change: { when: 'new' } };
  if (word === 'always') return { taken: 1, change: { when: 'always' } };
  const days = parseDays(word);
  if (days) return { taken: 1, change: { days } };
  return readTime(words) ?? readTopics(word, topicOf) ?? readZone(words, topicOf);
}

/** The longest time that the words begin with. */
function readTime(words: readonly string[]): ReadWords | undefined {
  for (let taken = Math.min(TIME_WORDS, words.length); taken > 0; taken--) {
    const time = parseTime(bare(words.slice(0, taken).join(' ')));
    if (time) return { taken, change: { time } };
  }
  return undefined;
}

function readTopics(word: string, topicOf: (word: string) => string | undefined): ReadWords | undefined {
  if (word === 'all' || word === 'everything') return { taken: 1, change: { topics: 'all' } };
  const topic = topicOf(word.replace(/^\//u, ''));
  return topic === undefined ? undefined : { taken: 1, change: { topics: [topic] } };
}

function readZone(
  words: readonly string[],
  topicOf: (word: string) => string | undefined,
): ReadWords | DigestProblem {
  return placeIn(words, topicOf, 1) ?? problemWith(bare(words[0] ?? ''));
}

/**
 * The longest place that the words begin with, of `least` words. A topic behind a city is a topic, also where it is a
 * country.
 */
function placeIn(
  words: readonly string[],
  topicOf: (word: string) => string | undefined,
  least: number,
): ReadWords | undefined {
  for (let taken = Math.min(PLACE_WORDS, words.length); taken >= least; taken--) {
    const place = bare(words.slice(0, taken).join(' '));
    const last = bare(words[taken - 1]?.toLowerCase() ?? '');
    if (taken > 1 && topicOf(last) !== undefined && !isCity(place)) continue;
    const found = findZone(place);
    if (found?.ok) return { taken, change: { zone: found.zone } };
  }
  return undefined;
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
