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
import { delegationsBlocks, rostersOf, talkFacts, withFlag } from './delegations.ts';
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
  /** How many of the first points are shown together or not at all: the lead, one of each side of a subject. */
  readonly together: number;
}

/** What a phone shows of an answer without scrolling far: lines of 44 letters at 390 px, headings included. */
const VISIBLE_LINES = 15;
const LINE_LETTERS = 44;
/** The names of two sources behind a line. */
const MARKS_LETTERS = 18;
/** Sides of a subject that are shown beside each other at once. */
const MOST_SIDES = 3;
/** A fold for less would hide more than it saves. */
const LEAST_FOLDED = 3;

/** The summary of the talk on the topic. */
export function composeTopic(catalogue: Catalogue, talk: Talk, topic: Topic): Summary {
  const selected = select(catalogue, talk, topic.id);
  const points = inOrder(selected);
  const { block, marks, warning } = sourcing(catalogue, points);
  const words = wording(catalogue, points);
  const scribe = { catalogue, talk, marks, words };
  const isOverview = topic.id === OVERVIEW;
  const when: Line = [`${talk.title} · `, { date: talk.date }];
  const { lines, sources } = introduction(scribe, topic);
  return {
    title: isOverview ? [`${talk.title}, `, { date: talk.date }] : [nameOf(topic)],
    subtitle: [...(isOverview ? [] : [when]), ...warning],
    blocks: [
      ...lines,
      ...beforeTheFold(
        body(scribe, sectionsOf(scribe, selected, sources)),
        isOverview ? promisesOf(catalogue, talk) : [],
      ),
      block,
    ],
    languages: words.languages,
  };
}

/** `🇺🇦 Ukraine`. */
function nameOf({ name, emoji }: Topic): string {
  return emoji === undefined ? name : `${emoji} ${name}`;
}

function beforeTheFold(blocks: readonly Block[], more: readonly Block[]): readonly Block[] {
  const fold = blocks.findIndex(({ type }) => type === 'folded');
  return fold < 0 ? [...blocks, ...more] : blocks.toSpliced(fold, 0, ...more);
}

/** What an answer begins with, and the points that it already tells. */
interface Introduction {
  readonly lines: readonly Block[];
  readonly sources: ReadonlySet<Point>;
}

function introduction({ catalogue, talk, marks }: Scribe, topic: Topic): Introduction {
  switch (INTRODUCTIONS.get(topic.id)) {
    case 'facts':
      return { lines: [talkFacts(catalogue, talk)], sources: new Set() };
    case 'delegations': {
      const rosters = rostersOf(catalogue, talk, catalogue.points(talk.id, topic.id));
      return {
        lines: delegationsBlocks(catalogue, talk, rosters, (point) => marks(point)),
        sources: new Set([...rosters.values()].flat()),
      };
    }
    case undefined:
      return { lines: [], sources: new Set() };
  }
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
          together: 1,
        }));
      default:
        return selected[part].length === 0
          ? []
          : [
              {
                part,
                heading: phrase(`section-${part}`),
                points: selected[part],
                together: part === 'lead' ? selected[part].length : 1,
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

/** The first statement of each side, then all others. */
function sidesFirst({ catalogue, talk }: Scribe, points: readonly Point[]) {
  const sides = Map.groupBy(points, ({ by: [actor] }) =>
    actor === undefined ? '' : (catalogue.partyOf(talk.id, actor)?.id ?? actor),
  );
  const firsts = [...sides.values()].flatMap(([first]) => first ?? []).slice(0, MOST_SIDES);
  const rest = points.filter((point) => !firsts.includes(point));
  return { points: [...firsts, ...rest], together: firsts.length };
}

/** What a reader sees at once, by weight until the screen is full; the rest folded in the same order. */
function body(scribe: Scribe, sections: readonly Section[]): readonly Block[] {
  const hasOther = sections.some(({ part }) => !FOLDED_PARTS.has(part));
  const shown: Section[] = [];
  const rest: Section[] = [];
  let used = 0;
  for (const section of sections) {
    const { points, together, part } = section;
    const mayShow = !(hasOther && FOLDED_PARTS.has(part));
    const most = part === 'subjects' ? points.slice(0, together) : points;
    const fits = mayShow ? countThatFits(scribe, most, VISIBLE_LINES - used - 1) : 0;
    const least = used === 0 && mayShow ? together : 0;
    const visible = points.slice(0, Math.max(fits < together ? 0 : fits, least));
    const left = points.slice(visible.length);
    if (visible.length > 0) shown.push({ ...section, points: visible });
    if (left.length > 0) rest.push({ ...section, points: left });
    if (visible.length > 0) used += 1 + linesOf(scribe, visible);
  }
  if (rest.reduce((sum, { points }) => sum + points.length, 0) < LEAST_FOLDED) {
    return sections.map((section) => open(scribe, section));
  }
  return [...shown.map((section) => open(scribe, section)), fold(scribe, rest)];
}

function countThatFits(scribe: Scribe, points: readonly Point[], room: number): number {
  let left = room;
  const over = points.findIndex((point) => {
    left -= linesOf(scribe, [point]);
    return left < 0;
  });
  return over < 0 ? points.length : over;
}

/** Lines on a phone, nearly: names and links are counted as they mostly are. */
function linesOf({ catalogue, talk }: Scribe, points: readonly Point[]): number {
  return points.reduce((sum, point) => {
    const names = point.kind === 'agreed' ? 0 : voices(catalogue, talk, point).join(', ').length + 2;
    return sum + Math.ceil((point.text.length + names + MARKS_LETTERS) / LINE_LETTERS);
  }, 0);
}

function open(scribe: Scribe, section: Section): Block {
  const heading: Line = [{ bold: section.heading }];
  return { type: 'section', heading, items: section.points.map((point) => itemIn(scribe, section, point)) };
}

/** Each part has a heading of its own; links are fewer, as Telegram counts them. */
function fold(scribe: Scribe, rest: readonly Section[]): Block {
  const count = rest.reduce((sum, { points }) => sum + points.length, 0);
  const brief = { ...scribe, marks: (point: Point) => scribe.marks(point, 1) };
  const groups = rest.map(
    (section): Group => ({
      heading: [{ italic: section.heading }],
      items: section.points.map((point) => itemIn(brief, section, point)),
    }),
  );
  return { type: 'folded', heading: [{ bold: phrase('section-more', { count }) }], groups };
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
  const date: Line = point.date === undefined ? [] : [' (', { date: point.date }, ')'];
  const line = [
    ...leading,
    ...words.text(point),
    ...(isDayOf(talk, point) ? [] : date),
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

/** A date is worth saying only where it is not one of the talk's own days. */
export function isDayOf(talk: Talk, { date }: Point): boolean {
  if (date === undefined) return true;
  const [first = '', last = first] = talk.date.split('/');
  return date >= first && date <= last;
}

/** `→ under way, 11 Mar 2025`, where the promise has moved on since this point. */
function promiseNow(catalogue: Catalogue, { promise }: Point): readonly Line[] {
  if (promise === undefined) return [];
  const last = catalogue.lastStepOf(promise.id);
  if (last === undefined || last.step === promise.step) return [];
  return [['→ ', { italic: STEP_WORDS[last.step] }, ', ', { date: last.date }]];
}
