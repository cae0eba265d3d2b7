// What differs between two versions of the content: talks and points that came, changed or went.

import { isDeepStrictEqual } from 'node:util';
import type { Catalogue } from '../content/catalogue.ts';
import type { Point, Talk } from '../content/schema.ts';
import { inSlices, type Slices } from '../content/slices.ts';

export interface Tally {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

export interface Changes {
  /** Ids of the talks that were added or removed, or of which anything is other than before. */
  readonly talks: {
    readonly added: readonly string[];
    readonly changed: readonly string[];
    readonly removed: readonly string[];
  };
  readonly points: Tally;
}

/** Costs a comparison of every point: some 50 ms for 50 000 of them. */
export function changesBetween(before: Catalogue, after: Catalogue): Promise<Changes> {
  return inSlices(compare(before, after));
}

function* compare(before: Catalogue, after: Catalogue): Slices<Changes> {
  const added = after.talks.filter(({ id }) => !before.talk(id));
  const removed = before.talks.filter(({ id }) => !after.talk(id));
  const both = after.talks.flatMap((talk): readonly (readonly [Talk, Talk])[] => {
    const old = before.talk(talk.id);
    return old ? [[old, talk]] : [];
  });
  const changed: (readonly [Talk, Talk])[] = [];
  for (const pair of both) {
    if (!isDeepStrictEqual(...pair)) changed.push(pair);
    yield;
  }
  const within = changed.map(([old, now]) => pointsBetween(old.points, now.points));
  return {
    talks: { added: idsOf(added), changed: idsOf(changed.map(([, now]) => now)), removed: idsOf(removed) },
    points: {
      added: sum([...within.map((tally) => tally.added), ...added.map(({ points }) => points.length)]),
      changed: sum(within.map((tally) => tally.changed)),
      removed: sum([...within.map((tally) => tally.removed), ...removed.map(({ points }) => points.length)]),
    },
  };
}

function pointsBetween(before: readonly Point[], after: readonly Point[]): Tally {
  const old = new Map(before.map((point) => [point.id, point]));
  const kept = after.filter(({ id }) => old.has(id));
  return {
    added: after.length - kept.length,
    changed: kept.filter((point) => !isDeepStrictEqual(old.get(point.id), point)).length,
    removed: before.length - kept.length,
  };
}

function idsOf(talks: readonly Talk[]): readonly string[] {
  return talks.map(({ id }) => id);
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
