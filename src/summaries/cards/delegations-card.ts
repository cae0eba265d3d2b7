// Who sat at the table, as a picture.

import type { Catalogue } from '../../content/catalogue.ts';
import type { ActorId, Talk } from '../../content/schema.ts';
import { fullName } from '../attribution.ts';
import { phrase } from '../blocks.ts';
import { placeOf } from '../delegations.ts';
import { type DelegationsCard, ONE_PAGE } from './card.ts';
import { sideOf } from './positions-card.ts';

/** The delegations in the talk's order, each person with the role of that day; a head comes first. */
export function delegationsCard(catalogue: Catalogue, talk: Talk): DelegationsCard {
  const place = placeOf(catalogue, talk);
  return {
    type: 'delegations',
    title: [phrase('picture-delegations')],
    subtitle: [talk.title, ' · ', ...place, ...(place.length > 0 ? [' · '] : []), { date: talk.date }],
    page: ONE_PAGE,
    rows: talk.delegations.map(({ party, part, members }) => ({
      side: sideOf(catalogue.party(party)),
      ...(part === 'delegation' ? {} : { part: phrase(`delegation-${part}`) }),
      members: members
        .toSorted((a, b) => Number(b.head ?? false) - Number(a.head ?? false))
        .map(({ person, head }) => ({
          // People, parties and outlets share one name space, so a person's id is an actor's.
          name: fullName(catalogue, person as string as ActorId),
          role: catalogue.roleOf(talk.id, person),
          isHead: head ?? false,
        })),
    })),
  };
}

/** Whether anybody is known to have sat there. */
export function hasDelegationsCard({ delegations }: Talk): boolean {
  return delegations.length > 0;
}
