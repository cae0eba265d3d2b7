// Telegram's HTML mode as the local Telegram reads it: entities, error texts, any text escaped.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findEntities } from '../../src/preview/telegram/entity-detection.ts';
import { parseHtml } from '../../src/preview/telegram/html-mode.ts';
import { badRequest } from '../../src/preview/telegram/refusal.ts';

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

describe('markup becomes entities', () => {
  test.each([
    ['<b>a</b>', 'a', [{ type: 'bold', offset: 0, length: 1 }]],
    ['<STRONG>a</strong>', 'a', [{ type: 'bold', offset: 0, length: 1 }]],
    [
      '<i>a</i><em>b</em>',
      'ab',
      [
        { type: 'italic', offset: 0, length: 1 },
        { type: 'italic', offset: 1, length: 1 },
      ],
    ],
    [
      '<u>a</u><ins>b</ins>',
      'ab',
      [
        { type: 'underline', offset: 0, length: 1 },
        { type: 'underline', offset: 1, length: 1 },
      ],
    ],
    ['<s>a</s>', 'a', [{ type: 'strikethrough', offset: 0, length: 1 }]],
    ['<span class="tg-spoiler">a</span>', 'a', [{ type: 'spoiler', offset: 0, length: 1 }]],
    ['<tg-spoiler>a</>', 'a', [{ type: 'spoiler', offset: 0, length: 1 }]],
    ['<code>a</code>', 'a', [{ type: 'code', offset: 0, length: 1 }]],
    ['<code class="language-x">a</code>', 'a', [{ type: 'code', offset: 0, length: 1 }]],
    ['<pre>a</pre>', 'a', [{ type: 'pre', offset: 0, length: 1 }]],
    [
      '<pre><code class="language-ts">a</code></pre>',
      'a',
      [{ type: 'pre', offset: 0, length: 1, language: 'ts' }],
    ],
    ['<blockquote>a</blockquote>', 'a', [{ type: 'blockquote', offset: 0, length: 1 }]],
    ['<blockquote expandable>a</blockquote>', 'a', [{ type: 'expandable_blockquote', offset: 0, length: 1 }]],
    [
      '<a href="https://a.b/?x=1&amp;y">a</a>',
      'a',
      [{ type: 'text_link', offset: 0, length: 1, url: 'https://a.b/?x=1&y' }],
    ],
    ["<a href='https://a.b/'>a</a>", 'a', [{ type: 'text_link', offset: 0, length: 1, url: 'https://a.b/' }]],
    [
      '<a>example.com</a>',
      'example.com',
      [{ type: 'text_link', offset: 0, length: 11, url: 'http://example.com/' }],
    ],
    ['<a href="javascript:alert(1)">a</a>', 'a', []],
    ['<a href="nonsense">a</a>', 'a', []],
    [
      '<tg-emoji emoji-id="1">👍</tg-emoji>',
      '👍',
      [{ type: 'custom_emoji', offset: 0, length: 2, custom_emoji_id: '1' }],
    ],
    ['<tg-time unix="1">then</tg-time>', 'then', [{ type: 'date_time', offset: 0, length: 4, unix_time: 1 }]],
    ['<b></b>a', 'a', []],
    [
      '👍<b>é<i>x</i></b>',
      '👍éx',
      [
        { type: 'bold', offset: 2, length: 2 },
        { type: 'italic', offset: 3, length: 1 },
      ],
    ],
    ['&lt;&gt;&amp;&quot;&#33;&#x1F44D;&lt', '<>&"!👍<', []],
    ['&nbsp; &apos; & &#0; &#xD800; a > b', '&nbsp; &apos; & &#0; &#xD800; a > b', []],
  ])('%s', (source, text, entities) => {
    expect(parseHtml(source)).toEqual({ text, entities });
  });
});

describe("refusals carry Telegram's words and count bytes", () => {
  test.each([
    ['a <br> b', 'Unsupported start tag "br" at byte offset 2'],
    ['é<x>', 'Unsupported start tag "x" at byte offset 2'],
    ['a < b>', 'Unsupported start tag "" at byte offset 2'],
    ['a <b', 'Unclosed start tag at byte offset 2'],
    ['<a href="x', 'Unclosed start tag at byte offset 0'],
    ['<a href', 'Unclosed start tag "a" at byte offset 0'],
    ['<a ="x">', 'Empty attribute name in the tag "a" at byte offset 0'],
    ['<a href=x/y>a</a>', 'Unexpected end of name token at byte offset 8'],
    ['<span>a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
    ['<tg-time unix="soon">a</tg-time>', 'Invalid date specified at byte offset 0'],
    ['a</b>', 'Unexpected end tag at byte offset 1'],
    ['<b>a</b', 'Unclosed end tag at byte offset 4'],
    ['<b>a</i>', 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
    ['<b>a', 'Can\'t find end tag corresponding to start tag "b"'],
    ['<b><i>a</i>', 'Can\'t find end tag corresponding to start tag "b"'],
    ['<blockquote><blockquote>a</blockquote></blockquote>', 'Nested tag "blockquote" at byte offset 12'],
  ])('%s', (source, why) => {
    expect(() => parseHtml(source)).toThrow(badRequest(`can't parse entities: ${why}`));
  });
});

const anyText = fc.string({ unit: 'grapheme', maxLength: 200 });
const tag = fc.constantFrom('b', 'i', 'u', 's', 'code', 'tg-spoiler', 'blockquote');

test('any text, escaped, parses back to itself', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(parseHtml(escaped(text))).toEqual({ text, entities: [] });
    }),
  );
});

test('entities lie on the text that was tagged', () => {
  fc.assert(
    fc.property(
      anyText,
      tag,
      fc.string({ unit: 'grapheme', minLength: 1 }),
      anyText,
      (before, name, inner, after) => {
        const { text, entities } = parseHtml(
          `${escaped(before)}<${name}>${escaped(inner)}</${name}>${escaped(after)}`,
        );
        expect(text).toBe(before + inner + after);
        expect(entities.map((e) => text.slice(e.offset, e.offset + e.length))).toEqual([inner]);
      },
    ),
  );
});

test('any input is either parsed, with entities inside the text, or refused', () => {
  const piece = fc.oneof(
    fc.constantFrom('<', '>', '&', '/', '"', '=', 'b', 'a href', '<b>', '</b>', '&#', ';'),
    anyText,
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      let parsed: ReturnType<typeof parseHtml>;
      try {
        parsed = parseHtml(pieces.join(''));
      } catch (error) {
        expect(String(error)).toContain("can't parse entities");
        return;
      }
      for (const { offset, length } of parsed.entities) {
        expect(length).toBeGreaterThan(0);
        expect(offset + length).toBeLessThanOrEqual(parsed.text.length);
      }
    }),
  );
});

test.each([
  ['/start', ['bot_command /start']],
  ['/Start@Some_Bot now', ['bot_command /Start@Some_Bot']],
  ['a/b and/or', []],
  ['see /ukraine, /europe.', ['bot_command /ukraine', 'bot_command /europe']],
  ['@anna_b hi me@example.com', ['mention @anna_b', 'email me@example.com']],
  ['(https://a.org/x?y=1), a.org/z.', ['url https://a.org/x?y=1', 'url a.org/z']],
  ['#мир #1 $USD $usd', ['hashtag #мир', 'cashtag $USD']],
])('Telegram finds in %s', (text, found) => {
  expect(findEntities(text).map((e) => `${e.type} ${text.slice(e.offset, e.offset + e.length)}`)).toEqual(
    found,
  );
});

test('looking for entities in a long hostile text takes no time to speak of', () => {
  const before = process.cpuUsage();
  for (const unit of ['a', 'a-', 'a.', 'a@', '/a', 'http://', '#a']) findEntities(unit.repeat(20_000));
  // Processor time, µs.
  expect(process.cpuUsage(before).user).toBeLessThan(2_000_000);
});
