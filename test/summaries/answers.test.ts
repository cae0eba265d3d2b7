// The other answers: evidence, timeline, quotes, talks, search and digests.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Catalogue } from '../../src/content/catalogue.ts';
import { createLocales } from '../../src/locales/locale.ts';
import { renderText } from '../../src/messages/terminal.ts';
import type { Summary } from '../../src/summaries/blocks.ts';
import { DIGEST_POINTS } from '../../src/summaries/digest-choice.ts';
import { composeDigest, type DigestMatter } from '../../src/summaries/digest-summary.ts';
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
          (_, index) => composeEvidence(made, proved, index + 1).located?.point,
        );
        const all = made.points(proved.talk.id, proved.topic.id);
        expect(new Set(shown.flatMap((point) => point ?? []))).toEqual(new Set(all));
        expect(shown).toHaveLength(Math.max(1, all.length));
      }),
    );
  });

  test.each(['timeline', 'quotes'] as const)('proves the %s too', (view) => {
    const dated = catalogueOf({ points: POINTS.map((point) => ({ ...point, date: '2025-02-18' })) });
    const { of, located } = composeEvidence(dated, { talk: talkIn(dated), view }, 1);
    expect(of).toBe(view === 'timeline' ? POINTS.length : POINTS.filter(({ quote }) => quote).length);
    expect(located).toBeDefined();
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
• 17 Feb (?) · Reported, not confirmed · US media: A plan in three stages (denied by Russia) · Izvestia
• 18–19 Feb · Lavrov: No NATO troops · Izvestia

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
      /^20 rounds of talks, newest first\n\n2025\n1\. (?:\p{RI}\p{RI})+ Riyadh talks · 20 Mar\n/u,
    );
    const agreed = POINTS.find(({ kind }) => kind === 'agreed');
    expect(read(composeTalks(catalogue, 1).summary)).toContain(`Agreed: ${agreed?.text}`);
  });

  test('can be of those between the same parties', () => {
    const [pairing] = pairingsOf(many);
    expect(pairing).toMatchObject({ id: 'russia+usa', count: 20 });
    expect(composeTalks(many, 1, pairing?.id).summary.subtitle).toBeDefined();
    expect(composeTalks(many, 1, 'nobody+else').talks).toHaveLength(TALKS_PAGE_SIZE);
    // A planned round may not say yet who will sit there.
    const planned = { ...talk, delegations: [] };
    expect(pairingsOf({ ...many, talks: [planned] })).toEqual([]);
  });

  test('has every talk once on its pages', () => {
    const pages = [1, 2, 3].map((number) => composeTalks(many, number));
    expect(pages.map(({ talks }) => talks.length)).toEqual([TALKS_PAGE_SIZE, TALKS_PAGE_SIZE, 4]);
    expect(new Set(pages.flatMap(({ talks }) => talks)).size).toBe(20);
  });
});

describe('a search', () => {
  test('gives status, owner, when, in which round and by which sources', () => {
    expect(read(composeSearch(catalogue, 'troops'))).toContain(`Lavrov: No NATO troops
18 Feb 2025 · Riyadh talks · Izvestia`);
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
  const matterOf = (from: Catalogue, change: Partial<DigestMatter> = {}): DigestMatter => ({
    occasion: 'new',
    topics: from.topics.map(({ id }) => id),
    news: from.talks.flatMap((one) => one.points.map((point) => ({ talk: one, point }))),
    ...{ introduced: [], introducedTopics: [], changes: [], older: [] },
    ...change,
  });
  const WRITING = { day: '2025-02-19', use: 'digest' } as const;
  const located = (from: Catalogue, id: string) => {
    const one = [...from.everyPoint()].find(({ point }) => point.id === id);
    if (!one) throw new Error(`no point ${id}`);
    return one;
  };

  test('opens with what was agreed, names the round once, counts what does not fit', () => {
    expect(read(composeDigest(catalogue, matterOf(catalogue), WRITING).summary)).toBe(
      `✅ Agreed: Both sides will name negotiators

Riyadh talks · 18 Feb 2025 · Izvestia
• Lavrov: No NATO troops · Izvestia
• Rubio: Soon · Izvestia
• Background: They met for the first time · Izvestia
• White House: A first step · Izvestia
• Zelensky: Does not recognise the outcome · Izvestia
• Reported, not confirmed · US media: A plan in three stages (denied by Russia) · Izvestia
• 2 more: Ukraine 2

New since your last digest · 19 Feb 2025

Everything here rests on one source: Izvestia.`,
    );
  });

  test('tells a point on several topics once, and counts the others by topic', () => {
    const points = Array.from({ length: 30 }, (_, index) => ({
      id: `p${index}`,
      topics: ['overview', 'ukraine'],
      kind: 'agreed' as const,
      text: `Promise ${index}`,
    }));
    const made = catalogueOf({ points });
    const digest = composeDigest(made, matterOf(made, { occasion: 'first' }), WRITING);
    expect(read(digest.summary).match(/Promise/gu)?.length).toBe(DIGEST_POINTS);
    expect(read(digest.summary)).toContain('• 23 more: Ukraine 23');
    expect(digest.rest).toMatchObject([{ topic: 'ukraine', count: 23 }]);
  });

  test('tells what was corrected and withdrawn as that, with what was said before', () => {
    const on = '2025-02-20';
    const made = catalogueOf({
      points: [
        {
          ...{ id: 'exchange', topics: ['ukraine'], kind: 'said', by: ['lavrov'] },
          text: '1,200 prisoners are exchanged',
          changes: [
            { on, how: 'corrected', was: '1,000 prisoners are exchanged', why: 'It was a later figure' },
            { on, how: 'reworded' },
          ],
        },
        {
          ...{
            id: 'plan',
            topics: ['ukraine'],
            kind: 'reported',
            by: ['us-media'],
            text: 'A plan was agreed',
          },
          changes: [{ on, how: 'withdrawn', why: 'The paper took it back' }],
        },
        { id: 'soon', topics: ['summit'], kind: 'said', by: ['rubio'], text: 'They meet soon' },
      ],
    });
    const changes = ['exchange', 'plan'].map((id) => ({ ...located(made, id), from: 0 }));
    const text = (change: Partial<DigestMatter>) =>
      read(composeDigest(made, matterOf(made, { changes, ...change }), WRITING).summary);
    expect(text({ news: [located(made, 'soon')] })).toBe(`✏️ Corrected: 1,200 prisoners are exchanged

Riyadh talks · 18 Feb 2025 · Izvestia
It said: “1,000 prisoners are exchanged”
Why: It was a later figure

• Rubio: They meet soon · Izvestia
• ✏️ Withdrawn: “A plan was agreed” · Izvestia
Why: The paper took it back

New since your last digest · 19 Feb 2025

Everything here rests on one source: Izvestia.`);
    const many = Array.from({ length: 9 }, () => changes[1]).flatMap((one) => one ?? []);
    expect(text({ news: [], changes: many })).toMatch(/^and 2 more corrections$/mu);
  });

  test('says of a preview that it is one, and of earlier rounds in one line', () => {
    const older = [{ talk: talkIn(catalogue), count: 12 }];
    const digest = composeDigest(catalogue, matterOf(catalogue, { news: [], older }), WRITING);
    expect(read(digest.summary)).toBe(`Added from earlier rounds: Riyadh talks, 18 Feb 2025 (12)

New since your last digest · 19 Feb 2025`);
    expect(digest.leads).toMatchObject([{ talk: 'riyadh-2025-02-18', count: 12 }]);
    const preview = composeDigest(catalogue, matterOf(catalogue), { ...WRITING, use: 'preview' as const });
    expect(read(preview.summary)).toMatch(/^Preview: your digest, if it came now\n\n✅ Agreed: Both sides/u);
  });
});
