// What can be followed besides topics: a person, a state or organisation, a subject, a promise, or words. Its key is what
// is stored and exported. Whether a point belongs to it depends on that point alone, whatever is published later.

import type { Catalogue, Located } from './catalogue.ts';
import { spellings } from './naming.ts';
import type { PartyId, PersonId, Point, PromiseId, SubjectId } from './schema.ts';
import { isSameWord, stemsOf } from './stems.ts';
import { synonymsOf } from './synonyms.ts';
import { fold, isStopWord, wordsOf } from './words.ts';

export type Follow =
  | { readonly type: 'person'; readonly id: PersonId }
  | { readonly type: 'party'; readonly id: PartyId }
  | { readonly type: 'subject'; readonly id: SubjectId }
  | { readonly type: 'promise'; readonly id: PromiseId }
  /** In small letters, a space between two. */
  | { readonly type: 'words'; readonly words: string };

const ENTRIES = ['person', 'party', 'subject', 'promise'] as const;
/** Of the words that are followed together, UTF-16 units; and how many of them. */
export const FOLLOW_LENGTH = 100;
const MOST_WORDS = 8;

/** `person:lavrov`, `words:prisoner exchanges`. */
export function writeFollow(follow: Follow): string {
  return `${follow.type}:${follow.type === 'words' ? follow.words : follow.id}`;
}

/** `undefined` for what is no key. Whether there is such an entry, `isThere` says. */
export function readFollow(key: string): Follow | undefined {
  const colon = key.indexOf(':');
  const [name, value] = [key.slice(0, Math.max(0, colon)), key.slice(colon + 1)];
  if (name === 'words') {
    const follow = followWords(value);
    return follow?.words === value ? follow : undefined;
  }
  const type = ENTRIES.find((one) => one === name);
  if (type === undefined || !/^[a-z0-9-]{1,64}$/u.test(value)) return undefined;
  return { type, id: value } as Follow;
}

/** What was typed, to be followed as words; `undefined` where it is too long or no words are in it. */
export function followWords(typed: string): Extract<Follow, { type: 'words' }> | undefined {
  const words = wordsOf(typed.toLowerCase()).slice(0, MOST_WORDS).join(' ');
  const isTelling = wordsOf(words).some((word) => !isStopWord(fold(word)));
  return isTelling && words.length <= FOLLOW_LENGTH ? { type: 'words', words } : undefined;
}

/** Whether the content still has what is followed; words are always there. */
export function isThere(catalogue: Catalogue, follow: Follow): boolean {
  switch (follow.type) {
    case 'person':
      return catalogue.people.some(({ id }) => id === follow.id);
    case 'party':
      return catalogue.parties.some(({ id }) => id === follow.id);
    case 'subject':
      return catalogue.subjects.some(({ id }) => id === follow.id);
    case 'promise':
      return catalogue.promises.some(({ id }) => id === follow.id);
    case 'words':
      return true;
  }
}

/** The points that belong to it, withdrawn ones too, as `talk point`. */
export function pointsFollowed(catalogue: Catalogue, follow: Follow): ReadonlySet<string> {
  if (follow.type === 'words') return pointsWith(catalogue, follow.words);
  const belongs = test(catalogue, follow);
  const found = new Set<string>();
  for (const { talk, point } of catalogue.everyPoint())
    if (belongs(point)) found.add(`${talk.id} ${point.id}`);
  return found;
}

function test(catalogue: Catalogue, follow: Exclude<Follow, { type: 'words' }>): (point: Point) => boolean {
  switch (follow.type) {
    case 'person':
      return ({ by, quote }) =>
        by.some((id) => (id as string) === follow.id) || (quote?.of as string | undefined) === follow.id;
    case 'party': {
      const actors = actorsOf(catalogue, follow.id);
      return ({ by }) => by.some((id) => actors.has(id));
    }
    case 'subject':
      return ({ subject }) => subject === follow.id;
    case 'promise':
      return ({ promise }) => promise?.id === follow.id;
  }
}

/** The party, its offices, and the people who ever had a role for one of them. */
function actorsOf(catalogue: Catalogue, party: PartyId): ReadonlySet<string> {
  const all = new Set<string>([party]);
  for (const { id, of } of catalogue.parties) if (of !== undefined && all.has(of)) all.add(id);
  for (const { id, roles } of catalogue.people)
    if (roles.some((role) => role.party !== undefined && all.has(role.party))) all.add(id);
  return all;
}

/** What one or more of the words may be called: all of its own stems, or one of the words that mean the same. */
interface Concept {
  readonly own: readonly (readonly string[])[];
  readonly others: readonly (readonly string[])[];
}

/**
 * Points that have every word, in any of its forms and languages, or one that means the same; also where the words stood
 * before a correction. No beginnings and no typos: what is followed comes by itself, so it has to be what was meant.
 */
function pointsWith(catalogue: Catalogue, words: string): ReadonlySet<string> {
  const concepts = conceptsIn(words);
  const stems = new Map<string, readonly string[]>();
  const stemsOfWord = (word: string) => {
    const known = stems.get(word) ?? stemsOf(word);
    stems.set(word, known);
    return known;
  };
  const has = ({ talk, point }: Located) => {
    const written = wordsOf(textOf(catalogue, { talk, point }).toLowerCase()).map(stemsOfWord);
    const isIn = (one: readonly string[]) => written.some((other) => isSameWord(one, other));
    return concepts.every(({ own, others }) => own.every(isIn) || others.some(isIn));
  };
  const { hits, isPartial } = catalogue.find({ words }, 0, Number.MAX_SAFE_INTEGER);
  // What was withdrawn is not searched, nor what stood there before a correction.
  const changed = catalogue.changes.map(({ talk, point }) => ({ talk, point }));
  const candidates = isPartial ? changed : [...hits, ...changed];
  return new Set(candidates.filter(has).map(({ talk, point }) => `${talk.id} ${point.id}`));
}

function conceptsIn(words: string): readonly Concept[] {
  const all = wordsOf(words);
  const telling = all.filter((word) => !isStopWord(fold(word))).map(stemsOf);
  const concepts: Concept[] = [];
  for (let at = 0; at < telling.length; ) {
    const synonyms = synonymsOf(telling.slice(at));
    const length = synonyms?.length ?? 1;
    concepts.push({ own: telling.slice(at, at + length), others: (synonyms?.found ?? []).map(stemsOf) });
    at += length;
  }
  return concepts;
}

/** All that the search reads of a point, in every language, and what it said before. */
function textOf(catalogue: Catalogue, { talk, point }: Located): string {
  const written = catalogue.languages.flatMap((language) => {
    const own = catalogue.in(language).point(talk.id, point.id) ?? point;
    return [own.text, own.quote?.text, own.quote?.original, catalogue.in(language).talk(talk.id)?.title];
  });
  const was = (point.changes ?? []).map((change) => change.was);
  const entries = [
    ...point.topics.flatMap((id) => {
      const topic = catalogue.topic(id);
      return topic ? spellings.topic(topic) : [];
    }),
    ...(point.subject === undefined ? [] : spellings.named(catalogue.subject(point.subject))),
    ...(talk.place === undefined ? [] : spellings.named(catalogue.place(talk.place))),
    ...point.by.flatMap((id) => {
      const actor = catalogue.actor(id);
      if (actor.type === 'person') return spellings.person(actor.person);
      return spellings.named(actor.type === 'party' ? actor.party : actor.outlet);
    }),
  ];
  return [...written, ...was, ...entries].filter((one) => one !== undefined).join(' ');
}
