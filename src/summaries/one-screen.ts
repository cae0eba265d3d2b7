// How much of an answer a phone shows before anything is unfolded: about twelve lines, the rest behind one tap.

import type { Argument, Block, Group, Inline, Item, Line, Summary, Words } from './blocks.ts';
import { phrase } from './blocks.ts';

/** Lines of text that are seen at once at 390 px, title, headings, the closed fold and the end included (design §4). */
export const MOST_LINES = 14;
/** What Telegram shows of a closed fold: its heading and the beginning of what is in it. */
export const FOLD_LINES = 3;
/** A fold for fewer lines would hide more than it saves. */
const LEAST_FOLDED = FOLD_LINES + 2;

/** Latin letters with their spaces in a line at 390 px, and in one behind a bullet or a number. */
const LINE_WIDTH = 43;
const ITEM_WIDTH = 40;

/** Letters of what is written in the reader's language only when the answer is: nearly. */
const DATE = 'd Mmm yyyy';
const DAY_OF_YEAR = 'd Mmm';
const COUNTRY = 'United States';
const LANGUAGE = 'Ukrainian';
/** Of a phrase, besides what stands in it. */
const PHRASE_WORDS = 'a few words of the one';
/** Of one with nothing in it: a status, a heading. */
const BRIEF_PHRASE = 'under way';

/**
 * The summary with all that a screen has no room for folded, in its order; the last lines, which count sources, stay below.
 * @param least items that are seen in any case: one side alone would be half of the truth
 */
export function onOneScreen(summary: Summary, least = 1): Summary {
  const { blocks } = summary;
  const end = closingOf(blocks);
  const body = end === undefined ? blocks : blocks.slice(0, -1);
  const room = MOST_LINES - headLines(summary) - (end === undefined ? 0 : blockLines(end));
  if (body.reduce((sum, block) => sum + blockLines(block), 0) <= room) return summary;
  const { shown, folded } = cut(body, room - FOLD_LINES, least);
  const hidden = folded.reduce((sum, { items }) => sum + itemsLines(items), 0);
  if (hidden < LEAST_FOLDED) return summary;
  return { ...summary, blocks: [...shown, foldOf(folded), ...(end === undefined ? [] : [end])] };
}

/** What stands under everything else and stays seen: the count of sources. */
function closingOf(blocks: readonly Block[]): Block | undefined {
  const last = blocks.at(-1);
  return last?.type === 'text' && blocks.length > 1 ? last : undefined;
}

/** `▸ 12 more`, and what they are. */
export function foldOf(groups: readonly Group[]): Block {
  const count = groups.reduce((sum, { items }) => sum + items.length, 0);
  return { type: 'folded', heading: [{ bold: phrase('section-more', { count }) }], groups };
}

/** The first items of the blocks that fit; all others under their headings. */
function cut(
  body: readonly Block[],
  room: number,
  least: number,
): { readonly shown: readonly Block[]; readonly folded: readonly Group[] } {
  const shown: Block[] = [];
  const folded: Group[] = [];
  let [left, isFull] = [room, false];
  for (const block of body) {
    if (block.type === 'text') {
      shown.push(block);
      left -= blockLines(block);
      continue;
    }
    if (block.type === 'folded') {
      const [first, ...others] = block.groups;
      const named = [...quieter(block.heading), ' · ', ...(first?.heading ?? [])];
      if (first) folded.push({ ...first, heading: named }, ...others);
      continue;
    }
    left -= block.heading === undefined ? 0 : linesOf(block.heading);
    const isFirst = !shown.some(({ type }) => type === 'section');
    const fits = isFull ? 0 : Math.max(isFirst ? least : 0, countThatFits(block.items, left));
    const [visible, hidden] = [block.items.slice(0, fits), block.items.slice(fits)];
    if (visible.length > 0) shown.push({ ...block, items: visible });
    left -= itemsLines(visible);
    if (hidden.length === 0) continue;
    isFull = true;
    folded.push({
      ...(block.heading === undefined ? {} : { heading: quieter(block.heading) }),
      items: hidden,
    });
  }
  return { shown, folded };
}

/** Headings inside a fold are italic: bold is what is seen at once. */
function quieter(heading: Line): Line {
  return heading.map((part) => (typeof part === 'object' && 'bold' in part ? { italic: part.bold } : part));
}

/** How many of the first items have room in so many lines. */
function countThatFits(items: readonly Item[], room: number): number {
  let left = room;
  const over = items.findIndex((item) => {
    left -= itemLines(item);
    return left < 0;
  });
  return over < 0 ? items.length : over;
}

/** Lines of the title and of what stands right under it. */
export function headLines({ title, subtitle = [] }: Pick<Summary, 'title' | 'subtitle'>): number {
  return [title, ...subtitle].reduce((sum, line) => sum + linesOf(line), 0);
}

export function blockLines(block: Block): number {
  switch (block.type) {
    case 'text':
      return block.lines.reduce((sum, line) => sum + linesOf(line), 0);
    case 'section':
      return (block.heading === undefined ? 0 : linesOf(block.heading)) + itemsLines(block.items);
    case 'folded':
      return FOLD_LINES;
  }
}

export function itemsLines(items: readonly Item[]): number {
  return items.reduce((sum, item) => sum + itemLines(item), 0);
}

export function itemLines({ lines }: Item): number {
  return lines.reduce((sum, line) => sum + linesOf(line, ITEM_WIDTH), 0);
}

/** Lines that the text takes, broken between words as a phone does. */
export function linesOf(line: Line, width = LINE_WIDTH): number {
  let [lines, used, word] = [1, 0, 0];
  for (const inline of line) {
    const text = textOf(inline);
    for (let at = 0; at < text.length; at += 1) {
      const code = text.codePointAt(at) ?? 0;
      if (code > 0xffff) at += 1;
      if (code !== SPACE) {
        word += widthOf(code);
        continue;
      }
      if (used > 0 && used + word > width) [lines, used] = [lines + 1, 0];
      used += word + SPACE_WIDTH;
      word = 0;
    }
  }
  return used > 0 && used + word > width ? lines + 1 : lines;
}

const SPACE = 0x20;
const SPACE_WIDTH = 0.55;

/** Of a code point, in average Latin letters, as in the fonts of phones. */
function widthOf(code: number): number {
  return code < LETTER_WIDTHS.length ? (LETTER_WIDTHS[code] ?? 0) : measuredWidth(code);
}

const NARROW: ReadonlySet<string> = new Set(".,:;!'’|()·•il");

function measuredWidth(code: number): number {
  if (NARROW.has(String.fromCodePoint(code))) return 0.6;
  if ((code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a)) return 1.3;
  if (code >= 0x400 && code < 0x530) return 1.2;
  if (code === 0xfe0f || code === 0x200d) return 0;
  // Two of them are a flag.
  if (code >= 0x1f1e6 && code <= 0x1f1ff) return 1.3;
  return code >= 0x1f000 || (code >= 0x2600 && code < 0x27c0) ? 2.6 : 1.04;
}

/** Of Latin, Greek and Cyrillic letters: every answer measures thousands. */
const LETTER_WIDTHS: readonly number[] = Array.from({ length: 0x530 }, (_, code) => measuredWidth(code));

function textOf(inline: Inline): string {
  if (typeof inline === 'string') return inline;
  if ('bold' in inline) return shownOf(inline.bold);
  if ('italic' in inline) return shownOf(inline.italic);
  if ('code' in inline) return inline.code;
  if ('link' in inline) return shownOf(inline.link);
  return shownOf(inline);
}

function shownOf(words: Words): string {
  if (typeof words === 'string') return words;
  if (!('message' in words)) return argumentOf(words);
  return words.args === undefined
    ? BRIEF_PHRASE
    : [PHRASE_WORDS, ...Object.values(words.args).map(argumentOf)].join(' ');
}

function argumentOf(value: Argument): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if ('date' in value) return value.date.includes('/') ? `${DAY_OF_YEAR}–${DATE}` : DATE;
  if ('dayOfYear' in value || 'headingDate' in value) return DAY_OF_YEAR;
  if ('country' in value) return COUNTRY;
  if ('language' in value) return LANGUAGE;
  if ('list' in value) return value.list.join(', ');
  return value.input;
}
