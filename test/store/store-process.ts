// A second process with a store: opens it, takes a delivery, prints that, and runs until it is killed.

import { openStore } from '../../src/store/database.ts';

try {
  const [url = '', silence] = process.argv.slice(2);
  const store = await openStore(url, { now: Date.now, silence: Number(silence) });
  const taken = await store.deliveries.take(1);
  process.stdout.write(`taken ${taken.length}\n`);
  setInterval(() => {}, 1000);
} catch (error) {
  process.stdout.write(`${error instanceof Error ? `${error.name}: ${error.message}` : error}\n`);
}
