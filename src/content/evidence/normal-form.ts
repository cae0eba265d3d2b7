// Texts as passages are compared: one kind of space, quotation mark and dash, no invisible characters.

/** Soft hyphens, zero-width marks, directions of writing, byte order marks. */
const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
/** Also what NFKC would take apart into a space and an accent (`´`, U+00B4). */
const QUOTATION_MARKS =
  /["'`\u00b4\u02b9\u02bb-\u02bf\u02ca\u02cb\u02ee\u2018-\u201f\u2032-\u2037\u2039\u203a\u00ab\u00bb\u275b-\u275e\u300c-\u300f\u301d-\u301f\uff02\uff07]+/g;
const DASHES = /[\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d]/g;

/** Letters and signs that are in normal form as they are: most passages have no others. */
const PLAIN = /^[ !#-&(-_a-~\u0400-\u045f']*$/;

function isNormal(text: string): boolean {
  return PLAIN.test(text) && !text.includes('  ') && !text.includes("''") && text.trim() === text;
}

/**
 * The form in which texts and passages are compared: NFKC, nothing invisible, every run of spaces one space, every quotation mark or
 * apostrophe (also a run of them) `'`, every dash `-`. Letters keep their case.
 */
export function normalForm(text: string): string {
  if (isNormal(text)) return text;
  return text
    .replace(INVISIBLE, '')
    .replace(QUOTATION_MARKS, "'")
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(QUOTATION_MARKS, "'")
    .replace(DASHES, '-')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The text without what nobody sees, every run of spaces one space. Its normal form is that of the text. */
export function readable(text: string): string {
  return text.replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();
}

const WORD_CHARACTER = /[\p{L}\p{N}\p{M}]/u;
/** Scripts that put no space between words: there a passage may begin and end anywhere. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** Where the words stand in the text, whole at both ends; -1 where they do not. Both in normal form. */
export function placeOf(words: string, text: string, from = 0): number {
  if (words === '') return -1;
  for (let at = text.indexOf(words, from); at >= 0; at = text.indexOf(words, at + 1)) {
    if (!joined(text, at) && !joined(text, at + words.length)) return at;
  }
  return -1;
}

/** Whether one word runs over this offset. */
function joined(text: string, offset: number): boolean {
  const before = text.slice(Math.max(0, offset - 2), offset).match(/.$/u)?.[0];
  const code = text.codePointAt(offset);
  if (before === undefined || code === undefined) return false;
  const after = String.fromCodePoint(code);
  if (UNSPACED.test(before) || UNSPACED.test(after)) return false;
  return WORD_CHARACTER.test(before) && WORD_CHARACTER.test(after);
}

/** The words of a text in normal form, as they are counted: what has a letter or a digit in it. */
export function countedWords(text: string): readonly string[] {
  return normalForm(text)
    .split(' ')
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
}

export function isUnspaced(text: string): boolean {
  return !PLAIN.test(text) && UNSPACED.test(text);
}
