// Which points a digest states, and what it only counts.

import type { Catalogue, Located } from '../content/catalogue.ts';
import { OVERVIEW, type Point, type Talk, type TopicId } from '../content/schema.ts';
import { rankOf } from './order.ts';
import { topicOfPoint } from './statement.ts';

/** The most points in one digest: a phone screen and a half. */
export const DIGEST_POINTS = 7;
/** What was agreed or has moved leaves room for as many statements. */
const STATEMENTS = 2;
/** So many changes are told however much news there is, and so much of a topic that was just chosen. */
const CHANGES = 3;
const INTRODUCED = 2;

/** What was agreed, then promises that moved, then what the editors put first, then by kind. */
const AGREED = 0;
const MOVED = 1;
const LEADING = 2;

export interface DigestChoice {
  /** Best first. */
  readonly news: readonly Located[];
  readonly introduced: readonly Located[];
  /** How many changes are told. */
  readonly changes: number;
}

/** @param changes how many there are to tell */
export function chooseForDigest(
  catalogue: Catalogue,
  news: readonly Located[],
  introduced: readonly Located[],
  changes: number,
): DigestChoice {
  const candidates = withoutDenials(catalogue, news);
  const told = Math.min(changes, Math.max(CHANGES, DIGEST_POINTS - candidates.length - introduced.length));
  const kept = Math.min(introduced.length, INTRODUCED);
  const chosen = best(catalogue, candidates, DIGEST_POINTS - told - kept);
  return {
    news: chosen,
    introduced: best(catalogue, withoutDenials(catalogue, introduced), DIGEST_POINTS - told - chosen.length),
    changes: told,
  };
}

/** Whether the point comes before what was corrected. */
export function isAgreedOrMoved({ kind, promise }: Point): boolean {
  return kind === 'agreed' || (promise !== undefined && promise.step !== 'made');
}

/** A denial of another of the points is part of that one's line. */
function withoutDenials(catalogue: Catalogue, points: readonly Located[]): readonly Located[] {
  const known = new Set(points.filter(({ point }) => point.kind !== 'denied').map(keyOfPoint));
  const isBeside = ({ talk, point }: Located) =>
    catalogue.answersOf(talk.id, point.id).some((to) => to.how === 'denies' && known.has(keyOfPoint(to)));
  return points.filter((one) => !isBeside(one));
}

/** The denials among these points that stand in the lines of those that are stated. */
export function denialsOfStated(
  catalogue: Catalogue,
  stated: readonly Located[],
  all: readonly Located[],
): readonly Located[] {
  const known = new Set(all.map(keyOfPoint));
  return stated.flatMap(({ talk, point }) =>
    catalogue.denialsOf(talk.id, point.id).filter((denial) => known.has(keyOfPoint(denial))),
  );
}

/** The most telling ones: of each round in turn what was agreed or has moved, then of each topic in turn the rest. */
function best(catalogue: Catalogue, points: readonly Located[], room: number): readonly Located[] {
  const leads = new Map<Talk, ReadonlySet<Point>>();
  const leadOf = (talk: Talk) => {
    const known = leads.get(talk) ?? new Set(catalogue.leadOf(talk.id));
    leads.set(talk, known);
    return known;
  };
  const weight = ({ talk, point }: Located) => {
    if (point.kind === 'agreed') return AGREED;
    if (isAgreedOrMoved(point)) return MOVED;
    return leadOf(talk).has(point) ? LEADING : LEADING + 1 + rankOf(point.kind);
  };
  const place = new Map(catalogue.talks.map(({ id }, index) => [id, index]));
  const placeOf = ({ talk }: Located) => place.get(talk.id) ?? 0;
  const sorted = points.toSorted((a, b) => weight(a) - weight(b) || placeOf(a) - placeOf(b));
  const strong = sorted.filter(({ point }) => isAgreedOrMoved(point));
  const others = sorted.filter(({ point }) => !isAgreedOrMoved(point));
  const strongRoom = room - Math.min(STATEMENTS, others.length);
  const first = inTurn(strong, ({ talk }) => talk.id, strongRoom);
  const then = inTurn(
    others,
    ({ talk, point }) => `${talk.id} ${topicOfPoint(catalogue, point)}`,
    room - first.length,
  );
  return [...first, ...then];
}

/** The first of each group, then the second of each, until the room is used up. */
function inTurn(points: readonly Located[], groupOf: (one: Located) => string, room: number) {
  const groups = [...Map.groupBy(points, groupOf).values()];
  const longest = Math.max(0, ...groups.map(({ length }) => length));
  const turns = Array.from({ length: longest }, (_, turn) => groups.flatMap((group) => group[turn] ?? []));
  return turns.flat().slice(0, Math.max(0, room));
}

/** The topic under which a chat of these topics looks for the point: its own, else the first that is no overview. */
export function topicForChat(catalogue: Catalogue, topics: ReadonlySet<TopicId>, point: Point): TopicId {
  const own = topicOfPoint(catalogue, point);
  if (topics.has(own)) return own;
  const wanted = point.topics.filter((topic) => topics.has(topic));
  return wanted.find((topic) => topic !== OVERVIEW) ?? wanted[0] ?? own;
}

export function keyOfPoint({ talk, point }: Located): string {
  return `${talk.id} ${point.id}`;
}
