// Every published point that was wrong: what it said before, what it says now, and why.

import type { Catalogue, Changed } from '../content/catalogue.ts';
import { type Item, type Line, phrase, type Summary } from './blocks.ts';
import { onOneScreen } from './one-screen.ts';
import { page } from './pages.ts';
import { openable, type PointsPage } from './statement.ts';
import { type Wording, wording } from './wording.ts';

/** Corrections on a page: about two phone screens. */
export const CORRECTIONS_PAGE_SIZE = 4;

/** The newest first; points that were only worded in other words are left out. The nearest existing page. */
export function composeCorrections(
  catalogue: Catalogue,
  pageNumber: number,
): PointsPage & { readonly summary: Summary } {
  const all = correctionsOf(catalogue);
  const { number, of, entries, offset } = page(all, CORRECTIONS_PAGE_SIZE, pageNumber);
  const words = wording(
    catalogue,
    entries.map(({ point }) => point),
  );
  const summary: Summary =
    all.length === 0
      ? {
          title: [phrase('corrections-none')],
          blocks: [{ type: 'text', lines: [[phrase('corrections-none-hint')]] }],
        }
      : {
          title: [phrase('corrections-title', { count: all.length })],
          blocks: entries.map((changed, index) => ({
            type: 'section',
            items: [changeItem(changed, words, offset + index + 1)],
          })),
          languages: words.languages,
        };
  return {
    summary: onOneScreen(summary),
    points: openable(catalogue, entries),
    first: offset + 1,
    number,
    of,
  };
}

/** What readers were told wrongly, the newest change first. */
export function correctionsOf(catalogue: Catalogue): readonly Changed[] {
  return catalogue.changes.filter(({ change }) => change.how !== 'reworded');
}

/** The day, the round, what it says now or no more, what it said before and why. */
export function changeItem({ talk, point, change }: Changed, words: Wording, marker: Item['marker']): Item {
  const isGone = change.how === 'withdrawn';
  const before = change.was ?? (isGone ? point.text : undefined);
  const lines: Line[] = [
    ...(isGone ? [] : [[phrase('correction-now'), ' ', ...words.text(point)]]),
    ...(before === undefined ? [] : [[phrase('correction-was', { was: before })]]),
    ...(change.why === undefined ? [] : [[phrase('correction-why', { why: change.why })]]),
  ];
  return {
    marker,
    lines: [
      [
        { bold: { date: change.on } },
        ' · ',
        phrase(isGone ? 'correction-withdrawn' : 'correction-corrected'),
        ` · ${talk.title}, `,
        { date: talk.date },
      ],
      ...lines,
    ],
    points: [{ talk: talk.id, point: point.id }],
  };
}
