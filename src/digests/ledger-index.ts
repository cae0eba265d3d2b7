// The ledger in memory: its points and changes in order, and which rounds a topic had up to a number.

import type { Catalogue, Located } from '../content/catalogue.ts';
import type { PointId, TopicId } from '../content/schema.ts';
import type { LedgerChange, LedgerEntry, Sequence } from '../store/types.ts';

/** A point of the ledger that the content shows. */
export interface Entry extends Located {
  readonly sequence: Sequence;
  /** Of its round among all, the newest first, from 0. */
  readonly round: number;
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
  /** Whether any of the topic's points, or of the changes of its points, in that span is so. */
  somePoint(topic: TopicId, after: Sequence, upTo: Sequence, isSo: (entry: Entry) => boolean): boolean;
  someChange(
    topic: TopicId,
    after: Sequence,
    upTo: Sequence,
    isSo: (change: ChangeEntry) => boolean,
  ): boolean;
  /** The newest round with a point on the topic up to there; `undefined` where there is none. */
  newestRound(topic: TopicId, upTo: Sequence): number | undefined;
  /** Whether the round had a point on the topic by then. */
  hadRound(topic: TopicId, round: number, upTo: Sequence): boolean;
  /** The point with this number, also one that was withdrawn since. */
  at(sequence: number): Located | undefined;
  /** The point's number; `undefined` for one that was never published. */
  sequenceOf(talk: string, point: string): Sequence | undefined;
}

interface NumberedRound {
  readonly sequence: Sequence;
  readonly round: number;
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
  /** The newest round of each topic after each of its points; the first point of each round. */
  const newest = new Map<TopicId, NumberedRound[]>();
  const began = new Map<string, Sequence>();
  const pointsOn = new Map<TopicId, Entry[]>();
  const changesOn = new Map<TopicId, ChangeEntry[]>();

  for (const { talkId, pointId, sequence } of entries) {
    const round = rounds.get(talkId);
    const talk = catalogue.talk(talkId);
    const point = talk && catalogue.point(talk.id, pointId as PointId);
    if (round === undefined || !talk || !point) continue;
    known.set(`${talkId} ${pointId}`, { talk, point, sequence });
    places.set(sequence, { talk, point });
    // What was withdrawn is told to nobody as news.
    if (catalogue.isWithdrawn(point)) continue;
    const entry = { talk, point, sequence, round };
    shown.push(entry);
    for (const topic of point.topics) {
      add(pointsOn, topic, entry);
      const key = `${topic} ${round}`;
      if (!began.has(key)) began.set(key, sequence);
      const list = newest.get(topic) ?? [];
      const before = list.at(-1);
      if (before === undefined || round < before.round) list.push({ sequence, round });
      newest.set(topic, list);
    }
  }

  const changed = changes.flatMap(({ talkId, pointId, sequence, number }): readonly ChangeEntry[] => {
    const of = known.get(`${talkId} ${pointId}`);
    // A version that an operator took back has fewer changes.
    if (of?.point.changes?.[number] === undefined) return [];
    return [{ talk: of.talk, point: of.point, pointSequence: of.sequence, sequence, number }];
  });

  for (const change of changed) for (const topic of change.point.topics) add(changesOn, topic, change);

  return {
    entries: (after, upTo) => between(shown, after, upTo),
    changes: (after, upTo) => between(changed, after, upTo),
    somePoint: (topic, after, upTo, isSo) => some(pointsOn.get(topic) ?? [], after, upTo, isSo),
    someChange: (topic, after, upTo, isSo) => some(changesOn.get(topic) ?? [], after, upTo, isSo),
    newestRound(topic, upTo) {
      const list = newest.get(topic) ?? [];
      return list[countUpTo(list, upTo) - 1]?.round;
    },
    hadRound: (topic, round, upTo) => (began.get(`${topic} ${round}`) ?? Number.POSITIVE_INFINITY) <= upTo,
    at: (sequence) => places.get(sequence),
    sequenceOf: (talk, point) => known.get(`${talk} ${point}`)?.sequence,
  };
}

interface Numbered {
  readonly sequence: Sequence;
}

function add<One>(lists: Map<TopicId, One[]>, topic: TopicId, one: One): void {
  const list = lists.get(topic);
  if (list) list.push(one);
  else lists.set(topic, [one]);
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
