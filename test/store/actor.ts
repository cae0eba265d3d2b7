// A second process with the store: opens it, takes a delivery, says so, and stays until it is killed.

import { openStore } from '../../src/store/database.ts';
import { bossJobs } from '../../src/store/postgres/jobs.ts';

try {
  const [url = '', silence] = process.argv.slice(2);
  const quiet = () => {};
  const log = { debug: quiet, info: quiet, warn: quiet };
  const jobs = bossJobs({ log, silence: Number(silence) });
  const store = await openStore(url, { now: Date.now, jobs });
  const taken = await store.deliveries.take(1);
  process.stdout.write(`taken ${taken.length}\n`);
  setInterval(() => {}, 1000);
} catch (error) {
  process.stdout.write(`${error instanceof Error ? `${error.name}: ${error.message}` : error}\n`);
}
