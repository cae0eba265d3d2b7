// The answer to a topic command.

import type { Catalogue } from '../content/catalogue.ts';
import { INTRODUCTIONS, OVERVIEW, type Point, type Talk, type Topic } from '../content/schema.ts';
import {
  account,
  denials,
  isPartial,
  lead,
  STEP_WORDS,
  sourcesOf,
  statusLead,
  voices,
} from './attribution.ts';
import { type Block, type Group, type Item, type Line, phrase, type Summary, type Words } from './blocks.ts';
import { briefFacts, delegationsBlocks, rostersOf, talkFacts, withFlag } from './delegations.ts';
import { blockLines, FOLD_LINES, foldOf, headLines, itemLines, MOST_LINES } from './one-screen.ts';
import { FOLDED_PARTS, PARTS, type Part } from './order.ts';
import { type AnswerPoints, inOrder, select } from './select.ts';
import { type Sourcing, sourcing } from './sources.ts';
import { type Wording, wording } from './wording.ts';

/** What is needed to write the line of a point. */
interface Scribe {
  readonly catalogue: Catalogue;
  readonly talk: Talk;
  readonly marks: Sourcing['marks'];
  readonly words: Wording;
}

/** Points under one heading. */
interface Section {
  readonly part: Part;
  readonly heading: Words;
  readonly points: readonly Point[];
  /** Of a subject, what each side said, the first sides first: one of each of them is shown, or none. */
  readonly sides: readonly (readonly Point[])[];
}

/** On a phone, nearly, with what its heading takes. */
const LINES_OF_A_POINT = 2;
/** Sides of a subject that are shown beside each other at once. */
const MOST_SIDES = 2;
/** Lines above the usual ones that they may take under a headline. */
const LINES_OVER = 8;
/** Lines of a statement with who said it and where: hardly any takes fewer, and each that is tried has to be written first. */
const LEAST_OF_A_SIDE = 2;
/** Statements of a side among which one is looked for that has room beside the other side's. */
const MOST_OF_A_SIDE = 3;

/** The summary of the talk on the topic. */
export function composeTopic(catalogue: Catalogue, talk: Talk, topic: Topic): Summary {
  const selected = select(catalogue, talk, topic.id);
  const points = inOrder(selected);
  const { block, marks, warning } = sourcing(catalogue, points);
  const words = wording(catalogue, points);
  const scribe = { catalogue, talk, marks, words };
  const isOverview = topic.id === OVERVIEW;
  const when: Line = [`${talk.title} · `, { date: talk.date }];
  const promises = isOverview ? promisesOf(catalogue, talk) : [];
  const head = {
    title: isOverview ? [`${talk.title}, `, { date: talk.date }] : [nameOf(topic)],
    subtitle: [...(isOverview ? [] : [when]), ...warning],
  };
  const room = MOST_LINES - headLines(head) - linesOfAll([...promises, block]);
  const { lines, folded, sources } = introduction(scribe, topic, room, points.length);
  const { shown, rest } = body(
    scribe,
    sectionsOf(scribe, selected, sources),
    room - linesOfAll(lines),
    folded,
    lines.some(({ type }) => type === 'section'),
  );
  return {
    ...head,
    blocks: [...lines, ...shown, ...promises, ...rest, block],
    languages: words.languages,
  };
}

function linesOfAll(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + blockLines(block), 0);
}

/** `🇺🇦 Ukraine`. */
function nameOf({ name, emoji }: Topic): string {
  return emoji === undefined ? name : `${emoji} ${name}`;
}

/** What an answer begins with, and the points that it already tells. */
interface Introduction {
  readonly lines: readonly Block[];
  /** What of it a tap unfolds, before everything else. */
  readonly folded: readonly Group[];
  readonly sources: ReadonlySet<Point>;
}

/**
 * @param room lines for all of the answer
 * @param count of its points
 */
function introduction(
  { catalogue, talk, marks }: Scribe,
  topic: Topic,
  room: number,
  count: number,
): Introduction {
  switch (INTRODUCTIONS.get(topic.id)) {
    case 'facts':
      return { ...facts(catalogue, talk, room - LINES_OF_A_POINT * count), sources: new Set() };
    case 'delegations': {
      const rosters = rostersOf(catalogue, talk, catalogue.points(talk.id, topic.id));
      return {
        ...delegationsBlocks(catalogue, talk, rosters, (point) => marks(point, 1), room),
        sources: new Set([...rosters.values()].flat()),
      };
    }
    case undefined:
      return { lines: [], folded: [], sources: new Set() };
  }
}

/** Who sat there: name by name where the whole answer is short. */
function facts(catalogue: Catalogue, talk: Talk, room: number) {
  const whole = talkFacts(catalogue, talk);
  return blockLines(whole) <= room ? { lines: [whole], folded: [] } : briefFacts(catalogue, talk);
}

/** `🤝 Promises · kept: 2 · under way: 1`: how those that the round moved stand now. */
function promisesOf(catalogue: Catalogue, talk: Talk): readonly Block[] {
  const moved = new Set(talk.points.flatMap(({ promise }) => promise?.id ?? []));
  const last = [...moved].flatMap((id) => catalogue.lastStepOf(id)?.step ?? []);
  if (last.length === 0) return [];
  const states = [...Map.groupBy(last, (step) => step)].flatMap(
    ([step, all]): Line => [' · ', { italic: STEP_WORDS[step] }, `: ${all.length}`],
  );
  return [{ type: 'text', lines: [[{ bold: phrase('section-promises') }, ...states]] }];
}

/** @param told points that stand above already */
function sectionsOf(scribe: Scribe, selected: AnswerPoints, told: ReadonlySet<Point>): readonly Section[] {
  const sections = PARTS.flatMap((part): readonly Section[] => {
    switch (part) {
      case 'subjects':
        return selected.subjects.map(({ subject, points }) => ({
          part,
          heading: `↔ ${subject.name}`,
          ...sidesFirst(scribe, points),
        }));
      case 'sides':
        return selected.sides.map(({ party, points }) => ({
          part,
          heading: withFlag(party),
          points,
          sides: [],
        }));
      default:
        return selected[part].length === 0
          ? []
          : [
              {
                part,
                heading: phrase(`section-${part}`),
                points: selected[part],
                sides: [],
              },
            ];
    }
  });
  if (told.size === 0) return sections;
  return sections.flatMap((section) => {
    const points = section.points.filter((point) => !told.has(point));
    return points.length === 0 ? [] : [{ ...section, points }];
  });
}

/**
 * What each side said on a subject, for as many sides as are shown beside each other at once: first those between whom the
 * round was, then mediators, hosts and who was not there. The first words of each of them come before all others.
 */
function sidesFirst(
  { catalogue, talk }: Scribe,
  points: readonly Point[],
): Pick<Section, 'points' | 'sides'> {
  const all = Map.groupBy(points, ({ by: [actor] }) =>
    actor === undefined ? '' : (catalogue.partyOf(talk.id, actor)?.id ?? actor),
  );
  const between = new Set<string>(
    talk.delegations.flatMap(({ party, part }) => (part === 'delegation' ? party : [])),
  );
  const sides = [...all]
    .toSorted(([a], [b]) => Number(between.has(b)) - Number(between.has(a)))
    .slice(0, MOST_SIDES)
    .map(([, said]) => said);
  const firsts = sides.flatMap(([first]) => first ?? []);
  return { points: [...firsts, ...points.filter((point) => !firsts.includes(point))], sides };
}

/**
 * What a reader sees at once, by weight until the screen is full; the rest folded in the same order.
 * @param room lines for all of it
 * @param facts what stands in the fold too, after what a reader must know
 * @param isAnswered whether what stands above is the answer, so that no point has to be seen
 */
function body(
  scribe: Scribe,
  sections: readonly Section[],
  room: number,
  facts: readonly Group[],
  isAnswered: boolean,
): { readonly shown: readonly Block[]; readonly rest: readonly Block[] } {
  const isEasilyShort = sections.reduce((sum, { points }) => sum + 1 + points.length, 0) <= room;
  if (isEasilyShort && facts.length === 0) {
    const all = sections.map((section) => open(scribe, section));
    if (haveRoom(all, room)) return { shown: all, rest: [] };
  }
  const seen = seenAtOnce(scribe, sections, room - FOLD_LINES, isAnswered);
  const shown = sections.flatMap((section) => seen.get(section)?.block ?? []);
  const left = sections.flatMap((section) => {
    const points = section.points.filter((point) => !seen.get(section)?.points.has(point));
    return points.length === 0 ? [] : [{ ...section, points }];
  });
  const [leads, others] = [left.filter(isLead), left.filter((section) => !isLead(section))];
  const groups = [
    ...leads.map((section) => folded(scribe, section)),
    ...facts,
    ...others.map((section) => folded(scribe, section)),
  ];
  return { shown, rest: groups.length === 0 ? [] : [foldOf(groups)] };
}

function isLead({ part }: Section): boolean {
  return part === 'lead';
}

function haveRoom(blocks: readonly Block[], room: number): boolean {
  let left = room;
  return blocks.every((block) => {
    left -= left < 0 ? 0 : blockLines(block);
    return left >= 0;
  });
}

/** Of a section, what is seen at once. */
interface Seen {
  readonly block: Block;
  readonly points: ReadonlySet<Point>;
}

/**
 * One point of the first section, then the sides of the first subject beside each other, then all that has room, in the order
 * of weight.
 * @param room lines for all of it
 */
function seenAtOnce(
  scribe: Scribe,
  sections: readonly Section[],
  room: number,
  isAnswered: boolean,
): ReadonlyMap<Section, Seen> {
  const hasOther = sections.some(({ part }) => !FOLDED_PARTS.has(part));
  const may = sections.filter(({ part }) => !(hasOther && FOLDED_PARTS.has(part)));
  const taken = new Map<Section, readonly Written[]>();
  let left = room;
  /** @returns whether there was room for any */
  const take = (section: Section, most = section.points.length): boolean => {
    const known = taken.get(section) ?? [];
    const lines = known.length === 0 ? left - 1 : left;
    const more =
      section.sides.length > 0
        ? besideEachOther(scribe, section, lines)
        : firstThatFit(scribe, section, known.length, most, lines);
    if (more === undefined || more.length === 0) return false;
    taken.set(section, [...known, ...more]);
    left = lines - linesOfItems(more);
    return true;
  };
  const [first] = may;
  if (first === undefined) return new Map();
  const subject = isLead(first) ? undefined : may.find(({ part }) => part === 'subjects');
  // The headline is seen, however long it is: of a subject both sides, since one alone would be half of the truth.
  if (!take(first, 1) && !isAnswered) {
    taken.set(first, headline(scribe, first));
    left = 0;
  }
  // Both sides of a subject are worth a few lines more.
  if (subject !== undefined && subject !== first && !take(subject)) {
    const pair = briefest(withOneLink(scribe), subject);
    if (linesOfItems(pair) <= left - 1 + LINES_OVER) {
      taken.set(subject, pair);
      left = 0;
    }
  }
  for (const section of may) if (section.sides.length === 0 || !taken.has(section)) take(section);
  return new Map([...taken].map(([section, written]) => [section, seenOf(section, written)]));
}

function seenOf({ heading }: Section, written: readonly Written[]): Seen {
  return {
    block: { type: 'section', heading: [{ bold: heading }], items: written.map(({ item }) => item) },
    points: new Set(written.map(({ point }) => point)),
  };
}

/** A point with its line, and how many lines of a phone that takes. */
interface Written {
  readonly point: Point;
  readonly item: Item;
  readonly lines: number;
}

function written(scribe: Scribe, section: Section, point: Point): Written {
  const item = itemIn(scribe, section, point);
  return { point, item, lines: itemLines(item) };
}

function linesOfItems(all: readonly Written[]): number {
  return all.reduce((sum, { lines }) => sum + lines, 0);
}

/** The next points of a section, as many as have room. @param known how many are shown already */
function firstThatFit(
  scribe: Scribe,
  section: Section,
  known: number,
  most: number,
  room: number,
): readonly Written[] {
  const fitting: Written[] = [];
  let left = room;
  for (const point of section.points.slice(known, most)) {
    // Each has a line at least.
    if (left < 1) break;
    const next = written(scribe, section, point);
    left -= next.lines;
    if (left < 0) break;
    fitting.push(next);
  }
  return fitting;
}

/**
 * One statement of each side: the earliest of them for which there is room.
 * @returns undefined where there is room for none
 */
function besideEachOther(scribe: Scribe, section: Section, room: number): readonly Written[] | undefined {
  if (room < LEAST_OF_A_SIDE * section.sides.length) return undefined;
  return pairsOf(scribe, section).find((pair) => linesOfItems(pair) <= room);
}

/** What is shown without room: the first point; of a subject the briefest statement of each side. A link is enough. */
function headline(scribe: Scribe, section: Section): readonly Written[] {
  const brief = withOneLink(scribe);
  const [first] = section.points;
  if (section.sides.length > 0) return briefest(brief, section);
  return first === undefined ? [] : [written(brief, section, first)];
}

/** One statement of each side, in the fewest lines. */
function briefest(scribe: Scribe, section: Section): readonly Written[] {
  const pairs = pairsOf(scribe, section);
  const least = Math.min(...pairs.map(linesOfItems));
  return pairs.find((pair) => linesOfItems(pair) === least) ?? [];
}

/** A statement of each side, in all ways; those that the sides' first ones are in come first. */
function pairsOf(scribe: Scribe, section: Section): readonly (readonly Written[])[] {
  const sides = section.sides.map((points) =>
    points.slice(0, MOST_OF_A_SIDE).map((point) => written(scribe, section, point)),
  );
  const [one = [], other] = sides;
  if (other === undefined) return one.map((first) => [first]);
  const ranked = one.flatMap((a, i) => other.map((b, j) => ({ rank: i + j, pair: [a, b] })));
  return ranked.sort((a, b) => a.rank - b.rank).map(({ pair }) => pair);
}

function itemsIn(scribe: Scribe, section: Section): readonly Item[] {
  return section.points.map((point) => itemIn(scribe, section, point));
}

function open(scribe: Scribe, section: Section): Block {
  return { type: 'section', heading: [{ bold: section.heading }], items: itemsIn(scribe, section) };
}

/** Links are fewer, as Telegram counts them. */
function folded(scribe: Scribe, section: Section): Group {
  return { heading: [{ italic: section.heading }], items: itemsIn(withOneLink(scribe), section) };
}

function withOneLink(scribe: Scribe): Scribe {
  return { ...scribe, marks: (point: Point) => scribe.marks(point, 1) };
}

function itemIn(scribe: Scribe, { part }: Section, point: Point): Item {
  switch (part) {
    case 'lead':
      return item(scribe, point, statusLead(scribe.catalogue, scribe.talk, point));
    case 'agreed':
      return item(scribe, point, agreedLead(scribe, point));
    case 'background':
      return item(scribe, point, backgroundLead(scribe, point));
    case 'subjects':
    case 'others':
      return item(scribe, point, flagged(scribe, point));
    default:
      return item(scribe, point, named(scribe, point));
  }
}

function named({ catalogue, talk }: Scribe, point: Point): Line {
  return lead(voices(catalogue, talk, point));
}

/** `🇷🇺 Lavrov: `: sides beside each other are told apart by their flags. */
function flagged(scribe: Scribe, point: Point): Line {
  const { catalogue, talk } = scribe;
  const flags = new Set(point.by.map((actor) => catalogue.partyOf(talk.id, actor)?.flag));
  const [flag] = flags;
  return flags.size === 1 && flag !== undefined
    ? [`${flag} `, ...named(scribe, point)]
    : named(scribe, point);
}

/** Names are needed only where not all at the table agreed. */
function agreedLead(scribe: Scribe, point: Point): Line {
  return isPartial(scribe.catalogue, scribe.talk, point) ? named(scribe, point) : [];
}

/** What a cited outlet itself states as record needs no lead; the link behind it names it. */
function backgroundLead(scribe: Scribe, point: Point): Line {
  const outlets = new Set(sourcesOf(scribe.catalogue, [point]).map(({ outlet }) => String(outlet)));
  return point.by.every((id) => outlets.has(id)) ? [] : named(scribe, point);
}

/** A point's line with its denials, which count as stated too; below it, how its promise stands now. */
function item({ catalogue, talk, marks, words }: Scribe, point: Point, leading: Line): Item {
  const line = [
    ...leading,
    ...words.text(point),
    ...dateInBrackets(talk, point),
    ...account(catalogue, point),
    ...denials(catalogue, talk, point),
    ...marks(point),
  ];
  const stated = [{ talk, point }, ...catalogue.denialsOf(talk.id, point.id)];
  return {
    marker: 'bullet',
    lines: [line, ...promiseNow(catalogue, point)],
    points: stated.map((one) => ({ talk: one.talk.id, point: one.point.id })),
  };
}

/** ` (26 Feb 2026)`: a date is worth saying only where it is not one of the talk's own days, nor a year that the text names. */
export function dateInBrackets(talk: Talk, { date, text }: Point): Line {
  if (date === undefined) return [];
  const [first = '', last = first] = talk.date.split('/');
  const isKnown = (date >= first && date <= last) || (/^\d{4}$/.test(date) && text.includes(date));
  return isKnown ? [] : [' (', { date }, ')'];
}

/** `→ under way, 11 Mar 2025`, where the promise has moved on since this point. */
function promiseNow(catalogue: Catalogue, { promise }: Point): readonly Line[] {
  if (promise === undefined) return [];
  const last = catalogue.lastStepOf(promise.id);
  if (last === undefined || last.step === promise.step) return [];
  return [['→ ', { italic: STEP_WORDS[last.step] }, ', ', { date: last.date }]];
}
