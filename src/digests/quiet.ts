// Quiet hours: which are offered, and whether they are on at an instant.

import { Temporal } from 'temporal-polyfill';
import type { LocalTime, QuietHours, ZoneId } from '../store/types.ts';
import { minutesOf } from './times.ts';

/** Nights as most people have them. */
export const QUIET_SPANS = ['21:00-07:00', '22:00-07:00', '22:00-08:00', '23:00-08:00'] as QuietHours[];

/** When quiet hours that are on at `now` end; both epoch ms. */
export function quietUntil(hours: QuietHours, zone: ZoneId, now: number): number {
  const at = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  const end = at.withPlainTime(Temporal.PlainTime.from(hours.slice(6)));
  const next = Temporal.ZonedDateTime.compare(end, at) > 0 ? end : end.add({ days: 1 });
  return next.epochMilliseconds;
}

/** Whether `now` (epoch ms) lies in the hours in the zone: from the first time up to, not including, the second. */
export function isQuiet(hours: QuietHours | null, zone: ZoneId, now: number): boolean {
  if (hours === null) return false;
  const { hour, minute } = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  const at = hour * 60 + minute;
  const [begin, end] = [minutesOf(hours.slice(0, 5) as LocalTime), minutesOf(hours.slice(6) as LocalTime)];
  return begin <= end ? begin <= at && at < end : at >= begin || at < end;
}
