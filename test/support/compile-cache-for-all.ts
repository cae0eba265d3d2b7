// What Node compiles in a test run is kept until its end: the scenarios start the program some hundred times.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Only for the programs: the processes of the test files would write to it after its end. */
export default function setup(): () => void {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'compiled-'));
  process.env.TEST_COMPILE_CACHE = folder;
  return () => fs.rmSync(folder, { recursive: true, force: true });
}
