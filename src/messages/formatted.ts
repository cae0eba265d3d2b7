// A message that a person formatted in Telegram, as Telegram HTML that looks the same.

import { escapeHtml } from './html.ts';

/** Bot API `MessageEntity`; offsets and lengths in UTF-16 units, as in a JavaScript string. */
export interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  /** Of a `text_link`. */
  readonly url?: string;
  /** Of a `pre`: the language for highlighting. */
  readonly language?: string;
}

export interface Formatted {
  readonly text: string;
  readonly entities: readonly Entity[];
}

/** The text from this UTF-16 offset on, trimmed. */
export function cutFormatted({ text, entities }: Formatted, from: number): Formatted {
  const start = from + (text.slice(from).length - text.slice(from).trimStart().length);
  const kept = text.slice(start).trimEnd();
  return {
    text: kept,
    entities: entities.flatMap(({ offset, length, ...entity }) => {
      const first = Math.max(0, offset - start);
      const last = Math.min(kept.length, offset + length - start);
      return last > first ? [{ ...entity, offset: first, length: last - first }] : [];
    }),
  };
}

/** Links, hashtags and mentions that Telegram detects itself stay text; custom emoji become plain ones. */
export function formattedHtml({ text, entities }: Formatted): string {
  const spans = entities.flatMap((entity) => spanOf(entity)).toSorted(outerFirst);
  const edges = new Set([0, text.length, ...spans.flatMap(({ from, to }) => [from, to])]);
  const places = [...edges].filter((place) => place <= text.length).toSorted((a, b) => a - b);
  const open: TagSpan[] = [];
  let html = '';
  for (const [index, place] of places.entries()) {
    // Close what ends here and everything nested in it, then reopen what goes on.
    const ends = open.findIndex(({ to }) => to <= place);
    if (ends >= 0) {
      const within = open.splice(ends);
      html += within
        .toReversed()
        .map(({ close }) => close)
        .join('');
      for (const span of within) if (span.to > place) html += start(span);
    }
    for (const span of spans) if (span.from === place && span.to > place) html += start(span);
    html += escapeHtml(text.slice(place, places[index + 1] ?? place));
  }
  return html;

  function start(span: TagSpan): string {
    open.push(span);
    return span.open;
  }
}

interface TagSpan {
  readonly from: number;
  readonly to: number;
  readonly open: string;
  readonly close: string;
}

/** Bot API, "HTML style". */
const TAGS: Readonly<Record<string, string>> = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strikethrough: 's',
  spoiler: 'tg-spoiler',
  code: 'code',
  blockquote: 'blockquote',
};

function spanOf(entity: Entity): readonly TagSpan[] {
  const tags = tagsOf(entity);
  return tags ? [{ from: entity.offset, to: entity.offset + entity.length, ...tags }] : [];
}

function tagsOf({ type, url, language }: Entity): Pick<TagSpan, 'open' | 'close'> | undefined {
  const tag = Object.hasOwn(TAGS, type) ? TAGS[type] : undefined;
  if (tag !== undefined) return { open: `<${tag}>`, close: `</${tag}>` };
  switch (type) {
    case 'expandable_blockquote':
      return { open: '<blockquote expandable>', close: '</blockquote>' };
    case 'text_link':
      return url === undefined ? undefined : { open: `<a href="${escapeHtml(url)}">`, close: '</a>' };
    case 'pre':
      return language
        ? { open: `<pre><code class="language-${escapeHtml(language)}">`, close: '</code></pre>' }
        : { open: '<pre>', close: '</pre>' };
    default:
      return undefined;
  }
}

/** Of spans that begin together, the longest is the outermost. */
function outerFirst(a: TagSpan, b: TagSpan): number {
  return a.from - b.from || b.to - a.to;
}
