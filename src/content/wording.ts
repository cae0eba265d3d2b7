// How content problems are put into words: values shown safely, the nearest right word suggested.

import { distance } from 'fastest-levenshtein';

const MOST_SHOWN = 60;
const MOST_LISTED = 12;

/** A value from a file in quotation marks: on one line, control characters escaped, shortened to 60 characters. */
export function shown(value: string): string {
  const characters = [...value];
  const short = characters.length > MOST_SHOWN ? `${characters.slice(0, MOST_SHOWN).join('')}…` : value;
  return JSON.stringify(short);
}

/** The candidate a typo or two away from the word. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= least) continue;
    const apart = distance(word.toLowerCase(), candidate.toLowerCase());
    if (apart < least) [best, least] = [candidate, apart];
  }
  return best;
}

/** `write "sources"` where one is near, else `write one of …` with the first dozen. */
export function suggestion(word: string, allowed: Iterable<string>, otherwise?: string): string {
  const candidates = [...allowed];
  const near = nearest(word, candidates);
  if (near !== undefined) return `write ${shown(near)}`;
  if (otherwise !== undefined) return otherwise;
  const listed = candidates.slice(0, MOST_LISTED).join(', ');
  return `write one of ${listed}${candidates.length > MOST_LISTED ? ', …' : ''}`;
}
