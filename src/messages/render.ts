// A summary as the HTML messages that a chat gets.

import type { Locale } from '../locales/locale.ts';
import type { Summary } from '../summaries/blocks.ts';
import { type Piece, runsOf, titlePiece } from './parts.ts';
import { split } from './split.ts';

/** Telegram HTML, one string for each message, each at most 4096 code points after parsing. At least one. */
export function render(summary: Summary, locale: Locale): readonly string[] {
  const first = titlePiece(summary, locale);
  const further: Piece = [...first, { text: ` ${locale.text('continued')}` }];
  return split({ first, further }, runsOf(summary, locale));
}
