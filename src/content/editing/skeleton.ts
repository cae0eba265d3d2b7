// A translation to go on with: what is right stays, what is missing is empty, what is old has the English beside it.

import { Document, isMap, isScalar, type Pair, Scalar, visit, YAMLMap } from 'yaml';
import { type Point, PointTranslation, type Talk, TalkTranslation } from '../schema.ts';
import {
  notesOf,
  notesOfTalk,
  stampOfPoint,
  stampOfTalk,
  type Unfit,
  unfitForPoint,
  unfitForTalk,
} from '../translations.ts';
import { parseForEditing, WRITTEN } from './entries.ts';

export interface Skeleton {
  readonly text: string;
  /** What has no translation, or lacks a part of it. */
  readonly missing: number;
  /** What was translated from an earlier English. */
  readonly stale: number;
}

/** The first line of a translation. */
export const TRANSLATION_HEADER = '# yaml-language-server: $schema=../../schema/translation.schema.json\n';
/** Remarks of an earlier run begin so; they are written again. */
const REMARK = / English(?: now)?:/;

/**
 * @param before the text of the file; `undefined` where there is none yet
 * @param points of the talk, in the file's order, those that were withdrawn too
 * @param file what it is called in errors
 * @throws UserError where the file is not YAML
 */
export function translationSkeleton(
  before: string | undefined,
  talk: Talk,
  points: readonly Point[],
  language: string,
  file: string,
): Skeleton {
  const document = parseForEditing(before ?? TRANSLATION_HEADER, file);
  const top = isMap(document.contents) ? document.contents : new YAMLMap();
  document.contents = top as Document.Parsed['contents'];
  // A remark above the first key is the map's, or the document's.
  document.commentBefore = withoutRemarks(document.commentBefore);
  top.commentBefore = withoutRemarks(top.commentBefore);
  const count = { missing: 0, stale: 0 };
  const note = (unfit: Unfit) => {
    count[unfit === 'stale' || unfit === 'unstamped' ? 'stale' : 'missing'] += 1;
  };

  const head = TalkTranslation.safeParse(dataOf(top.get('talk')));
  const isHeadThere = top.has('talk');
  if (!isHeadThere || head.success) {
    const unfit = head.success ? unfitForTalk(talk, head.data) : 'missing';
    if (unfit !== undefined) note(unfit);
    const english = [
      talk.title,
      talk.about,
      talk.venue,
      talk.duration,
      ...(talk.sessions ?? []).map(({ title }) => title),
      ...rolesOf(talk).map(([, role]) => role),
      ...notesOfTalk(talk),
    ];
    lay(top, 'talk', 0, unfit, stampOfTalk(talk), headParts(talk), english);
  }

  const known = top.get('points');
  const list = isMap(known) ? known : new YAMLMap();
  if (!isMap(known)) top.set('points', list);
  list.commentBefore = withoutRemarks(list.commentBefore);
  let place = 0;
  for (const point of points) {
    const at = list.items.findIndex((pair) => keyOf(pair) === point.id);
    const words = PointTranslation.safeParse(dataOf(list.get(point.id)));
    // What is wrong in itself, the check explains.
    if (at < 0 || words.success) {
      const unfit = words.success ? unfitForPoint(point, words.data, language) : 'missing';
      if (unfit !== undefined) note(unfit);
      const changes = (point.changes ?? []).flatMap(({ was, why }) => [was, why]);
      const english = [point.text, point.quote?.text, ...notesOf(point.citations), ...changes];
      lay(list, point.id, place, unfit, stampOfPoint(point), pointParts(point, language), english);
    }
    place = list.items.findIndex((pair) => keyOf(pair) === point.id) + 1;
  }
  const text = document.toString(WRITTEN);
  return {
    text: before === undefined ? TRANSLATION_HEADER + text.replace(TRANSLATION_HEADER, '').trimStart() : text,
    ...count,
  };
}

type Parts = Readonly<Record<string, unknown>>;

/** Makes or completes the entry of a key, with the English above it where somebody has to look at it. */
function lay(
  map: YAMLMap,
  key: string,
  place: number,
  unfit: Unfit | undefined,
  stamp: string,
  parts: Parts,
  english: readonly (string | undefined)[],
): void {
  const pair = map.items.find((one) => keyOf(one) === key);
  const node = pair?.key instanceof Scalar ? pair.key : new Scalar(key);
  node.commentBefore = withoutRemarks(node.commentBefore);
  const entry = pair !== undefined && isMap(pair.value) ? pair.value : new YAMLMap();
  if (unfit === undefined) return;
  const words = english.filter((one) => one !== undefined).join(' | ');
  const remark =
    unfit === 'stale' || unfit === 'unstamped'
      ? ` English now: ${words}\n English: when the translation says so, write of: "${stamp}"`
      : ` English: ${words}`;
  node.commentBefore = [node.commentBefore, remark].filter(Boolean).join('\n');
  if (!entry.has('of')) entry.set('of', quoted(unfit === 'missing' ? stamp : ''));
  else if (unfit === 'missing') entry.set('of', quoted(stamp));
  for (const [part, empty] of Object.entries(parts)) complete(entry, part, empty);
  if (pair !== undefined) return;
  if (place > 0 && map.items.some((one) => one.key instanceof Scalar && one.key.spaceBefore))
    node.spaceBefore = true;
  map.items.splice(place, 0, pairOf(node, entry));
}

function pairOf(key: Scalar, value: YAMLMap): Pair {
  const holder = new YAMLMap();
  holder.set(key, value);
  return holder.items[0] as Pair;
}

/** Adds what a part lacks, and leaves what it has. */
function complete(entry: YAMLMap, part: string, empty: unknown): void {
  const own = dataOf(entry.get(part));
  if (own === undefined) entry.set(part, flowing(empty));
  else if (Array.isArray(empty) && Array.isArray(own) && own.length < empty.length)
    entry.set(part, flowing([...own, ...empty.slice(own.length)]));
  else if (isPlain(empty) && isPlain(own)) {
    const lacks = Object.keys(empty).some((key) => !Object.hasOwn(own, key));
    if (lacks) entry.set(part, flowing({ ...empty, ...own }));
  }
}

function pointParts({ quote, citations, changes = [] }: Point, language: string): Parts {
  const isShownAsSaid = quote?.original !== undefined && quote.language === language;
  const notes = notesOf(citations);
  return {
    text: '',
    ...(quote === undefined || isShownAsSaid ? {} : { quote: '' }),
    ...(notes.length === 0 ? {} : { notes: notes.map(() => '') }),
    ...(changes.length === 0
      ? {}
      : {
          changes: changes.map(({ was, why }) => ({
            ...(was === undefined ? {} : { was: '' }),
            ...(why === undefined ? {} : { why: '' }),
          })),
        }),
  };
}

function headParts(talk: Talk): Parts {
  const { venue, duration, sessions = [] } = talk;
  const roles = rolesOf(talk);
  const notes = notesOfTalk(talk);
  return {
    title: '',
    about: '',
    ...(venue === undefined ? {} : { venue: '' }),
    ...(duration === undefined ? {} : { duration: '' }),
    ...(sessions.length === 0 ? {} : { sessions: Object.fromEntries(sessions.map(({ id }) => [id, ''])) }),
    ...(roles.length === 0 ? {} : { roles: Object.fromEntries(roles.map(([person]) => [person, ''])) }),
    ...(notes.length === 0 ? {} : { notes: notes.map(() => '') }),
  };
}

function rolesOf({ delegations }: Talk): readonly (readonly [person: string, role: string])[] {
  return delegations.flatMap(({ members }) =>
    members.flatMap(({ person, role }) => (role === undefined ? [] : [[person, role] as const])),
  );
}

/** A comment without what an earlier run of this told translators. */
export function withoutRemarks(comment: string | null | undefined): string | null {
  const kept = (comment ?? '').split('\n').filter((line) => line !== '' && !REMARK.test(line));
  return kept.length === 0 ? null : kept.join('\n');
}

function quoted(text: string): Scalar {
  const scalar = new Scalar(text);
  scalar.type = 'QUOTE_DOUBLE';
  return scalar;
}

/** A text, or a list or map of texts, in which what is empty is seen to be. */
function flowing(value: unknown): unknown {
  if (typeof value === 'string') return quoted(value);
  const { contents } = new Document(value);
  visit(contents, {
    Scalar(key, scalar) {
      if (key !== 'key' && scalar.value === '') scalar.type = 'QUOTE_DOUBLE';
    },
  });
  return contents;
}

function keyOf({ key }: Pair): string | undefined {
  return isScalar(key) ? String(key.value) : undefined;
}

function dataOf(node: unknown): unknown {
  if (isScalar(node)) return node.value;
  return typeof node === 'object' && node !== null && 'toJSON' in node && typeof node.toJSON === 'function'
    ? node.toJSON()
    : node;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
