// What happened when: the talk's timeline, each entry with the status of the point it belongs to.

import type { Catalogue } from '../content/catalogue.ts';
import type { Point, Talk, TimelineEntry } from '../content/schema.ts';
import { denials, statusInBrackets } from './attribution.ts';
import { type Item, type Line, phrase, type Summary } from './blocks.ts';
import { sourcing } from './sources.ts';

/** The talk's timeline, earliest first; dates are as exact as they are known. */
export function composeTimeline(catalogue: Catalogue, talk: Talk): Summary {
  const entries = talk.timeline.toSorted((a, b) => (a.date < b.date ? -1 : Number(a.date > b.date)));
  const points = entries.flatMap((entry) => catalogue.point(talk.id, entry.point) ?? []);
  const title: Line = [phrase('timeline-title'), ` · ${talk.title}, `, { date: talk.date }];
  if (points.length === 0) {
    return { title, blocks: [{ type: 'text', lines: [[phrase('timeline-empty')]] }] };
  }
  const { block: sources, marks } = sourcing(catalogue, points);
  const items = entries.flatMap((entry) => {
    const point = catalogue.point(talk.id, entry.point);
    return point === undefined ? [] : [entryItem(catalogue, talk, entry, point, marks(point))];
  });
  return { title, blocks: [{ type: 'section', items }, sources], languages: [talk.language] };
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
