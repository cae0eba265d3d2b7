// A digest: the news first, then where the rest of it is. All that the caller gives is told, by its text or by a count.

import type { Catalogue, Located } from '../content/catalogue.ts';
import type { Talk, TalkId, TopicId } from '../content/schema.ts';
import { account, denials, STEP_WORDS, statusLead } from './attribution.ts';
import {
  type Block,
  type Inline,
  type Item,
  type Line,
  type PointRef,
  phrase,
  type Summary,
} from './blocks.ts';
import { dateInBrackets } from './compose.ts';
import {
  chooseForDigest,
  denialsOfStated,
  isAgreedOrMoved,
  keyOfPoint,
  topicForChat,
} from './digest-choice.ts';
import { followName } from './follow-names.ts';
import { sourceLinks, sourcing } from './sources.ts';
import { type LineForm, type StatedLine, statedLine } from './stated-lines.ts';
import { type Wording, wording } from './wording.ts';

/**
 * Why a digest is sent: it is the first, there is something to tell, or the chat wants one all the same; or something was
 * agreed, which is told at once.
 */
export type DigestOccasion = 'first' | 'new' | 'rotation' | 'agreed';

/** What a digest is about, in the language in which content is written. Each point is in one place. */
export interface DigestMatter {
  readonly occasion: DigestOccasion;
  /** Those that the chat has chosen, the overview last. */
  readonly topics: readonly TopicId[];
  readonly news: readonly Located[];
  /** The newest rounds of topics that the chat has chosen since its last digest. */
  readonly introduced: readonly Located[];
  readonly introducedTopics: readonly TopicId[];
  /** What the chat follows since then, by its keys. */
  readonly introducedFollows?: readonly string[] | undefined;
  /** Points of what the chat follows, as `keyOfPoint` names them: they come before others. */
  readonly followed?: ReadonlySet<string> | undefined;
  /** Where nothing is new: the newest round of all. */
  readonly newest?: Talk | undefined;
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
  /** On which the chat finds the first of its points. */
  readonly topic?: TopicId | undefined;
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
  /** The lines in which it states points. */
  readonly stated: readonly StatedLine[];
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

/** Sent as a digest, shown as what would be sent, or the answer to what is new. */
export type DigestUse = 'digest' | 'preview' | 'news';

/** How a digest is written. */
export interface DigestWriting {
  /** The subscription's local day, `YYYY-MM-DD`. */
  readonly day: string;
  readonly use: DigestUse;
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
  readonly changes: readonly ChangedPoint[];
  readonly shown: readonly Located[];
  readonly rest: readonly Rest[];
}

/** @param catalogue in the reader's language */
export function composeDigest(
  catalogue: Catalogue,
  matter: DigestMatter,
  { day, use }: DigestWriting,
): ComposedDigest {
  const own = <One extends Located>(one: One): One => ({ ...one, ...inWordsOf(catalogue, one) });
  const [news, introduced, changes] = [
    matter.news.map(own),
    matter.introduced.map(own),
    matter.changes.map(own),
  ];
  const choice = chooseForDigest(catalogue, news, introduced, changes.length, matter.followed ?? new Set());
  const told = changes.slice(0, choice.changes);
  const shown = [...choice.news, ...choice.introduced];
  const stated = [...shown, ...told];
  const points = stated.map(({ point }) => point);
  const scribe: Scribe = { catalogue, words: wording(catalogue, points) };

  const fresh = [...news, ...introduced];
  const beside = denialsOfStated(catalogue, shown, fresh);
  const isTold = new Set([...shown, ...beside].map(keyOfPoint));
  const left = fresh.filter((one) => !isTold.has(keyOfPoint(one)));
  // A look back repeats what was told, so nothing of it is left to be told.
  const rest = matter.occasion === 'rotation' ? [] : restOf(catalogue, new Set(matter.topics), left);
  const [best] = choice.news;
  const isChangeFirst = told.length > 0 && (best === undefined || !isAgreedOrMoved(best.point));
  const first = isChangeFirst ? told[0] : matter.occasion === 'rotation' ? undefined : shown[0];
  const rounds = roundsOf(catalogue, { first, told, shown, rest });
  const named = rounds.filter(isStated).length + NAMED_ROUNDS;
  const furtherChanges = changes.slice(told.length);
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
              topics: {
                list: [
                  ...matter.introducedTopics.map((id) => catalogue.topic(id)?.name ?? id),
                  ...(matter.introducedFollows ?? []).map((key) => followName(catalogue, key)),
                ],
              },
            }),
          ]),
        ];
  const title = titleOf(scribe, matter, day, first);
  const blocks = [
    ...rounds.slice(0, named).flatMap((round) => roundBlocks(scribe, round, first)),
    ...furtherRounds(rounds.slice(named)),
    ...(furtherChanges.length === 0
      ? []
      : [text([phrase('digest-further-changes', { count: furtherChanges.length })])]),
    ...(fresh.length === 0 && matter.occasion === 'rotation' ? newestLine(catalogue, matter.newest) : []),
    ...introducedBlocks,
    ...olderBlocks,
    ...(matter.occasion === 'rotation' || use === 'news' ? [] : [occasionLine(matter.occasion, day)]),
    ...originLine(catalogue, points),
  ];
  return {
    summary: {
      title: use === 'digest' ? title : [phrase(`digest-${use}-title`)],
      blocks: use === 'digest' ? blocks : [text(title.map(bold)), ...blocks],
      languages: scribe.words.languages,
    },
    stated: [
      ...shown.map((one) => ({ one, form: { type: 'statement', isTitle: one === first } as const })),
      ...told.map((one) => {
        const form = { type: 'change', isTitle: one === first, from: one.from } as const;
        return { one, form };
      }),
    ].map(({ one, form }) => statedLine(catalogue, one, { ...writtenAs(scribe, one, form), form })),
    shown: [...(isChangeFirst ? [...told, ...shown] : stated), ...beside].map(refOf),
    rest,
    leads: [...olderLeads(catalogue, matter), ...rest].toSorted((a, b) => b.count - a.count),
    older: matter.older.map(({ talk }) => talk.id),
    furtherChanges: furtherChanges.map(refOf),
    rounds: rounds.length > named || matter.older.length > 1,
  };
}

/**
 * A point's line of a digest as it would be written now.
 * @param catalogue in the reader's language
 * @param beside all points of the digest
 */
export function digestLine(
  catalogue: Catalogue,
  one: Located,
  form: LineForm,
  beside: readonly Located['point'][],
): Line {
  return writtenAs({ catalogue, words: wording(catalogue, beside) }, one, form).line;
}

function writtenAs(
  scribe: Scribe,
  one: Located,
  form: LineForm,
): Pick<StatedLine, 'line' | 'beneath' | 'isTitle'> {
  const { isTitle } = form;
  const marked = isTitle ? [] : marks(scribe, one);
  if (form.type === 'statement')
    return { line: [...statement(scribe, one), ...marked], beneath: [], isTitle };
  const changed = { ...one, from: form.from };
  const beneath = isTitle ? [] : changeLines(scribe, changed);
  return { line: [...changeTitle(scribe, changed), ...marked], beneath, isTitle };
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

interface Told {
  /** The headline. */
  readonly first: Located | undefined;
  readonly told: readonly ChangedPoint[];
  readonly shown: readonly Located[];
  readonly rest: readonly Rest[];
}

/** The round of the headline, those with something to state, then those that are only counted. */
function roundsOf(catalogue: Catalogue, { first, told, shown, rest }: Told): readonly Round[] {
  const rounds = catalogue.talks.flatMap((talk): readonly Round[] => {
    const isOf = (one: Located) => one.talk.id === talk.id;
    const round = {
      ...{ talk, changes: told.filter(isOf), shown: shown.filter(isOf) },
      rest: rest.filter((one) => one.talk === talk.id),
    };
    return isStated(round) || round.rest.length > 0 ? [round] : [];
  });
  const weight = (round: Round) => (round.talk.id === first?.talk.id ? 0 : isStated(round) ? 1 : 2);
  return rounds.toSorted((a, b) => weight(a) - weight(b));
}

/** Whether more than the number of its points is told. */
function isStated({ changes, shown }: Round): boolean {
  return changes.length + shown.length > 0;
}

/** The first line, which is the notification too. */
function titleOf(
  scribe: Scribe,
  { occasion, news, older }: DigestMatter,
  day: string,
  first: Located | undefined,
): Line {
  if (occasion === 'rotation')
    return [phrase(news.length > 0 ? 'digest-look-back' : 'digest-nothing'), ' · ', { date: day }];
  if (first) return isChange(first) ? changeTitle(scribe, first) : statement(scribe, first);
  return [phrase('digest-older-title'), ' ', ...olderRounds(scribe.catalogue, older)];
}

/** The round's name, what it has besides the headline, and how many more there are on what. */
function roundBlocks(
  scribe: Scribe,
  { talk, changes, shown, rest }: Round,
  first: Located | undefined,
): readonly Block[] {
  const isFirst = first?.talk.id === talk.id;
  const name: Line = [isFirst ? talk.title : { bold: talk.title }, ' · ', { date: talk.date }];
  const heading: Line = isFirst && first ? [...name, ...marks(scribe, first)] : name;
  const items = [
    ...shown.filter((one) => one !== first).map((one) => pointItem(scribe, one)),
    ...changes.filter((one) => one !== first).map((one) => changeItem(scribe, one)),
    ...(rest.length > 0 ? [restItem(rest, shown.length + changes.length > 0)] : []),
  ];
  if (isFirst && first && isChange(first)) {
    const lines = { type: 'text' as const, lines: [heading, ...changeLines(scribe, first)] };
    return items.length === 0 ? [lines] : [lines, { type: 'section', items }];
  }
  return items.length === 0 ? [text(heading)] : [{ type: 'section', heading, items }];
}

function pointItem(scribe: Scribe, one: Located): Item {
  return {
    marker: 'bullet',
    lines: [[...statement(scribe, one), ...marks(scribe, one)]],
    points: [refOf(one), ...scribe.catalogue.denialsOf(one.talk.id, one.point.id).map(refOf)],
  };
}

/** `✅ Agreed: Regular talks to follow`; `→ Embassies at work: kept · Both are staffed`; `Lavrov: No NATO troops`. */
function statement({ catalogue, words }: Scribe, { talk, point }: Located): Line {
  return [
    ...leadOf(catalogue, { talk, point }),
    ...words.text(point),
    ...dateInBrackets(talk, point),
    ...account(catalogue, point),
    ...denials(catalogue, talk, point),
  ];
}

function leadOf(catalogue: Catalogue, { talk, point }: Located): Line {
  const { promise, kind } = point;
  const status = statusLead(catalogue, talk, point);
  if (promise === undefined || promise.step === 'made')
    return kind === 'agreed' ? ['✅ ', ...status] : status;
  const { title } = catalogue.promise(promise.id);
  const step: Line = [`→ ${title}: `, { bold: STEP_WORDS[promise.step] }, ' · '];
  // Whose word it is that the promise has moved, unless it is on record.
  return kind === 'background' ? step : [...step, ...status];
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

function isChange(one: Located | ChangedPoint): one is ChangedPoint {
  return 'from' in one;
}

/** `✏️ Corrected: 1,200 prisoners are exchanged`; `✏️ Withdrawn: “…”`, as the chat was told it. */
function changeTitle({ catalogue, words }: Scribe, one: ChangedPoint): Line {
  const { point } = one;
  return catalogue.isWithdrawn(point)
    ? [phrase('digest-withdrawn'), ' ', phrase('quoted', { quote: untoldChanges(one)[0]?.was ?? point.text })]
    : [phrase('digest-corrected'), ' ', ...words.text(point)];
}

function changeItem(scribe: Scribe, one: ChangedPoint): Item {
  const title = changeTitle(scribe, one);
  return {
    marker: 'bullet',
    lines: [[...title, ...marks(scribe, one)], ...changeLines(scribe, one)],
    points: [refOf(one)],
  };
}

/** What was said before and why it is no more. */
function changeLines({ catalogue }: Scribe, one: ChangedPoint): readonly Line[] {
  const untold = untoldChanges(one);
  // What the chat was told is what the first change that it missed replaced.
  const was = catalogue.isWithdrawn(one.point) ? undefined : untold[0]?.was;
  const why = untold.at(-1)?.why;
  return [
    ...(was === undefined ? [] : [[phrase('correction-was', { was })]]),
    ...(why === undefined ? [] : [[phrase('correction-why', { why })]]),
  ];
}

function untoldChanges({ point, from }: ChangedPoint) {
  return (point.changes ?? []).slice(from).filter(({ how }) => how !== 'reworded');
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
  const own = catalogue.topicsOf(only.talk.id);
  const topic = own.find(({ id }) => topics.includes(id)) ?? own.find(({ id }) => id === only.topic);
  const { title } = catalogue.talk(only.talk.id) ?? only.talk;
  return topic === undefined
    ? []
    : [
        {
          talk: only.talk.id,
          topic: topic.id,
          count: only.count,
          title,
          date: only.talk.date,
          name: topic.name,
        },
      ];
}

/** Where nothing is new and all has been looked back at. */
function newestLine(catalogue: Catalogue, newest: Talk | undefined): readonly Block[] {
  if (!newest) return [];
  const { title, date } = catalogue.talk(newest.id) ?? newest;
  return [text([phrase('digest-newest-round'), ` ${title}, `, { date }])];
}

function occasionLine(occasion: Exclude<DigestOccasion, 'rotation'>, day: string): Block {
  const words = phrase(`digest-title-${occasion}`);
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
