// Who said what in their own words: the talk's quotations, with speakers and their roles on that day.

import type { Catalogue } from '../content/catalogue.ts';
import type { Point, Talk } from '../content/schema.ts';
import { kindWords, nameWithRole, voices } from './attribution.ts';
import { type Inline, type Item, type Line, phrase, type Summary } from './blocks.ts';
import { sourcing } from './sources.ts';

/** Every quotation of the talk, in the file's order. */
export function composeQuotes(catalogue: Catalogue, talk: Talk): Summary {
  const points = talk.points.filter((point) => point.quote !== undefined);
  const title: Line = [phrase('quotes-title'), ` · ${talk.title}, `, { date: talk.date }];
  if (points.length === 0) return { title, blocks: [{ type: 'text', lines: [[phrase('quotes-empty')]] }] };
  const { block: sources, marks } = sourcing(catalogue, points);
  const items = points.map((point) => quoteItem(catalogue, talk, point, point.quote ?? '', marks(point)));
  const blocks = items.map((item) => ({ type: 'section', items: [item] }) as const);
  return { title, blocks: [...blocks, sources], languages: [talk.language] };
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

/** `— Lavrov, Foreign Minister`; words that somebody only reports say so. */
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
