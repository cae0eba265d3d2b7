// The checked content, immutable and indexed.

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
import { createSearch, type Hit, type Searchable } from './search-index.ts';

/** Who can be behind a point. */
export type Actor =
  | { readonly type: 'person'; readonly person: Person }
  | { readonly type: 'party'; readonly party: Party }
  | { readonly type: 'source'; readonly source: Source };

/** One version of the content. Lookups by id take any string, such as what people type. */
export interface Catalogue {
  /** Changes whenever any content file changes: a hash of all of them, 16 hexadecimal digits. */
  readonly version: string;
  /** When one of its files last changed or was removed, epoch ms. */
  readonly changedAt: number;
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
  /** The actor of an id in `by`. */
  actor(id: ActorId): Actor;
  /**
   * The state that an actor speaks for at the talk: a delegate's, a speaker's, or an office's (`of`).
   * `undefined` for sources and for people without a party.
   */
  partyOf(talk: TalkId, actor: ActorId): Party | undefined;
  /** Points by relevance, from names, texts and quotes; allows prefixes and one typo. */
  search(words: string, limit: number): readonly Hit[];
}

/** Valid content, in the order of its files. */
export interface Content {
  readonly version: string;
  readonly changedAt: number;
  readonly topics: readonly Topic[];
  readonly parties: readonly Party[];
  readonly people: readonly Person[];
  readonly sources: readonly Source[];
  readonly talks: readonly Talk[];
}

/** Indexes checked content. Everything the catalogue returns is frozen. */
export function createCatalogue(content: Content): Catalogue {
  const { version, changedAt, topics, parties, people, sources } = freeze(content);
  const talks = freeze(content.talks.toSorted(newestFirst));
  const talkIndexes = new Map<string, TalkIndex>(talks.map((talk) => [talk.id, indexTalk(talk, topics)]));
  const topicsById = new Map<string, Topic>(topics.map((topic) => [topic.id, topic]));
  const topicsByCommand = new Map(topics.map((topic) => [topic.command, topic]));
  const partiesById = new Map<string, Party>(parties.map((party) => [party.id, party]));
  const sourcesById = new Map<string, Source>(sources.map((source) => [source.id, source]));
  const actors = new Map<string, Actor>([
    ...people.map((person): [string, Actor] => [person.id, { type: 'person', person }]),
    ...parties.map((party): [string, Actor] => [party.id, { type: 'party', party }]),
    ...sources.map((source): [string, Actor] => [source.id, { type: 'source', source }]),
  ]);
  const newest = new Map<string, Talk>();
  for (const talk of talks.toReversed()) {
    for (const topic of talkIndexes.get(talk.id)?.byTopic.keys() ?? []) newest.set(topic, talk);
  }

  const stateOf = (id: PartyId): Party => {
    const party = known(partiesById, id);
    return party.of === undefined ? party : stateOf(party.of);
  };
  const namesOf = (talk: Talk, point: Point): string => {
    const named = point.topics.map((id) => known(topicsById, id).name);
    return [talk.title, ...named, ...point.by.flatMap((id) => actorNames(known(actors, id)))].join(' ');
  };
  const search = createSearch(searchables(talks, namesOf));

  return Object.freeze<Catalogue>({
    version,
    changedAt,
    talks,
    topics,
    talk: (id) => talkIndexes.get(id)?.talk,
    topic: (id) => topicsById.get(id),
    topicByCommand: (command) => topicsByCommand.get(command),
    newestTalkOn: (topic) => newest.get(topic),
    topicsOf: (talk) => talkIndexes.get(talk)?.topics ?? NONE,
    points: (talk, topic) => talkIndexes.get(talk)?.byTopic.get(topic) ?? NONE,
    point: (talk, id) => talkIndexes.get(talk)?.byId.get(id),
    denialsOf: (talk, id) => talkIndexes.get(talk)?.denials.get(id) ?? NONE,
    party: (id) => known(partiesById, id),
    source: (id) => known(sourcesById, id),
    actor: (id) => known(actors, id),
    partyOf: (talk, id) => {
      const actor = known(actors, id);
      if (actor.type === 'source') return undefined;
      const party = actor.type === 'party' ? actor.party.id : talkIndexes.get(talk)?.parties.get(id);
      return party === undefined ? undefined : stateOf(party);
    },
    search,
  });
}

const NONE: readonly never[] = Object.freeze([]);

interface TalkIndex {
  readonly talk: Talk;
  readonly topics: readonly Topic[];
  readonly byTopic: ReadonlyMap<string, readonly Point[]>;
  readonly byId: ReadonlyMap<string, Point>;
  /** Points by the id of the point that they deny. */
  readonly denials: ReadonlyMap<string, readonly Point[]>;
  /** The party of each delegate and speaker. */
  readonly parties: ReadonlyMap<string, PartyId>;
}

function indexTalk(talk: Talk, topics: readonly Topic[]): TalkIndex {
  const byTopic = new Map<string, Point[]>();
  for (const point of talk.points) {
    for (const topic of point.topics) {
      const points = byTopic.get(topic);
      if (points === undefined) byTopic.set(topic, [point]);
      else points.push(point);
    }
  }
  const denying = talk.points.filter((point) => point.denies !== undefined);
  const parties = new Map<string, PartyId>();
  for (const speaker of talk.speakers)
    if (speaker.party !== undefined) parties.set(speaker.person, speaker.party);
  for (const { party, members } of talk.delegations)
    for (const { person } of members) parties.set(person, party);
  return {
    talk,
    topics: freeze(topics.filter((topic) => byTopic.has(topic.id))),
    byTopic: new Map([...byTopic].map(([topic, points]) => [topic, freeze(points)])),
    byId: new Map(talk.points.map((point) => [point.id, point])),
    denials: new Map(
      [...Map.groupBy(denying, (point) => String(point.denies))].map(([id, points]) => [id, freeze(points)]),
    ),
    parties,
  };
}

function newestFirst(a: Talk, b: Talk): number {
  if (a.date !== b.date) return a.date < b.date ? 1 : -1;
  return a.id < b.id ? -1 : 1;
}

function actorNames(actor: Actor): readonly string[] {
  switch (actor.type) {
    case 'person':
      return [actor.person.name, actor.person.short, ...(actor.person.also ?? [])];
    case 'party':
      return [actor.party.name];
    case 'source':
      return [actor.source.name];
  }
}

function searchables(
  talks: readonly Talk[],
  namesOf: (talk: Talk, point: Point) => string,
): readonly Searchable[] {
  return talks.flatMap((talk) => talk.points.map((point) => ({ talk, point, names: namesOf(talk, point) })));
}

/** Checked content always has the entry; a miss is a bug in the calling code. */
function known<T>(entries: ReadonlyMap<string, T>, id: string): T {
  const entry = entries.get(id);
  if (entry === undefined) throw new RangeError(`the catalogue has no ${JSON.stringify(id)}`);
  return entry;
}

/** Freezes the value and all that it holds. */
function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(freeze);
  return Object.freeze(value);
}
