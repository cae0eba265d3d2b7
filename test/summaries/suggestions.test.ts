// What a person who types a few words is offered, and in which order.

import { describe, expect, test } from 'vitest';
import { type Suggestion, suggest } from '../../src/summaries/suggestions.ts';
import { catalogueOf } from '../support/catalogue.ts';

const older = { id: 'jeddah-2025-01-01', date: '2025-01-01', title: 'Jeddah talks' };
const catalogue = catalogueOf({}, older);
const NEWEST = 'riyadh-2025-02-18';
const nameOf = (one: Suggestion) => {
  if (one.type === 'view') return one.view;
  return one.type === 'topic' ? one.topic.id : `· ${one.point.id}`;
};
const names = (found: readonly Suggestion[]) => found.map((one) => `${one.talk.id} ${nameOf(one)}`);
const found = (words: string, limit = 50) => names(suggest(catalogue, words, limit));

describe('a few words', () => {
  test('none: the topics and quotations of the newest talk, then the overviews of older ones', () => {
    const expected = ['overview', 'delegations', 'summit', 'ukraine', 'quotes'].map(
      (topic) => `${NEWEST} ${topic}`,
    );
    expect(found('')).toEqual([...expected, 'jeddah-2025-01-01 overview']);
    expect(found('?!')).toEqual(found(''));
  });

  test('a topic comes before the points with its name', () => {
    const [first, ...rest] = found('ukr');
    expect(first).toBe(`${NEWEST} ukraine`);
    expect(rest.every((name) => name.includes('·'))).toBe(true);
    expect(rest.length).toBeGreaterThan(5);
  });

  test('a talk is found by its title, place or id, once', () => {
    expect(found('jeddah')[0]).toBe('jeddah-2025-01-01 overview');
    expect(found('saudi riyadh').filter((name) => name === `${NEWEST} overview`)).toHaveLength(1);
    expect(found('jeddah-2025-01-01')).toEqual(
      ['overview', 'delegations', 'summit', 'ukraine', 'quotes'].map((name) => `jeddah-2025-01-01 ${name}`),
    );
  });

  test('a timeline and quotations are found where a talk has them', () => {
    expect(found('quot')[0]).toBe(`${NEWEST} quotes`);
    expect(found('quotes jeddah-2025-01-01')).toEqual(['jeddah-2025-01-01 quotes']);
    expect(names(suggest(catalogue, 'цит', 50, () => 'Цитаты'))[0]).toBe(`${NEWEST} quotes`);
    expect(found('timeline')).toEqual([]);
    expect(found(`timeline ${NEWEST}`)).toEqual([]);
  });

  test('two names are exactly one summary', () => {
    expect(found('ukraine jeddah-2025-01-01')).toEqual(['jeddah-2025-01-01 ukraine']);
    expect(found('/latest jeddah-2025-01-01')).toEqual(['jeddah-2025-01-01 overview']);
    expect(found('jeddah-2025-01-01 no-troops')).toEqual(['jeddah-2025-01-01 · no-troops']);
    expect(found('Jeddah-2025-01-01 NO-TROOPS')).toEqual(['jeddah-2025-01-01 · no-troops']);
  });

  test('some words may match the talk and others the topic, in any order', () => {
    expect(found('jeddah ukr')[0]).toBe('jeddah-2025-01-01 ukraine');
    expect(found('ukraine jedd')[0]).toBe('jeddah-2025-01-01 ukraine');
    expect(found(`${NEWEST} ukraine`)).toContain(`${NEWEST} ukraine`);
    expect(found('jeddah quotes')).toEqual(['jeddah-2025-01-01 quotes']);
    expect(found('jeddah timeline')).toEqual([]);
    expect(found('geneva ukraine').filter((name) => !name.includes('·'))).toEqual([]);
  });

  test('never more than asked for', () => {
    expect(found('', 3)).toHaveLength(3);
    expect(found('ukraine', 2)).toHaveLength(2);
    expect(found('nothing like it')).toEqual([]);
  });
});
