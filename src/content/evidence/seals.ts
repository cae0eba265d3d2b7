// Seals: what was verified against the archive, so that a change shows on a machine without it.

import { createHash } from 'node:crypto';
import type { ArchivedText } from './archive.ts';
import { figuresOf } from './figures.ts';
import type { Citation, Place, Point, Talk } from './model.ts';
import { normalForm, placeOf } from './normal-form.ts';

/** What cites a source. */
export interface SourceUses {
  /** All citations of it, those of delegations and members too. */
  readonly citations: readonly Citation[];
  /** The points that cite it, once for each citation. */
  readonly claims: readonly { readonly talk: Talk; readonly point: Point; readonly citation: Citation }[];
}

export interface Sealing {
  /** Of the whole text, blocks of left-out paragraphs too. */
  text(text: ArchivedText): string;
  /** Of the places and passages: `at`, tab, passage. */
  passages(uses: SourceUses): string;
  /** Of what the points make of them, so that a changed figure, speaker, date, place or quotation shows; plain rewording does not. */
  claims(uses: SourceUses): string;
}

export function createSealing(places: readonly Place[]): Sealing {
  const named = places.map(({ id, name }) => ({ id, name: normalForm(name) }));
  /** `talk/point`, `at`, `says`, `by`, `date`, the quotation, figures and places of the text; parted by tabs. */
  const claimLine = ({ talk, point, citation }: SourceUses['claims'][number]): string => {
    const { quote } = point;
    const text = normalForm(point.text);
    return [
      `${talk.id}/${point.id}`,
      citation.at,
      citation.says ?? 'so',
      (point.by ?? []).join(','),
      point.date ?? '',
      quote === undefined
        ? ''
        : [quote.of, quote.text, quote.original ?? ''].map((part) => normalForm(part)).join('|'),
      figuresOf(text)
        .filter(({ implied }) => !implied)
        .map(({ value }) => value)
        .join(','),
      named
        .filter(({ name }) => placeOf(name, text) >= 0)
        .map(({ id }) => id)
        .join(','),
    ].join('\t');
  };
  return {
    text: ({ blocks }) => seal(blocks),
    passages: ({ citations }) =>
      seal([...new Set(citations.map(({ at, passage }) => `${at}\t${normalForm(passage)}`))].sort()),
    claims: ({ claims }) => seal(claims.map(claimLine).sort()),
  };
}

/** The first 12 hexadecimal digits of sha256. */
function seal(lines: readonly string[]): string {
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 12);
}
