// Seals: what was verified against the archive, so that a change shows on a machine without it.

import { createHash } from 'node:crypto';
import type { ArchivedText } from './archive.ts';
import { figuresOf } from './figures.ts';
import type { Place, Point } from './model.ts';
import { normalForm, placeOf } from './normal-form.ts';
import type { Claim, SourceUses } from './uses.ts';

export interface Sealing {
  /** Of the whole text, blocks of left-out paragraphs too. */
  text(text: ArchivedText): string;
  /** Of the places and passages: `at`, tab, passage. */
  passages(uses: SourceUses): string;
  /** Both of them, for what another talk than the source's own cites. */
  elsewhere(uses: SourceUses): string;
  /** Of what the points make of them, so that a changed figure, speaker, date, place or quotation shows; plain rewording does not. */
  claims(uses: SourceUses): string;
}

export function createSealing(places: readonly Place[]): Sealing {
  const named = places.map(({ id, name }) => ({ id, name: normalForm(name) }));
  const kept = new WeakMap<Point, string>();
  /** What a point claims beside its passages: `by`, `date`, the quotation, figures and places of the text; parted by tabs. */
  const claimOf = (point: Point): string => {
    const known = kept.get(point);
    if (known !== undefined) return known;
    const { by = [], date = '', quote } = point;
    const text = normalForm(point.text);
    const quoted = quote === undefined ? [] : [quote.of, quote.text, quote.original ?? ''];
    const figures = figuresOf(text).filter(({ implied }) => !implied);
    const claim = [
      by.join(','),
      date,
      quoted.map((part) => normalForm(part)).join('|'),
      figures.map(({ value }) => value).join(','),
      named.flatMap(({ id, name }) => (placeOf(name, text) >= 0 ? id : [])).join(','),
    ].join('\t');
    kept.set(point, claim);
    return claim;
  };
  /** `talk/point`, `at`, `says`, and the claim. */
  const lineOf = ({ talk, point, citation: { at, says = 'so' } }: Claim): string =>
    [`${talk.id}/${point.id}`, at, says, claimOf(point)].join('\t');
  const passages = ({ claims, seats }: SourceUses) => {
    const citations = [...seats, ...claims.map(({ citation }) => citation)];
    return seal([...new Set(citations.map(({ at, passage }) => `${at}\t${normalForm(passage)}`))].sort());
  };
  const claimsOf = ({ claims }: SourceUses) => seal(claims.map(lineOf).sort());
  return {
    text: ({ blocks }) => seal(blocks),
    passages,
    claims: claimsOf,
    elsewhere: (uses) => seal([passages(uses), claimsOf(uses)]),
  };
}

/** The first 12 hexadecimal digits of sha256. */
function seal(lines: readonly string[]): string {
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 12);
}
