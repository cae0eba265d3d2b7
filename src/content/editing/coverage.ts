// Which paragraphs of a round's sources nothing cites.

import type { Catalogue } from '../catalogue.ts';
import type { Archive } from '../evidence/archive.ts';
import { normalForm, placeOf } from '../evidence/normal-form.ts';
import type { Citation, Talk } from '../schema.ts';
import type { WrittenEntry } from './folder.ts';

export interface SourceCoverage {
  readonly source: string;
  /** How many paragraphs its text has; `undefined` where the archive does not have it. */
  readonly paragraphs: number | undefined;
  readonly unused: readonly { readonly number: number; readonly text: string }[];
}

/** All that usage asks of a citation. */
interface Place {
  readonly source: string;
  readonly at: string;
  readonly passage: string;
}

/**
 * @param sources ids, in the order wanted
 * @param unfinished the citations of a round that the catalogue can't have yet
 */
export function coverageOf(
  catalogue: Catalogue,
  sources: readonly string[],
  archive: Archive,
  unfinished: readonly Place[] = [],
): readonly SourceCoverage[] {
  const cited = new Map<string, Place[]>();
  for (const citation of unfinished) add(cited, citation);
  for (const talk of catalogue.talks) {
    for (const citation of seatsOf(talk)) add(cited, citation);
  }
  for (const { point } of catalogue.everyPoint()) {
    for (const citation of point.citations) add(cited, citation);
  }
  return sources.map((source) => {
    const text = archive.read(source);
    if (text === undefined) return { source, paragraphs: undefined, unused: [] };
    const used = new Set(
      (cited.get(source) ?? []).flatMap((citation) => [...usedBy(citation, text.paragraphs)]),
    );
    const unused = [...text.paragraphs].flatMap(([number, paragraph]) =>
      used.has(number) ? [] : [{ number, text: paragraph }],
    );
    return { source, paragraphs: text.paragraphs.size, unused };
  });
}

/** The ids of what a talk's points and delegations cite, in their order. */
export function citedBy(talk: Talk): readonly string[] {
  const citations = [...talk.points.flatMap((point) => point.citations), ...seatsOf(talk)];
  return [...new Set(citations.map(({ source }) => source))];
}

function seatsOf({ delegations }: Talk): readonly Citation[] {
  return delegations.flatMap(({ citations, members }) => [
    ...members.flatMap((member) => member.citations ?? []),
    ...citations,
  ]);
}

/** The citations of a talk as it is written, right or not. */
export function writtenCitations(entries: readonly WrittenEntry[]): readonly Place[] {
  const listed = (value: unknown) => (Array.isArray(value) ? value : []);
  return entries
    .flatMap((entry) => [entry, ...listed(entry.members)])
    .flatMap((entry) => listed(entry?.citations))
    .flatMap((citation) => {
      const { source, at, passage } = Object(citation);
      return typeof source === 'string' && typeof at === 'string'
        ? [{ source, at, passage: String(passage ?? '') }]
        : [];
    });
}

function add(cited: Map<string, Place[]>, citation: Place): void {
  const own = cited.get(citation.source);
  if (own === undefined) cited.set(citation.source, [citation]);
  else own.push(citation);
}

/** The paragraph that is named, or, for items and times, those that have the passage. */
export function usedBy(
  { at, passage }: Pick<Citation, 'at' | 'passage'>,
  paragraphs: ReadonlyMap<number, string>,
): readonly number[] {
  const named = /^¶(\d+)$/.exec(at)?.[1];
  if (named !== undefined) return [Number(named)];
  if (at === 'headline') return [];
  const words = normalForm(passage);
  return [...paragraphs].flatMap(([number, text]) => (placeOf(words, text) >= 0 ? number : []));
}
