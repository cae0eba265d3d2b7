// What a talk has besides its topics: a timeline and quotations, each under the name of its command.

import type { Catalogue } from '../content/catalogue.ts';
import type { Point, Talk, TimelineEntry } from '../content/schema.ts';
import { denials, kindWords, nameWithRole, statusInBrackets, voices } from './attribution.ts';
import { type Inline, type Item, type Line, phrase, type Summary } from './blocks.ts';
import { sourcing } from './sources.ts';

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
    ? talk.timeline.length > 0
    : talk.points.some(({ quote }) => quote !== undefined);
}

/** Earliest first; dates are as exact as they are known. Each entry has the status of the point it belongs to. */
function composeTimeline(catalogue: Catalogue, talk: Talk): Summary {
  const entries = talk.timeline.toSorted((a, b) => (a.date < b.date ? -1 : Number(a.date > b.date)));
  const points = entries.flatMap((entry) => catalogue.point(talk.id, entry.point) ?? []);
  const title = titleOf(talk, 'timeline');
  if (points.length === 0) return empty(title, 'timeline');
  const { block: sources, marks } = sourcing(catalogue, points);
  const items = entries.flatMap((entry) => {
    const point = catalogue.point(talk.id, entry.point);
    return point === undefined ? [] : [entryItem(catalogue, talk, entry, point, marks(point))];
  });
  return { title, blocks: [{ type: 'section', items }, sources], languages: [talk.language] };
}

/** Every quotation of the talk in the file's order, with the speaker's role on that day. */
function composeQuotes(catalogue: Catalogue, talk: Talk): Summary {
  const points = talk.points.filter((point) => point.quote !== undefined);
  const title = titleOf(talk, 'quotes');
  if (points.length === 0) return empty(title, 'quotes');
  const { block: sources, marks } = sourcing(catalogue, points);
  const items = points.map((point) => quoteItem(catalogue, talk, point, point.quote ?? '', marks(point)));
  const blocks = items.map((item) => ({ type: 'section', items: [item] }) as const);
  return { title, blocks: [...blocks, sources], languages: [talk.language] };
}

function titleOf(talk: Talk, view: View): Line {
  return [phrase(`${view}-title`), ` · ${talk.title}, `, { date: talk.date }];
}

function empty(title: Line, view: View): Summary {
  return { title, blocks: [{ type: 'text', lines: [[phrase(`${view}-empty`)]] }] };
}

function entryItem(catalogue: Catalogue, talk: Talk, entry: TimelineEntry, point: Point, marks: Line): Item {
  const status = statusInBrackets(catalogue, talk, point);
  const line: Line = [
    { bold: { date: entry.date } },
    ` · ${entry.text}`,
    ...(status === undefined ? [] : [' ', status]),
    ...denials(catalogue, talk, point),
    ...marks,
  ];
  return { marker: 'bullet', lines: [line], points: [{ talk: talk.id, point: point.id }] };
}

function quoteItem(catalogue: Catalogue, talk: Talk, point: Point, quote: string, marks: Line): Item {
  return {
    marker: 'bullet',
    lines: [
      [phrase('quoted', { quote })],
      [...speaker(catalogue, talk, point), ...marks],
      [{ italic: point.text }],
    ],
    points: [{ talk: talk.id, point: point.id }],
  };
}

/** `— Lavrov, Foreign Minister`; the kind is added unless it is `said`. */
function speaker(catalogue: Catalogue, talk: Talk, point: Point): Line {
  const names =
    point.by.length > 0
      ? point.by.map((id) => nameWithRole(catalogue, talk, id)).join('; ')
      : voices(catalogue, talk, point).join('; ');
  const line: Inline[] = [`— ${names}`];
  if (point.date !== undefined) line.push(', ', { date: point.date });
  if (point.kind !== 'said') line.push(' · ', { italic: kindWords(point.kind) });
  return line;
}
