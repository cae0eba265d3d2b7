// The list of talks, newest first: who met, when, and what came of it; of all, or of those between the same parties.

import type { Catalogue } from '../content/catalogue.ts';
import { boundsOf } from '../content/edtf.ts';
import type { Party, PartyId, Point, Talk } from '../content/schema.ts';
import { statusLead } from './attribution.ts';
import { type Block, type Item, type Line, phrase, type Summary } from './blocks.ts';
import { onOneScreen } from './one-screen.ts';
import { page } from './pages.ts';
import { wording } from './wording.ts';

/** A number each in one row of buttons (Bot API), about two phone screens. */
export const TALKS_PAGE_SIZE = 8;

/** Parties that negotiated with each other, and how many rounds they held. */
export interface Pairing {
  /** Their ids, joined: `russia+ukraine`, in the order of their letters. */
  readonly id: string;
  readonly parties: readonly Party[];
  readonly count: number;
}

/** A page of talks; pages count from 1. */
export interface TalksPage {
  readonly summary: Summary;
  /** The talks on the page, for its buttons, and the number of the first of them. */
  readonly talks: readonly Talk[];
  readonly first: number;
  readonly number: number;
  readonly of: number;
}

/** The nearest existing page; of the talks between those parties, where a pairing is given that there is. */
export function composeTalks(catalogue: Catalogue, pageNumber: number, between?: string): TalksPage {
  const pairing = pairingsOf(catalogue).find(({ id }) => id === between);
  const talks = pairing ? catalogue.talks.filter((talk) => pairingOf(talk) === pairing.id) : catalogue.talks;
  const { number, of, entries, offset } = page(talks, TALKS_PAGE_SIZE, pageNumber);
  const outcomes = new Map(entries.map((talk) => [talk, outcomeOf(catalogue, talk)]));
  const words = wording(
    catalogue,
    [...outcomes.values()].flatMap((point) => point ?? []),
  );
  const years = Map.groupBy([...entries.entries()], ([, talk]) => boundsOf(talk.date).first.slice(0, 4));
  const blocks = [...years].map(
    ([year, own]): Block => ({
      type: 'section',
      heading: [{ bold: { date: year } }],
      items: own.map(([index, talk]): Item => {
        const outcome = outcomes.get(talk);
        const what: Line =
          outcome === undefined
            ? [talk.about]
            : [...leadOf(catalogue, talk, outcome), ...words.text(outcome)];
        return {
          marker: offset + index + 1,
          lines: [[...flags(catalogue, talk), { bold: talk.title }, ' · ', { dayOfYear: talk.date }], what],
          points: [],
        };
      }),
    }),
  );
  const named = pairing && { list: pairing.parties.map(({ name }) => name) };
  return {
    summary: onOneScreen({
      title: [phrase('talks-title', { count: talks.length })],
      ...(named === undefined ? {} : { subtitle: [[named]] }),
      blocks,
      languages: words.languages,
    }),
    talks: entries,
    first: offset + 1,
    number,
    of,
  };
}

/** The first that a reader must know, else what was agreed first. */
function outcomeOf(catalogue: Catalogue, talk: Talk): Point | undefined {
  return catalogue.leadOf(talk.id)[0] ?? talk.points.find(({ kind }) => kind === 'agreed');
}

/** Plain where it is the record of the round. */
function leadOf(catalogue: Catalogue, talk: Talk, outcome: Point): Line {
  return outcome.kind === 'background' ? [] : statusLead(catalogue, talk, outcome);
}

/** Who has met whom, the most rounds first. */
export function pairingsOf(catalogue: Catalogue): readonly Pairing[] {
  const met = catalogue.talks.filter((talk) => negotiating(talk).length > 0);
  return [...Map.groupBy(met, pairingOf)]
    .map(([id, talks]) => ({
      id,
      parties: id.split('+').map((party) => catalogue.party(party as PartyId)),
      count: talks.length,
    }))
    .sort((a, b) => b.count - a.count);
}

/** `🇷🇺 🇺🇸`: of a pairing, for its button; names where a party has no flag. */
export function pairingName({ parties }: Pairing): string {
  return parties.map(({ flag, name }) => flag ?? name).join(' ');
}

function pairingOf(talk: Talk): string {
  return negotiating(talk).toSorted().join('+');
}

/** Those at the table: the delegations and who mediates between them, not the host. */
function negotiating({ delegations }: Talk): readonly PartyId[] {
  return delegations
    .filter(({ part }) => part === 'delegation' || part === 'mediator')
    .map(({ party }) => party);
}

/** `🇷🇺🇺🇦 `: the delegations' flags in the talk's own order. */
function flags(catalogue: Catalogue, talk: Talk): Line {
  const all = negotiating(talk)
    .map((party) => catalogue.party(party).flag ?? '')
    .join('');
  return all === '' ? [] : [`${all} `];
}
