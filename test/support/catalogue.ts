// Small catalogues for tests, from plain data that the schemas parse as they parse files.

import { type Catalogue, createCatalogue } from '../../src/content/catalogue.ts';
import {
  OutletsFile,
  PartiesFile,
  PeopleFile,
  PlacesFile,
  type Point,
  SourcesFile,
  SubjectsFile,
  Talk,
  type Topic,
  TopicsFile,
} from '../../src/content/schema.ts';

/** A point in the fewest words. */
export interface PlainPoint {
  readonly id: string;
  readonly topics: readonly string[];
  readonly subject?: string;
  readonly kind: Point['kind'];
  readonly by?: readonly string[];
  readonly told?: readonly string[];
  readonly text: string;
  /** Of the first in `by`. */
  readonly quote?: string;
  readonly date?: string;
  readonly denies?: string;
  readonly sources?: readonly { readonly id: string; readonly at: string }[];
  readonly changes?: readonly object[];
}

export interface PlainTalk {
  readonly id?: string;
  readonly date?: string;
  readonly title?: string;
  readonly points?: readonly PlainPoint[];
}

const TOPICS = [
  { id: 'overview', command: 'latest', name: 'Overview', description: 'The talk at a glance' },
  { id: 'delegations', command: 'delegations', name: 'Delegations', description: 'Who met' },
  { id: 'summit', command: 'summit', name: 'Summit', emoji: '🤝', description: 'A meeting of the leaders' },
  { id: 'ukraine', command: 'ukraine', name: 'Ukraine', description: 'War and settlement' },
  { id: 'europe', command: 'europe', name: 'Europe', description: 'Its part' },
];

const SUBJECTS = [{ id: 'troops', topic: 'ukraine', name: 'Troops' }];

const PARTIES = [
  { id: 'russia', name: 'Russia', country: 'RU' },
  { id: 'usa', name: 'United States', country: 'US' },
  { id: 'ukraine-state', name: 'Ukraine', country: 'UA' },
  { id: 'saudi', name: 'Saudi Arabia', country: 'SA' },
  { id: 'white-house', name: 'White House', of: 'usa' },
  { id: 'us-media', name: 'US media', unnamed: 'true' },
];

const PEOPLE = [
  {
    id: 'lavrov',
    name: 'Sergey Lavrov',
    short: 'Lavrov',
    roles: [{ role: 'Foreign Minister', party: 'russia' }],
  },
  {
    id: 'rubio',
    name: 'Marco Rubio',
    short: 'Rubio',
    roles: [{ role: 'Secretary of State', party: 'usa', since: '2025-01' }],
  },
  {
    id: 'zelensky',
    name: 'Volodymyr Zelensky',
    short: 'Zelensky',
    roles: [{ role: 'President of Ukraine', party: 'ukraine-state' }],
  },
];

const OUTLETS = [
  { id: 'izvestia', name: 'Izvestia', country: 'RU', owner: 'private' },
  { id: 'kommersant', name: 'Kommersant', country: 'RU', owner: 'private' },
];

const PLACES = [{ id: 'riyadh', name: 'Riyadh', country: 'SA' }];

const SOURCES = [
  {
    id: 'izvestia',
    outlet: 'izvestia',
    form: 'article',
    language: 'en',
    translation: 'machine',
    read: 'whole',
  },
  {
    id: 'kommersant',
    outlet: 'kommersant',
    form: 'article',
    language: 'ru',
    url: 'https://example.org/?a=1&b=2',
    read: 'whole',
  },
];

/** One point of every kind on Ukraine, a denial beside what it denies, and one point on each other topic. */
export const POINTS: readonly PlainPoint[] = [
  { id: 'context', topics: ['ukraine'], kind: 'background', text: 'Ukraine was not at the table' },
  { id: 'no-troops', topics: ['ukraine'], kind: 'said', by: ['lavrov', 'russia'], text: 'No NATO troops' },
  { id: 'plan', topics: ['ukraine'], kind: 'reported', by: ['us-media'], text: 'A plan in three stages' },
  {
    id: 'no-plan',
    topics: ['ukraine'],
    kind: 'denied',
    by: ['russia'],
    text: 'No such plan',
    denies: 'plan',
  },
  { id: 'first-step', topics: ['ukraine'], kind: 'said', by: ['white-house'], text: 'A first step' },
  {
    id: 'refusal',
    topics: ['ukraine'],
    kind: 'said',
    by: ['zelensky'],
    text: 'Does not recognise the outcome',
  },
  {
    id: 'too-early',
    topics: ['ukraine'],
    kind: 'analysis',
    by: ['izvestia'],
    text: 'It is too early to tell',
  },
  {
    id: 'negotiators',
    topics: ['overview', 'ukraine'],
    kind: 'agreed',
    by: ['russia', 'usa'],
    text: 'Both sides will name negotiators',
  },
  { id: 'soon', topics: ['summit'], kind: 'said', by: ['rubio'], text: 'Soon', quote: 'very soon indeed' },
  { id: 'met', topics: ['delegations'], kind: 'background', text: 'They met for the first time' },
];

const DELEGATIONS = [
  { party: 'russia', part: 'delegation', members: [{ person: 'lavrov' }] },
  { party: 'usa', part: 'delegation', members: [{ person: 'rubio' }] },
  { party: 'saudi', part: 'host', members: [] },
];

const CITED = [{ id: 'izvestia', at: '¶1' }];

function citationsOf(sources: readonly { readonly id: string; readonly at: string }[]) {
  return sources.map(({ id, at }) => ({ source: id, at, passage: 'as it stands there' }));
}

function pointOf({ quote, denies, sources = CITED, ...point }: PlainPoint) {
  return {
    ...point,
    ...(quote === undefined ? {} : { quote: { text: quote, of: point.by?.[0] ?? 'izvestia' } }),
    ...(denies === undefined ? {} : { answers: [{ to: denies, how: 'denies' }] }),
    citations: citationsOf(sources),
  };
}

/** A talk in Riyadh on 18 February 2025, with these points or `POINTS`. */
function talkOf({ id, date, title, points }: PlainTalk = {}): Talk {
  return Talk.parse({
    id: id ?? 'riyadh-2025-02-18',
    title: title ?? 'Riyadh talks',
    about: 'Russia–United States',
    date: date ?? '2025-02-18',
    place: 'riyadh',
    form: 'meeting',
    duration: 'about four and a half hours',
    delegations: DELEGATIONS.map((delegation) => ({ ...delegation, citations: citationsOf(CITED) })),
    points: (points ?? POINTS).map(pointOf),
  });
}

/** A catalogue of these talks, or of the one in Riyadh. Unlike a loaded one, it has not been checked. */
export function catalogueOf(...talks: readonly PlainTalk[]): Catalogue {
  const { sources } = SourcesFile.parse({ sources: SOURCES });
  const parsed = talks.length === 0 ? [talkOf()] : talks.map(talkOf);
  return createCatalogue({
    version: '0123456789abcdef',
    changedAt: 0,
    heldBack: new Set(),
    topics: TopicsFile.parse({ topics: TOPICS }).topics,
    subjects: SubjectsFile.parse({ subjects: SUBJECTS }).subjects,
    parties: PartiesFile.parse({ parties: PARTIES }).parties,
    people: PeopleFile.parse({ people: PEOPLE }).people,
    outlets: OutletsFile.parse({ outlets: OUTLETS }).outlets,
    promises: [],
    places: PlacesFile.parse({ places: PLACES }).places,
    talks: parsed.map((talk, index) => ({ talk, sources: index === 0 ? sources : [], translations: [] })),
    placeOf: async (talk) => ({ file: `talks/${talk}/talk.yaml`, line: 1, column: 1 }),
  });
}

/** The talk of that id, or the newest. */
export function talkIn(catalogue: Catalogue, id?: string): Talk {
  const talk = id === undefined ? catalogue.talks[0] : catalogue.talk(id);
  if (talk === undefined) throw new Error(`no talk ${id}`);
  return talk;
}

export function topicIn(catalogue: Catalogue, id: string): Topic {
  const topic = catalogue.topic(id);
  if (topic === undefined) throw new Error(`no topic ${id}`);
  return topic;
}
