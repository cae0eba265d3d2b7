// A digest: points that the caller chose, a section for each topic of a talk.

import type { Catalogue } from '../content/catalogue.ts';
import type { Point, Talk, TopicId } from '../content/schema.ts';
import { account, denials, sourcesOf, statusLead } from './attribution.ts';
import { type Block, type Item, type Line, type Phrase, phrase, type Summary } from './blocks.ts';
import { byPart } from './order.ts';
import { deniedBy } from './select.ts';
import { type Wording, wording } from './wording.ts';

/** Points of one talk on one topic, in the order of the talk's file. */
export interface DigestSection {
  readonly talk: Talk;
  readonly topic: TopicId;
  readonly points: readonly Point[];
}

/** Why a digest is sent: it is the first, there is news, or it is a topic's turn because there is none. */
export type DigestOccasion = 'first' | 'new' | 'rotation';

/** Readers of a chat can ask the bot there; those of a channel need its button under the digest. */
export type Readers = 'chat' | 'channel';

/** The most points in one digest: about two phone screens. */
export const DIGEST_POINTS = 12;

const TITLES: Readonly<Record<DigestOccasion, Phrase>> = {
  first: phrase('digest-title-first'),
  new: phrase('digest-title-new'),
  rotation: phrase('digest-title-rotation'),
};

/**
 * The digest of these sections on the subscription's local day (`YYYY-MM-DD`). The sections share the room; each
 * shows its first parts first (order.ts) and, when cut, ends with where to read the rest.
 */
export function composeDigest(
  catalogue: Catalogue,
  sections: readonly DigestSection[],
  occasion: DigestOccasion,
  day: string,
  readers: Readers = 'chat',
): Summary {
  const filled = withoutRepeats(sections)
    .map(denialsBeside)
    .filter(({ points }) => points.length > 0);
  const words = wording(
    catalogue,
    filled.flatMap(({ points }) => points),
  );
  const shares = shareOut(
    filled.map(({ points }) => points.length),
    DIGEST_POINTS,
  );
  return {
    title: [TITLES[occasion], ' · ', { date: day }],
    blocks: [
      ...filled.map((section, index) => sectionBlock(catalogue, section, shares[index] ?? 0, words, readers)),
      ...sourceBlock(catalogue, filled),
    ],
    languages: words.languages,
  };
}

/** A point on several topics appears once, under the first. */
function withoutRepeats(sections: readonly DigestSection[]): readonly DigestSection[] {
  const told = new Set<string>();
  return sections.map((section) => ({
    ...section,
    points: section.points.filter((point) => {
      const key = `${section.talk.id}/${point.id}`;
      const isNew = !told.has(key);
      told.add(key);
      return isNew;
    }),
  }));
}

/** A denial of a point in the same section is part of that point's line. */
function denialsBeside(section: DigestSection): DigestSection {
  const ids = new Set<string>(section.points.filter(({ kind }) => kind !== 'denied').map(({ id }) => id));
  const isBeside = (point: Point) => deniedBy(point).some((id) => ids.has(id));
  return { ...section, points: section.points.filter((point) => !isBeside(point)) };
}

/** How many points each section shows: one each in turn until the room is used up, at least one. */
export function shareOut(lengths: readonly number[], room: number): readonly number[] {
  const shares = lengths.map((length) => Math.min(1, length));
  let left = room - shares.reduce((sum, share) => sum + share, 0);
  while (left > 0 && shares.some((share, index) => share < (lengths[index] ?? 0))) {
    for (const [index, length] of lengths.entries()) {
      const share = shares[index] ?? 0;
      if (left <= 0 || share >= length) continue;
      shares[index] = share + 1;
      left -= 1;
    }
  }
  return shares;
}

function sectionBlock(
  catalogue: Catalogue,
  section: DigestSection,
  share: number,
  words: Wording,
  readers: Readers,
): Block {
  const { talk, topic, points } = section;
  const shown = byPart(points).slice(0, share);
  const items = shown.map((point) => pointItem(catalogue, talk, point, words));
  const count = points.length - shown.length;
  const rest =
    readers === 'channel'
      ? phrase('digest-rest-in-bot', { count })
      : phrase('digest-rest', { command: commandFor(catalogue, talk, topic), count });
  const pointer: readonly Item[] = count > 0 ? [{ marker: 'bullet', lines: [[rest]], points: [] }] : [];
  const name = catalogue.topic(topic)?.name ?? topic;
  const heading: Line = [{ bold: name }, ` · ${talk.title}, `, { date: talk.date }];
  return { type: 'section', heading, items: [...items, ...pointer] };
}

function pointItem(catalogue: Catalogue, talk: Talk, point: Point, words: Wording): Item {
  const line = [
    ...statusLead(catalogue, talk, point),
    ...words.text(point),
    ...account(catalogue, point),
    ...corrected(point),
    ...denials(catalogue, talk, point),
  ];
  return { marker: 'bullet', lines: [line], points: [{ talk: talk.id, point: point.id }] };
}

/** ` (corrected; it said: “…”)`: a reader may have had it otherwise. */
function corrected({ changes }: Point): Line {
  const last = changes?.findLast(({ how }) => how !== 'reworded');
  return last?.was === undefined ? [] : [' ', phrase('digest-corrected', { was: last.was })];
}

function commandFor(catalogue: Catalogue, talk: Talk, topic: TopicId): string {
  const command = `/${catalogue.topic(topic)?.command ?? topic}`;
  return catalogue.newestTalkOn(topic)?.id === talk.id ? command : `${command} ${talk.id}`;
}

/** Only the names of the sources; the answers describe them. */
function sourceBlock(catalogue: Catalogue, sections: readonly DigestSection[]): readonly Block[] {
  const sources = sourcesOf(
    catalogue,
    sections.flatMap(({ points }) => points),
  );
  if (sources.length === 0) return [];
  const publishers = [...new Set(sources.map((source) => catalogue.publisherOf(source)))];
  const names = { list: publishers };
  return [{ type: 'text', lines: [[phrase('digest-sources', { names, count: publishers.length })]] }];
}
