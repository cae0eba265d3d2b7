// How far a chat has been told: a number of the ledger for each topic, so that a topic chosen later has a place of its own.

import { NOTHING_YET, type Sequence, type Topics } from './types.ts';

export interface Place {
  /** The last number told in all topics that `places` does not name; `null` where there is none. */
  readonly cursor: Sequence | null;
  /** Topics that were told further than that, and up to where. */
  readonly places: Readonly<Record<string, Sequence>>;
}

const NOWHERE: Place['places'] = Object.freeze({});

/** Before the first digest. */
export const UNTOLD: Place = Object.freeze({ cursor: null, places: NOWHERE });

/** The last number told on the topic. */
export function toldIn({ cursor, places }: Place, topic: string): Sequence {
  return places[topic] ?? cursor ?? NOTHING_YET;
}

/** After a digest on these topics that told all up to a number. Never further back than before. */
export function moveOn(place: Place, topics: Topics, to: Sequence): Place {
  if (topics === 'all') return tidy({ ...place, cursor: later(place.cursor, to) });
  const moved = topics.map((topic) => [topic, later(toldIn(place, topic), to)] as const);
  return tidy({ ...place, places: { ...place.places, ...Object.fromEntries(moved) } });
}

/** Of two places in one chat: what was told by either. */
export function furthest(a: Place, b: Place): Place {
  const topics = [...new Set([...Object.keys(a.places), ...Object.keys(b.places)])];
  const places = topics.map((topic) => [topic, later(toldIn(a, topic), toldIn(b, topic))] as const);
  const cursor = a.cursor === null ? b.cursor : later(b.cursor, a.cursor);
  return tidy({ cursor, places: Object.fromEntries(places) });
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

/** In the order of the topics' ids, so that chats with the same place have the same text. */
function tidy({ cursor, places }: Place): Place {
  const further = Object.entries(places).filter(([, to]) => to > (cursor ?? NOTHING_YET));
  further.sort(([a], [b]) => (a < b ? -1 : 1));
  return { cursor, places: further.length === 0 ? NOWHERE : Object.fromEntries(further) };
}

function later(a: Sequence | null, b: Sequence): Sequence {
  return a !== null && a > b ? a : b;
}
