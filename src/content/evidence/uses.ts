// What cites each source, talk by talk.

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
  /** By the source's id, then by the talk that cites it. */
  readonly uses: ReadonlyMap<string, ReadonlyMap<string, SourceUses>>;
}

/** Nothing cites it. */
export const UNUSED: SourceUses = { claims: [], seats: [] };

/** Goes through all talks once. Yields after each, so that the caller can let other work in. */
export function* indexEvidence({ talks }: EvidenceContent): Generator<void, EvidenceIndex> {
  const sources = new Map<string, Source>();
  const uses = new Map<string, Map<string, { readonly claims: Claim[]; readonly seats: Citation[] }>>();
  const of = (source: string, talk: string) => {
    const byTalk = uses.get(source) ?? new Map<string, { claims: Claim[]; seats: Citation[] }>();
    uses.set(source, byTalk);
    const known = byTalk.get(talk) ?? { claims: [], seats: [] };
    byTalk.set(talk, known);
    return known;
  };
  for (const { talk, sources: own } of talks) {
    for (const source of own) sources.set(source.id, source);
    for (const citation of seatsOf(talk)) of(citation.source, talk.id).seats.push(citation);
    for (const point of talk.points) {
      for (const citation of point.citations)
        of(citation.source, talk.id).claims.push({ talk, point, citation });
    }
    yield;
  }
  return { sources, uses };
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
