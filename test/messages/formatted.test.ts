// Formatting from Telegram comes out the same, whatever overlaps, and no text becomes markup by accident.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutFormatted, type Entity, formattedHtml } from '../../src/messages/formatted.ts';
import { parseHtml } from '../../src/preview/telegram/html-mode.ts';

const TYPES = ['bold', 'italic', 'underline', 'strikethrough', 'spoiler'] as const;

/** Which characters are which. */
function painted(text: string, entities: readonly Entity[]): readonly string[] {
  return Array.from({ length: text.length }, (_, place) =>
    TYPES.filter((type) =>
      entities.some((one) => one.type === type && one.offset <= place && place < one.offset + one.length),
    ).join(),
  );
}

test('any text with any formatting reads and looks the same in Telegram', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'ж', '<', '&', '>', '"', ' ', '&amp;'),
    minLength: 1,
    maxLength: 30,
  });
  const entities = fc.array(
    fc.record({
      type: fc.constantFrom(...TYPES),
      offset: fc.nat(29),
      length: fc.integer({ min: 1, max: 30 }),
    }),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(text, entities, (words, some) => {
      const fitting = some.flatMap((one) => {
        const length = Math.min(one.length, words.length - one.offset);
        return length > 0 ? [{ ...one, length }] : [];
      });
      const parsed = parseHtml(formattedHtml({ text: words, entities: fitting }));
      expect(parsed.text).toBe(words);
      expect(painted(words, parsed.entities)).toEqual(painted(words, fitting));
    }),
  );
});

test('links, code and quotations are kept; what Telegram detects itself stays text', () => {
  const text = 'see code quote @name';
  const entities = [
    { type: 'text_link', offset: 0, length: 3, url: 'https://example.org/?a="1"&b=2' },
    { type: 'pre', offset: 4, length: 4, language: 'ts' },
    { type: 'expandable_blockquote', offset: 9, length: 5 },
    { type: 'mention', offset: 15, length: 5 },
  ];
  expect(formattedHtml({ text, entities })).toBe(
    '<a href="https://example.org/?a=&quot;1&quot;&amp;b=2">see</a> <pre><code class="language-ts">code</code></pre> <blockquote expandable>quote</blockquote> @name',
  );
});

test('a command is cut off, and the formatting moves with its words', () => {
  const text = '/broadcast  Hello all \n';
  const entities = [
    { type: 'bot_command', offset: 0, length: 10 },
    { type: 'bold', offset: 12, length: 5 },
    { type: 'italic', offset: 18, length: 5 },
  ];
  expect(cutFormatted({ text, entities }, 10)).toEqual({
    text: 'Hello all',
    entities: [
      { type: 'bold', offset: 0, length: 5 },
      { type: 'italic', offset: 6, length: 3 },
    ],
  });
});
