// Whether the numbers and dates of a point stand in what it cites.

import { monthOf } from './calendar-words.ts';
import type { CitedParagraph } from './cited-paragraphs.ts';
import { hasNouns, UNITS } from './counted-nouns.ts';
import { type Figure, figuresOf } from './figures.ts';
import { errorAt, type Note, type Path, type Point, type Talk, warningAt } from './model.ts';
import { normalForm } from './normal-form.ts';

/** Days in which what was said is printed, before and after the day that the point gives. */
const PRINTED = { before: 1, after: 3 } as const;
const DAY_MS = 86_400_000;
/** Days around the day of a text that "on Tuesday" can mean. */
const WEEK = 7;

export function checkFigures(
  talk: Talk,
  point: Point,
  path: Path,
  cited: readonly CitedParagraph[],
): readonly Note[] {
  const figures = figuresOf(point.text);
  if (figures.length === 0) return [];
  const own = ownDays(talk, point);
  const notes = rangesOf(point.text).map((range) =>
    errorAt(
      [...path, 'text'],
      `"${range}" ends before it has begun; write the days and years in their order`,
    ),
  );
  for (const figure of figures) {
    if (isOwn(figure, own) || isKnown(figure, point, cited) || isDistance(figure, talk, point)) continue;
    if (isDayOfTalk(figure, talk, point)) continue;
    const isThere = cited.some((paragraph) => stands(figure, paragraph));
    const counted = isThere ? howCounted(figure, cited) : undefined;
    if (counted === 'so') continue;
    const words = figure.counts?.words ?? figure.words;
    if (counted === 'perhaps') {
      const what = `"${words}" counts something else in the cited paragraphs, it seems; check the number`;
      notes.push(warningAt([...path, 'text'], what));
      continue;
    }
    const what = `"${isThere ? words : figure.words}" stands in no cited paragraph; cite the one that has it, or leave it out`;
    notes.push(errorAt([...path, 'text'], what));
  }
  return notes;
}

/** The ranges of days and of years that go backwards or nowhere: `25-23 May`, `2018-2018`. */
function rangesOf(text: string): readonly string[] {
  const ranges = normalForm(text).matchAll(
    /(?<![\d.,-])(\d{1,2}|\d{4})-(\d{1,2}|\d{4})(?: (\p{L}+))?(?![\d-])/gu,
  );
  return Array.from(ranges).flatMap(([range, from = '', to = '', next = '']) => {
    const isDated =
      from.length === 4 ? to.length === 4 : to.length < 4 && monthOf(next.toLowerCase()) !== undefined;
    return isDated && Number(to) <= Number(from) ? [range] : [];
  });
}

/** `the two presidents`, unless what is cited counts more of them: `the two properties` of six. */
function isKnown(
  { implied, start, words }: Figure,
  { text }: Point,
  cited: readonly CitedParagraph[],
): boolean {
  if (!implied) return false;
  const [noun = ''] = /^\p{L}+/u.exec(normalForm(text).slice(start + words.length + 1)) ?? [];
  const stem = noun.toLowerCase().replace(/(?:ies|s|y)$/, '');
  if (stem.length < SHORTEST_NOUN) return true;
  const more = new RegExp(
    `\\b(?:\\d+|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?:[\\p{L}'-]+ ){0,6}${stem}`,
    'iu',
  );
  return !cited.some(({ text: paragraph, figures }) => more.test(paragraph) && !figures.numbers.has('2'));
}

/** Letters of a noun that are looked for in the sources. */
const SHORTEST_NOUN = 5;

/** The days of the talk, its sessions and the point. */
function ownDays(
  talk: Talk,
  { date }: Point,
): { readonly days: readonly string[]; readonly point: readonly string[] } {
  const dates = [talk.date, ...(talk.sessions ?? []).map((session) => session.date), date];
  const days = dates.flatMap((one) => (one === undefined ? [] : daysOf(one)));
  return { days, point: date === undefined ? days : daysOf(date) };
}

/** Each day of an interval of days; any other date as far as it is known. */
function daysOf(date: string): readonly string[] {
  const bare = date.replace(/[?~]/g, '');
  const [first = '', last = first] = bare.split('/');
  const ends = [first, last].filter((end) => end !== '' && end !== '..');
  if (ends.length < 2 || ends.some((end) => end.length !== 10)) return ends;
  const days: string[] = [];
  const until = Math.min(Date.parse(last), Date.parse(first) + 31 * DAY_MS);
  for (let day = Date.parse(first); day <= until; day += DAY_MS) days.push(isoDay(day));
  return days;
}

const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** A month or a year is that of the point, where it has a date of its own. */
function isOwn({ kind, value }: Figure, { days, point }: ReturnType<typeof ownDays>): boolean {
  switch (kind) {
    case 'day':
      return days.some((day) => day.length === 10 && day.endsWith(value));
    case 'month':
      return point.some((day) => (value.length === 2 ? day.slice(5, 7) === value : day.startsWith(value)));
    case 'year':
      return point.some((day) => day.startsWith(value));
    case 'number':
      return false;
  }
}

/** `five days later`, where the point's date is five days after the talk's. */
function isDistance({ kind, value, words }: Figure, talk: Talk, point: Point): boolean {
  if (kind !== 'number' || point.date === undefined) return false;
  if (isSpan(value, words, talk, point)) return true;
  const unit = new RegExp(`\\b${words} (day|week)s? (?:later|after|before|earlier)\\b`, 'i').exec(
    point.text,
  )?.[1];
  if (unit === undefined) return false;
  const apart = daysOf(talk.date).flatMap((own) =>
    daysOf(point.date ?? '').map((day) => Math.abs(Date.parse(day) - Date.parse(own)) / DAY_MS),
  );
  return apart.includes(Number(value) * (unit === 'week' ? WEEK : 1));
}

/** `two days`, where that is how long the point or the talk went on. */
function isSpan(value: string, words: string, talk: Talk, point: Point): boolean {
  if (!new RegExp(`\\b${words} days\\b`, 'i').test(point.text)) return false;
  return [talk.date, point.date].some((date) => date !== undefined && daysOf(date).length === Number(value));
}

/** `the second day` of a talk of two days and more. */
function isDayOfTalk({ kind, value, words }: Figure, talk: Talk, point: Point): boolean {
  if (kind !== 'number' || !value.endsWith('.') || !new RegExp(`\\b${words} day\\b`, 'i').test(point.text))
    return false;
  return Number(value) <= daysOf(talk.date).length;
}

function stands(figure: Figure, { figures, source: { published } }: CitedParagraph): boolean {
  const { kind, value } = figure;
  if (kind === 'number' || kind === 'year')
    return figures.numbers.has(value) || (kind === 'year' && hasYear(figures.days, value));
  if (kind === 'month') {
    return (
      figures.months.has(Number(value.slice(-2))) ||
      resolvedDays(figures, published).some((day) => day.includes(value))
    );
  }
  if (figures.days.has(value)) return true;
  // "on the 15th" is of a month that is named there, else of the text's own.
  const month = Number(value.slice(-5, -3));
  const named =
    figures.months.size === 0 ? published?.slice(5, 7) === value.slice(-5, -3) : figures.months.has(month);
  if (named && figures.bareDays.has(Number(value.slice(-2)))) return true;
  // A day with its year is as good without it: press texts leave it out.
  if (value.length === 10 && figures.days.has(value.slice(5)) && !otherYear(figures.days, value)) return true;
  return resolvedDays(figures, published).some((day) => day.endsWith(value));
}

/**
 * Whether a number that stands there counts the same thing: not the 24 of `Russia 24`, where the point has 24 hours. `perhaps` where the paragraphs
 * count that by another number, and this one by a noun that is not in the table.
 */
function howCounted(
  { value, counts }: Figure,
  cited: readonly CitedParagraph[],
): 'so' | 'perhaps' | 'not so' {
  if (counts === undefined || !cited.every(({ source }) => hasNouns(source.language))) return 'so';
  const nouns = [...counts.nouns];
  const has = (what: string) => cited.some(({ figures: { counted } }) => counted.has(what));
  if (nouns.some((noun) => has(`${value} ${noun}`))) return 'so';
  if (nouns.some((noun) => UNITS.has(noun))) return 'not so';
  const isCounted = cited.some(({ figures: { counted } }) =>
    [...counted].some((one) => counts.nouns.has(one.slice(one.indexOf(' ') + 1))),
  );
  if (!isCounted) return 'so';
  return has(`${value} `) ? 'perhaps' : 'not so';
}

function hasYear(days: ReadonlySet<string>, year: string): boolean {
  return [...days].some((day) => day.startsWith(`${year}-`));
}

function otherYear(days: ReadonlySet<string>, value: string): boolean {
  return [...days].some((day) => day.length === 10 && day.endsWith(value.slice(4)) && day !== value);
}

/** The days that "today", "yesterday" and "on Tuesday" may be in a text of this day. */
function resolvedDays(
  { weekdays, offsets }: CitedParagraph['figures'],
  published: string | undefined,
): readonly string[] {
  if (published === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(published)) return [];
  const day = Date.parse(published);
  const days = [...offsets].map((offset) => isoDay(day + offset * DAY_MS));
  for (let apart = -WEEK; apart <= WEEK; apart++) {
    const weekday = new Date(day + apart * DAY_MS).getUTCDay() || WEEK;
    if (weekdays.has(weekday)) days.push(isoDay(day + apart * DAY_MS));
  }
  return days;
}

/**
 * Whether a point's own date can be that of what it cites: the day stands there, or a cited text is of these days.
 * A warning, because a text may look back on a day that it does not name.
 */
export function checkPointDate(
  talk: Talk,
  point: Point,
  path: Path,
  cited: readonly CitedParagraph[],
): readonly Note[] {
  const { date } = point;
  const days = date === undefined ? [] : daysOf(date);
  const [first] = days;
  const last = days.at(-1);
  if (
    date === undefined ||
    first === undefined ||
    last === undefined ||
    first.length < 10 ||
    last.length < 10
  )
    return [];
  if (days.some((day) => daysOf(talk.date).includes(day))) return [];
  const printed = cited.flatMap(({ source: { published = '' } }) =>
    /^\d{4}-\d{2}-\d{2}$/.test(published) ? published : [],
  );
  const from = isoDay(Date.parse(first) - PRINTED.before * DAY_MS);
  const until = isoDay(Date.parse(last) + PRINTED.after * DAY_MS);
  if (printed.length === 0 || printed.some((day) => day >= from && day <= until)) return [];
  const figure = (day: string): Figure => ({
    value: day.slice(5),
    kind: 'day',
    words: day,
    start: 0,
    implied: false,
  });
  if (days.some((day) => cited.some((paragraph) => stands(figure(day), paragraph)))) return [];
  const what = `${date} stands in no cited paragraph, and no cited text is of these days; check the date`;
  return [warningAt([...path, 'date'], what)];
}
