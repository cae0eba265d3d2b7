// The ledger in memory, by topic and in order: what is new since a sequence number costs a binary search.

import type { Catalogue } from '../content/catalogue.ts';
import type { Point, PointId, Talk, TopicId } from '../content/schema.ts';
import type { LedgerEntry, Sequence, Topics } from '../store/types.ts';

/** The first and the last of some points, by their places in the ledger. */
export interface Span {
  readonly first: Sequence;
  readonly last: Sequence;
}

export interface LedgerIndex {
  /** The points on any of the topics after `after` and up to `upTo`; `undefined` when there are none. */
  span(topics: Topics, after: Sequence, upTo: Sequence): Span | undefined;
  /** The talks that have those points, newest first. */
  talks(topics: Topics, after: Sequence, upTo: Sequence): readonly Talk[];
  /** Where the point stands in the ledger; `undefined` for one that was never published. */
  sequenceOf(talk: Talk, point: Point): Sequence | undefined;
}

interface Place {
  readonly sequence: Sequence;
  readonly talk: Talk;
}

/** Both the entries and the catalogue have every point that there is now. */
export function createLedgerIndex(catalogue: Catalogue, entries: readonly LedgerEntry[]): LedgerIndex {
  const everything: Place[] = [];
  const byTopic = new Map<TopicId, Place[]>();
  const sequences = new Map<string, Sequence>();
  for (const { talkId, pointId, sequence } of entries) {
    const talk = catalogue.talk(talkId);
    const point = talk && catalogue.point(talk.id, pointId as PointId);
    // What was withdrawn is told in no digest.
    if (!talk || !point || catalogue.isWithdrawn(point)) continue;
    const place = { sequence, talk };
    everything.push(place);
    sequences.set(keyOf(talk, point), sequence);
    for (const topic of point.topics) {
      const places = byTopic.get(topic);
      if (places) places.push(place);
      else byTopic.set(topic, [place]);
    }
  }

  function listsOf(topics: Topics): readonly (readonly Place[])[] {
    return topics === 'all' ? [everything] : topics.map((topic) => byTopic.get(topic as TopicId) ?? []);
  }

  return {
    span(topics, after, upTo) {
      const spans = listsOf(topics).flatMap((places): readonly Span[] => {
        const first = places[countUpTo(places, after)];
        const last = places[countUpTo(places, upTo) - 1];
        return first && last && first.sequence <= last.sequence
          ? [{ first: first.sequence, last: last.sequence }]
          : [];
      });
      return spans.length === 0 ? undefined : spans.reduce(around);
    },
    talks(topics, after, upTo) {
      const found = new Set(
        listsOf(topics).flatMap((places) =>
          places.slice(countUpTo(places, after), countUpTo(places, upTo)).map(({ talk }) => talk),
        ),
      );
      return catalogue.talks.filter((talk) => found.has(talk));
    },
    sequenceOf: (talk, point) => sequences.get(keyOf(talk, point)),
  };
}

function around(a: Span, b: Span): Span {
  return { first: a.first < b.first ? a.first : b.first, last: a.last > b.last ? a.last : b.last };
}

/** How many places stand at or before the sequence number. */
function countUpTo(places: readonly Place[], sequence: Sequence): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((places[middle]?.sequence ?? Number.POSITIVE_INFINITY) <= sequence) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Ids have no space in them. */
function keyOf(talk: Talk, point: Point): string {
  return `${talk.id} ${point.id}`;
}
