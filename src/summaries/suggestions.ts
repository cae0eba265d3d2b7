// Suggestions for a few words: topics of a talk, talks, single points.

import type { Catalogue, Located } from '../content/catalogue.ts';
import { lazy } from '../content/lazy.ts';
import { OVERVIEW, type Point, type Talk, type Topic } from '../content/schema.ts';
import { fold, searchWords, wordsOf } from '../content/words.ts';
import { roundsIn } from './rounds.ts';
import { wantedIn } from './search-results.ts';
import { findWanted, understand } from './understanding.ts';
import { hasView, VIEWS, type View } from './views.ts';

/** A summary that can be shown. A talk is suggested as its overview. */
export type Suggestion =
  | { readonly type: 'topic'; readonly talk: Talk; readonly topic: Topic }
  | { readonly type: 'view'; readonly talk: Talk; readonly view: View }
  | { readonly type: 'point'; readonly talk: Talk; readonly point: Point };

/**
 * At most `limit`, best first. `ukraine riyadh-2025-02-18`, `quotes riyadh-2025-02-18` and
 * `riyadh-2025-02-18 no-troops` name one summary;
 * other words give topics, views, talks, then points; no words give the newest talk, then older ones.
 * @param nameOf what a view is called besides its command, in the reader's language
 */
export function suggest(
  catalogue: Catalogue,
  words: string,
  limit: number,
  nameOf: (view: View) => string = String,
): readonly Suggestion[] {
  const named = namedBy(catalogue, words.toLowerCase().replace(/^\//u, '').split(' '));
  if (named.length > 0) return named.slice(0, limit);
  const wanted = searchWords(words);
  const found =
    wanted.length === 0
      ? withoutWords(catalogue)
      : [
          ...understood(catalogue, words),
          ...topics(catalogue, wanted),
          ...topicsOfTalks(catalogue, wanted),
          ...views(catalogue, wanted, nameOf),
          ...talksWith(catalogue, wanted).flatMap((talk) => overviewOf(catalogue, talk)),
        ];
  const points = wanted.length === 0 ? [] : pointsFor(catalogue, words, limit);
  return [
    ...unique(found),
    ...points.map(({ talk, point }): Suggestion => ({ type: 'point', talk, point })),
  ].slice(0, limit);
}

/** What ids and commands name exactly. */
function namedBy(
  catalogue: Catalogue,
  [first = '', second, ...more]: readonly string[],
): readonly Suggestion[] {
  if (more.length > 0) return [];
  const talk = catalogue.talk(first);
  if (talk && second === undefined) return [...topicsOf(catalogue, talk), ...viewsOf(talk)];
  if (second === undefined) return [];
  const point = talk?.points.find(({ id }) => id === second);
  if (talk && point) return [{ type: 'point', talk, point }];
  const topic = catalogue.topicByCommand(first);
  const other = catalogue.talk(second);
  if (other && isView(first)) return viewsOf(other, [first]);
  const has = topic && other && catalogue.topicsOf(other.id).includes(topic);
  return has ? [{ type: 'topic', talk: other, topic }] : [];
}

/** Points that fit. Those with only most of the words would come and go with every letter typed. */
function pointsFor(catalogue: Catalogue, words: string, limit: number): readonly Located[] {
  const { hits, isPartial } = findWanted(catalogue, wantedIn(catalogue, words), 0, limit);
  return isPartial ? [] : hits;
}

/** What the words are the name of, in any language: a topic, or rounds, by place or month. */
function understood(catalogue: Catalogue, words: string): readonly Suggestion[] {
  const meant = understand(catalogue, words);
  if (meant.type === 'points') return [];
  if (meant.type === 'round') return meant.talks.flatMap((talk) => overviewOf(catalogue, talk));
  const { topic, round } = meant;
  return roundsIn(catalogue, round).talks.flatMap((talk) =>
    catalogue.topicsOf(talk.id).includes(topic) ? [{ type: 'topic', talk, topic }] : [],
  );
}

function withoutWords(catalogue: Catalogue): readonly Suggestion[] {
  const [newest, ...older] = catalogue.talks;
  if (!newest) return [];
  return [
    ...topicsOf(catalogue, newest),
    ...viewsOf(newest),
    ...older.flatMap((talk) => overviewOf(catalogue, talk)),
  ];
}

function topicsOf(catalogue: Catalogue, talk: Talk): readonly Suggestion[] {
  return catalogue.topicsOf(talk.id).map((topic) => ({ type: 'topic', talk, topic }));
}

function viewsOf(talk: Talk, views: readonly View[] = VIEWS): readonly Suggestion[] {
  return views.filter((view) => hasView(talk, view)).map((view) => ({ type: 'view', talk, view }));
}

function isView(word: string): word is View {
  return (VIEWS as readonly string[]).includes(word);
}

/** The timeline or the quotations of the newest talk that has any, among those that the other words match. */
function views(
  catalogue: Catalogue,
  wanted: readonly string[],
  nameOf: (view: View) => string,
): readonly Suggestion[] {
  return VIEWS.flatMap((view) => {
    const others = unmatched(wanted, folded(`${view} ${nameOf(view)}`));
    if (others.length === wanted.length) return [];
    const talk = talksWith(catalogue, others).find((one) => hasView(one, view));
    return talk ? viewsOf(talk, [view]) : [];
  });
}

/** Every topic with the words in its name, command or description, of the newest talk that has it. */
function topics(catalogue: Catalogue, wanted: readonly string[]): readonly Suggestion[] {
  return catalogue.topics
    .filter((topic) => unmatched(wanted, wordsOfTopic(topic)).length === 0)
    .flatMap((topic): readonly Suggestion[] => {
      const talk = catalogue.newestTalkOn(topic.id);
      return talk ? [{ type: 'topic', talk, topic }] : [];
    });
}

/** Where some words match the topic and all others the talk: `economy riyadh`, in any order. */
function topicsOfTalks(catalogue: Catalogue, wanted: readonly string[]): readonly Suggestion[] {
  return catalogue.topics.flatMap((topic): readonly Suggestion[] => {
    const others = unmatched(wanted, wordsOfTopic(topic));
    if (others.length === 0 || others.length === wanted.length) return [];
    return talksWith(catalogue, others)
      .filter((talk) => catalogue.topicsOf(talk.id).includes(topic))
      .map((talk) => ({ type: 'topic', talk, topic }));
  });
}

function wordsOfTopic({ name, command, description, also = [] }: Topic): readonly string[] {
  return folded([name, command, description, ...also].join(' '));
}

function talksWith(catalogue: Catalogue, wanted: readonly string[]): readonly Talk[] {
  return catalogue.talks.filter((talk) => unmatched(wanted, wordsOfTalk(catalogue, talk)).length === 0);
}

/** Made on use, as in locales/locale.ts. */
const english = lazy(() => new Intl.DisplayNames('en', { type: 'region' }));

/** Kept as long as the talk, since every letter typed looks at all of them. */
const talkWords = new WeakMap<Talk, readonly string[]>();

function wordsOfTalk(catalogue: Catalogue, talk: Talk): readonly string[] {
  const known = talkWords.get(talk);
  if (known !== undefined) return known;
  const { id, title, about } = talk;
  const place = talk.place === undefined ? undefined : catalogue.place(talk.place);
  const names = place === undefined ? [] : [place.name, ...(place.also ?? []), english().of(place.country)];
  const words = folded([id, title, about, ...names].join(' '));
  talkWords.set(talk, words);
  return words;
}

function overviewOf(catalogue: Catalogue, talk: Talk): readonly Suggestion[] {
  const overview = catalogue.topicsOf(talk.id).find(({ id }) => id === OVERVIEW);
  return overview ? [{ type: 'topic', talk, topic: overview }] : [];
}

function folded(text: string): readonly string[] {
  return wordsOf(text).map(fold);
}

/** Those that begin none of these words. */
function unmatched(wanted: readonly string[], words: readonly string[]): readonly string[] {
  return wanted.filter((one) => !words.some((word) => word.startsWith(one)));
}

/** A talk can match by its topic and by its title. */
function unique(found: readonly Suggestion[]): readonly Suggestion[] {
  const byName = new Map(found.map((one) => [`${one.talk.id} ${one.type} ${idOf(one)}`, one]));
  return [...byName.values()];
}

function idOf(found: Suggestion): string {
  switch (found.type) {
    case 'topic':
      return found.topic.id;
    case 'view':
      return found.view;
    case 'point':
      return found.point.id;
  }
}
