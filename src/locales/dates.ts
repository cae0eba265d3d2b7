// Calendar days in a language's own words, as exact as they are known.
// Called by locale.ts.

const PRECISION: readonly Intl.DateTimeFormatOptions[] = [
  { year: 'numeric' },
  { year: 'numeric', month: 'short' },
  { year: 'numeric', month: 'short', day: 'numeric' },
];

/** Gives the function that writes `2025`, `2025-02` or `2025-02-18` in the language. Days have no time zone. */
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
