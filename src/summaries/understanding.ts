// What a person means by a few words of their own: a topic, rounds, or points by who, kind, round and words. In this
// order: a topic's name, a person or party, a kind, a round, then words.

import type { Catalogue, Findings, Search } from '../content/catalogue.ts';
import { topicNamed } from '../content/named-entries.ts';
import type { Entry, Mention } from '../content/naming.ts';
import type { ActorId, Kind, Talk, Topic, TopicId } from '../content/schema.ts';
import {
  attendanceAskedFor,
  besidesTheTable,
  hasNegation,
  tellingWords,
  type Wish,
  wishOf,
} from './question-words.ts';
import { type RoundsAsked, roundsIn } from './rounds.ts';

export type Understood =
  /** A topic's answer; `round` are the words that name its round, none for the newest. */
  | { readonly type: 'topic'; readonly topic: Topic; readonly round: string }
  | { readonly type: 'round'; readonly talks: readonly Talk[]; readonly round: string }
  | PointsWanted;

/** Points that fit; the first of the searches that finds any answers. */
export interface PointsWanted {
  readonly type: 'points';
  readonly searches: readonly [Search, ...Search[]];
  /** The person or party that is asked for, where nothing else but words is. */
  readonly actor?: ActorId;
  /** What is asked for besides words and an actor. */
  readonly wish?: Wish;
}

const ATTENDANCE_TOPIC = 'delegations';

/** @param text on one line, in any of the languages */
export function understand(catalogue: Catalogue, text: string): Understood {
  const rounds = roundsIn(catalogue, text);
  const attendance = attendanceAskedFor(text);
  const there = attendance === undefined ? undefined : roundsIn(catalogue, attendance);
  // `Who was against it` asks for something else; `who was in Jeddah` names a round and nothing besides.
  if (there && there.talks.length > 0 && besidesTheTable(there.rest).length === 0) {
    const topic = catalogue.topic(ATTENDANCE_TOPIC);
    if (topic) return { type: 'topic', topic, round: there.named };
  }
  const telling = tellingWords(rounds.rest);
  const mentions = catalogue.namesIn(telling);
  const topicId = topicNamed(catalogue, telling);
  const topic = topicId && catalogue.topic(topicId);
  const isThere = topic && rounds.talks.some(({ id }) => catalogue.topicsOf(id).includes(topic));
  if (topic && isThere) return { type: 'topic', topic, round: rounds.named };
  if (telling.length === 0 && rounds.isNamed && rounds.talks.length > 0)
    return { type: 'round', talks: rounds.talks, round: rounds.named };
  return pointsWanted(text, rounds, telling, mentions);
}

/** The points, from the first of the searches that finds any; nothing where none does. */
export function findWanted(
  catalogue: Catalogue,
  { searches }: PointsWanted,
  offset: number,
  limit: number,
): Findings & { readonly search: Search } {
  for (const search of searches) {
    const findings = catalogue.find(search, offset, limit);
    if (findings.total > 0) return { ...findings, search };
  }
  return { hits: [], total: 0, isPartial: false, search: searches[0] };
}

function pointsWanted(
  text: string,
  { talks, isNamed, rest }: RoundsAsked,
  telling: readonly string[],
  mentions: readonly Mention[],
): PointsWanted {
  const named = new Map<number, Mention>();
  for (const mention of mentions)
    for (let at = mention.from; at < mention.to; at += 1) named.set(at, mention);
  const isByName = mentions.some(({ entries }) => actorIn(entries, 'said') !== undefined);
  const wishes = telling.map((word, at) => {
    const wish = named.has(at) ? undefined : wishOf(word);
    // Without a name, `statement` is a word like any other.
    return wish === 'said' && !isByName ? undefined : wish;
  });
  const said = wishes.find((wish) => wish !== undefined);
  const wish = said === 'agreed' && hasNegation(rest) ? 'open' : said;
  const actors = mentions.flatMap((mention) => {
    const entry = actorIn(mention.entries, wish);
    return entry === undefined ? [] : [{ id: entry.id as string as ActorId, type: entry.type, mention }];
  });
  const [actor] = actors.length === 1 ? actors : [];
  const topics = mentions.length === 1 && wish !== undefined ? topicsIn(mentions[0]?.entries ?? []) : [];
  const within = isNamed && talks.length > 0 ? { talks: talks.map(({ id }) => id) } : {};
  const isNot = (word: string) => wish !== undefined && hasNegation([word]);
  const wordsWithout = (...left: readonly (Mention | undefined)[]) =>
    telling
      .filter((word, at) => wishes[at] === undefined && !left.includes(named.get(at) ?? NONE) && !isNot(word))
      .join(' ');
  const about: Search[] = [];
  if (actor) {
    const words = wordsWithout(actor.mention);
    about.push({ words, by: [actor.id], ...wanted(wish, words), ...within });
    if (wish === 'promised') about.push({ words, by: [actor.id], ...within });
  } else if (topics.length > 0) {
    const words = wordsWithout(mentions[0]);
    about.push({ words, topics, ...wanted(wish, words), ...within });
  }
  const words = wordsWithout();
  if (words !== '' || wish !== undefined) about.push({ words, ...wanted(wish, words), ...within });
  if (wish !== undefined && words !== '') about.push({ words, ...within });
  // With everything that was typed, also what looked like a question about a kind or a round.
  const [first = { words: text }, ...others] = about;
  const isActorAlone =
    actor !== undefined && actor.type !== 'outlet' && (wish === undefined || wish === 'said') && !isNamed;
  return {
    type: 'points',
    searches: [first, ...others, { words: text }],
    ...(isActorAlone ? { actor: actor.id } : {}),
    ...(wish === undefined ? {} : { wish }),
  };
}

const NONE: Mention = { from: 0, to: 0, entries: [] };

/**
 * Who is meant by a name. Ukraine and the EU are topics too: what they said is theirs, what was agreed on them is not.
 */
function actorIn(entries: readonly Entry[], wish: Wish | undefined): Entry | undefined {
  const isTopic = entries.some(({ type }) => type === 'topic');
  if (isTopic && (wish === undefined || wish === 'agreed' || wish === 'open')) return undefined;
  return entries.find(({ type }) => type === 'person' || type === 'party' || type === 'outlet');
}

function topicsIn(entries: readonly Entry[]): readonly TopicId[] {
  return entries.flatMap((entry) => (entry.type === 'topic' ? [entry.id] : []));
}

/** A kind alone restricts; with words its points come first, since others on the same may answer as well. */
function wanted(wish: Wish | undefined, words: string): Pick<Search, 'kinds' | 'first' | 'promised'> {
  if (wish === undefined || wish === 'said') return {};
  if (wish === 'promised') return { promised: true };
  const kinds: readonly Kind[] = wish === 'agreed' && words !== '' ? ['agreed', 'open'] : [wish];
  return words === '' ? { kinds } : { first: kinds };
}
