// Seals: written where the archive is, and holding where it is not.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkEvidence, createEvidenceChecker } from '../../../src/content/evidence/check-evidence.ts';
import type { EvidenceContent, EvidenceFinding, Point } from '../../../src/content/evidence/model.ts';
import { verifyEvidence } from '../../../src/content/evidence/verify.ts';
import { writeSeals } from '../../../src/content/evidence/write-seals.ts';
import { asPrinted, FIXTURE, madeUp } from './made-up.ts';

const SOURCES = readFileSync(join(FIXTURE, 'content', 'talks', 'elmport-2031-05-04', 'sources.yaml'), 'utf8');

/** The made-up content with its seals, and one point changed. */
function sealed(change: (point: Point) => Point = (point) => point): EvidenceContent {
  const { content, archive, files } = madeUp();
  const seals = verifyEvidence(content, archive).seals.get(files.talk.id);
  const { sources } = parse(writeSeals(SOURCES, seals ?? new Map()), { schema: 'failsafe' });
  return { ...content, talks: [{ talk: { ...files.talk, points: files.talk.points.map(change) }, sources }] };
}

function run(
  content: EvidenceContent,
  archive = madeUp().archive,
  without = true,
): readonly EvidenceFinding[] {
  const work = checkEvidence(content, without ? undefined : archive);
  for (let step = work.next(); ; step = work.next()) if (step.done) return asPrinted(step.value);
}

const changed = (id: string, change: Partial<Point>) => (point: Point) =>
  point.id === id ? { ...point, ...change } : point;

test('sealed content is clean with the archive and without', () => {
  expect(run(sealed())).toEqual([]);
  expect(run(sealed(), undefined, false)).toEqual([]);
});

/** The sealed content, and a second talk that cites a source of the first. */
function citedElsewhere(passage: string): EvidenceContent {
  const { content, archive, files } = madeUp();
  const first = files.talk.points[0];
  if (first === undefined) throw new Error('the made-up talk has no points');
  const other = (words: string) => ({
    talk: {
      ...files.talk,
      id: 'lakeside-2031-06-01',
      points: [
        {
          ...first,
          citations: first.citations.map((one, index) => (index === 0 ? { ...one, passage: words } : one)),
        },
      ],
    },
    sources: [],
  });
  const both = { ...content, talks: [files, other(first.citations[0]?.passage ?? '')] };
  const seals = verifyEvidence(both, archive).seals.get(files.talk.id);
  const { sources } = parse(writeSeals(SOURCES, seals ?? new Map()), { schema: 'failsafe' });
  return { ...content, talks: [{ talk: files.talk, sources }, other(passage)] };
}

const FIRST_PASSAGE = madeUp().files.talk.points[0]?.citations[0]?.passage ?? '';

test('what another talk cites is sealed too, and a talk that goes breaks no seal', () => {
  const whole = citedElsewhere(FIRST_PASSAGE);
  expect(run(whole)).toEqual([]);
  expect(run({ ...whole, talks: whole.talks.slice(0, 1) })).toEqual([]);
});

test('a passage changed in another talk breaks the seal', () => {
  const findings = run(citedElsewhere(`${FIRST_PASSAGE} not`));
  expect(findings.map(({ level, what }) => [level, what.includes('changed since')])).toEqual([
    ['error', true],
  ]);
});

test('plain rewording breaks no seal', () => {
  expect(
    run(
      sealed(changed('ferry', { text: 'From 1 June the ferry between the coasts runs three times daily' })),
    ),
  ).toEqual([]);
});

test.each<readonly [string, Partial<Point>]>([
  [
    'a figure',
    { text: 'The ferry between the two coasts starts again on 1 June, with four crossings a day' },
  ],
  [
    'a date in the text',
    { text: 'The ferry between the two coasts starts again on 2 June, with three crossings a day' },
  ],
  [
    'a place',
    { text: 'The ferry to Lakeside starts again on 1 June, with three crossings a day for the two' },
  ],
  ['a speaker', { by: ['northland', 'eastmark'] }],
  ['the date', { date: '2031-05-06' }],
  ['a quotation', { quote: { text: 'never again', of: 'northland' } }],
  [
    'what a citation says',
    {
      citations: [
        {
          source: 'statement-0504',
          at: 'item 1',
          passage: 'ferry service shall resume on 1 June 2031',
          says: 'otherwise',
          note: 'not so',
        },
      ],
    },
  ],
])('%s that was changed is warned of', (_, change) => {
  const findings = run(sealed(changed('ferry', change)));
  expect(findings).toContainEqual({
    ...SEAL_OF_STATEMENT,
    level: 'warning',
    what: 'what is made of its passages has changed since they were verified; run "content -- verify" with the archive',
  });
});

const SEAL_OF_STATEMENT = {
  talk: 'elmport-2031-05-04',
  file: 'sources',
  entry: 'source statement-0504',
  path: ['sources', 3, 'seal'],
  at: 'value',
} as const;

test.each<readonly [string, Partial<Point>]>([
  [
    'a passage',
    {
      citations: [
        { source: 'statement-0504', at: 'item 1', passage: 'ferry service shall end on 1 June 2031' },
      ],
    },
  ],
  [
    'the place of a passage',
    {
      citations: [
        { source: 'statement-0504', at: 'item 2', passage: 'ferry service shall resume on 1 June 2031' },
      ],
    },
  ],
])('%s that was changed breaks a seal', (_, change) => {
  const findings = run(sealed(changed('ferry', change)));
  expect(findings).toContainEqual({
    ...SEAL_OF_STATEMENT,
    level: 'error',
    what: 'passages cited from it have changed since they were verified; run "content -- verify" with the archive',
  });
});

test('a passage that goes over to another point is warned of', () => {
  const { files } = madeUp();
  const cited = (id: string) => files.talk.points.find((point) => point.id === id)?.citations ?? [];
  const [pleased, report] = [cited('mediator-pleased'), cited('customs-report')];
  const exchange = (point: Point) =>
    changed('mediator-pleased', { citations: report })(
      changed('customs-report', { citations: pleased })(point),
    );
  expect(run(sealed(exchange)).map(({ level, entry }) => `${level}: ${entry}`)).toEqual([
    'warning: source radio-0504',
  ]);
});

test('with the archive a broken seal is only stale', () => {
  const findings = run(sealed(changed('mediator-pleased', { date: '2031-05-05' })), undefined, false);
  expect(findings.map(({ level, what }) => `${level}: ${what}`)).toEqual([
    'warning: what cites it has changed since it was sealed; run "content -- verify"',
  ]);
});

test('a text that is not the sealed one is a warning', () => {
  const { archive } = madeUp();
  const other = {
    read: (source: string) => {
      const text = archive.read(source);
      return source === 'radio-0504' && text !== undefined
        ? { ...text, blocks: [...text.blocks, 'More.'] }
        : text;
    },
  };
  expect(run(sealed(), other, false).map(({ entry, what }) => `${entry}: ${what}`)).toEqual([
    'source radio-0504: the text in the archive is not the one that was sealed; run "content -- verify"',
  ]);
});

test('a cited source without a seal is a warning', () => {
  const { content } = madeUp();
  expect(new Set(run(content).map(({ level, what }) => `${level}: ${what}`))).toEqual(
    new Set(['warning: has no seal; run "content -- verify" with the archive']),
  );
});

test('what has errors is not sealed', () => {
  const { content, archive, files } = madeUp();
  const spoilt = {
    ...files.talk,
    points: files.talk.points.map(changed('ferry', { text: 'It starts again on 9 June' })),
  };
  const { seals, refused } = verifyEvidence({ ...content, talks: [{ ...files, talk: spoilt }] }, archive);
  expect(refused).toEqual(new Set(['statement-0504', 'wire-0504', 'reprint-0505']));
  expect([...(seals.get(files.talk.id)?.keys() ?? [])].toSorted()).toEqual([
    'briefing-0505',
    'gazette-0505',
    'radio-0504',
  ]);
});

test('a cited text that is missing is named', () => {
  const { content, archive } = madeUp();
  const { missing } = verifyEvidence(content, {
    read: (id) => (id === 'radio-0504' ? undefined : archive.read(id)),
  });
  expect(missing).toEqual(new Set(['radio-0504']));
});

const seal = { text: '111111111111', passages: '222222222222', claims: '333333333333' };
const put = (text: string, ...ids: string[]) => writeSeals(text, new Map(ids.map((id) => [id, seal])));
const LINE = 'seal: { text: "111111111111", passages: "222222222222", claims: "333333333333" }';

test('seals are written into the file, and nothing else is touched', () => {
  const text = put(SOURCES, 'gazette-0505', 'radio-0504', 'reprint-0505');
  expect(text.replaceAll(/(?:\n {4}|, )seal: \{[^}]*\}/g, '')).toBe(SOURCES);
  expect(text).toContain(`    published: 2031-05-05\n    read: whole\n    ${LINE}\n\n  - { id: radio-0504`);
  expect(text).toContain(`read: whole, ${LINE} }\n`);
  expect(text.endsWith(`    read: whole\n    ${LINE}\n`)).toBe(true);
});

test('seals that are there are replaced, and stay where they are', () => {
  const once = put(SOURCES, 'gazette-0505', 'radio-0504');
  expect(put(once, 'gazette-0505', 'radio-0504')).toBe(once);
  const old = once.replaceAll('111111111111', 'aaaaaaaaaaaa');
  expect(put(old, 'gazette-0505', 'radio-0504')).toBe(once);
  const block = 'sources:\n  - id: a\n    seal:\n      text: "0"\n      claims: "0"\n    form: post # kept\n';
  expect(put(block, 'a')).toBe(`sources:\n  - id: a\n    ${LINE}\n    form: post # kept\n`);
});

test('a comment behind the last line of an entry stays there', () => {
  expect(put('sources:\n  - id: a\n    form: post # as read\n# the end\n', 'a')).toBe(
    `sources:\n  - id: a\n    form: post # as read\n    ${LINE}\n# the end\n`,
  );
  expect(put('sources:\n  - id: a', 'a')).toBe(`sources:\n  - id: a\n    ${LINE}`);
});

test('one talk can be checked after another', () => {
  const content = sealed();
  const checker = createEvidenceChecker(content, undefined);
  expect(content.talks.flatMap((files) => checker.checkTalk(files))).toEqual([]);
});
