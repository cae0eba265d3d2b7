// Who said what in their own words: the talk's quotations, with speakers and their roles on that day.

import type { Catalogue } from '../content/catalogue.ts';
import type { Point, Quote, Talk } from '../content/schema.ts';
import { kindWords, nameWithRole } from './attribution.ts';
import { type Inline, type Item, type Line, phrase, type Summary } from './blocks.ts';
import { spoken } from './point.ts';
import { sourcing } from './sources.ts';
import { type Wording, wording } from './wording.ts';

/** Every quotation of the talk, in the file's order. */
export function composeQuotes(catalogue: Catalogue, talk: Talk): Summary {
  const points = talk.points.filter((point) => point.quote !== undefined);
  const title: Line = [phrase('quotes-title'), ` · ${talk.title}, `, { date: talk.date }];
  if (points.length === 0) return { title, blocks: [{ type: 'text', lines: [[phrase('quotes-empty')]] }] };
  const { block: sources, marks } = sourcing(catalogue, points);
  const words = wording(catalogue, points);
  const items = points.flatMap((point) =>
    point.quote === undefined ? [] : quoteItem(catalogue, talk, point, point.quote, words, marks(point)),
  );
  const blocks = items.map((item) => ({ type: 'section', items: [item] }) as const);
  return { title, blocks: [...blocks, sources], languages: words.languages };
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

/** `— Lavrov, Foreign Minister`; words that somebody only reports say so. */
function speaker(catalogue: Catalogue, talk: Talk, point: Point, quote: Quote): Line {
  const line: Inline[] = [`— ${nameWithRole(catalogue, talk, quote.of, point.date)}`];
  if (point.date !== undefined) line.push(', ', { date: point.date });
  if (point.kind !== 'said') line.push(' · ', { italic: kindWords(point.kind) });
  return line;
}
