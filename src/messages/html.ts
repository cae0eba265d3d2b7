// Spans as Telegram HTML, escaped, and their length as Telegram counts it.

import type { Span } from './spans.ts';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const TAGS = { bold: 'b', italic: 'i', code: 'code' } as const;

/** Telegram does not nest quotations. */
export const FOLD = { open: '<blockquote expandable>', close: '</blockquote>' } as const;

/** Text that is safe between tags and inside a double-quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/gu, (character) => ESCAPES[character] ?? character);
}

/** What was withdrawn, crossed out. */
export const STRUCK = { open: '<s>', close: '</s>' } as const;
/** A remark of ours. */
export const REMARK = { open: '<i>', close: '</i>' } as const;

/** Spans as a message gets them, and what they take of its limits. */
export interface Measured {
  readonly html: string;
  /** Code points after entity parsing: what Telegram counts against 4096. */
  readonly length: number;
  /** Entities that Telegram makes of them. */
  readonly entities: number;
}

export function measured(spans: readonly Span[]): Measured {
  let html = '';
  let length = 0;
  let entities = 0;
  for (const span of joined(spans)) {
    html += spanHtml(span);
    length += codePoints(span.text);
    entities += Number(span.style !== undefined) + Number(span.url !== undefined);
  }
  return { html, length, entities };
}

/** The spans as HTML. */
export function toHtml(spans: readonly Span[]): string {
  return measured(spans).html;
}

/** Entities that Telegram makes of the spans. */
export function entityCount(spans: readonly Span[]): number {
  return measured(spans).entities;
}

/** Code points after entity parsing: what Telegram counts against 4096. */
export function visibleLength(spans: readonly Span[]): number {
  return spans.reduce((sum, { text }) => sum + codePoints(text), 0);
}

const PAIRED = /[\ud800-\udfff]/;

/** Code points of a text; a lone surrogate counts as one. */
export function codePoints(text: string): number {
  let count = text.length;
  if (!PAIRED.test(text)) return count;
  for (let at = text.length - 1; at > 0; at -= 1) {
    // The second half of a pair.
    if ((text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800) {
      count -= 1;
      at -= 1;
    }
  }
  return count;
}

function spanHtml({ text, style, url }: Span): string {
  const styled =
    style === undefined ? escapeHtml(text) : `<${TAGS[style]}>${escapeHtml(text)}</${TAGS[style]}>`;
  return url === undefined ? styled : `<a href="${escapeHtml(url)}">${styled}</a>`;
}

/** Joins neighbours of one style: Telegram drops a message's entities after the hundredth. */
function joined(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  let last: Span | undefined;
  for (const span of spans) {
    if (last !== undefined && last.style === span.style && last.url === span.url) {
      last = { ...last, text: last.text + span.text };
      result[result.length - 1] = last;
    } else {
      last = span;
      result.push(span);
    }
  }
  return result;
}
