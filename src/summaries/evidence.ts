// The evidence behind an answer: every point with its kind, owner, source, place in the source and quotation.
// Called by bot/ for the Evidence button; pure.

import type { Catalogue } from '../content/catalogue.ts';
import type { CommitmentStatus, Point, Talk, Topic } from '../content/schema.ts';
import { citations, kindWords, nameWithRole } from './attribution.ts';
import { type Inline, type Item, type Line, type Phrase, phrase, type Summary } from './blocks.ts';
import { page } from './pages.ts';
import { inOrder, select } from './select.ts';

/** Points on a page of evidence: about one phone screen. */
export const EVIDENCE_PAGE_SIZE = 5;

/** A page of evidence; pages count from 1. */
export interface Evidence {
  readonly summary: Summary;
  readonly number: number;
  readonly of: number;
}

const COMMITMENT_WORDS: Readonly<Record<CommitmentStatus, Phrase>> = {
  announced: phrase('commitment-announced'),
  begun: phrase('commitment-begun'),
  kept: phrase('commitment-kept'),
  dropped: phrase('commitment-dropped'),
};

/** The points of the topic's answer in its order, numbered through all pages; the nearest page to the one asked. */
export function composeEvidence(
  catalogue: Catalogue,
  talk: Talk,
  topic: Topic,
  pageNumber: number,
): Evidence {
  const points = inOrder(select(catalogue, talk, topic.id));
  const { number, of, entries, offset } = page(points, EVIDENCE_PAGE_SIZE, pageNumber);
  const items = entries.map((point, index) => evidenceItem(catalogue, talk, point, offset + index + 1));
  const title: Line = [phrase('evidence-title'), ` · ${topic.name} · ${talk.title}, `, { date: talk.date }];
  return {
    summary: { title, blocks: items.map((item) => ({ type: 'section', items: [item] })) },
    number,
    of,
  };
}

function evidenceItem(catalogue: Catalogue, talk: Talk, point: Point, number: number): Item {
  const lines: Line[] = [
    whose(catalogue, talk, point),
    ...(point.quote === undefined ? [] : [[phrase('quoted', { quote: point.quote })]]),
    ...denied(catalogue, talk, point),
    ...(point.commitment === undefined
      ? []
      : [[phrase('commitment'), ' ', COMMITMENT_WORDS[point.commitment.status]]]),
    cited(catalogue, point),
  ];
  return {
    marker: number,
    lines: [[point.text], ...lines],
    points: [{ talk: talk.id, point: point.id }],
  };
}

/** `Said · Lavrov, Foreign Minister · 18 Feb 2025`. */
function whose(catalogue: Catalogue, talk: Talk, point: Point): Line {
  const line: Inline[] = [{ bold: kindWords(point.kind) }];
  if (point.by.length > 0) {
    line.push(' · ', point.by.map((id) => nameWithRole(catalogue, talk, id)).join('; '));
  }
  if (point.date !== undefined) line.push(' · ', { date: point.date });
  return line;
}

/** What a denial denies. */
function denied(catalogue: Catalogue, talk: Talk, point: Point): readonly Line[] {
  const target = point.denies === undefined ? undefined : catalogue.point(talk.id, point.denies);
  return target === undefined ? [] : [[phrase('denies', { what: target.text })]];
}

/** `Source: Izvestia, ¶12`. */
function cited(catalogue: Catalogue, point: Point): Line {
  const count = new Set(point.sources.map(({ id }) => id)).size;
  return [{ italic: phrase('evidence-source', { where: citations(catalogue, point), count }) }];
}
