// Seals: what was verified against the archive, so that a change shows on a machine without it.

import { createHash } from 'node:crypto';
import type { ArchivedText } from './archive.ts';
import { figuresOf } from './figures.ts';
import type { Citation, Point, Talk } from './model.ts';
import { normalForm } from './normal-form.ts';

/** What cites a source. */
export interface SourceUses {
  /** All citations of it, those of delegations and members too. */
  readonly citations: readonly Citation[];
  /** The points that cite it, once for each citation. */
  readonly claims: readonly { readonly talk: Talk; readonly point: Point; readonly citation: Citation }[];
}

/** Of the whole text, blocks of left-out paragraphs too. */
export function textSeal({ blocks }: ArchivedText): string {
  return seal(blocks);
}

/** Of the places and passages: `at`, tab, passage. */
export function passagesSeal({ citations }: SourceUses): string {
  return seal([...new Set(citations.map(({ at, passage }) => `${at}\t${normalForm(passage)}`))].sort());
}

/** Of what the points make of them, so that a changed figure, speaker, date or quotation shows; plain rewording does not. */
export function claimsSeal({ claims }: SourceUses): string {
  return seal(claims.map(claimLine).sort());
}

/** `talk/point`, `at`, `says`, `by`, `date`, the quotation, the figures of the text; parted by tabs. */
function claimLine({ talk, point, citation }: SourceUses['claims'][number]): string {
  const { quote } = point;
  return [
    `${talk.id}/${point.id}`,
    citation.at,
    citation.says ?? 'so',
    (point.by ?? []).join(','),
    point.date ?? '',
    quote === undefined ? '' : [quote.of, quote.text, quote.original ?? ''].map(normalForm).join('|'),
    figuresOf(point.text)
      .map(({ value }) => value)
      .join(','),
  ].join('\t');
}

/** The first 12 hexadecimal digits of sha256. */
function seal(lines: readonly string[]): string {
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 12);
}
