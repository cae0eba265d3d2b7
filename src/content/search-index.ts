// Full-text search over all points, in every language: names, topics, texts and quotes; forms of a word, words that
// mean the same, prefixes and one typo tolerated; most of the words where no point has all.

import type { Content, TalkFiles } from './content.ts';
import { spellings } from './naming.ts';
import type { Kind, Point } from './schema.ts';
import type { Slices } from './slices.ts';
import { stemsOf } from './stems.ts';
import { synonymsOf } from './synonyms.ts';
import { indexVocabulary, type Vocabulary } from './vocabulary.ts';
import { fold, isStopWord, searchWords, wordsOf } from './words.ts';

/** A found point: the numbers of its talk and of the point in it, and the folded words by which it was found. */
export interface Found {
  readonly talk: number;
  readonly point: number;
  readonly terms: ReadonlySet<string>;
}

/** What is looked for, and which of it is wanted. */
export interface Query {
  /** None: every point that is allowed. */
  readonly words: string;
  /** Which points count, by the numbers of the talk and of the point; all where it is left out. */
  readonly allows?: (talk: number, point: number) => boolean;
  /** Kinds that come first. */
  readonly first?: ReadonlySet<Kind>;
  readonly offset: number;
  readonly limit: number;
}

export interface Matches {
  readonly found: readonly Found[];
  /** How many points match, on this page and on others. */
  readonly total: number;
  /** No point has all of the words: these have most of them. */
  readonly isPartial: boolean;
}

export interface SearchIndex {
  /** The points, best first; of equally good ones the newer talk's. */
  find(query: Query): Matches;
  /** Folded words of the points that are written nearly like it, the nearest first, at most `limit`. */
  near(word: string, limit: number): readonly string[];
}

/** Characters and words of a query that are read; the rest of a longer one is ignored. */
const MAX_QUERY_LENGTH = 256;
const MAX_QUERY_WORDS = 8;

/** What a word is worth as typed, in another form, as the beginning of another, as one that means it, with a typo. */
const WEIGHT = { exact: 1, form: 0.9, prefix: 0.7, synonym: 0.6, typo: 0.4 };
/** Beginnings of words are looked for from here on, and from the second number on also where the word itself exists. */
const PREFIX_FROM = { unknown: 2, known: 4 };
/** What is settled comes before what is said of it, where both match equally well: so much of the score a step. */
const BY_KIND: readonly Kind[] = ['background', 'analysis', 'denied', 'reported', 'said', 'open', 'agreed'];
const KIND_STEP = 0.02;
/** A word of the text or the quote against one of the names. */
const TEXT_BOOST = 2;

/**
 * Indexes the points, in the order in which equally good ones are to be found. The points that hold a word are
 * kept as numbers, since a common word stands in tens of thousands of points, and an object for each would cost tens of
 * milliseconds and hundreds of megabytes.
 * @param talks in that order; points that were withdrawn are left out
 */
export function* indexPoints(content: Content, talks: readonly TalkFiles[]): Slices<SearchIndex> {
  const { places, kinds, postings } = yield* collect(content, talks);
  const vocabulary = yield* indexVocabulary(postings.terms);
  const count = places.length / 2;
  const placeOf = (index: number) => [places[index * 2] ?? 0, places[index * 2 + 1] ?? 0] as const;

  return {
    find({ words: query, allows, first, offset, limit }) {
      const words = queryWords(query);
      const concepts = conceptsOf(vocabulary, words);
      if ((concepts.length === 0 && (words.length > 0 || query.trim() !== '')) || limit < 1) return NOTHING;
      const isAllowed = allows && ((index: number) => allows(...placeOf(index)));
      const { scores, isPartial } = rank(concepts, postings, count, isAllowed);
      const total = prefer(scores, kinds, first);
      const top = best(scores, offset + limit).slice(offset);
      const terms = new Set(concepts.flatMap((concept) => concept.map(({ term }) => term)));
      const found = top.map((index): Found => {
        const [talk, point] = placeOf(index);
        return { talk, point, terms };
      });
      return { found, total, isPartial };
    },
    near: (word, limit) => vocabulary.near(fold(word), limit),
  };
}

const NOTHING: Matches = { found: [], total: 0, isPartial: false };

/** A word of a query: folded, and its stems. */
interface QueryWord {
  readonly folded: string;
  readonly stems: readonly string[];
}

/** The words that count, each once; all of them where only stop words are in it. */
function queryWords(query: string): readonly QueryWord[] {
  const read = query.slice(0, MAX_QUERY_LENGTH);
  const wanted = new Set(searchWords(read));
  const words: QueryWord[] = [];
  for (const word of wordsOf(read)) {
    const folded = fold(word);
    if (wanted.delete(folded) && words.length < MAX_QUERY_WORDS)
      words.push({ folded, stems: isStopWord(folded) ? [] : stemsOf(word) });
  }
  return words;
}

/** What each word may stand for; a phrase that has other words for it is one. */
function conceptsOf(vocabulary: Vocabulary, words: readonly QueryWord[]): readonly (readonly Meaning[])[] {
  const stems = words.map((word) => word.stems);
  const concepts: (readonly Meaning[])[] = [];
  for (let at = 0; at < words.length; ) {
    const other = synonymsOf(stems.slice(at));
    const length = other?.length ?? 1;
    const own = words
      .slice(at, at + length)
      .flatMap((word) => meanings(vocabulary, word, other !== undefined));
    const synonyms = (other?.found ?? []).flatMap((word) =>
      vocabulary.formsOf(stemsOf(word)).map((term) => ({ term, weight: WEIGHT.synonym })),
    );
    // Of a phrase, only its own words together would be worth more than another word for it.
    const worth = length > 1 ? own.map(({ term }) => ({ term, weight: WEIGHT.synonym / 2 })) : own;
    concepts.push(length > 1 && synonyms.length > 0 ? synonyms : [...worth, ...synonyms]);
    at += length;
  }
  return concepts;
}

/** Words of the point's text and quote that are among the folded terms, as they stand there. */
export function wordsThatMatch({ text, quote }: Point, terms: ReadonlySet<string>): readonly string[] {
  const words = new Set(wordsOf(`${text} ${quote?.text ?? ''}`));
  return [...words].filter((word) => terms.has(fold(word)));
}

/** Which points have each folded word: twice the point's number, plus 1 where its text or quote has it. */
interface Postings {
  readonly terms: ReadonlyMap<string, number>;
  /** Of each term, by its number, where in `points` its own begin; they end where the next one's begin. */
  readonly starts: Uint32Array;
  readonly points: Uint32Array;
}

interface Collected {
  /** The numbers of the talk and of the point, for each point indexed. */
  readonly places: Uint32Array;
  /** The place of each point's kind in BY_KIND. */
  readonly kinds: Uint8Array;
  readonly postings: Postings;
}

function* collect(content: Content, talks: readonly TalkFiles[]): Slices<Collected> {
  const terms = createTerms();
  const names = namesIn(content, terms.of);
  const places = new Numbers();
  const kinds: number[] = [];
  /** The terms of the first point's text, of its names, of the second point's text, and so on; and where each ends. */
  const written = new Numbers();
  const ends = new Numbers();
  /** The last point that a term was noted for, by the term's number, plus 1. */
  const noted = new Numbers();
  let count = 0;
  const note = (words: readonly number[]) => {
    for (const term of words) {
      if (noted.at(term) === count + 1) continue;
      noted.set(term, count + 1);
      written.push(term);
    }
  };
  for (const [number, { talk, translations }] of talks.entries()) {
    const ofTalk = terms.of([talk.title, ...translations.map((one) => one.talk?.title ?? '')].join(' '));
    for (const [place, point] of talk.points.entries()) {
      if (point.changes?.at(-1)?.how === 'withdrawn') continue;
      places.push(number);
      places.push(place);
      kinds.push(BY_KIND.indexOf(point.kind));
      note(terms.of(point.text));
      if (point.quote) note(terms.of(`${point.quote.text} ${point.quote.original ?? ''}`));
      for (const { points } of translations) {
        const words = points.get(point.id);
        if (words !== undefined) note(terms.of(`${words.text} ${words.quote ?? ''}`));
      }
      ends.push(written.length);
      note(ofTalk);
      if (talk.place !== undefined) note(names.places.get(talk.place) ?? []);
      for (const id of point.topics) note(names.topics.get(id) ?? []);
      for (const id of point.by) note(names.actors.get(id) ?? []);
      if (point.subject !== undefined) note(names.subjects.get(point.subject) ?? []);
      ends.push(written.length);
      count += 1;
    }
    yield;
  }
  const postings = yield* byTerm(terms.numbers, written, ends);
  return { places: places.all(), kinds: Uint8Array.from(kinds), postings };
}

/** Terms handled between two pauses: some 5 ms. */
const TERMS_SLICE = 500_000;

/** Sorts the written terms, whose numbers are small: each is counted, then its point is put into its place. */
function* byTerm(terms: ReadonlyMap<string, number>, written: Numbers, ends: Numbers): Slices<Postings> {
  const starts = new Uint32Array(terms.size + 1);
  for (let at = 0; at < written.length; at += 1) {
    const next = written.at(at) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
    if (at % TERMS_SLICE === 0) yield;
  }
  for (let term = 1; term < starts.length; term += 1)
    starts[term] = (starts[term] ?? 0) + (starts[term - 1] ?? 0);
  const next = starts.slice();
  const points = new Uint32Array(written.length);
  let part = 0;
  for (let at = 0; at < written.length; at += 1) {
    while (at >= ends.at(part)) part += 1;
    const term = written.at(at);
    const place = next[term] ?? 0;
    // Parts alternate: a point's text, then its names.
    points[place] = part ^ 1;
    next[term] = place + 1;
    if (at % TERMS_SLICE === 0) yield;
  }
  return { terms, starts, points };
}

const CHUNK_BITS = 16;
const CHUNK = 1 << CHUNK_BITS;

/** A list of numbers of 32 bits that grows without being copied, at half the memory of an array of them. */
class Numbers {
  readonly #chunks: Uint32Array[] = [];
  length = 0;

  push(number: number): void {
    this.set(this.length, number);
  }

  set(index: number, number: number): void {
    while (index >= this.#chunks.length * CHUNK) this.#chunks.push(new Uint32Array(CHUNK));
    const chunk = this.#chunks[index >> CHUNK_BITS];
    if (chunk !== undefined) chunk[index & (CHUNK - 1)] = number;
    if (index >= this.length) this.length = index + 1;
  }

  at(index: number): number {
    return this.#chunks[index >> CHUNK_BITS]?.[index & (CHUNK - 1)] ?? 0;
  }

  all(): Uint32Array {
    return Uint32Array.from({ length: this.length }, (_, index) => this.at(index));
  }
}

/** Numbers the folded words of texts. The same words come again and again, so that each is folded once. */
function createTerms(): {
  readonly numbers: ReadonlyMap<string, number>;
  readonly of: (text: string) => readonly number[];
} {
  const folded = new Map<string, number>();
  const numbers = new Map<string, number>();
  return {
    numbers,
    of: (text) =>
      wordsOf(text).map((word) => {
        const known = folded.get(word);
        if (known !== undefined) return known;
        const term = fold(word);
        const number = numbers.get(term) ?? numbers.size;
        numbers.set(term, number);
        folded.set(word, number);
        return number;
      }),
  };
}

/** Numbers of terms, by the ids of entries. */
interface Names {
  readonly topics: ReadonlyMap<string, readonly number[]>;
  readonly subjects: ReadonlyMap<string, readonly number[]>;
  readonly places: ReadonlyMap<string, readonly number[]>;
  readonly actors: ReadonlyMap<string, readonly number[]>;
}

/** What the entries are called in every language and spelling, by their ids. */
function namesIn(content: Content, terms: (text: string) => readonly number[]): Names {
  const lists = <T extends { readonly id: string }>(
    entries: readonly T[],
    names: (entry: T) => readonly (string | undefined)[],
  ): (readonly [string, readonly number[]])[] =>
    entries.map((entry) => [entry.id, [...new Set(terms(names(entry).join(' ')))]] as const);
  const { topics, subjects, places, people, parties, outlets } = content;
  return {
    topics: new Map(lists(topics, spellings.topic)),
    subjects: new Map(lists(subjects, spellings.named)),
    places: new Map(lists(places, spellings.named)),
    actors: new Map([
      ...lists(outlets, spellings.named),
      ...lists(parties, spellings.named),
      ...lists(people, spellings.person),
    ]),
  };
}

interface Meaning {
  readonly term: string;
  readonly weight: number;
}

/**
 * The words of the points that a typed word may mean. Short ones are taken as typed: a typo would make any other; and
 * a word that is there is no typo.
 */
function meanings(
  vocabulary: Vocabulary,
  { folded, stems }: QueryWord,
  hasSynonym: boolean,
): readonly Meaning[] {
  const exact: Meaning[] = vocabulary.has(folded) ? [{ term: folded, weight: WEIGHT.exact }] : [];
  const forms = vocabulary
    .formsOf(stems)
    .flatMap((term) => (term === folded ? [] : [{ term, weight: WEIGHT.form }]));
  const known = [...exact, ...forms];
  const prefix = folded.length >= (known.length > 0 ? PREFIX_FROM.known : PREFIX_FROM.unknown);
  const isTypo = known.length === 0 && !hasSynonym && folded.length > 3;
  const there = new Set(known.map(({ term }) => term));
  const begun = prefix ? vocabulary.beginningWith(folded).filter((term) => !there.has(term)) : [];
  const mistyped = isTypo ? vocabulary.oneTypoFrom(folded).filter((term) => !term.startsWith(folded)) : [];
  return [
    ...known,
    ...begun.map((term) => ({ term, weight: WEIGHT.prefix })),
    ...mistyped.map((term) => ({ term, weight: WEIGHT.typo })),
  ];
}

/**
 * The score of each point, 0 where a word of the query is missing; where none has all the words, 0 where more of them
 * are missing than elsewhere, or more than half. Rarer words count for more.
 */
function rank(
  words: readonly (readonly Meaning[])[],
  postings: Postings,
  count: number,
  isAllowed?: (index: number) => boolean,
): { readonly scores: Float32Array; readonly isPartial: boolean } {
  const total = new Float32Array(count);
  const matched = new Uint8Array(count);
  const scores = new Float32Array(count);
  for (const word of words) {
    scores.fill(0);
    for (const { term, weight } of word) note(scores, postings, term, weight);
    for (let index = 0; index < count; index += 1) {
      const score = scores[index] ?? 0;
      if (score === 0) continue;
      total[index] = (total[index] ?? 0) + score;
      matched[index] = (matched[index] ?? 0) + 1;
    }
  }
  let most = 0;
  for (let index = 0; index < count; index += 1) {
    const isIn = (matched[index] ?? 0) >= most && (isAllowed === undefined || isAllowed(index));
    if (isIn) most = matched[index] ?? 0;
    else matched[index] = 0;
  }
  const isEnough = words.length === 0 || (most > 0 && most * 2 >= words.length);
  for (let index = 0; index < count; index += 1) {
    const isIn = isEnough && matched[index] === most && (words.length > 0 || isAllowed?.(index) !== false);
    // Without words every point is worth the same.
    if (!isIn) total[index] = 0;
    else if (words.length === 0) total[index] = 1;
  }
  return { scores: total, isPartial: isEnough && most < words.length };
}

/** Puts settled points, and before all those of the kinds wanted first, before others that match as well; counts all. */
function prefer(scores: Float32Array, kinds: Uint8Array, first: ReadonlySet<Kind> | undefined): number {
  const isFirst = BY_KIND.map((kind) => first?.has(kind) === true);
  let total = 0;
  for (let index = 0; index < scores.length; index += 1) {
    const score = scores[index] ?? 0;
    if (score === 0) continue;
    total += 1;
    const kind = kinds[index] ?? 0;
    scores[index] = score * (1 + kind * KIND_STEP) + (isFirst[kind] === true ? FIRST : 0);
  }
  return total;
}

/** More than any score. */
const FIRST = 1_000;

/** Raises the points that have the term to what it is worth. */
function note(scores: Float32Array, { terms, starts, points }: Postings, term: string, weight: number): void {
  const number = terms.get(term);
  if (number === undefined) return;
  const [from = 0, to = 0] = [starts[number], starts[number + 1]];
  const score = weight * Math.log(1 + scores.length / (to - from + 1));
  for (let at = from; at < to; at += 1) {
    const posting = points[at] ?? 0;
    const here = (posting & 1) === 1 ? score * TEXT_BOOST : score;
    const index = posting >> 1;
    if (here > (scores[index] ?? 0)) scores[index] = here;
  }
}

/** The indexes of the highest scores above 0, best first; of equal ones the earlier. */
function best(scores: Float32Array, limit: number): readonly number[] {
  const top: { readonly index: number; readonly score: number }[] = [];
  for (const [index, score] of scores.entries()) {
    if (score === 0 || (top.length >= limit && score <= (top.at(-1)?.score ?? 0))) continue;
    const place = top.findLastIndex((other) => other.score >= score) + 1;
    top.splice(place, 0, { index, score });
    if (top.length > limit) top.pop();
  }
  return top.map(({ index }) => index);
}
