// Once after a start: gives back the memory that only the start has used, and keeps what was compiled for the next one.

import { flushCompileCache } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** When the first readers were answered, ms. */
const AFTER = 3_000;

/** To be called when the bot is ready; before that there is nothing to give back. Why: docs/decisions/0018-memory.md. */
export function tidyAfterStart(): void {
  setTimeout(() => {
    // Also for a process that is killed later: it would not write it at its end.
    flushCompileCache();
    setFlagsFromString('--expose-gc');
    const collect: unknown = runInNewContext('gc');
    if (typeof collect === 'function') collect({ type: 'major', flavor: 'last-resort' });
  }, AFTER).unref();
}
