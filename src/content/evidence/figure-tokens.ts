// Numbers and dates as they are written: what figures of points and of sources have in common.

export interface Token {
  readonly word: string;
  readonly lower: string;
  readonly start: number;
  readonly end: number;
}

const TOKEN = /\d{1,2}:\d{2}(?!\d)|\d+(?:[.,]\d+)*|[\p{L}\p{M}]+(?:'[\p{L}\p{M}]+)*/gu;

export function tokensOf(text: string): readonly Token[] {
  return Array.from(text.matchAll(TOKEN), ({ 0: word, index: start }) => ({
    word,
    lower: word.toLowerCase(),
    start,
    end: start + word.length,
  }));
}

/** `07` for 7. */
export function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

export function isDigits(token: Token | undefined): boolean {
  return token !== undefined && /^\d/.test(token.word);
}

export function toHundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

export function dayNumber(token: Token | undefined): number | undefined {
  if (token === undefined || !/^\d{1,2}$/.test(token.word)) return undefined;
  const day = Number(token.word);
  return day >= 1 && day <= 31 ? day : undefined;
}

export function yearNumber(token: Token | undefined): string | undefined {
  return token !== undefined && /^(19|20)\d\d$/.test(token.word) ? token.word : undefined;
}

/** What may part the days of `23, 24 and 25 March`, and the ends of `from 23 to 25 March`. */
const DAY_JOINTS =
  /^(?:st|nd|rd|th|-го|-е|\.)?\s*(?:-|,|и|і|й|та|по|до|and|or|to|et|e|und|bis)?\s*(?:the )?$/;

/** Positions of the days that stand before a month, the nearest first: `23 and 24 March`. */
export function daysBefore(text: string, tokens: readonly Token[], month: number): readonly number[] {
  const positions: number[] = [];
  let next = month;
  for (let index = month - 1; index >= 0; index--) {
    const token = tokens[index];
    if (token === undefined) break;
    if (dayNumber(token) === undefined) {
      if (!/^(st|nd|rd|th|and|or|to|the|of|de|и|і|й|та|по|до|го|е|et|und|bis)$/.test(token.lower)) break;
      continue;
    }
    const between = text.slice(token.end, tokens[next]?.start);
    if (!DAY_JOINTS.test(between.replace(/ (of|de) $/, ' '))) break;
    positions.push(index);
    next = index;
  }
  return positions;
}
