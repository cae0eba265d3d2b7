// The order of an answer's parts.

import type { Kind } from '../content/schema.ts';

/**
 * From what a reader must know to what only some look for: the lead of the overview, what was agreed, the sides of one subject beside each other,
 * what stayed open, what is only reported or denied, then everything else. The first parts are seen at once, the rest
 * is folded.
 */
export const PARTS = [
  'lead',
  'agreed',
  'subjects',
  'open',
  'reported',
  'denied',
  'sides',
  'others',
  'analysis',
  'background',
] as const;

export type Part = (typeof PARTS)[number];

/** Seen at once only where there is nothing else. */
export const FOLDED_PARTS: ReadonlySet<Part> = new Set<Part>(['analysis', 'background']);

const PART_OF_KIND: Readonly<Record<Kind, Part>> = {
  agreed: 'agreed',
  said: 'subjects',
  reported: 'reported',
  denied: 'denied',
  open: 'open',
  analysis: 'analysis',
  background: 'background',
};

/** The place of a kind's part among the parts of an answer. */
export function rankOf(kind: Kind): number {
  return PARTS.indexOf(PART_OF_KIND[kind]);
}
