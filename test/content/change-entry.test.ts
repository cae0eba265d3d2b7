// Edits of YAML files: what is asked for is there, and every other character stays as it was.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { changeEntry, changeKey, removeEntry, type Value } from '../../src/content/editing/change-entry.ts';
import { checkRound } from '../../src/content/load.ts';
import { contentFolder, edit, OSLO, TALK } from './folder.ts';

const TEXT = `# The round.
id: oslo-2024-05-02
title: Oslo talks # so far
about:
lead: [herring]

points:
  # Agreed first.
  - id: herring
    kind: agreed # by both
    by: [norway, iceland]
    # In our words.
    text: The quota stays
    citations:
      - { source: gazette, at: ¶1, passage: the quota stays as it is } # look again
      - { source: wire, at: ¶2, passage: "it stays, they say" }

  - { id: cod, kind: open, text: "Cod: later" }
`;
const data = (text: string) => parse(text, { schema: 'failsafe' }) as { points: Record<string, Value>[] };
const lines = (text: string) => text.split('\n');

test('a changed value changes its line, whatever stands around it', () => {
  const herring = { ...data(TEXT).points[0], text: 'Herring: 2024, as before' };
  const changed = changeEntry(TEXT, 'points', 0, herring, 'talk.yaml');
  expect(data(changed).points[0]).toEqual(herring);
  expect(lines(changed).filter((line) => !lines(TEXT).includes(line))).toEqual([
    '    text: "Herring: 2024, as before"',
  ]);
});

test('a key that is new goes behind the one that it follows; one that is gone takes its line along', () => {
  const { by: _by, ...herring } = data(TEXT).points[0] ?? {};
  const { citations = [], ...rest } = herring;
  const changed = changeEntry(
    TEXT,
    'points',
    0,
    { ...rest, date: '2024', promise: { id: 'quota', step: 'made' }, citations },
    'talk.yaml',
  );
  expect(changed).toContain(
    '    kind: agreed # by both\n    # In our words.\n    text: The quota stays\n    date: "2024"\n    promise: { id: quota, step: made }\n    citations:\n',
  );
  expect(changed).toContain('# Agreed first.\n');
});

test('keys at the top: empty ones are filled, new ones stand in the order of the template', () => {
  const order = ['id', 'title', 'about', 'date', 'lead', 'points'];
  const filled = changeKey(TEXT, 'about', 'Norway–Iceland', order, 'talk.yaml');
  expect(filled).toContain('about: Norway–Iceland\nlead:');
  const dated = changeKey(filled, 'date', '2024-05-02', order, 'talk.yaml');
  expect(dated).toContain('about: Norway–Iceland\ndate: 2024-05-02\nlead: [herring]\n\npoints:');
  expect(changeKey(dated, 'lead', ['cod', 'herring'], order, 'talk.yaml')).toContain(
    'lead: [cod, herring]\n',
  );
  expect(changeKey(dated, 'title', 'Talks', order, 'talk.yaml')).toContain('title: Talks # so far\n');
  expect(changeKey(dated, 'date', undefined, order, 'talk.yaml')).toBe(filled);
});

test('every entry of the content can be changed and taken out, and nothing else moves', () => {
  const folder = path.join(import.meta.dirname, '..', '..', 'content', 'talks');
  const talks = readdirSync(folder).map((id) => {
    const text = readFileSync(path.join(folder, id, 'talk.yaml'), 'utf8');
    return { text, before: data(text), lines: new Set(lines(text)) };
  });
  const point = fc
    .constantFrom(...talks)
    .chain((talk) => fc.record({ talk: fc.constant(talk), at: fc.nat(talk.before.points.length - 1) }));
  const word = fc.string({
    unit: fc.constantFrom(...'aé 1:#-"\'[]{},&*!|>%@`?'),
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(point, word, ({ talk: { text, before, lines: known }, at }, said) => {
      const changed = changeEntry(text, 'points', at, { ...before.points[at], text: said }, 'talk.yaml');
      const expected = before.points.map((one, index) => (index === at ? { ...one, text: said } : one));
      expect(data(changed)).toEqual({ ...before, points: expected });
      expect(lines(changed).filter((line) => !known.has(line)).length).toBeLessThanOrEqual(1);
      const removed = removeEntry(text, 'points', at, 'talk.yaml');
      expect(data(removed)).toEqual({ ...before, points: before.points.toSpliced(at, 1) });
    }),
    { numRuns: 12 },
  );
});

test('a round is checked point by point: what is wrong with one hides nothing of another', async () => {
  const folder = await contentFolder({
    [TALK]: (text) =>
      edit('passage: we can live with it', 'passage: it')(edit('kind: reported', 'kind: rumoured')(text)),
  });
  const { catalogue, problems } = await checkRound(folder, OSLO, Date.UTC(2024, 5, 1), undefined);
  expect(problems.map(({ path: place, what }) => [place?.join('/'), what])).toEqual([
    ['points/1/kind', expect.stringContaining('rumoured')],
    ['points/3/citations/0/passage', expect.stringContaining('the passage has 1 word')],
  ]);
  expect(catalogue?.talk(OSLO)?.points.map(({ id }) => id)).toEqual([
    'cod-quota',
    'no-secret',
    'fair-result',
  ]);
});
