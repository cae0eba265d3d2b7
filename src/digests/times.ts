// The time of a schedule, as people type it and as it is stored.

import type { LocalTime } from '../store/types.ts';

/** The most words that a time is written in: `9 Uhr 30 am Morgen`, `3 часа 15 минут дня`. */
export const TIME_WORDS = 5;

const NOON = 'noon|midday|полдень|опівдні|полудень|mittags?|midi|mediod[ií]a|mezzogiorno';
const MIDNIGHT = 'midnight|полночь|опівночі|північ|mitternacht|minuit|medianoche|mezzanotte';
const IS_NOON = new RegExp(`^(?:${NOON})$`, 'u');
const IS_MIDNIGHT = new RegExp(`^(?:${MIDNIGHT})$`, 'u');
/** After the hour: English, Russian, Ukrainian, German, French, Spanish, Italian, Polish. */
const HOUR =
  "o['’]?clock|ч(?:ас(?:а|ов|у)?)?|год(?:ин[аиуі]?|ині)?|uhr|h(?:rs?|ours?|eures?)?|horas?|hs|ore|godz(?:in[ay])?";
const MINUTE = 'м(?:ин(?:ут[аы]?)?)?|хв(?:илин[аи]?)?|min(?:ut(?:es?|en|os?|i)?)?|m';
const MORNING =
  'a ?m|утра|утром|ранку|ранком|вранці|зранку|ночи|ночі|ночью|вночі|in the morning|(?:am )?morgens?|früh|vormittags|nachts|du matin|de la mañana|de la madrugada|del mattino|di mattina|rano';
const EVENING =
  "p ?m|дня|днём|днем|вдень|вечера|вечером|вечора|ввечері|увечері|пополудні|in the (?:afternoon|evening)|at night|(?:am )?(?:abends?|nachmittags?)|du soir|de l[’']après-midi|de la (?:tarde|noche)|di sera|del pomeriggio|wieczorem";
/** `9`, `9:30`, `9.30`, `9-30`, `9 Uhr 30`, `9-й`, `0930`, then the half of the day. */
const CLOCK = new RegExp(
  `^(?<hour>\\d{1,2})(?:[-‐–]?(?:й|ій|ої|го|ти|th))?(?:[:.-](?<minute>\\d{2})| ?(?:${HOUR})\\.? ?(?:(?<after>\\d{1,2}) ?(?:${MINUTE})?\\.?)?|(?<joined>(?<=^\\d{2})\\d{2}))? ?(?:${HOUR})?\\.? ?(?:(?<morning>${MORNING})|(?<evening>${EVENING}))?$`,
  'u',
);
/** `ночи`: of both halves, `12 ночи` and `3 ночи` alike. */
const NIGHT = /^(?:ноч[иі]|ночью|вночі|nachts)$/u;

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

/**
 * `9`, `09:00`, `9.30`, `9:30pm`, `21h`, `9 h 30`, `9 Uhr`, `9-й`, `7 вечера`, `noon`; `undefined` for anything else.
 * Digits are those of ASCII, as they are once a message was read.
 */
export function parseTime(text: string): LocalTime | undefined {
  const word = text
    .trim()
    .toLowerCase()
    .normalize('NFKC')
    .replace(/\s+/gu, ' ')
    .replace(/\b([ap])\. ?m\.?/u, '$1m');
  if (IS_NOON.test(word)) return writeTime(720);
  if (IS_MIDNIGHT.test(word)) return writeTime(0);
  const { hour, minute, after, joined, morning, evening } = CLOCK.exec(word)?.groups ?? {};
  if (hour === undefined) return undefined;
  const minutes = Number(minute ?? after ?? joined ?? 0);
  const hours = hourOfHalf(Number(hour), morning, evening);
  return hours === undefined || hours > 23 || minutes > 59 ? undefined : writeTime(hours * 60 + minutes);
}

/** 12 am is midnight and 12 pm is noon; `19 Uhr abends` says twice what it is. */
function hourOfHalf(hour: number, morning?: string, evening?: string): number | undefined {
  const half = morning ?? evening;
  if (half === undefined) return hour;
  if (hour > 12 && hour < 24 && !/^[ap] ?m$/u.test(half) && (evening !== undefined || NIGHT.test(half)))
    return hour;
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (evening === undefined ? 0 : 12);
}
