// What numbers count: nouns of one meaning in the languages of the sources, so that twelve hours are not those of the channel Russia 24.

import { isDigits, type Token } from './figure-tokens.ts';

/** By what is counted, the beginnings that inflections share; a stem of three letters or fewer is a whole word. */
const STEMS: Readonly<Record<string, string>> = {
  minute: 'minute минут хвилин',
  hour: 'hour час часа часов часам часами часах годин години година stund heure ore ora',
  day: 'day days дня дней день дню днями днях дни днів дні доб суток сутки сутках дневн денн tage tagen jours giorni',
  week: 'week недел тижн тижд woche semaine settiman',
  month: 'month месяц месяцев місяц monat mois mesi',
  year: 'year years год года году годом годов лет летн рік річн року років роки jahr',
  percent: 'percent процент відсотк prozent',
  kilometre: 'km kilomet километр кілометр км',
  tonne: 'tonne ton tons тонн',
  dollar: 'dollar usd доллар долар',
  way: 'way trilateral tripartite трехсторон трёхсторон тристорон трьохсторон сторонн',
  stage: 'stage phase part этап етап фаз част стаді стади',
  round: 'round раунд',
  drone: 'drone uav бпла беспилот безпілот дрон',
  missile: 'missile rocket ракет',
  bank: 'bank банк',
  point: 'point item пункт',
  // Prisoners, soldiers and the people they are: sources call them by turns.
  person:
    'people person prisoner pow pows detainee hostage soldier serviceman servicemen defender civilian ukrainians captive troop человек чел пленн военнопленн военнослуж солдат защитник гражданск людей люди осіб полонен військовополон військовослуж захисник цивільн оборонц',
  body: 'body bodies remains тел тела тело телами телах тіл тіла тілами останк corps',
  child: 'child children дет детей діт дітей kind',
};
const SHORTEST_STEM = 4;

const ENTRIES = Object.entries(STEMS).flatMap(([noun, stems]) =>
  stems.split(' ').map((stem): [string, string] => [stem, noun]),
);
const WHOLE = new Map(ENTRIES.filter(([stem]) => stem.length < SHORTEST_STEM));
const STEM = new Map(ENTRIES.filter(([stem]) => stem.length >= SHORTEST_STEM));

/** What a word counts, in lower case; `undefined` where it is no noun of these. */
export function countedBy(word: string): string | undefined {
  const whole = WHOLE.get(word) ?? STEM.get(word);
  if (whole !== undefined) return whole;
  for (let length = word.length - 1; length >= SHORTEST_STEM; length--) {
    const noun = STEM.get(word.slice(0, length));
    if (noun !== undefined) return noun;
  }
  return undefined;
}

/** Units, which a text never leaves out or calls something else: a number of them stands there with them. */
export const UNITS: ReadonlySet<string> = new Set([
  'minute',
  'hour',
  'day',
  'week',
  'month',
  'year',
  'percent',
  'kilometre',
  'tonne',
]);

/** Languages whose nouns are in the table: what others count stays unknown. */
const WITH_NOUNS: ReadonlySet<string> = new Set(['en', 'ru', 'uk']);

export function hasNouns(language: string | undefined): boolean {
  return WITH_NOUNS.has(language ?? 'en');
}

/** `17 prisoner exchanges` are no prisoners. */
function isAttributive(word: string): boolean {
  return /^(?:prisoner|soldier|defender|civilian|detainee|hostage|person|drone|missile|rocket|bank)$/.test(
    word,
  );
}

/** Words between a number and its noun: `1,000 Ukrainian and Russian prisoners`. */
const REACH = 5;
/** What joins two numbers of one noun: `two or three days`, `18-25 years`. */
const JOINT = /^(?:or|to|and|than|или|до|і|и|або|чи|не)$/u;

/** What leads away from what is counted: `three crossings a day`, `78 by its own count`. */
const AWAY = /^(?:an?|per|in|on|from|for|by|with|after|before|в|на|за|по|из|с|у|від|з)$/u;

/**
 * The nouns that the number counts which ends at this token, and where the nearest ends; none where a clause ends or another number
 * begins before any.
 */
export function nounsAfter(
  text: string,
  tokens: readonly Token[],
  index: number,
  isNumber: (token: Token) => boolean,
): { readonly nouns: ReadonlySet<string>; readonly end: number } {
  const nouns = new Set<string>();
  let last = tokens[index];
  if (last === undefined) return { nouns, end: 0 };
  let { end } = last;
  const sign = /^ ?%/.exec(text.slice(end, end + 2))?.[0];
  if (sign !== undefined) return { nouns: nouns.add('percent'), end: end + sign.length };
  for (let next = index + 1; next <= index + REACH; next++) {
    const token = tokens[next];
    if (token === undefined || /[.,;:!?()]/.test(text.slice(last.end, token.start))) break;
    if (AWAY.test(token.lower)) break;
    const isHyphened = text.slice(last.end, token.start) === '-';
    const noun = isAttributive(token.lower) && !isHyphened ? undefined : countedBy(token.lower);
    if (noun !== undefined) {
      if (nouns.size === 0) end = token.end;
      nouns.add(noun);
    } else if (isDigits(token) || isNumber(token)) {
      const isJoined = JOINT.test(last.lower) || isHyphened;
      if (!isJoined) break;
    }
    last = token;
  }
  return { nouns, end };
}
