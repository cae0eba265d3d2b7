// The command line for editors.

import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { loadContent } from '../../src/content/load.ts';
import { jsonSchemas, SCHEMA_FOLDER } from '../../src/content/schema-json.ts';
import { publishCatalogue } from '../../src/digests/publish.ts';
import { openStore } from '../../src/store/database.ts';
import { type Changes, contentFolder, edit, FILES, OSLO, SOURCES, TALK } from '../content/folder.ts';
import { runCli } from '../support/program.ts';

async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { code, stdout, stderr } = await runCli(['content', ...args], env);
  return { code, stdout, stderr };
}

const VERDICT = '1 talk, 4 points, 5 citations, 2 sources, 2 topics: all sourced; 8 warnings.';

describe('check', () => {
  test('counts what is right, and lists the warnings without failing', async () => {
    const folder = await contentFolder();
    const { code, stdout, stderr } = await run(['check', folder]);
    expect([code, stderr]).toEqual([0, '']);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.at(-1)).toBe(VERDICT);
    expect(lines).toHaveLength(9);
    expect(lines[0]).toMatch(
      /ru\.yaml:2:1: ru of oslo-2024-05-02: warning: secret-deal, no-secret are not translated/,
    );
  });

  test('lists what is wrong, without a stack trace', async () => {
    const folder = await contentFolder({ [TALK]: edit('    quote: {', '    qoute: {'), 'people.yaml': '' });
    expect(await run(['check', folder])).toEqual({
      code: 1,
      stdout: '',
      stderr: `${folder}/people.yaml:1:1: people: the file is empty; see the templates in CONTRIBUTING.md
${folder}/${TALK}:55:5: point fair-result: unknown key "qoute"; write "quote"\n`,
    });
  });

  test('takes the folder of CONTENT_DIR, and the repository’s own by default', async () => {
    const folder = await contentFolder();
    expect((await run(['check'], { CONTENT_DIR: folder })).stdout).toContain(VERDICT);
    expect((await run(['check'])).stdout).toMatch(/\d+ talks, \d+ points, .* topics: all sourced/);
  });
});

describe('with a database', () => {
  async function published(
    changes: Changes = {},
  ): Promise<{ readonly folder: string; readonly file: string }> {
    const folder = await contentFolder(changes);
    const file = path.join(await mkdtemp(path.join(tmpdir(), 'ledger-')), 'store.db');
    onTestFinished(() => rm(path.dirname(file), { recursive: true }));
    const store = await openStore(file, { now: Date.now });
    await publishCatalogue(store.ledger, await loadContent(folder));
    await store.close();
    return { folder, file };
  }

  test('check says which published points changed or went without saying so', async () => {
    const { folder, file } = await published();
    expect((await run(['check', folder, '--since', file])).code).toBe(0);
    const other = await contentFolder({
      [TALK]: (text) =>
        text
          .replace('The result is fair', 'The result is not fair')
          .replace(/ {2}- id: no-secret[\s\S]*?(?= {2}- id: fair)/, ''),
    });
    const { code, stderr } = await run(['check', other, '--since', file]);
    expect(code).toBe(1);
    expect(stderr.replaceAll(`${other}/`, '')).toBe(
      `${TALK}:23:3: point no-secret: was published and is gone; put it back, with changes: [{ how: withdrawn }] if it does not hold (content -- forget lets it go without a word to readers)
${TALK}:40:9: point fair-result: was published and has changed; write under changes what was done to it (reworded, corrected, withdrawn), or put it back\n`,
    );
  });

  test('forget lets a point go', async () => {
    const { file } = await published();
    const without = await contentFolder({
      [TALK]: (text) => text.replace(/ {2}- id: no-secret[\s\S]*?(?= {2}- id: fair)/, ''),
    });
    expect((await run(['check', without, '--since', file])).code).toBe(1);
    expect((await run(['forget', `${OSLO}/no-secret`, '--since', file])).stdout).toBe(
      `1 point of ${OSLO} forgotten: readers are told nothing.\n`,
    );
    expect((await run(['check', without, '--since', file])).code).toBe(0);
    expect((await run(['forget', `${OSLO}/no-secret`, '--since', file])).code).toBe(1);
  });
});

test.each([
  ['./nowhere.db', 'There is no database ./nowhere.db; name the bot’s own'],
  ['postgres//u:secret@host/db', '--since '],
])('a slip in --since %s is refused, and makes no database', async (since, told) => {
  for (const args of [
    ['check', await contentFolder()],
    ['forget', OSLO],
  ]) {
    const { code, stderr } = await run([...args, '--since', since]);
    expect([code, stderr.startsWith(told.replace('’', "'")), stderr.includes('secret')]).toEqual([
      1,
      true,
      false,
    ]);
  }
  expect(existsSync('nowhere.db')).toBe(false);
});

test('no other setting keeps an editor from checking', async () => {
  const { stdout } = await run(['check', await contentFolder()], { WEBHOOK_URL: 'nonsense' });
  expect(stdout).toContain(VERDICT);
});

test('verify names a few of the texts that an archive lacks', async () => {
  const archive = await mkdtemp(path.join(tmpdir(), 'archive-'));
  onTestFinished(() => rm(archive, { recursive: true }));
  const verify = async (changes: Changes) =>
    (await run(['verify', await contentFolder(changes)], { CONTENT_ARCHIVE: archive })).stdout.trimEnd();
  expect(await verify({})).toMatch(
    /^0 sources verified, 0 files written; not in the archive: gazette-0503, wire-0503\.$/m,
  );
  const ids = Array.from({ length: 7 }, (_, index) => `wire-${index + 1}`);
  const many = await verify({
    [SOURCES]: (text) =>
      text +
      ids.map((id) => `  - { id: ${id}, outlet: wire, form: post, language: en, read: whole }\n`).join(''),
    [TALK]: edit(
      '      - { source: wire-0503, at: ¶2',
      `${ids.map((id) => `      - { source: ${id}, at: ¶1, passage: the quota for cod stays }\n`).join('')}      - { source: wire-0503, at: ¶2`,
    ),
  });
  expect(many).toMatch(
    /not in the archive: gazette-0503, wire-0503, wire-1, wire-2, wire-3, wire-4 and 3 more, which keep their seals\.$/,
  );
});

test('stamp prints what translations carry', async () => {
  const { stdout } = await run(['stamp', OSLO, await contentFolder()]);
  expect(stdout).toBe(
    'talk: 3e6777\ncod-quota: d78b76\nsecret-deal: e2c62a\nno-secret: af17e9\nfair-result: 752dc4\n',
  );
  const { code, stderr } = await run(['stamp', 'bergen', await contentFolder()]);
  expect([code, stderr]).toEqual([1, `There is no talk bergen that is right so far; write one of ${OSLO}\n`]);
  // Drafts are translated before they are published.
  const BERGEN = 'bergen-2024-05-30';
  const draft = String(FILES[TALK]).replace(`id: ${OSLO}`, `id: ${BERGEN}\ndraft: true`);
  const withDraft = await contentFolder({ [`talks/${BERGEN}/talk.yaml`]: draft });
  expect((await run(['stamp', BERGEN, withDraft])).stdout).toMatch(/^talk: 3e6777\ncod-quota: d78b76\n/);
});

test.each([[[]], [['chekc']], [['check', '--all']], [['check', 'a', 'b']], [['stamp']], [['forget', 'a']]])(
  '%j gets the usage',
  async (args) => {
    const { code, stderr } = await run(args);
    expect(code).toBe(1);
    expect(stderr).toContain('npm run content -- check [FOLDER]');
    expect(stderr).not.toContain('    at ');
  },
);

test('schema writes one file for each kind of content', async () => {
  const folder = await contentFolder();
  expect((await run(['schema', folder])).stdout).toBe(
    `10 schemas written to ${path.join(folder, SCHEMA_FOLDER)}\n`,
  );
  expect(await readdir(path.join(folder, SCHEMA_FOLDER))).toEqual(Object.keys(jsonSchemas()).sort());
});

test("the repository's schemas are those of today: npm run content -- schema", async () => {
  for (const [name, text] of Object.entries(jsonSchemas())) {
    expect(await readFile(path.join('content', SCHEMA_FOLDER, name), 'utf8')).toBe(text);
  }
});
