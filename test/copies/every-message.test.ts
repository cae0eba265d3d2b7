// A digest of several messages: the one that shows what was corrected is edited, the others stay.

import { expect, it } from 'vitest';
import { bodyOf, readKept } from '../../src/copies/body.ts';
import { editedText } from '../../src/copies/edited-text.ts';
import { lastTouching } from '../../src/copies/touched.ts';
import { createLocales } from '../../src/locales/locale.ts';
import { runsOf } from '../../src/messages/render.ts';
import { spansOf } from '../../src/messages/spans.ts';
import { split } from '../../src/messages/split.ts';
import { composeDigest } from '../../src/summaries/digest-summary.ts';
import { catalogueOf, type PlainPoint } from '../support/catalogue.ts';
import { visibleText } from '../support/telegram-html.ts';

const locale = createLocales().pick('en');
const WORDS = ['first', 'second', 'third', 'fourth', 'fifth'] as const;

/** A round of these points, of which one was corrected. */
function round(corrected?: (typeof WORDS)[number]) {
  return catalogueOf({
    points: WORDS.map((word): PlainPoint => {
      const was = `The ${word} word on the matter`;
      return word === corrected
        ? {
            ...{
              id: word,
              topics: ['ukraine'],
              kind: 'said',
              by: ['lavrov'],
              text: `The ${word} word, corrected`,
            },
            changes: [{ on: '2026-03-01', how: 'corrected', was, why: 'It was otherwise' }],
          }
        : { id: word, topics: ['ukraine'], kind: 'said', by: ['lavrov'], text: was };
    }),
  });
}

/** The digest of the round in messages of some 200 characters, and what is kept of each. */
function sent() {
  const catalogue = round();
  const news = [...catalogue.everyPoint()];
  const digest = composeDigest(
    catalogue,
    {
      ...{ occasion: 'new', topics: ['ukraine' as never], news, introduced: [], introducedTopics: [] },
      ...{ changes: [], older: [] },
    },
    { day: '2026-02-28', use: 'digest' },
  );
  const title = spansOf(digest.summary.title, locale).map((span) => ({ ...span, style: 'bold' as const }));
  const further = [...title, { text: ` ${locale.text('continued')}` }];
  const htmls = split({ first: title, further }, runsOf(digest.summary, locale), 200);
  return htmls.map((html, index) => {
    const isBare = index < htmls.length - 1;
    const message = {
      html,
      keyboard: '[]',
      place: 'chat',
      language: 'en',
      stated: digest.stated,
      isBare,
    } as const;
    return bodyOf(message, locale) ?? expect.fail('nothing is kept of it');
  });
}

const changedBy = (word: (typeof WORDS)[number]) => {
  const bodies = sent();
  const catalogue = round(word);
  const texts = bodies.map((body) => editedText(body, catalogue, locale) ?? 'no room');
  const [talk] = catalogue.talks;
  const changes = new Map([[`${talk?.id} ${word}`, [{ sequence: 9 as never, number: 0 }]]]);
  // What is found is what is edited.
  const found = bodies.map((body) => lastTouching(readKept(body), changes) !== undefined);
  expect(found).toEqual(texts.map((text, index) => text !== bodies[index]?.html));
  return { bodies, texts: texts.map(visibleText), found };
};

it('edits the message with the line', () => {
  const { bodies, texts, found } = changedBy('fourth');
  expect(bodies.length).toBeGreaterThan(2);
  expect(found.filter(Boolean)).toHaveLength(1);
  expect(texts.find((_, index) => found[index])).toContain(`Lavrov: The fourth word, corrected · Izvestia
✏️ Corrected 1 Mar 2026: it said “The fourth word on the matter”. It was otherwise`);
});

it('edits all of them where it is the headline, which each begins with', () => {
  const { texts, found } = changedBy('first');
  expect(found.every(Boolean)).toBe(true);
  for (const [index, text] of texts.entries())
    expect(text).toMatch(
      index === 0
        ? /^Lavrov: The first word, corrected\n✏️ Corrected 1 Mar 2026: it said “The first word on the matter”/
        : /^Lavrov: The first word, corrected \(continued\)\n✏️ Corrected 1 Mar 2026/,
    );
});
