// Texts and passages are compared in one normal form, whole words at both ends.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countedWords, normalForm, placeOf } from '../../../src/content/evidence/normal-form.ts';
import { anyText } from '../../support/any-text.ts';

test.each([
  ['«так»', "'так'"],
  ['“so”', "'so'"],
  ["it’s ''quoted''", "it's 'quoted'"],
  ['a\u00a0b\u202fc  d', 'a b c d'],
  ['2023–2025 — and', '2023-2025 - and'],
  ['so\u00adft hy\u200bphen', 'soft hyphen'],
  ['and so on…', 'and so on...'],
  ['ﬁne', 'fine'],
  ['cafe\u0301', 'café'],
  ['  edges ', 'edges'],
  ['Case stays', 'Case stays'],
])('%j becomes %j', (text, normal) => {
  expect(normalForm(text)).toBe(normal);
});

const written = fc.oneof(anyText(), fc.string({ unit: 'grapheme' }));
const marks = fc.constantFrom(
  '"',
  '«',
  '’',
  '—',
  '\u00a0',
  '\u00ad',
  '\u200b',
  '…',
  ' ',
  'é',
  'e\u0301',
  '½',
  'ß',
  '́',
);
const mixed = fc.array(fc.oneof(written, marks)).map((parts) => parts.join(''));

test('normalising twice changes nothing more', () => {
  fc.assert(
    fc.property(mixed, (text) => {
      expect(normalForm(normalForm(text))).toBe(normalForm(text));
    }),
    { numRuns: 2000 },
  );
});

test('spaces, quotation marks and dashes of any kind are the same', () => {
  const spaces = fc.constantFrom(' ', '\u00a0', '\u2009', '\t', '  ');
  const quotes = fc.constantFrom('"', '“', '”', '«', '»', "'", '’');
  const dashes = fc.constantFrom('-', '–', '—', '−');
  fc.assert(
    fc.property(spaces, quotes, dashes, (space, quote, dash) => {
      expect(normalForm(`one${space}${quote}two${quote}${space}three${dash}four`)).toBe(
        "one 'two' three-four",
      );
    }),
  );
});

test('any run of whole words of a text is found in it', () => {
  const word = fc.stringMatching(/^[a-zа-яіїє0-9]{1,9}$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 30 }), fc.nat(), fc.nat(), (words, a, b) => {
      const from = a % words.length;
      const to = from + 1 + (b % (words.length - from));
      expect(placeOf(words.slice(from, to).join(' '), words.join(' '))).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('a changed word is always found out', () => {
  const word = fc.stringMatching(/^[a-zа-яіїє]{2,9}$/);
  fc.assert(
    fc.property(fc.uniqueArray(word, { minLength: 4, maxLength: 12 }), word, fc.nat(), (words, other, at) => {
      fc.pre(!words.includes(other));
      const changed = words.with(at % words.length, other);
      expect(placeOf(normalForm(changed.join(' ')), normalForm(words.join(' ')))).toBe(-1);
    }),
  );
});

test.each([
  ['port', 'a passport', -1],
  ['pass', 'passport', -1],
  ['port', 'port, and', 0],
  ["'port'", "a 'port' here", 2],
  ['30', '130 days', -1],
  ['рад', 'градус рад', 7],
  ['中俄', '外交部表示中俄关系', 5],
  ['', 'anything', -1],
])('%j in %j stands at %i', (words, text, place) => {
  expect(placeOf(words, text)).toBe(place);
});

test('dashes and lone marks are no words', () => {
  expect(countedWords('one – two " three')).toEqual(['one', 'two', 'three']);
});
