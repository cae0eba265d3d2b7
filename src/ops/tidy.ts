// Once after a start: gives back the memory that only the start has used, keeps what was compiled for the next one, and
// with PostgreSQL lets V8 collect sooner.

import { flushCompileCache } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { DatabaseLocation } from './settings.ts';

/** When the first readers were answered, ms. */
const AFTER = 3_000;

/**
 * To be called when the bot is ready; before that there is nothing to give back.
 * Why: docs/decisions/0018-memory.md, 0025-memory-again.md.
 */
export function tidyAfterStart(database: DatabaseLocation['type']): void {
  setTimeout(() => {
    // Also for a process that is killed later: it would not write it at its end. Before V8's settings change, as what is
    // kept is good only for those that it was compiled with.
    flushCompileCache();
    if (database === 'postgres') setFlagsFromString('--heap-growing-percent=100');
    setFlagsFromString('--expose-gc');
    const collect: unknown = runInNewContext('gc');
    if (typeof collect === 'function') collect({ type: 'major', flavor: 'last-resort' });
  }, AFTER).unref();
}
