// What could be better in content that is right: a list of its own, which keeps nothing from loading.

import { roleOn } from './catalogue.ts';
import type { ContentDraft, Kept, Registry, Sheet, TalkDraft, TranslationDraft } from './draft.ts';
import { boundsOf, byDate } from './edtf.ts';
import { atKey, atValue, type Finding, nearest, shown } from './problems.ts';
import type { References, Referred } from './references.ts';
import {
  type Outlet,
  type Party,
  type Point,
  type PromiseStep,
  type Source,
  type Talk,
  TRANSLATIONS,
  wordCount,
} from './schema.ts';
import type { Slices } from './slices.ts';
import { createSourcing } from './sourcing.ts';
import { unfitForPoint, unfitForTalk } from './translations.ts';
import { either } from './wording.ts';
import type { Path } from './yaml-place.ts';

/** Words that a text can be understood without counting from the day it is read. */
const AGES =
  /\b(?:today|yesterday|tomorrow|now|currently|recently|so far|this (?:week|month|year)|(?:last|next) (?:week|month|year))\b/i;
/** A text that is longer can mostly be said in less. */
const LONG = 200;
/** A shorter quotation is a word in quotation marks. */
const MIN_QUOTE_WORDS = 3;
/** Ids named in one warning. */
const MOST_NAMED = 6;
const LAST_STEPS: ReadonlySet<PromiseStep> = new Set(['kept', 'lapsed', 'withdrawn']);

/** @param today `YYYY-MM-DD`: what is due before it is past due */
export function* findWarnings(
  draft: ContentDraft,
  references: References,
  today: string,
): Slices<readonly Sheet[]> {
  const sheets = new Map<Sheet, Sheet>();
  /** The warnings of a file, apart from its mistakes. */
  const warn: Warn = (sheet, finding) => {
    const own = sheets.get(sheet) ?? sheet.blank();
    sheets.set(sheet, own);
    own.find(finding);
  };
  const sourcing = sourcingOf(draft);
  warnOfRegistries(draft, references, warn);
  for (const talk of draft.talks) {
    if (talk.sources) warnOfSources(talk.sources, references, warn);
    if (talk.sheet)
      for (const point of talk.points.kept) warnOfPoint(draft, talk, talk.sheet, point, sourcing, warn);
    for (const language of TRANSLATIONS) warnOfTranslation(talk, language, warn);
    yield;
  }
  warnOfPromises(draft, today, warn);
  warnOfSeries(draft, warn);
  return [...sheets.values()];
}

type Warn = (sheet: Sheet, finding: Finding) => void;

function sourcingOf({ registries, talks }: ContentDraft) {
  const sources = new Map<string, Source>(
    talks.flatMap((talk) => (talk.sources?.kept ?? []).map(({ entry }) => [entry.id, entry] as const)),
  );
  return createSourcing(
    sources,
    (id) => registries.outlets?.byId.get(id) as Outlet,
    (id) => registries.parties?.byId.get(id) as Party,
  );
}

/** Entries that nothing uses, or that lack a name in another language or what readers are told of an outlet. */
function warnOfRegistries({ registries }: ContentDraft, references: References, warn: Warn): void {
  const { topics, subjects, parties, people, outlets, promises, places } = registries;
  const lists: readonly (readonly [string, Registry<Named> | undefined, readonly Referred[]])[] = [
    ['topics', topics, ['topic']],
    ['subjects', subjects, ['subject']],
    ['parties', parties, ['party', 'actor']],
    ['people', people, ['person', 'actor']],
    ['outlets', outlets, ['outlet', 'actor']],
    ['promises', promises, ['promise']],
    ['places', places, ['place']],
  ];
  for (const { index, entry } of outlets?.kept ?? [])
    if (outlets) warnOfOutlet(outlets.sheet, index, entry, warn);
  for (const [name, registry, kinds] of lists) {
    if (registry === undefined) continue;
    const nameless = new Map<string, string[]>();
    for (const { index, entry } of registry.kept) {
      if (!kinds.some((kind) => references.isUsed(kind, entry.id))) {
        const what = `nothing in the content uses ${shown(entry.id)}; leave it out, or use it`;
        warn(registry.sheet, atValue([name, index, 'id'], what));
      }
      // An outlet is called the same in every language, unless it says otherwise.
      if (name === 'outlets') continue;
      for (const language of TRANSLATIONS)
        if (entry.names?.[language] === undefined)
          nameless.set(language, [...(nameless.get(language) ?? []), entry.id]);
    }
    for (const [language, ids] of nameless) {
      const what = `${named(ids)} ${ids.length === 1 ? 'has' : 'have'} no name in ${either(language, LANGUAGE[language] ?? language)}; write ${either(`names: { ${language}: … }`, 'it')}`;
      warn(registry.sheet, atKey([name, registry.kept[0]?.index ?? 0, 'names', language], what));
    }
  }
}

/** Evidence says where an outlet is at home and whose it is. */
function warnOfOutlet(
  sheet: Sheet,
  index: number,
  { country, owner, unnamed }: Pick<Outlet, 'country' | 'owner' | 'unnamed'>,
  warn: Warn,
): void {
  if (unnamed) return;
  const lacking = (['country', 'owner'] as const).filter((key) => ({ country, owner })[key] === undefined);
  const [first] = lacking;
  if (first === undefined) return;
  const what = `has no ${lacking.join(' and no ')}, which evidence tells readers; write ${either(
    lacking.map((key) => `${key}:`).join(' and '),
    lacking.length > 1 ? 'them' : 'it',
  )} if you know`;
  warn(sheet, atKey(['outlets', index, first], what));
}

/** What entries of the registries lack that a round uses, each by itself. */
export function findLacks({ registries, talks }: ContentDraft, id: string): readonly Sheet[] {
  const sheets = new Map<Sheet, Sheet>();
  const warn: Warn = (sheet, finding) => {
    const own = sheets.get(sheet) ?? sheet.blank();
    sheets.set(sheet, own);
    own.find(finding);
  };
  const talk = talks.find((one) => one.id === id);
  if (talk === undefined) return [];
  const used = idsIn(talk, talks);
  const { subjects, parties, people, promises, places, outlets } = registries;
  for (const { index, entry } of outlets?.kept ?? [])
    if (outlets && used.has(entry.id)) warnOfOutlet(outlets.sheet, index, entry, warn);
  const lists: Readonly<Record<string, Registry<Named> | undefined>> = {
    subjects,
    parties,
    people,
    promises,
    places,
  };
  for (const [name, registry] of Object.entries(lists))
    for (const { index, entry } of registry?.kept ?? []) {
      const lacking = TRANSLATIONS.filter((language) => entry.names?.[language] === undefined);
      const [first] = lacking;
      if (registry === undefined || first === undefined || !used.has(entry.id)) continue;
      const names = lacking.map((language) => `${language}: …`).join(', ');
      const languages = lacking.map((language) => either(language, LANGUAGE[language] ?? language));
      const what = `has no name in ${languages.join(' and ')}; write ${either(`names: { ${names} }`, lacking.length > 1 ? 'both' : 'it')}`;
      warn(registry.sheet, atKey([name, index, 'names', first], what));
    }
  return [...sheets.values()];
}

/** The ids of registries that a round names, of whatever kind. */
function idsIn(
  { head, points, delegations, sessions, sources }: TalkDraft,
  talks: readonly TalkDraft[],
): ReadonlySet<string> {
  const cited = new Set([
    ...points.kept.flatMap(({ entry }) => entry.citations.map(({ source }) => source)),
    ...(sources?.kept ?? []).map(({ entry }) => entry.id),
  ]);
  const all = talks.flatMap((talk) => (talk.sources?.kept ?? []).map(({ entry }) => entry));
  return new Set(
    [
      head.place,
      ...points.kept.flatMap(({ entry: { by, told = [], subject, promise } }) => [
        ...by,
        ...told,
        subject,
        promise?.id,
      ]),
      ...delegations.kept.flatMap(({ entry }) => [entry.party, ...entry.members.map(({ person }) => person)]),
      ...sessions.kept.flatMap(({ entry }) => entry.parties),
      ...all.flatMap(({ id, outlet, issued = [] }) => (cited.has(id) ? [outlet, ...issued] : [])),
    ].flatMap((one) => (one === undefined ? [] : String(one))),
  );
}

interface Named {
  readonly id: string;
  readonly names?: Readonly<Partial<Record<(typeof TRANSLATIONS)[number], unknown>>> | undefined;
}

function named(ids: readonly string[]): string {
  const more = ids.length - MOST_NAMED;
  return ids.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function warnOfSources({ sheet, kept }: Registry<Source>, references: References, warn: Warn): void {
  for (const { index, entry } of kept) {
    const path = ['sources', index];
    if (!references.isUsed('source', entry.id))
      warn(
        sheet,
        atValue([...path, 'id'], `nothing cites or carries ${shown(entry.id)}; leave it out, or cite it`),
      );
    if (entry.read === undefined) continue;
    for (const key of ['url', 'archived'] as const)
      if (entry[key]?.startsWith('http:'))
        warn(sheet, atValue([...path, key], 'is an http address; write https where the page has one'));
    if (entry.published === undefined)
      warn(
        sheet,
        atKey(
          [...path, 'published'],
          `has no day of publication; write ${either('published:', 'it')} if the page gives one`,
        ),
      );
    if (entry.title === undefined)
      warn(
        sheet,
        atKey([...path, 'title'], `has no title; write ${either('title:', 'it')} if the page gives one`),
      );
  }
}

function warnOfPoint(
  { registries }: ContentDraft,
  { head }: TalkDraft,
  sheet: Sheet,
  { index, entry: point }: Kept<Point>,
  sourcing: ReturnType<typeof createSourcing>,
  warn: Warn,
): void {
  const path = ['points', index];
  const at = (key: string, what: string) => warn(sheet, atValue([...path, key], what));
  const aging = AGES.exec(point.text)?.[0];
  if (aging !== undefined)
    at('text', `${shown(aging)} will not be true later; write the day, or leave it out`);
  else if (point.text.length > LONG)
    at('text', `has ${point.text.length} characters; can it be said in ${LONG}?`);
  else if (/[.!?] \p{Lu}/u.test(point.text)) at('text', 'has two sentences; can they be two points?');
  if (point.quote && wordCount(point.quote.text) < MIN_QUOTE_WORDS)
    at('quote', `quotes fewer than ${MIN_QUOTE_WORDS} words; quote more, or nothing`);
  const [only, ...others] = sourcing.originsOf(point);
  if (only !== undefined && others.length === 0)
    at(
      'citations',
      `rests on one origin, ${only.outlet ?? only.id}; cite an independent source where there is one`,
    );
  const subject = point.subject === undefined ? undefined : registries.subjects?.byId.get(point.subject);
  if (subject && !point.topics.includes(subject.topic))
    at(
      'subject',
      `belongs to the topic ${subject.topic}, which is not among the point's; add it, or write another subject`,
    );
  const date = point.date ?? head.date;
  for (const [place, id] of point.by.entries()) {
    const person = registries.people?.byId.get(id);
    if (!person || roleOn(person, date) !== undefined || hasRoleHere(head, id)) continue;
    const what = `${shown(id)} has no role on ${date}; write the role of that day ${either('in people.yaml', 'among the roles of the person')}`;
    warn(sheet, atValue([...path, 'by', place], what));
  }
}

function hasRoleHere(head: Partial<Talk>, id: string): boolean {
  return (head.delegations ?? []).some(({ members }) =>
    members.some((member) => String(member.person) === id && member.role !== undefined),
  );
}

/** What of a talk a translation lacks, or has from an earlier version of it. */
function warnOfTranslation(talk: TalkDraft, language: string, warn: Warn): void {
  const { sheet, points, head, sessions, delegations, translations } = talk;
  if (sheet === undefined) return;
  const own = translations.find((one) => one.language === language);
  if (own === undefined) {
    warn(
      sheet,
      atKey(
        ['title', language],
        either(
          `has no ${language}.yaml; npm run content -- translate ${language} ${talk.id} begins one`,
          `has no translation in ${LANGUAGE[language] ?? language}, so readers get the English; write it under “Translations”`,
        ),
      ),
    );
    return;
  }
  const whole = {
    ...(head as Talk),
    ...(sessions.kept.length === 0 ? {} : { sessions: sessions.kept.map(({ entry }) => entry) }),
    delegations: delegations.kept.map(({ entry }) => entry),
  };
  const unfit = own.talk === undefined ? 'missing' : unfitForTalk(whole, own.talk);
  if (unfit !== undefined) warn(own.sheet, atKey(['talk'], ADVICE[unfit]));
  warnOfPoints(points.kept, own, language, warn);
}

/** As the desk calls them. */
const LANGUAGE: Readonly<Record<string, string>> = { ru: 'Russian', uk: 'Ukrainian' };
const STAMP = 'write of: with what npm run content -- stamp prints for it';
const ADVICE = {
  missing: 'is not translated, and shown in English; translate it',
  unstamped: `has no stamp, and is shown in English; ${either(STAMP, 'correct it, or say that it still fits')}`,
  stale: `was translated from an earlier version, and is shown in English; correct it, ${either(`and ${STAMP}`, 'or say that it still fits')}`,
  incomplete:
    'lacks a part that the English has, or has one too many, and is shown in English; make them match',
} as const;

function warnOfPoints(
  kept: readonly Kept<Point>[],
  own: TranslationDraft,
  language: string,
  warn: Warn,
): void {
  const ids = new Set<string>();
  const missing: string[] = [];
  for (const { entry: point } of kept) {
    ids.add(point.id);
    const words = own.points.get(point.id);
    if (words === undefined) {
      missing.push(point.id);
      continue;
    }
    const unfit = unfitForPoint(point, words, language);
    if (unfit === 'missing') missing.push(point.id);
    else if (unfit !== undefined) warn(own.sheet, atKey(['points', point.id], ADVICE[unfit]));
  }
  for (const id of own.points.keys())
    if (!ids.has(id)) {
      const near = nearest(id, missing);
      const advice = near === undefined ? 'leave it out' : `write ${near}`;
      warn(own.sheet, atKey(['points', id], `is not a point of the talk; ${advice}`));
      // One message a mistake.
      if (near !== undefined) missing.splice(missing.indexOf(near), 1);
    }
  if (missing.length > 0) {
    const what = `${named(missing)} ${missing.length === 1 ? 'is' : 'are'} not translated, and shown in English; translate them`;
    warn(own.sheet, atKey(['points'], what));
  }
}

function warnOfPromises({ registries, talks }: ContentDraft, today: string, warn: Warn): void {
  const { promises } = registries;
  if (promises === undefined) return;
  const steps = new Map<string, { date: string; step: PromiseStep }[]>();
  for (const { head, points } of talks) {
    for (const { entry } of points.kept) {
      const { promise, date = head.date } = entry;
      if (promise === undefined || date === undefined) continue;
      steps.set(promise.id, [...(steps.get(promise.id) ?? []), { date, step: promise.step }]);
    }
  }
  for (const { index, entry } of promises.kept) {
    const own = (steps.get(entry.id) ?? []).toSorted((a, b) => byDate(a.date, b.date));
    const path: Path = ['promises', index];
    const [first] = own;
    if (first !== undefined && first.step !== 'made')
      warn(
        promises.sheet,
        atValue([...path, 'id'], `its first step is ${first.step}; add the point in which it was made`),
      );
    const isOver = own.some(({ step }) => LAST_STEPS.has(step));
    if (entry.due !== undefined && boundsOf(entry.due).last < today && !isOver)
      warn(
        promises.sheet,
        atValue(
          [...path, 'due'],
          `was due ${entry.due}, and nothing says what came of it; add a point that does`,
        ),
      );
  }
}

function warnOfSeries({ talks }: ContentDraft, warn: Warn): void {
  const rounds = Map.groupBy(
    talks.filter(({ head }) => head.series !== undefined),
    ({ head }) => head.series,
  );
  for (const [series, [only, ...others]] of rounds) {
    if (only?.sheet && others.length === 0)
      warn(
        only.sheet,
        atValue(['series'], `is the only talk of the series ${series}; add the others, or leave it out`),
      );
  }
}
