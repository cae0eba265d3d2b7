// The repository's own content: complete, attributed, and written so that editors complete it.

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Catalogue } from '../../src/content/catalogue.ts';
import { loadContent } from '../../src/content/load.ts';
import { OVERVIEW, type Point, type PointId, type TalkId } from '../../src/content/schema.ts';
import { problemsWith, TALK } from './folder.ts';

const RIYADH = 'riyadh-2025-02-18' as TalkId;
const ROWS = 73;

const catalogue: Catalogue = await loadContent('./content');
const file = await readFile(`content/talks/${RIYADH}.yaml`, 'utf8');

function point(id: string): Point {
  const found = catalogue.point(RIYADH, id as PointId);
  if (found === undefined) throw new Error(`no point ${id}`);
  return found;
}

describe('the Riyadh talk', () => {
  test('has every row of its fact sheet, each once, with the id of a point', () => {
    const remarks = [...file.matchAll(/^ {2}- id: \S+ # (\d+(?:, \d+)*)$/gm)];
    const rows = remarks.flatMap((match) => (match[1] ?? '').split(', ').map(Number));
    expect(rows.toSorted((a, b) => a - b)).toEqual(Array.from({ length: ROWS }, (_, row) => row + 1));
    expect(catalogue.talk(RIYADH)?.points).toHaveLength(remarks.length);
  });

  test('has the two delegations and the host, with their roles', () => {
    const delegations = catalogue.talk(RIYADH)?.delegations ?? [];
    expect(
      delegations.map(({ party, part, members }) => [party, part, members.map(({ person }) => person)]),
    ).toEqual([
      ['russia', 'delegation', ['lavrov', 'ushakov', 'dmitriev']],
      ['united-states', 'delegation', ['rubio', 'waltz', 'witkoff']],
      ['saudi-arabia', 'host', []],
    ]);
  });

  test('shows contested claims as what they are', () => {
    expect(point('lost-billions')).toMatchObject({ kind: 'said', by: ['dmitriev'] });
    expect(point('mandate-claim')).toMatchObject({ kind: 'said', by: ['izvestia'] });
    expect(point('three-stage-plan')).toMatchObject({ kind: 'reported', by: ['us-media'] });
    expect(point('plan-denied')).toMatchObject({
      kind: 'denied',
      by: ['russia'],
      denies: 'three-stage-plan',
    });
    expect(point('summit-odds')).toMatchObject({ kind: 'reported', by: ['polymarket'] });
  });

  test('has its promises announced, and by both sides', () => {
    const promises = catalogue.talk(RIYADH)?.points.filter((each) => each.commitment !== undefined) ?? [];
    expect(promises.map((each) => each.id)).toEqual([
      'missions-restored',
      'new-ambassadors',
      'common-interests',
      'irritants-mechanism',
      'ukraine-negotiators',
    ]);
    for (const promise of promises) {
      expect(promise).toMatchObject({ by: ['russia', 'united-states'], commitment: { status: 'announced' } });
    }
  });

  test('has an overview for ten seconds of reading', () => {
    expect(catalogue.points(RIYADH, OVERVIEW).length).toBeLessThanOrEqual(12);
  });

  test('cites the paragraphs of its one source', () => {
    for (const { sources } of catalogue.talk(RIYADH)?.points ?? []) {
      for (const { id, at } of sources) {
        expect(id).toBe('izvestia');
        expect(at).toMatch(/^¶([1-9]|1\d|2[0-2])$/);
      }
    }
  });

  test.each([
    ['lavrov troops', 'no-nato-troops'],
    ['Zelenskyy ultimatum', 'no-ultimatums'],
    ['erdoğan', 'turkiye-offers'],
    ['300 billion', 'lost-billions'],
    ['swfit', 'swift-banks'],
  ])('answers the search for %j with %s', (words, id) => {
    expect(catalogue.search(words, 5).map((hit) => hit.point.id)).toContain(id);
  });
});

describe('the texts', () => {
  const points = catalogue.talks.flatMap((talk) => talk.points);

  test('begin with a capital letter or a number and end without a stop', () => {
    for (const { text } of points) expect(text).toMatch(/^[\p{Lu}\p{N}].*[^.]$/u);
  });

  test("hold no party's own name for the war", () => {
    for (const { text } of points) expect(text).not.toMatch(/special military operation|\bSWO\b|\bSMO\b/i);
  });
});

describe('for editors', () => {
  const folders = ['content', 'content/talks'];

  test('every file names its schema, and the schema takes it', async () => {
    for (const folder of folders) {
      for (const name of (await readdir(folder)).filter((entry) => entry.endsWith('.yaml'))) {
        const text = await readFile(path.join(folder, name), 'utf8');
        const schema = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text)?.[1] ?? '';
        const json: unknown = JSON.parse(await readFile(path.join(folder, schema), 'utf8'));
        const ajv = new Ajv2020.default({ strict: false, validateFormats: false });
        expect(ajv.validate(json as object, parse(text)), `${name}: ${ajv.errorsText()}`).toBe(true);
      }
    }
  });

  test('the template in CONTRIBUTING.md has no mistake', async () => {
    const guide = await readFile('CONTRIBUTING.md', 'utf8');
    const template = /```yaml\n(# yaml-language-server[\s\S]*?)```/.exec(guide)?.[1] ?? '';
    expect(await problemsWith({ [TALK]: template })).toEqual([]);
  });
});
