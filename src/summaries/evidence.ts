// The evidence behind an answer: every point with its kind, owner, source, place and quotation.

import type { Catalogue, Located } from '../content/catalogue.ts';
import type { Citation, Point, Talk, Topic } from '../content/schema.ts';
import { type Inline, type Item, type Line, phrase, type Summary } from './blocks.ts';
import { page } from './pages.ts';
import { particulars, whose } from './point.ts';
import { inOrder, select } from './select.ts';
import { openable, type PointsPage } from './statement.ts';
import { type Wording, wording } from './wording.ts';

/** Points on a page of evidence: with all their passages they fit one message. */
export const EVIDENCE_PAGE_SIZE = 3;

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
  const words = wording(catalogue, entries);
  const items = entries.map((point, index) =>
    evidenceItem(catalogue, talk, point, words, offset + index + 1),
  );
  const title: Line = [phrase('evidence-title'), ` · ${topic.name} · ${talk.title}, `, { date: talk.date }];
  return {
    summary: {
      title,
      blocks: items.map((item) => ({ type: 'section', items: [item] })),
      languages: words.languages,
    },
    points: entries,
    first: offset + 1,
    number,
    of,
  };
}

/** The evidence of points of any rounds, in the order given; the nearest existing page. */
export function composeProof(
  catalogue: Catalogue,
  located: readonly Located[],
  pageNumber: number,
): PointsPage & { readonly summary: Summary } {
  const { number, of, entries, offset } = page(located, EVIDENCE_PAGE_SIZE, pageNumber);
  const own = entries.map(({ talk, point }): Located => {
    const round = catalogue.talk(talk.id) ?? talk;
    return { talk: round, point: catalogue.point(round.id, point.id) ?? point };
  });
  const words = wording(
    catalogue,
    own.map(({ point }) => point),
  );
  const summary: Summary = {
    title: [phrase('evidence-title')],
    blocks: own.map(({ talk, point }, index) => ({
      type: 'section',
      heading: [`${talk.title} · `, { date: talk.date }],
      items: [evidenceItem(catalogue, talk, point, words, offset + index + 1)],
    })),
    languages: words.languages,
  };
  return { summary, points: openable(catalogue, own), first: offset + 1, number, of };
}

/** The page that the point is on; 1 if it is not on the topic. */
export function evidencePageOf(catalogue: Catalogue, talk: Talk, topic: Topic, point: Point): number {
  const index = inOrder(select(catalogue, talk, topic.id)).indexOf(point);
  return Math.floor(Math.max(0, index) / EVIDENCE_PAGE_SIZE) + 1;
}

function evidenceItem(catalogue: Catalogue, talk: Talk, point: Point, words: Wording, number: number): Item {
  const lines: Line[] = [
    whose(catalogue, talk, point),
    ...particulars(catalogue, talk, point),
    ...point.citations.map((citation) => cited(catalogue, citation)),
  ];
  return {
    marker: number,
    lines: [words.text(point), ...lines],
    points: [{ talk: talk.id, point: point.id }],
  };
}

/** `Izvestia, ¶12: “its words there” · partly: the length only`. The words stand in the source's own language. */
function cited(catalogue: Catalogue, { source: id, at, passage, says, note }: Citation): Line {
  const source = catalogue.source(id);
  const name = catalogue.publisherOf(source);
  const line: Inline[] = [
    source.url === undefined ? name : { link: name, url: source.url },
    `, ${at}: `,
    { italic: phrase('quoted', { quote: passage }) },
  ];
  if (says === 'partly' || says === 'otherwise') line.push(' · ', phrase(`says-${says}`));
  if (note !== undefined) line.push(says === undefined ? ` · ${note}` : `: ${note}`);
  return line;
}
