// The days of a schedule, as people type them and as they are stored.

import type { Days } from '../store/types.ts';

/** Monday first (ISO 8601). */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export const DAILY = 'daily' as Days;
/** Monday to Friday. */
export const MONDAY_TO_FRIDAY = 'weekdays' as Days;

const NAMES = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const FIVE = WEEKDAYS.slice(0, 5);
/** In Russian, Ukrainian, German, French and Spanish: how a name in any case begins, and short forms that mean nothing else. */
const OTHER_NAMES: readonly (readonly [short: string, beginnings: string])[] = [
  ['пн', 'понедел понеділ montag lundi lunes'],
  ['вт', 'вторник вівтор dienstag mardi martes'],
  ['ср', 'сред серед mittwoch mercredi miércoles miercoles'],
  ['чт', 'четверг четвер donnerstag jeudi jueves'],
  ['пт', "пятниц п'ятниц п’ятниц freitag vendredi viernes"],
  ['сб', 'суббот субот samstag sonnabend samedi sábado sabado'],
  ['вс нд', 'воскресен неділ sonntag dimanche domingo'],
];
const GROUPS: ReadonlyMap<string, readonly Weekday[]> = new Map<string, readonly Weekday[]>([
  ...'daily everyday every-day day ежедневно день щодня щоденно täglich taeglich tag jour jours día dia días dias'
    .split(' ')
    .map((word) => [word, WEEKDAYS] as const),
  ...'weekdays weekday workdays working-days будни будням будние будни будні будням werktags werktag'
    .split(' ')
    .map((word) => [word, FIVE] as const),
  ...'weekends weekend выходные выходным вихідні вихідним'
    .split(' ')
    .map((word) => [word, WEEKDAYS.slice(5)] as const),
]);

/** Days as they are stored, from any order and with repeats; `undefined` when there are none. */
export function writeDays(days: Iterable<Weekday>): Days | undefined {
  const chosen = new Set(days);
  const list = WEEKDAYS.filter((day) => chosen.has(day));
  if (list.length === 0) return undefined;
  if (list.length === WEEKDAYS.length) return DAILY;
  if (list.join() === FIVE.join()) return MONDAY_TO_FRIDAY;
  return list.join() as Days;
}

/** The weekdays in `days`, in the week's order. */
export function weekdaysOf(days: Days): readonly Weekday[] {
  return GROUPS.get(days) ?? WEEKDAYS.filter((day) => days.split(',').includes(day));
}

/** `daily`, `weekdays`, `Mon`, `mondays`, `tues`, `mon,wed`, `mon-fri`; `undefined` for anything else. */
export function parseDays(text: string): Days | undefined {
  const chosen: Weekday[] = [];
  for (const part of text
    .trim()
    .toLowerCase()
    .split(/\s*[,+/&]\s*|\s+/u)) {
    const days = GROUPS.get(part) ?? parseRange(part);
    if (days === undefined) return undefined;
    chosen.push(...days);
  }
  return writeDays(chosen);
}

/** `fri`, or `fri-mon`, which crosses the end of the week. */
function parseRange(text: string): readonly Weekday[] | undefined {
  const [firstText = '', lastText = firstText, ...more] = text.split(/[-–]/u);
  const [first, last] = [parseWeekday(firstText), parseWeekday(lastText)];
  if (more.length > 0 || first === undefined || last === undefined) return undefined;
  const length = ((last - first + 7) % 7) + 1;
  return Array.from({ length }, (_, step) => WEEKDAYS[(first + step) % 7] ?? 'mon');
}

/** Its index in the week, Monday 0: from the name, its plural, or its first letters, three at least. */
function parseWeekday(text: string): number | undefined {
  const word = text.replace(/\.$/u, '').replace(/days$/u, 'day');
  if (word.length < 3) return otherWeekday(word);
  const place = NAMES.findIndex((name) => name.startsWith(word));
  return place < 0 ? otherWeekday(word) : place;
}

function otherWeekday(word: string): number | undefined {
  const place = OTHER_NAMES.findIndex(
    ([short, beginnings]) =>
      short.split(' ').includes(word) || beginnings.split(' ').some((name) => word.startsWith(name)),
  );
  return place < 0 ? undefined : place;
}
