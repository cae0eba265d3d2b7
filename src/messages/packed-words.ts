// Russian and Ukrainian words in half of their bytes: `callback_data` has 64, and a Cyrillic letter takes two.

/** Stands before packed words. */
const MARK = '|';
const CYRILLIC = 'абвгдежзийклмнопрстуфхцчшщъыьэюяёєіїґ';
const ASCII = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJK';

const PACKED: ReadonlyMap<string, string> = pairs(CYRILLIC, ASCII);
const UNPACKED: ReadonlyMap<string, string> = pairs(ASCII, CYRILLIC);

/** The words in small letters and packed; `undefined` where they hold letters other than Cyrillic ones. */
export function packed(words: string): string | undefined {
  const letters = [...words.toLowerCase()].map((letter) =>
    /[a-z]/u.test(letter) ? undefined : (PACKED.get(letter) ?? letter),
  );
  return letters.some((letter) => letter === undefined) ? undefined : MARK + letters.join('');
}

export function isPacked(words: string): boolean {
  return words.startsWith(MARK);
}

/** The words again, in small letters. */
export function unpacked(words: string): string {
  return [...words.slice(MARK.length)].map((letter) => UNPACKED.get(letter) ?? letter).join('');
}

/** Words as typed, without what would be taken for packed ones: a search ignores the mark. */
export function unmarked(words: string): string {
  return words.replace(/^\|+/u, '');
}

function pairs(from: string, to: string): ReadonlyMap<string, string> {
  return new Map([...from].map((letter, index) => [letter, [...to][index] ?? letter]));
}
