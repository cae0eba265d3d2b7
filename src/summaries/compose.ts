// The answer to a topic command.

import type { Catalogue } from '../content/catalogue.ts';
import { INTRODUCTIONS, OVERVIEW, type Point, type Talk, type Topic } from '../content/schema.ts';
import { account, denials, isPartial, lead, sourcesOf, voices } from './attribution.ts';
import { type Block, type Group, type Item, type Line, phrase, type Summary, type Words } from './blocks.ts';
import { delegationsBlocks, talkFacts, withFlag } from './delegations.ts';
import { FOLDED_PARTS, type FoldedPart, OPEN_PARTS, type OpenPart } from './order.ts';
import { type AnswerPoints, inOrder, select } from './select.ts';
import { sourcing } from './sources.ts';
import { type Wording, wording } from './wording.ts';

/** What is needed to write the line of a point. */
interface Scribe {
  readonly catalogue: Catalogue;
  readonly talk: Talk;
  readonly marks: (point: Point) => Line;
  readonly words: Wording;
}

/** The summary of the talk on the topic. */
export function composeTopic(catalogue: Catalogue, talk: Talk, topic: Topic): Summary {
  const selected = select(catalogue, talk, topic.id);
  const points = inOrder(selected);
  const { block: sources, marks } = sourcing(catalogue, points);
  const words = wording(catalogue, points);
  const scribe = { catalogue, talk, marks, words };
  return {
    title: titleOf(talk, topic),
    blocks: [...introduction(catalogue, talk, topic), ...blocksOf(scribe, selected), sources],
    languages: words.languages,
  };
}

function titleOf(talk: Talk, topic: Topic): Line {
  const when: Line = [`${talk.title}, `, { date: talk.date }];
  return topic.id === OVERVIEW ? when : [{ bold: topic.name }, ' · ', ...when];
}

function introduction(catalogue: Catalogue, talk: Talk, topic: Topic): readonly Block[] {
  switch (INTRODUCTIONS.get(topic.id)) {
    case 'facts':
      return [talkFacts(catalogue, talk)];
    case 'delegations':
      return delegationsBlocks(catalogue, talk);
    case undefined:
      return [];
  }
}

function blocksOf(scribe: Scribe, selected: AnswerPoints): readonly Block[] {
  return [...OPEN_PARTS.flatMap((part) => sections(scribe, selected, part)), ...fold(scribe, selected)];
}

function sections(scribe: Scribe, selected: AnswerPoints, part: OpenPart): readonly Block[] {
  switch (part) {
    case 'agreed':
      return section(phrase('section-agreed'), scribe, selected.agreed, agreedItem);
    case 'sides':
      return selected.sides.flatMap(({ party, points }) => section(withFlag(party), scribe, points, ledItem));
    case 'others':
    case 'reported':
    case 'denied':
    case 'open':
      return section(phrase(`section-${part}`), scribe, selected[part], ledItem);
  }
}

function section(
  heading: Words,
  scribe: Scribe,
  points: readonly Point[],
  itemOf: (scribe: Scribe, point: Point) => Item,
): readonly Block[] {
  if (points.length === 0) return [];
  const items = points.map((point) => itemOf(scribe, point));
  return [{ type: 'section', heading: [{ bold: heading }], items }];
}

const FOLDED_ITEMS: Readonly<Record<FoldedPart, (scribe: Scribe, point: Point) => Item>> = {
  analysis: ledItem,
  background: backgroundItem,
};

/** Each part has a heading of its own where there are several. */
function fold(scribe: Scribe, selected: AnswerPoints): readonly Block[] {
  const filled = FOLDED_PARTS.filter((part) => selected[part].length > 0);
  const itemsOf = (part: FoldedPart) => selected[part].map((point) => FOLDED_ITEMS[part](scribe, point));
  const [only, second] = filled;
  if (only === undefined) return [];
  if (second === undefined) return [folded(`section-${only}`, [{ items: itemsOf(only) }])];
  const groups = filled.map((part) => ({
    heading: [{ italic: phrase(`section-${part}`) }],
    items: itemsOf(part),
  }));
  return [folded('section-analysis-and-background', groups)];
}

function folded(heading: string, groups: readonly Group[]): Block {
  return { type: 'folded', heading: [{ bold: phrase(heading) }], groups };
}

/** Names are needed only where not all at the table agreed. */
function agreedItem(scribe: Scribe, point: Point): Item {
  const names = isPartial(scribe.catalogue, scribe.talk, point)
    ? lead(voices(scribe.catalogue, scribe.talk, point))
    : [];
  return item(scribe, point, names);
}

function ledItem(scribe: Scribe, point: Point): Item {
  return item(scribe, point, lead(voices(scribe.catalogue, scribe.talk, point)));
}

/** What a cited outlet itself states as record needs no lead; the source line names it. */
function backgroundItem(scribe: Scribe, point: Point): Item {
  const { catalogue, talk } = scribe;
  const outlets = new Set(sourcesOf(catalogue, [point]).map(({ outlet }) => String(outlet)));
  const isSourcesOwn = point.by.every((id) => outlets.has(id));
  return item(scribe, point, isSourcesOwn ? [] : lead(voices(catalogue, talk, point)));
}

/** A point's line with its denials, which count as stated too. */
function item({ catalogue, talk, marks, words }: Scribe, point: Point, leading: Line): Item {
  const line = [
    ...leading,
    ...words.text(point),
    ...account(catalogue, point),
    ...denials(catalogue, talk, point),
    ...marks(point),
  ];
  const stated = [{ talk, point }, ...catalogue.denialsOf(talk.id, point.id)];
  return {
    marker: 'bullet',
    lines: [line],
    points: stated.map((one) => ({ talk: one.talk.id, point: one.point.id })),
  };
}
