// The time of a schedule, as people type it and as it is stored.

import type { LocalTime } from '../store/types.ts';

const CLOCK = /^(\d{1,2})(?:[:.h](\d{2}))?\s*(?:(am|pm|a\.m\.|p\.m\.)|h|uhr)?$/u;

/** Minutes since midnight as `HH:MM`, modulo a day. */
export function writeTime(minutes: number): LocalTime {
  const inDay = ((minutes % 1440) + 1440) % 1440;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(inDay / 60))}:${two(inDay % 60)}` as LocalTime;
}

/** Minutes since midnight. */
export function minutesOf(time: LocalTime): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** `9`, `09:00`, `9.30`, `9:30pm`, `21h`, `21h30`, `noon`; `undefined` for anything else. */
export function parseTime(text: string): LocalTime | undefined {
  const word = text.trim().toLowerCase();
  if (word === 'noon') return writeTime(720);
  if (word === 'midnight') return writeTime(0);
  const match = CLOCK.exec(word);
  if (!match) return undefined;
  const [, hourText, minuteText = '0', half] = match;
  const minute = Number(minuteText);
  const hour = half === undefined ? Number(hourText) : hourOfHalf(Number(hourText), half.startsWith('p'));
  return hour === undefined || hour > 23 || minute > 59 ? undefined : writeTime(hour * 60 + minute);
}

/** 12 am is midnight and 12 pm is noon. */
function hourOfHalf(hour: number, afternoon: boolean): number | undefined {
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (afternoon ? 12 : 0);
}
