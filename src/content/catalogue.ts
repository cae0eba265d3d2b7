// The checked content, immutable and indexed: lookup by talk, topic, point and actor; search.
// Built once per content version by load.ts; read by every later stage.

import type {
  ActorId,
  Party,
  PartyId,
  Person,
  Point,
  PointId,
  Source,
  SourceId,
  Talk,
  TalkId,
  Topic,
  TopicId,
} from './schema.ts';

/** Whoever can stand behind a point: a person, a party or a source. */
export type Actor =
  | { readonly type: 'person'; readonly person: Person }
  | { readonly type: 'party'; readonly party: Party }
  | { readonly type: 'source'; readonly source: Source };

/** A found point, with the words of it that matched, for highlighting. */
export interface Hit {
  readonly talk: Talk;
  readonly point: Point;
  /** Words of the point's text or quote that matched, as they stand there. */
  readonly words: readonly string[];
}

/** Everything there is to ask, of one content version. Lookups by id take any string: what people typed. */
export interface Catalogue {
  /** Changes whenever any content file changes: a hash of all of them, 16 hexadecimal digits. */
  readonly version: string;
  /** Newest first; talks of one day in the order of their ids. */
  readonly talks: readonly Talk[];
  /** In the order of `topics.yaml`. */
  readonly topics: readonly Topic[];
  talk(id: string): Talk | undefined;
  topic(id: string): Topic | undefined;
  topicByCommand(command: string): Topic | undefined;
  /** The newest talk with a point on the topic. A checked catalogue has one for every topic. */
  newestTalkOn(topic: TopicId): Talk | undefined;
  /** Topics that the talk has points on, in the order of `topics.yaml`. */
  topicsOf(talk: TalkId): readonly Topic[];
  /** The talk's points on the topic, in the file's order. */
  points(talk: TalkId, topic: TopicId): readonly Point[];
  point(talk: TalkId, id: PointId): Point | undefined;
  /** Points of the talk that deny the point. */
  denialsOf(talk: TalkId, id: PointId): readonly Point[];
  party(id: PartyId): Party;
  source(id: SourceId): Source;
  /** Who stands behind an id of `by`. */
  actor(id: ActorId): Actor;
  /**
   * The state that an actor speaks for at the talk: a delegate's, a speaker's, or an office's (`of`).
   * `undefined` for sources and for people without a party.
   */
  partyOf(talk: TalkId, actor: ActorId): Party | undefined;
  /** Points by relevance: names, texts and quotes, prefix and one typo tolerated. At most `limit`. */
  search(words: string, limit: number): readonly Hit[];
}
