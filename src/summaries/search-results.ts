// The answer to a search: the points found, with the matching words in bold, when and by which sources; page by page.

import type { Catalogue, Hit, Search } from '../content/catalogue.ts';
import { searchWords } from '../content/words.ts';
import { fullName, kindWords, statusLead } from './attribution.ts';
import { type Inline, type Item, type Line, phrase, type Summary } from './blocks.ts';
import { onOneScreen } from './one-screen.ts';
import { inQuotationMarks } from './quotation-marks.ts';
import { whereFrom } from './statement.ts';
import { findWanted, type PointsWanted, understand } from './understanding.ts';
import { type Wording, wording } from './wording.ts';

/** Hits in one answer: about two phone screens, and as many as a row of buttons takes (Bot API). */
export const SEARCH_LIMIT = 8;
/** Nobody turns more pages than this; the count says how many points there are. */
const MOST_PAGES = 50;
/** Words offered where nothing was found. */
const MOST_WORDS = 4;

/** A page of what was found for words; pages count from 1. */
export interface SearchPage {
  readonly summary: Summary;
  readonly hits: readonly Hit[];
  readonly number: number;
  readonly of: number;
  /** The number of the first hit. */
  readonly first: number;
  /** Words that are there, written nearly like those for which nothing was found. */
  readonly nearest: readonly string[];
}

/** The first page for words of any kind. */
export function composeSearch(catalogue: Catalogue, words: string): Summary {
  return searchPage(catalogue, words, wantedIn(catalogue, words), 1).summary;
}

/** The words as a question for points, also where they name a topic or a round. */
export function wantedIn(catalogue: Catalogue, words: string): PointsWanted {
  const understood = understand(catalogue, words);
  if (understood.type === 'points') return understood;
  return { type: 'points', searches: [{ words }] };
}

/**
 * The best hits of that page, or what to do where there is none.
 * @param isPaged whether other pages can be turned to
 */
export function searchPage(
  catalogue: Catalogue,
  words: string,
  wanted: PointsWanted,
  pageNumber: number,
  isPaged = true,
): SearchPage {
  const asked = Math.min(Math.max(1, pageNumber), MOST_PAGES);
  let found = findWanted(catalogue, wanted, (asked - 1) * SEARCH_LIMIT, SEARCH_LIMIT);
  const of = Math.min(Math.max(1, Math.ceil(found.total / SEARCH_LIMIT)), MOST_PAGES);
  const number = Math.min(asked, of);
  if (number !== asked) found = findWanted(catalogue, wanted, (number - 1) * SEARCH_LIMIT, SEARCH_LIMIT);
  const first = (number - 1) * SEARCH_LIMIT + 1;
  const { hits, total, isPartial, search } = found;
  if (hits.length === 0) return { ...nothing(catalogue, words), hits, number, of, first };
  const inLanguage = wording(
    catalogue,
    hits.map(({ point }) => point),
  );
  const items = hits.map((hit, index) => hitItem(catalogue, hit, inLanguage, first + index));
  const notes: Line[] = [
    ...restrictions(catalogue, search),
    ...(isPartial ? [[phrase('search-partial')]] : []),
    ...(of > 1 && !isPaged ? [[phrase('search-more-with-fewer', { count: hits.length })]] : []),
  ];
  const summary: Summary = {
    title: [phrase('search-title', { query: { input: words }, count: total })],
    blocks: [
      ...(notes.length > 0 ? [{ type: 'text', lines: notes } as const] : []),
      ...items.map((item) => ({ type: 'section', items: [item] }) as const),
    ],
    languages: inLanguage.languages,
  };
  return { summary: onOneScreen(summary), hits, number, of, first, nearest: [] };
}

function nothing(catalogue: Catalogue, words: string): Pick<SearchPage, 'summary' | 'nearest'> {
  const nearest = [...new Set(searchWords(words).flatMap((word) => catalogue.nearWords(word, 2)))];
  const offered = nearest.slice(0, MOST_WORDS);
  const lines: Line[] = [
    [phrase('search-nothing-hint')],
    ...(offered.length > 0 ? [[phrase('search-nearest'), ' ', { list: offered }]] : []),
    [phrase('search-topics')],
  ];
  const title = [phrase('search-nothing', { query: { input: words } })];
  return { summary: { title, blocks: [{ type: 'text', lines }] }, nearest: offered };
}

/** `Only: Lavrov · Agreed · Jeddah talks, 11 Mar 2025`: what was understood of the question besides words. */
function restrictions(catalogue: Catalogue, search: Search): readonly Line[] {
  const { by = [], kinds = [], topics = [], talks = [], promised } = search;
  const parts: Inline[][] = [
    ...by.map((id) => [{ bold: fullName(catalogue, id) }]),
    ...topics.map((id) => [catalogue.topic(id)?.name ?? id]),
    ...kinds.map((kind) => [kindWords(kind)]),
    ...(promised ? [[phrase('search-promised')]] : []),
    ...talks.slice(0, 2).flatMap((id) => {
      const talk = catalogue.talk(id);
      return talk ? [[`${talk.title}, `, { date: talk.date }]] : [];
    }),
    ...(talks.length > 2 ? [[`+${talks.length - 2}`]] : []),
  ];
  if (parts.length === 0) return [];
  const line = parts.flatMap((part, index) => (index === 0 ? part : [' · ', ...part]));
  return [line];
}

function hitItem(
  catalogue: Catalogue,
  { talk, point, words }: Hit,
  inLanguage: Wording,
  number: number,
): Item {
  const quote: readonly Line[] =
    point.quote === undefined ? [] : [marked(inQuotationMarks(catalogue.language, point.quote.text), words)];
  return {
    marker: number,
    lines: [
      [
        ...statusLead(catalogue, talk, point),
        ...marked(point.text, words),
        ...inLanguage.text(point).slice(1),
      ],
      ...quote,
      whereFrom(catalogue, { talk, point }),
    ],
    points: [{ talk: talk.id, point: point.id }],
  };
}

/** The text with every occurrence of the words, as whole words, in bold. */
export function marked(text: string, words: readonly string[]): Line {
  if (words.length === 0) return [text];
  const longestFirst = words.toSorted((a, b) => b.length - a.length).map(literally);
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{M}\\p{N}])(${longestFirst.join('|')})(?![\\p{L}\\p{M}\\p{N}])`,
    'giu',
  );
  const parts = text.split(pattern);
  return parts.flatMap((part, index): readonly Inline[] => {
    if (part === '') return [];
    return index % 2 === 0 ? [part] : [{ bold: part }];
  });
}

/** The word as a pattern that matches only itself. */
function literally(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
}
