// Which rounds of talks a few words name: by id, place, country, month, day, year, number, or as the one before.

import type { Catalogue } from '../content/catalogue.ts';
import { boundsOf } from '../content/edtf.ts';
import type { Talk } from '../content/schema.ts';
import { isSameWord, stemsOf } from '../content/stems.ts';
import { fold, isStopWord, wordsOf } from '../content/words.ts';

export interface RoundsAsked {
  /** Newest first; all of them where no round is named. */
  readonly talks: readonly Talk[];
  /** Whether the words name a round at all; with no talk, one that does not exist. */
  readonly isNamed: boolean;
  /** The words that name it, to be asked for again. */
  readonly named: string;
  /** All other words, as typed. */
  readonly rest: readonly string[];
}

/** Folded names of the months, January first, in English, Russian and Ukrainian; also as answers shorten them. */
const MONTHS: readonly RegExp[] = [
  'jan(uary)?|янв(ар[ьяе])?|січ(ень|ня|ні)?',
  'feb(ruary)?|фев(р|рал[ьяе])?|лют(ии|ого|ому)?',
  'mar(ch)?|мар(т[ае]?)?|бер|берез(ень|ня|ні)',
  'apr(il)?|апр(ел[ьяе])?|квіт(ень|ня|ні)?',
  'may|ма[ияе]|трав(ень|ня|ні)?',
  'june?|июн[ьяе]?|черв(ень|ня|ні)?',
  'july?|июл[ьяе]?|лип(ень|ня|ні)?',
  'aug(ust)?|авг(уст[ае]?)?|серп(ень|ня|ні)?',
  'sept?(ember)?|сен(т|тябр[ьяе])?|вер|верес(ень|ня|ні)',
  'oct(ober)?|окт(ябр[ьяе])?|жовт(ень|ня|ні)?',
  'nov(ember)?|ноя(б|бр[ьяе])?|лист|листопад[аі]?',
  'dec(ember)?|дек(абр[ьяе])?|груд(ень|ня|ні)?',
].map((names) => new RegExp(`^(?:${names})$`, 'u'));

/** Words that are months only beside a day, a year or nothing else: they mean other things too. */
const MAY_BE_MONTHS = new Set([
  'may',
  'mar',
  'маи',
  'мая',
  'мае',
  'мар',
  'бер',
  'трав',
  'вер',
  'лист',
  'лип',
  'серп',
]);

const PREVIOUS = /^(?:previous|prior|before|earlier|предыдущ.*|прошл.*|попередн.*|минул.*)$/u;
/** Says when something is to be, where it does not follow a command. */
const BEFORE = /^(?:before|earlier)$/u;
const NEWEST = /^(?:last|latest|newest|recent|последн.*|новеиш.*|останн.*|наинов.*)$/u;
const ORDINALS: readonly RegExp[] = [
  /^(?:first|1st|перв(?:ыи|ого|ом|ая|ои|ую)|перш(?:ии|ого|ому|а|о|іи))$/u,
  /^(?:second|2nd|втор(?:ои|ого|ом|ая|ую)|друг(?:ии|ого|ому|а|іи))$/u,
  /^(?:third|3rd|трет(?:ии|ьего|ьем|ья|ьеи|ього|ьому|я))$/u,
  /^(?:fourth|4th|четверт.*)$/u,
];
/** As they follow a place: `Istanbul 2`, `Istanbul II`. */
const COUNTED = ['1', 'i', '2', 'ii', '3', 'iii', '4', 'iv'];
/** Say that it is about a round, and nothing of which. */
const ROUND =
  /^(?:talks?|rounds?|meetings?|negotiations?|переговор.*|раунд.*|встреч.*|зустріч.*|перемовин.*)$/u;

const DATE = /(?<![\p{L}\p{N}-])(\d{4})-(\d{2})(?:-(\d{2}))?(?![\p{L}\p{N}-])/u;

/** The words that say more than that it is about rounds of talks. */
export function wordsBesidesRounds(words: readonly string[]): readonly string[] {
  return words.filter((word) => !isStopWord(fold(word)) && !ROUND.test(fold(word)));
}

/** What the words say of a round. */
interface Wanted {
  readonly tests: ((talk: Talk) => boolean)[];
  readonly words: string[];
  ordinal?: number;
  relative?: 'newest' | 'previous';
}

/**
 * Reads which rounds are meant.
 * @param among newest first: those that can be meant
 * @param isArgument the words follow a command, so that all of them are about a round; otherwise some may be
 */
export function roundsIn(
  catalogue: Catalogue,
  text: string,
  among: readonly Talk[] = catalogue.talks,
  isArgument = false,
): RoundsAsked {
  const byId = catalogue.talk(text.trim().toLowerCase());
  if (byId) return { talks: [byId], isNamed: true, named: byId.id, rest: [] };
  const wanted: Wanted = { tests: [], words: [] };
  const words = wordsOf(withoutDate(text, wanted));
  const used = new Set<number>();
  readPlaces(catalogue, words, wanted, used, isArgument);
  readDays(words, wanted, used, isArgument);
  readOrder(words, wanted, used, isArgument);
  if (isArgument) readTitles(catalogue, words, wanted, used);
  const isNamed = wanted.tests.length > 0 || wanted.ordinal !== undefined || wanted.relative !== undefined;
  const rest = words.filter((word, at) => !used.has(at) && !(isNamed && ROUND.test(fold(word))));
  if (!isNamed) return { talks: among, isNamed, named: '', rest };
  const fits = among.filter((talk) => wanted.tests.every((test) => test(talk)));
  return { talks: inOrder(catalogue, fits, wanted), isNamed, named: wanted.words.join(' '), rest };
}

/** Takes `2025-05` or `2025-05-16` out of the text. */
function withoutDate(text: string, wanted: Wanted): string {
  const found = DATE.exec(text);
  if (!found) return text;
  const [date, year = '', month = '', day] = found;
  wanted.words.push(date);
  wanted.tests.push(
    day === undefined ? inMonth(Number(month), year) : onDay(Number(month), Number(day), year),
  );
  return text.replace(date, ' ');
}

function readPlaces(
  catalogue: Catalogue,
  words: readonly string[],
  wanted: Wanted,
  used: Set<number>,
  isArgument: boolean,
): void {
  for (const { from, to, entries } of catalogue.namesIn(words)) {
    const places = entries.flatMap((entry) => (entry.type === 'place' ? [entry.id] : []));
    const countries = entries.flatMap((entry) =>
      isArgument && entry.type === 'party' ? (catalogue.party(entry.id).country ?? []) : [],
    );
    if (places.length + countries.length === 0) continue;
    wanted.tests.push(
      ({ place }) =>
        place !== undefined && (places.includes(place) || countries.includes(catalogue.place(place).country)),
    );
    use(words, wanted, used, from, to);
  }
}

function readDays(words: readonly string[], wanted: Wanted, used: Set<number>, isArgument: boolean): void {
  const telling = words.filter((word) => !isStopWord(fold(word)) && !ROUND.test(fold(word)));
  for (const [at, word] of words.entries()) {
    const folded = fold(word);
    const month = MONTHS.findIndex((names) => names.test(folded)) + 1;
    if (month === 0) {
      if (/^20\d\d$/u.test(folded) && !used.has(at)) {
        wanted.tests.push(inYear(folded));
        use(words, wanted, used, at, at + 1);
      }
      continue;
    }
    const [before, after] = [dayIn(words[at - 1]), dayIn(words[at + 1])];
    const isIn = /^(?:in|during|в|во|у)$/u.test(fold(words[at - 1] ?? ''));
    const isSure = !MAY_BE_MONTHS.has(folded) || isIn || telling.length === 1 || isArgument;
    if (!isSure && before === undefined && after === undefined && !/^20\d\d$/u.test(words[at + 1] ?? ''))
      continue;
    const day = before ?? after;
    wanted.tests.push(day === undefined ? inMonth(month) : onDay(month, day));
    use(
      words,
      wanted,
      used,
      before === undefined ? at : at - 1,
      after === undefined || before !== undefined ? at + 1 : at + 2,
    );
  }
}

/** Two at most: a year has four digits. */
function dayIn(word: string | undefined): number | undefined {
  const digits = /^(\d{1,2})(?:st|nd|rd|th|го)?$/u.exec(word ?? '')?.[1];
  return digits === undefined || Number(digits) > 31 || Number(digits) === 0 ? undefined : Number(digits);
}

function readOrder(words: readonly string[], wanted: Wanted, used: Set<number>, isArgument: boolean): void {
  for (const [at, word] of words.entries()) {
    const folded = fold(word);
    if (used.has(at)) continue;
    const counted = COUNTED.indexOf(folded) + 1;
    const isLast = at === words.length - 1 || ROUND.test(fold(words[at + 1] ?? ''));
    if (counted > 0 && used.has(at - 1) && isLast) {
      wanted.ordinal = Math.ceil(counted / 2);
      use(words, wanted, used, at, at + 1);
      continue;
    }
    // `A ceasefire before negotiations` is about no round; `first round` and `second Istanbul talks` are.
    const isBeside = used.has(at + 1) || ROUND.test(fold(words[at + 1] ?? ''));
    if (!isArgument && (!isBeside || BEFORE.test(folded))) continue;
    const ordinal = ORDINALS.findIndex((names) => names.test(folded)) + 1;
    if (ordinal > 0) wanted.ordinal = ordinal;
    else if (PREVIOUS.test(folded)) wanted.relative = 'previous';
    else if (NEWEST.test(folded)) wanted.relative = 'newest';
    else continue;
    use(words, wanted, used, at, at + 1);
  }
}

/** `embassy` and `technical` stand in the titles of some rounds. */
function readTitles(catalogue: Catalogue, words: readonly string[], wanted: Wanted, used: Set<number>): void {
  for (const [at, word] of words.entries()) {
    const folded = fold(word);
    if (used.has(at) || isStopWord(folded) || ROUND.test(folded)) continue;
    const stems = stemsOf(word);
    wanted.tests.push((talk) => stemsOfTitles(catalogue, talk).some((one) => isSameWord(one, stems)));
    use(words, wanted, used, at, at + 1);
  }
}

/** Kept as long as the talk, since each question looks at all of them. */
const titles = new WeakMap<Talk, readonly (readonly string[])[]>();

function stemsOfTitles(catalogue: Catalogue, talk: Talk): readonly (readonly string[])[] {
  const known = titles.get(talk);
  if (known !== undefined) return known;
  const all = catalogue.languages.map((language) => catalogue.in(language).talk(talk.id) ?? talk);
  const stems = all.flatMap(({ id, title, about }) => wordsOf(`${id} ${title} ${about}`).map(stemsOf));
  titles.set(talk, stems);
  return stems;
}

function use(words: readonly string[], wanted: Wanted, used: Set<number>, from: number, to: number): void {
  for (let at = from; at < to; at += 1) {
    used.add(at);
    wanted.words.push(words[at] ?? '');
  }
}

/** The one of that number in its series, the newest, or the one before it, where the words say so. */
function inOrder(catalogue: Catalogue, talks: readonly Talk[], wanted: Wanted): readonly Talk[] {
  const { ordinal, relative } = wanted;
  if (ordinal !== undefined) {
    const nth = talks.at(talks.length - ordinal);
    const numbered = talks.filter(({ id }) => catalogue.roundOf(id)?.number === ordinal);
    if (numbered.length === 0) return talks.length < ordinal || nth === undefined ? [] : [nth];
    // `Geneva 2` may be the second at this place, or the second of its row.
    return talks.filter((talk) => numbered.includes(talk) || (wanted.tests.length > 0 && talk === nth));
  }
  if (relative === undefined) return talks;
  return relative === 'newest' ? talks.slice(0, 1) : talks.slice(1, 2);
}

function inYear(year: string): (talk: Talk) => boolean {
  return ({ date }) => boundsOf(date).first.slice(0, 4) <= year && boundsOf(date).last.slice(0, 4) >= year;
}

function inMonth(month: number, year?: string): (talk: Talk) => boolean {
  return ({ date }) => {
    const { first, last } = boundsOf(date);
    const wanted = `${year ?? first.slice(0, 4)}-${String(month).padStart(2, '0')}`;
    return first.slice(0, 7) <= wanted && wanted <= last.slice(0, 7);
  };
}

function onDay(month: number, day: number, year?: string): (talk: Talk) => boolean {
  return ({ date }) => {
    const { first, last } = boundsOf(date);
    const two = (number: number) => String(number).padStart(2, '0');
    const wanted = `${year ?? first.slice(0, 4)}-${two(month)}-${two(day)}`;
    return first <= wanted && wanted <= last;
  };
}
