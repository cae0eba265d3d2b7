// The shape of every content file, once: the types, the checks and the editors' JSON Schemas come from here.

import { z } from 'zod';
import { isCountry, isEmoji, isLanguage } from './countries.ts';
import { EDTF_FORM, INSTANT_FORM, instantOf, isEdtf, parseEdtf } from './edtf.ts';

/** The language of talk.yaml and of the registries. */
export const ORIGINAL = 'en';
/** The languages that content is translated into, each a file in a talk's folder and a key of `names`. */
export const TRANSLATIONS = ['ru', 'uk'] as const;
export type Translated = (typeof TRANSLATIONS)[number];

/** Lengths in UTF-16 units. A point is one or two sentences that fit a phone's screen. */
export const MAX = {
  title: 60,
  line: 120,
  place: 80,
  name: 80,
  short: 40,
  text: 300,
  quote: 200,
  note: 160,
  was: 340,
  why: 200,
  sourceTitle: 200,
  passage: 200,
} as const;
/** Words of a quotation; longer ones are for the source itself. */
export const MAX_QUOTE_WORDS = 15;
/** Points that a talk leads with. */
export const MAX_LEAD = 5;

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const slug = z
  .string()
  .max(48)
  .regex(ID, { error: ({ input }) => whyNoId(String(input)) });

/** Says what an editor probably meant. */
function whyNoId(text: string): string {
  const foreign = /[^ -~]/u.exec(text)?.[0];
  if (foreign !== undefined && ID.test(text.replaceAll(/[^ -~]/gu, 'a')))
    return `is not an id: ${foreign} (${codeOf(foreign)}) is none of a-z; type it again`;
  const ids = text.split(/[\s,;]+/).filter((part) => part !== '');
  if (ids.length > 1 && ids.every((part) => ID.test(part)))
    return `is not an id but ${ids.length} words; put commas between ids, [${ids.join(', ')}]`;
  return 'is not an id; write lower-case letters, digits and single hyphens, like "swift-banks"';
}

export const TalkId = slug.brand<'TalkId'>();
export const TopicId = slug.brand<'TopicId'>();
export const SubjectId = slug.brand<'SubjectId'>();
export const PartyId = slug.brand<'PartyId'>();
export const PersonId = slug.brand<'PersonId'>();
export const OutletId = slug.brand<'OutletId'>();
export const SourceId = slug.brand<'SourceId'>();
export const PromiseId = slug.brand<'PromiseId'>();
export const PlaceId = slug.brand<'PlaceId'>();
export const PointId = slug.brand<'PointId'>();
export const SessionId = slug.brand<'SessionId'>();
export const SeriesId = slug.brand<'SeriesId'>();
/** Who may stand in `by`: ids of people, parties and outlets share one name space. */
export const ActorId = slug.brand<'ActorId'>();

export type TalkId = z.infer<typeof TalkId>;
export type TopicId = z.infer<typeof TopicId>;
export type SubjectId = z.infer<typeof SubjectId>;
export type PartyId = z.infer<typeof PartyId>;
export type PersonId = z.infer<typeof PersonId>;
export type OutletId = z.infer<typeof OutletId>;
export type SourceId = z.infer<typeof SourceId>;
export type PromiseId = z.infer<typeof PromiseId>;
export type PlaceId = z.infer<typeof PlaceId>;
export type PointId = z.infer<typeof PointId>;
export type SessionId = z.infer<typeof SessionId>;
export type SeriesId = z.infer<typeof SeriesId>;
export type ActorId = z.infer<typeof ActorId>;

/**
 * What a line of text may not hold: line breaks and control characters, broken halves of a pair, and characters that
 * nobody sees: no-break spaces, soft hyphens, zero-width marks, marks that turn the direction.
 */
const UNSEEN =
  /[\p{Cc}\p{Cs}\u00a0\u00ad\u061c\u180e\u200b-\u200f\u2007\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb]/u;
/** The same as a pattern of JSON Schema, for a whole text. */
const SEEN_ONLY = new RegExp(`^[^${UNSEEN.source.slice(1, -1)}]*$`, 'u');

/** One line, or nothing yet. */
const line = (max: number) =>
  z
    .string()
    .max(max)
    .regex(SEEN_ONLY, {
      error: ({ input }) => whatIsUnseen(String(input)),
    })
    .refine((text) => text === text.trim(), 'begins or ends with a space; take the space away');

/** One line as its source has it: a title, a passage. */
const verbatim = (max: number) => line(max).min(1, 'is empty; write something or leave the key out');

/** One line of our own words. Initials and abbreviations (`the U.S.`) may end it. */
const plain = (max: number) => ownWords(verbatim(max));

/** The same in another language, or empty where nobody has translated it yet: then the English is shown. */
const translated = (max: number) => ownWords(line(max));

const ownWords = (text: z.ZodString) =>
  text
    .refine(
      (text) => !/[^.]\.$/u.test(text) || /(?:^|[\s.(])\p{L}\.$/u.test(text),
      'ends with a full stop; take it away',
    )
    .refine(
      (text) => !/^(?:"[^"]*"|“[^“”]*”|«[^«»]*»|„[^„“”]*[“”]|'[^']*'|‘[^‘’]*’)$/u.test(text),
      'stands in quotation marks; write the words alone',
    )
    .refine((text) => !text.includes('  '), 'has two spaces in a row; write one')
    .refine(
      (text) => !/<\/?[a-z][^<>]*>/iu.test(text),
      'has a tag in < >; readers would see it, so take it away',
    );

/** `U+00A0`. */
export function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Says which character it is and what to write instead. */
function whatIsUnseen(text: string): string {
  const found = UNSEEN.exec(text)?.[0] ?? '';
  const code = codeOf(found);
  switch (found) {
    case '\u00a0':
    case '\u202f':
    case '\u2007':
      return `has a no-break space (${code}); write a plain space`;
    case '\u00ad':
      return `has a soft hyphen (${code}); take it away`;
    case '\n':
    case '\r':
      return 'has a line break; write it on one line';
    default:
      return `has a character that nobody sees (${code}); take it away`;
  }
}

/** A day that exists, `YYYY-MM-DD`. */
const Day = z.iso.date('is not a date that exists; write it as YYYY-MM-DD');
/** As exact as the source is. */
const AnyDate = z
  .string()
  .regex(EDTF_FORM, { error: ({ input }) => whyNoDate(String(input)) })
  .refine(isEdtf, {
    error: ({ input }) =>
      String(input).split('/').every(isEdtf)
        ? 'ends before it begins; write the earlier date first'
        : 'is not a date that exists; write YYYY-MM-DD with a day of that month',
  });

/** Says how the day is written that was probably meant. */
function whyNoDate(text: string): string {
  const form = '2019, 2024-05, 2025-02-18 or 2026-01-23/2026-01-24';
  const meant = text
    .split(/\s*(?:[–—/]|\s-\s|--|\.\.\.?)\s*/u)
    .map((part) =>
      part.replace(/^(\d{1,2})[./](\d{1,2})[./](\d{4})$/, (_all, day, month, year) =>
        [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-'),
      ),
    )
    .join('/');
  return `is not a date; write ${EDTF_FORM.test(meant) && isEdtf(meant) ? meant : form}`;
}

/** A minute anywhere on earth. */
const Instant = z
  .string()
  .regex(INSTANT_FORM, 'is not a time; write it with its distance from UTC, such as 2026-03-01T09:00+03:00')
  .refine(
    (text) => instantOf(text) !== undefined,
    'is not a time that exists; write it such as 2026-03-01T09:00+03:00',
  );

const Language = z
  .string()
  .regex(/^[a-z]{2}$/, 'is not a language; write its two letters, such as ru')
  .refine(isLanguage, 'is not a language; write the two letters of ISO 639-1, such as uk for Ukrainian');
const Country = z
  .string()
  .regex(/^[A-Z]{2}$/, 'is not a country; write its two letters, such as RU')
  .refine(
    isCountry,
    'is not a country; write the two letters of ISO 3166, such as GB for the United Kingdom',
  );
const Emoji = z.string().refine(isEmoji, 'is not an emoji; write one, such as 🇺🇦, or leave the key out');

/** A key that says yes where it stands. Every scalar is read as a string. */
const Flag = z.literal('true').transform(() => true as const);

/** What an entry is called in the other languages. */
const namesOf = <Shape extends z.ZodType>(shape: Shape) =>
  z.strictObject({ ru: shape.optional(), uk: shape.optional() }).optional();
const Also = z.array(plain(MAX.name)).optional().describe('Other spellings, in any language, for the search');

/** A source, the place in it, and its words there. */
export const Citation = z.strictObject({
  source: SourceId,
  at: z
    .string()
    .regex(/^(?:¶[1-9]\d{0,3}|item [1-9]\d{0,2}|headline|(?:\d{1,2}:)?\d{2}:\d{2})$/u, {
      error: ({ input }) => {
        const number = /^(?:¶|p|par|para|paragraph|§)?\.?\s*([1-9]\d{0,3})$/iu.exec(String(input))?.[1];
        return `is not a place in a source; write ${number === undefined ? '¶12' : `¶${number}`}, item 3, headline or 12:34`;
      },
    })
    .describe('Where in the source: ¶12, item 3 (a numbered clause), headline, 12:34 (a transcript)'),
  passage: verbatim(MAX.passage).describe('4 to 12 words of the source, letter by letter'),
  says: z
    .enum(['so', 'partly', 'otherwise'])
    .optional()
    .describe('Whether the source says so (left out), partly, or otherwise'),
  note: plain(MAX.note)
    .optional()
    .describe('What it says instead, or what else; needed where it does not say so'),
});
const Citations = z
  .array(Citation)
  .min(1, 'is empty; write at least one, "- { source: …, at: ¶12, passage: … }"');

/** Commands of the bot itself: no topic may take one. A test holds them against the bot's own table. */
export const RESERVED_COMMANDS: ReadonlySet<string> = new Set([
  ...['start', 'help', 'settings', 'talks', 'timeline', 'quotes', 'search', 'privacy'],
  ...['digest', 'follow', 'stop', 'mydata', 'forget', 'stats', 'broadcast', 'reload'],
  ...['promises', 'compare', 'who', 'corrections', 'new'],
]);

/** What a point is worth, from strongest to context. */
export const KINDS = ['agreed', 'said', 'reported', 'denied', 'open', 'analysis', 'background'] as const;
export const Kind = z.enum(KINDS);
/** What a point did to a promise. */
export const STEPS = ['made', 'begun', 'kept', 'stalled', 'lapsed', 'withdrawn'] as const;
const PromiseStep = z.enum(STEPS);
/** How a point answers another. */
const How = z.enum(['denies', 'disputes', 'confirms', 'replaces']);

export const Topic = z.strictObject({
  id: TopicId,
  command: z
    .string()
    .regex(/^[a-z0-9_]{1,32}$/, 'is not a command; write 1 to 32 of a-z, 0-9 and _')
    .describe('What a reader types after the slash'),
  name: plain(MAX.short).describe('On buttons and in titles'),
  emoji: Emoji.optional(),
  description: plain(MAX.line).describe('In the command menu'),
  also: Also,
  names: namesOf(z.strictObject({ name: plain(MAX.short), description: plain(MAX.line) })),
});

export const Subject = z.strictObject({
  id: SubjectId,
  topic: TopicId,
  name: plain(MAX.name).describe('The question on which sides take positions'),
  also: Also,
  names: namesOf(plain(MAX.name)),
});

export const Party = z.strictObject({
  id: PartyId,
  name: plain(MAX.name).describe('As a reader knows it: Russia, the White House'),
  country: Country.optional().describe('Of a state; gives the flag'),
  of: PartyId.optional().describe('The state it belongs to, for a ministry or an office'),
  flag: Emoji.optional().describe('Only where there is no country'),
  members: z.array(ActorId).optional().describe('People or parties, for a group'),
  unnamed: Flag.optional().describe('Voices that a source does not name'),
  also: Also,
  names: namesOf(plain(MAX.name)),
});

const Role = z.strictObject({
  role: plain(MAX.line),
  party: PartyId.optional(),
  since: AnyDate.optional(),
  until: AnyDate.optional(),
  names: namesOf(plain(MAX.line)),
});

export const Person = z.strictObject({
  id: PersonId,
  name: plain(MAX.name),
  short: plain(MAX.short).describe('The name in front of a statement: Lavrov'),
  also: Also,
  names: namesOf(z.strictObject({ name: plain(MAX.name), short: plain(MAX.short) })),
  roles: z.array(Role).default([]).describe('Oldest first, each with its time where that is known'),
});

export const Outlet = z.strictObject({
  id: OutletId,
  name: plain(MAX.name),
  country: Country.optional(),
  owner: z.enum(['state', 'public', 'private', 'government', 'party']).optional(),
  about: plain(MAX.line).optional(),
  unnamed: Flag.optional().describe('Media that a source does not name'),
  also: Also,
  names: namesOf(plain(MAX.name)),
});

export const Promised = z.strictObject({
  id: PromiseId,
  title: plain(MAX.line),
  by: z.array(PartyId).min(1, 'is empty; write who owes it, such as by: [russia]'),
  to: z.array(PartyId).min(1, 'is empty; write to whom, or leave the key out').optional(),
  if: plain(MAX.line).optional().describe('On what it depends'),
  due: AnyDate.optional(),
  names: namesOf(z.strictObject({ title: plain(MAX.line), if: plain(MAX.line).optional() })),
});

export const Place = z.strictObject({
  id: PlaceId,
  name: plain(MAX.place),
  country: Country,
  also: Also,
  names: namesOf(plain(MAX.place)),
});

const Hex = z.string().regex(/^[0-9a-f]{12}$/, 'is no seal; content -- verify writes it');

export const Source = z.strictObject({
  id: SourceId,
  outlet: OutletId.optional().describe('Who published it: the agency, not the mirror'),
  title: verbatim(MAX.sourceTitle).optional(),
  form: z.enum(['article', 'readout', 'joint-statement', 'transcript', 'post', 'document']),
  language: Language.optional().describe('Of the text as it was read; needed where it was'),
  translation: z.enum(['machine', 'human']).optional().describe('The text read is a translation'),
  published: AnyDate.optional(),
  url: z
    .url({ protocol: /^https?$/, error: 'is not an address; write https://…' })
    .refine((text) => !/\s/u.test(text), 'has a space; copy the address again, without it')
    .optional(),
  archived: z.url({ protocol: /^https?$/, error: 'is not an address; write https://…' }).optional(),
  carries: SourceId.optional().describe('The source whose text this is'),
  issued: z
    .array(PartyId)
    .min(1, 'is empty; write who put their name to it, or leave the key out')
    .optional()
    .describe('All who put their name to it'),
  read: z
    .enum(['whole', 'excerpt'])
    .optional()
    .describe('How much of it was read; left out, it is only an origin and may not be cited'),
  note: plain(MAX.why).optional().describe('For editors'),
  seal: z
    .strictObject({
      text: Hex,
      passages: Hex,
      claims: Hex,
      elsewhere: z.record(TalkId, Hex).optional(),
    })
    .optional()
    .describe('Written by content -- verify'),
});

export const Member = z.strictObject({
  person: PersonId,
  role: plain(MAX.line).optional().describe('Only where it is not the role of that day in people.yaml'),
  head: Flag.optional(),
  sessions: z.array(SessionId).optional().describe('Only at these tables; [] came along and sat at none'),
  citations: Citations.optional(),
});

export const Delegation = z.strictObject({
  party: PartyId,
  part: z
    .enum(['delegation', 'host', 'mediator', 'chair', 'observer'])
    .describe('Who talked, who received them, who mediated'),
  members: z.array(Member),
  citations: Citations,
});

export const Session = z.strictObject({
  id: SessionId,
  title: plain(MAX.line),
  date: AnyDate,
  parties: z.array(PartyId).min(2, 'names fewer than two parties; write all who sat at this table'),
  duration: plain(MAX.line).optional(),
});

export const Quote = z.strictObject({
  text: plain(MAX.quote)
    .refine((quote) => wordCount(quote) <= MAX_QUOTE_WORDS, {
      error: `has more than ${MAX_QUOTE_WORDS} words; keep the telling ones`,
    })
    .describe('In English, without quotation marks'),
  of: ActorId.describe('Whose words they are: one of by'),
  original: verbatim(MAX.quote).optional().describe('The words in the language in which they were said'),
  language: Language.optional().describe('In which they were said, where that is not English'),
});

export const Change = z.strictObject({
  on: Day,
  how: z.enum(['reworded', 'corrected', 'withdrawn']),
  was: plain(MAX.was).optional().describe('What was published before'),
  why: plain(MAX.why).optional(),
  material: Flag.optional().describe('It leads a digest'),
});

export const Point = z.strictObject({
  id: PointId,
  topics: z.array(TopicId).min(1, 'is empty; write topics: [overview] or another one of topics.yaml'),
  subject: SubjectId.optional(),
  kind: Kind,
  by: z.array(ActorId).default([]).describe('People, parties or outlets whose statement it is'),
  told: z
    .array(PartyId)
    .min(1, 'is empty; write whose account it is, or leave the key out')
    .optional()
    .describe('Of agreed: whose account it is, where not of all'),
  text: plain(MAX.text),
  date: AnyDate.optional().describe('Only where it is not the day of the talk'),
  promise: z.strictObject({ id: PromiseId, step: PromiseStep }).optional(),
  answers: z
    .array(
      z.strictObject({
        to: z
          .string()
          .regex(
            /^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)?$/,
            'is not a point; write its id, or talk/point for one of another talk',
          ),
        how: How,
      }),
    )
    .min(1, 'is empty; write { to: …, how: denies } or leave the key out')
    .optional(),
  quote: Quote.optional(),
  citations: Citations,
  changes: z.array(Change).min(1, 'is empty; write { on: …, how: reworded } or leave the key out').optional(),
});

export const Talk = z.strictObject({
  id: TalkId,
  draft: Flag.optional().describe('Only the preview shows it'),
  publish: Instant.optional().describe('Not before this time, such as 2026-03-01T09:00+03:00'),
  title: plain(MAX.title).describe('In titles, before the date: Riyadh talks'),
  about: plain(MAX.line).describe('Who with whom: Russia–United States'),
  date: AnyDate.describe('A day, or an interval of days'),
  place: PlaceId.optional(),
  venue: plain(MAX.line).optional(),
  duration: plain(MAX.line).optional(),
  form: z.enum(['meeting', 'call', 'shuttle']),
  state: z.enum(['held', 'planned', 'cancelled']).optional().describe('Left out: held'),
  series: SeriesId.optional(),
  lead: z
    .array(PointId)
    .min(1, 'is empty; write what a reader must know first; only a planned or cancelled round has none')
    .max(MAX_LEAD)
    .optional()
    .describe('Points that a reader must know, in order'),
  sessions: z
    .array(Session)
    .min(1, 'is empty; write the tables, or leave the key out')
    .optional()
    .describe('The tables; left out, all sat at one'),
  delegations: z.array(Delegation).default([]),
  points: z.array(Point).min(1, 'is empty; write at least one point, "- id: …"'),
});

/** What a translation was made from: the first 6 digits of a hash. */
const Stamp = z
  .string()
  .regex(/^(?:[0-9a-f]{6})?$/, 'is not a stamp; npm run content -- stamp prints the right one');

export const PointTranslation = z.strictObject({
  of: Stamp.describe('What it was translated from: npm run content -- stamp'),
  text: translated(MAX.text),
  quote: translated(MAX.quote).optional(),
  notes: z.array(translated(MAX.note)).optional().describe('Of the citations, in their order'),
  changes: z
    .array(z.strictObject({ was: translated(MAX.was).optional(), why: translated(MAX.why).optional() }))
    .optional(),
});

export const TalkTranslation = z.strictObject({
  of: Stamp.describe('What it was translated from: npm run content -- stamp'),
  title: translated(MAX.title),
  about: translated(MAX.line),
  venue: translated(MAX.line).optional(),
  duration: translated(MAX.line).optional(),
  sessions: z.record(SessionId, translated(MAX.line)).optional(),
  roles: z.record(PersonId, translated(MAX.line)).optional(),
  notes: z.array(translated(MAX.note)).optional().describe("Of the delegations' citations, in their order"),
});

const listOf = <Entry extends z.ZodType>(name: string, entry: Entry) =>
  z.array(entry).min(1, `is empty; write at least one of the ${name}, "- id: …"`);

export const TopicsFile = z.strictObject({ topics: listOf('topics', Topic) });
export const SubjectsFile = z.strictObject({ subjects: listOf('subjects', Subject) });
export const PartiesFile = z.strictObject({ parties: listOf('parties', Party) });
export const PeopleFile = z.strictObject({ people: listOf('people', Person) });
export const OutletsFile = z.strictObject({ outlets: listOf('outlets', Outlet) });
export const PromisesFile = z.strictObject({ promises: listOf('promises', Promised) });
export const PlacesFile = z.strictObject({ places: listOf('places', Place) });
export const SourcesFile = z.strictObject({ sources: listOf('sources', Source) });
export const TranslationFile = z.strictObject({
  talk: TalkTranslation.optional(),
  points: z.record(PointId, PointTranslation).optional(),
});

export type Kind = z.infer<typeof Kind>;
export type PromiseStep = z.infer<typeof PromiseStep>;
export type How = z.infer<typeof How>;
export type Citation = z.infer<typeof Citation>;
export type Topic = z.infer<typeof Topic>;
export type Subject = z.infer<typeof Subject>;
export type Party = z.infer<typeof Party>;
export type Role = z.infer<typeof Role>;
export type Person = z.infer<typeof Person>;
export type Outlet = z.infer<typeof Outlet>;
export type Promised = z.infer<typeof Promised>;
export type Place = z.infer<typeof Place>;
export type Source = z.infer<typeof Source>;
export type Member = z.infer<typeof Member>;
export type Delegation = z.infer<typeof Delegation>;
export type Session = z.infer<typeof Session>;
export type Quote = z.infer<typeof Quote>;
export type Change = z.infer<typeof Change>;
export type Point = z.infer<typeof Point>;
export type Talk = z.infer<typeof Talk>;
export type PointTranslation = z.infer<typeof PointTranslation>;
export type TalkTranslation = z.infer<typeof TalkTranslation>;
export type TranslationFile = z.infer<typeof TranslationFile>;

/** The topic whose points make a talk's overview; `topics.yaml` must have it. */
export const OVERVIEW = 'overview' as TopicId;

/** What an answer on a topic begins with, before its points: the talk's facts, or its delegations. */
export const INTRODUCTIONS: ReadonlyMap<TopicId, 'facts' | 'delegations'> = new Map([
  [OVERVIEW, 'facts'],
  ['delegations' as TopicId, 'delegations'],
]);

export function wordCount(text: string): number {
  return text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** Whether a talk that took place may have the date: a day, or an interval of days. */
export function isDayOrDays(date: string): boolean {
  const parsed = parseEdtf(date);
  const ends = parsed?.type === 'interval' ? [parsed.from, parsed.to] : [parsed?.moment];
  return ends.every((end) => end?.date.length === 10 && !end.uncertain && !end.approximate);
}
