// How far a chat has been told: a number of the ledger for each topic and for all that it follows, so that what is chosen
// later has a place of its own.

import { type Apart, NOTHING_YET, type Sequence, type Strand, type SubscriptionSettings } from './types.ts';

export interface Place {
  /** The last number told in all strands that `places` does not name; `null` where there is none. */
  readonly cursor: Sequence | null;
  /** Strands that were told further than that, and up to where. */
  readonly places: Readonly<Record<Strand, Sequence>>;
  /** Points that were told by themselves, further than their strand; none when absent. */
  readonly apart?: readonly Apart[] | undefined;
}

const NOWHERE: Place['places'] = Object.freeze({});

/** Before the first digest. */
export const UNTOLD: Place = Object.freeze({ cursor: null, places: NOWHERE });

/** What brings points to a subscription: its topics and what it follows; all topics have everything in them. */
export function strandsOf({
  topics,
  follows = [],
}: Pick<SubscriptionSettings, 'topics' | 'follows'>): 'all' | readonly Strand[] {
  return topics === 'all'
    ? topics
    : [...topics, ...follows.flatMap(({ key, paused }) => (paused ? [] : key))];
}

/** The last number told on the strand. */
export function toldIn({ cursor, places }: Place, strand: Strand): Sequence {
  return places[strand] ?? cursor ?? NOTHING_YET;
}

/** After a digest on these strands that told all up to a number. Never further back than before. */
export function moveOn(place: Place, strands: 'all' | readonly Strand[], to: Sequence): Place {
  if (strands === 'all') return tidy({ ...place, cursor: later(place.cursor, to) });
  const moved = strands.map((strand) => [strand, later(toldIn(place, strand), to)] as const);
  return tidy({ ...place, places: { ...place.places, ...Object.fromEntries(moved) } });
}

/** After single points were told ahead of the digest. */
export function tellApart(place: Place, apart: readonly Apart[]): Place {
  return tidy({ ...place, apart: [...(place.apart ?? []), ...apart] });
}

/** Of two places in one chat: what was told by either. */
export function furthest(a: Place, b: Place): Place {
  const strands = [...new Set([...Object.keys(a.places), ...Object.keys(b.places)])];
  const places = strands.map((strand) => [strand, later(toldIn(a, strand), toldIn(b, strand))] as const);
  const cursor = a.cursor === null ? b.cursor : later(b.cursor, a.cursor);
  const apart = [...(a.apart ?? []), ...(b.apart ?? [])];
  return tidy({ cursor, places: Object.fromEntries(places), apart });
}

/** From the column: `ukraine:12,europe:40`; null for none. */
export function readPlaces(text: string | null): Place['places'] {
  if (text === null) return NOWHERE;
  const entries = text.split(',').map((entry) => {
    const colon = entry.lastIndexOf(':');
    return [entry.slice(0, colon), Number(entry.slice(colon + 1)) as Sequence] as const;
  });
  return Object.fromEntries(entries);
}

export function writePlaces(places: Place['places']): string | null {
  const entries = Object.entries(places);
  return entries.length === 0 ? null : entries.map(([topic, to]) => `${topic}:${to}`).join(',');
}

/** From the column: `ukraine:45,ukraine:47`; null for none. */
export function readApart(text: string | null): readonly Apart[] {
  if (text === null) return [];
  return text.split(',').map((entry) => {
    const colon = entry.lastIndexOf(':');
    return { strand: entry.slice(0, colon), sequence: Number(entry.slice(colon + 1)) as Sequence };
  });
}

export function writeApart(apart: Place['apart'] = []): string | null {
  return apart.length === 0 ? null : apart.map(({ strand, sequence }) => `${strand}:${sequence}`).join(',');
}

/** In the order of the strands, so that chats with the same place have the same text. */
function tidy({ cursor, places, apart = [] }: Place): Place {
  const further = Object.entries(places).filter(([, to]) => to > (cursor ?? NOTHING_YET));
  further.sort(([a], [b]) => (a < b ? -1 : 1));
  const place = { cursor, places: further.length === 0 ? NOWHERE : Object.fromEntries(further) };
  // A point that its strand was told up to is told with that.
  const ahead = new Map(
    apart
      .filter(({ strand, sequence }) => sequence > toldIn(place, strand))
      .map((one) => [one.sequence, one] as const),
  );
  return ahead.size === 0 ? place : { ...place, apart: [...ahead.values()] };
}

function later(a: Sequence | null, b: Sequence): Sequence {
  return a !== null && a > b ? a : b;
}
