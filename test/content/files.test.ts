// Files that cannot be read as content are refused with the reason, and never with a stack trace.

import { mkdir, readFile, rename, symlink } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_FILE_BYTES } from '../../src/content/files.ts';
import { checkContent, loadContent } from '../../src/content/load.ts';
import { ContentError, formatProblem } from '../../src/errors.ts';
import { anyText } from '../support/any-text.ts';
import { contentFolder, OSLO, problemLines, problemsWith, SOURCES, TALK } from './folder.ts';

const TEMPLATE = 'see the templates in CONTRIBUTING.md';
const ENTRY = `talk ${OSLO}`;

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
  expect(await problemsWith({ 'people.yaml': null })).toEqual([
    `people.yaml:1:1: people: is missing; write it, ${TEMPLATE}`,
  ]);
});

test('a talk without a talk.yaml is one problem; sources and translations may be missing', async () => {
  expect(await problemsWith({ [TALK]: null })).toEqual([
    `${TALK}:1:1: ${ENTRY}: is missing; write it, ${TEMPLATE}`,
  ]);
  const lines = await problemsWith({ [SOURCES]: null });
  expect(lines.every((line) => line.includes('which is not in a sources.yaml'))).toBe(true);
});

test('an empty list is one problem too', async () => {
  expect(await problemsWith({ 'topics.yaml': 'topics: []\n' })).toEqual([
    'topics.yaml:1:9: topics: "topics" is empty; write at least one, "- id: …"',
  ]);
});

test.each(['words\n', '- a\n- b\n'])('a registry that reads %j is told its key', async (text) => {
  expect(await problemsWith({ 'topics.yaml': text })).toEqual([
    'topics.yaml:1:1: topics: the file has no keys; write topics:',
  ]);
});

test.each([
  ['/nowhere/at/all', 'there is no such folder'],
  [import.meta.filename, 'is not a folder'],
])('%s is named, and not each file that it lacks', async (folder, why) => {
  const { problems } = await checkContent(folder, 0);
  expect(problems.map(formatProblem)).toEqual([
    expect.stringMatching(new RegExp(`:1:1: content: ${why}; name the one .* by CONTENT_DIR$`)),
  ]);
});

test('a file that looks like content but is not read is refused', async () => {
  const bergen = `talks/${OSLO}`;
  expect(
    await problemsWith({
      'talks/bergen.yaml': 'id: bergen',
      [`${bergen}/uk.yml`]: 'x: y',
      [`${bergen}/de.yaml`]: 'x: y',
      'topic.yaml': 'x: y',
      'sources.yaml': 'x: y',
    }),
  ).toEqual([
    'sources.yaml:1:1: sources: is not read; each talk has its own, talks/<id>/sources.yaml, and the outlets are in outlets.yaml',
    'talks/bergen.yaml:1:1: bergen: is not read; a talk is a folder, talks/bergen/ with talk.yaml and sources.yaml in it',
    `${bergen}/de.yaml:1:1: de of ${OSLO}: is not read; a talk's files are talk.yaml, sources.yaml, ru.yaml, uk.yaml`,
    `${bergen}/uk.yml:1:1: uk of ${OSLO}: is not read; rename it to uk.yaml`,
    'topic.yaml:1:1: topic: is not a file of the content; its files are topics.yaml, subjects.yaml, parties.yaml, people.yaml, outlets.yaml, promises.yaml, places.yaml and talks/<id>/talk.yaml',
  ]);
});

test('remarks and hidden files in the content are left alone', async () => {
  const changes = {
    'README.md': 'x',
    'talks/notes.txt': 'x',
    [`talks/${OSLO}/notes.md`]: 'x',
    [`talks/${OSLO}/.talk.yaml.swp`]: '\0',
    'talks/.drafts/talk.yaml': 'x',
  };
  expect(await problemsWith(changes)).toEqual([]);
});

test('links to files and folders are followed, folders and dead links refused', async () => {
  const folder = await contentFolder();
  await rename(path.join(folder, 'talks', OSLO), path.join(folder, 'elsewhere'));
  await symlink(path.join(folder, 'elsewhere'), path.join(folder, 'talks', OSLO));
  expect(await problemLines(folder)).toEqual([]);
  await mkdir(path.join(folder, 'talks/bergen/talk.yaml'), { recursive: true });
  await mkdir(path.join(folder, 'talks/turku'));
  await symlink('/nowhere', path.join(folder, 'talks/turku/talk.yaml'));
  expect(await problemLines(folder)).toEqual([
    'talks/bergen/talk.yaml:1:1: talk bergen: is not a file; write a YAML file of this name',
    `talks/turku/talk.yaml:1:1: talk turku: is missing; write it, ${TEMPLATE}`,
  ]);
});

test('files below the working directory are shown from there', async () => {
  const error = await loadContent(path.resolve('test/content')).catch((reason: unknown) => reason);
  expect(String(error)).toContain('test/content/people.yaml:1:1: people: is missing');
});

test('whatever stands in a file, loading ends with a catalogue or with problems', async () => {
  const folder = await contentFolder();
  const { writeFile } = await import('node:fs/promises');
  const piece = fc.constantFrom(
    ...['id', ':', ' ', '\n', '- ', '[', ']', '{', '}', '&a', '*a', '|', '"', '#', '!', '?', '\t', '2019'],
    'points:\n  - id: x\n',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(TALK, SOURCES, 'people.yaml'),
      fc.oneof(
        fc.array(piece).map((pieces) => pieces.join('')),
        anyText(),
      ),
      async (file, text) => {
        const before = await readFile(path.join(folder, file));
        await writeFile(path.join(folder, file), text);
        await expect(loadContent(folder)).rejects.toBeInstanceOf(ContentError);
        await writeFile(path.join(folder, file), before);
      },
    ),
    { numRuns: 150 },
  );
});
