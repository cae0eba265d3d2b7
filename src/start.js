// What `npm start` runs: main.ts, with what is compiled kept between starts. In JavaScript, as the first TypeScript that
// is not in that cache loads Node's compiler for it, which costs 20 MB and 50 ms: docs/decisions/0018-memory.md.

import { setFlagsFromString } from 'node:v8';
import { keepCompiled } from './compile-cache.js';

// Before anything else is compiled, as what is kept is good only for the flags that it was compiled with. V8 collects
// when twice as much is there as was left the last time; of itself it waits for several times as much.
setFlagsFromString('--heap-growing-percent=100');

keepCompiled();

await import('./main.ts');
