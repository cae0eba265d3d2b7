// The last days of a zone's calendar with their instants; days of 23 or 25 hours where the clocks change.

import { Temporal } from 'temporal-polyfill';
import type { ZoneId } from '../store/types.ts';

export interface CalendarDay {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Epoch ms of its first instant, and of the next day's. */
  readonly from: number;
  readonly to: number;
}

/** `count` days, oldest first; the last one is the day of `now` (epoch ms). */
export function lastDays(count: number, zone: ZoneId, now: number): readonly CalendarDay[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  const starts = Array.from({ length: count + 1 }, (_, index) => {
    const date = today.add({ days: index + 1 - count });
    return { date: date.toString(), at: date.toZonedDateTime(zone).epochMilliseconds };
  });
  return starts.slice(0, count).map(({ date, at }, index) => ({
    date,
    from: at,
    to: starts[index + 1]?.at ?? at,
  }));
}
