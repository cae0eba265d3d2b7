// One point as an answer: whose it is and its kind, its text, its sources.

import type { Catalogue } from '../content/catalogue.ts';
import type { CommitmentStatus, Point, Talk } from '../content/schema.ts';
import { denials, kindWords, nameWithRole } from './attribution.ts';
import { type Inline, type Line, type Phrase, phrase, type Summary } from './blocks.ts';
import { citedSources } from './sources.ts';

/** The point with all that is needed to repeat it fairly, including denials by others. */
export function composePoint(catalogue: Catalogue, talk: Talk, point: Point): Summary {
  const lines = [
    whose(catalogue, talk, point),
    [point.text, ...denials(catalogue, talk, point)],
    ...particulars(catalogue, talk, point),
  ];
  return {
    title: [`${talk.title}, `, { date: talk.date }],
    blocks: [{ type: 'text', lines }, citedSources(catalogue, point)],
    languages: [talk.language],
  };
}

/** `Said · Lavrov, Foreign Minister · 18 Feb 2025`. */
export function whose(catalogue: Catalogue, talk: Talk, point: Point): Line {
  const line: Inline[] = [{ bold: kindWords(point.kind) }];
  if (point.by.length > 0) {
    line.push(' · ', point.by.map((id) => nameWithRole(catalogue, talk, id)).join('; '));
  }
  if (point.date !== undefined) line.push(' · ', { date: point.date });
  return line;
}

/** What a point has besides its text: the quotation, what it denies, how far a promise has come. */
export function particulars(catalogue: Catalogue, talk: Talk, point: Point): readonly Line[] {
  return [
    ...(point.quote === undefined ? [] : [[phrase('quoted', { quote: point.quote })]]),
    ...denied(catalogue, talk, point),
    ...(point.commitment === undefined
      ? []
      : [[phrase('commitment'), ' ', COMMITMENT_WORDS[point.commitment.status]]]),
  ];
}

const COMMITMENT_WORDS: Readonly<Record<CommitmentStatus, Phrase>> = {
  announced: phrase('commitment-announced'),
  begun: phrase('commitment-begun'),
  kept: phrase('commitment-kept'),
  dropped: phrase('commitment-dropped'),
};

function denied(catalogue: Catalogue, talk: Talk, point: Point): readonly Line[] {
  const target = point.denies === undefined ? undefined : catalogue.point(talk.id, point.denies);
  return target === undefined ? [] : [[phrase('denies', { what: target.text })]];
}
