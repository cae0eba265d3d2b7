// Who stands where: the subjects of a topic as rows, each party's last word in them; one subject round after round.

import type { Catalogue, Located } from '../content/catalogue.ts';
import type { Party, PartyId, Subject, Talk, Topic } from '../content/schema.ts';
import { account, denials, kindWords, voices } from './attribution.ts';
import { type Inline, type Item, type Line, phrase, type Summary } from './blocks.ts';
import { onOneScreen } from './one-screen.ts';
import { type PageOf, page } from './pages.ts';
import { sourceLinks } from './sources.ts';
import { openable, type PointsPage } from './statement.ts';
import { type Wording, wording } from './wording.ts';

/** Subjects on a page of a topic: with three or four parties each, about two phone screens. */
export const SUBJECTS_PAGE_SIZE = 2;
/** Rounds on a page of one subject. */
export const ROUNDS_PAGE_SIZE = 2;
/** Parties that are compared on one subject; the others are few words each, under their own names in the answers. */
const MOST_PARTIES = 6;

export interface ComparisonPage {
  readonly summary: Summary;
  /** The subjects on the page, for its buttons. */
  readonly subjects: readonly Subject[];
  readonly number: number;
  readonly of: number;
}

/** The topics that have something to compare, in their order. */
export function comparableTopics(catalogue: Catalogue): readonly Topic[] {
  const topics = new Set(comparable(catalogue).map(({ topic }) => topic));
  return catalogue.topics.filter(({ id }) => topics.has(id));
}

/** Whether two parties at least have taken a position on a subject of the topic. */
export function isComparable(catalogue: Catalogue, topic: Topic): boolean {
  return catalogue.subjects.some((subject) => subject.topic === topic.id && isDisputed(catalogue, subject));
}

/** The nearest existing page: each subject, and each party's last word on it. */
export function composeComparison(catalogue: Catalogue, topic: Topic, pageNumber: number): ComparisonPage {
  const { number, of, entries } = comparedPage(catalogue, topic, pageNumber);
  const rows = entries.map((subject) => ({ subject, lasts: lastWords(catalogue, subject) }));
  const words = wording(
    catalogue,
    rows.flatMap(({ lasts }) => lasts.flatMap(({ last }) => (last === undefined ? [] : [last.point]))),
  );
  const summary: Summary = {
    title: [phrase('compare-title'), ` · ${topic.name}`],
    blocks: [
      ...(entries.length === 0
        ? [{ type: 'text', lines: [[phrase('compare-nothing')]] } as const]
        : rows.map(
            ({ subject, lasts }) =>
              ({
                type: 'section',
                heading: [{ bold: subject.name }],
                items: lasts.map(({ party, last }) => positionItem(catalogue, party, last, words, 'date')),
              }) as const,
          )),
    ],
    languages: words.languages,
  };
  return { summary: onOneScreen(summary, 2), subjects: entries, number, of };
}

/** One subject, newest round first: what each party said last in it, or that nothing is on record. */
export function composeSubject(
  catalogue: Catalogue,
  subject: Subject,
  pageNumber: number,
): PointsPage & { readonly summary: Summary } {
  const { number, of, entries, parties } = roundsPage(catalogue, subject, pageNumber);
  const rows = entries.map(({ talk, positions }) => ({
    talk,
    lasts: parties.map((party) => ({ party, last: lastOf(catalogue, positions, party.id) })),
  }));
  const said = rows.flatMap(({ lasts }) => lasts.flatMap(({ last }) => (last === undefined ? [] : [last])));
  const points = distinct(said);
  const words = wording(
    catalogue,
    points.map(({ point }) => point),
  );
  const numbers = new Map(points.map(({ talk, point }, index) => [`${talk.id}/${point.id}`, index + 1]));
  const summary: Summary = {
    title: [phrase('compare-title'), ` · ${subject.name}`],
    blocks:
      rows.length === 0
        ? [{ type: 'text', lines: [[phrase('compare-nothing')]] }]
        : rows.map(({ talk, lasts }) => ({
            type: 'section',
            heading: [{ bold: talk.title }, ', ', { date: talk.date }],
            items: lasts.map(({ party, last }) =>
              positionItem(
                catalogue,
                party,
                last,
                words,
                last === undefined ? undefined : numbers.get(`${last.talk.id}/${last.point.id}`),
              ),
            ),
          })),
    languages: words.languages,
  };
  return { summary: onOneScreen(summary, 2), points: openable(catalogue, points), first: 1, number, of };
}

/** The subjects on the nearest existing page of a topic. */
export function comparedPage(catalogue: Catalogue, topic: Topic, pageNumber: number): PageOf<Subject> {
  const all = comparable(catalogue).filter((subject) => subject.topic === topic.id);
  return page(all, SUBJECTS_PAGE_SIZE, pageNumber);
}

/** The page of its topic on which the subject stands. */
export function comparedPageOf(catalogue: Catalogue, { id, topic }: Subject): number {
  const all = comparable(catalogue).filter((one) => one.topic === topic);
  const place = all.findIndex((one) => one.id === id);
  return place < 0 ? 1 : Math.floor(place / SUBJECTS_PAGE_SIZE) + 1;
}

/** The rounds on the nearest existing page of a subject, and the parties that are compared on it. */
export function roundsPage(
  catalogue: Catalogue,
  subject: Subject,
  pageNumber: number,
): PageOf<Round> & { readonly parties: readonly Party[] } {
  const rounds = page(roundsOn(catalogue, subject), ROUNDS_PAGE_SIZE, pageNumber);
  return { ...rounds, parties: partiesOn(catalogue, subject) };
}

function comparable(catalogue: Catalogue): readonly Subject[] {
  return catalogue.subjects.filter((subject) => isDisputed(catalogue, subject));
}

function isDisputed(catalogue: Catalogue, subject: Subject): boolean {
  const parties = new Set<PartyId>();
  // Every answer's keyboard asks this, and the second party is mostly found among the first points.
  for (const one of catalogue.pointsOn(subject.id)) {
    if (isPosition(one)) for (const id of partiesOf(catalogue, one)) parties.add(id);
    if (parties.size >= 2) return true;
  }
  return false;
}

/** What is only explained or analysed is nobody's position. */
function isPosition({ point: { kind } }: Located): boolean {
  return kind !== 'analysis' && kind !== 'background';
}

/** Whether it is what a party says, and not only what is explained. */
export function isPositionOf(catalogue: Catalogue, one: Located): boolean {
  return isPosition(one) && partiesOf(catalogue, one).length > 0;
}

/** The points in which somebody took a position, oldest first. */
export function positionsOn(catalogue: Catalogue, subject: Subject): readonly Located[] {
  return [...catalogue.pointsOn(subject.id)].filter((one) => isPositionOf(catalogue, one));
}

/** The parties whose position a point is. */
export function partiesOf(catalogue: Catalogue, { talk, point }: Located): readonly PartyId[] {
  return [...new Set(point.by.flatMap((id) => catalogue.partyOf(talk.id, id)?.id ?? []))];
}

/** Those that spoke most often first; who sat at a table about it, also where they said nothing. */
export function partiesOn(catalogue: Catalogue, subject: Subject): readonly Party[] {
  const positions = positionsOn(catalogue, subject);
  const counts = new Map<PartyId, number>();
  for (const one of positions)
    for (const id of partiesOf(catalogue, one)) counts.set(id, (counts.get(id) ?? 0) + 1);
  for (const { talk } of positions)
    for (const { party, part } of talk.delegations)
      if (part === 'delegation' && !counts.has(party)) counts.set(party, 0);
  return [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, MOST_PARTIES)
    .map(([id]) => catalogue.party(id));
}

interface LastWord {
  readonly party: Party;
  readonly last: Located | undefined;
}

function lastWords(catalogue: Catalogue, subject: Subject): readonly LastWord[] {
  const positions = positionsOn(catalogue, subject);
  return partiesOn(catalogue, subject).map((party) => ({
    party,
    last: lastOf(catalogue, positions, party.id),
  }));
}

/**
 * The party's last word among the positions, which are oldest first. That something stayed open is the word of all who
 * sat there: it stands only for a party that said nothing of its own.
 */
export function lastOf(
  catalogue: Catalogue,
  positions: readonly Located[],
  party: PartyId,
): Located | undefined {
  const own = positions.filter((one) => partiesOf(catalogue, one).includes(party));
  return own.findLast(({ point }) => point.kind !== 'open') ?? own.at(-1);
}

/** What was said in one round, oldest first. */
interface Round {
  readonly talk: Talk;
  readonly positions: readonly Located[];
}

/** The rounds in which somebody took a position, newest first. */
function roundsOn(catalogue: Catalogue, subject: Subject): readonly Round[] {
  const byTalk = Map.groupBy(positionsOn(catalogue, subject), ({ talk }) => talk.id);
  return catalogue.talks.flatMap((talk) => {
    const positions = byTalk.get(talk.id);
    return positions === undefined ? [] : [{ talk, positions }];
  });
}

function distinct(located: readonly Located[]): readonly Located[] {
  return [...new Map(located.map((one) => [`${one.talk.id}/${one.point.id}`, one])).values()];
}

/** `🇷🇺 Lavrov, 18 Feb 2025: No NATO troops · AP`; `🇺🇸 United States: nothing on record`. */
function positionItem(
  catalogue: Catalogue,
  party: Party,
  last: Located | undefined,
  words: Wording,
  shown: 'date' | number | undefined,
): Item {
  const flag = party.flag === undefined ? '' : `${party.flag} `;
  if (last === undefined) {
    const nothing: Line = [`${flag}${party.name}: `, { italic: phrase('nothing-on-record') }];
    return { marker: 'bullet', lines: [nothing], points: [] };
  }
  const { talk, point } = last;
  const date: Inline = { date: point.date ?? talk.date };
  const isOwnDay = shown === 'date' || point.date !== undefined;
  const own = point.by.filter((id) => catalogue.partyOf(talk.id, id)?.id === party.id);
  const name = voices(catalogue, talk, { ...point, by: own }).join(', ');
  const sources = sourceLinks(catalogue, point);
  const line: Line = [
    ...(typeof shown === 'number' ? [`[${shown}] `] : []),
    flag,
    { bold: name },
    ...(isOwnDay ? [' (', date, ')'] : []),
    ': ',
    ...(point.kind === 'said' ? [] : [{ italic: kindWords(point.kind) }, ' · ']),
    ...words.text(point),
    ...account(catalogue, point),
    ...denials(catalogue, talk, point),
    ...(sources.length === 0 ? [] : [' · ', ...sources]),
  ];
  return { marker: 'bullet', lines: [line], points: [{ talk: talk.id, point: point.id }] };
}
