// Dates, weekdays and times in a language's own words.

import { LRUCache } from 'lru-cache';
import { type Moment, parseEdtf } from '../content/edtf.ts';
import { lazy } from '../content/lazy.ts';
import { growingTo } from '../growing-cache.ts';

const YEAR: Intl.DateTimeFormatOptions = { year: 'numeric' };
const MONTH: Intl.DateTimeFormatOptions = { ...YEAR, month: 'short' };
const DAY: Intl.DateTimeFormatOptions = { ...MONTH, day: 'numeric' };
const DAY_OF_YEAR: Intl.DateTimeFormatOptions = { month: 'short', day: 'numeric' };

/** What is said of a date that is not simply a year, a month or a day. */
export type DateWords = (
  which: 'date-uncertain' | 'date-about' | 'date-since' | 'date-until',
  date: string,
) => string;

/**
 * Gives the function that writes dates as EDTF has them in the language. Days have no time zone.
 * @param year whether days are written with their year
 */
export function dateFormat(
  language: string,
  words: DateWords,
  { year: hasYear }: { readonly year: boolean } = { year: true },
): (date: string) => string {
  const format = (options: Intl.DateTimeFormatOptions) =>
    lazy(() => new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }));
  const [years, months, day] = [format(YEAR), format(MONTH), format(DAY)];
  const formats = [years, months, hasYear ? day : format(DAY_OF_YEAR)];
  const formatOf = (date: string) => (formats[date.split('-').length - 1] ?? years)();
  // After a year CLDR writes "г." in Russian and "р." in Ukrainian, which is too long for titles. "5 мар." stays.
  const shorten = (text: string) => text.replace(/(?<=\d)\s?[гр]\.$/u, '');
  const plain = (date: string) => shorten(formatOf(date).format(instantOf(date)));
  // Behind a preposition a month is in another case, as it is beside a day: `с марта 2026`, not `с март 2026`.
  const inPhrase = (date: string) => {
    if (date.split('-').length !== 2) return plain(date);
    const parts = day().formatToParts(instantOf(date));
    const part = (type: 'month' | 'year') => parts.find((one) => one.type === type)?.value ?? '';
    return `${part('month')} ${part('year')}`;
  };
  const moment = (name: (date: string) => string, { date, uncertain, approximate }: Moment) => {
    const text = approximate ? words('date-about', inPhrase(date)) : name(date);
    return uncertain ? words('date-uncertain', text) : text;
  };
  const written = (one: Moment) => moment(plain, one);
  const range = (from: string, to: string) => {
    const text = formatOf(from).formatRange(instantOf(from), instantOf(to));
    // CLDR puts thin spaces around the dash, also between two days of one month.
    return shorten(text).replace(/(?<=^\d+)\s*–\s*(?=\d)/u, '–');
  };
  return remembered((text) => {
    const date = parseEdtf(text);
    if (date === undefined) return text;
    if (date.type === 'moment') return written(date.moment);
    const { from, to } = date;
    if (to === undefined) return from === undefined ? text : words('date-since', moment(inPhrase, from));
    if (from === undefined) return words('date-until', moment(inPhrase, to));
    const isPlain = [from, to].every(({ uncertain, approximate }) => !uncertain && !approximate);
    if (isPlain && from.date.length === to.date.length) return range(from.date, to.date);
    return `${written(from)} – ${written(to)}`;
  });
}

/** Distinct inputs that are remembered: above the days of all talks that an hour's readers ask for. */
const MOST_REMEMBERED = 2_000;

/** The same function, which works out nothing twice: a day stands in many lines, and Intl takes its time. */
function remembered<T extends object | string>(work: (input: string) => T): (input: string) => T {
  const known = new LRUCache<string, T>({ ...growingTo(MOST_REMEMBERED), memoMethod: work });
  return (input) => known.memo(input);
}

function instantOf(date: string): number {
  const [year = '', month = '01', day = '01'] = date.split('-');
  return Date.UTC(Number(year), Number(month) - 1, Number(day));
}

/** Formats an instant (epoch ms) as `Tue 24 Nov, 09:00` in the zone. */
export function instantFormat(language: string): (at: number, zone: string) => string {
  const formatIn = remembered(
    (timeZone) =>
      new Intl.DateTimeFormat(language, {
        weekday: 'short',
        day: 'numeric',
        month: 'short',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
        timeZone,
      }),
  );
  return (at, zone) => formatIn(zone).format(at);
}

/** 1970-01-05 was a Monday. */
const A_MONDAY = 4;

/** Formats a day of the week; Monday is 0. */
export function weekdayFormat(language: string): (day: number, length: 'long' | 'short') => string {
  return (day, weekday) =>
    new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' }).format((A_MONDAY + day) * 86_400_000);
}
