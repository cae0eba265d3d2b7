// Quiet hours: the spans that are offered, and whether it is quiet somewhere at some instant.

import { Temporal } from 'temporal-polyfill';
import type { LocalTime, QuietHours, ZoneId } from '../store/types.ts';
import { minutesOf } from './times.ts';

/** Nights as most people have them. */
export const QUIET_SPANS = ['21:00-07:00', '22:00-07:00', '22:00-08:00', '23:00-08:00'] as QuietHours[];

/** Whether `now` (epoch ms) lies in the hours, from the first one on and up to the second one, in the zone. */
export function isQuiet(hours: QuietHours | null, zone: ZoneId, now: number): boolean {
  if (hours === null) return false;
  const { hour, minute } = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  const at = hour * 60 + minute;
  const [begin, end] = [minutesOf(hours.slice(0, 5) as LocalTime), minutesOf(hours.slice(6) as LocalTime)];
  return begin <= end ? begin <= at && at < end : at >= begin || at < end;
}
