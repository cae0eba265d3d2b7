// What a talk has besides its topics: a timeline and quotations, each under the name of its command.

import type { Catalogue } from '../content/catalogue.ts';
import type { Point, Quote, Talk } from '../content/schema.ts';
import { kindWords, nameWithRole } from './attribution.ts';
import { type Inline, type Item, type Line, phrase, type Summary } from './blocks.ts';
import { onOneScreen } from './one-screen.ts';
import { spoken } from './point.ts';
import { sourcing } from './sources.ts';
import { composeTimeline, inTime } from './timeline.ts';
import { type Wording, wording } from './wording.ts';

export const VIEWS = ['timeline', 'quotes'] as const;
export type View = (typeof VIEWS)[number];

const COMPOSERS: Readonly<Record<View, (catalogue: Catalogue, talk: Talk) => Summary>> = {
  timeline: composeTimeline,
  quotes: composeQuotes,
};

/** The view as a summary; where the talk has nothing for it, a line that says so. */
export function composeView(catalogue: Catalogue, talk: Talk, view: View): Summary {
  return onOneScreen(COMPOSERS[view](catalogue, talk));
}

/** Whether the view would show anything. */
export function hasView(talk: Talk, view: View): boolean {
  return view === 'timeline'
    ? talk.points.some(({ date }) => date !== undefined)
    : talk.points.some(({ quote }) => quote !== undefined);
}

/** The points of the view, in its order. */
export function viewPoints(catalogue: Catalogue, talk: Talk, view: View): readonly Point[] {
  return view === 'timeline'
    ? inTime(catalogue, talk)
    : talk.points.filter(({ quote }) => quote !== undefined);
}

/** Every quotation of the talk in the file's order, with the speaker's role on that day. */
function composeQuotes(catalogue: Catalogue, talk: Talk): Summary {
  const points = talk.points.filter((point) => point.quote !== undefined);
  const title: Line = [phrase('quotes-title')];
  const subtitle: Line = [`${talk.title}, `, { date: talk.date }];
  if (points.length === 0) {
    return { title, subtitle: [subtitle], blocks: [{ type: 'text', lines: [[phrase('quotes-empty')]] }] };
  }
  const { block: sources, marks, warning } = sourcing(catalogue, points);
  const words = wording(catalogue, points);
  const items = points.flatMap((point) =>
    point.quote === undefined ? [] : quoteItem(catalogue, talk, point, point.quote, words, marks(point)),
  );
  const blocks = items.map((item) => ({ type: 'section', items: [item] }) as const);
  return {
    title,
    subtitle: [subtitle, ...warning],
    blocks: [...blocks, sources],
    languages: words.languages,
  };
}

function quoteItem(
  catalogue: Catalogue,
  talk: Talk,
  point: Point,
  quote: Quote,
  words: Wording,
  marks: Line,
): Item {
  return {
    marker: 'bullet',
    lines: [
      spoken(catalogue, point, quote),
      [...speaker(catalogue, talk, point, quote), ...marks],
      words.text(point).map((part): Inline => (typeof part === 'string' ? { italic: part } : part)),
    ],
    points: [{ talk: talk.id, point: point.id }],
  };
}

/** `— Lavrov, Foreign Minister`; the kind is added unless it is `said`. */
function speaker(catalogue: Catalogue, talk: Talk, point: Point, quote: Quote): Line {
  const line: Inline[] = [`— ${nameWithRole(catalogue, talk, quote.of, point.date)}`];
  if (point.date !== undefined) line.push(', ', { date: point.date });
  if (point.kind !== 'said') line.push(' · ', { italic: kindWords(point.kind) });
  return line;
}
