// The program as an operator starts it: a real process, what it prints, how it ends.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');
/** What `npm run communique` starts. */
export const CLI = 'src/cli/main.ts';

const { PATH = '', TEST_COMPILE_CACHE: compiled } = process.env;
const INHERITED = { PATH, ...(compiled === undefined ? {} : { NODE_COMPILE_CACHE: compiled }) };

export interface Program {
  readonly process: ChildProcess;
  /** Everything printed so far, standard error included. */
  output(): string;
  /** Waits until it has printed this. @throws with the output if it ends first */
  prints(expected: RegExp): Promise<void>;
  /** Waits for the end. Gives the exit code. */
  ends(): Promise<number | null>;
}

/** `node FILE ARGS` in the repository, with this environment only, and with what a test run has compiled. */
export function start(
  file: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Program {
  const child = spawn(process.execPath, [file, ...args], {
    cwd: ROOT,
    env: { ...INHERITED, DATABASE_URL: ':memory:', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let over = false;
  /** Called when there is more output, or when no more will come. */
  const waiting: (() => void)[] = [];
  const wake = () => {
    for (const resolve of waiting.splice(0)) resolve();
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => {
      output += text;
      wake();
    });
  }
  const ended = once(child, 'close').then(([code]) => {
    over = true;
    wake();
    return code as number | null;
  });
  return {
    process: child,
    output: () => output,
    async prints(expected) {
      while (!expected.test(output)) {
        if (over) throw new Error(`ended without printing ${expected}; it printed:\n${output}`);
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
    ends: () => ended,
  };
}

/** A port of 127.0.0.1 that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** What a command of the CLI printed, and its exit code. */
export interface Printed {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, in their order. */
  readonly output: string;
}

/**
 * `npm run communique -- ARGS` inside this process, with this environment only: as src/cli/main.ts does it, without the
 * second that a process takes to start. What a process does at its start and its end is tested with one.
 */
export async function runCli(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Printed> {
  const { communique } = await import('../../src/cli/communique.ts');
  const { lastWords } = await import('../../src/errors.ts');
  const printed = { stdout: '', stderr: '', output: '' };
  const before = { ...process.env };
  const undo = (['stdout', 'stderr'] as const).map((name) => {
    const { write } = process[name];
    process[name].write = ((chunk: string | Uint8Array, ...rest: unknown[]) => {
      const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
      printed[name] += text;
      printed.output += text;
      const done = rest.at(-1);
      if (typeof done === 'function') done();
      return true;
    }) as typeof write;
    return () => {
      process[name].write = write;
    };
  });
  setEnvironment({ ...INHERITED, DATABASE_URL: ':memory:', ...env });
  try {
    const text = await communique(args);
    if (text !== '') process.stdout.write(`${text}\n`);
    return { code: 0, ...printed };
  } catch (error) {
    process.stderr.write(`${lastWords(error)}\n`);
    return { code: 1, ...printed };
  } finally {
    setEnvironment(before);
    for (const restore of undo) restore();
  }
}

function setEnvironment(env: Readonly<Record<string, string | undefined>>): void {
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
}
