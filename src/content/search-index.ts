// Full-text search over all points: names, topics, texts and quotes; prefixes and one typo tolerated.

import { distance } from 'fastest-levenshtein';
import MiniSearch from 'minisearch';
import type { Point, Talk } from './schema.ts';
import { fold, searchWords, wordsOf } from './words.ts';

/** A found point, with the words of it that matched, for highlighting. */
export interface Hit {
  readonly talk: Talk;
  readonly point: Point;
  /** Words of the point's text or quote that matched, unfolded. */
  readonly words: readonly string[];
}

/** A point with the names that it is also found by. */
export interface Searchable {
  readonly talk: Talk;
  readonly point: Point;
  /** Of its actors, with other spellings, its topics and its talk. */
  readonly names: string;
}

/** Points that match all words of a query, best first, at most `limit`. */
export type Search = (query: string, limit: number) => readonly Hit[];

/** The rest of a longer query is ignored. */
const MAX_QUERY_LENGTH = 256;
const MAX_QUERY_WORDS = 8;

/** The weight of a word as typed, as a prefix, and with a typo. */
const WEIGHT = { exact: 1, prefix: 0.7, typo: 0.4 };
/** A word in the text or the quote counts more than one in a name. */
const TEXT_BOOST = 2;

/**
 * Indexes the points; equally good hits come in their order. MiniSearch finds the words that a typed one may mean.
 * The points of each word are kept as numbers: a common word occurs in tens of thousands of points, and an object
 * for each would cost tens of milliseconds and hundreds of megabytes.
 */
export function createSearch(points: readonly Searchable[]): Search {
  const postings = indexPoints(points);
  const vocabulary = indexVocabulary(postings);

  return (query, limit) => {
    const words = searchWords(query.slice(0, MAX_QUERY_LENGTH)).slice(0, MAX_QUERY_WORDS);
    if (words.length === 0 || limit < 1) return [];
    const meant = words.map((word) => meanings(vocabulary, word));
    const found = best(rank(meant, postings, points.length), limit);
    const terms = new Set(meant.flatMap((word) => word.map(({ term }) => term)));
    return found.flatMap((index) => {
      const entry = points[index];
      return entry === undefined ? [] : [hit(entry, terms)];
    });
  };
}

/** The points of each folded word: twice the point's index, plus 1 where its text or quote has the word. */
type Postings = ReadonlyMap<string, readonly number[]>;

function indexPoints(points: readonly Searchable[]): Postings {
  const postings = new Map<string, number[]>();
  for (const [index, { point, names }] of points.entries()) {
    const inText = new Set(wordsOf(`${point.text} ${point.quote ?? ''}`).map(fold));
    for (const term of new Set([...inText, ...wordsOf(names).map(fold)])) {
      const posting = index * 2 + (inText.has(term) ? 1 : 0);
      const list = postings.get(term);
      if (list === undefined) postings.set(term, [posting]);
      else list.push(posting);
    }
  }
  return postings;
}

function indexVocabulary(postings: Postings): MiniSearch<{ id: string }> {
  const whole = (word: string) => [word];
  const index = new MiniSearch<{ id: string }>({
    fields: ['id'],
    tokenize: whole,
    processTerm: (word) => word,
  });
  index.addAll([...postings.keys()].map((id) => ({ id })));
  return index;
}

interface Meaning {
  readonly term: string;
  readonly weight: number;
}

/** The indexed words that a typed word may mean. Short words allow no typo: it would match too much. */
function meanings(vocabulary: MiniSearch<{ id: string }>, word: string): readonly Meaning[] {
  const found = vocabulary.search(word, { prefix: word.length > 1, fuzzy: word.length > 3 ? 2 : false });
  return found.flatMap(({ id }) => {
    const term = String(id);
    if (term === word) return [{ term, weight: WEIGHT.exact }];
    if (term.startsWith(word)) return [{ term, weight: WEIGHT.prefix }];
    return oneTypoApart(term, word) ? [{ term, weight: WEIGHT.typo }] : [];
  });
}

/** One letter wrong, missing, added, or swapped with the next; MiniSearch counts a swap as two edits. */
function oneTypoApart(a: string, b: string): boolean {
  if (a.length !== b.length) return distance(a, b) === 1;
  const at = a.split('').findIndex((unit, index) => unit !== b[index]);
  const swapped = a.slice(0, at) + (a[at + 1] ?? '') + (a[at] ?? '') + a.slice(at + 2);
  return swapped === b || distance(a, b) === 1;
}

/** The score of each point, 0 where a word of the query is missing. Rarer words count for more. */
function rank(words: readonly (readonly Meaning[])[], postings: Postings, count: number): Float64Array {
  let total = new Float64Array(count).fill(1);
  for (const word of words) {
    const scores = new Float64Array(count);
    for (const { term, weight } of word) {
      const list = postings.get(term) ?? [];
      const score = weight * Math.log(1 + count / (list.length + 1));
      for (const posting of list) {
        const index = posting >> 1;
        const here = posting & 1 ? score * TEXT_BOOST : score;
        if (here > (scores[index] ?? 0)) scores[index] = here;
      }
    }
    total = total.map((sum, index) => (sum > 0 && (scores[index] ?? 0) > 0 ? sum + (scores[index] ?? 0) : 0));
  }
  return total;
}

/** The indexes of the highest scores above 0, best first; of equal ones the earlier. */
function best(scores: Float64Array, limit: number): readonly number[] {
  const top: { readonly index: number; readonly score: number }[] = [];
  for (const [index, score] of scores.entries()) {
    if (score === 0 || (top.length >= limit && score <= (top.at(-1)?.score ?? 0))) continue;
    const place = top.findLastIndex((other) => other.score >= score) + 1;
    top.splice(place, 0, { index, score });
    if (top.length > limit) top.pop();
  }
  return top.map(({ index }) => index);
}

function hit({ talk, point }: Searchable, terms: ReadonlySet<string>): Hit {
  const words = new Set(wordsOf(`${point.text} ${point.quote ?? ''}`));
  return { talk, point, words: [...words].filter((word) => terms.has(fold(word))) };
}
