// A text that was sent, with some of its lines replaced or crossed out, and a remark under each.

import { codePoints, escapeHtml, REMARK, STRUCK } from './html.ts';
import { plainOf } from './plain.ts';
import { MAX_ENTITIES, MAX_MESSAGE_LENGTH } from './split.ts';

/** What is done to a line. Places are UTF-16 units of the text. */
export interface LineEdit {
  readonly from: number;
  readonly to: number;
  /** Where the remark stands. */
  readonly end: number;
  /** As Telegram HTML; `undefined` where the line is crossed out. */
  readonly line: string | undefined;
  /** In plain words. */
  readonly remark: string;
}

/** The least that is left of a remark that is cut, code points. */
const LEAST_REMARK = 24;

/** Code points after parsing, and entities. */
export interface Room {
  readonly length: number;
  readonly entities: number;
}

const A_MESSAGE: Room = { length: MAX_MESSAGE_LENGTH, entities: MAX_ENTITIES };

/**
 * The text as one message, of at most 4096 code points and a hundred entities if it is no caption: where that is too much, links of the lines
 * concerned go first, then the ends of the longest remarks; `undefined` where even that is too much.
 */
export function remarked(
  html: string,
  edits: readonly LineEdit[],
  room: Room = A_MESSAGE,
): string | undefined {
  const sorted = edits.toSorted((a, b) => a.from - b.from);
  const whole = written(html, sorted);
  const fewer = entities(whole) > room.entities ? sorted.map((one) => withoutLinks(html, one)) : sorted;
  return cutToLength(html, fewer, room);
}

function cutToLength(html: string, edits: readonly LineEdit[], room: Room): string | undefined {
  let shorter = edits;
  for (;;) {
    const text = written(html, shorter);
    if (entities(text) > room.entities) return undefined;
    const over = codePoints(plainOf(text)) - room.length;
    if (over <= 0) return text;
    const longest = shorter.reduce((a, b) => (codePoints(b.remark) > codePoints(a.remark) ? b : a));
    const length = codePoints(longest.remark);
    if (length <= LEAST_REMARK) return undefined;
    const left = Math.max(LEAST_REMARK, length - over) - 1;
    const remark = `${[...longest.remark].slice(0, left).join('').trimEnd()}…`;
    shorter = shorter.map((one) => (one === longest ? { ...one, remark } : one));
  }
}

function written(html: string, edits: readonly LineEdit[]): string {
  let text = '';
  let done = 0;
  for (const { from, to, end, line, remark } of edits) {
    text += html.slice(done, from);
    text += line ?? `${STRUCK.open}${html.slice(from, to)}${STRUCK.close}`;
    text += `${html.slice(to, end)}\n${REMARK.open}${escapeHtml(remark)}${REMARK.close}`;
    done = end;
  }
  return text + html.slice(done);
}

function withoutLinks(html: string, edit: LineEdit): LineEdit {
  const line = edit.line ?? `${STRUCK.open}${html.slice(edit.from, edit.to)}${STRUCK.close}`;
  return { ...edit, line: line.replace(/<\/?a\b[^>]*>/gu, '') };
}

/** Entities that Telegram makes of the tags. */
function entities(html: string): number {
  return html.match(/<[a-z]/gu)?.length ?? 0;
}
