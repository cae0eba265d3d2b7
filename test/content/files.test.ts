// Files that are no content are refused with the reason, never with a stack trace.

import { mkdir, rename, symlink } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_FILE_BYTES } from '../../src/content/files.ts';
import { loadContent } from '../../src/content/load.ts';
import { ContentError } from '../../src/errors.ts';
import { contentFolder, problemLines, problemsWith, TALK } from './folder.ts';

const TEMPLATE = 'see the template in CONTRIBUTING.md';
const ENTRY = 'talk oslo-2024-05-02';

test.each([
  ['', '1:1', `the file is empty; ${TEMPLATE}`],
  ['# only a remark\n', '1:1', `the file is empty; ${TEMPLATE}`],
  ['points:\n\t- id: x\n', '2:1', 'the line is indented with a tab; indent with spaces'],
  ['id: a\ntitle: b\nid: c\n', '3:1', 'this key stands twice in one entry; keep one of the two'],
  ['id: a\n---\nid: b\n', '2:1', 'the file has a second document after "---"; put it into a file of its own'],
  ['id: !date x\n', '1:5', 'tags (!) are not used here; write the value in quotation marks'],
  [
    'id: &a [x, x]\ntitle: [*a, *a]\n',
    '1:8',
    'anchors and aliases (& and *) are not used here; write the value out',
  ],
])('%j is refused', async (text, place, problem) => {
  expect(await problemsWith({ [TALK]: text })).toEqual([`${TALK}:${place}: ${ENTRY}: ${problem}`]);
});

test.each(['id: "a\n', 'text: He said: no\n', '{[}', ']'])(
  'bad YAML such as %j gets a line number and advice',
  async (text) => {
    const [line] = await problemsWith({ [TALK]: text });
    expect(line).toMatch(
      /^talks\/oslo-2024-05-02\.yaml:\d+:\d+: talk oslo-2024-05-02: is not YAML \(.+\); indent with spaces/,
    );
  },
);

test('lists in lists without end are refused', async () => {
  expect((await problemsWith({ [TALK]: '['.repeat(5000) })).join()).toContain(
    'is nested too deeply to be read',
  );
});

test('aliases that expand a billion times cost nothing', async () => {
  const rows = Array.from(
    { length: 9 },
    (_, n) => `l${n + 1}: &l${n + 1} [${Array(9).fill(`*l${n}`).join(', ')}]\n`,
  );
  const problems = await problemsWith({ [TALK]: `l0: &l0 [x]\n${rows.join('')}` });
  expect(problems).toEqual([
    `${TALK}:1:9: ${ENTRY}: anchors and aliases (& and *) are not used here; write the value out`,
  ]);
});

test('a file that is not UTF-8 is refused', async () => {
  const latin1 = Buffer.from('title: Türkiye', 'latin1');
  expect(await problemsWith({ [TALK]: latin1 })).toEqual([
    `${TALK}:1:1: ${ENTRY}: is not UTF-8; save it in that encoding`,
  ]);
});

test('a byte order mark does no harm', async () => {
  expect(await problemsWith({ [TALK]: (text) => `\uFEFF${text}` })).toEqual([]);
});

test('a file over 1 MB is refused, one of just that size is read', async () => {
  const padded = (bytes: number) => (text: string) => `${text}${'#'.repeat(bytes - Buffer.byteLength(text))}`;
  expect(await problemsWith({ [TALK]: padded(MAX_FILE_BYTES) })).toEqual([]);
  expect(await problemsWith({ [TALK]: padded(MAX_FILE_BYTES + 1) })).toEqual([
    `${TALK}:1:1: ${ENTRY}: has 1048577 bytes, more than 1048576 (1 MB); split it into smaller files`,
  ]);
});

test('a missing registry is one problem, not one for each reference to it', async () => {
  expect(await problemsWith({ 'sources.yaml': null })).toEqual([
    `sources.yaml:1:1: sources: is missing; write it, ${TEMPLATE}`,
  ]);
});

test('an empty list is one problem too', async () => {
  expect(await problemsWith({ 'topics.yaml': 'topics: []\n' })).toEqual([
    'topics.yaml:1:9: topics: "topics" is empty; write at least one topic, "- id: …"',
  ]);
});

test.each(['words\n', '- a\n- b\n'])('a registry that reads %j is told its key', async (text) => {
  expect(await problemsWith({ 'topics.yaml': text })).toEqual([
    'topics.yaml:1:1: topics: the file has no keys; write topics:',
  ]);
});

test('a folder that is not there lists what is missing', async () => {
  const problems = await problemLines('/nowhere/at/all');
  expect(problems.map((line) => line.split(';')[0])).toEqual([
    'parties.yaml:1:1: parties: is missing',
    'people.yaml:1:1: people: is missing',
    'sources.yaml:1:1: sources: is missing',
    'talks:1:1: talks: has no talk',
    'topics.yaml:1:1: topics: is missing',
  ]);
});

test('content without a talk is refused', async () => {
  expect(await problemsWith({ [TALK]: null })).toEqual([
    'talks:1:1: talks: has no talk; write the first as talks/<id>.yaml',
  ]);
});

test('a file that looks like content but is not read is refused', async () => {
  expect(
    await problemsWith({ 'talks/bergen.yml': 'id: bergen', 'talks/turku.YAML': '', 'topic.yaml': '' }),
  ).toEqual([
    'talks/bergen.yml:1:1: talk bergen: is not read; rename it to bergen.yaml',
    'talks/turku.YAML:1:1: talk turku: is not read; rename it to turku.yaml',
    'topic.yaml:1:1: topic: is not a file of the content; its files are topics.yaml, parties.yaml, people.yaml, sources.yaml and talks/<id>.yaml',
  ]);
});

test('remarks and hidden files in the content folder are ignored', async () => {
  expect(
    await problemsWith({ 'README.md': 'x', 'talks/notes.txt': 'x', 'talks/.oslo.yaml.swp': '\0' }),
  ).toEqual([]);
});

test('links to files are followed, folders and dead links refused', async () => {
  const folder = await contentFolder();
  const talk = path.join(folder, TALK);
  await rename(talk, path.join(folder, 'elsewhere.txt'));
  await symlink(path.join(folder, 'elsewhere.txt'), talk);
  expect(await problemLines(folder)).toEqual([]);
  await mkdir(path.join(folder, 'talks/bergen.yaml'));
  await symlink('/nowhere', path.join(folder, 'talks/turku.yaml'));
  expect(await problemLines(folder)).toEqual([
    'talks/bergen.yaml:1:1: talk bergen: is not a file; write a YAML file of this name',
    `talks/turku.yaml:1:1: talk turku: is missing; write it, ${TEMPLATE}`,
  ]);
});

test('files below the working directory are shown from there', async () => {
  const error = await loadContent(path.resolve('test/content')).catch((reason: unknown) => reason);
  expect(String(error)).toContain('test/content/people.yaml:1:1: people: is missing');
});

test('whatever a file contains, loading ends with a catalogue or with problems', async () => {
  const folder = await contentFolder();
  const { writeFile } = await import('node:fs/promises');
  const piece = fc.constantFrom(
    'id',
    ':',
    ' ',
    '\n',
    '- ',
    '[',
    ']',
    '{',
    '}',
    '&a',
    '*a',
    '|',
    '"',
    '#',
    '!',
    '?',
    '\t',
    '2019',
    'points:\n  - id: x\n',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.array(piece).map((pieces) => pieces.join('')),
        fc.string({ unit: 'binary' }),
      ),
      async (text) => {
        await writeFile(path.join(folder, TALK), text);
        await expect(loadContent(folder)).rejects.toBeInstanceOf(ContentError);
      },
    ),
    { numRuns: 200 },
  );
});
