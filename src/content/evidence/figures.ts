// The figures of a point: its numbers and dates, which must stand in what it cites.

import { monthOf, weekdayOf } from './calendar-words.ts';
import { normalForm } from './normal-form.ts';
import {
  compoundNumber,
  ENGLISH_NUMBERS,
  FRACTIONS,
  HALVES,
  MAGNITUDES,
  numberWordsOf,
} from './number-words.ts';

/** A number or a date of an English text. */
export interface Figure {
  /** `30`, `4.5`; `2024`; `05` or `2024-05`; `02-18` or `2025-02-18`. */
  readonly value: string;
  readonly kind: 'number' | 'year' | 'month' | 'day';
  /** As written, in the normal form of the text. */
  readonly words: string;
}

interface Token {
  readonly word: string;
  readonly lower: string;
  readonly start: number;
  readonly end: number;
}

const TOKEN = /\d+(?:[.,]\d+)*|[\p{L}\p{M}]+(?:'[\p{L}\p{M}]+)*/gu;

function tokensOf(text: string): readonly Token[] {
  return Array.from(text.matchAll(TOKEN), ({ 0: word, index: start }) => ({
    word,
    lower: word.toLowerCase(),
    start,
    end: start + word.length,
  }));
}

const two = (value: number): string => String(value).padStart(2, '0');
const isDigits = (token: Token | undefined): boolean => token !== undefined && /^\d/.test(token.word);

/** `1,000` and `1.5` as numbers; `undefined` for what is none, such as 18.02.2025. */
function englishNumber(word: string): number | undefined {
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(word)) return Number(word.replaceAll(',', ''));
  return /^\d+(\.\d+)?$/.test(word) ? Number(word) : undefined;
}

function dayNumber(token: Token | undefined): number | undefined {
  if (token === undefined || !/^\d{1,2}$/.test(token.word)) return undefined;
  const day = Number(token.word);
  return day >= 1 && day <= 31 ? day : undefined;
}

function yearNumber(token: Token | undefined): string | undefined {
  return token !== undefined && /^(19|20)\d\d$/.test(token.word) ? token.word : undefined;
}

/** What may part the days of `23, 24 and 25 March`, and the ends of `from 23 to 25 March`. */
const DAY_JOINTS = /^(?:st|nd|rd|th|-го|-е)?\s*(?:-|,|и|і|й|та|по|до|and|or|to|et|e|und|bis)?\s*(?:the )?$/;
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
    const words = text.slice(tokens[first]?.start, tokens[end]?.end);
    const head = year === undefined ? '' : `${year}-`;
    const written = behind ? [index + 1] : days.toReversed();
    if (written.length === 0) figures.push({ value: `${head}${two(month)}`, kind: 'month', words });
    for (const position of written) {
      figures.push({
        value: `${head}${two(month)}-${two(Number(tokens[position]?.word))}`,
        kind: 'day',
        words,
      });
    }
  }
  return { figures, used };
}

/** Positions of the days that stand before a month, the nearest first: `23 and 24 March`. */
function daysBefore(text: string, tokens: readonly Token[], month: number): readonly number[] {
  const positions: number[] = [];
  let next = month;
  for (let index = month - 1; index >= 0; index--) {
    const token = tokens[index];
    if (token === undefined) break;
    if (dayNumber(token) === undefined) {
      if (!/^(st|nd|rd|th|and|or|to|the|of|de|и|і|й|та|по|до|го|е|et|und|bis)$/.test(token.lower)) break;
      continue;
    }
    const between = text.slice(token.end, tokens[next]?.start);
    if (!DAY_JOINTS.test(between.replace(/ (of|de) $/, ' '))) break;
    positions.push(index);
    next = index;
  }
  return positions;
}

/** `may` and `march` are words too. */
function standsForMonth(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1]?.lower;
  return before !== undefined && BEFORE_MONTH.has(before);
}

/** Nouns before which `one` counts. */
const UNITS = /^(day|week|month|year|hour|minute|person|prisoner|child|round|session|percent)$/;

/** The numbers and dates of an English text, in their order. */
export function figuresOf(text: string): readonly Figure[] {
  const normal = normalForm(text);
  const tokens = tokensOf(normal);
  const { figures, used } = datesIn(normal, tokens);
  return [...figures, ...numbersIn(normal, tokens, used)].sort(
    (a, b) => normal.indexOf(a.words) - normal.indexOf(b.words),
  );
}

function numbersIn(text: string, tokens: readonly Token[], used: ReadonlySet<number>): readonly Figure[] {
  const figures: Figure[] = [];
  for (let index = 0; index < tokens.length; index++) {
    if (used.has(index)) continue;
    const read = readNumber(text, tokens, index);
    if (read === undefined) continue;
    const words = text.slice(tokens[index]?.start, tokens[read.last]?.end);
    const year = read.last === index && yearNumber(tokens[index]) !== undefined;
    figures.push({ value: String(read.value), kind: year ? 'year' : 'number', words });
    index = read.last;
  }
  return figures;
}

interface ReadNumber {
  readonly value: number;
  readonly last: number;
}

/** A number that begins at this token: `30`, `twenty-eight`, `six thousand`, `four and a half`, `three quarters`. */
function readNumber(text: string, tokens: readonly Token[], index: number): ReadNumber | undefined {
  const token = tokens[index];
  if (token === undefined) return undefined;
  const next = tokens[index + 1];
  let value = englishNumber(token.word) ?? ENGLISH_NUMBERS.get(token.lower);
  if (
    value === undefined &&
    token.lower === 'one' &&
    next !== undefined &&
    (UNITS.test(next.lower) || MAGNITUDES.has(next.lower))
  )
    value = 1;
  if (value === undefined && token.lower === 'hundred') value = 100;
  if (value === undefined && token.lower === 'half') return { value: 0.5, last: index };
  if (value === undefined && token.lower === 'quarter') return { value: 0.25, last: index };
  if (value === undefined) return undefined;
  let last = index;
  const tens = value % 10 === 0 && value >= 20 && value < 100 && !isDigits(token);
  const unit = next === undefined || isDigits(next) ? undefined : ENGLISH_NUMBERS.get(next.lower);
  if (tens && unit !== undefined && unit < 10 && text.slice(token.end, next?.start) === '-') {
    value += unit;
    last++;
  }
  for (let magnitude = MAGNITUDES.get(tokens[last + 1]?.lower ?? ''); magnitude !== undefined; ) {
    value *= magnitude;
    last++;
    magnitude = MAGNITUDES.get(tokens[last + 1]?.lower ?? '');
  }
  const divisor = FRACTIONS.get(tokens[last + 1]?.lower ?? '');
  if (divisor !== undefined) return { value: rounded(value / divisor), last: last + 1 };
  if (
    tokens[last + 1]?.lower === 'and' &&
    tokens[last + 2]?.lower === 'a' &&
    tokens[last + 3]?.lower === 'half'
  )
    return { value: value + 0.5, last: last + 3 };
  return { value, last };
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

/** The figures that stand in a paragraph of a source, read leniently: what may be meant counts as said. */
export interface ParagraphFigures {
  readonly numbers: ReadonlySet<string>;
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
  const days = new Set<string>();
  const bareDays = new Set<number>();
  const months = new Set<number>();
  const weekdays = new Set<number>();
  const offsets = new Set<number>();
  const dated = new Set<number>();
  const addDay = (month: number, day: number, year: string | undefined) => {
    days.add(`${two(month)}-${two(day)}`);
    months.add(month);
    if (year !== undefined) days.add(`${year}-${two(month)}-${two(day)}`);
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
  for (const [, whole = '0'] of text.matchAll(/(?:(\d{1,2})(?: |(?=1\u2044)))?1[/\u2044]2(?!\d)/g)) {
    numbers.add(String(Number(whole) + 0.5));
  }
  addNumbers(numbers, text, tokens, dated, language);
  return { numbers, days, bareDays, months, weekdays, offsets };
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
  text: string,
  tokens: readonly Token[],
  dated: ReadonlySet<number>,
  language: string | undefined,
): void {
  const words = numberWordsOf(language);
  /** The number that the tokens before this one make, where they stand next to it. */
  let running: number | undefined;
  let runningEnd = -1;
  for (const [index, token] of tokens.entries()) {
    if (dated.has(index)) {
      running = undefined;
      continue;
    }
    const near =
      running !== undefined && /^(?:[ -]|\. ?| and | и | і )?$/.test(text.slice(runningEnd, token.start));
    const magnitude = MAGNITUDES.get(token.lower);
    if (magnitude !== undefined) {
      running = near && running !== undefined ? rounded(running * magnitude) : magnitude;
      numbers.add(String(running));
      runningEnd = token.end;
      continue;
    }
    if (HALVES.has(token.lower)) {
      numbers.add('0.5');
      if (running !== undefined && token.start - runningEnd <= 12) numbers.add(String(running + 0.5));
      continue;
    }
    const values = isDigits(token) ? digitValues(token.word) : wordValues(token.lower, words);
    if (values.length === 0) continue;
    for (const value of values) numbers.add(String(value));
    const [value = 0] = values;
    const spaced =
      isDigits(token) && /^\d{3}$/.test(token.word) && text.slice(runningEnd, token.start) === ' ';
    if (near && running !== undefined && spaced && running < 1000) running = running * 1000 + value;
    else if (near && running !== undefined && !isDigits(token) && fits(running, value)) running += value;
    else running = value;
    numbers.add(String(running));
    runningEnd = token.end;
    if (text.startsWith('%', token.end) || text.startsWith(' %', token.end))
      numbers.add(String(rounded(value / 100)));
  }
  if (language === 'zh' || language === 'ja') {
    for (const character of text) {
      const value = words.get(character);
      if (value !== undefined) numbers.add(String(value));
    }
  }
}

/** Whether `a b` is one number: twenty eight, сто двадцать, two thousand five hundred. */
function fits(a: number, b: number): boolean {
  return (
    (a >= 20 && a < 100 && a % 10 === 0 && b < 10) ||
    (a >= 100 && a % 100 === 0 && b < 100) ||
    (a >= 1000 && a % 1000 === 0 && b < 1000)
  );
}

function wordValues(word: string, words: ReadonlyMap<string, number>): readonly number[] {
  const value = words.get(word) ?? compoundNumber(word);
  return value === undefined ? [] : [value];
}

/** `1,000` is a thousand, `4,5` four and a half, `1.200` either; the likeliest first. */
function digitValues(word: string): readonly number[] {
  const parts = word.split(/[.,]/);
  if (parts.length === 1) return [Number(word)];
  const grouped = parts.slice(1).every((part) => part.length === 3);
  const decimal = parts.length === 2 ? [Number(`${parts[0]}.${parts[1]}`)] : [];
  return grouped
    ? [Number(parts.join('')), ...(word.includes('.') ? decimal : [])]
    : [...decimal, ...parts.map(Number)];
}
