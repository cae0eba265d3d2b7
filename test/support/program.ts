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
