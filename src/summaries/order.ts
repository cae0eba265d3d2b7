// The order of an answer's parts.

import type { Kind, Point } from '../content/schema.ts';

/** What a reader sees at once, from the most to the least reliable. `sides` are grouped by party. */
export const OPEN_PARTS = ['agreed', 'sides', 'others', 'reported', 'denied', 'open'] as const;
/** Folded away at the end of the answer. */
export const FOLDED_PARTS = ['analysis', 'background'] as const;
export const PARTS = [...OPEN_PARTS, ...FOLDED_PARTS] as const;

export type OpenPart = (typeof OPEN_PARTS)[number];
export type FoldedPart = (typeof FOLDED_PARTS)[number];
export type Part = OpenPart | FoldedPart;

const PART_OF_KIND: Readonly<Record<Kind, Part>> = {
  agreed: 'agreed',
  said: 'sides',
  reported: 'reported',
  denied: 'denied',
  open: 'open',
  analysis: 'analysis',
  background: 'background',
};

/** The points in the order of the parts that their kinds belong to; points of one kind keep their order. */
export function byPart(points: readonly Point[]): readonly Point[] {
  return points.toSorted((a, b) => rank(a.kind) - rank(b.kind));
}

function rank(kind: Kind): number {
  return PARTS.indexOf(PART_OF_KIND[kind]);
}
