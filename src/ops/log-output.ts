// Where log lines go: never blocks, never throws, and says what it had to drop.

import { constants, fstatSync, openSync, writeSync } from 'node:fs';
import { codeOf } from '../errors.ts';

/** Bytes that wait for a reader that is too slow; what comes on top is dropped, and counted. */
const WAITING_LIMIT = 1024 * 1024;
/** How soon what waits is tried again, ms. */
const TRY_AGAIN_MS = 100;

export interface LogOutput {
  /** One line with its line end. */
  write(line: string): void;
}

export interface LogOutputOptions {
  /** Writes bytes and gives how many; throws as `fs.writeSync` does, with `EAGAIN` where it would block. */
  readonly write: (bytes: Uint8Array) => number;
  /** Calls `fn` later, without keeping the process alive for it. */
  readonly later: (fn: () => void) => void;
  /** The line that says how many lines were lost. */
  readonly lost: (count: number) => string;
}

/** Standard output. Its reader may be slow or gone, its disk full: the bot goes on all the same. */
export function standardOutput(lost: LogOutputOptions['lost']): LogOutput {
  const fd = unblocking();
  return createLogOutput({
    write: (bytes) => writeSync(fd, bytes),
    later: (fn) => void setTimeout(fn, TRY_AGAIN_MS).unref(),
    lost,
  });
}

export function createLogOutput({ write, later, lost }: LogOutputOptions): LogOutput {
  const waiting: Uint8Array[] = [];
  let size = 0;
  let dropped = 0;
  let isTryingAgain = false;

  /** `false` while nothing more can be written. */
  function writeWaiting(): boolean {
    for (let bytes = waiting[0]; bytes !== undefined; bytes = waiting[0]) {
      try {
        const written = write(bytes);
        size -= written;
        if (written < bytes.length) waiting[0] = bytes.subarray(written);
        else waiting.shift();
      } catch (error) {
        if (isBusy(error)) return false;
        // A full disk, a reader that is gone: these lines are lost, and so may the next ones be.
        dropped += waiting.length;
        waiting.length = 0;
        size = 0;
        return false;
      }
    }
    return true;
  }

  function tryAgain(): void {
    if (isTryingAgain) return;
    isTryingAgain = true;
    later(() => {
      isTryingAgain = false;
      if (!writeWaiting() && waiting.length > 0) tryAgain();
    });
  }

  function push(line: string): void {
    const bytes = Buffer.from(line, 'utf8');
    if (size + bytes.length > WAITING_LIMIT) {
      dropped += 1;
      return;
    }
    waiting.push(bytes);
    size += bytes.length;
  }

  return {
    write(line) {
      if (dropped > 0 && waiting.length === 0) {
        const count = dropped;
        dropped = 0;
        push(lost(count));
      }
      push(line);
      if (!writeWaiting() && waiting.length > 0) tryAgain();
    },
  };
}

/**
 * A pipe is opened once more without blocking, where the system lets us (Linux): one that nobody reads would otherwise
 * stop the whole process at its 64 KiB. A file never blocks, and must keep the one place that all its writers share.
 */
function unblocking(): number {
  try {
    if (!fstatSync(STDOUT).isFIFO()) return STDOUT;
    return openSync(`/proc/self/fd/${STDOUT}`, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch {
    return STDOUT;
  }
}

const STDOUT = 1;

function isBusy(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'EAGAIN' || code === 'EWOULDBLOCK';
}
