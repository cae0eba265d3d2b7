// What a few words may mean: a topic of a talk, a talk, a single point. Made for somebody who is still typing.
// Called by bot/inline.ts; pure.

import type { Catalogue } from '../content/catalogue.ts';
import { OVERVIEW, type Point, type Talk, type Topic } from '../content/schema.ts';
import { fold, searchWords, wordsOf } from '../content/words.ts';
import { hasView, VIEWS, type View } from './views.ts';

/** A summary that can be shown. A talk is found as its overview. */
export type Found =
  | { readonly type: 'topic'; readonly talk: Talk; readonly topic: Topic }
  | { readonly type: 'view'; readonly talk: Talk; readonly view: View }
  | { readonly type: 'point'; readonly talk: Talk; readonly point: Point };

/**
 * At most `limit`, best first. `ukraine riyadh-2025-02-18`, `quotes riyadh-2025-02-18` and
 * `riyadh-2025-02-18 no-troops` name one summary;
 * other words find topics, views, talks, then points; none at all the whole newest talk, then older talks.
 * @param nameOf what a view is called beside its command: in the language of whoever types
 */
export function find(
  catalogue: Catalogue,
  words: string,
  limit: number,
  nameOf: (view: View) => string = String,
): readonly Found[] {
  const named = namedBy(catalogue, words.toLowerCase().replace(/^\//u, '').split(' '));
  if (named.length > 0) return named.slice(0, limit);
  const wanted = searchWords(words);
  const found =
    wanted.length === 0
      ? atFirst(catalogue)
      : [...topics(catalogue, wanted), ...views(catalogue, wanted, nameOf), ...talks(catalogue, wanted)];
  const points = wanted.length === 0 ? [] : catalogue.search(words, limit);
  return [
    ...unique(found),
    ...points.map(({ talk, point }): Found => ({ type: 'point', talk, point })),
  ].slice(0, limit);
}

/** What ids and commands name exactly. */
function namedBy(catalogue: Catalogue, [first = '', second, ...more]: readonly string[]): readonly Found[] {
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

function atFirst(catalogue: Catalogue): readonly Found[] {
  const [newest, ...older] = catalogue.talks;
  if (!newest) return [];
  return [
    ...topicsOf(catalogue, newest),
    ...viewsOf(newest),
    ...older.flatMap((talk) => overviewOf(catalogue, talk)),
  ];
}

function topicsOf(catalogue: Catalogue, talk: Talk): readonly Found[] {
  return catalogue.topicsOf(talk.id).map((topic) => ({ type: 'topic', talk, topic }));
}

function viewsOf(talk: Talk, views: readonly View[] = VIEWS): readonly Found[] {
  return views.filter((view) => hasView(talk, view)).map((view) => ({ type: 'view', talk, view }));
}

function isView(word: string): word is View {
  return (VIEWS as readonly string[]).includes(word);
}

/** The timeline or the quotations of the newest talk that has any. */
function views(
  catalogue: Catalogue,
  wanted: readonly string[],
  nameOf: (view: View) => string,
): readonly Found[] {
  return VIEWS.filter((view) => begins(wanted, `${view} ${nameOf(view)}`)).flatMap((view) => {
    const talk = catalogue.talks.find((one) => hasView(one, view));
    return talk ? viewsOf(talk, [view]) : [];
  });
}

/** Every topic with the words in its name, command or description, of the newest talk that has it. */
function topics(catalogue: Catalogue, wanted: readonly string[]): readonly Found[] {
  return catalogue.topics
    .filter(({ name, command, description }) => begins(wanted, `${name} ${command} ${description}`))
    .flatMap((topic): readonly Found[] => {
      const talk = catalogue.newestTalkOn(topic.id);
      return talk ? [{ type: 'topic', talk, topic }] : [];
    });
}

function talks(catalogue: Catalogue, wanted: readonly string[]): readonly Found[] {
  return catalogue.talks
    .filter(({ id, title, about, place }) =>
      begins(wanted, `${id} ${title} ${about} ${place.city} ${place.country}`),
    )
    .flatMap((talk) => overviewOf(catalogue, talk));
}

function overviewOf(catalogue: Catalogue, talk: Talk): readonly Found[] {
  const overview = catalogue.topicsOf(talk.id).find(({ id }) => id === OVERVIEW);
  return overview ? [{ type: 'topic', talk, topic: overview }] : [];
}

/** Whether each of the words begins one of the text's. */
function begins(wanted: readonly string[], text: string): boolean {
  const words = wordsOf(text).map(fold);
  return wanted.every((one) => words.some((word) => word.startsWith(one)));
}

/** A talk may be found by its topic and by its title. */
function unique(found: readonly Found[]): readonly Found[] {
  const byName = new Map(found.map((one) => [`${one.talk.id} ${one.type} ${idOf(one)}`, one]));
  return [...byName.values()];
}

function idOf(found: Found): string {
  switch (found.type) {
    case 'topic':
      return found.topic.id;
    case 'view':
      return found.view;
    case 'point':
      return found.point.id;
  }
}
