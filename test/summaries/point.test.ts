// A single point says whose it is and what it is worth, and carries its denials.

import { describe, expect, test } from 'vitest';
import { createLocales } from '../../src/locales/locale.ts';
import { renderText } from '../../src/messages/terminal.ts';
import { composePoint } from '../../src/summaries/point.ts';
import { catalogueOf, POINTS, talkIn } from '../support/catalogue.ts';

const english = createLocales().pick('en');
const TWO_SOURCES = {
  ...({ id: 'both', topics: ['ukraine'], kind: 'reported', text: 'Two papers have it' } as const),
  sources: [
    { id: 'izvestia', at: '¶1' },
    { id: 'kommersant', at: '¶7' },
    { id: 'izvestia', at: '¶9' },
  ],
};
const catalogue = catalogueOf({ points: [...POINTS, TWO_SOURCES] });
const talk = talkIn(catalogue);

function point(id: string) {
  const found = talk.points.find((one) => one.id === id);
  if (!found) throw new Error(`no point ${id}`);
  return found;
}

const read = (id: string) => renderText(composePoint(catalogue, talk, point(id)), english, false);

describe('a single point', () => {
  test('gives its talk, kind, owner with role, words as spoken, source and place', () => {
    expect(read('soon')).toBe(`Riyadh talks, 18 Feb 2025

Said · Rubio, Secretary of State
Soon
“very soon indeed”

Source: Izvestia (¶1), Russia; machine translation. Based on this one source.`);
  });

  test('has its denial, and a denial has what it denies', () => {
    expect(read('plan')).toContain(
      'Reported, not confirmed · US media\nA plan in three stages (denied by Russia)',
    );
    expect(read('no-plan')).toContain('Denied · Russia\nNo such plan\nDenies: A plan in three stages');
  });

  test('from several sources names each once with its places', () => {
    const text = read('both');
    expect(text).toContain('1. Izvestia (¶1, ¶9), Russia');
    expect(text).toContain('2. Kommersant');
    expect(text).toContain('(¶7)');
    expect(text).not.toContain('one source');
  });
});
