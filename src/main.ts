// The production entry. Compiled code is kept between starts, which halves the time to the first answer.

import { enableCompileCache } from 'node:module';

// Before anything else is loaded, hence the import below instead of one above; a folder that cannot be written
// only costs the time.
enableCompileCache();
const { run } = await import('./run.ts');
await run();
