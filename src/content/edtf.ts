// Dates as exact as their source, as EDTF (ISO 8601-2) writes them: 2019, 2024-05, 2025-02-18, 2026-01-23/2026-01-24,
// 2025-03/.., ../2025-02-18, 2025-02-17?, 2025-02~.

/** One end of a date: a year, a month or a day, and how sure it is. */
export interface Moment {
  /** `2019`, `2024-05` or `2025-02-18`. */
  readonly date: string;
  /** Written with `?`: it may be another date. */
  readonly uncertain: boolean;
  /** Written with `~`: it is about then. */
  readonly approximate: boolean;
}

/** A date taken apart. `undefined` stands for an open end. */
export type Edtf =
  | { readonly type: 'moment'; readonly moment: Moment }
  | { readonly type: 'interval'; readonly from: Moment | undefined; readonly to: Moment | undefined };

/** The first and the last day that a date may mean, both `YYYY-MM-DD`. */
export interface Bounds {
  readonly first: string;
  readonly last: string;
}

const MOMENT = String.raw`\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?[?~%]?`;
/** The form of every date; that its days exist is checked apart. */
export const EDTF_FORM = new RegExp(`^(?:${MOMENT}|${MOMENT}/(?:${MOMENT}|\\.\\.)|\\.\\./${MOMENT})$`);

/** Stand for the open ends: no talk is as old or as late. */
const [LONG_AGO, FAR_OFF] = ['0000-01-01', '9999-12-31'];

/** The date taken apart; `undefined` for what is no date, or ends before it begins. */
export function parseEdtf(text: string): Edtf | undefined {
  if (!EDTF_FORM.test(text)) return undefined;
  const [from = '', to] = text.split('/');
  const [start, end] = [momentOf(from), momentOf(to ?? from)];
  if ((start === undefined && from !== '..') || (end === undefined && to !== '..')) return undefined;
  if (to === undefined) return start && { type: 'moment', moment: start };
  if (start && end && firstDay(start.date) > lastDay(end.date)) return undefined;
  return { type: 'interval', from: start, to: end };
}

export function isEdtf(text: string): boolean {
  return parseEdtf(text) !== undefined;
}

/** The days that a valid date may mean. */
export function boundsOf(date: string): Bounds {
  const [from = '', to = from] = date.split('/');
  return {
    first: from === '..' ? LONG_AGO : firstDay(bare(from)),
    last: to === '..' ? FAR_OFF : lastDay(bare(to)),
  };
}

/** Negative where `a` is certainly before `b`, positive where it is certainly after, 0 where they may be the same. */
export function compareDates(a: string, b: string): number {
  const [left, right] = [boundsOf(a), boundsOf(b)];
  if (left.last < right.first) return -1;
  return left.first > right.last ? 1 : 0;
}

/** Whether every day that `inner` may mean lies in `outer`. */
export function containsDate(outer: string, inner: string): boolean {
  const [around, within] = [boundsOf(outer), boundsOf(inner)];
  return around.first <= within.first && within.last <= around.last;
}

/** For sorting: by the first day that a date may mean, then the more exact one first. */
export function byDate(a: string, b: string): number {
  const [left, right] = [boundsOf(a), boundsOf(b)];
  if (left.first !== right.first) return left.first < right.first ? -1 : 1;
  if (left.last !== right.last) return left.last < right.last ? -1 : 1;
  return 0;
}

function bare(moment: string): string {
  return moment.replace(/[?~%]$/, '');
}

function momentOf(text: string): Moment | undefined {
  if (text === '..') return undefined;
  const date = bare(text);
  if (date.length === 10 && Number(date.slice(8)) > daysIn(date)) return undefined;
  const mark = text.slice(date.length);
  return { date, uncertain: mark === '?' || mark === '%', approximate: mark === '~' || mark === '%' };
}

function firstDay(date: string): string {
  return `${date}${'-01-01'.slice(date.length - 4)}`;
}

function lastDay(date: string): string {
  if (date.length === 10) return date;
  const month = date.length === 7 ? date : `${date}-12`;
  return `${month}-${daysIn(month)}`;
}

/** Days of the month of `YYYY-MM` or `YYYY-MM-DD`. */
function daysIn(date: string): number {
  return new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)), 0)).getUTCDate();
}

/** A minute with its distance from UTC: `2026-03-01T09:00+03:00`. */
export const INSTANT_FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})$/;

/** An instant as `publish` has it, with its offset from UTC, as epoch ms; `undefined` for anything else. */
export function instantOf(text: string): number | undefined {
  const at = INSTANT_FORM.test(text) ? Date.parse(text) : Number.NaN;
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number);
  // Date.parse takes 30 February for 2 March.
  const exists = new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
  return exists && Number.isFinite(at) ? at : undefined;
}
