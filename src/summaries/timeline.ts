// What happened when: the talk's points that have a day of their own, each with its status.

import type { Catalogue } from '../content/catalogue.ts';
import type { Point, Talk } from '../content/schema.ts';
import { account, denials, statusInBrackets } from './attribution.ts';
import { type Item, type Line, phrase, type Summary } from './blocks.ts';
import { sourcing } from './sources.ts';
import { type Wording, wording } from './wording.ts';

/** The talk's timeline, earliest first; dates are as exact as they are known. */
export function composeTimeline(catalogue: Catalogue, talk: Talk): Summary {
  const points = catalogue.timeline(talk.id).map(({ point }) => point);
  const title: Line = [phrase('timeline-title'), ` · ${talk.title}, `, { date: talk.date }];
  if (points.length === 0) {
    return { title, blocks: [{ type: 'text', lines: [[phrase('timeline-empty')]] }] };
  }
  const { block: sources, marks } = sourcing(catalogue, points);
  const words = wording(catalogue, points);
  const items = points.map((point) => entryItem(catalogue, talk, point, words, marks(point)));
  return { title, blocks: [{ type: 'section', items }, sources], languages: words.languages };
}

function entryItem(catalogue: Catalogue, talk: Talk, point: Point, words: Wording, marks: Line): Item {
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
