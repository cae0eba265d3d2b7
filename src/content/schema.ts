// The shape of every content file: source of the types, the checks and the editors' JSON Schema.

import { z } from 'zod';

/** A point's text, in UTF-16 units: one or two sentences that fit a phone's screen. */
const MAX_TEXT_LENGTH = 300;
/** Words of a quotation; readers find longer ones in the source. */
const MAX_QUOTE_WORDS = 15;

const slug = z
  .string()
  .max(48)
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'is not an id; write lower-case letters, digits and single hyphens, like "swift-banks"',
  );

export const TalkId = slug.brand<'TalkId'>();
export const TopicId = slug.brand<'TopicId'>();
export const PartyId = slug.brand<'PartyId'>();
export const PersonId = slug.brand<'PersonId'>();
export const SourceId = slug.brand<'SourceId'>();
export const PointId = slug.brand<'PointId'>();
/** Who `by` may name: ids of people, parties and sources share one name space. */
export const ActorId = slug.brand<'ActorId'>();

export type TalkId = z.infer<typeof TalkId>;
export type TopicId = z.infer<typeof TopicId>;
export type PartyId = z.infer<typeof PartyId>;
export type PersonId = z.infer<typeof PersonId>;
export type SourceId = z.infer<typeof SourceId>;
export type PointId = z.infer<typeof PointId>;
export type ActorId = z.infer<typeof ActorId>;

/**
 * Plain text: one line, trimmed, so that it reads the same everywhere. Refused: control characters (Cc), lone
 * surrogates (Cs), line and paragraph separators, and marks that change the direction of what follows.
 */
const plain = (max: number) =>
  z
    .string()
    .min(1, 'is empty; write something or leave the key out')
    .max(max)
    .regex(
      /^[^\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/u,
      'has a line break or a control character; write it on one line without',
    )
    .refine((text) => text === text.trim(), 'begins or ends with a space; take the space away');

/** A day that exists, `YYYY-MM-DD`. */
const Day = z.iso.date('is not a date that exists; write it as YYYY-MM-DD');
/** `2019`, `2024-05` or `2025-02-18`: as exact as the source is. */
const PartialDate = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?$/, 'is not a date; write YYYY, YYYY-MM or YYYY-MM-DD')
  .refine(
    (date) => date.length < 10 || z.iso.date().safeParse(date).success,
    'is not a date that exists; write YYYY, YYYY-MM or YYYY-MM-DD',
  );

/** ISO 639-1, such as `ru`. */
const Language = z.string().regex(/^[a-z]{2}$/, 'is not a language code; write two letters, such as ru');

/** A source and the place in it: `{ id: izvestia, at: ¶12 }`. */
export const Citation = z.strictObject({
  id: SourceId,
  at: plain(40).describe('The locator: where in the source, such as ¶12'),
});
const Citations = z.array(Citation).min(1, 'is empty; write sources: [{ id: izvestia, at: ¶12 }]');

/** The bot's own commands, which no topic may take. A test compares them with the bot's table. */
export const RESERVED_COMMANDS: ReadonlySet<string> = new Set(
  'start help settings talks timeline quotes search privacy digest stop mydata forget stats broadcast reload'.split(
    ' ',
  ),
);

/** What a point is worth. */
export const Kind = z.enum(['agreed', 'said', 'reported', 'denied', 'analysis', 'background']);
/** How far a promise has come. */
const COMMITMENT_STATUSES = ['announced', 'begun', 'kept', 'dropped'] as const;
export const CommitmentStatus = z.enum(COMMITMENT_STATUSES);

export const Party = z.strictObject({
  id: PartyId,
  name: plain(80).describe('As a reader knows it: Russia, the White House'),
  flag: plain(16).optional().describe('The flag as an emoji'),
  of: PartyId.optional().describe('The state it belongs to, for a ministry or an office'),
});

export const Person = z.strictObject({
  id: PersonId,
  name: plain(80),
  short: plain(40).describe('The name in front of a statement: Lavrov'),
  also: z.array(plain(80)).optional().describe('Other spellings, for search'),
});

export const Source = z.strictObject({
  id: SourceId,
  name: plain(80),
  short: plain(40).optional().describe('The name in front of a statement where it differs from name'),
  about: plain(120).optional().describe('What it is: Moscow daily'),
  language: Language.optional(),
  translation: z.enum(['machine', 'human']).optional().describe('How the text we hold was translated'),
  published: Day.optional(),
  url: z.url({ protocol: /^https$/, error: 'is not an https address; write https://…' }).optional(),
  via: SourceId.optional().describe('Known to us only through this source'),
});

export const Topic = z.strictObject({
  id: TopicId,
  command: z
    .string()
    .regex(/^[a-z0-9_]{1,32}$/, 'is not a command; write 1 to 32 of a-z, 0-9 and _')
    .describe('What a reader types after the slash'),
  name: plain(40).describe('On buttons and in titles'),
  emoji: plain(16).optional(),
  description: plain(120).describe('In the command menu'),
});

const Role = {
  person: PersonId,
  role: plain(120).describe('As of the date of the talk'),
  since: PartialDate.optional(),
  until: PartialDate.optional(),
};

export const Delegate = z.strictObject(Role);
export const Delegation = z.strictObject({
  party: PartyId,
  part: z.enum(['delegation', 'host']).describe('Who talked, and who received them'),
  members: z.array(Delegate),
  sources: Citations,
});
/** Someone who is quoted but was in no delegation. */
export const Speaker = z.strictObject({ ...Role, party: PartyId.optional() });

export const Point = z.strictObject({
  id: PointId,
  topics: z.array(TopicId).min(1, 'is empty; write topics: [overview] or another one of topics.yaml'),
  kind: Kind,
  by: z.array(ActorId).default([]).describe('People, parties or sources whose statement it is'),
  text: plain(MAX_TEXT_LENGTH),
  quote: plain(200)
    .refine(
      (quote) => quote.split(/\s+/u).length <= MAX_QUOTE_WORDS,
      `has more than ${MAX_QUOTE_WORDS} words; keep the telling ones`,
    )
    .refine(
      (quote) => !/^["'“”„«].*["'“”»]$/u.test(quote),
      'stands in quotation marks; write the words alone, the marks are added',
    )
    .optional()
    .describe('As spoken, without quotation marks'),
  date: PartialDate.optional().describe('When it was said or happened, where it was not at the talk'),
  denies: PointId.optional(),
  commitment: z.strictObject({ status: CommitmentStatus }).optional(),
  sources: Citations,
});

/** One line of the timeline; its source and status are those of the point it belongs to. */
export const TimelineEntry = z.strictObject({ date: PartialDate, text: plain(160), point: PointId });

export const Talk = z.strictObject({
  id: TalkId,
  title: plain(60).describe('In titles, before the date: Riyadh talks'),
  about: plain(120).describe('Who with whom: Russia–United States'),
  language: Language.default('en').describe('What the texts of this file are written in'),
  date: Day,
  place: z.strictObject({ city: plain(60), country: plain(60) }),
  duration: plain(40).optional(),
  delegations: z.array(Delegation).min(1, 'is empty; write at least one delegation, "- party: …"'),
  speakers: z.array(Speaker).default([]),
  timeline: z.array(TimelineEntry).default([]),
  points: z.array(Point).min(1, 'is empty; write at least one point, "- id: …"'),
});

export const TopicsFile = z.strictObject({
  topics: z.array(Topic).min(1, 'is empty; write at least one topic, "- id: …"'),
});
export const PartiesFile = z.strictObject({
  parties: z.array(Party).min(1, 'is empty; write at least one party, "- id: …"'),
});
export const PeopleFile = z.strictObject({
  people: z.array(Person).min(1, 'is empty; write at least one person, "- id: …"'),
});
export const SourcesFile = z.strictObject({
  sources: z.array(Source).min(1, 'is empty; write at least one source, "- id: …"'),
});

export type Kind = z.infer<typeof Kind>;
export type CommitmentStatus = z.infer<typeof CommitmentStatus>;
export type Citation = z.infer<typeof Citation>;
export type Party = z.infer<typeof Party>;
export type Person = z.infer<typeof Person>;
export type Source = z.infer<typeof Source>;
export type Topic = z.infer<typeof Topic>;
export type Delegate = z.infer<typeof Delegate>;
export type Delegation = z.infer<typeof Delegation>;
export type Speaker = z.infer<typeof Speaker>;
export type Point = z.infer<typeof Point>;
export type TimelineEntry = z.infer<typeof TimelineEntry>;
export type Talk = z.infer<typeof Talk>;

/** The topic whose points make a talk's overview; `topics.yaml` must have it. */
export const OVERVIEW = 'overview' as TopicId;

/** What an answer on a topic begins with, before its points: the talk's facts, or its delegations. */
export const INTRODUCTIONS: ReadonlyMap<TopicId, 'facts' | 'delegations'> = new Map([
  [OVERVIEW, 'facts'],
  ['delegations' as TopicId, 'delegations'],
]);
