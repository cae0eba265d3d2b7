// Content in another language: copies of its entries with the words of the translation, where there is one that fits.

import type { TalkFiles, TalkTranslations } from './content.ts';
import {
  type Citation,
  ORIGINAL,
  type Person,
  type Point,
  type PointTranslation,
  type Promised,
  type Quote,
  type Talk,
  type TalkTranslation,
  type Topic,
  TRANSLATIONS,
  type Translated,
} from './schema.ts';
import { unfitForPoint, unfitForTalk } from './translations.ts';

interface Named {
  readonly name: string;
  readonly names?: Readonly<Partial<Record<Translated, string | undefined>>> | undefined;
}

export interface Translator {
  /** The talk's head in this language, or as it was written. */
  head(files: TalkFiles): Talk;
  /** One of the talk's points, by its place in the file, in this language or as it was written. */
  point(files: TalkFiles, place: number): Point | undefined;
  topic(topic: Topic): Topic;
  promise(promise: Promised): Promised;
  person(person: Person): Person;
  /** An entry with one name. */
  named<T extends Named>(entry: T): T;
  languageOf(words: object): string;
  /** Notes that the copy's words are in the language of those it was made from. */
  mark<T extends object>(copy: T, of: object): T;
}

export function createTranslator(language: string): Translator {
  const isTranslated = TRANSLATIONS.some((one) => one === language);
  const key = language as Translated;
  /** What is in this language; all else is as it was written. */
  const translated = new WeakSet<object>();
  const note = <T extends object>(words: T): T => {
    translated.add(words);
    return words;
  };
  if (!isTranslated) {
    const same = <T>(entry: T) => entry;
    return {
      head: ({ talk }) => talk,
      point: ({ talk }, place) => talk.points[place],
      topic: same,
      promise: same,
      person: same,
      named: same,
      languageOf: () => ORIGINAL,
      mark: same,
    };
  }

  const ownOf = ({ translations }: TalkFiles): TalkTranslations | undefined =>
    translations.find((one) => one.language === language);

  return {
    head(files) {
      const { talk } = files;
      const words = ownOf(files)?.talk;
      return words === undefined || unfitForTalk(talk, words) !== undefined
        ? talk
        : note(headIn(talk, words));
    },
    point(files, place) {
      const point = files.talk.points[place];
      const words = point && ownOf(files)?.points.get(point.id);
      if (point === undefined || words === undefined || unfitForPoint(point, words, language) !== undefined)
        return point;
      return note(deepFreeze(translatedPoint(point, words, language)));
    },
    topic: (topic) => ({ ...topic, ...topic.names?.[key] }),
    promise: (promise) => ({ ...promise, ...promise.names?.[key] }),
    person: (person) => ({
      ...person,
      ...person.names?.[key],
      roles: person.roles.map((role) => ({ ...role, role: role.names?.[key] ?? role.role })),
    }),
    named: (entry) => ({ ...entry, name: entry.names?.[key] ?? entry.name }),
    languageOf: (words) => (translated.has(words) ? language : ORIGINAL),
    mark: (copy, of) => (translated.has(of) ? note(copy) : copy),
  };
}

function headIn(talk: Talk, words: TalkTranslation): Talk {
  const notes = [...(words.notes ?? [])];
  const cited = (citations: readonly Citation[]) => citations.map((citation) => withNote(citation, notes));
  const { title, about, venue, duration } = words;
  return {
    ...talk,
    title,
    about,
    ...(venue === undefined ? {} : { venue }),
    ...(duration === undefined ? {} : { duration }),
    ...(talk.sessions === undefined
      ? {}
      : {
          sessions: talk.sessions.map((session) => ({
            ...session,
            title: words.sessions?.[session.id] ?? session.title,
          })),
        }),
    // The notes stand in the order of the file: a delegation's members first, then the delegation.
    delegations: talk.delegations.map((delegation) => {
      const members = delegation.members.map((member) => ({
        ...member,
        ...(member.role === undefined ? {} : { role: words.roles?.[member.person] ?? member.role }),
        ...(member.citations === undefined ? {} : { citations: cited(member.citations) }),
      }));
      return { ...delegation, members, citations: cited(delegation.citations) };
    }),
  };
}

function translatedPoint(point: Point, words: PointTranslation, language: string): Point {
  const notes = [...(words.notes ?? [])];
  return {
    ...point,
    text: words.text,
    ...(point.quote === undefined ? {} : { quote: quoteIn(point.quote, words.quote, language) }),
    citations: point.citations.map((citation) => withNote(citation, notes)),
    ...(point.changes === undefined
      ? {}
      : {
          changes: point.changes.map((change, index) => ({ ...change, ...words.changes?.[index] })),
        }),
  };
}

/** In the language in which they were spoken, the words are the original ones. */
function quoteIn(quote: Quote, words: string | undefined, language: string): Quote {
  if (quote.language === language && quote.original !== undefined) return { ...quote, text: quote.original };
  return { ...quote, text: words ?? quote.text };
}

/** Takes the next of the translated notes where the citation has one. */
function withNote(citation: Citation, notes: string[]): Citation {
  return citation.note === undefined ? citation : { ...citation, note: notes.shift() ?? citation.note };
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}
