// Small catalogues for tests, from plain data that the schemas parse as they parse files.

import { type Catalogue, createCatalogue } from '../../src/content/catalogue.ts';
import {
  PartiesFile,
  PeopleFile,
  type Point,
  SourcesFile,
  Talk,
  type Topic,
  TopicsFile,
} from '../../src/content/schema.ts';

/** A point as an editor writes it. */
export interface PlainPoint {
  readonly id: string;
  readonly topics: readonly string[];
  readonly kind: Point['kind'];
  readonly by?: readonly string[];
  readonly text: string;
  readonly quote?: string;
  readonly date?: string;
  readonly denies?: string;
  readonly commitment?: { readonly status: string };
  readonly sources?: readonly { readonly id: string; readonly at: string }[];
}

export interface PlainTalk {
  readonly id?: string;
  readonly date?: string;
  readonly title?: string;
  readonly points?: readonly PlainPoint[];
  readonly timeline?: readonly { readonly date: string; readonly text: string; readonly point: string }[];
}

const TOPICS = [
  { id: 'overview', command: 'latest', name: 'Overview', description: 'The talk at a glance' },
  { id: 'delegations', command: 'delegations', name: 'Delegations', description: 'Who met' },
  { id: 'summit', command: 'summit', name: 'Summit', emoji: '🤝', description: 'A meeting of the leaders' },
  { id: 'ukraine', command: 'ukraine', name: 'Ukraine', description: 'War and settlement' },
  { id: 'europe', command: 'europe', name: 'Europe', description: 'Its part' },
];

const PARTIES = [
  { id: 'russia', name: 'Russia', flag: '🇷🇺' },
  { id: 'usa', name: 'United States', flag: '🇺🇸' },
  { id: 'ukraine-state', name: 'Ukraine', flag: '🇺🇦' },
  { id: 'saudi', name: 'Saudi Arabia', flag: '🇸🇦' },
  { id: 'white-house', name: 'White House', of: 'usa' },
  { id: 'us-media', name: 'US media' },
];

const PEOPLE = [
  { id: 'lavrov', name: 'Sergey Lavrov', short: 'Lavrov' },
  { id: 'rubio', name: 'Marco Rubio', short: 'Rubio' },
  { id: 'zelensky', name: 'Volodymyr Zelensky', short: 'Zelensky' },
];

const SOURCES = [
  { id: 'izvestia', name: 'Izvestia', about: 'Moscow daily', translation: 'machine' },
  {
    id: 'kommersant',
    name: 'Kommersant',
    about: 'Moscow business daily',
    url: 'https://example.org/?a=1&b=2',
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
    commitment: { status: 'announced' },
  },
  { id: 'soon', topics: ['summit'], kind: 'said', by: ['rubio'], text: 'Soon', quote: 'very soon indeed' },
  { id: 'met', topics: ['delegations'], kind: 'background', text: 'They met for the first time' },
];

const ROLES = [
  { party: 'russia', part: 'delegation', members: [{ person: 'lavrov', role: 'Foreign Minister' }] },
  { party: 'usa', part: 'delegation', members: [{ person: 'rubio', role: 'Secretary of State' }] },
  { party: 'saudi', part: 'host', members: [] },
];

const CITED = [{ id: 'izvestia', at: '¶1' }];

/** A talk in Riyadh on 18 February 2025, with these points or `POINTS`. */
function talkOf({ id, date, title, points, timeline }: PlainTalk = {}): Talk {
  return Talk.parse({
    id: id ?? 'riyadh-2025-02-18',
    title: title ?? 'Riyadh talks',
    about: 'Russia–United States',
    date: date ?? '2025-02-18',
    place: { city: 'Riyadh', country: 'Saudi Arabia' },
    duration: 'about four and a half hours',
    delegations: ROLES.map((role) => ({ ...role, sources: CITED })),
    speakers: [{ person: 'zelensky', party: 'ukraine-state', role: 'President of Ukraine' }],
    timeline: timeline ?? [],
    points: (points ?? POINTS).map((point) => ({ sources: CITED, ...point })),
  });
}

/** A catalogue of these talks, or of the one in Riyadh. Unlike a loaded one, a topic may have no point. */
export function catalogueOf(...talks: readonly PlainTalk[]): Catalogue {
  return createCatalogue({
    version: '0123456789abcdef',
    changedAt: 0,
    topics: TopicsFile.parse({ topics: TOPICS }).topics,
    parties: PartiesFile.parse({ parties: PARTIES }).parties,
    people: PeopleFile.parse({ people: PEOPLE }).people,
    sources: SourcesFile.parse({ sources: SOURCES }).sources,
    talks: talks.length === 0 ? [talkOf()] : talks.map(talkOf),
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
