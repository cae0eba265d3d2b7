// The command line itself: help, what it does not know, and readers that have seen enough.

import { expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { communique } from '../../src/cli/communique.ts';
import { UserError } from '../../src/errors.ts';
import { CLI, start } from '../support/program.ts';

const COMMANDS = ['ask', 'content', 'digests', 'subscribers', 'store'];

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
  [['publish'], /^There is no command publish; write one of ask, content, digests, subscribers, store$/m],
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

test('a reader that goes away early is no failure, and hides none', async () => {
  const answer = start(CLI, {}, ['ask', '/ukraine']);
  const mistake = start(CLI, {}, ['contnet']);
  answer.process.stdout?.destroy();
  mistake.process.stderr?.destroy();
  expect([await answer.ends(), answer.output()]).toEqual([0, '']);
  expect([await mistake.ends(), mistake.output()]).toEqual([1, '']);
});
