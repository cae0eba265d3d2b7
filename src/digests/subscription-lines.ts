// A subscription as a line of JSON and back, for `npm run subscribers`.

import { z } from 'zod';
import { readFollow } from '../content/follows.ts';
import type { ImportedSubscription } from '../store/import.ts';
import type { ListedSubscription } from '../store/subscriptions.ts';
import {
  type Apart,
  type ChatId,
  type Followed,
  type FollowKey,
  MOST_FOLLOWS,
  NO_THREAD,
  type Schedule,
  type Sequence,
  type SubscriptionState,
  type ThreadId,
  type Topics,
  type ZoneId,
} from '../store/types.ts';
import { parseDays } from './days.ts';
import { parseTime } from './times.ts';
import { isKnownZone, parseZone } from './zones.ts';

/** What lines are checked against. */
export interface LineContext {
  /** Topic ids of the content. */
  readonly topics: ReadonlySet<string>;
  /** Those of the bot, in small letters. */
  readonly languages: readonly string[];
  /** Where the ledger of the database ends. */
  readonly latest: Sequence;
  /** Epoch ms of the next digest. */
  readonly nextDue: (schedule: Schedule) => number;
}

/** The subscription, or everything that is wrong with the line. */
export type ReadLine =
  | { readonly ok: true; readonly subscription: ImportedSubscription }
  | { readonly ok: false; readonly why: string };

/** Telegram's ids have at most 52 significant bits (Bot API, Chat). */
const MAX_ID = 2 ** 52;
const STATUSES = ['active', 'paused', 'closed'] as const;

/** A string that `parse` turns into a value. */
function parsed<Value>(parse: (text: string) => Value | undefined, advice: string) {
  return z.string(advice).transform((text, context) => {
    const value = parse(text);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: `${JSON.stringify(text)} ${advice}` });
    return z.NEVER;
  });
}

/** Remembers zones: to ask the runtime for one costs more than all the rest of a line. */
function zoneReader(): (text: string) => ZoneId | undefined {
  const known = new Map<string, ZoneId>();
  return (text) => {
    const remembered = known.get(text);
    if (remembered !== undefined) return remembered;
    const read = parseZone(text);
    if (!read.ok || !isKnownZone(read.zone)) return undefined;
    known.set(text, read.zone);
    return read.zone;
  };
}

function isTime(text: string): boolean {
  return /^\d{2}:\d{2}$/u.test(text);
}

/** The shape of a line, with these topics and languages. */
function lineSchema({ topics, languages }: Pick<LineContext, 'topics' | 'languages'>) {
  const id = z.int('is not a whole number; write the number that Telegram gives the chat').max(MAX_ID);
  const place = z.int().nonnegative();
  const topic = z.string('is not a topic id').refine((word) => topics.has(word), {
    error: ({ input }) => `${JSON.stringify(input)} is not a topic; write one of ${[...topics].join(', ')}`,
  });
  const seen = z
    .tuple([place, place], 'is not a place; write it as it was exported, like [120,123], or leave it out')
    .refine(([sent, known]) => sent <= known, 'has a place behind the end; write the smaller number first');
  return z.strictObject({
    chat_id: id.min(-MAX_ID).refine((value) => value !== 0, 'is 0; write the chat’s id'),
    thread_id: id.positive('is not positive; leave it out for the chat itself').optional(),
    time: parsed(
      (text) => (isTime(text) ? parseTime(text) : undefined),
      'is not a time; write it like "09:00"',
    ),
    zone: parsed(zoneReader(), 'is not a time zone; write it like "Europe/Berlin" or "+03:00"'),
    days: parsed(parseDays, 'names no days; write "daily", "weekdays" or a list like "mon,wed"').default(
      'daily' as never,
    ),
    topics: z
      .union([z.literal('all'), z.array(topic)], {
        error: 'is not a list of topics; write ["ukraine"], or "all"',
      })
      .default('all'),
    when: z.enum(['new', 'always'], 'is neither "new" nor "always"').default('new'),
    language: parsed(
      (text) => languages.find((language) => language === text.toLowerCase().split(/[-_]/u)[0]),
      `is not a language of the bot; write one of ${languages.join(', ')}`,
    ).nullish(),
    status: z.enum(STATUSES, `is none of ${STATUSES.join(', ')}`).default('active'),
    reason: z.string().trim().max(200, 'is too long; write a few words').nullish(),
    follows: z
      .array(parsed(followIn, 'is nothing to follow; write it like "person:lavrov" or "words:swift"'))
      .max(MOST_FOLLOWS, `are too many; write at most ${MOST_FOLLOWS}`)
      .optional(),
    agreed_at_once: z.boolean('is neither true nor false').optional(),
    card: z.boolean('is neither true nor false').optional(),
    seen: seen.optional(),
    seen_topics: z.record(z.string(), seen, 'is not a list of places; leave it out').optional(),
    seen_apart: z.record(z.string(), z.array(seen), 'is not a list of places; leave it out').optional(),
  });
}

/** Gives the reader of lines. */
export function lineReader(context: LineContext): (line: string) => ReadLine {
  const schema = lineSchema(context);
  return (line) => {
    const json = parseJson(line);
    if (json === undefined) return { ok: false, why: 'is not JSON; write one object on each line' };
    const result = schema.safeParse(json);
    if (!result.success)
      return { ok: false, why: result.error.issues.map((issue) => explain(issue, json)).join('; ') };
    const { chat_id, thread_id, time, zone, days, topics, when, language } = result.data;
    const { follows = [], agreed_at_once: agreedAtOnce, card } = result.data;
    if (topics.length === 0 && follows.length === 0)
      return {
        ok: false,
        why: 'topics: is not a list of topics; write ["ukraine"], or "all", or add "follows"',
      };
    const schedule = { time, zone, days };
    const state = stateOf(result.data, () => context.nextDue(schedule));
    if (typeof state === 'string') return { ok: false, why: state };
    return {
      ok: true,
      subscription: {
        chatId: chat_id as ChatId,
        threadId: (thread_id ?? NO_THREAD) as ThreadId,
        language: language ?? null,
        settings: {
          ...schedule,
          ...{ topics: withoutRepeats(topics), when },
          ...(follows.length === 0 ? {} : { follows: eachOnce(follows) }),
          ...(agreedAtOnce ? { agreedAtOnce } : {}),
          ...(card ? { card } : {}),
        },
        state,
        ...placeOf(result.data, context.latest),
      },
    };
  };
}

interface Standing {
  readonly status: (typeof STATUSES)[number];
  readonly reason?: string | null | undefined;
}

/** The state, or what is wrong with it. */
function stateOf({ status, reason }: Standing, nextDue: () => number): SubscriptionState | string {
  if (status !== 'active') {
    return reason ? { status, reason } : `reason: is missing; write why it is ${status}, like "unsubscribed"`;
  }
  if (reason) return 'reason: does not go with "active"; leave it out, or write "paused" or "closed"';
  return { status, dueAt: nextDue() };
}

interface Seen {
  readonly seen?: readonly [number, number] | undefined;
  readonly seen_topics?: Readonly<Record<string, readonly [number, number]>> | undefined;
  readonly seen_apart?: Readonly<Record<string, readonly (readonly [number, number])[]>> | undefined;
}

/** How far the chat has been told, where the line says so. */
function placeOf(
  { seen, seen_topics: seenTopics, seen_apart: seenApart }: Seen,
  latest: Sequence,
): Pick<ImportedSubscription, 'cursor' | 'places' | 'apart'> {
  const places = Object.entries(seenTopics ?? {}).map(([topic, one]) => [topic, cursorOf(one, latest)]);
  // In a ledger that was begun again a number is another point.
  const apart = Object.entries(seenApart ?? {}).flatMap(([strand, all]) =>
    all.flatMap(([told, known]) => (known <= latest ? { strand, sequence: told as Sequence } : [])),
  );
  return {
    ...(seen ? { cursor: cursorOf(seen, latest) } : {}),
    ...(places.length === 0 ? {} : { places: Object.fromEntries(places) }),
    ...(apart.length === 0 ? {} : { apart }),
  };
}

/**
 * A place in the ledger, written with where that ended. In a ledger that is at least as long it is the same place. A
 * shorter one was begun again, so that its numbers are others: there it is as far from the end.
 */
function cursorOf([sent, known]: readonly [number, number], latest: Sequence): Sequence {
  return (known <= latest ? sent : Math.max(0, latest - (known - sent))) as Sequence;
}

/** Without a line break. @param latest where the ledger ends */
export function writeLine(
  { chatId, threadId, settings, state, language, cursor, places, apart = [] }: ListedSubscription,
  latest: Sequence,
): string {
  const seen = (place: Sequence) => [place, Math.max(place, latest)];
  const { time, zone, days, topics, when, follows = [], agreedAtOnce = false, card = false } = settings;
  return JSON.stringify({
    chat_id: chatId,
    ...(threadId === NO_THREAD ? {} : { thread_id: threadId }),
    time,
    zone,
    days,
    topics,
    when,
    ...(language === null ? {} : { language }),
    status: state.status,
    ...(state.status === 'active' ? {} : { reason: state.reason }),
    ...(follows.length === 0 ? {} : { follows: follows.map(followWords) }),
    ...(agreedAtOnce ? { agreed_at_once: true } : {}),
    ...(card ? { card: true } : {}),
    ...(cursor === null ? {} : { seen: seen(cursor) }),
    ...(Object.keys(places).length === 0
      ? {}
      : {
          seen_topics: Object.fromEntries(
            Object.entries(places).map(([topic, place]) => [topic, seen(place)]),
          ),
        }),
    ...(apart.length === 0 ? {} : { seen_apart: apartSeen(apart, seen) }),
  });
}

function apartSeen(apart: readonly Apart[], seen: (place: Sequence) => readonly number[]) {
  const groups = Map.groupBy(apart, ({ strand }) => strand);
  return Object.fromEntries(
    [...groups].map(([strand, all]) => [strand, all.map(({ sequence }) => seen(sequence))]),
  );
}

/** What is paused has a minus before it. */
const PAUSED = '-';

function followWords({ key, paused }: Followed): string {
  return paused ? `${PAUSED}${key}` : key;
}

function followIn(text: string): Followed | undefined {
  const paused = text.startsWith(PAUSED);
  const key = paused ? text.slice(PAUSED.length) : text;
  return readFollow(key) && { key: key as FollowKey, paused };
}

function eachOnce(follows: readonly Followed[]): readonly Followed[] {
  return [...new Map(follows.map((one) => [one.key, one])).values()];
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** What is wrong with a field. The schema's messages say what to do about it. */
function explain(issue: z.core.$ZodIssue, line: unknown): string {
  if (issue.code === 'unrecognized_keys') return `${issue.keys.join(', ')}: is not a field`;
  const [field] = issue.path;
  if (field === undefined) return 'is not an object; write {"chat_id": …}';
  const isMissing = typeof line === 'object' && line !== null && !Object.hasOwn(line, field);
  return `${String(field)}: ${isMissing ? 'is missing' : issue.message}`;
}

function withoutRepeats(topics: Topics): Topics {
  return topics === 'all' ? topics : [...new Set(topics)];
}
