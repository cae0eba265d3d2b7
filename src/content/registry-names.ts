// Entries of the registries by what people call them: any spelling and any script that the registries know.

import type { Catalogue } from './catalogue.ts';
import { ORIGINAL, type Party, type Person, type SubjectId, type TopicId } from './schema.ts';
import { fold } from './words.ts';

/** Whom words name, and the words that are left. */
export interface NamedActors {
  /** More than one where the words fit several equally well. */
  readonly actors: readonly (Person | Party)[];
  /** What else was written, in its order. */
  readonly rest: readonly string[];
}

/** How a name fits, from the surest to the faintest. */
type Fit = (name: string, words: string) => boolean;

/** Letters below which a beginning, and a typo, say too little. */
const SHORTEST_BEGINNING = 3;
const SHORTEST_TYPO = 5;
/** From so many letters on, two typos are forgiven. */
const LONG_WORD = 8;
/** A Russian or Ukrainian name in another case keeps its stem: Зеленский, Зеленского. */
const SHORTEST_STEM = 4;
const LONGEST_ENDING = 3;

const FITS: readonly Fit[] = [
  (name, words) => name === words,
  (name, words) => {
    const [own, written] = [name.split(' '), words.split(' ')];
    return own.length === written.length && own.every((one, at) => isInflected(one, written[at] ?? ''));
  },
  (name, words) =>
    words
      .split(' ')
      .every((word) => word.length >= SHORTEST_BEGINNING && name.split(' ').some((one) => one === word)),
  (name, words) =>
    words
      .split(' ')
      .every(
        (word) => word.length >= SHORTEST_BEGINNING && name.split(' ').some((one) => one.startsWith(word)),
      ),
  (name, words) => words.split(' ').every((word) => name.split(' ').some((one) => isInflected(one, word))),
  (name, words) =>
    words.length >= SHORTEST_TYPO &&
    [name, ...name.split(' ')].some(
      (one) => one.length >= SHORTEST_TYPO && isNear(one, words, words.length >= LONG_WORD ? 2 : 1),
    ),
];

/** Whom the words name: by the surest fit there is, then by the most words; nobody where no name fits. */
export function actorsNamed(catalogue: Catalogue, text: string): NamedActors {
  return among(peopleAndParties(catalogue), text);
}

/** As `actorsNamed`, of states and organisations only. */
export function partiesNamed(catalogue: Catalogue, text: string): NamedActors {
  return among(catalogue.in(ORIGINAL).parties, text);
}

/** The topic whose command or name the words are, in any language. */
export function topicNamed(catalogue: Catalogue, words: string): TopicId | undefined {
  return named(catalogue.in(ORIGINAL).topics, words, ({ id, command, name, also = [], names = {} }) => {
    const translated = Object.values(names).flatMap((own) => (own === undefined ? [] : [own.name]));
    return [id, command, name, ...also, ...translated];
  })?.id;
}

/** The subject whose name the words are, in any language. */
export function subjectNamed(catalogue: Catalogue, words: string): SubjectId | undefined {
  return named(catalogue.in(ORIGINAL).subjects, words, ({ id, name, also = [], names = {} }) => {
    const translated = Object.values(names).flatMap((own) => own ?? []);
    return [id, name, ...also, ...translated];
  })?.id;
}

function named<T>(
  entries: readonly T[],
  words: string,
  spellings: (entry: T) => readonly string[],
): T | undefined {
  const wanted = folded(words);
  if (wanted === '') return undefined;
  return entries.find((entry) => spellings(entry).some((name) => folded(name) === wanted));
}

/** Lower case, words with a space between, without accents and apostrophes; `ё` is `е`. */
export function folded(text: string): string {
  return fold(text)
    .replace(/['’ʼ`]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function peopleAndParties(catalogue: Catalogue): readonly (Person | Party)[] {
  const original = catalogue.in(ORIGINAL);
  return [...original.people, ...original.parties];
}

function among(entries: readonly (Person | Party)[], text: string): NamedActors {
  const words = text.split(/\s+/u).filter((word) => folded(word) !== '');
  const called = entries.map((entry) => ({ entry, names: spellingsOf(entry) }));
  for (const fits of FITS) {
    for (let length = words.length; length > 0; length -= 1) {
      for (let start = 0; start + length <= words.length; start += 1) {
        const wanted = folded(words.slice(start, start + length).join(' '));
        const actors = called.flatMap(({ entry, names }) =>
          names.some((name) => fits(name, wanted)) ? [entry] : [],
        );
        if (actors.length > 0) return { actors, rest: words.toSpliced(start, length) };
      }
    }
  }
  return { actors: [], rest: words };
}

/** Every way in which the registries write the name, folded. */
function spellingsOf(entry: Person | Party): readonly string[] {
  const translated = Object.values(entry.names ?? {}).flatMap((names) => {
    if (names === undefined) return [];
    return typeof names === 'string' ? [names] : [names.name, names.short];
  });
  const short = 'short' in entry ? [entry.short] : [];
  return [entry.id, entry.name, ...short, ...(entry.also ?? []), ...translated].map(folded);
}

/** Whether two Cyrillic words differ in their endings only. */
function isInflected(a: string, b: string): boolean {
  if (!/^\p{Script=Cyrillic}+$/u.test(b)) return false;
  let stem = 0;
  while (stem < a.length && a[stem] === b[stem]) stem += 1;
  return stem >= SHORTEST_STEM && Math.max(a.length, b.length) - stem <= LONGEST_ENDING;
}

/** Whether so few letters have to be put in, left out or changed. */
function isNear(a: string, b: string, most: number): boolean {
  if (Math.abs(a.length - b.length) > most) return false;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return (row.at(-1) ?? most + 1) <= most;
}
