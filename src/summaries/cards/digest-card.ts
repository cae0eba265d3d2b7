// Which card stands over a digest: one on the topic of its headline, in the headline's round.

import type { Catalogue } from '../../content/catalogue.ts';
import { INTRODUCTIONS, type TalkId, type TopicId } from '../../content/schema.ts';
import type { PointRef } from '../blocks.ts';
import { topicOfPoint } from '../statement.ts';
import { hasCard } from './topic-card.ts';

/** What the sides said on the headline's topic, else in the whole round, else who sat there; `undefined` for none. */
export function digestCard(
  catalogue: Catalogue,
  headline: PointRef,
): { readonly talk: TalkId; readonly topic: TopicId } | undefined {
  const talk = catalogue.talk(headline.talk);
  const point = talk && catalogue.point(talk.id, headline.point);
  if (talk === undefined || point === undefined) return undefined;
  // The introductions come last: the whole round, then its delegations.
  const found = [topicOfPoint(catalogue, point), ...point.topics, ...INTRODUCTIONS.keys()]
    .flatMap((id) => catalogue.topic(id) ?? [])
    .find((topic) => hasCard(catalogue, talk, topic));
  return found && { talk: talk.id, topic: found.id };
}
