// HTML is escaped, and reads as the spans do.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codePoints, escapeHtml, toHtml } from '../../src/messages/html.ts';
import { unescapeHtml, visibleText } from '../support/telegram-html.ts';

describe('Telegram HTML', () => {
  test('escaping loses nothing and leaves no markup', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('&', '<', '>', '"', 'amp;', 'b', '😀', '\u202e') }),
        (text) => {
          const escaped = escapeHtml(text);
          expect(escaped).not.toMatch(/[<>"]/u);
          expect(unescapeHtml(escaped)).toBe(text);
        },
      ),
    );
  });

  test('shows the spans’ text, whatever it is', () => {
    const span = fc.record(
      {
        text: fc.string(),
        style: fc.constantFrom('bold', 'italic', 'code'),
        url: fc.webUrl({ withQueryParameters: true }),
      },
      { requiredKeys: ['text'] },
    );
    fc.assert(
      fc.property(fc.array(span), (spans) => {
        expect(visibleText(toHtml(spans))).toBe(spans.map(({ text }) => text).join(''));
      }),
    );
  });

  test('escapes an address inside its attribute', () => {
    expect(toHtml([{ text: 'a', url: 'https://example.org/?a="b"&c' }])).toBe(
      '<a href="https://example.org/?a=&quot;b&quot;&amp;c">a</a>',
    );
  });

  test('makes one entity of neighbours with one style', () => {
    expect(toHtml([{ text: 'a', style: 'bold' }, { text: 'b', style: 'bold' }, { text: 'c' }])).toBe(
      '<b>ab</b>c',
    );
  });

  test('counts code points, not UTF-16 units', () => {
    expect(codePoints('😀é')).toBe(2);
  });
});
