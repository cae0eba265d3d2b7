// The ledger in memory: its points and changes in order, and which rounds a strand (a topic, or what is followed) had up to
// a number.

import { LRUCache } from 'lru-cache';
import type { Catalogue, Located } from '../content/catalogue.ts';
import { isThere, pointsFollowed, readFollow } from '../content/follows.ts';
import type { PointId, TopicId } from '../content/schema.ts';
import { growingTo } from '../growing-cache.ts';
import type { LedgerChange, LedgerEntry, Sequence, Strand } from '../store/types.ts';

/** A point of the ledger that the content shows. */
export interface Entry extends Located {
  readonly sequence: Sequence;
  /** Of its round among all, the newest first, from 0. */
  readonly round: number;
  /** When it was published, epoch ms. */
  readonly firstSeenAt: number;
}

/** A change of a point that may have been told. */
export interface ChangeEntry extends Located {
  /** Of the change, and of the point itself. */
  readonly sequence: Sequence;
  readonly pointSequence: Sequence;
  /** The first of the point's changes that it is about, from 0. */
  readonly number: number;
}

export interface LedgerIndex {
  /** Points that were numbered after `after` and up to `upTo`, in order. */
  entries(after: Sequence, upTo: Sequence): readonly Entry[];
  changes(after: Sequence, upTo: Sequence): readonly ChangeEntry[];
  /** Whether the point is on the topic, or belongs to what is followed. */
  isOn(strand: Strand, point: Located): boolean;
  /** Whether there is such a topic, or something to follow. */
  knows(strand: Strand): boolean;
  /** Whether any of the strand's points, or of the changes of its points, in that span is so. */
  somePoint(strand: Strand, after: Sequence, upTo: Sequence, isSo: (entry: Entry) => boolean): boolean;
  someChange(
    strand: Strand,
    after: Sequence,
    upTo: Sequence,
    isSo: (change: ChangeEntry) => boolean,
  ): boolean;
  /** The newest round with a point on the strand up to there; `undefined` where there is none. */
  newestRound(strand: Strand, upTo: Sequence): number | undefined;
  /** Whether the round had a point on the strand by then. */
  hadRound(strand: Strand, round: number, upTo: Sequence): boolean;
  /** The point with this number, also one that was withdrawn since. */
  at(sequence: number): Located | undefined;
  /** The point's number; `undefined` for one that was never published. */
  sequenceOf(talk: string, point: string): Sequence | undefined;
}

interface NumberedRound {
  readonly sequence: Sequence;
  readonly round: number;
}

/** What the ledger has on one strand, in order. */
interface StrandIndex {
  readonly points: Entry[];
  readonly changes: ChangeEntry[];
  /** The newest round after each point with which it changed. */
  readonly newest: NumberedRound[];
  /** The first point of each round. */
  readonly began: Map<number, Sequence>;
}

const emptyStrand = (): StrandIndex => ({ points: [], changes: [], newest: [], began: new Map() });

/** What was followed by few is found again when it is asked for: some 10 ms. */
const KEPT = 1_000;

interface Followed extends StrandIndex {
  readonly keys: ReadonlySet<string>;
}

/** @param entries every point of the catalogue, in order */
export function createLedgerIndex(
  catalogue: Catalogue,
  entries: readonly LedgerEntry[],
  changes: readonly LedgerChange[],
): LedgerIndex {
  const rounds = new Map(catalogue.talks.map(({ id }, round) => [id as string, round]));
  const shown: Entry[] = [];
  const known = new Map<string, Located & { readonly sequence: Sequence }>();
  const places = new Map<number, Located>();
  const topics = new Map<Strand, StrandIndex>(catalogue.topics.map(({ id }) => [id, emptyStrand()]));
  const followed = new LRUCache<Strand, Followed>(growingTo(KEPT));

  for (const { talkId, pointId, sequence, firstSeenAt } of entries) {
    const round = rounds.get(talkId);
    const talk = catalogue.talk(talkId);
    const point = talk && catalogue.point(talk.id, pointId as PointId);
    if (round === undefined || !talk || !point) continue;
    known.set(`${talkId} ${pointId}`, { talk, point, sequence });
    places.set(sequence, { talk, point });
    // What was withdrawn is told to nobody as news.
    if (catalogue.isWithdrawn(point)) continue;
    const entry = { talk, point, sequence, round, firstSeenAt };
    shown.push(entry);
    for (const topic of point.topics) addPoint(topics.get(topic), entry);
  }

  const changed = changes.flatMap(({ talkId, pointId, sequence, number }): readonly ChangeEntry[] => {
    const of = known.get(`${talkId} ${pointId}`);
    // A version that an operator took back has fewer changes.
    if (of?.point.changes?.[number] === undefined) return [];
    return [{ talk: of.talk, point: of.point, pointSequence: of.sequence, sequence, number }];
  });

  for (const change of changed)
    for (const topic of change.point.topics) topics.get(topic)?.changes.push(change);

  /** `undefined` for what there is not. */
  function strandOf(strand: Strand): StrandIndex | undefined {
    return topics.get(strand) ?? followedBy(strand);
  }

  function followedBy(key: Strand): Followed | undefined {
    const known = followed.get(key);
    if (known) return known;
    const follow = readFollow(key);
    if (!follow || !isThere(catalogue, follow)) return undefined;
    const keys = pointsFollowed(catalogue, follow);
    const isOn = ({ talk, point }: Located) => keys.has(`${talk.id} ${point.id}`);
    const made = { ...emptyStrand(), keys };
    for (const entry of shown) if (isOn(entry)) addPoint(made, entry);
    made.changes.push(...changed.filter(isOn));
    followed.set(key, made);
    return made;
  }

  return {
    entries: (after, upTo) => between(shown, after, upTo),
    changes: (after, upTo) => between(changed, after, upTo),
    isOn: (strand, { talk, point }) =>
      topics.has(strand)
        ? point.topics.includes(strand as TopicId)
        : followedBy(strand)?.keys.has(`${talk.id} ${point.id}`) === true,
    knows: (strand) => strandOf(strand) !== undefined,
    somePoint: (strand, after, upTo, isSo) => some(strandOf(strand)?.points ?? [], after, upTo, isSo),
    someChange: (strand, after, upTo, isSo) => some(strandOf(strand)?.changes ?? [], after, upTo, isSo),
    newestRound(strand, upTo) {
      const list = strandOf(strand)?.newest ?? [];
      return list[countUpTo(list, upTo) - 1]?.round;
    },
    hadRound: (strand, round, upTo) =>
      (strandOf(strand)?.began.get(round) ?? Number.POSITIVE_INFINITY) <= upTo,
    at: (sequence) => places.get(sequence),
    sequenceOf: (talk, point) => known.get(`${talk} ${point}`)?.sequence,
  };
}

interface Numbered {
  readonly sequence: Sequence;
}

function addPoint(strand: StrandIndex | undefined, entry: Entry): void {
  if (!strand) return;
  const { sequence, round } = entry;
  strand.points.push(entry);
  if (!strand.began.has(round)) strand.began.set(round, sequence);
  const before = strand.newest.at(-1);
  if (before === undefined || round < before.round) strand.newest.push({ sequence, round });
}

/** Without a copy: most often the first one decides. */
function some<One extends Numbered>(
  list: readonly One[],
  after: Sequence,
  upTo: Sequence,
  isSo: (one: One) => boolean,
): boolean {
  for (let place = countUpTo(list, after); place < list.length; place += 1) {
    const one = list[place];
    if (one === undefined || one.sequence > upTo) return false;
    if (isSo(one)) return true;
  }
  return false;
}

function between<One extends Numbered>(list: readonly One[], after: Sequence, upTo: Sequence) {
  return list.slice(countUpTo(list, after), countUpTo(list, upTo));
}

/** How many of the list have this sequence number or an earlier one. */
function countUpTo(list: readonly Numbered[], sequence: Sequence): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle]?.sequence ?? Number.POSITIVE_INFINITY) <= sequence) low = middle + 1;
    else high = middle;
  }
  return low;
}
