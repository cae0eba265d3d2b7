// The other answers: evidence, timeline, quotes, talks, search and digests.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Catalogue } from '../../src/content/catalogue.ts';
import { createLocales } from '../../src/locales/locale.ts';
import { renderText } from '../../src/messages/terminal.ts';
import type { Summary } from '../../src/summaries/blocks.ts';
import {
  composeDigest,
  DIGEST_POINTS,
  type DigestSection,
  shareOut,
} from '../../src/summaries/digest-summary.ts';
import { composeEvidence, EVIDENCE_PAGE_SIZE } from '../../src/summaries/evidence.ts';
import { composeSearch, marked } from '../../src/summaries/search-results.ts';
import { composeTalks, TALKS_PAGE_SIZE } from '../../src/summaries/talks.ts';
import { composeView } from '../../src/summaries/views.ts';
import { catalogueOf, POINTS, talkIn, topicIn } from '../support/catalogue.ts';
import { somePoints } from '../support/points.ts';

const english = createLocales().pick('en');
const read = (summary: Summary) => renderText(summary, english, false);
const catalogue = catalogueOf();
const talk = talkIn(catalogue);

describe('evidence', () => {
  test('gives kind, owner with role, source, place and passage of every point', () => {
    const text = read(composeEvidence(catalogue, talk, topicIn(catalogue, 'ukraine'), 1).summary);
    expect(text).toContain(`1. Both sides will name negotiators
Agreed · Russia; United States
Izvestia, ¶1: “as it stands there”`);
    expect(read(composeEvidence(catalogue, talk, topicIn(catalogue, 'ukraine'), 2).summary)).toContain(
      'Said · Lavrov, Foreign Minister; Russia',
    );
  });

  test('shows the quotation, and what a denial denies', () => {
    expect(read(composeEvidence(catalogue, talk, topicIn(catalogue, 'summit'), 1).summary)).toContain(
      'Said · Rubio, Secretary of State\n“very soon indeed”',
    );
    expect(read(composeEvidence(catalogue, talk, topicIn(catalogue, 'ukraine'), 1).summary)).toContain(
      'Denied · Russia\nDenies: A plan in three stages',
    );
  });

  test('numbers all points of the answer through its pages, whatever they are', () => {
    fc.assert(
      fc.property(somePoints, (points) => {
        const made = catalogueOf({ points });
        const topic = topicIn(made, 'ukraine');
        const pages = composeEvidence(made, talkIn(made), topic, 1).of;
        const items = Array.from({ length: pages }, (_, index) =>
          composeEvidence(made, talkIn(made), topic, index + 1).summary.blocks.flatMap((block) =>
            block.type === 'section' ? block.items : [],
          ),
        );
        expect(items.every((page) => page.length <= EVIDENCE_PAGE_SIZE)).toBe(true);
        const count = made.points(talkIn(made).id, topic.id).length;
        expect(items.flat().map(({ marker }) => marker)).toEqual(
          Array.from({ length: count }, (_, i) => i + 1),
        );
      }),
    );
  });

  test.each([0, -1, 99, Number.NaN, 1.5])('answers page %d with the nearest there is', (asked) => {
    const { number, of } = composeEvidence(catalogue, talk, topicIn(catalogue, 'ukraine'), asked);
    expect(number).toBeGreaterThanOrEqual(1);
    expect(number).toBeLessThanOrEqual(of);
  });
});

describe('the timeline', () => {
  test('is in order, as exact as known, with the status of what is not record', () => {
    const dates = new Map([
      ['no-troops', '2025-02-18/2025-02-19'],
      ['plan', '2025-02-17?'],
      ['context', '2019'],
    ]);
    const dated = POINTS.map((point) => {
      const date = dates.get(point.id);
      return date === undefined ? point : { ...point, date };
    });
    const made = catalogueOf({ points: dated });
    expect(
      read(composeView(made, talkIn(made), 'timeline')),
    ).toContain(`• 2019 · Ukraine was not at the table · Izvestia
• 17 Feb 2025 (?) · A plan in three stages (reported by US media, not confirmed) (denied by Russia) · Izvestia
• 18–19 Feb 2025 · No NATO troops (said by Lavrov) · Izvestia

1 source`);
  });

  test('says so where there is none', () => {
    expect(read(composeView(catalogue, talk, 'timeline'))).toContain('No timeline for these talks yet');
  });
});

describe('quotes', () => {
  test('are in quotation marks with the speaker’s role of that day', () => {
    expect(read(composeView(catalogue, talk, 'quotes'))).toContain(
      '• “very soon indeed”\n— Rubio, Secretary of State · Izvestia\nSoon',
    );
  });

  test('that were only reported say so', () => {
    const point = {
      id: 'p',
      topics: ['summit'],
      kind: 'reported',
      by: ['izvestia'],
      text: 'Said to be near',
      quote: 'near',
    } as const;
    const made = catalogueOf({ points: [point] });
    expect(read(composeView(made, talkIn(made), 'quotes'))).toContain(
      '“near”\n— Izvestia · Reported, not confirmed',
    );
  });

  test('say so where there are none', () => {
    const made = catalogueOf({ points: POINTS.filter(({ quote }) => quote === undefined) });
    expect(read(composeView(made, talkIn(made), 'quotes'))).toContain('No direct quotes');
  });
});

describe('the list of talks', () => {
  const many = catalogueOf(
    ...Array.from({ length: 20 }, (_, index) => ({
      id: `talk-${index}`,
      date: `2025-03-${String(index + 1).padStart(2, '0')}`,
    })),
  );

  test('is newest first, with the command that shows each', () => {
    expect(read(composeTalks(many, 1).summary)).toMatch(
      /^20 rounds of talks, latest first\n\n1\. Riyadh talks · 20 Mar 2025\n/u,
    );
    expect(read(composeTalks(many, 1).summary)).toContain('/latest talk-19');
  });

  test('has every talk once on its pages', () => {
    const pages = [1, 2, 3].map((number) => composeTalks(many, number));
    expect(pages.map(({ talks }) => talks.length)).toEqual([TALKS_PAGE_SIZE, TALKS_PAGE_SIZE, 4]);
    expect(new Set(pages.flatMap(({ talks }) => talks)).size).toBe(20);
  });
});

describe('a search', () => {
  const older = catalogueOf(
    {},
    {
      id: 'older',
      date: '2024-01-01',
      points: [{ id: 'p', topics: ['summit'], kind: 'agreed', text: 'Zebra crossing' }],
    },
  );

  test('gives status, owner, source and the topic’s command', () => {
    expect(read(composeSearch(catalogue, 'troops'))).toContain(`Lavrov: No NATO troops
Riyadh talks, 18 Feb 2025 · Izvestia, ¶1
/ukraine`);
  });

  test('gives the talk’s id with the command where a newer talk would answer', () => {
    expect(read(composeSearch(older, 'zebra'))).toContain('/summit older');
  });

  test('that finds nothing says what to try', () => {
    expect(read(composeSearch(catalogue, 'zzzzz'))).toContain('Nothing found for \u2068zzzzz\u2069');
  });

  test('marks whole words only, in any case, and loses no text', () => {
    expect(marked('NATO and nato, not NATOs', ['NATO'])).toEqual([
      { bold: 'NATO' },
      ' and ',
      { bold: 'nato' },
      ', not NATOs',
    ]);
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '.', '(', '*', 'é'), maxLength: 20 });
    fc.assert(
      fc.property(letters, fc.array(letters), (text, words) => {
        const parts = marked(text, words).map((part) => {
          if (typeof part === 'string') return part;
          return 'bold' in part && typeof part.bold === 'string' ? part.bold : undefined;
        });
        expect(parts.join('')).toBe(text);
      }),
    );
  });
});

describe('a digest', () => {
  const sectionsOf = (from: Catalogue): readonly DigestSection[] =>
    from.topicsOf(talkIn(from).id).map(({ id }) => ({
      talk: talkIn(from),
      topic: id,
      points: from.points(talkIn(from).id, id),
    }));

  test('has a section a topic, strongest first, each line with its status', () => {
    const ukraine = sectionsOf(catalogue).filter(({ topic }) => topic === topicIn(catalogue, 'ukraine').id);
    expect(
      read(composeDigest(catalogue, ukraine, 'new', '2025-02-19')),
    ).toBe(`New since your last digest · 19 Feb 2025

Ukraine · Riyadh talks, 18 Feb 2025
• Agreed: Both sides will name negotiators
• Lavrov: No NATO troops
• White House: A first step
• Zelensky: Does not recognise the outcome
• Reported, not confirmed · US media: A plan in three stages (denied by Russia)
• Analysis · Izvestia: It is too early to tell
• Background: Ukraine was not at the table

Source: Izvestia. Based on this one source.`);
  });

  test('shows a point on two topics once, and says where to read what does not fit', () => {
    const points = Array.from({ length: 30 }, (_, index) => ({
      id: `p${index}`,
      topics: ['overview', 'ukraine'],
      kind: 'agreed' as const,
      text: `Promise ${index}`,
    }));
    const made = catalogueOf({ points });
    const text = read(composeDigest(made, sectionsOf(made), 'first', '2025-02-19'));
    expect(text.match(/Promise/gu)?.length).toBe(DIGEST_POINTS);
    expect(text).toContain('18 more: /latest');
    expect(text).not.toContain('Ukraine ·');
  });

  test('shares its room so that every section gets some', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { maxLength: 12 }), (lengths) => {
        const shares = shareOut(lengths, DIGEST_POINTS);
        const total = lengths.reduce((sum, length) => sum + length, 0);
        const shown = shares.reduce((sum, share) => sum + share, 0);
        expect(shown).toBe(Math.min(DIGEST_POINTS, total));
        for (const [index, share] of shares.entries()) {
          expect(share).toBeLessThanOrEqual(lengths[index] ?? 0);
          expect(share).toBeGreaterThanOrEqual(Math.min(1, lengths[index] ?? 0));
        }
      }),
    );
  });
});
