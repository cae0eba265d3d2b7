// Which points answer a question, and in which part of the answer each belongs.

import type { Catalogue } from '../content/catalogue.ts';
import {
  OVERVIEW,
  type Party,
  type PartyId,
  type Point,
  type Subject,
  type Talk,
  type TopicId,
} from '../content/schema.ts';
import { PARTS, type Part } from './order.ts';

/** One party's statements, in the file's order. */
export interface Side {
  readonly party: Party;
  readonly points: readonly Point[];
}

/** A subject on which several sides spoke, with their statements in the file's order. */
export interface Dispute {
  readonly subject: Subject;
  readonly points: readonly Point[];
}

/** An answer's points, each in exactly one place. */
export interface AnswerPoints {
  /** Of the overview: what a reader of the talk must know, whatever its kind, in the editors' order. */
  readonly lead: readonly Point[];
  readonly agreed: readonly Point[];
  /** What several sides said on one subject, in the order of `subjects.yaml`. */
  readonly subjects: readonly Dispute[];
  /** Parties at the table, in the talk's delegation order; only those with a statement. */
  readonly sides: readonly Side[];
  /** Statements of everybody else. */
  readonly others: readonly Point[];
  readonly reported: readonly Point[];
  /** Denials of something that this answer does not show. */
  readonly denied: readonly Point[];
  /** What stayed open between the sides. */
  readonly open: readonly Point[];
  readonly analysis: readonly Point[];
  readonly background: readonly Point[];
  /** Denials of something that this answer shows: they follow it. */
  readonly beside: readonly Point[];
}

/** The points of the talk on the topic, sorted into the parts of an answer. */
export function select(catalogue: Catalogue, talk: Talk, topic: TopicId): AnswerPoints {
  const all = catalogue.points(talk.id, topic);
  const lead = topic === OVERVIEW ? catalogue.leadOf(talk.id).filter((point) => all.includes(point)) : [];
  const points = all.filter((point) => !lead.includes(point));
  const of = (kind: Point['kind']) => points.filter((point) => point.kind === kind);
  const shown = new Set<string>(
    all.filter((point) => point.kind !== 'denied' || lead.includes(point)).map((point) => point.id),
  );
  const isBeside = (point: Point) => deniedBy(point).some((id) => shown.has(id));
  const subjects = disputesOf(catalogue, talk, of('said'));
  const compared = new Set(subjects.flatMap((dispute) => dispute.points));
  const said = of('said').filter((point) => !compared.has(point));
  const sides = sidesOf(catalogue, talk, said);
  const atTable = new Set(sides.flatMap((side) => side.points));
  return {
    lead,
    agreed: of('agreed'),
    subjects,
    sides,
    others: said.filter((point) => !atTable.has(point)),
    open: of('open'),
    reported: of('reported'),
    denied: of('denied').filter((point) => !isBeside(point)),
    analysis: of('analysis'),
    background: of('background'),
    beside: of('denied').filter(isBeside),
  };
}

/** The points in the order of the answer; a denial comes right after what it denies. */
export function inOrder(selected: AnswerPoints): readonly Point[] {
  return PARTS.flatMap((part) => pointsIn(selected, part)).flatMap((point) => [
    point,
    ...selected.beside.filter((denial) => deniedBy(denial).includes(point.id)),
  ]);
}

/** The part's points, in the order of the answer. */
export function pointsIn(selected: AnswerPoints, part: Part): readonly Point[] {
  return part === 'sides' || part === 'subjects'
    ? selected[part].flatMap(({ points }) => points)
    : selected[part];
}

/** A subject counts where two parties at least spoke on it. */
function disputesOf(catalogue: Catalogue, talk: Talk, said: readonly Point[]): readonly Dispute[] {
  const bySubject = Map.groupBy(said, ({ subject }) => subject);
  return catalogue.subjects.flatMap((subject): readonly Dispute[] => {
    const points = bySubject.get(subject.id) ?? [];
    const parties = new Set(
      points.flatMap((point) => point.by.map((actor) => catalogue.partyOf(talk.id, actor)?.id ?? actor)),
    );
    return parties.size < 2 ? [] : [{ subject, points }];
  });
}

/** The points of its own talk that a point denies. */
export function deniedBy({ kind, answers = [] }: Point): readonly string[] {
  if (kind !== 'denied') return [];
  return answers.flatMap(({ to, how }) => (how === 'denies' && !to.includes('/') ? to : []));
}

/** A statement by several people belongs to the first of their parties that was at the table. */
function sidesOf(catalogue: Catalogue, talk: Talk, said: readonly Point[]): readonly Side[] {
  const byParty = new Map<PartyId, Point[]>(talk.delegations.map(({ party }) => [party, []]));
  for (const point of said) {
    const parties = point.by.map((actor) => catalogue.partyOf(talk.id, actor)?.id);
    const party = parties.find((id) => id !== undefined && byParty.has(id));
    if (party !== undefined) byParty.get(party)?.push(point);
  }
  return [...byParty]
    .filter(([, points]) => points.length > 0)
    .map(([party, points]) => ({ party: catalogue.party(party), points }));
}
