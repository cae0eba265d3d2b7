import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDays, WEEKDAYS, weekdaysOf, writeDays } from '../../src/digests/days.ts';
import { createPlanner, LATEST } from '../../src/digests/schedule.ts';
import { minutesOf, parseTime, writeTime } from '../../src/digests/times.ts';
import type { Days, LocalTime, Schedule, ZoneId } from '../../src/store/types.ts';

const schedule = (time: string, zone: string, days = 'daily'): Schedule => ({
  time: time as LocalTime,
  zone: zone as ZoneId,
  days: days as Days,
});
const iso = (instant: number) => new Date(instant).toISOString().slice(0, 16);
const next = (time: string, zone: string, after: string, days?: string) =>
  iso(createPlanner().nextDue(schedule(time, zone, days), Date.parse(after)));

describe('the next due time', () => {
  it('is the wall-clock time in the zone', () => {
    expect(next('09:00', 'Europe/Berlin', '2025-07-01T00:00Z')).toBe('2025-07-01T07:00');
    expect(next('09:00', 'Europe/Berlin', '2025-01-01T00:00Z')).toBe('2025-01-01T08:00');
    expect(next('00:15', 'Asia/Kathmandu', '2025-01-01T00:00Z')).toBe('2025-01-01T18:30');
    expect(next('21:00', '+03:00', '2025-01-01T00:00Z')).toBe('2025-01-01T18:00');
    expect(next('00:00', 'UTC', '2025-01-01T00:00Z')).toBe('2025-01-02T00:00');
  });

  it('is strictly later, also at the very instant', () => {
    expect(next('09:00', 'UTC', '2025-01-01T09:00:00.000Z')).toBe('2025-01-02T09:00');
    expect(next('09:00', 'UTC', '2025-01-01T08:59:59.999Z')).toBe('2025-01-01T09:00');
  });

  it('keeps to the days', () => {
    // 2025-01-03 is a Friday.
    expect(next('09:00', 'UTC', '2025-01-03T10:00Z', 'weekdays')).toBe('2025-01-06T09:00');
    expect(next('09:00', 'UTC', '2025-01-03T10:00Z', 'fri')).toBe('2025-01-10T09:00');
    expect(next('09:00', 'UTC', '2025-01-03T10:00Z', 'mon,sun')).toBe('2025-01-05T09:00');
  });

  it('goes by the weekday of the zone, not of UTC', () => {
    expect(next('01:00', 'Pacific/Auckland', '2025-01-05T00:00Z', 'mon')).toBe('2025-01-05T12:00');
  });

  it('moves on by the gap when a clock change skips the time', () => {
    expect(next('02:30', 'Europe/Berlin', '2025-03-29T12:00Z')).toBe('2025-03-30T01:30');
    expect(next('02:15', 'Australia/Lord_Howe', '2025-10-04T00:00Z')).toBe('2025-10-04T15:45');
  });

  it('is the first of two when a clock change repeats the time, and the second never follows', () => {
    expect(next('02:30', 'Europe/Berlin', '2025-10-25T12:00Z')).toBe('2025-10-26T00:30');
    expect(next('02:30', 'Europe/Berlin', '2025-10-26T00:30Z')).toBe('2025-10-27T01:30');
  });

  it('serves a day that a zone skipped on the next, once', () => {
    // Samoa went from 29 to 31 December 2011.
    expect(next('09:00', 'Pacific/Apia', '2011-12-29T19:00Z')).toBe('2011-12-30T19:00');
    expect(next('09:00', 'Pacific/Apia', '2011-12-30T19:00Z')).toBe('2011-12-31T19:00');
    // The Friday that never was, asked for in the first hour of the Saturday.
    expect(next('09:00', 'Pacific/Apia', '2011-12-30T10:30Z', 'fri')).toBe('2011-12-30T19:00');
  });

  it('refuses a zone that the runtime does not know', () => {
    expect(() => next('09:00', 'Europe/Atlantis', '2025-01-01T00:00Z')).toThrow(RangeError);
  });
});

describe('after downtime', () => {
  const daily = schedule('09:00', 'UTC');
  const at = (text: string) => Date.parse(text);
  const advance = (due: string, now: string) => {
    const { serve, next } = createPlanner().advance(daily, at(due), at(now));
    return { serve: serve === undefined ? undefined : iso(serve), next: iso(next) };
  };

  it('a due time up to six hours old is served', () => {
    expect(advance('2025-01-01T09:00Z', '2025-01-01T15:00Z')).toEqual({
      serve: '2025-01-01T09:00',
      next: '2025-01-02T09:00',
    });
  });

  it('an older one is dropped', () => {
    expect(advance('2025-01-01T09:00Z', '2025-01-01T15:00:00.001Z')).toEqual({
      serve: undefined,
      next: '2025-01-02T09:00',
    });
  });

  it('of several missed days only the last is served', () => {
    expect(advance('2025-01-01T09:00Z', '2025-01-04T10:00Z')).toEqual({
      serve: '2025-01-04T09:00',
      next: '2025-01-05T09:00',
    });
  });
});

/** Wall-clock readings by Intl alone, which shares no code with Temporal's arithmetic. */
function wallClock(zone: string) {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  return (instant: number) => {
    const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
    return {
      date: `${part.year}-${part.month}-${part.day}`,
      minutes: Number(part.hour) * 60 + Number(part.minute),
      weekday: String(part.weekday).toLowerCase(),
    };
  };
}

const MINUTE = 60_000;

/**
 * The due instants strictly after `from` up to `to`, by walking each quarter of an hour and reading the clock:
 * a local date is served at the first reading of the time, or, where the clock jumps over it, as long after the jump as
 * the time lay after the last reading before it.
 */
function bruteForce({ time, zone, days }: Schedule, from: number, to: number): number[] {
  const read = wallClock(zone);
  const wanted = minutesOf(time);
  const names: readonly string[] = weekdaysOf(days);
  const found: number[] = [];
  const served = new Set<string>();
  const start = Math.floor(from / (15 * MINUTE)) * 15 * MINUTE - 26 * 60 * MINUTE;
  let before = read(start);
  for (let instant = start + 15 * MINUTE; instant <= to + 15 * MINUTE; instant += 15 * MINUTE) {
    const now = read(instant);
    // The quarter-hours of a zone need not be those of UTC: what passed is measured on the zone's own clock.
    const passed = now.minutes - before.minutes + (now.date === before.date ? 0 : 1440);
    const ahead = wanted - before.minutes + (wanted < before.minutes ? 1440 : 0);
    // A clock set back still ran through this quarter first.
    if (ahead < Math.max(passed, 15)) {
      const date = wanted < before.minutes ? now.date : before.date;
      const weekday = wanted < before.minutes ? now.weekday : before.weekday;
      const due = instant - 15 * MINUTE + ahead * MINUTE;
      if (!served.has(date)) {
        served.add(date);
        if (names.includes(weekday)) found.push(due);
      }
    }
    before = now;
  }
  return found.filter((due) => due > from && due <= to);
}

const zones = [
  ...Intl.supportedValuesOf('timeZone'),
  'Europe/Kyiv',
  'Asia/Kolkata',
  'UTC',
  '+05:45',
  '-09:30',
];
const anyTime = fc.integer({ min: 0, max: 1439 }).map(writeTime);
const anyDays = fc.oneof(
  fc.constantFrom('daily' as Days, 'weekdays' as Days),
  fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1 }).map((days) => writeDays(days) as Days),
);
const anyInstant = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2030, 11, 31) });
const anySchedule = fc.record({
  time: anyTime,
  zone: fc.constantFrom(...zones) as fc.Arbitrary<ZoneId>,
  days: anyDays,
});

describe('for every zone from 2024 to 2030', () => {
  const shared = createPlanner();

  it('a fortnight of due times is what reading the clock every quarter of an hour gives', () => {
    fc.assert(
      fc.property(anySchedule, anyInstant, (chosen, from) => {
        const to = from + 14 * 86_400_000;
        const due: number[] = [];
        for (let at = shared.nextDue(chosen, from); at <= to; at = shared.nextDue(chosen, at)) due.push(at);
        expect(due).toEqual(bruteForce(chosen, from, to));
      }),
      { numRuns: 150 },
    );
  });

  it('the same holds around every clock change', () => {
    const changes = zones.flatMap((zone) => changesOf(zone).map((at) => ({ zone: zone as ZoneId, at })));
    expect(changes.length).toBeGreaterThan(1000);
    fc.assert(
      fc.property(
        fc.constantFrom(...changes),
        fc.integer({ min: -150, max: 150 }),
        anyDays,
        ({ zone, at }, minutes, days) => {
          const time = writeTime(wallClock(zone)(at - MINUTE).minutes + minutes);
          const [from, to] = [at - 3 * 86_400_000, at + 3 * 86_400_000];
          const due: number[] = [];
          const chosen = { time, zone, days };
          for (let next = shared.nextDue(chosen, from); next <= to; next = shared.nextDue(chosen, next))
            due.push(next);
          expect(due).toEqual(bruteForce(chosen, from, to));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('what is remembered changes no answer', () => {
    fc.assert(
      fc.property(anySchedule, fc.array(anyInstant, { maxLength: 5 }), (chosen, instants) => {
        for (const after of instants) {
          expect(shared.nextDue(chosen, after)).toBe(createPlanner().nextDue(chosen, after));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('advancing serves at most what is six hours old, and always goes past now', () => {
    fc.assert(
      fc.property(anySchedule, anyInstant, fc.nat(20 * 86_400_000), (chosen, from, downtime) => {
        const dueAt = shared.nextDue(chosen, from);
        const now = dueAt + downtime;
        const { serve, next } = shared.advance(chosen, dueAt, now);
        expect(next).toBeGreaterThan(now);
        if (serve !== undefined) {
          expect(serve).toBeGreaterThanOrEqual(Math.max(dueAt, now - LATEST));
          expect(serve).toBeLessThanOrEqual(now);
        }
      }),
      { numRuns: 200 },
    );
  });
});

/** Instants of a zone's clock changes, 2024 to 2030, by halving the days on which the offset differs. */
function changesOf(zone: string): number[] {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  const offset = (instant: number) => format.formatToParts(instant).at(-1)?.value;
  const step = 7 * 86_400_000;
  const found: number[] = [];
  for (let low = Date.UTC(2024, 0, 1); low < Date.UTC(2031, 0, 1); low += step) {
    if (offset(low) === offset(low + step)) continue;
    let [from, to] = [low, low + step];
    while (to - from > MINUTE) {
      const middle = from + Math.floor((to - from) / 2 / MINUTE) * MINUTE;
      if (offset(middle) === offset(from)) from = middle;
      else to = middle;
    }
    found.push(to);
  }
  return found;
}

describe('times that people type', () => {
  it.each([
    ['9', '09:00'],
    ['09:00', '09:00'],
    ['9.30', '09:30'],
    ['9:30pm', '21:30'],
    ['9:30 PM', '21:30'],
    ['12am', '00:00'],
    ['12 pm', '12:00'],
    ['21h', '21:00'],
    ['21h30', '21:30'],
    ['noon', '12:00'],
    ['0:05', '00:05'],
    ['9 Uhr', '09:00'],
    ['9 Uhr 30', '09:30'],
    ['9.30 uhr', '09:30'],
    ['9 h 30', '09:30'],
    ['9 heures du soir', '21:00'],
    ['9-й', '09:00'],
    ['9-00', '09:00'],
    ['9 утра', '09:00'],
    ['3 часа дня', '15:00'],
    ['12 ночи', '00:00'],
    ['23 ночи', '23:00'],
    ['9 ч. 30 мин.', '09:30'],
    ['7 вечора', '19:00'],
    ['0930', '09:30'],
    ['９：３０', '09:30'],
    ['полдень', '12:00'],
  ])('%s is %s', (text, time) => expect(parseTime(text)).toBe(time));

  it.each(['24:00', '9:60', '13pm', '0am', '9:3', '-1', '100', '', 'nine', '9:30:00', '٩:٠٠'])(
    '%s is not a time',
    (text) => expect(parseTime(text)).toBeUndefined(),
  );

  it('every time that is written is read again', () => {
    fc.assert(fc.property(anyTime, (time) => parseTime(time) === time));
  });
});

describe('days that people type', () => {
  it.each([
    ['daily', 'daily'],
    ['Weekdays', 'weekdays'],
    ['mon', 'mon'],
    ['Mondays', 'mon'],
    ['tues', 'tue'],
    ['wed,mon', 'mon,wed'],
    ['mon, wed', 'mon,wed'],
    ['mon-fri', 'weekdays'],
    ['sat-mon', 'mon,sat,sun'],
    ['weekends', 'sat,sun'],
    ['weekdays,weekends', 'daily'],
    ['понедельникам', 'mon'],
    ['середу', 'wed'],
    ['пн-пт', 'weekdays'],
    ['freitags', 'fri'],
  ])('%s is %s', (text, days) => expect(parseDays(text)).toBe(days));

  it.each(['', 'mo', 'monday-', 'mon,,wed', 'someday', 'mon-tue-wed'])('%s is not a day', (text) =>
    expect(parseDays(text)).toBeUndefined(),
  );

  it('days that are written are read again', () => {
    fc.assert(fc.property(anyDays, (days) => parseDays(days) === days));
  });
});
