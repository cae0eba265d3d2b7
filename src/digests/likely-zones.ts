// Where somebody who asks for a digest likely is: by the language of their app, and by where people are awake now.

import type { ZoneId } from '../store/types.ts';
import { zonesOfCountry } from './places.ts';
import { presentName } from './zone-cities.ts';
import { isKnownZone, UTC } from './zones.ts';

/** By language: where most who write it and read about diplomacy are, the most first. */
const BY_LANGUAGE: Readonly<Record<string, string>> = {
  ar: 'Asia/Riyadh Africa/Cairo Asia/Dubai Asia/Baghdad Africa/Casablanca',
  de: 'Europe/Berlin Europe/Vienna Europe/Zurich',
  en: 'Europe/London America/New_York Asia/Kolkata America/Los_Angeles Australia/Sydney America/Chicago Asia/Singapore',
  es: 'Europe/Madrid America/Mexico_City America/Argentina/Buenos_Aires America/Bogota America/Lima',
  fr: 'Europe/Paris Europe/Brussels America/Toronto Africa/Abidjan Europe/Zurich',
  pt: 'America/Sao_Paulo Europe/Lisbon Africa/Luanda',
  ru: 'Europe/Moscow Europe/Kyiv Asia/Yekaterinburg Asia/Almaty Europe/Minsk Europe/Berlin Asia/Vladivostok',
  uk: 'Europe/Kyiv Europe/Warsaw Europe/Berlin Europe/Prague Europe/London America/Toronto',
  zh: 'Asia/Shanghai Asia/Taipei Asia/Singapore Asia/Hong_Kong',
};
const ELSEWHERE = 'en';

/** Few write between these hours of their own clock. */
const ASLEEP_UNTIL = 6;
const ASLEEP_FROM = 24;
/** How much less likely somebody is where it is night. */
const BY_NIGHT = 0.2;

/**
 * The likeliest first, each once.
 * @param languageCode as Telegram has it: `de`, `pt-br`; `undefined` where it is not known
 * @param chosen a zone that the chat or the operator has chosen; UTC says nothing of where anybody is
 * @param now epoch ms
 */
export function likelyZones(
  languageCode: string | undefined,
  chosen: ZoneId,
  now: number,
  count: number,
): readonly ZoneId[] {
  const byLanguage = zonesOfLanguage(languageCode).filter((zone) => isKnownZone(zone));
  const ranked = byLanguage
    .map((zone, place) => ({ zone, weight: (isNight(zone, now) ? BY_NIGHT : 1) / (place + 1) }))
    .sort((a, b) => b.weight - a.weight)
    .map(({ zone }) => zone);
  const first = chosen === UTC || /^[+-]/u.test(chosen) ? [] : [chosen];
  const seen = new Set<string>();
  return [...first, ...ranked]
    .filter((zone) => {
      const name = presentName(zone);
      return !seen.has(name) && seen.add(name);
    })
    .slice(0, count);
}

/** A region in the code says more than the language: `pt-br`. */
function zonesOfLanguage(code: string | undefined): readonly ZoneId[] {
  const [language = ELSEWHERE] = code?.toLowerCase().split(/[-_]/u) ?? [];
  const known = Object.hasOwn(BY_LANGUAGE, language) ? BY_LANGUAGE[language] : undefined;
  const { named, likely } = regionsOf(code ?? ELSEWHERE);
  return [
    ...(named === undefined ? [] : zonesOfCountry(named)),
    ...split(known),
    ...(likely === undefined || known !== undefined ? [] : zonesOfCountry(likely)),
    ...split(BY_LANGUAGE[ELSEWHERE]),
  ];
}

/** The country that the code names, and the one where most speak its language (CLDR, likely subtags). */
function regionsOf(code: string): {
  readonly named?: string | undefined;
  readonly likely?: string | undefined;
} {
  try {
    const locale = new Intl.Locale(code.replaceAll('_', '-'));
    return { named: locale.region, likely: locale.maximize().region };
  } catch {
    return {};
  }
}

function split(zones: string | undefined): readonly ZoneId[] {
  return (zones?.split(' ') ?? []) as ZoneId[];
}

function isNight(zone: ZoneId, now: number): boolean {
  const hour = Number(
    new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone: zone }).format(now),
  );
  return hour < ASLEEP_UNTIL || hour >= ASLEEP_FROM;
}
