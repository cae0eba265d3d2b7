// Dates as exact as their source: which are dates, what they may mean, which comes first.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boundsOf, byDate, compareDates, containsDate, isEdtf, parseEdtf } from '../../src/content/edtf.ts';

describe('a date', () => {
  test.each([
    ['2019', '2019-01-01', '2019-12-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2025-02', '2025-02-01', '2025-02-28'],
    ['2025-02-18', '2025-02-18', '2025-02-18'],
    ['2025-02-17?', '2025-02-17', '2025-02-17'],
    ['2025-02~', '2025-02-01', '2025-02-28'],
    ['2026-01-23/2026-01-24', '2026-01-23', '2026-01-24'],
    ['2025-11/2026', '2025-11-01', '2026-12-31'],
    ['2025-03/..', '2025-03-01', '9999-12-31'],
    ['../2025-02-18', '0000-01-01', '2025-02-18'],
  ])('%s may mean the days from %s to %s', (date, first, last) => {
    expect(isEdtf(date)).toBe(true);
    expect(boundsOf(date)).toEqual({ first, last });
  });

  test.each([
    ...['', '25', '2025-13', '2025-00', '2025-02-30', '2023-02-29', '2025-2-18', '18.02.2025', 'Feb 2025'],
    ...[
      '../..',
      '/2025',
      '2025/',
      '2025/2024',
      '2025-02-18/2025-02-17',
      '2025/2026/2027',
      '2025-02-18T10:00',
    ],
    ...['2025 ', '2025?~', '..', '-2025', '2025-02-18/..?'],
  ])('%j is none', (text) => {
    expect(isEdtf(text)).toBe(false);
  });

  test('is taken apart', () => {
    expect(parseEdtf('2025-02-17?')).toEqual({
      type: 'moment',
      moment: { date: '2025-02-17', uncertain: true, approximate: false },
    });
    expect(parseEdtf('2025-03~/..')).toEqual({
      type: 'interval',
      from: { date: '2025-03', uncertain: false, approximate: true },
      to: undefined,
    });
  });
});

describe('comparing', () => {
  test.each([
    ['2025-02-18', '2025-02-19', -1],
    ['2025-02-18', '2025', 0],
    ['2025-02', '2025-02-18', 0],
    ['2026', '2025-12-31', 1],
    ['2026-01-23/2026-01-24', '2026-01-24', 0],
    ['2026-01-23/2026-01-24', '2026-01-25', -1],
    ['2025-03/..', '2030', 0],
    ['2025-03/..', '2025-02', 1],
  ])('%s and %s: %i', (a, b, sign) => {
    expect(Math.sign(compareDates(a, b))).toBe(sign);
  });

  test.each([
    ['2025', '2025-02-18', true],
    ['2025-02-18', '2025', false],
    ['2025-03-23/2025-03-25', '2025-03-24', true],
    ['2025-03/..', '2026-01', true],
    ['../2025-02', '2025-03-01', false],
  ])('%s contains %s: %s', (outer, inner, is) => {
    expect(containsDate(outer, inner)).toBe(is);
  });

  test('puts what begins earlier first, then what is more exact', () => {
    const dates = [
      '2025',
      '2025-02-18',
      '2025-01-01',
      '2024-05',
      '2025-02',
      '2025-02-18/2025-02-19',
      '../2024',
    ];
    expect(dates.toSorted(byDate)).toEqual([
      ...['../2024', '2024-05', '2025-01-01', '2025', '2025-02', '2025-02-18', '2025-02-18/2025-02-19'],
    ]);
  });
});

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const moment = fc
  .tuple(day, fc.constantFrom(4, 7, 10), fc.constantFrom('', '?', '~', '%'))
  .map(([date, length, mark]) => date.slice(0, length) + mark);
const anyDate = fc.oneof(
  moment,
  moment.map((from) => `${from}/..`),
  moment.map((to) => `../${to}`),
  fc
    .tuple(moment, moment)
    .map(([a, b]) => `${a}/${b}`)
    .filter(isEdtf),
);

test('every date contains itself, and is neither before nor after itself', () => {
  fc.assert(
    fc.property(anyDate, (date) => {
      const { first, last } = boundsOf(date);
      expect(isEdtf(date)).toBe(true);
      expect(first <= last).toBe(true);
      expect(containsDate(date, date)).toBe(true);
      expect(compareDates(date, date)).toBe(0);
      expect(byDate(date, date)).toBe(0);
    }),
  );
});

test('what is before is not after, what contains is not apart, and the order has no circle', () => {
  fc.assert(
    fc.property(anyDate, anyDate, anyDate, (a, b, c) => {
      expect(Math.sign(compareDates(a, b))).toBe(-Math.sign(compareDates(b, a)) + 0);
      if (containsDate(a, b)) expect(compareDates(a, b)).toBe(0);
      if (containsDate(a, b) && containsDate(b, c)) expect(containsDate(a, c)).toBe(true);
      if (compareDates(a, b) < 0) expect(byDate(a, b)).toBeLessThan(0);
      if (byDate(a, b) <= 0 && byDate(b, c) <= 0) expect(byDate(a, c)).toBeLessThanOrEqual(0);
    }),
  );
});

test('no text makes it throw, and only dates have days', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-\d./?~%]{0,24}$/)), (text) => {
      const parsed = parseEdtf(text);
      if (parsed !== undefined) expect(boundsOf(text).first <= boundsOf(text).last).toBe(true);
    }),
  );
});
