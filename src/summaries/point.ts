// One point as an answer: whose it is and its kind, its text, its sources.

import type { Catalogue } from '../content/catalogue.ts';
import type { Point, Quote, Talk } from '../content/schema.ts';
import { account, denials, kindWords, nameWithRole, STEP_WORDS } from './attribution.ts';
import { type Inline, type Line, phrase, type Summary } from './blocks.ts';
import { citedSources } from './sources.ts';

/** The point with all that is needed to repeat it fairly, including denials by others. */
export function composePoint(catalogue: Catalogue, talk: Talk, point: Point): Summary {
  const lines = [
    whose(catalogue, talk, point),
    [point.text, ...account(catalogue, point), ...denials(catalogue, talk, point)],
    ...particulars(catalogue, talk, point),
  ];
  return {
    title: [`${talk.title}, `, { date: talk.date }],
    blocks: [
      { type: 'text', lines, states: { line: 1, point: { talk: talk.id, point: point.id } } },
      citedSources(catalogue, point),
    ],
    languages: [catalogue.languageOf(point)],
  };
}

/** `Said · Lavrov, Foreign Minister · 18 Feb 2025`. */
export function whose(catalogue: Catalogue, talk: Talk, point: Point): Line {
  const line: Inline[] = [{ bold: kindWords(point.kind) }];
  if (point.by.length > 0) {
    line.push(' · ', point.by.map((id) => nameWithRole(catalogue, talk, id, point.date)).join('; '));
  }
  if (point.date !== undefined) line.push(' · ', { date: point.date });
  return line;
}

/** What a point has besides its text: its quotation, what it denies, its promise, its corrections. */
export function particulars(catalogue: Catalogue, talk: Talk, point: Point): readonly Line[] {
  return [
    ...(point.quote === undefined ? [] : [spoken(catalogue, point, point.quote)]),
    ...denied(catalogue, talk, point),
    ...promised(catalogue, point),
    ...changed(point),
  ];
}

/** `“once and for all” (translated from Russian: “раз и навсегда”)`. */
export function spoken(catalogue: Catalogue, point: Point, quote: Quote): Line {
  const line: Inline[] = [phrase('quoted', { quote: quote.text })];
  const { language = 'en', original } = quote;
  if (language === catalogue.languageOf(point)) return line;
  const from = { language };
  line.push(
    ' ',
    original === undefined
      ? phrase('quote-translated', { language: from })
      : phrase('quote-translated-from', { language: from, original }),
  );
  return line;
}

/** `Promise: Embassy staffing is restored · made; stalled, 10 Apr 2025`: this step, and how the promise stands. */
function promised(catalogue: Catalogue, { promise }: Point): readonly Line[] {
  if (promise === undefined) return [];
  const { title } = catalogue.promise(promise.id);
  const line: Inline[] = [phrase('promise', { title }), ' · ', STEP_WORDS[promise.step]];
  const last = catalogue.lastStepOf(promise.id);
  if (last !== undefined && last.step !== promise.step)
    line.push('; ', STEP_WORDS[last.step], ', ', { date: last.date });
  return [line];
}

/** What was published before, and why it is no more. */
function changed({ changes = [] }: Point): readonly Line[] {
  return changes.flatMap(({ on, how, was = '', why = '' }): readonly Line[] => {
    const date = { date: on };
    if (how === 'corrected') return [[phrase('change-corrected', { date, was, why })]];
    return how === 'withdrawn' ? [[phrase('change-withdrawn', { date, why })]] : [];
  });
}

function denied(catalogue: Catalogue, talk: Talk, point: Point): readonly Line[] {
  return catalogue
    .answersOf(talk.id, point.id)
    .flatMap((answer) => (answer.how === 'denies' ? [[phrase('denies', { what: answer.point.text })]] : []));
}
