// A summary as plain text for a terminal, with or without colours.

import type { Locale } from '../locales/locale.ts';
import type { Summary } from '../summaries/blocks.ts';
import { headPiece, runsOf } from './render.ts';
import type { Span } from './spans.ts';
import type { Piece, Run } from './split.ts';

/** SGR sequences (ECMA-48): bold, italic, and underlined for what can be typed. */
const SGR = {
  bold: ['\u001b[1m', '\u001b[22m'],
  italic: ['\u001b[3m', '\u001b[23m'],
  code: ['\u001b[4m', '\u001b[24m'],
} as const;

/** The whole answer, unfolded; `colours` allows ANSI sequences. Control characters in the content are removed. */
export function renderText(summary: Summary, locale: Locale, colours: boolean): string {
  const piece = (spans: Piece) => spans.map((span) => spanText(span, colours)).join('');
  const run = ({ heading, pieces, folded }: Run) => {
    const lines = [...(heading === undefined ? [] : [heading]), ...pieces].map(piece).join('\n');
    return folded ? lines.replace(/^/gmu, '│ ') : lines;
  };
  return [piece(headPiece(summary, locale)), ...runsOf(summary, locale).map(run)].join('\n\n');
}

function spanText({ text, style, url }: Span, colours: boolean): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal obeys them
  const safe = text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/gu, '');
  const [on, off] = style === undefined || !colours ? ['', ''] : SGR[style];
  return `${on}${safe}${off}${url === undefined ? '' : ` <${url.replace(/#?:~:text=.*/u, '')}>`}`;
}
