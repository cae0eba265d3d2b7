// Translations laid over a talk: what they were made from, and whether that still stands.

import { createHash } from 'node:crypto';
import type { PointTranslation, TalkTranslation } from './schema.ts';

type Text = string | undefined;

interface Cited {
  readonly note?: Text;
}

/** What a translation of a point covers, and in which language its quotation was spoken. */
export interface PointWords {
  readonly text: Text;
  readonly quote?: { readonly text: Text; readonly original?: Text; readonly language?: Text } | undefined;
  readonly citations: readonly Cited[];
  readonly changes?: readonly { readonly was?: Text; readonly why?: Text }[] | undefined;
}

/** What a translation of a talk's head covers. */
export interface TalkWords {
  readonly title: Text;
  readonly about: Text;
  readonly venue?: Text;
  readonly duration?: Text;
  readonly sessions?: readonly { readonly id: string; readonly title: Text }[] | undefined;
  readonly delegations: readonly {
    readonly members: readonly {
      readonly person: string;
      readonly role?: Text;
      readonly citations?: readonly Cited[] | undefined;
    }[];
    readonly citations: readonly Cited[];
  }[];
}

/** All words of a point that a translation has. */
export function listedOfPoint({ text, quote, citations, changes = [] }: PointWords): readonly string[] {
  const words = [text, quote?.text, ...notesOf(citations), ...changes.flatMap(({ was, why }) => [was, why])];
  return words.filter((word) => word !== undefined);
}

/** All words of a talk's head that a translation has. */
export function listedOfTalk(talk: TalkWords): readonly string[] {
  const members = talk.delegations.flatMap((delegation) => delegation.members);
  return [
    talk.title,
    talk.about,
    talk.venue,
    talk.duration,
    ...(talk.sessions ?? []).map(({ title }) => title),
    ...members.map(({ role }) => role),
    ...notesOfTalk(talk),
  ].filter((word) => word !== undefined);
}

/** The stamp of a point's words: its translation carries the stamp of what it was made from. */
export function stampOfPoint(point: PointWords): string {
  return stamp(listedOfPoint(point));
}

/** The stamp of the words of a talk's head. */
export function stampOfTalk(talk: TalkWords): string {
  return stamp(listedOfTalk(talk));
}

/** The notes of the delegations' citations in the order of the file: the members' first, then the delegation's. */
export function notesOfTalk({ delegations }: Pick<TalkWords, 'delegations'>): readonly string[] {
  return delegations.flatMap(({ members, citations }) => [
    ...members.flatMap((member) => notesOf(member.citations ?? [])),
    ...notesOf(citations),
  ]);
}

export function notesOf(citations: readonly Cited[]): readonly string[] {
  return citations.flatMap(({ note }) => note ?? []);
}

function stamp(words: readonly string[]): string {
  return createHash('sha256').update(words.join('\n')).digest('hex').slice(0, 6);
}

/** Why a translation cannot be shown; `undefined` for one that can. */
export type Unfit = 'missing' | 'unstamped' | 'stale' | 'incomplete';

/** Whether the translation was made from the point as it is now, and has all of its words. */
export function unfitForPoint(
  point: PointWords,
  translation: PointTranslation,
  language: string,
): Unfit | undefined {
  if (translation.text === '') return 'missing';
  if (translation.of === '') return 'unstamped';
  if (translation.of !== stampOfPoint(point)) return 'stale';
  const { quote, changes = [], citations } = point;
  const isShownAsSaid = quote?.original !== undefined && quote.language === language;
  const isComplete =
    (quote === undefined || isShownAsSaid || isThere(translation.quote)) &&
    areThere(translation.notes, notesOf(citations).length) &&
    (translation.changes?.length ?? 0) === changes.length &&
    changes.every(({ was, why }, index) => {
      const translated = translation.changes?.[index];
      return isThere(was) === isThere(translated?.was) && isThere(why) === isThere(translated?.why);
    });
  return isComplete ? undefined : 'incomplete';
}

/** Whether the translation was made from the talk's head as it is now, and has all of its words. */
export function unfitForTalk(talk: TalkWords, translation: TalkTranslation): Unfit | undefined {
  if (translation.title === '' || translation.about === '') return 'missing';
  if (translation.of === '') return 'unstamped';
  if (translation.of !== stampOfTalk(talk)) return 'stale';
  const members = talk.delegations.flatMap((delegation) => delegation.members);
  const isComplete =
    isThere(talk.venue) === isThere(translation.venue) &&
    isThere(talk.duration) === isThere(translation.duration) &&
    (talk.sessions ?? []).every(({ id }) => isThere(textOf(translation.sessions, id))) &&
    members.every(({ person, role }) => role === undefined || isThere(textOf(translation.roles, person))) &&
    areThere(translation.notes, notesOfTalk(talk).length);
  return isComplete ? undefined : 'incomplete';
}

function textOf(texts: Readonly<Record<string, string>> | undefined, id: string): Text {
  return texts?.[id];
}

/** An empty text waits for its translation. */
function isThere(text: string | undefined): boolean {
  return text !== undefined && text !== '';
}

function areThere(texts: readonly string[] = [], number: number): boolean {
  return texts.length === number && texts.every(isThere);
}
