// A fifth of the content that the bot is built for: all of it is found. `npm run bench -- content` has the
// figures.

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
    citations: [{ source: wire-0503, at: ¶${n + 1}, passage: what the wire had to say }]
`;
  });
  return `id: ${id}
title: Talks
about: Norway–Iceland
date: 2020-01-01
place: oslo
form: meeting
lead: [p0]
delegations: [{ party: norway, part: host, members: [], citations: [{ source: wire-0503, at: ¶1, passage: what the wire had to say }] }]
points:
${points.join('')}`;
}

test('ten thousand points load, and are found', async () => {
  const talks = Array.from({ length: TALKS }, (_, n) => [`talks/t${n}/talk.yaml`, talk(`t${n}`, n)]);
  const catalogue = await loadContent(await contentFolder(Object.fromEntries(talks)));
  const queries = [
    ...[...WORDS, 'harb', 'tra', 'makcerel', 'the'],
    ...['treaty market', 'number 4711', 'norway fishing'],
  ];
  for (const query of queries) expect(catalogue.search(query, 10).length).toBeGreaterThan(0);
});
