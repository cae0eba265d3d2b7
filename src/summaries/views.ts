// What a talk has besides its topics: a timeline and quotations, each under the name of its command.

import type { Catalogue } from '../content/catalogue.ts';
import type { Point, Quote, Talk } from '../content/schema.ts';
import { account, denials, kindWords, nameWithRole, statusInBrackets } from './attribution.ts';
import { type Inline, type Item, type Line, phrase, type Summary } from './blocks.ts';
import { spoken } from './point.ts';
import { sourcing } from './sources.ts';
import { type Wording, wording } from './wording.ts';

export const VIEWS = ['timeline', 'quotes'] as const;
export type View = (typeof VIEWS)[number];

const COMPOSERS: Readonly<Record<View, (catalogue: Catalogue, talk: Talk) => Summary>> = {
  timeline: composeTimeline,
  quotes: composeQuotes,
};

/** The view as a summary; where the talk has nothing for it, a line that says so. */
export function composeView(catalogue: Catalogue, talk: Talk, view: View): Summary {
  return COMPOSERS[view](catalogue, talk);
}

/** Whether the view would show anything. */
export function hasView(talk: Talk, view: View): boolean {
  return view === 'timeline'
    ? talk.points.some(({ date }) => date !== undefined)
    : talk.points.some(({ quote }) => quote !== undefined);
}

/** Points with a day of their own, earliest first, each with its status; dates are as exact as they are known. */
function composeTimeline(catalogue: Catalogue, talk: Talk): Summary {
  const points = catalogue.timeline(talk.id).map(({ point }) => point);
  const title = titleOf(talk, 'timeline');
  if (points.length === 0) return empty(title, 'timeline');
  const { block: sources, marks } = sourcing(catalogue, points);
  const words = wording(catalogue, points);
  const items = points.map((point) => datedItem(catalogue, talk, point, words, marks(point)));
  return { title, blocks: [{ type: 'section', items }, sources], languages: words.languages };
}

/** Every quotation of the talk in the file's order, with the speaker's role on that day. */
function composeQuotes(catalogue: Catalogue, talk: Talk): Summary {
  const points = talk.points.filter((point) => point.quote !== undefined);
  const title = titleOf(talk, 'quotes');
  if (points.length === 0) return empty(title, 'quotes');
  const { block: sources, marks } = sourcing(catalogue, points);
  const words = wording(catalogue, points);
  const items = points.flatMap((point) =>
    point.quote === undefined ? [] : quoteItem(catalogue, talk, point, point.quote, words, marks(point)),
  );
  const blocks = items.map((item) => ({ type: 'section', items: [item] }) as const);
  return { title, blocks: [...blocks, sources], languages: words.languages };
}

function titleOf(talk: Talk, view: View): Line {
  return [phrase(`${view}-title`), ` · ${talk.title}, `, { date: talk.date }];
}

function empty(title: Line, view: View): Summary {
  return { title, blocks: [{ type: 'text', lines: [[phrase(`${view}-empty`)]] }] };
}

function datedItem(catalogue: Catalogue, talk: Talk, point: Point, words: Wording, marks: Line): Item {
  const status = statusInBrackets(catalogue, talk, point);
  const line: Line = [
    { bold: { date: point.date ?? talk.date } },
    ' · ',
    ...words.text(point),
    ...(status === undefined ? [] : [' ', status]),
    ...account(catalogue, point),
    ...denials(catalogue, talk, point),
    ...marks,
  ];
  return { marker: 'bullet', lines: [line], points: [{ talk: talk.id, point: point.id }] };
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
