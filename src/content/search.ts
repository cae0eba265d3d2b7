// Full-text search over all points: names, topics, texts and quotes; prefixes and a typo tolerated.
// Called by catalogue.ts.

import MiniSearch from 'minisearch';
import type { Hit } from './catalogue.ts';
import type { Point, Talk } from './schema.ts';

/** A point with the words that it is found by, beside its own. */
export interface Searchable {
  readonly talk: Talk;
  readonly point: Point;
  /** Names of who stands behind it, other spellings included, of its topics and of the talk. */
  readonly names: string;
}

/** Letters that Unicode does not take apart into a base and a mark. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
};

/** Case, accents and width taken away: `Türkiye` and `TURKIYE` become `turkiye`. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßøłđıæœ]/gu, (letter) => LETTERS[letter] ?? letter);
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/** Words of a query that count; the rest of a long one is ignored. */
const MAX_QUERY_WORDS = 8;

/** Indexes the points, in the order in which equally good ones are to be found. */
export function createSearch(
  points: readonly Searchable[],
): (words: string, limit: number) => readonly Hit[] {
  const index = new MiniSearch<{ id: number; names: string; text: string; quote: string }>({
    fields: ['text', 'quote', 'names'],
    tokenize: wordsOf,
    processTerm: fold,
  });
  index.addAll(
    points.map(({ point, names }, id) => ({ id, names, text: point.text, quote: point.quote ?? '' })),
  );

  return (query, limit) => {
    const words = wordsOf(query.slice(0, 256)).slice(0, MAX_QUERY_WORDS);
    if (words.length === 0 || limit < 1) return [];
    const found = index.search(words.join(' '), {
      combineWith: 'AND',
      prefix: (term) => term.length > 1,
      fuzzy: (term) => (term.length > 3 ? 1 : false),
      boost: { text: 2, quote: 2 },
    });
    return found.slice(0, limit).flatMap((result) => {
      const searchable = points[Number(result.id)];
      if (searchable === undefined) return [];
      const { talk, point } = searchable;
      return [{ talk, point, words: matching(point, new Set(result.terms)) }];
    });
  };
}

function matching(point: Point, terms: ReadonlySet<string>): readonly string[] {
  const words = new Set(wordsOf(`${point.text} ${point.quote ?? ''}`));
  return [...words].filter((word) => terms.has(fold(word)));
}
