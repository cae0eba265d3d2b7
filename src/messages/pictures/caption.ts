// The facts of a picture as the text under it.

import type { Locale } from '../../locales/locale.ts';
import { type Inline, type Line, phrase } from '../../summaries/blocks.ts';
import type { Card, Position, Side } from '../../summaries/cards/card.ts';
import { entityCount, toHtml, visibleLength } from '../html.ts';
import { type Span, spansOf } from '../spans.ts';
import { MAX_ENTITIES } from '../split.ts';

/** Code points of a caption after entity parsing (Bot API, sendPhoto). */
export const MAX_CAPTION_LENGTH = 1024;

/**
 * Telegram HTML of at most 1024 code points and a hundred entities after parsing, cut between lines.
 * @param rows how many of the card's rows are on the picture
 */
export function captionOf(card: Card, rows: number, locale: Locale, limit = MAX_CAPTION_LENGTH): string {
  const head: readonly Line[] = [
    card.title.map((part): Inline => (isPlain(part) ? { bold: part } : part)),
    ...(card.subtitle.length === 0 ? [] : [card.subtitle]),
  ];
  const lines = [...head, ...linesOf(card, rows)].map((line) => spansOf(line, locale));
  if (lengthOf(lines) <= limit && entitiesOf(lines) <= MAX_ENTITIES) return toHtml(joined(lines));
  const rest: readonly Span[] = [{ text: `\n\n${locale.text('picture-rest')}`, style: 'italic' }];
  const fitting = lines.findLastIndex((_, last) => {
    const kept = lines.slice(0, last + 1);
    return (
      lengthOf(kept) + visibleLength(rest) <= limit && entitiesOf(kept) + entityCount(rest) <= MAX_ENTITIES
    );
  });
  return toHtml([...joined(withoutHeading(lines.slice(0, fitting + 1))), ...rest]);
}

function lengthOf(lines: readonly (readonly Span[])[]): number {
  return visibleLength(joined(lines));
}

function entitiesOf(lines: readonly (readonly Span[])[]): number {
  return lines.reduce((sum, line) => sum + entityCount(line), 0);
}

/** A heading, or an empty line, at the end has lost what it stands above. */
function withoutHeading(lines: readonly (readonly Span[])[]): readonly (readonly Span[])[] {
  const empty = lines.findLastIndex((line) => line.length === 0);
  return empty >= lines.length - 2 && empty >= 0 ? lines.slice(0, empty) : lines;
}

function joined(lines: readonly (readonly Span[])[]): readonly Span[] {
  return lines.flatMap((line, index) => (index === 0 ? line : [{ text: '\n' }, ...line]));
}

/** An empty line stands before each row's heading. */
function linesOf(card: Card, rows: number): readonly Line[] {
  switch (card.type) {
    case 'positions':
      return card.rows
        .slice(0, rows)
        .flatMap(({ heading, positions, silent }): readonly Line[] => [
          [],
          heading.map((part): Inline => (isPlain(part) ? { bold: part } : part)),
          ...positions.map(positionLine),
          ...(silent.length === 0
            ? []
            : [[`${silent.map(withFlag).join(', ')}: `, { italic: phrase('nothing-on-record') }] as const]),
        ]);
    case 'delegations':
      return card.rows
        .slice(0, rows)
        .flatMap(({ side, part, members }): readonly Line[] => [
          [],
          [{ bold: withFlag(side) }, ...(part === undefined ? [] : [' ', part])],
          ...members.map(({ name, role }): Line => [role === undefined ? name : `${name}, ${role}`]),
          ...(members.length > 0 ? [] : [[{ italic: phrase('picture-nameless') }] as const]),
        ]);
    case 'promises':
      return card.rows
        .slice(0, rows)
        .flatMap(({ title, state, since, by, to, isMutual }): readonly Line[] => [
          [],
          [{ bold: title }],
          [
            by.map(withFlag).join(isMutual ? ' ↔ ' : ', '),
            ...(to.length === 0 ? [] : [' → ', to.map(withFlag).join(', ')]),
          ],
          [state, ' · ', ...since],
        ]);
  }
}

/** `🇷🇺 Lavrov (25 Jan 2026): No NATO troops · AP, TASS`. */
function positionLine({ sides, voice, date, status, text, sources }: Position): Line {
  const flags = sides.flatMap(({ flag }) => flag ?? []).join('');
  return [
    flags === '' ? '' : `${flags} `,
    { bold: voice },
    ...(date === undefined ? [] : [' (', { date }, ')']),
    ': ',
    ...(status === undefined ? [] : [{ italic: status }, ' · ']),
    ...text,
    ...(sources.length === 0 ? [] : [' · ', ...sources]),
  ];
}

function withFlag({ name, flag }: Side): string {
  return flag === undefined ? name : `${flag} ${name}`;
}

function isPlain(
  part: Inline,
): part is Exclude<Inline, { bold: unknown } | { italic: unknown } | { code: unknown } | { link: unknown }> {
  return (
    typeof part === 'string' || !('bold' in part || 'italic' in part || 'code' in part || 'link' in part)
  );
}
