// When a digest is due: from local time, zone and days to instants, correct across clock changes.

import { LRUCache } from 'lru-cache';
import { Temporal } from 'temporal-polyfill';
import { growingTo } from '../growing-cache.ts';
import type { Schedule, ZoneId } from '../store/types.ts';
import { WEEKDAYS, type Weekday, weekdaysOf } from './days.ts';
import { minutesOf } from './times.ts';

/** A digest that is later than this after a downtime is dropped, ms. */
export const LATEST = 6 * 3_600_000;

const DAY = 86_400_000;
/** No clock change moves a wall clock by more than a day (Samoa, 2011); outside this margin it has no effect. */
const MARGIN = 2 * DAY;
/** Wide enough that yesterday's time still lies a margin inside the period. */
const LOOK_BACK = 8 * DAY;
/** Distinct schedules remembered: more than any minute of the day has. About 2 MB. */
const REMEMBERED = 10_000;

/** A period with one UTC offset, or its later part: from `start` up to, not including, `end`. All in ms. */
interface OffsetPeriod {
  readonly start: number;
  readonly end: number;
  readonly offset: number;
}

/** Computes due times, with a memory of its own: many subscriptions share a schedule, and more share a zone. */
export interface Planner {
  /**
   * The first due instant strictly later than `after`; both are epoch ms.
   * A time that a clock change skips moves on by the gap; one that occurs twice is due only the first time.
   * @throws RangeError for a zone that the runtime does not know
   */
  nextDue(schedule: Schedule, after: number): number;
  /** What to do at `now` about a schedule that was due at `dueAt`; all epoch ms. */
  advance(schedule: Schedule, dueAt: number, now: number): Advance;
}

/** At most one digest for all due times that have passed, and when the next one is due. */
export interface Advance {
  /** Epoch ms of the due time to be served now, at most six hours late; `undefined` when all were dropped. */
  readonly serve: number | undefined;
  /** Epoch ms, later than now. */
  readonly next: number;
}

export function createPlanner(): Planner {
  const periods = new Map<ZoneId, OffsetPeriod>();
  const remembered = new LRUCache<string, { readonly after: number; readonly due: number }>(
    growingTo(REMEMBERED),
  );

  /** Keeps the last period of each zone, as the instants asked for lie close together. */
  function periodAt(zone: ZoneId, instant: number): OffsetPeriod {
    const kept = periods.get(zone);
    if (kept && kept.start <= instant && instant < kept.end) return kept;
    const found = findPeriod(zone, instant);
    periods.set(zone, found);
    return found;
  }

  /** The instant at which `local`, a wall-clock reading as if it were UTC (epoch ms), occurs in the zone. */
  function instantOf(zone: ZoneId, local: number): number {
    const { start, end, offset } = periodAt(zone, local);
    const far = start <= local - MARGIN && local + MARGIN < end;
    return far ? local - offset : resolveNearChange(zone, local);
  }

  function nextDue(schedule: Schedule, after: number): number {
    const key = `${schedule.time} ${schedule.zone} ${schedule.days}`;
    const known = remembered.get(key);
    if (known && known.after <= after && after < known.due) return known.due;
    const due = computeNext(schedule, after);
    remembered.set(key, { after, due });
    return due;
  }

  function computeNext({ time, zone, days }: Schedule, after: number): number {
    const wanted: ReadonlySet<Weekday> = new Set(weekdaysOf(days));
    const minutes = minutesOf(time) * 60_000;
    // One day back, as a gap can move yesterday's time into today. The furthest is a week and a skipped day ahead.
    const first = Math.floor((after + periodAt(zone, after).offset) / DAY) - 1;
    for (let day = first; day <= first + 16; day++) {
      if (!wanted.has(weekdayOf(day))) continue;
      const instant = instantOf(zone, day * DAY + minutes);
      if (instant > after) return instant;
    }
    throw new RangeError(`the days "${days}" name no day of the week`);
  }

  function advance(schedule: Schedule, dueAt: number, now: number): Advance {
    const next = nextDue(schedule, now);
    if (dueAt >= now - LATEST) return { serve: dueAt, next };
    const latest = nextDue(schedule, now - LATEST - 1);
    return { serve: latest <= now ? latest : undefined, next };
  }

  return { nextDue, advance };
}

/** 1970-01-01 was a Thursday. */
function weekdayOf(epochDay: number): Weekday {
  return WEEKDAYS[(((epochDay + 3) % 7) + 7) % 7] ?? 'mon';
}

/** Looks forward from a while before: to ask for the previous transition can cost a hundred times more. */
function findPeriod(zone: ZoneId, instant: number): OffsetPeriod {
  for (let start = instant - LOOK_BACK; ; ) {
    const at = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(zone);
    const end = at.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
    if (instant < end) return { start, end, offset: at.offsetNanoseconds / 1e6 };
    start = end;
  }
}

/** Temporal's `compatible`: a skipped time moves on by the gap, a repeated one is the first of the two. */
function resolveNearChange(zone: ZoneId, local: number): number {
  return Temporal.Instant.fromEpochMilliseconds(local)
    .toZonedDateTimeISO('UTC')
    .toPlainDateTime()
    .toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
}
