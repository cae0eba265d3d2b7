// Words by which people ask for a kind of point, or for who was there, in English, Russian and Ukrainian.

import type { Kind } from '../content/schema.ts';
import { stemsOf } from '../content/stems.ts';
import { fold, isStopWord, wordsOf } from '../content/words.ts';

/** What a word asks for: points of a kind, or steps of promises. */
export type Wish = Kind | 'promised';

const WORDS: Readonly<Record<Wish, string>> = {
  agreed:
    'agree agreed agreement agreements deal deals decided outcome outcomes result results договорились договориться договорённость договорённости согласовали согласовано согласились решили итоги итог результаты домовилися домовились домовитися домовленість домовленості погодили узгодили узгоджено погоджено вирішили підсумки результат результати',
  denied:
    'denied deny denies denial denials refuted отрицают отрицает отрицал отрицали опровергли опроверг опровержение опровергает опровергают заперечили заперечує заперечують заперечив спростували спростував спростування',
  reported:
    'reported rumour rumours rumor rumors unconfirmed leaks leaked слухи слух неподтверждённые сообщалось чутки непідтверджені повідомлялося',
  open: 'open unresolved unsolved undecided disagree disagreed disagreement disagreements разногласия нерешённые нерешённое спорные расхождения розбіжності невирішені невирішене спірні',
  promised:
    'promise promised promises pledge pledged pledges commitment commitments обещали обещал обещание обещания обещает обязательства пообещали обязались обіцяли обіцяв обіцянка обіцянки пообіцяли зобовʼязання зобовʼязалися',
  said: 'said statement statements сказал сказала сказали говорит говорил заявил заявила заявили сказав сказала сказали заявив заявили каже',
  analysis: 'analysis opinion анализ мнение аналіз думка',
  background: 'background предыстория передісторія',
};

const BY_STEM: ReadonlyMap<string, Wish> = new Map(
  Object.entries(WORDS).flatMap(([wish, words]) =>
    words.split(' ').flatMap((word) => stemsOf(word).map((stem) => [stem, wish as Wish] as const)),
  ),
);

/** Say that something did not happen. */
const NOT = new Set([
  'not',
  'no',
  'never',
  'didn',
  'wasn',
  'weren',
  'hasn',
  'haven',
  'не',
  'ні',
  'ничего',
  'нічого',
]);

/** Which kind a word asks for, if it does. */
export function wishOf(word: string): Wish | undefined {
  for (const stem of stemsOf(word)) {
    const wish = BY_STEM.get(stem);
    if (wish !== undefined) return wish;
  }
  return undefined;
}

/** Whether the words say that something did not happen. */
export function hasNegation(words: readonly string[]): boolean {
  return words.some((word) => NOT.has(fold(word)));
}

/** Folded, words apart by one space: how people ask who sat at the table. Russian and Ukrainian stems take any ending. */
const ATTENDANCE =
  /^(?:and )?(?:who (?:all )?(?:attended|came|went|travelled|flew|participated|took part|sat|was (?:there|present|at|in)|were (?:there|present|at|in|the delegates|in the room)|represented|met|was in the room|was sitting)(?!\p{L})|(?:кто (?:там )?(?:был|была|были|присутств|участв|приехал|ездил|поехал|приезжал|летал|прилет|сидел|представлял|встречал|вел переговор)|хто (?:там )?(?:був|були|присутн|брав участ|приіхав|іздив|поіхав|приіжджав|літав|приле|сидів|представляв|зустрічав))\p{L}*)/u;

/** Where they sat: says nothing of whom or what is asked for. */
const AT_THE_TABLE =
  /^(?:talks?|meetings?|negotiations?|table|room|delegations?|delegates?|side|rounds?|переговор.*|встреч.*|стол.*|делегац.*|раунд.*|зустріч.*|перемовин.*|столі|столом)$/u;

/** What follows the question who was there, as it was typed; `undefined` where the words ask something else. */
export function attendanceAskedFor(text: string): string | undefined {
  const words = wordsOf(text);
  const asked = ATTENDANCE.exec(words.map(fold).join(' '))?.[0];
  return asked === undefined ? undefined : words.slice(asked.split(' ').length).join(' ');
}

/** The words that ask for more than who sat at the table. */
export function besidesTheTable(words: readonly string[]): readonly string[] {
  return tellingWords(words).filter((word) => !AT_THE_TABLE.test(fold(word)));
}

/** The words that say something about a point: no stop words, and none with which people only ask. */
export function tellingWords(words: readonly string[]): readonly string[] {
  return words.filter((word) => !isStopWord(fold(word)) && !FILLERS.has(fold(word)));
}

const QUOTATIONS: ReadonlySet<string> = new Set(
  'quote quotes words цитата цитаты слова цитати'.split(' ').map(fold),
);

/** Of the words beside a name, those that say about what: not that it was said. */
export function aboutIn(words: readonly string[]): string {
  return tellingWords(words)
    .filter((word) => wishOf(word) !== 'said' && !QUOTATIONS.has(fold(word)))
    .join(' ');
}

/** Say nothing about a point, besides the words that the search leaves out anyway. */
const FILLERS: ReadonlySet<string> = new Set(
  'find search look give info information news new happened happen latest update updates know think position positions stance question please tell about anything something everything whats up many much want wants сколько чего хочет хотят найди найти поиск новости нового новое произошло случилось расскажи покажи известно позиция думает скільки чого хоче хочуть знайди пошук новини нового сталося розкажи покажи відомо позиція думає'
    .split(' ')
    .map(fold),
);
