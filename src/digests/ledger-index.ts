// The ledger in memory, ordered by sequence for each topic, so that a binary search finds what is new.

import type { Catalogue } from '../content/catalogue.ts';
import type { Point, PointId, Talk, TopicId } from '../content/schema.ts';
import type { LedgerEntry, Sequence, Topics } from '../store/types.ts';

/** Sequence numbers of the first and the last of some points. */
export interface SequenceRange {
  readonly first: Sequence;
  readonly last: Sequence;
}

export interface LedgerIndex {
  /** The points on any of the topics after `after` and up to `upTo`; `undefined` when there are none. */
  range(topics: Topics, after: Sequence, upTo: Sequence): SequenceRange | undefined;
  /** The talks that have those points, newest first. */
  talks(topics: Topics, after: Sequence, upTo: Sequence): readonly Talk[];
  /** The point's number in the ledger; `undefined` for one that was never published. */
  sequenceOf(talk: Talk, point: Point): Sequence | undefined;
}

interface NumberedTalk {
  readonly sequence: Sequence;
  readonly talk: Talk;
}

/** The entries must include every point of the catalogue. */
export function createLedgerIndex(catalogue: Catalogue, entries: readonly LedgerEntry[]): LedgerIndex {
  const everything: NumberedTalk[] = [];
  const byTopic = new Map<TopicId, NumberedTalk[]>();
  const sequences = new Map<string, Sequence>();
  for (const { talkId, pointId, sequence } of entries) {
    const talk = catalogue.talk(talkId);
    const point = talk && catalogue.point(talk.id, pointId as PointId);
    // What was withdrawn is told in no digest.
    if (!talk || !point || catalogue.isWithdrawn(point)) continue;
    const numbered = { sequence, talk };
    everything.push(numbered);
    sequences.set(keyOf(talk, point), sequence);
    for (const topic of point.topics) {
      const list = byTopic.get(topic);
      if (list) list.push(numbered);
      else byTopic.set(topic, [numbered]);
    }
  }

  function listsOf(topics: Topics): readonly (readonly NumberedTalk[])[] {
    return topics === 'all' ? [everything] : topics.map((topic) => byTopic.get(topic as TopicId) ?? []);
  }

  return {
    range(topics, after, upTo) {
      const ranges = listsOf(topics).flatMap((list): readonly SequenceRange[] => {
        const first = list[countUpTo(list, after)];
        const last = list[countUpTo(list, upTo) - 1];
        return first && last && first.sequence <= last.sequence
          ? [{ first: first.sequence, last: last.sequence }]
          : [];
      });
      return ranges.length === 0 ? undefined : ranges.reduce(around);
    },
    talks(topics, after, upTo) {
      const found = new Set(
        listsOf(topics).flatMap((list) =>
          list.slice(countUpTo(list, after), countUpTo(list, upTo)).map(({ talk }) => talk),
        ),
      );
      return catalogue.talks.filter((talk) => found.has(talk));
    },
    sequenceOf: (talk, point) => sequences.get(keyOf(talk, point)),
  };
}

function around(a: SequenceRange, b: SequenceRange): SequenceRange {
  return { first: a.first < b.first ? a.first : b.first, last: a.last > b.last ? a.last : b.last };
}

/** How many of the list have this sequence number or an earlier one. */
function countUpTo(list: readonly NumberedTalk[], sequence: Sequence): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle]?.sequence ?? Number.POSITIVE_INFINITY) <= sequence) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Ids have no space in them. */
function keyOf(talk: Talk, point: Point): string {
  return `${talk.id} ${point.id}`;
}
