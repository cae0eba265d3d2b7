// Dates, weekdays and times in a language's own words.

const PRECISION: readonly Intl.DateTimeFormatOptions[] = [
  { year: 'numeric' },
  { year: 'numeric', month: 'short' },
  { year: 'numeric', month: 'short', day: 'numeric' },
];

/** Formats `2025`, `2025-02` or `2025-02-18`. Days have no time zone. */
export function dateFormat(language: string): (date: string) => string {
  const formats = PRECISION.map(
    (options) => new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }),
  );
  return (date) => {
    const [year = '', month = '01', day = '01'] = date.split('-');
    const format = formats[date.split('-').length - 1] ?? formats[0];
    const text = format?.format(Date.UTC(Number(year), Number(month) - 1, Number(day))) ?? date;
    // CLDR ends Russian dates in "г." ("of the year"), which is too long for titles.
    return text.replace(/\s?г\.$/u, '');
  };
}

/** Formats an instant (epoch ms) as `Tue 24 Nov, 09:00` in the zone. */
export function instantFormat(language: string): (at: number, zone: string) => string {
  return (at, timeZone) =>
    new Intl.DateTimeFormat(language, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone,
    }).format(at);
}

/** 1970-01-05 was a Monday. */
const A_MONDAY = 4;

/** Formats a day of the week; Monday is 0. */
export function weekdayFormat(language: string): (day: number, length: 'long' | 'short') => string {
  return (day, weekday) =>
    new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' }).format((A_MONDAY + day) * 86_400_000);
}
