// A digest: the news first, then where the rest of it is. All that the caller gives is told, by its text or by a count.

import type { Catalogue, Located } from '../content/catalogue.ts';
import type { Talk, TalkId, TopicId } from '../content/schema.ts';
import { account, denials, isPartial, lead, STEP_WORDS, statusLead, voices } from './attribution.ts';
import {
  type Block,
  type Inline,
  type Item,
  type Line,
  type PointRef,
  phrase,
  type Summary,
} from './blocks.ts';
import { isDayOf } from './compose.ts';
import {
  chooseForDigest,
  denialsOfStated,
  isAgreedOrMoved,
  keyOfPoint,
  topicForChat,
} from './digest-choice.ts';
import { sourceLinks, sourcing } from './sources.ts';
import { type Wording, wording } from './wording.ts';

/** Why a digest is sent: it is the first, there is something to tell, or the chat wants one all the same. */
export type DigestOccasion = 'first' | 'new' | 'rotation';

/** What a digest is about, in the language in which content is written. Each point is in one place. */
export interface DigestMatter {
  readonly occasion: DigestOccasion;
  /** Those that the chat has chosen, the overview last. */
  readonly topics: readonly TopicId[];
  readonly news: readonly Located[];
  /** The newest rounds of topics that the chat has chosen since its last digest. */
  readonly introduced: readonly Located[];
  readonly introducedTopics: readonly TopicId[];
  /** Points that the chat had, and the first change that it was not told of, counted from 0. */
  readonly changes: readonly ChangedPoint[];
  /** Rounds from before those that the chat has, and how many points of each. */
  readonly older: readonly OlderRound[];
}

interface ChangedPoint extends Located {
  readonly from: number;
}

interface OlderRound {
  readonly talk: Talk;
  readonly count: number;
}

/** Points of a round on a topic that a digest only counts. */
export interface Rest {
  readonly talk: TalkId;
  readonly topic: TopicId;
  readonly count: number;
  /** Of the round and the topic, in the reader's language. */
  readonly title: string;
  readonly name: string;
  /** Of the round, as EDTF writes it. */
  readonly date: string;
}

export interface ComposedDigest {
  readonly summary: Summary;
  /** What it states, the headline first. */
  readonly shown: readonly PointRef[];
  /** What it only counts, in the order in which it names it. */
  readonly rest: readonly Rest[];
  /** Rounds from before, which it counts whole. */
  readonly older: readonly TalkId[];
  /** Changes that it only counts. */
  readonly furtherChanges: readonly PointRef[];
  /** What buttons lead to: the most first. */
  readonly leads: readonly Rest[];
  /** Whether only the list of rounds leads to some of what it counts. */
  readonly rounds: boolean;
}

/** How a digest is written. */
export interface DigestWriting {
  /** The subscription's local day, `YYYY-MM-DD`. */
  readonly day: string;
  /** It only shows what would be sent, and says so. */
  readonly isPreview: boolean;
}

/** Rounds that are only counted: so many by name, the others together. */
const NAMED_ROUNDS = 5;
const NAMED_OLDER = 3;

/** What is needed to write a line, in the reader's language. */
interface Scribe {
  readonly catalogue: Catalogue;
  readonly words: Wording;
}

/** Everything that a digest has of one round. */
interface Round {
  readonly talk: Talk;
  readonly shown: readonly Located[];
  readonly rest: readonly Rest[];
}

/** @param catalogue in the reader's language */
export function composeDigest(
  catalogue: Catalogue,
  matter: DigestMatter,
  { day, isPreview }: DigestWriting,
): ComposedDigest {
  const own = <One extends Located>(one: One): One => ({ ...one, ...inWordsOf(catalogue, one) });
  const [news, introduced, changes] = [
    matter.news.map(own),
    matter.introduced.map(own),
    matter.changes.map(own),
  ];
  const choice = chooseForDigest(catalogue, news, introduced, changes.length);
  const told = changes.slice(0, choice.changes);
  const shown = [...choice.news, ...choice.introduced];
  const stated = [...shown, ...told];
  const points = stated.map(({ point }) => point);
  const scribe: Scribe = { catalogue, words: wording(catalogue, points) };

  const fresh = [...news, ...introduced];
  const beside = denialsOfStated(catalogue, shown, fresh);
  const isStated = new Set([...shown, ...beside].map(keyOfPoint));
  const left = fresh.filter((one) => !isStated.has(keyOfPoint(one)));
  // A look back repeats what was told, so nothing of it is left to be told.
  const rest = matter.occasion === 'rotation' ? [] : restOf(catalogue, new Set(matter.topics), left);
  const rounds = roundsOf(catalogue, shown, rest);

  const [best] = choice.news;
  const isChangeFirst = told.length > 0 && (best === undefined || !isAgreedOrMoved(best.point));
  const headline = isChangeFirst || matter.occasion === 'rotation' ? undefined : shown[0];
  const firstChange = isChangeFirst ? told[0] : undefined;
  const newsBlocks = [
    ...rounds
      .slice(0, shownRounds(rounds) + NAMED_ROUNDS)
      .map((round) => roundBlock(scribe, round, headline)),
    ...furtherRounds(rounds.slice(shownRounds(rounds) + NAMED_ROUNDS)),
  ];
  const changeBlocks = correctedBlocks(scribe, told, firstChange, changes.length - told.length);
  const isOlderFirst = stated.length === 0;
  const olderBlocks =
    matter.older.length === 0 || isOlderFirst
      ? []
      : [text([phrase('digest-older'), ' ', ...olderRounds(catalogue, matter.older)])];
  const introducedBlocks =
    introduced.length === 0
      ? []
      : [
          text([
            phrase('digest-introduced', {
              topics: { list: matter.introducedTopics.map((id) => catalogue.topic(id)?.name ?? id) },
            }),
          ]),
        ];
  const title = titleOf(scribe, matter, day, { headline, firstChange });
  const blocks = [
    ...(isChangeFirst ? [...changeBlocks, ...newsBlocks] : [...newsBlocks, ...changeBlocks]),
    ...(fresh.length === 0 && matter.occasion === 'rotation' ? newestLine(catalogue, matter.topics) : []),
    ...introducedBlocks,
    ...olderBlocks,
    ...(matter.occasion === 'rotation' ? [] : [occasionLine(matter.occasion, day)]),
    ...originLine(catalogue, points),
  ];
  return {
    summary: {
      title: isPreview ? [phrase('digest-preview-title')] : title,
      blocks: isPreview ? [text(title.map(bold)), ...blocks] : blocks,
      languages: scribe.words.languages,
    },
    shown: [...(isChangeFirst ? [...told, ...shown] : stated), ...beside].map(refOf),
    rest,
    leads: [...olderLeads(catalogue, matter), ...rest].toSorted((a, b) => b.count - a.count),
    older: matter.older.map(({ talk }) => talk.id),
    furtherChanges: changes.slice(told.length).map(refOf),
    rounds: rounds.length > shownRounds(rounds) + NAMED_ROUNDS || matter.older.length > 1,
  };
}

function inWordsOf(catalogue: Catalogue, { talk, point }: Located): Located {
  const own = catalogue.talk(talk.id) ?? talk;
  return { talk: own, point: catalogue.point(own.id, point.id) ?? point };
}

/** How many points are left of each round and topic, in the order of the topics. */
function restOf(
  catalogue: Catalogue,
  topics: ReadonlySet<TopicId>,
  left: readonly Located[],
): readonly Rest[] {
  const counted = Map.groupBy(
    left,
    ({ talk, point }) => `${talk.id} ${topicForChat(catalogue, topics, point)}`,
  );
  const all = [...counted.values()].flatMap((points): readonly Rest[] => {
    const [first] = points;
    if (first === undefined) return [];
    const topic = topicForChat(catalogue, topics, first.point);
    return [
      {
        ...{ talk: first.talk.id, topic, count: points.length },
        ...{ title: first.talk.title, date: first.talk.date, name: catalogue.topic(topic)?.name ?? topic },
      },
    ];
  });
  const order = [...topics];
  return all.sort((a, b) => order.indexOf(a.topic) - order.indexOf(b.topic));
}

/** The rounds with something to state first, that of the headline before all; then those that are only counted. */
function roundsOf(catalogue: Catalogue, shown: readonly Located[], rest: readonly Rest[]): readonly Round[] {
  const first = shown[0]?.talk.id;
  const talks = catalogue.talks.filter(
    ({ id }) => shown.some(({ talk }) => talk.id === id) || rest.some(({ talk }) => talk === id),
  );
  const rounds = talks.map((talk) => ({
    talk,
    shown: shown.filter((one) => one.talk.id === talk.id),
    rest: rest.filter((one) => one.talk === talk.id),
  }));
  const weight = (round: Round) => (round.talk.id === first ? 0 : round.shown.length > 0 ? 1 : 2);
  return rounds.toSorted((a, b) => weight(a) - weight(b));
}

function shownRounds(rounds: readonly Round[]): number {
  return rounds.filter(({ shown }) => shown.length > 0).length;
}

interface Headline {
  readonly headline: Located | undefined;
  readonly firstChange: ChangedPoint | undefined;
}

/** The first line, which is the notification too. */
function titleOf(
  scribe: Scribe,
  { occasion, news, older }: DigestMatter,
  day: string,
  { headline, firstChange }: Headline,
): Line {
  if (occasion === 'rotation')
    return [phrase(news.length > 0 ? 'digest-look-back' : 'digest-nothing'), ' · ', { date: day }];
  if (firstChange) return changeTitle(scribe, firstChange);
  if (headline) return statement(scribe, headline);
  return [phrase('digest-older-title'), ' ', ...olderRounds(scribe.catalogue, older)];
}

/** The round's name, its points without the headline, and how many more there are on what. */
function roundBlock(scribe: Scribe, { talk, shown, rest }: Round, headline: Located | undefined): Block {
  const isFirst = headline?.talk.id === talk.id;
  const name: Line = [isFirst ? talk.title : { bold: talk.title }, ' · ', { date: talk.date }];
  const heading: Line = isFirst && headline ? [...name, ...marks(scribe, headline)] : name;
  const items = shown.filter((one) => one !== headline).map((one) => pointItem(scribe, one));
  const all = [...items, ...(rest.length > 0 ? [restItem(rest, shown.length > 0)] : [])];
  return all.length === 0 ? text(heading) : { type: 'section', heading, items: all };
}

function pointItem(scribe: Scribe, one: Located): Item {
  return {
    marker: 'bullet',
    lines: [[...statement(scribe, one), ...marks(scribe, one)]],
    points: [refOf(one), ...scribe.catalogue.denialsOf(one.talk.id, one.point.id).map(refOf)],
  };
}

/** `✅ Regular talks to follow`; `→ Embassies at work: kept · Both embassies are staffed`; `Lavrov: No NATO troops`. */
function statement({ catalogue, words }: Scribe, { talk, point }: Located): Line {
  const day: Line = isDayOf(talk, point) || point.date === undefined ? [] : [' (', { date: point.date }, ')'];
  return [
    ...leadOf(catalogue, { talk, point }),
    ...words.text(point),
    ...day,
    ...account(catalogue, point),
    ...denials(catalogue, talk, point),
  ];
}

function leadOf(catalogue: Catalogue, { talk, point }: Located): Line {
  const { promise } = point;
  if (promise !== undefined && promise.step !== 'made') {
    const { title } = catalogue.promise(promise.id);
    return [`→ ${title}: `, { bold: STEP_WORDS[promise.step] }, ' · '];
  }
  if (point.kind !== 'agreed') return statusLead(catalogue, talk, point);
  const names = isPartial(catalogue, talk, point) ? lead(voices(catalogue, talk, point)) : [];
  return ['✅ ', ...(names.length > 0 ? names : [{ italic: phrase('kind-agreed') }, ': '])];
}

function marks({ catalogue }: Scribe, { point }: Located): Line {
  const links = sourceLinks(catalogue, point);
  return links.length === 0 ? [] : [' · ', ...links];
}

/** `7 more: Ukraine 4, Europe 3`, or `7 points: …` where none is stated. */
function restItem(rest: readonly Rest[], isMore: boolean): Item {
  const count = rest.reduce((sum, one) => sum + one.count, 0);
  const topics = { list: rest.map((one) => `${one.name} ${one.count}`) };
  const line = phrase(isMore ? 'digest-more' : 'digest-points', { count, topics });
  return { marker: 'bullet', lines: [[line]], points: [] };
}

function furtherRounds(rounds: readonly Round[]): readonly Block[] {
  if (rounds.length === 0) return [];
  const count = rounds.flatMap(({ rest }) => rest).reduce((sum, one) => sum + one.count, 0);
  return [text([phrase('digest-further-rounds', { count, rounds: rounds.length })])];
}

/** `✏️ Corrected: 1,200 prisoners are exchanged`, `✏️ Withdrawn: “…”`. */
function changeTitle({ catalogue, words }: Scribe, { point }: ChangedPoint): Line {
  return catalogue.isWithdrawn(point)
    ? [phrase('digest-withdrawn'), ' ', phrase('quoted', { quote: point.text })]
    : [phrase('digest-corrected'), ' ', ...words.text(point)];
}

/** What was said before and why it is no more; the first one's headline is the digest's. */
function correctedBlocks(
  scribe: Scribe,
  told: readonly ChangedPoint[],
  first: ChangedPoint | undefined,
  further: number,
): readonly Block[] {
  const items = told.filter((one) => one !== first).map((one) => changeItem(scribe, one));
  const more: readonly Item[] =
    further > 0
      ? [{ marker: 'bullet', lines: [[phrase('digest-further-changes', { count: further })]], points: [] }]
      : [];
  const all = [...items, ...more];
  return [
    ...(first ? [{ type: 'text' as const, lines: changeLines(scribe, first) }] : []),
    ...(all.length > 0
      ? [
          first
            ? { type: 'section' as const, items: all }
            : { type: 'section' as const, heading: [{ bold: phrase('digest-changes') }], items: all },
        ]
      : []),
  ];
}

function changeItem(scribe: Scribe, one: ChangedPoint): Item {
  return {
    marker: 'bullet',
    lines: [changeTitle(scribe, one), ...changeLines(scribe, one)],
    points: [refOf(one)],
  };
}

function changeLines(scribe: Scribe, one: ChangedPoint): readonly Line[] {
  const { talk, point, from } = one;
  const untold = (point.changes ?? []).slice(from).filter(({ how }) => how !== 'reworded');
  const isGone = scribe.catalogue.isWithdrawn(point);
  // What the chat was told is what the first change that it missed replaced.
  const was = untold[0]?.was;
  const why = untold.at(-1)?.why;
  const whence: Line = [talk.title, ' · ', { date: talk.date }];
  return [
    ...(was === undefined || isGone ? [] : [[phrase('correction-was', { was })]]),
    ...(why === undefined ? [] : [[phrase('correction-why', { why })]]),
    isGone ? whence : [...whence, ...marks(scribe, one)],
  ];
}

/** `Paris talks, 17 Feb 2025 (12); Munich talks, 14 Feb 2025 (7); and 40 in 3 more`. */
function olderRounds(catalogue: Catalogue, older: readonly OlderRound[]): Line {
  const place = new Map(catalogue.talks.map(({ id }, index) => [id, index]));
  const sorted = older.toSorted((a, b) => (place.get(a.talk.id) ?? 0) - (place.get(b.talk.id) ?? 0));
  const named = sorted.slice(0, NAMED_OLDER).flatMap(({ talk, count }, index): readonly Inline[] => {
    const { title, date } = catalogue.talk(talk.id) ?? talk;
    return [...(index > 0 ? ['; '] : []), `${title}, `, { date }, ` (${count})`];
  });
  const further = sorted.slice(NAMED_OLDER);
  const count = further.reduce((sum, one) => sum + one.count, 0);
  return further.length === 0
    ? named
    : [...named, '; ', phrase('digest-older-more', { count, rounds: further.length })];
}

/** What leads to a round that is told of in one line. */
function olderLeads(catalogue: Catalogue, { older, topics }: DigestMatter): readonly Rest[] {
  const [only] = older;
  if (only === undefined || older.length > 1) return [];
  const topic = catalogue.topicsOf(only.talk.id).find(({ id }) => topics.includes(id));
  const { title } = catalogue.talk(only.talk.id) ?? only.talk;
  return topic === undefined
    ? []
    : [{ talk: only.talk.id, topic: topic.id, count: only.count, title, date: only.talk.date, name: topic.name }];
}

/** Where nothing is new and all has been looked back at. */
function newestLine(catalogue: Catalogue, topics: readonly TopicId[]): readonly Block[] {
  const newest = catalogue.talks.find(({ id }) =>
    catalogue.topicsOf(id).some((topic) => topics.includes(topic.id)),
  );
  if (!newest) return [];
  return [text([phrase('digest-newest-round'), ` ${newest.title}, `, { date: newest.date }])];
}

function occasionLine(occasion: 'first' | 'new', day: string): Block {
  const words = phrase(occasion === 'first' ? 'digest-title-first' : 'digest-title-new');
  return text([{ italic: words }, ' · ', { date: day }]);
}

/** Said where all that is stated rests on one origin. */
function originLine(catalogue: Catalogue, points: readonly Located['point'][]): readonly Block[] {
  const { warning } = sourcing(catalogue, points);
  return warning.length === 0 ? [] : [{ type: 'text', lines: warning }];
}

function bold(inline: Inline): Inline {
  if (typeof inline === 'object' && ('bold' in inline || 'link' in inline || 'code' in inline)) return inline;
  return { bold: typeof inline === 'object' && 'italic' in inline ? inline.italic : inline };
}

function text(line: Line): Block {
  return { type: 'text', lines: [line] };
}

function refOf({ talk, point }: Located): PointRef {
  return { talk: talk.id, point: point.id };
}
