// The list of talks, newest first.

import type { Catalogue } from '../content/catalogue.ts';
import { OVERVIEW, type Talk } from '../content/schema.ts';
import { type Item, type Line, phrase, type Summary } from './blocks.ts';
import { page } from './pages.ts';
import { languagesOf } from './wording.ts';

/** One button each, about as many as a phone shows. */
export const TALKS_PAGE_SIZE = 8;

/** A page of talks; pages count from 1. */
export interface TalksPage {
  readonly summary: Summary;
  /** The talks on the page, for its buttons. */
  readonly talks: readonly Talk[];
  readonly number: number;
  readonly of: number;
}

/** The nearest existing page: title, date, place, who with whom, and the command that shows each talk. */
export function composeTalks(catalogue: Catalogue, pageNumber: number): TalksPage {
  const { number, of, entries, offset } = page(catalogue.talks, TALKS_PAGE_SIZE, pageNumber);
  const command = catalogue.topic(OVERVIEW)?.command ?? OVERVIEW;
  const items = entries.map((talk, index) => talkItem(catalogue, talk, command, offset + index + 1));
  const title = [phrase('talks-title', { count: catalogue.talks.length })];
  const languages = languagesOf(catalogue, entries);
  const summary: Summary = { title, blocks: [{ type: 'section', items }], languages };
  return { summary, talks: entries, number, of };
}

function talkItem(catalogue: Catalogue, talk: Talk, command: string, number: number): Item {
  return {
    marker: number,
    lines: [
      [{ bold: talk.title }, ' · ', { date: talk.date }],
      [talk.about, ...where(catalogue, talk)],
      [{ code: `/${command} ${talk.id}` }],
    ],
    points: [],
  };
}

/** ` · Riyadh, Saudi Arabia`; nothing for a call. */
function where(catalogue: Catalogue, talk: Talk): Line {
  if (talk.place === undefined) return [];
  const { name, country } = catalogue.place(talk.place);
  return [` · ${name}, `, { country }];
}
