// What one subscription would get: the first digest, what is new since the last one, or a topic in its turn.

import type { Catalogue } from '../content/catalogue.ts';
import { OVERVIEW, type Talk, type Topic } from '../content/schema.ts';
import { NOTHING_YET, type Sequence, type Topics, type When } from '../store/types.ts';
import { DIGEST_POINTS, type DigestSection, type Occasion } from '../summaries/digest-summary.ts';
import type { LedgerIndex, Span } from './ledger-index.ts';

/** Where a subscription stands. */
export interface Standing {
  readonly topics: Topics;
  readonly when: When;
  /** The last point that the chat has had; `null` before its first digest. */
  readonly cursor: Sequence | null;
  /** How many digests of the rotation it has had. */
  readonly rotation: number;
}

/** What a digest is about. Two subscriptions with the same selection get the same text. */
export type Selection =
  | { readonly occasion: Exclude<Occasion, 'rotation'>; readonly topics: Topics; readonly span: Span }
  | { readonly occasion: 'rotation'; readonly topic: Topic };

/** `undefined`: there is nothing to send. Only points up to `upTo` are considered. */
export function select(
  catalogue: Catalogue,
  ledger: LedgerIndex,
  { topics, when, cursor, rotation }: Standing,
  upTo: Sequence,
): Selection | undefined {
  const span = ledger.span(topics, cursor ?? NOTHING_YET, upTo);
  if (span) return { occasion: cursor === null ? 'first' : 'new', topics, span };
  if (when === 'new') return undefined;
  const choice = topicsOf(catalogue, topics);
  const topic = choice[rotation % choice.length];
  return topic && { occasion: 'rotation', topic };
}

/** The selection's points, a section for each talk and topic. */
export function sectionsOf(
  catalogue: Catalogue,
  ledger: LedgerIndex,
  selection: Selection,
): readonly DigestSection[] {
  if (selection.occasion === 'rotation') return rotationSection(catalogue, selection.topic);
  const { occasion, topics, span } = selection;
  const talks = ledger.talks(topics, before(span.first), span.last);
  const told = occasion === 'first' ? talks.slice(0, 1) : talks;
  const sections = told.flatMap((talk) =>
    topicsOf(catalogue, topics).map((topic) =>
      // The ledger's talks are in the language in which content is written.
      newSection(catalogue, ledger, catalogue.talk(talk.id) ?? talk, topic, span),
    ),
  );
  // Each section shows at least one point, so more of them would not fit; the newest talks stay.
  return sections.filter(({ points }) => points.length > 0).slice(0, DIGEST_POINTS);
}

function newSection(
  catalogue: Catalogue,
  ledger: LedgerIndex,
  talk: Talk,
  topic: Topic,
  { first, last }: Span,
): DigestSection {
  const points = catalogue.points(talk.id, topic.id).filter((point) => {
    const sequence = ledger.sequenceOf(talk, point);
    return sequence !== undefined && first <= sequence && sequence <= last;
  });
  return { talk, topic: topic.id, points };
}

function rotationSection(catalogue: Catalogue, topic: Topic): readonly DigestSection[] {
  const talk = catalogue.newestTalkOn(topic.id);
  return talk ? [{ talk, topic: topic.id, points: catalogue.points(talk.id, topic.id) }] : [];
}

/**
 * The topics as the content has them now, the overview last: a point is told once, under the first of its topics,
 * and what it is about says more than that it is important.
 */
export function topicsOf(catalogue: Catalogue, topics: Topics): readonly Topic[] {
  const wanted = catalogue.topics.filter(({ id }) => topics === 'all' || topics.includes(id));
  return [...wanted.filter(({ id }) => id !== OVERVIEW), ...wanted.filter(({ id }) => id === OVERVIEW)];
}

function before(sequence: Sequence): Sequence {
  return (sequence - 1) as Sequence;
}
