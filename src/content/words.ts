// Words as the search compares them: without case, accents and width.

/** Letters that Unicode does not take apart into a base and a mark. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
};

/** Words that say nothing about a point; a query is read without them where anything else is in it. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  'a about an and are as at be by did do does for from had has have how in is it its of on or s say says that the their they to was were what when where which who will with'.split(
    ' ',
  ),
);

/** Runs of letters, marks and digits, as they stand in the text. */
export function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/** `Türkiye` and `TURKIYE` become `turkiye`. Marks are dropped twice: lower case can bring one back (`İ`). */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\p{M}|[ßøłđıæœ]/gu, (letter) => LETTERS[letter] ?? '');
}

/** The folded words of a text that count, each once. All of them where only stop words are in it. */
export function searchWords(text: string): readonly string[] {
  const words = [...new Set(wordsOf(text).map(fold))].filter((word) => word !== '');
  const telling = words.filter((word) => !STOP_WORDS.has(word));
  return telling.length > 0 ? telling : words;
}
