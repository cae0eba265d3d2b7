// Splits a long answer into several messages: between points, under a title each, folds closed and reopened.

import { codePoints, FOLD, type Measured, measured, visibleLength } from './html.ts';
import type { Span } from './spans.ts';

/** One line, or a point with all its lines: never cut. */
export type Piece = readonly Span[];

/** Pieces under one heading, a line each; an empty line separates runs. */
export interface Run {
  /** Stays with the first piece. */
  readonly heading?: Piece;
  readonly pieces: readonly Piece[];
  /** Inside an expandable quotation. */
  readonly folded: boolean;
}

/** Code points of a message's text after entity parsing (Bot API, sendMessage). */
export const MAX_MESSAGE_LENGTH = 4096;

/** Entities of a message; Telegram drops all further ones without a word. */
export const MAX_ENTITIES = 100;

/** The first line of the messages. */
export interface Titles {
  readonly first: Piece;
  /** Of every further message: short. */
  readonly further: Piece;
}

/** A message being filled. */
interface Message {
  readonly html: string[];
  length: number;
  entities: number;
}

/**
 * The runs as HTML messages of at most `limit` visible code points and a hundred entities, no piece cut.
 * A piece longer than a whole message loses its emphasis and its end; checked content has none.
 */
export function split(titles: Titles, runs: readonly Run[], limit = MAX_MESSAGE_LENGTH): readonly string[] {
  const messages: Message[] = [begin(titles.first)];
  const room =
    limit - Math.max(visibleLength(titles.first), visibleLength(titles.further)) - BLANK_LINE.length;
  for (const run of runs) addRun(messages, titles.further, run, room, limit);
  return messages.map(({ html }) => html.join(''));
}

const BLANK_LINE = '\n\n';

function addRun(messages: Message[], further: Piece, run: Run, room: number, limit: number): void {
  let open = false;
  for (const [index, whole] of run.pieces.entries()) {
    const spans = index === 0 ? withHeading(run.heading, whole) : whole;
    const piece = shortened(spans, room);
    let message = messages.at(-1) ?? begin(further);
    // One for the fold.
    const entities = message.entities + piece.entities + 1;
    const length = message.length + BLANK_LINE.length + piece.length;
    if (length > limit || entities > MAX_ENTITIES) {
      if (open && run.folded) message.html.push(FOLD.close);
      message = begin(further);
      messages.push(message);
      open = false;
    }
    // What parts it from the piece before is not needed at the beginning.
    const added = open || spans[0]?.text !== '\n' ? piece : shortened(spans.slice(1), room);
    add(message, added, open ? '\n' : BLANK_LINE, run.folded && !open);
    open = true;
  }
  if (open && run.folded) messages.at(-1)?.html.push(FOLD.close);
}

function begin(title: Piece): Message {
  const { html, length, entities } = measured(title);
  return { html: [html], length, entities };
}

function add(message: Message, piece: Measured, separator: string, opensFold: boolean): void {
  message.html.push(separator, opensFold ? FOLD.open : '', piece.html);
  message.length += separator.length + piece.length;
  message.entities += piece.entities + Number(opensFold);
}

function withHeading(heading: Piece | undefined, piece: Piece): Piece {
  return heading === undefined ? piece : [...heading, { text: '\n' }, ...piece];
}

function shortened(piece: Piece, room: number): Measured {
  const whole = measured(piece);
  if (whole.length <= room) return whole;
  const text = piece.map((span) => span.text).join('');
  return measured([{ text: `${[...text].slice(0, room - codePoints('…')).join('')}…` }]);
}
