// What readers will be told of the content as it stands, before it is published.

import { isDeepStrictEqual } from 'node:util';
import type { Catalogue, Located } from '../content/catalogue.ts';
import { draftIds } from '../content/editing/folder.ts';
import { loadNowAndLater, type NowAndLater } from '../content/load.ts';
import { ORIGINAL, type Point, type PointId, type TalkId } from '../content/schema.ts';
import { publishedPoints, refusalError } from '../digests/publish.ts';
import { asPublished, type Foreseen, foresee } from '../store/ledger.ts';
import { correctedInPlace, type Followers, followersIn, openPublished } from './published.ts';
import { contentAt } from './revision.ts';

export interface Against {
  /** A database of a bot. */
  readonly since: string | undefined;
  /** A revision of Git; the last one where there is no database either. */
  readonly revision: string | undefined;
}

/** A line for each thing that readers will be told or see, under the round that it is of. */
export async function diffReport(folder: string, { since, revision }: Against): Promise<string> {
  const { now, later } = await loadNowAndLater(folder);
  const named = revision ?? (since === undefined ? 'HEAD' : undefined);
  const before = named === undefined ? undefined : await contentAt(folder, named);
  const store = since === undefined ? undefined : await openPublished(since, 'read');
  try {
    const followers = store && (await followersIn(store, later));
    const known = before === undefined ? [] : await publishedPoints(before.now);
    const foreseenOf = async (catalogue: Catalogue) => {
      const points = await publishedPoints(catalogue);
      return store ? store.ledger.outlook(points) : foresee(asPublished(known), points);
    };
    const foreseen = await foreseenOf(later);
    const lines = [
      ...(await refused(now, later === now ? foreseen : await foreseenOf(now))),
      ...told({ now, later }, before?.later, foreseen, followers),
      ...(before === undefined ? [] : shown(before.now, later)),
    ];
    const concerned = store ? await correctedInPlace(store, foreseen) : [];
    const drafts = await draftIds(folder);
    const hints = [
      ...(drafts.length === 0 ? [] : [`Drafts, which nobody gets: ${drafts.join(', ')}`]),
      ...(followers === undefined ? ['To how many chats: add --since DATABASE_URL, of the bot.'] : []),
      ...(before === undefined ? ['Topics and translations: add --revision HEAD.'] : []),
    ];
    const than = [since === undefined ? undefined : 'the database', named].filter((one) => one !== undefined);
    if (lines.length === 0)
      return [`Readers get nothing new: all is as in ${than.join(' and ')}.`, ...hints].join('\n');
    return [...grouped(lines), ...concerned, ...hints].join('\n');
  } finally {
    await store?.close();
  }
}

interface Line {
  readonly talk: string;
  readonly text: string;
}

/** A talk's lines stand together. */
function grouped(lines: readonly Line[]): readonly string[] {
  return [...Map.groupBy(lines, ({ talk }) => talk)].flatMap(([talk, own]) => [
    talk,
    ...own.map(({ text }) => `  ${text}`),
  ]);
}

/** What the bot would not take. */
async function refused(now: Catalogue, foreseen: readonly Foreseen[]): Promise<readonly Line[]> {
  const refusals = foreseen.flatMap(({ talkId, pointId, what }) =>
    what === 'changed' || what === 'forgotten' || what === 'vanished' ? [{ talkId, pointId, why: what }] : [],
  );
  if (refusals.length === 0) return [];
  const { problems } = await refusalError(now, refusals);
  return problems.map(({ file, line, column, entry, what }) => ({
    talk: 'Refused: the bot keeps what it has until this is corrected',
    text: `${file}:${line}:${column}: ${entry}: ${what}`,
  }));
}

/** @param before what the revision has that is compared with, also what waited there */
function told(
  { now, later }: NowAndLater,
  before: Catalogue | undefined,
  foreseen: readonly Foreseen[],
  followers: Followers | undefined,
): readonly Line[] {
  const rounds = Map.groupBy(foreseen, ({ talkId }) => talkId);
  return [...rounds].flatMap(([talkId, own]) => {
    const points = own.flatMap(({ pointId, what }) => {
      const talk = later.talk(talkId as TalkId);
      const point = talk && later.point(talk.id, pointId as PointId);
      return talk && point ? [{ talk, point, what }] : [];
    });
    const isNew =
      points.length > 0 &&
      points.length === pointsOf(later, talkId) &&
      points.every(({ what }) => what === 'new');
    const line = (text: string) => ({ talk: talkId, text });
    const to = toChats(followers, points);
    const publish = now.isHeldBack(talkId) ? later.talk(talkId)?.publish : undefined;
    if (publish !== undefined)
      return [line(waiting(publish, points.length, to, later, before?.talk(talkId) && before, talkId))];
    return [
      ...(isNew ? [line(`a new round, ${count(points.length, 'point')}${to}`)] : []),
      ...points.flatMap(({ what, ...located }) =>
        toldOf(later, located, what, isNew ? undefined : followers).map(line),
      ),
    ];
  });
}

/** Of a round that waits for its time: until then, it's no news. */
function waiting(
  publish: string,
  points: number,
  to: string,
  later: Catalogue,
  before: Catalogue | undefined,
  talk: string,
): string {
  const own = (catalogue: Catalogue) =>
    [...catalogue.everyPoint()].filter((located) => located.talk.id === talk).map(({ point }) => point);
  const standing =
    before === undefined
      ? ''
      : isDeepStrictEqual(own(before), own(later))
        ? '; it waits there too'
        : '; it waits there too, and has changed since';
  return `published on ${publish}, and no news before: ${count(points, 'point')}${to}${standing}`;
}

function pointsOf(catalogue: Catalogue, talk: string): number {
  let number = 0;
  for (const located of catalogue.everyPoint()) if (located.talk.id === talk) number += 1;
  return number;
}

function toldOf(
  now: Catalogue,
  { talk, point }: Located,
  what: Foreseen['what'],
  followers: Followers | undefined,
): readonly string[] {
  const to = toChats(followers, [{ talk, point }]);
  const last = point.changes?.at(-1);
  switch (what) {
    case 'new':
      if (now.isWithdrawn(point)) return [`withdrawn before it was published: ${point.id}; nobody is told`];
      return [
        `announced${to}: ${point.id}: ${point.text}`,
        ...(point.promise === undefined
          ? []
          : [`moves the promise ${point.promise.id}: ${point.promise.step}, by ${point.id}`]),
      ];
    case 'corrected':
      if (last?.how === 'withdrawn')
        return [
          `withdrawn, as those hear who had it: ${point.id}: ${point.text}; because: ${last.why ?? ''}`,
        ];
      return [`corrected${to}: ${point.id}: ${point.text}; before: ${last?.was ?? ''}`];
    case 'quiet':
      return [`reworded, and nobody is told: ${point.id}: ${point.text}`];
    case 'back':
      return [`there again, and nobody is told: ${point.id}`];
    default:
      return [];
  }
}

function toChats(followers: Followers | undefined, points: readonly Located[]): string {
  return followers === undefined ? '' : ` to ${count(followers.waiting(points), 'chat')}`;
}

/** What looks otherwise without being told: topics, subjects, promises, words in other languages. */
function shown(before: Catalogue, now: Catalogue): readonly Line[] {
  const lines: Line[] = [];
  for (const { talk, point } of now.everyPoint()) {
    const old = before.point(talk.id, point.id);
    if (old === undefined) continue;
    for (const text of moved(old, point)) lines.push({ talk: talk.id, text });
  }
  for (const language of now.languages.filter((one) => one !== ORIGINAL))
    lines.push(...retranslated(before.in(language), now.in(language), language));
  return lines;
}

function moved(old: Point, point: Point): readonly string[] {
  const changed = (key: string, from: string | undefined, to: string | undefined) =>
    from === to ? [] : [`moved: ${point.id}: ${key} ${from || 'none'} → ${to || 'none'}`];
  const step = ({ promise }: Point) => promise && `${promise.id} ${promise.step}`;
  return [
    ...changed('topics', old.topics.join(', '), point.topics.join(', ')),
    ...changed('subject', old.subject, point.subject),
    ...changed('promise', step(old), step(point)),
  ];
}

function retranslated(before: Catalogue, now: Catalogue, language: string): readonly Line[] {
  const lines: Line[] = [];
  const line = (talk: string, text: string) => lines.push({ talk, text: `in ${language}: ${text}` });
  for (const talk of now.talks) {
    const old = before.talk(talk.id);
    if (old === undefined) continue;
    const [was, is] = [before.languageOf(old) === language, now.languageOf(talk) === language];
    if (was && !is)
      line(talk.id, 'shown in English again, for want of a translation: the title and the delegations');
    else if (is && !(was && isDeepStrictEqual(head(old), head(talk))))
      line(talk.id, `${was ? 'retranslated' : 'translated'}: the title and the delegations`);
  }
  for (const { talk, point } of now.everyPoint()) {
    const old = before.point(talk.id, point.id);
    if (old === undefined) continue;
    const [was, is] = [before.languageOf(old) === language, now.languageOf(point) === language];
    if (was && !is) line(talk.id, `shown in English again, for want of a translation: ${point.id}`);
    else if (is && !(was && isDeepStrictEqual(words(old), words(point))))
      line(talk.id, `${was ? 'retranslated' : 'translated'}: ${point.id}`);
  }
  return lines;
}

function head({ title, about, venue, duration, sessions, delegations }: Catalogue['talks'][number]): unknown {
  const members = delegations.flatMap((delegation) => delegation.members.map(({ role }) => role));
  return [title, about, venue, duration, sessions?.map((session) => session.title), members];
}

function words({ text, quote, citations, changes }: Point): unknown {
  return [text, quote?.text, citations.map(({ note }) => note), changes?.map(({ was, why }) => [was, why])];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
