// A subscription as a line of JSON and back, for `npm run subscribers`.

import { z } from 'zod';
import type { ImportedSubscription } from '../store/import.ts';
import type { ListedSubscription } from '../store/subscriptions.ts';
import {
  type ChatId,
  NO_THREAD,
  type Schedule,
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

/** The shape of a line, with these topics. */
function lineSchema(topics: ReadonlySet<string>) {
  const id = z.int('is not a whole number; write the number that Telegram gives the chat').max(MAX_ID);
  const topic = z.string('is not a topic id').refine((word) => topics.has(word), {
    error: ({ input }) => `${JSON.stringify(input)} is not a topic; write one of ${[...topics].join(', ')}`,
  });
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
      .union([z.literal('all'), z.tuple([topic], topic)], {
        error: 'is not a list of topics; write ["ukraine"], or "all"',
      })
      .default('all'),
    when: z.enum(['new', 'always'], 'is neither "new" nor "always"').default('new'),
    language: z
      .string()
      .regex(/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/iu, 'is not a language code; write it like "en"')
      .nullish(),
    status: z.enum(STATUSES, `is none of ${STATUSES.join(', ')}`).default('active'),
    reason: z.string().max(200).nullish(),
  });
}

/** Gives the reader of lines. */
export function lineReader({ topics, nextDue }: LineContext): (line: string) => ReadLine {
  const schema = lineSchema(topics);
  return (line) => {
    const json = parseJson(line);
    if (json === undefined) return { ok: false, why: 'is not JSON; write one object on each line' };
    const result = schema.safeParse(json);
    if (!result.success)
      return { ok: false, why: result.error.issues.map((issue) => explain(issue, json)).join('; ') };
    const { chat_id, thread_id, time, zone, days, topics, when, language, status, reason } = result.data;
    const schedule = { time, zone, days };
    const state: SubscriptionState =
      status === 'active' ? { status, dueAt: nextDue(schedule) } : { status, reason: reason ?? status };
    return {
      ok: true,
      subscription: {
        chatId: chat_id as ChatId,
        threadId: (thread_id ?? NO_THREAD) as ThreadId,
        language: language ?? null,
        settings: { ...schedule, topics: withoutRepeats(topics), when },
        state,
      },
    };
  };
}

/** Without a line break. */
export function writeLine({ chatId, threadId, settings, state, language }: ListedSubscription): string {
  const { time, zone, days, topics, when } = settings;
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
  });
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
  if (topics === 'all') return topics;
  const [first, ...rest] = topics;
  return [first, ...new Set(rest.filter((topic) => topic !== first))];
}
