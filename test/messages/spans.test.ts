// What people type is repeated without breaking a line or changing its direction.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLocales } from '../../src/locales/locale.ts';
import { isolated, spansOf } from '../../src/messages/spans.ts';
import { phrase } from '../../src/summaries/blocks.ts';
import { anyText } from '../support/any-text.ts';

const locales = createLocales();

describe('words', () => {
  test('a typed word is isolated, on one line, short and well formed, whatever it is', () => {
    fc.assert(
      fc.property(anyText({ maxLength: 200 }), (input) => {
        const safe = isolated(input);
        expect(safe).toMatch(/^\u2068[^\u2066-\u2069\u202a-\u202e\n\r\0]*\u2069$/u);
        expect([...safe].length).toBeLessThanOrEqual(63);
        expect(safe.isWellFormed()).toBe(true);
      }),
    );
  });

  test('dates, lists and plurals are in the reader’s language', () => {
    const line = [
      { date: '2025-02-18' },
      ' ',
      { list: ['A', 'B', 'C'] },
      ' ',
      phrase('talks-title', { count: 2 }),
    ];
    const text = (language: string) =>
      spansOf(line, locales.pick(language))
        .map((span) => span.text)
        .join('');
    expect(text('en')).toBe('18 Feb 2025 A, B and C 2 rounds of talks, newest first');
    expect(text('ru')).toBe('18 февр. 2025 A, B и C 2 раунда переговоров, сначала новые');
  });
});
