// Starts a second process with a store, and reads what it prints.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

/** A second process on the database, and the line that it prints once the store is open or refused. */
export async function startStoreProcess(
  url: string,
  silence = 1000,
): Promise<{ process: ChildProcess; said: string }> {
  const child = spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'store-process.ts'), url, String(silence)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  if (!child.stdout) throw new Error('no output');
  const [said] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { process: child, said };
}
