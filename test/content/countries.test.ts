// Two letters: which of them are a language.

import { expect, it } from 'vitest';
import { isLanguage } from '../../src/content/countries.ts';

/** Codes that ISO 639-1 has withdrawn; CLDR names them still. */
const WITHDRAWN = ['bh', 'in', 'iw', 'ji', 'jw', 'mo', 'sh'];

it('knows the languages that CLDR names, without those that were withdrawn', () => {
  const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
  const letters = Array.from({ length: 26 }, (_none, index) => String.fromCharCode(97 + index));
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  const named = codes.filter((code) => names.of(code) !== undefined && !WITHDRAWN.includes(code));
  expect(codes.filter(isLanguage)).toEqual(named);
  expect(['', 'e', 'EN', 'eng', 'xx'].filter(isLanguage)).toEqual([]);
});
