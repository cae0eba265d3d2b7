// What one subscription would get: all that its chat has not been told of its topics and of what it follows, as news, as a change of what it
// had, or as a round from before; or, where it always wants a digest, a look back.

import type { Catalogue, Located } from '../content/catalogue.ts';
import { OVERVIEW, type Talk, type Topic, type TopicId } from '../content/schema.ts';
import { type Place, strandsOf, toldIn } from '../store/place.ts';
import type { Apart, FollowKey, Sequence, Strand, Subscription, Topics, When } from '../store/types.ts';
import { DIGEST_POINTS, keyOfPoint, topicForChat } from '../summaries/digest-choice.ts';
import type { DigestMatter } from '../summaries/digest-summary.ts';
import type { ChangeEntry, Entry, LedgerIndex } from './ledger-index.ts';

/** How far a subscription has been told, and in what. */
export interface Position extends Place {
  readonly topics: Topics;
  /** What is followed besides, and not paused. */
  readonly follows: readonly FollowKey[];
  readonly when: When;
  /** How many looks back it has got. */
  readonly rotation: number;
}

export function positionOf({
  settings: { topics, follows = [], when },
  cursor,
  places,
  apart,
  rotation,
}: Pick<Subscription, 'settings' | 'cursor' | 'places' | 'apart' | 'rotation'>): Position {
  const heard = follows.flatMap(({ key, paused }) => (paused ? [] : key));
  return { topics, follows: heard, when, cursor, places, apart, rotation };
}

/** What a digest is about. Two subscriptions with the same `id` get the same text. */
export interface DigestSelection extends DigestMatter {
  readonly id: string;
  /** Changes published since the digest was planned that its words have already, and through which strand. */
  readonly ahead: readonly Apart[];
}

/** `undefined`: there is nothing to send. Only what the ledger had up to `upTo` is considered. */
export function select(
  catalogue: Catalogue,
  ledger: LedgerIndex,
  position: Position,
  upTo: Sequence,
): DigestSelection | undefined {
  const heard = heardBy(catalogue, ledger, position);
  if (heard.strands.length === 0) return undefined;
  const untold = gather(catalogue, ledger, position, heard, upTo);
  if (untold) return untold;
  return position.when === 'new' ? undefined : lookBack(catalogue, ledger, heard, position.rotation);
}

/** What tells at once of points that were agreed. */
export interface AgreedSelection extends Omit<DigestSelection, 'ahead'> {
  /** The points that it tells as they are now, with their changes, and through which strand. */
  readonly apart: readonly Apart[];
}

/**
 * What was agreed after `after` and up to `upTo` that the chat has not been told: as much as one message states.
 * `undefined` where there is nothing. Rounds from before those that the chat has are left to its digest.
 */
export function selectAgreed(
  catalogue: Catalogue,
  ledger: LedgerIndex,
  position: Position,
  { after, upTo }: { readonly after: Sequence; readonly upTo: Sequence },
): AgreedSelection | undefined {
  const heard = heardBy(catalogue, ledger, position);
  const { topics, strands } = heard;
  const isTold = tellingTold(ledger, position);
  const rounds = roundsOf(ledger, position, strands, upTo);
  const agreed = ledger
    .entries(after, upTo)
    .flatMap((entry) => {
      const strand = strands.find((one) => ledger.isOn(one, entry));
      const isNews = entry.point.kind === 'agreed' && strand && !isTold(entry, entry.sequence);
      return isNews && rounds.standingOf(entry) !== 'older' ? [{ entry, strand }] : [];
    })
    .slice(0, DIGEST_POINTS);
  if (agreed.length === 0) return undefined;
  const news = agreed.map(({ entry }) => entry);
  const strandOf = new Map(agreed.map(({ entry, strand }) => [entry.sequence, strand]));
  // Its words are those after every change: none of these corrects what the chat has read.
  const changed = ledger
    .changes(news[0]?.sequence ?? upTo, Number.POSITIVE_INFINITY as Sequence)
    .flatMap(({ pointSequence, sequence }) => {
      const strand = strandOf.get(pointSequence);
      return strand === undefined ? [] : [{ strand, sequence }];
    });
  return {
    id: `agreed ${topics.join()} ${news.map(({ sequence }) => sequence).join()}`,
    occasion: 'agreed',
    topics,
    news,
    ...{ introduced: [], introducedTopics: [], changes: [], older: [] },
    apart: [...agreed.map(({ entry, strand }) => ({ strand, sequence: entry.sequence })), ...changed],
  };
}

/** Whether `select` gives anything: asked of every chat whose time has come, so it finds no more than that. */
export function isAnything(
  catalogue: Catalogue,
  ledger: LedgerIndex,
  position: Position,
  upTo: Sequence,
): boolean {
  if (position.when === 'always') return heardBy(catalogue, ledger, position).strands.length > 0;
  // Where the content lacks a topic, the ledger has nothing on it.
  const strands = strandsOfPosition(position);
  const isTold = tellingTold(ledger, position);
  return (strands === 'all' ? catalogue.topics.map(({ id }) => id as Strand) : strands).some((id) => {
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

function strandsOfPosition({ topics, follows }: Position): 'all' | readonly Strand[] {
  return strandsOf({ topics, follows: follows.map((key) => ({ key, paused: false })) });
}

/** What a chat hears of, as the content has it now. */
interface Heard {
  readonly topics: readonly TopicId[];
  readonly follows: readonly FollowKey[];
  /** What brings points to it: its topics and what it follows; with all topics these alone. */
  readonly strands: readonly Strand[];
}

function heardBy(catalogue: Catalogue, ledger: LedgerIndex, position: Position): Heard {
  const topics = topicsOf(catalogue, position.topics).map(({ id }) => id);
  const follows = position.follows.filter((key) => ledger.knows(key));
  return { topics, follows, strands: position.topics === 'all' ? topics : [...topics, ...follows] };
}

/** Whether the chat was told of the point up to a number, through whatever it hears of, or has heard of. */
function tellingTold(
  ledger: LedgerIndex,
  position: Position,
): (point: Located, sequence: Sequence) => boolean {
  // Of topics the point knows itself.
  const followed = Object.keys(position.places).filter((strand) => strand.includes(':'));
  const apart = position.apart && new Set<Sequence>(position.apart.map(({ sequence }) => sequence));
  return (point, sequence) =>
    apart?.has(sequence) ||
    point.point.topics.some((topic) => sequence <= toldIn(position, topic)) ||
    followed.some((strand) => sequence <= toldIn(position, strand) && ledger.isOn(strand, point));
}

/** All that is not told yet. */
function gather(
  catalogue: Catalogue,
  ledger: LedgerIndex,
  position: Position,
  { topics, follows, strands }: Heard,
  upTo: Sequence,
): DigestSelection | undefined {
  const floor = strands
    .map((strand) => toldIn(position, strand))
    .reduce((least, one) => (one < least ? one : least));
  if (floor >= upTo) return undefined;
  const isWanted = (point: Located) => strands.some((strand) => ledger.isOn(strand, point));
  const isTold = tellingTold(ledger, position);
  const rounds = roundsOf(ledger, position, strands, upTo);

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
  const older = new Map<Talk, { readonly count: number; readonly topic: TopicId }>();
  for (const { talk, point } of of('older')) {
    const known = older.get(talk);
    const topic = known?.topic ?? topicForChat(catalogue, new Set(topics), point);
    older.set(talk, { count: (known?.count ?? 0) + 1, topic });
  }

  const changes = new Map<string, ChangeEntry>();
  for (const change of ledger.changes(floor, upTo)) {
    const isDue =
      isWanted(change) && isTold(change, change.pointSequence) && !isTold(change, change.sequence);
    const key = keyOfPoint(change);
    // Of several since then the first says what the chat was told.
    if (isDue && !changes.has(key)) changes.set(key, change);
  }
  if (news.length + introduced.length + older.size + changes.size === 0) return undefined;
  const first = strands.every((strand) => isUntold(position, strand));
  const isNew = (strand: Strand) => !first && strands.includes(strand) && isUntold(position, strand);
  const introducedTopics = topics.filter(isNew);
  const introducedFollows = follows.filter(isNew);
  const id = [
    first ? 'first' : 'new',
    topics.join(),
    follows.join(),
    introducedTopics.join(),
    introducedFollows.join(),
    news.map(({ sequence }) => sequence).join(),
    introduced.map(({ sequence }) => sequence).join(),
    [...changes.values()].map(({ sequence, number }) => `${sequence}.${number}`).join(),
    [...older].map(([{ id: talk }, { count, topic }]) => `${talk}.${topic}.${count}`).join(),
  ].join(' ');
  return {
    id,
    occasion: first ? 'first' : 'new',
    topics,
    news,
    introduced,
    introducedTopics,
    introducedFollows,
    followed: followedAmong(ledger, follows, [...news, ...introduced]),
    changes: [...changes.values()].map(({ talk, point, number }) => ({ talk, point, from: number })),
    older: [...older].map(([talk, { count, topic }]) => ({ talk, count, topic })),
    ahead: aheadOf(ledger, strands, upTo, (change) =>
      // To a chat that never had a point which was withdrawn meanwhile there is nothing to take back.
      isTold(change, change.pointSequence) ? changes.has(keyOfPoint(change)) : change.pointSequence <= upTo,
    ),
  };
}

/** What was changed after `upTo` of points that a digest up to there tells: it is written in the words of now. */
function aheadOf(
  ledger: LedgerIndex,
  strands: readonly Strand[],
  upTo: Sequence,
  isToldNow: (change: ChangeEntry) => boolean,
): readonly Apart[] {
  return ledger.changes(upTo, Number.POSITIVE_INFINITY as Sequence).flatMap((change) => {
    const strand = strands.find((one) => ledger.isOn(one, change));
    return strand !== undefined && isToldNow(change) ? [{ strand, sequence: change.sequence }] : [];
  });
}

/** Those of the points that belong to what is followed, which come before others that are as good. */
function followedAmong(ledger: LedgerIndex, follows: readonly FollowKey[], points: readonly Located[]) {
  const followed = points.filter((one) => follows.some((key) => ledger.isOn(key, one)));
  return new Set(followed.map(keyOfPoint));
}

/** Nothing was told on it yet, as it was chosen since the last digest, or there was none. */
function isUntold({ cursor, places }: Position, strand: Strand): boolean {
  return cursor === null && places[strand] === undefined;
}

/** What a round is to the chat, the best first. */
const STANDINGS = ['news', 'introduced', 'older'] as const;
type Standing = (typeof STANDINGS)[number];

/**
 * What a point is to the chat. Of a topic that it has followed: a round from before those it has had, which was published
 * only now, is no news. Of a topic that it has just chosen: the newest round introduces it.
 */
function roundsOf(ledger: LedgerIndex, position: Position, strands: readonly Strand[], upTo: Sequence) {
  const known = strands.filter((strand) => !isUntold(position, strand));
  const newestHad = known
    .map((strand) => ledger.newestRound(strand, toldIn(position, strand)) ?? Number.POSITIVE_INFINITY)
    .reduce((newest, round) => Math.min(newest, round), Number.POSITIVE_INFINITY);
  const had = new Map<number, boolean>();
  const hasHad = (round: number) => {
    const remembered = had.get(round);
    if (remembered !== undefined) return remembered;
    const found = known.some((strand) => ledger.hadRound(strand, round, toldIn(position, strand)));
    had.set(round, found);
    return found;
  };
  const newest = new Map(strands.map((strand) => [strand, ledger.newestRound(strand, upTo)]));
  return {
    standingOf(entry: Entry): Standing {
      const { round } = entry;
      if (known.some((strand) => ledger.isOn(strand, entry)))
        return round > newestHad && !hasHad(round) ? 'older' : 'news';
      const isNewest = (strand: Strand) => newest.get(strand) === round && ledger.isOn(strand, entry);
      if (!strands.some(isNewest)) return 'older';
      return known.length === 0 ? 'news' : 'introduced';
    },
  };
}

/**
 * When there is no news, a few points of the newest round of each topic, and of all that is followed, in turn; after the
 * last of them a line that nothing is new, then from the first again: never the same on two days.
 */
function lookBack(
  catalogue: Catalogue,
  ledger: LedgerIndex,
  { topics, follows, strands }: Heard,
  rotation: number,
): DigestSelection {
  const shown = new Set<string>();
  const newest = strands.flatMap((strand) => {
    const round = ledger.newestRound(strand, Number.POSITIVE_INFINITY as Sequence);
    const talk = round === undefined ? undefined : catalogue.talks[round];
    return talk ? [{ talk, strand }] : [];
  });
  const lists = newest.map(({ talk, strand }): readonly Located[] =>
    talk.points
      .map((point) => ({ talk, point }))
      .filter((one) => {
        const isNext = ledger.isOn(strand, one) && !shown.has(keyOfPoint(one));
        if (isNext) shown.add(keyOfPoint(one));
        return isNext;
      }),
  );
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  const pages = Array.from({ length: Math.ceil(longest / DIGEST_POINTS) }, (_, page) =>
    lists.map((list) => list.slice(page * DIGEST_POINTS, (page + 1) * DIGEST_POINTS)),
  )
    .flat()
    .filter((page) => page.length > 0);
  const turn = rotation % (pages.length + 1);
  const newestTalk = newest
    .map(({ talk }) => talk)
    .toSorted((a, b) => catalogue.talks.indexOf(a) - catalogue.talks.indexOf(b))[0];
  return {
    id: `back ${strands.join()} ${follows.join()} ${turn}`,
    occasion: 'rotation',
    topics,
    news: pages[turn] ?? [],
    ...{ introduced: [], introducedTopics: [], changes: [], older: [], ahead: [] },
    ...(newestTalk ? { newest: newestTalk } : {}),
  };
}

/** The topics as the content has them now, the overview last: a point's subject says more than that it is important. */
export function topicsOf(catalogue: Catalogue, topics: Topics): readonly Topic[] {
  const wanted = catalogue.topics.filter(({ id }) => topics === 'all' || topics.includes(id));
  return [...wanted.filter(({ id }) => id !== OVERVIEW), ...wanted.filter(({ id }) => id === OVERVIEW)];
}
