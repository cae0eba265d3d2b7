// Long answers become several messages, cut between points and never inside one.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLocales } from '../../src/locales/locale.ts';
import { FOLD } from '../../src/messages/html.ts';
import { render } from '../../src/messages/render.ts';
import { MAX_MESSAGE_LENGTH, type Run, split } from '../../src/messages/split.ts';
import { composeTopic } from '../../src/summaries/compose.ts';
import { catalogueOf, type PlainPoint, talkIn, topicIn } from '../support/catalogue.ts';
import { visibleText } from '../support/telegram-html.ts';

const TITLES = { first: [{ text: 'Title' }], further: [{ text: 'Title (continued)' }] };

const body = fc.string({ unit: fc.constantFrom('a', ' ', '<', '&', '😀', 'ж'), maxLength: 60 });
/** Runs whose every piece carries its number in brackets. */
const someRuns: fc.Arbitrary<readonly Run[]> = fc
  .array(fc.record({ bodies: fc.array(body, { minLength: 1, maxLength: 9 }), folded: fc.boolean() }), {
    maxLength: 9,
  })
  .map((drafts) => {
    let number = 0;
    return drafts.map(({ bodies, folded }) => ({
      folded,
      heading: [{ text: 'Heading', style: 'bold' as const }],
      pieces: bodies.map((text) => {
        number += 1;
        return [{ text: `[${number}] ${text}.` }];
      }),
    }));
  });

const numbersIn = (text: string) => [...text.matchAll(/\[(\d+)\]/gu)].map(([, number]) => Number(number));

describe('splitting', () => {
  test('keeps every part within the limit, with its tags closed and every point whole, once and in order', () => {
    fc.assert(
      fc.property(someRuns, fc.integer({ min: 100, max: 400 }), (runs, limit) => {
        const parts = split(TITLES, runs, limit).map(visibleText);
        for (const part of parts) expect([...part].length).toBeLessThanOrEqual(limit);
        const pieces = runs.flatMap((run) =>
          run.pieces.map((piece) => piece.map(({ text }) => text).join('')),
        );
        expect(parts.flatMap(numbersIn)).toEqual(pieces.map((_, index) => index + 1));
        for (const piece of pieces) expect(parts.some((part) => part.includes(piece))).toBe(true);
      }),
    );
  });

  test('puts a short heading over every part', () => {
    const runs = [{ folded: false, pieces: Array.from({ length: 9 }, () => [{ text: 'x'.repeat(50) }]) }];
    const parts = split(TITLES, runs, 200);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.map((part) => part.split('\n')[0])).toEqual([
      'Title',
      ...parts.slice(1).map(() => 'Title (continued)'),
    ]);
  });

  test('closes a fold that is cut, and opens it again in the next part', () => {
    const runs = [{ folded: true, pieces: Array.from({ length: 9 }, () => [{ text: 'x'.repeat(50) }]) }];
    for (const part of split(TITLES, runs, 200)) {
      expect(part).toContain(FOLD.open);
      expect(part.endsWith(FOLD.close)).toBe(true);
    }
  });

  test('shortens a point that no message could hold', () => {
    const [part = ''] = split(
      TITLES,
      [{ folded: false, pieces: [[{ text: '😀'.repeat(300), style: 'bold' }]] }],
      200,
    );
    expect([...part].length).toBeLessThanOrEqual(200);
    expect(part.endsWith('😀…')).toBe(true);
  });

  test('makes several messages of a topic with very many points', () => {
    const points = Array.from(
      { length: 60 },
      (_, index): PlainPoint => ({
        id: `p${index}`,
        topics: ['ukraine'],
        kind: index % 2 === 0 ? 'agreed' : 'analysis',
        by: index % 2 === 0 ? [] : ['izvestia'],
        text: `[${index}] ${'<&😀>'.repeat(50)}`,
      }),
    );
    const catalogue = catalogueOf({ points });
    const summary = composeTopic(catalogue, talkIn(catalogue), topicIn(catalogue, 'ukraine'));
    const parts = render(summary, createLocales().pick('en')).map(visibleText);
    expect(parts.length).toBeGreaterThan(2);
    for (const part of parts) expect([...part].length).toBeLessThanOrEqual(MAX_MESSAGE_LENGTH);
    expect(parts.flatMap(numbersIn).length).toBe(60);
  });
});
