// A fifth of the content that the bot is built for, within the limits of the whole: 1 000 talks load in 10 s.

import { expect, test } from 'vitest';
import { loadContent } from '../../src/content/load.ts';
import { contentFolder } from './folder.ts';

const TALKS = 200;
const POINTS = 50;
const WORDS =
  'harbour trawler licence season border island treaty mackerel inspector crew vessel market'.split(' ');

/** Every word stands in thousands of points, which is the hard case for the search. */
function talk(id: string, seed: number): string {
  const points = Array.from({ length: POINTS }, (_, n) => {
    const words = Array.from(
      { length: 9 },
      (_unused, k) => `${WORDS[(seed * 7 + n * 5 + k * k) % WORDS.length]}`,
    );
    return `  - id: p${n}
    topics: [${n % 2 === 0 ? 'overview' : 'fishing'}]
    kind: said
    by: [norway]
    text: The ${words.join(' ')} number ${seed * POINTS + n}
    sources: [{ id: wire, at: ¶${n} }]
`;
  });
  return `id: ${id}
title: Talks
about: Norway–Iceland
date: 2020-01-01
place: { city: Oslo, country: Norway }
delegations: [{ party: norway, part: host, members: [], sources: [{ id: wire, at: ¶1 }] }]
points:
${points.join('')}`;
}

test('ten thousand points load, and are found, in time', async () => {
  const talks = Array.from({ length: TALKS }, (_, n) => [`talks/t${n}.yaml`, talk(`t${n}`, n)]);
  const folder = await contentFolder(Object.fromEntries(talks));
  const started = performance.now();
  const catalogue = await loadContent(folder);
  expect(performance.now() - started).toBeLessThan(10_000);

  const queries = [
    ...WORDS,
    'harb',
    'tra',
    'makcerel',
    'the',
    'treaty market',
    'number 4711',
    'norway fishing',
  ];
  const times = Array.from({ length: 20 }, () => queries)
    .flat()
    .map((query) => {
      const asked = performance.now();
      expect(catalogue.search(query, 10).length).toBeGreaterThan(0);
      return performance.now() - asked;
    });
  expect(times.toSorted((a, b) => a - b).at(Math.floor(times.length * 0.99))).toBeLessThan(20);
});
