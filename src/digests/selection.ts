// What one subscription would get: the first digest, what is new since the last one, or a topic of the rotation.

import type { Catalogue } from '../content/catalogue.ts';
import { OVERVIEW, type Talk, type Topic } from '../content/schema.ts';
import { NOTHING_YET, type Sequence, type Subscription, type Topics, type When } from '../store/types.ts';
import { DIGEST_POINTS, type DigestOccasion, type DigestSection } from '../summaries/digest-summary.ts';
import type { LedgerIndex, SequenceRange } from './ledger-index.ts';

/** How far a subscription has read, and in what. */
export interface Position {
  readonly topics: Topics;
  readonly when: When;
  /** The last point that the chat has got; `null` before its first digest. */
  readonly cursor: Sequence | null;
  /** How many digests of the rotation it has got. */
  readonly rotation: number;
}

export function positionOf({
  settings: { topics, when },
  cursor,
  rotation,
}: Pick<Subscription, 'settings' | 'cursor' | 'rotation'>): Position {
  return { topics, when, cursor, rotation };
}

/** What a digest is about. Two subscriptions with the same selection get the same text. */
export type DigestSelection =
  | {
      readonly occasion: Exclude<DigestOccasion, 'rotation'>;
      readonly topics: Topics;
      readonly range: SequenceRange;
    }
  | { readonly occasion: 'rotation'; readonly topic: Topic };

/** `undefined`: there is nothing to send. Only points up to `upTo` are considered. */
export function select(
  catalogue: Catalogue,
  ledger: LedgerIndex,
  { topics, when, cursor, rotation }: Position,
  upTo: Sequence,
): DigestSelection | undefined {
  const range = ledger.range(topics, cursor ?? NOTHING_YET, upTo);
  if (range) return { occasion: cursor === null ? 'first' : 'new', topics, range };
  if (when === 'new') return undefined;
  const choice = topicsOf(catalogue, topics);
  const topic = choice[rotation % choice.length];
  return topic && { occasion: 'rotation', topic };
}

/** The selection's points, a section for each talk and topic. */
export function sectionsOf(
  catalogue: Catalogue,
  ledger: LedgerIndex,
  selection: DigestSelection,
): readonly DigestSection[] {
  if (selection.occasion === 'rotation') return rotationSection(catalogue, selection.topic);
  const { occasion, topics, range } = selection;
  const talks = ledger.talks(topics, before(range.first), range.last);
  const shown = occasion === 'first' ? talks.slice(0, 1) : talks;
  const sections = shown.flatMap((talk) =>
    topicsOf(catalogue, topics).map((topic) =>
      // The ledger's talks are in the language in which content is written.
      newSection(catalogue, ledger, catalogue.talk(talk.id) ?? talk, topic, range),
    ),
  );
  // Each section shows at least one point, so no more sections would fit; the newest talks come first.
  return sections.filter(({ points }) => points.length > 0).slice(0, DIGEST_POINTS);
}

function newSection(
  catalogue: Catalogue,
  ledger: LedgerIndex,
  talk: Talk,
  topic: Topic,
  { first, last }: SequenceRange,
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
 * The topics as the content has them now, the overview last: a point is shown once, under the first of its topics,
 * and its subject says more than that it is important.
 */
export function topicsOf(catalogue: Catalogue, topics: Topics): readonly Topic[] {
  const wanted = catalogue.topics.filter(({ id }) => topics === 'all' || topics.includes(id));
  return [...wanted.filter(({ id }) => id !== OVERVIEW), ...wanted.filter(({ id }) => id === OVERVIEW)];
}

function before(sequence: Sequence): Sequence {
  return (sequence - 1) as Sequence;
}
