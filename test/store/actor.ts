// A second process with the store: opens it, takes a delivery, says so, and stays until it is killed.
// Started by actors.ts: `node actor.ts URL LEASE_MS`.

import { openStore } from '../../src/store/database.ts';

try {
  const [url = '', lease] = process.argv.slice(2);
  const store = await openStore(url, { now: Date.now, lease: Number(lease) });
  const taken = await store.deliveries.take(1);
  process.stdout.write(`taken ${taken.length}\n`);
  setInterval(() => {}, 1000);
} catch (error) {
  process.stdout.write(`${error instanceof Error ? `${error.name}: ${error.message}` : error}\n`);
}
