// What a talk has beside its topics: its timeline and its quotations, each under the name of its command.

import type { Catalogue } from '../content/catalogue.ts';
import type { Talk } from '../content/schema.ts';
import type { Summary } from './blocks.ts';
import { composeQuotes } from './quotes.ts';
import { composeTimeline } from './timeline.ts';

export const VIEWS = ['timeline', 'quotes'] as const;
export type View = (typeof VIEWS)[number];

const COMPOSERS: Readonly<Record<View, (catalogue: Catalogue, talk: Talk) => Summary>> = {
  timeline: composeTimeline,
  quotes: composeQuotes,
};

/** The view as a summary; where the talk has nothing for it, a line that says so. */
export function composeView(catalogue: Catalogue, talk: Talk, view: View): Summary {
  return COMPOSERS[view](catalogue, talk);
}

/** Whether there is anything in the view to hand on. */
export function hasView(talk: Talk, view: View): boolean {
  return view === 'timeline'
    ? talk.points.some(({ date }) => date !== undefined)
    : talk.points.some(({ quote }) => quote !== undefined);
}
