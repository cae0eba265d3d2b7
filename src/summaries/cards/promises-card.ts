// What was promised and what came of it, as a picture.

import type { Catalogue } from '../../content/catalogue.ts';
import type { Promised } from '../../content/schema.ts';
import { STEP_WORDS } from '../attribution.ts';
import { phrase } from '../blocks.ts';
import { onAccount, type PromiseFilter, promisesPage } from '../promises.ts';
import type { PromisesCard } from './card.ts';
import { sideOf } from './positions-card.ts';

/** The page of the list that the filter lets through, the last moved first. */
export function promisesCard(catalogue: Catalogue, filter: PromiseFilter, pageNumber: number): PromisesCard {
  const { entries, title, number, of } = promisesPage(catalogue, filter, pageNumber);
  return {
    type: 'promises',
    title: [phrase('picture-promises')],
    subtitle: title,
    page: { number, of },
    rows: entries.flatMap((promise) => rowOf(catalogue, promise)),
  };
}

function rowOf(catalogue: Catalogue, { id, title, by, to = [] }: Promised): PromisesCard['rows'] {
  const last = catalogue.lastStepOf(id);
  if (last === undefined) return [];
  const others = to.filter((party) => !by.includes(party));
  return [
    {
      title,
      step: last.step,
      state: STEP_WORDS[last.step],
      since: [{ date: last.date }, ...onAccount(catalogue, last)],
      by: by.map((party) => sideOf(catalogue.party(party))),
      to: others.map((party) => sideOf(catalogue.party(party))),
      isMutual: to.length > 0 && others.length === 0 && by.length > 1,
      points: [{ talk: last.talk.id, point: last.point.id }],
    },
  ];
}
