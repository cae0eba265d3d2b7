// The answer to a topic command, in the order that a reader can trust: agreed, said, reported, then the fold.

import type { Catalogue } from '../content/catalogue.ts';
import { OVERVIEW, type Point, type Talk, type Topic, type TopicId } from '../content/schema.ts';
import { account, denials, isPartial, lead, sourcesOf, voices } from './attribution.ts';
import { type Block, type Group, type Item, type Line, phrase, type Summary } from './blocks.ts';
import { delegationsBlocks, talkFacts } from './delegations.ts';
import { inOrder, type Selection, type Side, select } from './select.ts';
import { sourcing } from './sources.ts';
import { type Wording, wording } from './wording.ts';

/** The topic that is answered by the list of delegations before its points. */
const DELEGATIONS = 'delegations' as TopicId;

/** What a composer needs to write the line of a point. */
interface Scribe {
  readonly catalogue: Catalogue;
  readonly talk: Talk;
  readonly marks: (point: Point) => Line;
  readonly words: Wording;
}

/** The summary of the talk on the topic: design §4. The overview and the delegations begin with the talk's facts. */
export function composeTopic(catalogue: Catalogue, talk: Talk, topic: Topic): Summary {
  const selection = select(catalogue, talk, topic.id);
  const points = inOrder(selection);
  const { block: sources, marks } = sourcing(catalogue, points);
  const words = wording(catalogue, points);
  const scribe = { catalogue, talk, marks, words };
  return {
    title: titleOf(talk, topic),
    blocks: [...introduction(catalogue, talk, topic), ...blocksOf(scribe, selection), sources],
    languages: words.languages,
  };
}

function titleOf(talk: Talk, topic: Topic): Line {
  const when: Line = [`${talk.title}, `, { date: talk.date }];
  return topic.id === OVERVIEW ? when : [{ bold: topic.name }, ' · ', ...when];
}

function introduction(catalogue: Catalogue, talk: Talk, topic: Topic): readonly Block[] {
  if (topic.id === OVERVIEW) return [talkFacts(catalogue, talk)];
  if (topic.id === DELEGATIONS) return delegationsBlocks(catalogue, talk);
  return [];
}

function blocksOf(scribe: Scribe, selection: Selection): readonly Block[] {
  return [
    ...section(
      [{ bold: phrase('section-agreed') }],
      selection.agreed.map((p) => agreedItem(scribe, p)),
    ),
    ...selection.sides.flatMap((side) => sideSection(scribe, side)),
    ...section(
      [{ bold: phrase('section-others') }],
      selection.others.map((p) => ledItem(scribe, p)),
    ),
    ...section(
      [{ bold: phrase('section-reported') }],
      selection.reported.map((p) => ledItem(scribe, p)),
    ),
    ...section(
      [{ bold: phrase('section-denied') }],
      selection.denied.map((p) => ledItem(scribe, p)),
    ),
    ...section(
      [{ bold: phrase('section-open') }],
      selection.open.map((p) => ledItem(scribe, p)),
    ),
    ...fold(scribe, selection),
  ];
}

function section(heading: Line, items: readonly Item[]): readonly Block[] {
  return items.length === 0 ? [] : [{ type: 'section', heading, items }];
}

function sideSection(scribe: Scribe, { party, points }: Side): readonly Block[] {
  const name = party.flag === undefined ? party.name : `${party.flag} ${party.name}`;
  return section(
    [{ bold: name }],
    points.map((point) => ledItem(scribe, point)),
  );
}

/** Analysis and background are folded away; both have a heading of their own when both are there. */
function fold(scribe: Scribe, { analysis, background }: Selection): readonly Block[] {
  const thinking = analysis.map((point) => ledItem(scribe, point));
  const context = background.map((point) => backgroundItem(scribe, point));
  if (thinking.length === 0 && context.length === 0) return [];
  if (context.length === 0) return [folded('section-analysis', [{ items: thinking }])];
  if (thinking.length === 0) return [folded('section-background', [{ items: context }])];
  const groups = [
    { heading: [{ italic: phrase('section-analysis') }], items: thinking },
    { heading: [{ italic: phrase('section-background') }], items: context },
  ];
  return [folded('section-analysis-and-background', groups)];
}

function folded(heading: string, groups: readonly Group[]): Block {
  return { type: 'folded', heading: [{ bold: phrase(heading) }], groups };
}

/** Agreed by all at the table: the heading says it. By some of them only: they are named. */
function agreedItem(scribe: Scribe, point: Point): Item {
  const names = isPartial(scribe.catalogue, scribe.talk, point)
    ? lead(voices(scribe.catalogue, scribe.talk, point))
    : [];
  return item(scribe, point, names);
}

function ledItem(scribe: Scribe, point: Point): Item {
  return item(scribe, point, lead(voices(scribe.catalogue, scribe.talk, point)));
}

/** What a cited outlet itself states as record needs no lead, for the source line tells it; others are named. */
function backgroundItem(scribe: Scribe, point: Point): Item {
  const { catalogue, talk } = scribe;
  const outlets = new Set(sourcesOf(catalogue, [point]).map(({ outlet }) => String(outlet)));
  const isSourcesOwn = point.by.every((id) => outlets.has(id));
  return item(scribe, point, isSourcesOwn ? [] : lead(voices(catalogue, talk, point)));
}

/** A point's line, with its denials beside it; it then states them too, where this answer has them. */
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
