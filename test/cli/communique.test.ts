// The command line itself: help, what it does not know, and readers that have seen enough.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { communique } from '../../src/cli/communique.ts';
import { UserError } from '../../src/errors.ts';
import { openStore } from '../../src/store/database.ts';
import { CLI, ROOT, runCli, start } from '../support/program.ts';

const COMMANDS = ['ask', 'content', 'connect', 'digests', 'subscribers', 'store'];

test('--help lists the commands, each of which is a script too', async () => {
  const overview = await communique(['--help']);
  for (const name of COMMANDS) {
    expect(overview).toMatch(new RegExp(`^npm run ${name} `, 'm'));
    expect(Object.entries(packageJson.scripts)).toContainEqual([name, `node ${CLI} ${name}`]);
  }
  expect(packageJson.scripts.communique).toBe(`node ${CLI}`);
});

test.each(COMMANDS)('%s --help shows its usage', async (name) => {
  const usage = new RegExp(`^npm run ${name} -- `);
  expect(await communique([name, '--help'])).toMatch(usage);
  expect(await communique(['-h', name])).toMatch(usage);
});

test.each([
  [[], /^npm run ask /],
  [['contnet', 'check'], /^There is no command contnet; write content$/m],
  [
    ['publish'],
    /^There is no command publish; write one of ask, content, connect, digests, subscribers, store$/m,
  ],
  [['constructor'], /^There is no command constructor; write /m],
  [['content', 'chekc'], /^There is no command chekc; write check$/m],
  [['digests', 'explain'], /^There is no command explain; write one of due, why$/m],
  [['content', 'check', '--all'], /^There is no option --all here$/m],
  [['ask', '-x', '/ukraine'], /^There is no option -x here$/m],
  [['ask', '--since', 'x.db', '/ukraine'], /^There is no option --since here$/m],
  [['content', 'check', '--since'], /^--since needs a value; write --since VALUE$/m],
  [['store', 'backup'], /^npm run store -- backup FILE/m],
  [['digests', 'due', 'today'], /^npm run digests -- due/m],
] as const)('%j is answered with what to write', async (args, told) => {
  const error = await communique(args).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  expect(error).toMatchObject({ message: expect.stringMatching(told) });
  expect(error).toMatchObject({ message: expect.stringMatching(/^npm run /m) });
});

test('help goes to standard output, a mistake to standard error, with 0 and 1', async () => {
  const [help, mistake] = [['--help'], ['contnet']].map((args) => {
    const program = start(CLI, {}, args);
    const printed = { stdout: '', stderr: '' };
    program.process.stdout?.on('data', (text) => (printed.stdout += text));
    program.process.stderr?.on('data', (text) => (printed.stderr += text));
    return program.ends().then((code) => ({ code, ...printed }));
  });
  expect(await help).toEqual({ code: 0, stdout: expect.stringMatching(/^npm run ask /), stderr: '' });
  expect(await mistake).toEqual({ code: 1, stdout: '', stderr: expect.stringMatching(/write content\n/) });
});

test('ask lists the rounds that it says to choose from', async () => {
  const { code, output } = await runCli(['ask', '/ukraine istanbul']);
  expect(code).toBe(0);
  expect(output).toContain('Choose one below');
  expect(output).toContain('• Istanbul talks, 2 Jun 2025\n');
});

test('a reader that goes away early is no failure, and hides none', async () => {
  const answer = start(CLI, {}, ['ask', '/ukraine']);
  const mistake = start(CLI, {}, ['contnet']);
  answer.process.stdout?.destroy();
  mistake.process.stderr?.destroy();
  expect([await answer.ends(), answer.output()]).toEqual([0, '']);
  expect([await mistake.ends(), mistake.output()]).toEqual([1, '']);
});

test('a reader that goes away early does not end what a command does', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'communique-'));
  const file = join(folder.path, 'data.db');
  await (await openStore(file, { now: Date.now })).close();
  const copy = start(CLI, { DATABASE_URL: file }, ['store', 'backup', join(folder.path, 'copy.db')]);
  copy.process.stdout?.destroy();
  copy.process.stderr?.destroy();
  expect(await copy.ends()).toBe(0);
  expect(existsSync(join(folder.path, 'copy.db'))).toBe(true);
});

test.each([
  [{ DATABASE_URL: 'postgres:///communique?host=/nowhere' }, ['digests', 'due']],
  [{ DATABASE_URL: '/dev/null/communique.db' }, ['digests', 'due']],
  [{ CONTENT_DIR: '/dev/null' }, ['ask', '/ukraine']],
])('what a person has caused is said without a stack: %j %j', async (env, args) => {
  const { code, output } = await runCli(args, env);
  expect(code).toBe(1);
  expect(output).not.toMatch(/^ +at /m);
  expect(output).not.toBe('');
});

test('a process says it so too', async () => {
  const program = start(CLI, { PORT: 'x' }, ['subscribers', 'export', '/dev/null/x']);
  expect(await program.ends()).toBe(1);
  expect(program.output()).not.toMatch(/^ +at /m);
  expect(program.output()).not.toBe('');
});

test.skipIf(!existsSync('/dev/full'))('an output that is full is said in one line', async () => {
  const full = openSync('/dev/full', 'w');
  const program = spawn(process.execPath, [CLI, 'content', '--help'], {
    cwd: ROOT,
    stdio: ['ignore', full, 'pipe'],
  });
  let said = '';
  program.stderr?.on('data', (text) => (said += text));
  const [code] = (await once(program, 'close')) as [number];
  closeSync(full);
  expect([code, said]).toEqual([1, 'The answer cannot be written (ENOSPC)\n']);
});
