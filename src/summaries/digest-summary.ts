// A digest: points that the caller chose, a section a topic, with the way to the rest of each.

import type { Catalogue } from '../content/catalogue.ts';
import { KINDS, type Point, type Talk, type TopicId } from '../content/schema.ts';
import { account, denials, sourcesOf, statusLead } from './attribution.ts';
import { type Block, type Item, type Line, type Phrase, phrase, type Summary } from './blocks.ts';
import { deniedBy } from './select.ts';
import { type Wording, wording } from './wording.ts';

/** Points of one talk on one topic, in the order of the talk's file. */
export interface DigestSection {
  readonly talk: Talk;
  readonly topic: TopicId;
  readonly points: readonly Point[];
}

/** Why the digest is sent: the first one, what is new since the last, or a topic's turn where nothing is new. */
export type Occasion = 'first' | 'new' | 'rotation';

/** Those in a chat can ask the bot there; those of a channel only read, and find the bot under the digest. */
export type Readers = 'chat' | 'channel';

/** Points that one digest shows at most: about two phone screens; the topic commands show the rest. */
export const DIGEST_POINTS = 12;

const TITLES: Readonly<Record<Occasion, Phrase>> = {
  first: phrase('digest-title-first'),
  new: phrase('digest-title-new'),
  rotation: phrase('digest-title-rotation'),
};

/**
 * The digest of these sections on the subscription's local day (`YYYY-MM-DD`). What fits is shared out between
 * the sections, the strongest kinds first; a section that is cut ends in the way to all of it: a command, or the bot.
 */
export function composeDigest(
  catalogue: Catalogue,
  sections: readonly DigestSection[],
  occasion: Occasion,
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

/** A point on several topics is told once, under the first. */
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

/** A denial of a point in the same section stands beside it and needs no line of its own. */
function denialsBeside(section: DigestSection): DigestSection {
  const ids = new Set<string>(section.points.filter(({ kind }) => kind !== 'denied').map(({ id }) => id));
  const isBeside = (point: Point) => deniedBy(point).some((id) => ids.has(id));
  return { ...section, points: section.points.filter((point) => !isBeside(point)) };
}

/** How many of each section's points are shown: one each in turn until the room is used; at least one each. */
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
  const shown = byStrength(points).slice(0, share);
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

function byStrength(points: readonly Point[]): readonly Point[] {
  return points.toSorted((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
}

function commandFor(catalogue: Catalogue, talk: Talk, topic: TopicId): string {
  const command = `/${catalogue.topic(topic)?.command ?? topic}`;
  return catalogue.newestTalkOn(topic)?.id === talk.id ? command : `${command} ${talk.id}`;
}

/** The sources' names in a line; a digest leaves their description to the answers it leads to. */
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
