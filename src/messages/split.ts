// Long answers as several messages: cut between points, a fold closed and reopened, a heading over each part.

import { codePoints, FOLD, toHtml, visibleLength } from './html.ts';
import type { Piece, Run } from './parts.ts';

/** Code points of a message's text after entity parsing (Bot API, sendMessage). */
export const MAX_MESSAGE_LENGTH = 4096;

/** What stands over the parts. */
export interface Titles {
  readonly first: Piece;
  /** Over every further part: short. */
  readonly further: Piece;
}

/** A message being filled. */
interface Part {
  readonly html: string[];
  length: number;
}

/**
 * The runs as HTML messages of at most `limit` visible code points, no piece cut.
 * A piece that is longer than a whole message, which checked content cannot have, loses its emphasis and its end.
 */
export function split(titles: Titles, runs: readonly Run[], limit = MAX_MESSAGE_LENGTH): readonly string[] {
  const parts: Part[] = [begin(titles.first)];
  const room =
    limit - Math.max(visibleLength(titles.first), visibleLength(titles.further)) - BLANK_LINE.length;
  for (const run of runs) addRun(parts, titles.further, run, room, limit);
  return parts.map(({ html }) => html.join(''));
}

const BLANK_LINE = '\n\n';

function addRun(parts: Part[], further: Piece, run: Run, room: number, limit: number): void {
  let open = false;
  for (const [index, whole] of run.pieces.entries()) {
    const piece = shortened(index === 0 ? withHeading(run.heading, whole) : whole, room);
    let part = parts.at(-1) ?? begin(further);
    if (part.length + BLANK_LINE.length + visibleLength(piece) > limit) {
      if (open && run.folded) part.html.push(FOLD.close);
      part = begin(further);
      parts.push(part);
      open = false;
    }
    add(part, piece, open ? '\n' : BLANK_LINE, run.folded && !open);
    open = true;
  }
  if (open && run.folded) parts.at(-1)?.html.push(FOLD.close);
}

function begin(title: Piece): Part {
  return { html: [toHtml(title)], length: visibleLength(title) };
}

function add(part: Part, piece: Piece, separator: string, opensFold: boolean): void {
  part.html.push(separator, opensFold ? FOLD.open : '', toHtml(piece));
  part.length += separator.length + visibleLength(piece);
}

function withHeading(heading: Piece | undefined, piece: Piece): Piece {
  return heading === undefined ? piece : [...heading, { text: '\n' }, ...piece];
}

function shortened(piece: Piece, room: number): Piece {
  if (visibleLength(piece) <= room) return piece;
  const text = piece.map((span) => span.text).join('');
  return [{ text: `${[...text].slice(0, room - codePoints('…')).join('')}…` }];
}
