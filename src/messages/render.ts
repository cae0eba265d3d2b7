// A summary as the HTML messages that a chat gets.

import type { Locale } from '../locales/locale.ts';
import type { Block, Group, Item, Line, Summary } from '../summaries/blocks.ts';
import { type Span, spansOf } from './spans.ts';
import { type Piece, type Run, split } from './split.ts';

const NEWLINE: Span = { text: '\n' };

/** Telegram HTML, one string a message, each at most 4096 code points after parsing. At least one. */
export function render(summary: Summary, locale: Locale): readonly string[] {
  const further: Piece = [...titlePiece(summary, locale), { text: ` ${locale.text('continued')}` }];
  return split({ first: headPiece(summary, locale), further }, runsOf(summary, locale));
}

/** The summary's title in bold. */
function titlePiece(summary: Summary, locale: Locale): Piece {
  return spansOf(summary.title, locale).map((span) => ({ ...span, style: 'bold' as const }));
}

/** The title, and the subtitle on lines of its own. */
export function headPiece(summary: Summary, locale: Locale): Piece {
  const { subtitle = [] } = summary;
  return [...titlePiece(summary, locale), ...subtitle.flatMap((line) => [NEWLINE, ...spansOf(line, locale)])];
}

/** Everything under the title and the subtitle. */
export function runsOf(summary: Summary, locale: Locale): readonly Run[] {
  const runs = summary.blocks.map((block) => runOf(block, locale));
  const note = foreignNote(summary, locale);
  const [last] = summary.blocks.slice(-1);
  if (!note) return runs;
  if (last?.type !== 'text') return [...runs, { pieces: [note], folded: false }];
  return runs.with(-1, { ...runOf(last, locale), pieces: [...runOf(last, locale).pieces, note] });
}

/** `Written in Russian.` for a reader of another language; it ends the lines about sources. */
function foreignNote({ languages = [] }: Summary, locale: Locale): Piece | undefined {
  const foreign = [...new Set(languages)].filter((language) => language !== locale.language);
  if (foreign.length === 0) return undefined;
  const names = locale.list(foreign.map((language) => locale.languageName(language)));
  return [{ text: locale.text('written-in', { languages: names }), style: 'italic' }];
}

function runOf(block: Block, locale: Locale): Run {
  switch (block.type) {
    case 'text':
      return { pieces: block.lines.map((line) => spansOf(line, locale)), folded: false };
    case 'section':
      return { ...headed(block.heading, locale), pieces: itemPieces(block, locale), folded: false };
    case 'folded':
      return {
        ...headed(block.heading, locale),
        pieces: block.groups.flatMap((group, index) => groupPieces(group, locale, index > 0)),
        folded: true,
      };
  }
}

function headed(heading: Line | undefined, locale: Locale): { readonly heading?: Piece } {
  return heading === undefined ? {} : { heading: spansOf(heading, locale) };
}

function itemPieces(group: Group, locale: Locale): readonly Piece[] {
  return group.items.map((item) => itemPiece(item, locale));
}

/** A group's heading inside a fold stays with the group's first item; an empty line parts it from the group before. */
function groupPieces(group: Group, locale: Locale, isFurther: boolean): readonly Piece[] {
  const [first, ...rest] = itemPieces(group, locale);
  if (first === undefined) return [];
  const heading = group.heading === undefined ? [] : [...spansOf(group.heading, locale), NEWLINE];
  return [[...(isFurther ? [NEWLINE] : []), ...heading, ...first], ...rest];
}

function itemPiece(item: Item, locale: Locale): Piece {
  const marker: Span = { text: item.marker === 'bullet' ? '• ' : `${item.marker}. ` };
  const lines = item.lines.map((line) => spansOf(line, locale));
  return [marker, ...lines.flatMap((line, index) => (index === 0 ? line : [NEWLINE, ...line]))];
}
