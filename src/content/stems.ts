// Words without their endings, so that one form finds the others: `embassy` embassies, `Стамбуле` Стамбул.

import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as russian } from '@orama/stemmers/russian';
import { stemmer as ukrainian } from '@orama/stemmers/ukrainian';
import { fold } from './words.ts';

const CYRILLIC = /\p{Script=Cyrillic}/u;
/** What the stemmers leave of endings: the Ukrainian one keeps most locatives, the Russian one the names in -ов. */
const LEFT_OVER = /[аеєиіоуюяьы]+$/u;
/** Shorter stems would join words that have nothing in common. */
const SHORTEST = 3;

/**
 * The folded stems of one word as typed. A Cyrillic word may be Russian or Ukrainian, so it has those of both; two
 * words are forms of one where they share a stem.
 */
export function stemsOf(word: string): readonly string[] {
  const lower = word.toLowerCase();
  if (!CYRILLIC.test(lower)) return [fold(english(fold(lower)))];
  const whole = fold(lower);
  const stems = [whole, fold(russian(lower)), fold(ukrainian(lower))]
    .map((stem) => stem.replace(LEFT_OVER, ''))
    .filter((stem) => stem.length >= SHORTEST);
  const own = [...new Set(stems)].filter((stem, _, all) => !isCutTooShort(stem, all, whole));
  return own.length > 0 ? own : [whole];
}

/** `детали` is no form of `дети`, though the other language's stemmer takes `-али` for an ending. */
function isCutTooShort(stem: string, all: readonly string[], whole: string): boolean {
  return (
    stem.length === SHORTEST &&
    all.some((one) => one !== whole && one.length > SHORTEST + 1 && one.startsWith(stem))
  );
}

/** Whether the two are forms of one word. */
export function isSameWord(a: readonly string[], b: readonly string[]): boolean {
  return a.some((stem) => b.includes(stem));
}
