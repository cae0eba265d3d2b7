// The checked content, immutable and indexed: lookup by talk, topic, point and actor; search; in each language.

import type { Content, FilePlace, TalkFiles } from './content.ts';
import { flagOf } from './countries.ts';
import { boundsOf, byDate } from './edtf.ts';
import { createTranslator, type Translator } from './language-view.ts';
import { lazy } from './lazy.ts';
import { createNaming, type Mention, type Naming } from './naming.ts';
import {
  type ActorId,
  type Change,
  type How,
  type Kind,
  ORIGINAL,
  type Outlet,
  type OutletId,
  type Party,
  type PartyId,
  type Person,
  type PersonId,
  type Place,
  type PlaceId,
  type Point,
  type PointId,
  type Promised,
  type PromiseId,
  type PromiseStep,
  type SeriesId,
  type Source,
  type SourceId,
  type Subject,
  type SubjectId,
  type Talk,
  type TalkId,
  type Topic,
  type TopicId,
  TRANSLATIONS,
} from './schema.ts';
import { type Found, indexPoints, type SearchIndex, wordsThatMatch } from './search-index.ts';
import { atOnce, type Slices } from './slices.ts';
import { createSourcing, type Sourcing } from './sourcing.ts';

/** Who can be behind a point. */
export type Actor =
  | { readonly type: 'person'; readonly person: Person }
  | { readonly type: 'party'; readonly party: Party }
  | { readonly type: 'outlet'; readonly outlet: Outlet };

/** A point and the talk that it belongs to. */
export interface Located {
  readonly talk: Talk;
  readonly point: Point;
}

/** A found point, with the words of it that matched, for highlighting. */
export interface Hit extends Located {
  /** Words of the point's text or quote that matched, as they stand there. */
  readonly words: readonly string[];
}

/** What is looked for. All that is given must hold of a point; without any of it, every point is found. */
export interface Search {
  readonly words: string;
  readonly kinds?: readonly Kind[] | undefined;
  /** Kinds that come first, where others count too. */
  readonly first?: readonly Kind[] | undefined;
  /** Whose statements: people; parties with their offices and people; outlets. One of them is enough. */
  readonly by?: readonly ActorId[] | undefined;
  readonly topics?: readonly TopicId[] | undefined;
  readonly talks?: readonly TalkId[] | undefined;
  /** Only steps of promises. */
  readonly promised?: boolean | undefined;
}

export interface Findings {
  readonly hits: readonly Hit[];
  /** On all pages. */
  readonly total: number;
  /** No point has all of the words: these have most of them. */
  readonly isPartial: boolean;
}

/** A point that answers another, or is answered by it. */
export interface Answer extends Located {
  readonly how: How;
}

/** What a point did to a promise, and when. */
export interface Step extends Located {
  readonly step: PromiseStep;
  /** As EDTF writes it. */
  readonly date: string;
}

/** A change of a published point. */
export interface Changed extends Located {
  readonly change: Change;
}

/** Everything there is to ask, of one content version, in one language. Lookups by id take any string: what people typed. */
export interface Catalogue extends Sourcing {
  /** Changes whenever any content file changes: a hash of all of them, 16 hexadecimal digits. */
  readonly version: string;
  /** When a file of it was written last, or taken away, epoch ms. */
  readonly changedAt: number;
  /** Whether a talk is in the folder and not published at the moment: a draft, or one that waits for its time. */
  isHeldBack(talk: string): boolean;
  /** What its words are in, where a translation is there; two letters. */
  readonly language: string;
  /** The languages that there are, the original one first. */
  readonly languages: readonly string[];
  /** The same in the language of a `language_code` (`uk`, `ru-RU`); in the original one where there is no other. */
  in(language: string): Catalogue;
  /** What the words of a point, or of a talk's head, that this catalogue gave out are in. */
  languageOf(words: Point | Talk): string;
  /** Newest first; talks of one day in the order of their ids. Points that were withdrawn are left out of them. */
  readonly talks: readonly Talk[];
  /** In the order of `topics.yaml`. */
  readonly topics: readonly Topic[];
  readonly subjects: readonly Subject[];
  readonly promises: readonly Promised[];
  readonly parties: readonly Party[];
  readonly people: readonly Person[];
  talk(id: string): Talk | undefined;
  topic(id: string): Topic | undefined;
  topicByCommand(command: string): Topic | undefined;
  /** The newest talk with a point on the topic. */
  newestTalkOn(topic: TopicId): Talk | undefined;
  /** The nearest talks before and after it that have points on the topic. */
  besides(
    talk: TalkId,
    topic: TopicId,
  ): { readonly older: Talk | undefined; readonly newer: Talk | undefined };
  /** Topics that the talk has points on, in the order of `topics.yaml`. */
  topicsOf(talk: TalkId): readonly Topic[];
  /** The talk's points on the topic, in the file's order. */
  points(talk: TalkId, topic: TopicId): readonly Point[];
  /** Also one that was withdrawn. */
  point(talk: TalkId, id: PointId): Point | undefined;
  isWithdrawn(point: Point): boolean;
  /** All points ever published, those that were withdrawn too, in the order of the files, oldest talk first. */
  everyPoint(): Iterable<Located>;
  /** Where a point, or else its talk, stands in the files. */
  placeOf(talk: string, point?: string): Promise<FilePlace>;
  /** What a reader of the talk must know, in order. */
  leadOf(talk: TalkId): readonly Point[];
  /** What the point says to others. */
  answersOf(talk: TalkId, id: PointId): readonly Answer[];
  /** What others say to the point. */
  answersTo(talk: TalkId, id: PointId): readonly Answer[];
  /** Points that deny the point, of this talk and of others. */
  denialsOf(talk: TalkId, id: PointId): readonly Located[];
  /** The points on a subject, oldest talk first. */
  pointsOn(subject: SubjectId): Iterable<Located>;
  /** Points with a day of their own, in the order of time; of one talk or of all. */
  timeline(talk?: TalkId): readonly Located[];
  /** What happened to a promise, oldest first. */
  stepsOf(promise: PromiseId): readonly Step[];
  /** The last of its steps: how it stands. */
  lastStepOf(promise: PromiseId): Step | undefined;
  /** Every change of a published point, the newest first. */
  readonly changes: readonly Changed[];
  /** Which of the held rounds of its series the talk is, from 1; `undefined` outside a series. */
  roundOf(talk: TalkId): { readonly number: number; readonly of: number } | undefined;
  /** The talks of a series, oldest first. */
  series(id: SeriesId): readonly Talk[];
  party(id: PartyId): Party;
  outlet(id: OutletId): Outlet;
  source(id: SourceId): Source;
  place(id: PlaceId): Place;
  subject(id: SubjectId): Subject;
  promise(id: PromiseId): Promised;
  /** Who stands behind an id of `by`. */
  actor(id: ActorId): Actor;
  /** Who published the source: its outlet's name, or the names of all who issued it. */
  publisherOf(source: Source): string;
  /** What the person was at the talk, or on the day of one of its points; `undefined` where that is not known. */
  roleOf(talk: TalkId, person: PersonId, date?: string): string | undefined;
  /**
   * The state that an actor speaks for at the talk: a delegate's, that of a person's role, or an office's (`of`).
   * `undefined` for outlets and for people without a party.
   */
  partyOf(talk: TalkId, actor: ActorId): Party | undefined;
  /** Points by relevance: names, texts and quotes in every language, prefix and one typo tolerated. At most `limit`. */
  search(words: string, limit: number): readonly Hit[];
  /** The points that fit, best first: settled before said before reported, of equally good ones the newer. */
  find(search: Search, offset: number, limit: number): Findings;
  /** Words of the points that are written nearly like it, the nearest first. */
  nearWords(word: string, limit: number): readonly string[];
  /** Which entries of the registries the words name, in any language, spelling and form. */
  namesIn(words: readonly string[]): readonly Mention[];
}

/** Indexes checked content. Everything that the catalogue gives out is frozen. */
export function createCatalogue(content: Content): Catalogue {
  return atOnce(catalogueInSlices(content));
}

export function* catalogueInSlices(content: Content): Slices<Catalogue> {
  const talks = content.talks.toSorted((a, b) => newestFirst(a.talk, b.talk));
  const index = yield* indexTalks(content, talks);
  const search = yield* indexPoints(content, talks);
  for (const { talk } of talks) {
    freeze(talk);
    yield;
  }
  const naming = createNaming(content);
  const core: Core = { content, talks, index, search, naming, views: new Map() };
  return viewIn(core, ORIGINAL);
}

const NONE: readonly never[] = Object.freeze([]);

/** What is the same in every language. */
interface Core {
  readonly content: Content;
  /** Newest first. */
  readonly talks: readonly TalkFiles[];
  readonly index: Index;
  readonly search: SearchIndex;
  readonly naming: Naming;
  /** Made when they are asked for first. */
  readonly views: Map<string, Catalogue>;
}

/** Where a point is: the numbers of its talk, newest first, and of the point in its file. */
interface Spot {
  readonly talk: number;
  readonly point: number;
}

interface LinkedSpot extends Spot {
  readonly how: How;
}

interface Index {
  readonly talkNumbers: ReadonlyMap<string, number>;
  readonly talks: readonly TalkIndex[];
  readonly newestOn: ReadonlyMap<string, number>;
  readonly sources: ReadonlyMap<string, Source>;
  /** By `talk/point`, in the order of the files. */
  readonly answersTo: ReadonlyMap<string, readonly LinkedSpot[]>;
  readonly answersOf: ReadonlyMap<string, readonly LinkedSpot[]>;
  readonly bySubject: ReadonlyMap<string, readonly Spot[]>;
  readonly steps: ReadonlyMap<string, readonly Spot[]>;
  readonly changed: readonly (Spot & { readonly change: number })[];
  readonly series: ReadonlyMap<string, readonly number[]>;
}

interface TalkIndex {
  /** Numbers of points that are shown, by topic. */
  readonly byTopic: ReadonlyMap<string, readonly number[]>;
  readonly byId: ReadonlyMap<string, number>;
  readonly withdrawn: ReadonlySet<number>;
  /** For whom each delegate sat there. */
  readonly delegates: ReadonlyMap<string, PartyId>;
}

function* indexTalks({ topics }: Content, talks: readonly TalkFiles[]): Slices<Index> {
  const talkNumbers = new Map(talks.map(({ talk }, number) => [talk.id as string, number]));
  const indexes: TalkIndex[] = [];
  const newestOn = new Map<string, number>();
  const sources = new Map<string, Source>();
  const bySubject = new Map<string, Spot[]>();
  const steps = new Map<string, Spot[]>();
  const changed: (Spot & { readonly change: number })[] = [];
  const series = new Map<string, number[]>();
  for (const [number, { talk, sources: own }] of talks.entries()) {
    const index = indexTalk(talk, topics);
    indexes.push(index);
    for (const source of own) sources.set(source.id, source);
    for (const topic of index.byTopic.keys()) if (!newestOn.has(topic)) newestOn.set(topic, number);
    if (talk.series !== undefined) add(series, talk.series, number);
    for (const [point, { subject, promise, changes }] of talk.points.entries()) {
      for (const change of changes?.keys() ?? []) changed.push({ talk: number, point, change });
      if (index.withdrawn.has(point)) continue;
      if (subject !== undefined) add(bySubject, subject, { talk: number, point });
      if (promise !== undefined) add(steps, promise.id, { talk: number, point });
    }
    yield;
  }
  const orderOf = createDateOrder();
  const dateOf = ({ talk, point }: Spot) => orderOf(dateAt(talks[talk]?.talk, point));
  for (const list of [...bySubject.values(), ...steps.values()]) {
    yield* sortBy(list, dateOf, (a, b) => b.talk - a.talk || a.point - b.point);
  }
  for (const list of series.values()) list.reverse();
  const changedOn = (spot: Spot & { readonly change: number }) =>
    talks[spot.talk]?.talk.points[spot.point]?.changes?.[spot.change]?.on ?? '';
  yield* sortBy(changed, changedOn, (a, b) => b.talk - a.talk || b.point - a.point);
  changed.reverse();
  const answers = yield* indexAnswers(talks, talkNumbers, indexes);
  return { talkNumbers, talks: indexes, newestOn, sources, ...answers, bySubject, steps, changed, series };
}

/** Sorts by a key that is made once for each item. */
function* sortBy<T>(list: T[], keyOf: (item: T) => string, otherwise: (a: T, b: T) => number): Slices<void> {
  const keyed = list.map((item) => ({ item, key: keyOf(item) }));
  yield;
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : otherwise(a.item, b.item)));
  for (const [index, { item }] of keyed.entries()) list[index] = item;
  yield;
}

/** Dates as texts that sort as byDate does. The same days come again and again. */
function createDateOrder(): (date: string) => string {
  const known = new Map<string, string>();
  return (date) => {
    const order = known.get(date);
    if (order !== undefined) return order;
    const { first, last } = boundsOf(date);
    known.set(date, `${first} ${last}`);
    return `${first} ${last}`;
  };
}

function dateAt(talk: Talk | undefined, point: number): string {
  return talk?.points[point]?.date ?? talk?.date ?? '';
}

function indexTalk(talk: Talk, topics: readonly Topic[]): TalkIndex {
  const byTopic = new Map<string, number[]>();
  const withdrawn = new Set<number>();
  for (const [number, point] of talk.points.entries()) {
    if (isWithdrawn(point)) withdrawn.add(number);
    else for (const topic of point.topics) add(byTopic, topic, number);
  }
  const delegates = new Map<string, PartyId>();
  for (const { party, members } of talk.delegations)
    for (const { person } of members) delegates.set(person, party);
  const inOrder = topics.flatMap(({ id }) => {
    const numbers = byTopic.get(id);
    return numbers === undefined ? [] : [[id, numbers] as const];
  });
  const byId = new Map(talk.points.map((point, number) => [point.id as string, number]));
  return { byTopic: new Map(inOrder), byId, withdrawn, delegates };
}

function* indexAnswers(
  talks: readonly TalkFiles[],
  talkNumbers: ReadonlyMap<string, number>,
  indexes: readonly TalkIndex[],
): Slices<Pick<Index, 'answersOf' | 'answersTo'>> {
  const answersOf = new Map<string, LinkedSpot[]>();
  const answersTo = new Map<string, LinkedSpot[]>();
  for (const [number, { talk }] of talks.entries()) {
    for (const [place, point] of talk.points.entries()) {
      for (const { to, how } of point.answers ?? []) {
        const [first = '', second] = to.split('/');
        const [talkId, pointId] = second === undefined ? [talk.id, first] : [first, second];
        const other = talkNumbers.get(talkId);
        const target = other === undefined ? undefined : indexes[other]?.byId.get(pointId);
        if (other === undefined || target === undefined) continue;
        const isWithdrawnHere = indexes[number]?.withdrawn.has(place);
        if (!isWithdrawnHere) add(answersTo, `${talkId}/${pointId}`, { talk: number, point: place, how });
        if (!indexes[other]?.withdrawn.has(target))
          add(answersOf, `${talk.id}/${point.id}`, { talk: other, point: target, how });
      }
    }
    yield;
  }
  return { answersOf, answersTo };
}

function viewIn(core: Core, language: string): Catalogue {
  const known = core.views.get(language);
  if (known !== undefined) return known;
  const view = createView(core, language);
  core.views.set(language, view);
  return view;
}

/** The catalogue in one language: the same index over translated copies, each made when it is asked for first. */
function createView(core: Core, language: string): Catalogue {
  const { content, index } = core;
  const translator = createTranslator(language);
  const languages: readonly string[] = Object.freeze([ORIGINAL, ...TRANSLATIONS]);
  const entries = registriesIn(content, translator);
  const { topics, subjects, promises, parties, people, outlets, places } = entries;
  const commands = new Map([...topics.values()].map((topic) => [topic.command, topic]));
  const talksMade: (TalkView | undefined)[] = [];
  const made = (number: number): TalkView => {
    const talk = talksMade[number] ?? viewOfTalk(core, number, translator);
    talksMade[number] = talk;
    return talk;
  };
  const talks = everyTalk(core, made);
  const talkNumber = (id: string) => index.talkNumbers.get(id);
  const talkOf = (id: string) => {
    const number = talkNumber(id);
    return number === undefined ? undefined : made(number);
  };
  const located = ({ talk, point }: Spot): Located => {
    const view = made(talk);
    return { talk: view.talk, point: view.at(point) };
  };
  const hitOf = ({ talk, point, terms }: Found): Hit => {
    const found = located({ talk, point });
    return { ...found, words: wordsThatMatch(found.point, terms) };
  };
  const stepAt = (spot: Spot): readonly Step[] => {
    const { talk, point } = located(spot);
    const step = point.promise?.step;
    return step === undefined ? [] : [{ talk, point, step, date: point.date ?? talk.date }];
  };
  const stateOf = (id: PartyId): Party => {
    const party = existing(parties, id);
    return party.of === undefined ? party : stateOf(party.of);
  };
  const sourcing = createSourcing(
    index.sources,
    (id) => existing(outlets, id),
    (id) => existing(parties, id),
  );
  const answers = (links: ReadonlyMap<string, readonly LinkedSpot[]>, talk: TalkId, id: PointId) =>
    (links.get(`${talk}/${id}`) ?? NONE).map((spot) => ({ ...located(spot), how: spot.how }));

  return Object.freeze<Catalogue>({
    ...sourcing,
    version: content.version,
    changedAt: content.changedAt,
    isHeldBack: (talk) => content.heldBack.has(talk),
    language,
    languages,
    in(code) {
      const other = code.toLowerCase().split(/[-_]/u)[0] ?? '';
      return viewIn(core, languages.includes(other) ? other : ORIGINAL);
    },
    languageOf: (words) => translator.languageOf(words),
    get talks() {
      return talks();
    },
    topics: freeze([...topics.values()]),
    subjects: freeze([...subjects.values()]),
    promises: freeze([...promises.values()]),
    parties: freeze([...parties.values()]),
    people: freeze([...people.values()]),
    talk: (id) => talkOf(id)?.talk,
    topic: (id) => topics.get(id),
    topicByCommand: (command) => commands.get(command),
    newestTalkOn(topic) {
      const number = index.newestOn.get(topic);
      return number === undefined ? undefined : made(number).talk;
    },
    besides(talk, topic) {
      const place = talkNumber(talk) ?? core.talks.length;
      const has = (number: number) => index.talks[number]?.byTopic.has(topic);
      const nearest = (step: 1 | -1): Talk | undefined => {
        let number = place + step;
        while (number >= 0 && number < core.talks.length && !has(number)) number += step;
        return has(number) ? made(number).talk : undefined;
      };
      return { older: nearest(1), newer: nearest(-1) };
    },
    topicsOf: (talk) => talkOf(talk)?.topics(topics) ?? NONE,
    points: (talk, topic) => talkOf(talk)?.on(topic) ?? NONE,
    point: (talk, id) => talkOf(talk)?.byId(id),
    isWithdrawn,
    *everyPoint() {
      for (let number = core.talks.length - 1; number >= 0; number -= 1) {
        const { talk, points } = made(number);
        for (const point of points) yield { talk, point };
      }
    },
    placeOf: (talk, point) => content.placeOf(talk, point),
    leadOf(talk) {
      const view = talkOf(talk);
      return (view?.talk.lead ?? []).flatMap((id) => view?.byId(id) ?? []);
    },
    answersOf: (talk, id) => answers(index.answersOf, talk, id),
    answersTo: (talk, id) => answers(index.answersTo, talk, id),
    denialsOf: (talk, id) =>
      (index.answersTo.get(`${talk}/${id}`) ?? NONE).flatMap((spot) =>
        spot.how === 'denies' ? [located(spot)] : [],
      ),
    *pointsOn(subject) {
      for (const spot of index.bySubject.get(subject) ?? NONE) yield located(spot);
    },
    timeline(talk) {
      const own = talk === undefined ? core.talks.keys() : [talkNumber(talk) ?? -1];
      return [...own].flatMap((number) => (number < 0 ? [] : timelineOf(made(number)))).sort(byOwnDate);
    },
    stepsOf: (promise) => (index.steps.get(promise) ?? NONE).flatMap(stepAt),
    lastStepOf: (promise) => (index.steps.get(promise) ?? NONE).slice(-1).flatMap(stepAt)[0],
    get changes() {
      return index.changed.flatMap((spot) => {
        const { talk, point } = located(spot);
        const change = point.changes?.[spot.change];
        return change === undefined ? [] : [{ talk, point, change }];
      });
    },
    roundOf(id) {
      const number = talkNumber(id);
      const series = number === undefined ? undefined : core.talks[number]?.talk.series;
      if (number === undefined || series === undefined) return undefined;
      const held = (index.series.get(series) ?? NONE).filter((one) => isHeld(core.talks[one]?.talk));
      const place = held.indexOf(number);
      return place < 0 ? undefined : { number: place + 1, of: held.length };
    },
    series: (id) => (index.series.get(id) ?? NONE).map((number) => made(number).talk),
    party: (id) => existing(parties, id),
    outlet: (id) => existing(outlets, id),
    source: (id) => freeze(existing(index.sources, id)),
    place: (id) => existing(places, id),
    subject: (id) => existing(subjects, id),
    promise: (id) => existing(promises, id),
    actor(id) {
      const [person, party] = [people.get(id), parties.get(id)];
      if (person) return { type: 'person', person };
      return party ? { type: 'party', party } : { type: 'outlet', outlet: existing(outlets, id) };
    },
    publisherOf({ outlet, issued }) {
      if (outlet !== undefined) return existing(outlets, outlet).name;
      return (issued ?? []).map((id) => existing(parties, id).name).join(', ');
    },
    roleOf(talk, person, date) {
      const view = talkOf(talk);
      const member = view?.talk.delegations
        .flatMap(({ members }) => members)
        .find((one) => one.person === person);
      if (member?.role !== undefined) return member.role;
      return view && roleOn(people.get(person), date ?? view.talk.date)?.role;
    },
    partyOf(talk, id) {
      const person = people.get(id);
      if (person === undefined) return parties.has(id) ? stateOf(id as string as PartyId) : undefined;
      const number = talkNumber(talk);
      const delegate = number === undefined ? undefined : index.talks[number]?.delegates.get(id);
      const date = number === undefined ? undefined : core.talks[number]?.talk.date;
      const party = delegate ?? roleOn(person, date)?.party;
      return party === undefined ? undefined : stateOf(party);
    },
    search: (words, limit) =>
      words.trim() === ''
        ? NONE
        : core.search.find({ words, offset: 0, limit }).found.map((found) => hitOf(found)),
    find(search, offset, limit) {
      const first = search.first && new Set(search.first);
      const query = { words: search.words, offset, limit, ...(first ? { first } : {}) };
      const allows = allowedBy(core, search, talkNumber);
      const { found, ...counts } = core.search.find(allows ? { ...query, allows } : query);
      return { ...counts, hits: found.map((one) => hitOf(one)) };
    },
    nearWords: core.search.near,
    namesIn: core.naming,
  });
}

/** What of the search the words do not say, as a question to one point; `undefined` where they say all. */
function allowedBy(
  { content, talks }: Core,
  { kinds, by, topics, talks: within, promised }: Search,
  numberOf: (talk: string) => number | undefined,
): ((talk: number, point: number) => boolean) | undefined {
  if (!kinds && !by && !topics && !within && !promised) return undefined;
  const actors = by && actorsOf(content, by);
  const numbers = within && new Set(within.map(numberOf));
  return (talk, place) => {
    if (numbers && !numbers.has(talk)) return false;
    const point = talks[talk]?.talk.points[place];
    if (point === undefined || (promised && point.promise === undefined)) return false;
    if (kinds && !kinds.includes(point.kind)) return false;
    if (topics && !point.topics.some((topic) => topics.includes(topic))) return false;
    return actors === undefined || point.by.some((id) => actors.has(id));
  };
}

/** The actors, and with a party its offices and the people who ever had a role for it or for one of them. */
function actorsOf({ parties, people }: Content, by: readonly ActorId[]): ReadonlySet<string> {
  const all = new Set<string>(by);
  for (const { id, of } of parties) if (of !== undefined && all.has(of)) all.add(id);
  for (const { id, roles } of people)
    if (roles.some(({ party }) => party !== undefined && all.has(party))) all.add(id);
  return all;
}

/** One talk in one language. */
interface TalkView {
  readonly talk: Talk;
  /** All of them, those that were withdrawn too. */
  readonly points: readonly Point[];
  at(place: number): Point;
  topics(all: ReadonlyMap<string, Topic>): readonly Topic[];
  on(topic: string): readonly Point[];
  byId(id: string): Point | undefined;
}

/** Points are translated when they are asked for first: a list of all talks needs none. */
function viewOfTalk({ talks, index }: Core, number: number, translator: Translator): TalkView {
  const files = talks[number] as TalkFiles;
  const { byTopic, byId, withdrawn } = index.talks[number] as TalkIndex;
  const head = translator.head(files);
  const made: (Point | undefined)[] = [];
  const at = (place: number): Point => {
    const point = made[place] ?? (translator.point(files, place) as Point);
    made[place] = point;
    return point;
  };
  const all = lazy(() => Object.freeze(files.talk.points.map((_point, place) => at(place))));
  const shown = lazy(() =>
    withdrawn.size === 0 ? all() : Object.freeze(all().filter((_point, place) => !withdrawn.has(place))),
  );
  const topicLists = new Map<string, readonly Point[]>();
  let topicList: readonly Topic[] | undefined;
  return {
    talk: translator.mark(headWith(head, shown), head),
    get points() {
      return all();
    },
    at,
    topics(topics) {
      topicList ??= freeze([...byTopic.keys()].flatMap((id) => topics.get(id) ?? []));
      return topicList;
    },
    on(topic) {
      const known = topicLists.get(topic);
      if (known !== undefined) return known;
      const list = Object.freeze((byTopic.get(topic) ?? NONE).map(at));
      topicLists.set(topic, list);
      return list;
    },
    byId(id) {
      const place = byId.get(id);
      return place === undefined ? undefined : at(place);
    },
  };
}

function headWith(head: Talk, points: () => readonly Point[]): Talk {
  const { points: _points, ...words } = head;
  for (const value of Object.values(words)) freeze(value);
  return Object.freeze({
    ...words,
    get points() {
      return points() as Point[];
    },
  });
}

/** The list of all talks is made when it is asked for first: a single talk needs no other. */
function everyTalk({ talks }: Core, made: (number: number) => TalkView): () => readonly Talk[] {
  let list: readonly Talk[] | undefined;
  return () => {
    list ??= freeze(talks.map((_talk, number) => made(number).talk));
    return list;
  };
}

/** The registries with the names of one language. Parties have the flag of their country, or of that they belong to. */
function registriesIn(content: Content, translator: Translator) {
  const byId = <T extends { readonly id: string }>(list: readonly T[], translate: (entry: T) => T) =>
    new Map<string, T>(list.map((entry) => [entry.id, freeze(translate(entry))]));
  const plain = new Map(content.parties.map((party) => [party.id, party]));
  const flag = ({ country, flag: own, of }: Party): string | undefined => {
    if (country !== undefined) return flagOf(country);
    const owner = of === undefined ? undefined : plain.get(of);
    return own ?? (owner && flag(owner));
  };
  const withFlag = (party: Party): Party => {
    const found = flag(party);
    return found === undefined ? party : { ...party, flag: found };
  };
  return {
    topics: byId(content.topics, translator.topic),
    subjects: byId(content.subjects, translator.named),
    promises: byId(content.promises, translator.promise),
    parties: byId(content.parties, (party) => withFlag(translator.named(party))),
    people: byId(content.people, translator.person),
    outlets: byId(content.outlets, translator.named),
    places: byId(content.places, translator.named),
  };
}

/** The last of the roles that the person may have had on the day. */
export function roleOn(person: Person | undefined, date: string | undefined) {
  if (date === undefined) return person?.roles.at(-1);
  const day = boundsOf(date);
  return person?.roles.findLast(
    ({ since, until }) =>
      (since === undefined || boundsOf(since).first <= day.last) &&
      (until === undefined || boundsOf(until).last >= day.first),
  );
}

function isHeld(talk: Talk | undefined): boolean {
  return talk !== undefined && (talk.state ?? 'held') === 'held';
}

function isWithdrawn({ changes }: Point): boolean {
  return changes?.at(-1)?.how === 'withdrawn';
}

function timelineOf({ talk }: TalkView): readonly Located[] {
  return talk.points.flatMap((point) => (point.date === undefined ? [] : [{ talk, point }]));
}

function byOwnDate(a: Located, b: Located): number {
  return byDate(a.point.date ?? '', b.point.date ?? '');
}

function newestFirst(a: Talk, b: Talk): number {
  const [left, right] = [boundsOf(a.date).first, boundsOf(b.date).first];
  if (left !== right) return left < right ? 1 : -1;
  return a.id < b.id ? -1 : 1;
}

function add<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

/** What checked content always has; its absence is a mistake in the calling code. */
function existing<T>(entries: ReadonlyMap<string, T>, id: string): T {
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
