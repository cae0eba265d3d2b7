// What cites each source, talk by talk.

import type { Slices } from '../slices.ts';
import type { Citation, EvidenceContent, Point, Source, Talk } from './model.ts';

export interface SourceUses {
  /** The points that cite the source, once for each citation. */
  readonly claims: readonly Claim[];
  /** The citations of delegations and their members. */
  readonly seats: readonly Citation[];
}

export interface Claim {
  readonly talk: Talk;
  readonly point: Point;
  readonly citation: Citation;
}

export interface EvidenceIndex {
  readonly sources: ReadonlyMap<string, Source>;
  /** The talks that cite a source, by its id. */
  readonly citing: ReadonlyMap<string, readonly Talk[]>;
}

/** Nothing cites it. */
export const UNUSED: SourceUses = { claims: [], seats: [] };

/** Goes through all talks once, with a pause after each. */
export function* indexEvidence({ talks }: EvidenceContent): Slices<EvidenceIndex> {
  const sources = new Map<string, Source>();
  const citing = new Map<string, Talk[]>();
  for (const { talk, sources: own } of talks) {
    for (const source of own) sources.set(source.id, source);
    for (const id of citedIn(talk)) {
      const others = citing.get(id);
      if (others === undefined) citing.set(id, [talk]);
      else others.push(talk);
    }
    yield;
  }
  return { sources, citing };
}

/** What one talk cites of each source, by the source's id. */
export function usesIn(talk: Talk): ReadonlyMap<string, SourceUses> {
  const uses = new Map<string, { readonly claims: Claim[]; readonly seats: Citation[] }>();
  const of = (source: string) => {
    const known = uses.get(source) ?? { claims: [], seats: [] };
    uses.set(source, known);
    return known;
  };
  for (const citation of seatsOf(talk)) of(citation.source).seats.push(citation);
  for (const point of talk.points)
    for (const citation of point.citations) of(citation.source).claims.push({ talk, point, citation });
  return uses;
}

/** The citations of a talk's delegations and their members. */
function seatsOf({ delegations = [] }: Talk): readonly Citation[] {
  return delegations.flatMap(({ citations, members }) => [
    ...citations,
    ...members.flatMap((member) => member.citations ?? []),
  ]);
}

/** The sources that a talk cites, each once. */
export function citedIn(talk: Talk): ReadonlySet<string> {
  const citations = [...seatsOf(talk), ...talk.points.flatMap(({ citations }) => citations)];
  return new Set(citations.map(({ source }) => source));
}
