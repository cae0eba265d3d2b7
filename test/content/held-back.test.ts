// Drafts and rounds that wait for their time: who sees them, and what their mistakes stop.

import { expect, test } from 'vitest';
import { checkContent, loadAt, loadContent, loadWithDrafts, verifyContent } from '../../src/content/load.ts';
import { contentFolder, edit, FILES, OSLO, problemsWith, TALK } from './folder.ts';

const NOON = Date.parse('2024-06-01T12:00Z');
const BERGEN = 'talks/bergen-2024-05-30/talk.yaml';

/** A second round, with what keeps it back. */
const bergen = (line: string, change = (text: string) => text) => ({
  [BERGEN]: change(
    String(FILES[TALK])
      .replace(`id: ${OSLO}`, `id: bergen-2024-05-30\n${line}`)
      .replace('date: 2024-05-02', 'date: 2024-05-30'),
  ),
});
const broken = edit('    kind: said\n', '');
const ids = async (
  loaded: Promise<{ readonly catalogue: { readonly talks: readonly { id: string }[] } | undefined }>,
) => (await loaded).catalogue?.talks.map(({ id }) => id);

test('a draft is left out whole, whatever is wrong in it, and editing it makes no other version', async () => {
  const folder = await contentFolder(bergen('draft: true', broken));
  const plain = await loadContent(await contentFolder());
  const catalogue = await loadContent(folder);
  expect([catalogue.version, catalogue.talks.length]).toEqual([plain.version, 1]);
  expect(catalogue.isHeldBack('bergen-2024-05-30')).toBe(true);
  expect(await ids(loadWithDrafts(folder))).toEqual([OSLO]);
  const { problems, unfinished, warnings } = await checkContent(folder, NOON);
  expect(problems).toEqual([]);
  expect(unfinished.map(({ entry, what }) => `${entry}: ${what}`)).toEqual([
    'point fair-result: has no "kind"; write kind: said, or another kind',
  ]);
  expect(warnings.length).toBeGreaterThan(0);
});

test('a draft that is right is there for editors alone; one that is no YAML is a draft all the same', async () => {
  const folder = await contentFolder(bergen('draft: true'));
  expect(await ids(loadWithDrafts(folder))).toEqual(['bergen-2024-05-30', OSLO]);
  expect(await ids(loadAt(folder, undefined, Number.MAX_SAFE_INTEGER))).toEqual([OSLO]);
  expect(await problemsWith(bergen('draft: "true"   # soon', (text) => `${text}\n  - [`))).toEqual([]);
  expect((await problemsWith(bergen('# draft: true', (text) => `${text}\n  - [`))).length).toBeGreaterThan(0);
});

test('a round with a time is there from that time on, and makes the version as new as that', async () => {
  const folder = await contentFolder(bergen('publish: 2024-06-01T15:00+03:00'));
  const before = await loadAt(folder, undefined, NOON - 1);
  expect([before.catalogue?.talks.length, before.next]).toEqual([1, NOON]);
  const after = await loadAt(folder, undefined, NOON);
  expect([after.catalogue?.talks.length, after.next]).toEqual([2, undefined]);
  expect(before.catalogue?.version).not.toBe(after.catalogue?.version);
  const later = await contentFolder(bergen('publish: 2084-06-01T15:00Z'));
  const { catalogue } = await loadAt(later, undefined, Date.parse('2085-01-01'));
  expect(catalogue?.changedAt).toBe(Date.parse('2084-06-01T15:00Z'));
});

test('what waits must be right already, and right with what is there when it comes', async () => {
  const wrong = await checkContent(await contentFolder(bergen('publish: 2084-06-01T15:00Z', broken)), NOON);
  expect(wrong.problems.map(({ entry }) => entry)).toEqual(['point fair-result']);
  // The round that is published leans on one that is not.
  const leaning = await contentFolder({
    ...bergen('publish: 2084-06-01T15:00Z'),
    [TALK]: edit('{ to: secret-deal, how: denies }', '{ to: bergen-2024-05-30/secret-deal, how: denies }'),
  });
  expect((await checkContent(leaning, NOON)).problems.length).toBe(1);
  expect((await checkContent(leaning, Date.parse('2085-01-01'))).problems).toEqual([]);
});

test.each([
  ['publish: tomorrow', 'is not a time; write it with its distance from UTC, such as 2026-03-01T09:00+03:00'],
  [
    'publish: 2026-03-01T09:00',
    'is not a time; write it with its distance from UTC, such as 2026-03-01T09:00+03:00',
  ],
  ['publish: 2026-02-30T09:00Z', 'is not a time that exists; write it such as 2026-03-01T09:00+03:00'],
  ['draft: yes', 'is "yes"; write one of true'],
])('%s is refused', async (line, what) => {
  const [problem, ...others] = await problemsWith({ [TALK]: edit('title:', `${line}\ntitle:`) });
  expect(others).toEqual([]);
  expect(problem).toContain(what);
});

test('a folder with drafts alone cannot be published', async () => {
  expect(await problemsWith({ [TALK]: edit('title:', 'draft: true\ntitle:') })).toEqual([
    expect.stringContaining('has only drafts and rounds that wait for their time'),
  ]);
});

test('drafts are sealed as well, but for those with other mistakes', async () => {
  const archive = await contentFolder();
  const verified = await verifyContent(await contentFolder(bergen('draft: true', broken)), archive);
  expect([verified.problems, verified.unfinished.length]).toEqual([[], 1]);
});
