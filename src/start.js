// What `npm start` runs: main.ts, with what is compiled kept between starts. In JavaScript, as the first TypeScript that
// is not in that cache loads Node's compiler for it, which costs 20 MB and 50 ms: docs/decisions/0018-memory.md.

import { enableCompileCache, flushCompileCache } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ownCacheFolder } from './compile-cache.js';

const cacheFolder = ownCacheFolder();
if (cacheFolder !== undefined) enableCompileCache(cacheFolder);

/** What a start has used and nobody needs is given back once, when the first readers were answered, ms. */
const TIDY_AFTER = 3_000;

setTimeout(() => {
  // Also for a process that is killed later: it would not write it at its end.
  flushCompileCache();
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  if (typeof collect === 'function') collect({ type: 'major', flavor: 'last-resort' });
}, TIDY_AFTER).unref();

await import('./main.ts');
