// A point in a list of points of many rounds: when, who, what, in which round, by which sources.

import type { Catalogue, Located } from '../content/catalogue.ts';
import { OVERVIEW, type Point, type TalkId, type Topic, type TopicId } from '../content/schema.ts';
import { account, denials, statusLead } from './attribution.ts';
import type { Item, Line } from './blocks.ts';
import { sourceLinks } from './sources.ts';
import type { Wording } from './wording.ts';

/**
 * `1. Lavrov: No NATO troops` and `18 Feb 2025 · Riyadh talks · AP, TASS` under it, with `more` before
 * that. `isKnown`: the title says whose words they are.
 */
export function statementItem(
  catalogue: Catalogue,
  { talk, point }: Located,
  words: Wording,
  marker: Item['marker'],
  { more = [], isKnown = false }: { readonly more?: readonly Line[]; readonly isKnown?: boolean } = {},
): Item {
  const text: Line = [
    ...(isKnown && point.kind === 'said' ? [] : statusLead(catalogue, talk, point)),
    ...words.text(point),
    ...account(catalogue, point),
    ...denials(catalogue, talk, point),
  ];
  return {
    marker,
    lines: [text, ...more, whereFrom(catalogue, { talk, point })],
    points: [{ talk: talk.id, point: point.id }],
  };
}

/** `18 Feb 2025 · Riyadh talks · AP, TASS`. */
export function whereFrom(catalogue: Catalogue, { talk, point }: Located): Line {
  const sources = sourceLinks(catalogue, point);
  return [
    { date: point.date ?? talk.date },
    ` · ${talk.title}`,
    ...(sources.length === 0 ? [] : [' · ', ...sources]),
  ];
}

/** A point that a button opens, with the topic of its answer. */
export interface Openable {
  readonly talk: TalkId;
  readonly topic: Topic['id'];
  readonly point: Located['point']['id'];
}

/** What opens each of the points. */
export function openable(catalogue: Catalogue, located: readonly Located[]): readonly Openable[] {
  return located.map(({ talk, point }) => ({
    talk: talk.id,
    topic: topicOfPoint(catalogue, point),
    point: point.id,
  }));
}

/** The topic under which a point stands most exactly: its subject's, else the first that is no overview. */
export function topicOfPoint(catalogue: Catalogue, { subject, topics }: Point): TopicId {
  const ofSubject = subject === undefined ? undefined : catalogue.subject(subject).topic;
  const fits = ofSubject !== undefined && topics.includes(ofSubject) ? ofSubject : undefined;
  return fits ?? topics.find((id) => id !== OVERVIEW) ?? topics[0] ?? OVERVIEW;
}

/** A page of points of many rounds, each with a number that its button shows too. */
export interface PointsPage {
  readonly points: readonly Openable[];
  /** The number of the first of them. */
  readonly first: number;
  readonly number: number;
  readonly of: number;
}
