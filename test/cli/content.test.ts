// The command line for editors, run as they run it.

import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { jsonSchemas, SCHEMA_FOLDER } from '../../src/content/schema-json.ts';
import { contentFolder, edit, TALK } from '../content/folder.ts';
import { CLI } from '../support/program.ts';

function run(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, 'content', ...args], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

describe('check', () => {
  test('counts what is right', async () => {
    expect(await run('check', await contentFolder())).toEqual({
      code: 0,
      stdout: '1 talk, 4 points, 2 topics: all sourced.\n',
      stderr: '',
    });
  });

  test('lists what is wrong, without a stack trace', async () => {
    const folder = await contentFolder({ [TALK]: edit('    quote: We', '    qoute: We'), 'people.yaml': '' });
    expect(await run('check', folder)).toEqual({
      code: 1,
      stdout: '',
      stderr: `${folder}/people.yaml:1:1: people: the file is empty; see the template in CONTRIBUTING.md
${folder}/${TALK}:53:5: point fair-result: unknown key "qoute"; write "quote"\n`,
    });
  });

  test("takes the repository's own content by default", async () => {
    expect((await run('check')).stdout).toMatch(/^\d+ talks?, \d+ points, \d+ topics: all sourced\.\n$/);
  });
});

test.each([[[]], [['chekc']], [['check', '--all']], [['check', 'a', 'b']]])(
  '%j gets the usage',
  async (args) => {
    const { code, stderr } = await run(...args);
    expect(code).toBe(1);
    expect(stderr).toContain('npm run content -- check [FOLDER]');
    expect(stderr).not.toContain('    at ');
  },
);

test('schema writes one file for each kind of content', async () => {
  const folder = await contentFolder();
  expect((await run('schema', folder)).stdout).toBe(
    `5 schemas written to ${path.join(folder, SCHEMA_FOLDER)}\n`,
  );
  expect(await readdir(path.join(folder, SCHEMA_FOLDER))).toEqual(Object.keys(jsonSchemas()).sort());
});

test("the repository's schemas are those of today: npm run content -- schema", async () => {
  for (const [name, text] of Object.entries(jsonSchemas())) {
    expect(await readFile(path.join('content', SCHEMA_FOLDER, name), 'utf8')).toBe(text);
  }
});
