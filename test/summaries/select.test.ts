// Which points answer a question, and in which part of the answer.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inOrder, select } from '../../src/summaries/select.ts';
import { catalogueOf, talkIn, topicIn } from '../support/catalogue.ts';
import { somePoints } from '../support/points.ts';

const ids = (points: readonly { readonly id: string }[]) => points.map(({ id }) => String(id));

describe('selecting the points of a topic', () => {
  const catalogue = catalogueOf();
  const selection = select(catalogue, talkIn(catalogue), topicIn(catalogue, 'ukraine').id);

  test('puts an office’s statement on the side of its state', () => {
    const sides = selection.sides.map(({ party, points }) => [party.name, ids(points)]);
    expect(sides).toEqual([
      ['Russia', ['no-troops']],
      ['United States', ['first-step']],
    ]);
  });

  test('keeps those who were not at the table apart', () => {
    expect(ids(selection.others)).toEqual(['refusal']);
  });

  test('puts a denial after what it denies, without a line of its own', () => {
    expect(ids(selection.denied)).toEqual([]);
    expect(ids(selection.beside)).toEqual(['no-plan']);
  });

  test('gives a denial its own line where the answer does not show what it denies', () => {
    const plan = { id: 'plan', topics: ['summit'], kind: 'reported', text: 'A plan' } as const;
    const denial = {
      id: 'no-plan',
      topics: ['ukraine'],
      kind: 'denied',
      denies: 'plan',
      text: 'None',
    } as const;
    const other = catalogueOf({ points: [plan, denial] });
    expect(ids(select(other, talkIn(other), topicIn(other, 'ukraine').id).denied)).toEqual(['no-plan']);
  });

  test('shows every point of the topic exactly once, whatever the points are', () => {
    fc.assert(
      fc.property(somePoints, fc.constantFrom('overview', 'ukraine'), (points, topic) => {
        const made = catalogueOf({ points });
        const talk = talkIn(made);
        const shown = ids(inOrder(select(made, talk, topicIn(made, topic).id)));
        expect(shown.toSorted()).toEqual(ids(made.points(talk.id, topicIn(made, topic).id)).toSorted());
      }),
    );
  });

  test('puts agreed points first and the fold last, whatever the points are', () => {
    fc.assert(
      fc.property(somePoints, (points) => {
        const made = catalogueOf({ points });
        const shown = inOrder(select(made, talkIn(made), topicIn(made, 'ukraine').id));
        const kinds = shown.map(({ kind }) => kind).filter((kind) => kind !== 'denied');
        // Statements stand on both sides of what is open or reported: beside each other on a subject, or by party.
        const rest = kinds.filter((kind) => kind !== 'said');
        const order = ['agreed', 'open', 'reported', 'analysis', 'background'];
        expect(rest).toEqual(rest.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)));
        const said = kinds.lastIndexOf('said');
        expect(
          said < 0 || !kinds.slice(0, said).some((kind) => kind === 'analysis' || kind === 'background'),
        ).toBe(true);
      }),
    );
  });
});
