// The log never stops or ends the bot, whatever reads it; what is lost is counted.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createLogOutput } from '../../src/ops/log-output.ts';
import { ROOT } from '../support/program.ts';

const failure = (code: string) => Object.assign(new Error(code), { code });

/** A reader that takes so many bytes at a time, is busy in between, or fails. */
function setUp() {
  const read: string[] = [];
  const timers: (() => void)[] = [];
  const reader = { room: Number.POSITIVE_INFINITY, error: undefined as string | undefined };
  const output = createLogOutput({
    write(bytes) {
      if (reader.error) throw failure(reader.error);
      const taken = Math.min(reader.room, bytes.length);
      if (taken === 0) throw failure('EAGAIN');
      reader.room -= taken;
      read.push(Buffer.from(bytes.subarray(0, taken)).toString('utf8'));
      return taken;
    },
    later: (fn) => void timers.push(fn),
    lost: (count) => `lost ${count}\n`,
  });
  const tick = () => {
    for (const fn of timers.splice(0)) fn();
  };
  return { output, reader, text: () => read.join(''), tick };
}

it('writes a line at once', () => {
  const { output, text } = setUp();
  output.write('one\n');
  expect(text()).toBe('one\n');
});

it('keeps lines for a slow reader, whole and in order', () => {
  const { output, reader, text, tick } = setUp();
  reader.room = 2;
  output.write('one\n');
  output.write('two\n');
  expect(text()).toBe('on');
  reader.room = 3;
  tick();
  expect(text()).toBe('one\nt');
  reader.room = 100;
  tick();
  expect(text()).toBe('one\ntwo\n');
});

it('keeps no more than a megabyte, and says how many lines were lost', () => {
  const { output, reader, text, tick } = setUp();
  reader.room = 0;
  const line = `${'x'.repeat(1023)}\n`;
  for (let i = 0; i < 2_000; i += 1) output.write(line);
  reader.room = Number.POSITIVE_INFINITY;
  tick();
  expect(text().length).toBe(1024 * 1024);
  output.write('again\n');
  expect(text().endsWith('lost 976\nagain\n')).toBe(true);
});

it.each(['ENOSPC', 'EPIPE', 'EIO', 'EBADF'])('goes on when writing fails with %s', (code) => {
  const { output, reader, text } = setUp();
  reader.error = code;
  output.write('one\n');
  reader.error = undefined;
  output.write('two\n');
  expect(text()).toBe('lost 1\ntwo\n');
});

it('a process lives on when the disk of its log is full', async () => {
  const script = `
    import { createLogger } from './src/ops/log.ts';
    const log = createLogger({ level: 'info', secrets: [] });
    for (let i = 0; i < 1000; i += 1) log.info({ i }, 'a line');
    process.stderr.write('alive');
  `;
  const args = ['--input-type=module-typescript', '--eval', script];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
  });
  let said = '';
  child.stderr?.on('data', (text) => {
    said += String(text);
  });
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(said).toBe('alive');
});

it('shares a file with whatever else is printed, and stays behind it', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'log-'));
  const file = path.join(folder, 'log');
  const script = `
    import { createLogger } from './src/ops/log.ts';
    const log = createLogger({ level: 'info', secrets: [] });
    process.stdout.write('before\\n');
    log.info({}, 'a line');
    process.stdout.write('after\\n');
  `;
  const args = ['--input-type=module-typescript', '--eval', script];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', openSync(file, 'w'), 'inherit'],
  });
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(readFileSync(file, 'utf8')).toMatch(/^before\n\{.*"msg":"a line"\}\nafter\n$/);
  rmSync(folder, { recursive: true });
});

it('a pipe that nobody reads stops nothing', async () => {
  const script = `
    import { createLogger } from './src/ops/log.ts';
    const log = createLogger({ level: 'info', secrets: [] });
    for (let i = 0; i < 5000; i += 1) log.info({ i }, 'a line that fills the pipe');
    process.stderr.write('alive');
    process.exit(0);
  `;
  // A pipe of the shell's, as Node's own are sockets; whatever stands behind it does not read.
  const command = [
    '-c',
    '"$0" "$@" | sleep 60',
    process.execPath,
    '--input-type=module-typescript',
    '--eval',
    script,
  ];
  const shell = spawn('sh', command, { cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  try {
    let said = '';
    shell.stderr?.on('data', (text) => {
      said += String(text);
    });
    await expect.poll(() => said).toBe('alive');
  } finally {
    process.kill(-(shell.pid ?? 0), 'SIGKILL');
  }
});
