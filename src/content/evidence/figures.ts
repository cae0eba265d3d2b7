// The figures of a point: its numbers and dates, which must stand in what it cites.

import { monthOf } from './calendar-words.ts';
import { nounsAfter } from './counted-nouns.ts';
import {
  dayNumber,
  daysBefore,
  isDigits,
  type Token,
  toHundredths,
  tokensOf,
  twoDigits,
  yearNumber,
} from './figure-tokens.ts';
import { normalForm } from './normal-form.ts';
import { ENGLISH_NUMBERS, FRACTIONS, MAGNITUDES, rankOf } from './number-words.ts';

/** A number or a date of an English text. */
export interface Figure {
  /** `30`, `4.5`, `3.` for `third`, `13:00`; `2024`; `05` or `2024-05`; `02-18` or `2025-02-18`. */
  readonly value: string;
  readonly kind: 'number' | 'year' | 'month' | 'day';
  /** As written, in the normal form of the text. */
  readonly words: string;
  readonly start: number;
  /** `the two presidents` counts what everybody knows. */
  readonly implied: boolean;
  /** What a number counts, as in `counted-nouns.ts`, and the words up to there: `twelve hours`. */
  readonly counts?: { readonly nouns: ReadonlySet<string>; readonly words: string };
}

/** Words after which `March` and `May` are months without a day. */
const BEFORE_MONTH = new Set(
  'in by until till since from of early late mid last next during after before between through end this'.split(
    ' ',
  ),
);

interface Dated {
  readonly figures: readonly Figure[];
  readonly used: ReadonlySet<number>;
}

/** The dates of an English text, and the tokens that they take. */
function datesIn(text: string, tokens: readonly Token[]): Dated {
  const figures: Figure[] = [];
  const used = new Set<number>();
  for (const [index, token] of tokens.entries()) {
    const month = /^\p{Lu}/u.test(token.word) ? monthOf(token.lower) : undefined;
    if (month === undefined) continue;
    const days = daysBefore(text, tokens, index);
    const after = dayNumber(tokens[index + 1]);
    const behind =
      days.length === 0 &&
      after !== undefined &&
      /^\.? $/.test(text.slice(token.end, tokens[index + 1]?.start));
    const last = behind ? index + 1 : index;
    const year = yearNumber(tokens[last + 1]);
    const alone = days.length === 0 && !behind;
    if (alone && year === undefined && !standsForMonth(tokens, index)) continue;
    const first = days.at(-1) ?? index;
    const end = year === undefined ? last : last + 1;
    for (let position = first; position <= end; position++) used.add(position);
    const start = tokens[first]?.start ?? 0;
    const words = text.slice(start, tokens[end]?.end);
    const head = year === undefined ? '' : `${year}-`;
    const written = behind ? [index + 1] : days.toReversed();
    if (written.length === 0)
      figures.push({ value: `${head}${twoDigits(month)}`, kind: 'month', words, start, implied: false });
    for (const position of written) {
      figures.push({
        value: `${head}${twoDigits(month)}-${twoDigits(Number(tokens[position]?.word))}`,
        kind: 'day',
        words,
        start,
        implied: false,
      });
    }
  }
  return { figures, used };
}

/** `may` and `march` are words too. */
function standsForMonth(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1]?.lower;
  return before !== undefined && BEFORE_MONTH.has(before);
}

/** The numbers and dates of an English text, in their order. */
export function figuresOf(text: string): readonly Figure[] {
  const normal = normalForm(text);
  const tokens = tokensOf(normal);
  const { figures, used } = datesIn(normal, tokens);
  return [...figures, ...numbersIn(normal, tokens, used)].sort((a, b) => a.start - b.start);
}

function numbersIn(text: string, tokens: readonly Token[], used: ReadonlySet<number>): readonly Figure[] {
  const figures: Figure[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined || used.has(index) || isPartOfName(text, tokens, index)) continue;
    const { start } = token;
    if (token.word.includes(':')) {
      figures.push({ value: token.word, kind: 'number', words: token.word, start, implied: false });
      continue;
    }
    const read = readNumber(text, tokens, index);
    if (read === undefined) continue;
    const words = text.slice(start, tokens[read.last]?.end);
    const isYear = read.last === index && yearNumber(token) !== undefined;
    const ranks = read.last === index && !isDigits(token) && rankOf(token.lower, 'en') === 'ordinal';
    const implied = read.value === 2 && !ranks && KNOWN.test(text.slice(0, start));
    const value = `${read.value}${ranks ? '.' : ''}`;
    const { nouns, end } = nounsAfter(text, tokens, read.last, isNumberWord);
    const counts =
      ranks || isYear || nouns.size === 0 ? {} : { counts: { nouns, words: text.slice(start, end) } };
    figures.push({ value, kind: isYear ? 'year' : 'number', words, start, implied, ...counts });
    index = read.last;
  }
  return figures;
}

const isNumberWord = ({ lower }: Token): boolean => ENGLISH_NUMBERS.has(lower) || MAGNITUDES.has(lower);

/** What stands before the number of something that is known. */
const KNOWN = /\b(?:the|these|those) (?:other )?$/i;

/** The 20 of G20, and the third of `third countries`. */
function isPartOfName(text: string, tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  const next = tokens[index + 1]?.lower ?? '';
  if (token === undefined) return false;
  if (token.lower === 'third') return /^(?:countr(?:y|ies)|part(?:y|ies)|states?)$/.test(next);
  return isDigits(token) && /\p{L}$/u.test(text.slice(0, token.start));
}

/** Nouns before which `one` counts. */
const COUNTED =
  /^(?:day|week|month|year|hour|minute|person|prisoner|child|soldier|civilian|round|session|percent)$/;

interface ReadNumber {
  readonly value: number;
  /** The index of its last token. */
  readonly last: number;
}

/** A number that begins at this token: `30`, `twenty-eight`, `six thousand`, `four and a half`, `three quarters`. */
function readNumber(text: string, tokens: readonly Token[], index: number): ReadNumber | undefined {
  const lower = (position: number): string => tokens[position]?.lower ?? '';
  const token = tokens[index];
  if (token === undefined) return undefined;
  if (token.lower === 'half') return { value: 0.5, last: index };
  if (token.lower === 'quarter') return { value: 0.25, last: index };
  let value = firstNumber(token, lower(index + 1));
  if (value === undefined) return undefined;
  let last = index;
  const unit = ENGLISH_NUMBERS.get(lower(index + 1)) ?? 10;
  const hyphen = text.slice(token.end, tokens[index + 1]?.start) === '-';
  if (hyphen && !isDigits(token) && value >= 20 && value < 100 && unit < 10) {
    value += unit;
    last++;
  }
  for (let magnitude = MAGNITUDES.get(lower(last + 1)); magnitude !== undefined; last++) {
    value *= magnitude;
    magnitude = MAGNITUDES.get(lower(last + 2));
  }
  const divisor = FRACTIONS.get(lower(last + 1));
  if (divisor !== undefined) return { value: toHundredths(value / divisor), last: last + 1 };
  const andHalf = lower(last + 1) === 'and' && lower(last + 2) === 'a' && lower(last + 3) === 'half';
  return andHalf ? { value: value + 0.5, last: last + 3 } : { value, last };
}

function firstNumber({ word, lower }: Token, next: string): number | undefined {
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(word)) return Number(word.replaceAll(',', ''));
  if (/^\d+(\.\d+)?$/.test(word)) return Number(word);
  if (lower === 'one' && (COUNTED.test(next) || MAGNITUDES.has(next))) return 1;
  return lower === 'hundred' ? 100 : ENGLISH_NUMBERS.get(lower);
}
