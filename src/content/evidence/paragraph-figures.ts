// The figures of a paragraph of a source, in the source's language; read leniently, what may be meant counts as said.

import { monthOf, weekdayOf } from './calendar-words.ts';
import { countedBy, nounsAfter } from './counted-nouns.ts';
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
import { compoundNoun, compoundNumber, HALVES, MAGNITUDES, numberWordsOf, rankOf } from './number-words.ts';

export interface ParagraphFigures {
  /** As in Figure: what counts as `3`, what ranks or may rank as `3` and `3.`. */
  readonly numbers: ReadonlySet<string>;
  /** Of each number what it counts, as in `counted-nouns.ts`: `12 hour`; `12 ` where that is not known. */
  readonly counted: ReadonlySet<string>;
  /** `02-18`, and `2025-02-18` where the year stands with it. */
  readonly days: ReadonlySet<string>;
  /** `15` of `on the 15th`. */
  readonly bareDays: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  /** 1 for Monday. */
  readonly weekdays: ReadonlySet<number>;
  /** Days from the day of the text: 0 for today. */
  readonly offsets: ReadonlySet<number>;
}

const OFFSETS: ReadonlyMap<string, number> = new Map([
  ...['today', 'tonight', 'сегодня', 'сегодняшний', 'сьогодні', 'heute', 'oggi', 'hoy', 'dzisiaj'].map(
    (word): [string, number] => [word, 0],
  ),
  ...['yesterday', 'вчера', 'вчора', 'накануне', 'напередодні', 'gestern', 'hier', 'ieri'].map(
    (word): [string, number] => [word, -1],
  ),
  ...['tomorrow', 'завтра', 'morgen', 'demain', 'domani'].map((word): [string, number] => [word, 1]),
]);

const ARABIC_DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/g;

/** Reads a paragraph in normal form. */
export function paragraphFigures(paragraph: string, language: string | undefined): ParagraphFigures {
  const text = paragraph.replace(ARABIC_DIGITS, (digit) => String(digit.charCodeAt(0) % 16));
  const tokens = tokensOf(text);
  const numbers = new Set<string>();
  const counted = new Set<string>();
  const days = new Set<string>();
  const bareDays = new Set<number>();
  const months = new Set<number>();
  const weekdays = new Set<number>();
  const offsets = new Set<number>();
  const dated = new Set<number>();
  const addDay = (month: number, day: number, year: string | undefined) => {
    days.add(`${twoDigits(month)}-${twoDigits(day)}`);
    months.add(month);
    if (year !== undefined) days.add(`${year}-${twoDigits(month)}-${twoDigits(day)}`);
  };

  for (const [index, token] of tokens.entries()) {
    const weekday = weekdayOf(token.lower);
    if (weekday !== undefined) weekdays.add(weekday);
    const offset = OFFSETS.get(token.lower);
    if (offset !== undefined) offsets.add(offset);
    const numeric = /^(\d{1,2})\.(\d{1,2})(?:\.(\d{4}|\d{2}))?$/.exec(token.word);
    if (numeric?.[3] !== undefined && Number(numeric[2]) <= 12) {
      addDay(
        Number(numeric[2]),
        Number(numeric[1]),
        numeric[3].length === 4 ? numeric[3] : `20${numeric[3]}`,
      );
      dated.add(index);
    }
    const month = monthOf(token.lower);
    if (month === undefined) continue;
    const written = language === 'en' || language === undefined ? /^\p{Lu}/u.test(token.word) : true;
    const before = daysBefore(text, tokens, index);
    const behind = before.length > 0 ? [] : daysAfter(text, tokens, index);
    const last = behind.at(-1) ?? index;
    const year = yearNumber(tokens[last + 1]);
    for (const position of [...before, ...behind]) {
      dated.add(position);
      addDay(month, Number(tokens[position]?.word), year);
    }
    if (written) months.add(month);
  }
  for (const found of text.matchAll(
    /(\d{4})-(\d{2})-(\d{2})|(\d{1,2})\/(\d{1,2})\/(\d{4})|(\d{1,2})月(\d{1,2})日/g,
  )) {
    const [, year, month, day, a, b, other, zhMonth, zhDay] = found.map((part) => part ?? '');
    if (year !== '') addDay(Number(month), Number(day), year);
    if (other !== '') {
      addDay(Number(a), Number(b), other);
      addDay(Number(b), Number(a), other);
    }
    if (zhMonth !== '') addDay(Number(zhMonth), Number(zhDay), undefined);
  }
  for (const found of text.matchAll(/(\d{1,2})(?:st|nd|rd|th|-го|-е| числа|日)(?![\p{L}])/gu))
    bareDays.add(Number(found[1]));
  // NFKC writes ½ as 1⁄2.
  for (const half of text.matchAll(/(?:(\d{1,2})(?: |(?=1\u2044)))?1[/\u2044]2(?!\d)/g)) {
    const [found, whole = '0'] = half;
    const last = tokens.findLastIndex(({ end }) => end <= half.index + found.length);
    const { nouns } = nounsAfter(text, tokens, last, () => false);
    numbers.add(String(Number(whole) + 0.5));
    for (const noun of nouns.size === 0 ? [''] : nouns) counted.add(`${Number(whole) + 0.5} ${noun}`);
  }
  addNumbers(numbers, counted, text, tokens, dated, language);
  return { numbers, counted, days, bareDays, months, weekdays, offsets };
}

/** `March 23 and 24`, `March 23-25`. */
function daysAfter(text: string, tokens: readonly Token[], month: number): readonly number[] {
  const positions: number[] = [];
  let from = tokens[month]?.end ?? 0;
  for (let index = month + 1; index < tokens.length && index < month + 6; index++) {
    const token = tokens[index];
    if (token === undefined || dayNumber(token) === undefined) {
      if (token !== undefined && positions.length > 0 && /^(st|nd|rd|th|and|to)$/.test(token.lower)) continue;
      break;
    }
    const between = text.slice(from, token.start);
    if (
      positions.length === 0
        ? !/^\.? $/.test(between)
        : !/^(?:st|nd|rd|th)?(?:-| - | and | to |, )$/.test(between)
    )
      break;
    positions.push(index);
    from = token.end;
  }
  return positions;
}

function addNumbers(
  numbers: Set<string>,
  counted: Set<string>,
  text: string,
  tokens: readonly Token[],
  dated: ReadonlySet<number>,
  language: string | undefined,
): void {
  const words = numberWordsOf(language);
  // "The third part" makes three parts, while "three-year" makes no third one.
  const add = (value: number, rank: 'ordinal' | 'cardinal' | 'either', at: number) => {
    numbers.add(String(value));
    if (rank !== 'cardinal') numbers.add(`${value}.`);
    const word = tokens[at]?.lower ?? '';
    const unit = compoundNoun(word) ?? countedBy(word);
    const { nouns } = nounsAfter(text, tokens, at, isNumberWord);
    if (nouns.size === 0 && yearNumber(tokens[at]) !== undefined) counted.add(`${value} year`);
    else if (unit !== undefined) counted.add(`${value} ${unit}`);
    else if (nouns.size === 0) counted.add(`${value} `);
    else for (const noun of nouns) counted.add(`${value} ${noun}`);
  };
  const isNumberWord = ({ lower }: Token): boolean => words.has(lower) || MAGNITUDES.has(lower);
  /** The number that the tokens right before this one make: `six` of `six thousand`. */
  let running: { readonly value: number; readonly end: number } | undefined;
  for (const [index, token] of tokens.entries()) {
    const gap = running === undefined ? undefined : text.slice(running.end, token.start);
    const before = gap !== undefined && /^(?:[ -]|\. ?| and | и | і )?$/.test(gap) ? running : undefined;
    if (dated.has(index) || isTime(tokens, index) || isThirdParty(tokens, index)) {
      if (token.word.includes(':')) numbers.add(token.word);
      running = undefined;
      continue;
    }
    const magnitude = MAGNITUDES.get(token.lower);
    if (magnitude !== undefined) {
      running = { value: toHundredths((before?.value ?? 1) * magnitude), end: token.end };
      add(running.value, 'cardinal', index);
      continue;
    }
    if (HALVES.has(token.lower)) {
      add(0.5, 'cardinal', index);
      if (running !== undefined && token.start - running.end <= HALF_REACH)
        add(running.value + 0.5, 'cardinal', index);
      continue;
    }
    // Of `six thousand` six is no number of its own.
    const isHead =
      MAGNITUDES.has(tokens[index + 1]?.lower ?? '') &&
      /^[ -]?$/.test(text.slice(token.end, tokens[index + 1]?.start));
    const values = isDigits(token) ? digitValues(token.word, isHead) : wordValues(token.lower, words);
    const [value] = values;
    if (value === undefined) continue;
    const rank = isDigits(token) ? 'either' : rankOf(token.lower, language);
    for (const one of isHead ? [] : values) add(one, rank, index);
    running = { value: joined(before, value, token, gap), end: token.end };
    if (running.value !== value && !isHead) add(running.value, 'either', index);
    if (/^ ?%/.test(text.slice(token.end, token.end + 2))) add(toHundredths(value / 100), 'cardinal', index);
  }
  if (language === 'zh' || language === 'ja') {
    for (const character of text) {
      const value = words.get(character);
      if (value === undefined) continue;
      numbers.add(String(value)).add(`${value}.`);
      // Without spaces between the words, what it counts isn't read.
      counted.add(`${value} `);
    }
  }
}

/** `13:00`, `9am`, `9 p.m.` */
function isTime(tokens: readonly Token[], index: number): boolean {
  const [token, next, after] = [tokens[index], tokens[index + 1], tokens[index + 2]];
  if (token === undefined || !isDigits(token)) return false;
  const half = next?.lower === 'am' || next?.lower === 'pm';
  return token.word.includes(':') || half || (/^[ap]$/.test(next?.lower ?? '') && after?.lower === 'm');
}

/** `third countries` are no third ones. */
function isThirdParty(tokens: readonly Token[], index: number): boolean {
  return (
    /^(?:third|треть(?:их|им|ими)|треті(?:х|м|ми))$/u.test(tokens[index]?.lower ?? '') &&
    /^(?:countr(?:y|ies)|part(?:y|ies)|states?|стран\p{L}*|сторон\p{L}*|государств\p{L}*|країн\p{L}*|сторін|лиц\p{L}*)$/u.test(
      tokens[index + 1]?.lower ?? '',
    )
  );
}

/** Characters between a number and its half: `четыре с половиной`. */
const HALF_REACH = 12;

/** One number of two: `twenty eight`, `сто двадцать`, `two thousand five hundred`, `1 200`; else the second alone. */
function joined(
  before: { readonly value: number } | undefined,
  value: number,
  token: Token,
  gap: string | undefined,
): number {
  if (before === undefined) return value;
  const first = before.value;
  if (isDigits(token))
    return /^\d{3}$/.test(token.word) && gap === ' ' && first < 1000 ? first * 1000 + value : value;
  const fits =
    (first >= 20 && first < 100 && first % 10 === 0 && value < 10) ||
    (first >= 100 && first % 100 === 0 && value < 100) ||
    (first >= 1000 && first % 1000 === 0 && value < 1000);
  return fits ? first + value : value;
}

function wordValues(word: string, words: ReadonlyMap<string, number>): readonly number[] {
  const value = words.get(word) ?? compoundNumber(word);
  return value === undefined ? [] : [value];
}

/** `1,000` is a thousand, `4,5` four and a half, `1.200` either; the likeliest first. @param isWhole one number: `1,2 million` */
function digitValues(word: string, isWhole: boolean): readonly number[] {
  const parts = word.split(/[.,]/);
  if (parts.length === 1) return [Number(word)];
  const decimal = parts.length === 2 ? [Number(`${parts[0]}.${parts[1]}`)] : [];
  if (parts.slice(1).every((part) => part.length === 3))
    return [Number(parts.join('')), ...(word.includes('.') ? decimal : [])];
  // Otherwise a comma may part two numbers: `on pages 4,5`.
  return isWhole ? decimal : [...decimal, ...parts.map(Number)];
}
