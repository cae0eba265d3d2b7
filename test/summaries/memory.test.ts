// Promises, positions, statements and corrections of the published content: whole in one message, in every language.

import { beforeAll, describe, expect, test } from 'vitest';
import type { Catalogue } from '../../src/content/catalogue.ts';
import { loadContent } from '../../src/content/load.ts';
import { actorsNamed, partiesNamed, topicNamed } from '../../src/content/named-entries.ts';
import { createLocales } from '../../src/locales/locale.ts';
import { render } from '../../src/messages/render.ts';
import { wordsText } from '../../src/messages/spans.ts';
import { renderText } from '../../src/messages/terminal.ts';
import type { Summary } from '../../src/summaries/blocks.ts';
import { subjectCard } from '../../src/summaries/cards/positions-card.ts';
import {
  comparableTopics,
  composeComparison,
  composeSubject,
  lastOf,
  partiesOf,
  partiesOn,
  positionsOn,
} from '../../src/summaries/comparison.ts';
import { composeCorrections } from '../../src/summaries/corrections.ts';
import { composePromise, composePromises, promiseFilter } from '../../src/summaries/promises.ts';
import { composeStatements } from '../../src/summaries/statements.ts';
import { catalogueOf } from '../support/catalogue.ts';

const locales = createLocales();
let content: Catalogue;

beforeAll(async () => {
  content = await loadContent('content');
});

/** Every page that a composer has. */
function pages(
  compose: (page: number) => { readonly summary: Summary; readonly of: number },
): readonly Summary[] {
  const { of } = compose(1);
  return Array.from({ length: of }, (_, index) => compose(index + 1).summary);
}

function everyPage(own: Catalogue): readonly Summary[] {
  return [
    ...pages((page) => composePromises(own, {}, page)),
    ...own.promises.flatMap((promise) => pages((page) => composePromise(own, promise, page))),
    ...comparableTopics(own).flatMap((topic) => pages((page) => composeComparison(own, topic, page))),
    ...own.subjects.flatMap((subject) => pages((page) => composeSubject(own, subject, page))),
    ...[...own.people, ...own.parties].flatMap((actor) =>
      pages((page) => composeStatements(own, actor, '', page)),
    ),
    ...pages((page) => composeCorrections(own, page)),
  ];
}

describe('what the bot remembers', () => {
  test.each(['en', 'ru', 'uk'])('fits one message a page, with at most 100 entities, in %s', (language) => {
    const locale = locales.pick(language);
    const long = everyPage(content.in(language)).filter((summary) => {
      const messages = render(summary, locale);
      const entities = messages[0]?.match(/<(b|i|a|code|blockquote)[ >]/gu)?.length ?? 0;
      return messages.length > 1 || entities > 100;
    });
    expect(long.map((summary) => renderText(summary, locale, false))).toEqual([]);
  });

  test('is empty where nothing is there', () => {
    const english = locales.pick('en');
    const none = catalogueOf();
    const text = (summary: Summary) => renderText(summary, english, false);
    expect(text(composeCorrections(none, 1).summary)).toMatch(/^Nothing has had to be corrected yet/);
    expect(text(composePromises(none, {}, 1).summary)).toMatch(/^No such promise/);
    expect(comparableTopics(none)).toEqual([]);
  });

  test('gives as a party’s last word what it said, not what stayed open at its table', () => {
    const spoke = content.subjects.flatMap((subject) => {
      const positions = positionsOn(content, subject);
      return partiesOn(content, subject).flatMap(({ id }) => {
        const own = positions.filter((one) => partiesOf(content, one).includes(id));
        return own.some(({ point }) => point.kind !== 'open')
          ? [{ last: lastOf(content, positions, id), own }]
          : [];
      });
    });
    expect(spoke.some(({ last, own }) => last !== own.at(-1))).toBe(true);
    expect(spoke.filter(({ last }) => last?.point.kind === 'open')).toEqual([]);
  });

  test('leaves out what was only worded in other words', () => {
    const changes = [
      { on: '2025-03-01', how: 'reworded' },
      { on: '2025-03-02', how: 'corrected', was: 'At noon', why: 'It was one' },
    ];
    const point = { id: 'p', topics: ['summit'], kind: 'agreed', text: 'At one', changes } as const;
    const page = composeCorrections(catalogueOf({ points: [point] }), 1);
    expect(renderText(page.summary, locales.pick('en'), false)).toMatch(
      /^1 correction\n\n1\. 2 Mar 2025 · corrected · .*\nNow: At one\nIt said: “At noon”\nWhy: It was one/,
    );
  });
});

describe('names', () => {
  test.each([
    ['Lavrov', ['lavrov'], ''],
    ['лаврова войска', ['lavrov'], 'войска'],
    ['troops Sergei Lavrov', ['lavrov'], 'troops'],
    ['Зеленскому', ['zelensky'], ''],
    ['Whitkoff', ['witkoff'], ''],
    ['Washington', ['united-states'], ''],
    ['Турции', ['turkiye'], ''],
    ['Bonaparte', [], 'Bonaparte'],
    ['', [], ''],
  ])('%j names %j and leaves %j', (words, ids, rest) => {
    const named = actorsNamed(content, words);
    expect([named.actors.map(({ id }) => id), named.rest.join(' ')]).toEqual([ids, rest]);
  });

  test('of parties are not those of people; topics have names in three languages', () => {
    expect(partiesNamed(content, 'lavrov').actors).toEqual([]);
    expect(
      ['ukraine', 'Украина', 'Україна', 'nowhere', ''].map((words) =>
        topicNamed(content, words === '' ? [] : [words]),
      ),
    ).toEqual(['ukraine', 'ukraine', 'ukraine', undefined, undefined]);
  });

  test.each([
    ['', {}, []],
    ['russia kept', { party: 'russia', step: 'kept' }, []],
    ['under way', { step: 'begun' }, []],
    ['застопорилось', { step: 'stalled' }, []],
    ['embassies', { topic: 'embassies' }, []],
    ['united states economy withdrawn', { party: 'united-states', topic: 'economy', step: 'withdrawn' }, []],
    ['russia nonsense', { party: 'russia' }, ['nonsense']],
    ['by Russia', { party: 'russia' }, []],
    ['prisoners', { topic: 'ukraine' }, []],
    ['Donetsk', {}, ['Donetsk']],
    ['Дания', {}, ['Дания']],
    ['understanding', {}, ['understanding']],
    ['нарушенные', { step: 'lapsed' }, []],
    ['россия нарушила', { party: 'russia', step: 'lapsed' }, []],
    ['виконані', { step: 'kept' }, []],
    ['не выполнено', {}, ['выполнено']],
    ['не виконано', {}, ['виконано']],
    ['не выполнено по украине', { party: 'ukraine' }, ['выполнено']],
    ['new', {}, []],
  ])('of %j ask for the promises %j', (words, filter, unknown) => {
    expect(promiseFilter(content, words)).toEqual({ filter, unknown });
  });
});

test('flags on a picture stand in the order of the names beside them', () => {
  const subject = content.subjects.find(({ id }) => id === 'prisoners') ?? expect.fail('no such subject');
  const { of } = composeSubject(content, subject, 1);
  const cards = Array.from({ length: of }, (_, index) => subjectCard(content, subject, index + 1));
  const joint = cards.flatMap(({ rows }) =>
    rows.flatMap(({ positions }) => positions.filter(({ sides }) => sides.length === 2)),
  );
  const marked = joint.map(({ voice, sides }) => [
    wordsText(voice, locales.pick('en')),
    sides.map(({ flag }) => flag).join(''),
  ]);
  expect(marked).toContainEqual(['Witkoff and Umerov', '🇺🇸🇺🇦']);
  expect(marked).toContainEqual(['United States and Ukraine', '🇺🇸🇺🇦']);
});

test('a picture of a subject has everybody who spoke in each round, however many sat silent at the table', () => {
  for (const subject of content.subjects) {
    const { of } = composeSubject(content, subject, 1);
    for (let number = 1; number <= of; number += 1) {
      const { rows } = subjectCard(content, subject, number);
      for (const { heading, positions } of rows)
        expect(positions.length, `${subject.id} ${JSON.stringify(heading)}`).toBeGreaterThan(0);
    }
  }
});
