// What `npm start` runs: main.ts, with what is compiled kept between starts. In JavaScript, as the first TypeScript that
// is not in that cache loads Node's compiler for it, which costs 20 MB and 50 ms: docs/decisions/0018-memory.md.

import { keepCompiled } from './ops/compile-cache.js';

keepCompiled();

await import('./main.ts');
