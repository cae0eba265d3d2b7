// Which card shows a topic of a round: who sat there, or what the sides said.

import type { Catalogue } from '../../content/catalogue.ts';
import { INTRODUCTIONS, type Talk, type Topic } from '../../content/schema.ts';
import type { Card } from './card.ts';
import { delegationsCard, hasDelegationsCard } from './delegations-card.ts';
import { hasRoundCard, roundCard } from './positions-card.ts';

/** Whether there is something to show of the topic in that round. */
export function hasCard(catalogue: Catalogue, talk: Talk, topic: Topic): boolean {
  return isAboutDelegations(topic) ? hasDelegationsCard(talk) : hasRoundCard(catalogue, talk, topic);
}

export function topicCard(catalogue: Catalogue, talk: Talk, topic: Topic): Card {
  return isAboutDelegations(topic) ? delegationsCard(catalogue, talk) : roundCard(catalogue, talk, topic);
}

function isAboutDelegations({ id }: Topic): boolean {
  return INTRODUCTIONS.get(id) === 'delegations';
}
