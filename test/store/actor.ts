// A second process with the store: opens it, takes a delivery, says so, and stays until it is killed.
// Started by sqlite.test.ts: `node actor.ts FILE`.

import { openStore } from '../../src/store/database.ts';

try {
  const store = await openStore(process.argv[2] ?? '', { now: Date.now });
  const taken = await store.deliveries.take(1);
  process.stdout.write(`taken ${taken.length}\n`);
  setInterval(() => {}, 1000);
} catch (error) {
  process.stdout.write(`${error instanceof Error ? `${error.name}: ${error.message}` : error}\n`);
}
