// Who and what a few words name: topics, subjects, people, parties, outlets, places, in any language and spelling.

import { distance } from 'fastest-levenshtein';
import { LRUCache } from 'lru-cache';
import { growingTo } from '../growing-cache.ts';
import type { Content } from './content.ts';
import { inLatinLetters } from './latin-letters.ts';
import type { OutletId, PartyId, Person, PersonId, PlaceId, SubjectId, Topic, TopicId } from './schema.ts';
import { isSameWord, stemsOf } from './stems.ts';
import { fold, isStopWord, wordsOf } from './words.ts';

export type Entry =
  | { readonly type: 'topic'; readonly id: TopicId }
  | { readonly type: 'subject'; readonly id: SubjectId }
  | { readonly type: 'person'; readonly id: PersonId }
  | { readonly type: 'party'; readonly id: PartyId }
  | { readonly type: 'outlet'; readonly id: OutletId }
  | { readonly type: 'place'; readonly id: PlaceId };

/** A name found among words: the words from `from` up to `to`, and every entry that is called so. */
export interface Mention {
  readonly from: number;
  readonly to: number;
  readonly entries: readonly Entry[];
}

/** The names among the words as typed, in their order, the longest where they overlap. */
export type Naming = (words: readonly string[]) => readonly Mention[];

interface Name {
  readonly entry: Entry;
  readonly words: readonly Word[];
}

interface Word {
  readonly folded: string;
  readonly stems: readonly string[];
}

/** A word of a text, with the names that may begin with it, and those of one word that it is nearly. */
interface Typed extends Word {
  readonly candidates: readonly Name[];
  readonly nearly: readonly Name[];
}

const CYRILLIC = /\p{Script=Cyrillic}/u;
/** Words of which is kept what they may name: texts repeat theirs, and that takes longer than all else here. */
const KEPT_WORDS = 2_000;
/** A typo may hide a name from here on, letters; shorter ones would be taken for each other. */
const TYPO_FROM = 5;

export function createNaming(content: Content): Naming {
  const names = namesOf(content);
  const byStem = new Map<string, Name[]>();
  for (const name of names) {
    for (const stem of name.words[0]?.stems ?? []) {
      const known = byStem.get(stem);
      if (known === undefined) byStem.set(stem, [name]);
      else known.push(name);
    }
  }
  const single = names.filter(
    ({ words: [first], words }) => words.length === 1 && first && !isPlainWord(first),
  );
  const read = (text: string): Typed => {
    const word = wordOf(text);
    const candidates = isStopWord(word.folded)
      ? []
      : [...new Set(word.stems.flatMap((stem) => byStem.get(stem) ?? []))];
    const nearly =
      word.folded.length < TYPO_FROM
        ? []
        : single.filter(({ words: [first] }) => first !== undefined && isTypoOf(word.folded, first.folded));
    return { ...word, candidates, nearly };
  };
  const kept = new LRUCache<string, Typed>({ ...growingTo(KEPT_WORDS), memoMethod: read });

  return (typed) => {
    const words = typed.map((word) => kept.memo(word));
    const mentions: Mention[] = [];
    for (let at = 0; at < words.length; ) {
      const first = words[at];
      if (first === undefined) break;
      const fits = first.candidates.filter((name) =>
        name.words.every((word, n) => isForm(word, words[at + n])),
      );
      const found = fits.length > 0 ? fits : first.nearly;
      const length = Math.max(0, ...found.map((name) => name.words.length));
      const longest = found.filter((name) => name.words.length === length);
      if (length > 0) mentions.push({ from: at, to: at + length, entries: unique(longest) });
      at += Math.max(1, length);
    }
    return mentions;
  };
}

function isForm(word: Word, typed: Word | undefined): boolean {
  return typed !== undefined && (word.folded === typed.folded || isSameWord(word.stems, typed.stems));
}

/** Names of topics and subjects are everyday words, which a typo should not turn into others. */
function isPlainWord({ folded }: Word): boolean {
  return folded.length < TYPO_FROM;
}

/** One letter wrong, missing or too many, but not the first; two in a name of ten. */
function isTypoOf(typed: string, name: string): boolean {
  if (typed[0] !== name[0] || Math.abs(typed.length - name.length) > 2) return false;
  return distance(typed, name) <= (name.length >= 8 ? 2 : 1);
}

function wordOf(word: string): Word {
  return { folded: fold(word), stems: stemsOf(word) };
}

function unique(names: readonly Name[]): readonly Entry[] {
  return [...new Map(names.map(({ entry }) => [`${entry.type} ${entry.id}`, entry])).values()];
}

interface Named {
  readonly name: string;
  readonly also?: readonly string[] | undefined;
  readonly names?: { readonly ru?: string | undefined; readonly uk?: string | undefined } | undefined;
}

/** What an entry is called in every language and spelling. */
export const spellings = {
  named: ({ name, also, names }: Named) => [name, ...(also ?? []), names?.ru, names?.uk],
  topic: ({ name, also, names }: Topic) => [name, ...(also ?? []), names?.ru?.name, names?.uk?.name],
  person: ({ name, short, also, names }: Person) => [
    name,
    short,
    ...(also ?? []),
    names?.ru?.name,
    names?.ru?.short,
    names?.uk?.name,
    names?.uk?.short,
  ],
} as const;

function namesOf({ topics, subjects, people, parties, outlets, places }: Content): readonly Name[] {
  return [
    ...topics.flatMap((one) => called({ type: 'topic', id: one.id }, [one.command, ...spellings.topic(one)])),
    ...subjects.flatMap((one) =>
      called({ type: 'subject', id: one.id }, [one.id.replaceAll('-', ' '), ...spellings.named(one)]),
    ),
    ...people.flatMap((one) =>
      // People are asked for by their last names, also in spellings given with the first one.
      called({ type: 'person', id: one.id }, [...spellings.person(one), ...(one.also ?? []).map(lastWord)]),
    ),
    ...parties.flatMap((one) => called({ type: 'party', id: one.id }, spellings.named(one))),
    ...outlets.flatMap((one) => called({ type: 'outlet', id: one.id }, spellings.named(one))),
    ...places.flatMap((one) => called({ type: 'place', id: one.id }, spellings.named(one))),
  ];
}

function lastWord(name: string): string {
  return name.split(' ').at(-1) ?? name;
}

function called(entry: Entry, names: readonly (string | undefined)[]): readonly Name[] {
  const known = names.flatMap((name) => (name === undefined ? [] : name));
  // With a Latin keyboard alone people write `zheneva` and `ekonomika`.
  const distinct = new Set([...known, ...known.filter((name) => CYRILLIC.test(name)).map(inLatinLetters)]);
  return [...distinct].flatMap((name) => {
    const words = wordsOf(name).map(wordOf);
    return words.length === 0 ? [] : [{ entry, words }];
  });
}
