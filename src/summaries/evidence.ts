// The evidence behind an answer: every point with its kind, owner, source, place and quotation.

import type { Catalogue } from '../content/catalogue.ts';
import type { Point, Talk, Topic } from '../content/schema.ts';
import { citations } from './attribution.ts';
import { type Item, type Line, phrase, type Summary } from './blocks.ts';
import { page } from './pages.ts';
import { particulars, whose } from './point.ts';
import { inOrder, select } from './select.ts';

/** Points on a page: about one phone screen. */
export const EVIDENCE_PAGE_SIZE = 5;

/** A page of evidence; pages count from 1. */
export interface Evidence {
  readonly summary: Summary;
  /** The page's points, and the number of the first of them. */
  readonly points: readonly Point[];
  readonly first: number;
  readonly number: number;
  readonly of: number;
}

/** The points in the order of the topic's answer, numbered across pages; the nearest existing page. */
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
    summary: {
      title,
      blocks: items.map((item) => ({ type: 'section', items: [item] })),
      languages: [talk.language],
    },
    points: entries,
    first: offset + 1,
    number,
    of,
  };
}

/** The page that the point is on; 1 if it is not on the topic. */
export function evidencePageOf(catalogue: Catalogue, talk: Talk, topic: Topic, point: Point): number {
  const index = inOrder(select(catalogue, talk, topic.id)).indexOf(point);
  return Math.floor(Math.max(0, index) / EVIDENCE_PAGE_SIZE) + 1;
}

function evidenceItem(catalogue: Catalogue, talk: Talk, point: Point, number: number): Item {
  const lines: Line[] = [
    whose(catalogue, talk, point),
    ...particulars(catalogue, talk, point),
    cited(catalogue, point),
  ];
  return {
    marker: number,
    lines: [[point.text], ...lines],
    points: [{ talk: talk.id, point: point.id }],
  };
}

/** `Source: Izvestia, ¶12`. */
function cited(catalogue: Catalogue, point: Point): Line {
  const count = new Set(point.sources.map(({ id }) => id)).size;
  return [{ italic: phrase('evidence-source', { where: citations(catalogue, point), count }) }];
}
