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
import { composeEvidence } from '../../src/summaries/evidence.ts';
import { composeSearch, marked } from '../../src/summaries/search-results.ts';
import { composeTalks, pairingsOf, TALKS_PAGE_SIZE } from '../../src/summaries/talks.ts';
import { composeView } from '../../src/summaries/views.ts';
import { catalogueOf, POINTS, talkIn, topicIn } from '../support/catalogue.ts';
import { somePoints } from '../support/points.ts';

const english = createLocales().pick('en');
const read = (summary: Summary) => renderText(summary, english, false);
const catalogue = catalogueOf();
const talk = talkIn(catalogue);

describe('evidence', () => {
  const ukraine = { talk, topic: topicIn(catalogue, 'ukraine') };
  const evidence = (number: number) => read(composeEvidence(catalogue, ukraine, number).summary);

  test('gives kind, owner with role, text, and of each source its country, its owner and its words', () => {
    expect(evidence(1)).toBe(`Evidence 1/8
Ukraine · Riyadh talks, 18 Feb 2025

Agreed · Russia; United States
Both sides will name negotiators

Its source
• Izvestia, Russia, privately owned
machine translation
¶1: “as it stands there” · says so`);
    expect([2, 3, 4].map(evidence).join('\n')).toContain('Said · Lavrov, Foreign Minister; Russia');
  });

  test('shows what is denied from both sides', () => {
    const all = [1, 2, 3, 4, 5, 6, 7, 8].map(evidence);
    expect(
      all.some((text) => text.includes('Denied · Russia\nNo such plan\nDenies: A plan in three stages')),
    ).toBe(true);
    expect(all.some((text) => text.includes('What others say to it\n• Denied by Russia, 18 Feb 2025'))).toBe(
      true,
    );
  });

  test('has each point of the answer on a page of its own, whatever they are', () => {
    fc.assert(
      fc.property(somePoints, (points) => {
        const made = catalogueOf({ points });
        const proved = { talk: talkIn(made), topic: topicIn(made, 'ukraine') };
        const { of } = composeEvidence(made, proved, 1);
        const shown = Array.from(
          { length: of },
          (_, index) => composeEvidence(made, proved, index + 1).point,
        );
        const all = made.points(proved.talk.id, proved.topic.id);
        expect(new Set(shown.flatMap((point) => point ?? []))).toEqual(new Set(all));
        expect(shown).toHaveLength(Math.max(1, all.length));
      }),
    );
  });

  test.each(['timeline', 'quotes'] as const)('proves the %s too', (view) => {
    const dated = catalogueOf({ points: POINTS.map((point) => ({ ...point, date: '2025-02-18' })) });
    const { of, point } = composeEvidence(dated, { talk: talkIn(dated), view }, 1);
    expect(of).toBe(view === 'timeline' ? POINTS.length : POINTS.filter(({ quote }) => quote).length);
    expect(point).toBeDefined();
  });

  test.each([0, -1, 99, Number.NaN, 1.5])('answers page %d with the nearest there is', (asked) => {
    const { number, of } = composeEvidence(catalogue, ukraine, asked);
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
    expect(read(composeView(made, talkIn(made), 'timeline'))).toContain(`Feb 2025
• 17 Feb (?) · A plan in three stages (reported by US media, not confirmed) (denied by Russia) · Izvestia
• 18–19 Feb · No NATO troops (said by Lavrov) · Izvestia

│ ▸ 1 from long before
│ 2019
│ • Ukraine was not at the table · Izvestia

1 source`);
  });

  test('says so where there is none', () => {
    expect(read(composeView(catalogue, talk, 'timeline'))).toContain(
      'Nothing in this round has a day of its own yet',
    );
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

  test('is newest first, by year, with the flags of those at the table and what came of it', () => {
    expect(read(composeTalks(many, 1).summary)).toMatch(
      /^20 rounds of talks, latest first\n\n2025\n1\. (?:\p{RI}\p{RI})+ Riyadh talks · 20 Mar\n/u,
    );
    const agreed = POINTS.find(({ kind }) => kind === 'agreed');
    expect(read(composeTalks(catalogue, 1).summary)).toContain(`Agreed: ${agreed?.text}`);
  });

  test('can be of those between the same parties', () => {
    const [pairing] = pairingsOf(many);
    expect(pairing).toMatchObject({ id: 'russia+usa', count: 20 });
    expect(composeTalks(many, 1, pairing?.id).summary.subtitle).toBeDefined();
    expect(composeTalks(many, 1, 'nobody+else').talks).toHaveLength(TALKS_PAGE_SIZE);
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
