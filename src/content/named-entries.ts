// Whom and what the words after a command name.

import type { Catalogue } from './catalogue.ts';
import { type Entry, spellings } from './naming.ts';
import type { ActorId, Party, Person, SubjectId, TopicId } from './schema.ts';
import { fold, wordsOf } from './words.ts';

/** Whom words name, and the words that are left. */
export interface NamedActors {
  /** More than one where several are called so. */
  readonly actors: readonly (Person | Party)[];
  /** What else was written, in its order. */
  readonly rest: readonly string[];
}

/** Letters below which the beginning of a name says too little. */
const SHORTEST_BEGINNING = 3;

/**
 * The first person, state or organisation among the words; of several names the one with the most words. Where no name is
 * whole, those with a word that begins so: `vladimir`, `zel`.
 */
export function actorsNamed(catalogue: Catalogue, text: string): NamedActors {
  const whole = among(catalogue, text, ({ type }) => type === 'person' || type === 'party');
  return whole.actors.length > 0 ? whole : beginning(catalogue, whole.rest);
}

function beginning(catalogue: Catalogue, words: readonly string[]): NamedActors {
  for (const [at, word] of words.entries()) {
    const wanted = fold(word);
    if (wanted.length < SHORTEST_BEGINNING) continue;
    const actors = [...catalogue.people, ...catalogue.parties].filter((entry) =>
      wordsOf(spellingsOf(entry).join(' ')).some((one) => fold(one).startsWith(wanted)),
    );
    if (actors.length > 0) return { actors, rest: words.toSpliced(at, 1) };
  }
  return { actors: [], rest: words };
}

function spellingsOf(entry: Person | Party): readonly string[] {
  const all = 'roles' in entry ? spellings.person(entry) : spellings.named(entry);
  return all.filter((name) => name !== undefined);
}

/** As `actorsNamed`, of states and organisations only. */
export function partiesNamed(catalogue: Catalogue, text: string): NamedActors {
  return among(catalogue, text, ({ type }) => type === 'party');
}

function among(catalogue: Catalogue, text: string, isMeant: (entry: Entry) => boolean): NamedActors {
  const words = wordsOf(text);
  const [found] = catalogue
    .namesIn(words)
    .filter(({ entries }) => entries.some(isMeant))
    .toSorted((a, b) => b.to - b.from - (a.to - a.from));
  if (found === undefined) return { actors: [], rest: words };
  const actors = found.entries.filter(isMeant).flatMap(({ id }): readonly (Person | Party)[] => {
    const actor = catalogue.actor(id as string as ActorId);
    if (actor.type === 'outlet') return [];
    return [actor.type === 'person' ? actor.person : actor.party];
  });
  return { actors, rest: words.toSpliced(found.from, found.to - found.from) };
}

/** The topic whose name or command all the words are, in any language. */
export function topicNamed(catalogue: Catalogue, words: readonly string[]): TopicId | undefined {
  return wholeName(catalogue, words).find((entry) => entry.type === 'topic')?.id;
}

/** The subject whose name all the words are, in any language. */
export function subjectNamed(catalogue: Catalogue, words: readonly string[]): SubjectId | undefined {
  return wholeName(catalogue, words).find((entry) => entry.type === 'subject')?.id;
}

function wholeName(catalogue: Catalogue, words: readonly string[]): readonly Entry[] {
  const [first, ...more] = catalogue.namesIn(words);
  const isWhole = first !== undefined && more.length === 0 && first.to - first.from === words.length;
  return isWhole ? first.entries : [];
}
