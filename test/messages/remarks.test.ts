// Remarks under lines of a text that was sent: always one message, whatever they are.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { codePoints } from '../../src/messages/html.ts';
import { plainOf } from '../../src/messages/plain.ts';
import { type LineEdit, remarked } from '../../src/messages/remarks.ts';
import { MAX_ENTITIES, MAX_MESSAGE_LENGTH } from '../../src/messages/split.ts';

const LINE = '<b>Berg</b>: it is fair · <a href="https://a.example/">Gazette</a>';

/** A text of so many lines, each with a link and a name, and an edit of each of the first. */
function text(lines: number, edits: number, length: number, remark: number) {
  const words = `${LINE} ${'x'.repeat(length)}`;
  const html = ['<b>Title</b>', '', ...Array.from({ length: lines }, () => `• ${words}`)].join('\n');
  const starts = [...html.matchAll(/• /gu)].map(({ index }) => index + 2);
  const list = starts.slice(0, edits).map((from, place): LineEdit => {
    const at = { from, to: from + words.length, end: from + words.length };
    return { ...at, line: place % 2 === 0 ? undefined : words, remark: `✏️ ${'r'.repeat(remark)}<&` };
  });
  return { html, list, words };
}

it('replaces lines and crosses them out, with a remark beneath each', () => {
  const { html, list } = text(3, 2, 0, 2);
  expect(remarked(html, list)).toBe(`<b>Title</b>

• <s>${LINE} </s>
<i>✏️ rr&lt;&amp;</i>
• ${LINE} 
<i>✏️ rr&lt;&amp;</i>
• ${LINE} `);
});

it('cuts the longest remarks where there is no room, and takes links away before it gives up', () => {
  fc.assert(
    fc.property(
      fc.record({
        lines: fc.integer({ min: 1, max: 48 }),
        edits: fc.integer({ min: 1, max: 48 }),
        length: fc.integer({ min: 0, max: 300 }),
        remark: fc.integer({ min: 0, max: 700 }),
      }),
      ({ lines, edits, length, remark }) => {
        const { html, list } = text(lines, edits, length, remark);
        fc.pre(codePoints(plainOf(html)) <= MAX_MESSAGE_LENGTH && 2 * lines + 1 <= MAX_ENTITIES);
        const result = remarked(html, list);
        const shortest = list.reduce((sum, one) => sum + Math.min(24, codePoints(one.remark)) + 1, 0);
        if (result === undefined) {
          // Even with the shortest remarks and without links there is no room.
          const length = codePoints(plainOf(html)) + shortest;
          const entities = 2 * lines + 1 + list.length;
          expect(length > MAX_MESSAGE_LENGTH || entities > MAX_ENTITIES - list.length).toBe(true);
          return;
        }
        expect(codePoints(plainOf(result))).toBeLessThanOrEqual(MAX_MESSAGE_LENGTH);
        expect(result.match(/<[a-z]/gu)?.length).toBeLessThanOrEqual(MAX_ENTITIES);
        expect(result.match(/<i>✏️/gu)).toHaveLength(list.length);
        expect(result.match(/<s>/gu)?.length ?? 0).toBe(list.filter(({ line }) => line === undefined).length);
      },
    ),
  );
});
