// The folded words of all points, and which of them a typed one may mean. Lists of words: a tree of their letters, as
// MiniSearch keeps it, took twenty times the memory, and looking through the words of one length takes less than 1 ms.

import { distance } from 'fastest-levenshtein';
import type { Slices } from './slices.ts';
import { stemsOf } from './stems.ts';

export interface Vocabulary {
  has(term: string): boolean;
  /** Those that have one of the stems. */
  formsOf(stems: readonly string[]): readonly string[];
  /** Those that begin with it, itself included; it has two letters at least. */
  beginningWith(start: string): readonly string[];
  /** Those in which one letter is wrong, missing, too many, or swapped with the next. */
  oneTypoFrom(word: string): readonly string[];
  /** Those that are written nearly like it, the nearest first, at most `limit`. */
  near(word: string, limit: number): readonly string[];
}

/** Words added between two pauses: some 5 ms. */
const SLICE = 1_000;
/** So many first letters have a list of their own. */
const KEY = 2;

export function* indexVocabulary(
  terms: ReadonlySet<string> | ReadonlyMap<string, unknown>,
): Slices<Vocabulary> {
  const byStem = new Map<string, string | string[]>();
  const byStart = new Map<string, string[]>();
  const byLength = new Map<number, string[]>();
  let count = 0;
  for (const term of terms.keys()) {
    for (const stem of stemsOf(term)) {
      const known = byStem.get(stem);
      if (known === undefined) byStem.set(stem, term);
      else if (typeof known === 'string') byStem.set(stem, [known, term]);
      else known.push(term);
    }
    add(byStart, term.slice(0, KEY), term);
    add(byLength, term.length, term);
    count += 1;
    if (count % SLICE === 0) yield;
  }
  return {
    has: (term) => terms.has(term),
    formsOf: (stems) => [...new Set(stems.flatMap((stem) => byStem.get(stem) ?? []))],
    beginningWith: (start) =>
      (byStart.get(start.slice(0, KEY)) ?? []).filter((term) => term.startsWith(start)),
    oneTypoFrom: (word) =>
      [-1, 0, 1].flatMap((more) =>
        (byLength.get(word.length + more) ?? []).filter((term) => isOneTypoApart(term, word)),
      ),
    near(word, limit) {
      if (word.length < 3) return [];
      const edits = word.length > 5 ? 2 : 1;
      // Hardly anybody mistypes the first letter: words that begin otherwise are other words.
      const alike = [...byStart].flatMap(([start, all]) => (start[0] === word[0] ? all : []));
      return alike
        .filter(
          (term) => term.length > 2 && Math.abs(term.length - word.length) <= edits && !/^\d/u.test(term),
        )
        .map((term) => ({ term, apart: distance(term, word) }))
        .filter(({ apart }) => apart > 0 && apart <= edits)
        .sort((a, b) => a.apart - b.apart)
        .slice(0, limit)
        .map(({ term }) => term);
    },
  };
}

function add<Key>(lists: Map<Key, string[]>, key: Key, term: string): void {
  const list = lists.get(key);
  if (list) list.push(term);
  else lists.set(key, [term]);
}

/** What differs between the beginning and the end that both have is one letter, or two that have changed places. */
function isOneTypoApart(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a.charCodeAt(start) === b.charCodeAt(start)) start += 1;
  let end = 0;
  const same = (back: number) => a.charCodeAt(a.length - back) === b.charCodeAt(b.length - back);
  while (end < shorter - start && same(end + 1)) end += 1;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (left.length === 2 && right.length === 2) return left[0] === right[1] && left[1] === right[0];
  return Math.max(left.length, right.length) === 1;
}
