// What one subscription would get: all that its chat has not been told of its topics, as news, as a change of what it
// had, or as a round from before; or, where it always wants a digest, a look back.

import type { Catalogue, Located } from '../content/catalogue.ts';
import { OVERVIEW, type Talk, type Topic, type TopicId } from '../content/schema.ts';
import { type Place, toldIn } from '../store/place.ts';
import type { Sequence, Subscription, Topics, When } from '../store/types.ts';
import { DIGEST_POINTS } from '../summaries/digest-choice.ts';
import type { DigestMatter } from '../summaries/digest-summary.ts';
import type { ChangeEntry, Entry, LedgerIndex } from './ledger-index.ts';

/** How far a subscription has been told, and in what. */
export interface Position extends Place {
  readonly topics: Topics;
  readonly when: When;
  /** How many looks back it has got. */
  readonly rotation: number;
}

export function positionOf({
  settings: { topics, when },
  cursor,
  places,
  rotation,
}: Pick<Subscription, 'settings' | 'cursor' | 'places' | 'rotation'>): Position {
  return { topics, when, cursor, places, rotation };
}

/** What a digest is about. Two subscriptions with the same `id` get the same text. */
export interface DigestSelection extends DigestMatter {
  readonly id: string;
}

/** `undefined`: there is nothing to send. Only what the ledger had up to `upTo` is considered. */
export function select(
  catalogue: Catalogue,
  ledger: LedgerIndex,
  position: Position,
  upTo: Sequence,
): DigestSelection | undefined {
  const topics = topicsOf(catalogue, position.topics).map(({ id }) => id);
  if (topics.length === 0) return undefined;
  const untold = gather(ledger, position, topics, upTo);
  if (untold) return untold;
  return position.when === 'new' ? undefined : lookBack(catalogue, topics, position.rotation);
}

/** Whether `select` gives anything: asked of every chat whose time has come, so it finds no more than that. */
export function isAnything(
  catalogue: Catalogue,
  ledger: LedgerIndex,
  position: Position,
  upTo: Sequence,
): boolean {
  if (position.when === 'always') return topicsOf(catalogue, position.topics).length > 0;
  // Where the content lacks a topic, the ledger has nothing on it.
  const topics =
    position.topics === 'all'
      ? catalogue.topics.map(({ id }) => id)
      : position.topics.map((topic) => topic as TopicId);
  const isTold = ({ point }: Located, sequence: Sequence) =>
    point.topics.some((topic) => sequence <= toldIn(position, topic));
  return topics.some((id) => {
    const after = toldIn(position, id);
    return (
      ledger.somePoint(id, after, upTo, (entry) => !isTold(entry, entry.sequence)) ||
      ledger.someChange(
        id,
        after,
        upTo,
        (change) => isTold(change, change.pointSequence) && !isTold(change, change.sequence),
      )
    );
  });
}

/** All that is not told yet. */
function gather(
  ledger: LedgerIndex,
  position: Position,
  topics: readonly TopicId[],
  upTo: Sequence,
): DigestSelection | undefined {
  const told = (topic: string) => toldIn(position, topic);
  const floor = topics.map(told).reduce((least, one) => (one < least ? one : least));
  if (floor >= upTo) return undefined;
  const wanted = new Set<string>(topics);
  const isWanted = ({ point }: Located) => point.topics.some((topic) => wanted.has(topic));
  const isTold = ({ point }: Located, sequence: Sequence) =>
    point.topics.some((topic) => sequence <= told(topic));
  const rounds = roundsOf(ledger, position, topics, upTo);

  const untold = ledger
    .entries(floor, upTo)
    .filter((entry) => isWanted(entry) && !isTold(entry, entry.sequence))
    .map((entry) => ({ entry, standing: rounds.standingOf(entry) }));
  // A round stands in one place of the digest, where its best point does.
  const standings = new Map<number, Standing>();
  for (const { entry, standing } of untold) {
    const known = standings.get(entry.round) ?? 'older';
    standings.set(entry.round, STANDINGS.indexOf(standing) < STANDINGS.indexOf(known) ? standing : known);
  }
  const of = (standing: Standing) =>
    untold.flatMap(({ entry }) => (standings.get(entry.round) === standing ? entry : []));
  const [news, introduced] = [of('news'), of('introduced')];
  const older = new Map<Talk, number>();
  for (const { talk } of of('older')) older.set(talk, (older.get(talk) ?? 0) + 1);

  const changes = new Map<string, ChangeEntry>();
  for (const change of ledger.changes(floor, upTo)) {
    const isDue =
      isWanted(change) && isTold(change, change.pointSequence) && !isTold(change, change.sequence);
    const key = `${change.talk.id} ${change.point.id}`;
    // Of several since then the first says what the chat was told.
    if (isDue && !changes.has(key)) changes.set(key, change);
  }
  if (news.length + introduced.length + older.size + changes.size === 0) return undefined;
  const first = topics.every((topic) => isUntold(position, topic));
  const id = [
    first ? 'first' : 'new',
    topics.join(),
    news.map(({ sequence }) => sequence).join(),
    introduced.map(({ sequence }) => sequence).join(),
    [...changes.values()].map(({ sequence, number }) => `${sequence}.${number}`).join(),
    [...older].map(([{ id: talk }, count]) => `${talk}.${count}`).join(),
  ].join(' ');
  return {
    id,
    occasion: first ? 'first' : 'new',
    topics,
    news,
    introduced,
    introducedTopics: first ? [] : topics.filter((topic) => isUntold(position, topic)),
    changes: [...changes.values()].map(({ talk, point, number }) => ({ talk, point, from: number })),
    older: [...older].map(([talk, count]) => ({ talk, count })),
  };
}

/** Nothing was told on the topic yet, as it was chosen since the last digest, or there was none. */
function isUntold({ cursor, places }: Position, topic: TopicId): boolean {
  return cursor === null && places[topic] === undefined;
}

/** What a round is to the chat, the best first. */
const STANDINGS = ['news', 'introduced', 'older'] as const;
type Standing = (typeof STANDINGS)[number];

/**
 * What a point is to the chat. Of a topic that it has followed: a round from before those it has had, which was published
 * only now, is no news. Of a topic that it has just chosen: the newest round introduces it.
 */
function roundsOf(ledger: LedgerIndex, position: Position, topics: readonly TopicId[], upTo: Sequence) {
  const followed = topics.filter((topic) => !isUntold(position, topic));
  const newestHad = followed
    .map((topic) => ledger.newestRound(topic, toldIn(position, topic)) ?? Number.POSITIVE_INFINITY)
    .reduce((newest, round) => Math.min(newest, round), Number.POSITIVE_INFINITY);
  const had = new Map<number, boolean>();
  const hasHad = (round: number) => {
    const known = had.get(round);
    if (known !== undefined) return known;
    const found = followed.some((topic) => ledger.hadRound(topic, round, toldIn(position, topic)));
    had.set(round, found);
    return found;
  };
  const isFollowed = new Set<string>(followed);
  const newest = new Map(topics.map((topic) => [topic, ledger.newestRound(topic, upTo)]));
  return {
    standingOf({ point, round }: Entry): Standing {
      if (point.topics.some((topic) => isFollowed.has(topic)))
        return round > newestHad && !hasHad(round) ? 'older' : 'news';
      if (!point.topics.some((topic) => newest.get(topic) === round)) return 'older';
      return followed.length === 0 ? 'news' : 'introduced';
    },
  };
}

/**
 * When there is no news, a few points of each topic's newest round in turn; after the last of them a line that nothing is
 * new, then from the first again: never the same on two days.
 */
function lookBack(catalogue: Catalogue, topics: readonly TopicId[], rotation: number): DigestSelection {
  const shown = new Set<string>();
  const lists = topics.map((topic): readonly Located[] => {
    const talk = catalogue.newestTalkOn(topic);
    if (!talk) return [];
    const points = catalogue.points(talk.id, topic).filter(({ id }) => !shown.has(`${talk.id} ${id}`));
    for (const { id } of points) shown.add(`${talk.id} ${id}`);
    return points.map((point) => ({ talk, point }));
  });
  const longest = Math.max(...lists.map(({ length }) => length));
  const pages = Array.from({ length: Math.ceil(longest / DIGEST_POINTS) }, (_, page) =>
    lists.map((list) => list.slice(page * DIGEST_POINTS, (page + 1) * DIGEST_POINTS)),
  )
    .flat()
    .filter((page) => page.length > 0);
  const turn = rotation % (pages.length + 1);
  return {
    id: `back ${topics.join()} ${turn}`,
    occasion: 'rotation',
    topics,
    news: pages[turn] ?? [],
    ...{ introduced: [], introducedTopics: [], changes: [], older: [] },
  };
}

/** The topics as the content has them now, the overview last: a point's subject says more than that it is important. */
export function topicsOf(catalogue: Catalogue, topics: Topics): readonly Topic[] {
  const wanted = catalogue.topics.filter(({ id }) => topics === 'all' || topics.includes(id));
  return [...wanted.filter(({ id }) => id !== OVERVIEW), ...wanted.filter(({ id }) => id === OVERVIEW)];
}
