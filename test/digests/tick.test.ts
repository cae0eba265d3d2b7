// Ticks run one after another, survive a failure, and end at a stop.

import { expect, onTestFinished, test } from 'vitest';
import { createTicker, type Ticker } from '../../src/digests/tick.ts';

function ticker(run: () => Promise<unknown>): { readonly ticker: Ticker; readonly log: string[] } {
  const log: string[] = [];
  const note = (_facts: object, message: string) => void log.push(message);
  const made = createTicker(run, { debug: () => {}, error: note });
  onTestFinished(() => made.stop());
  return { ticker: made, log };
}

test('the first tick comes at once', async () => {
  const ticked = Promise.withResolvers<void>();
  ticker(async () => ticked.resolve()).ticker.start();
  await ticked.promise;
});

test('two ticks never run at a time', async () => {
  let running = 0;
  let most = 0;
  const made = ticker(async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise(setImmediate);
    running -= 1;
  });
  await Promise.all([made.ticker.tick(), made.ticker.tick(), made.ticker.tick()]);
  expect(most).toBe(1);
});

test('one that fails is logged and the next one comes', async () => {
  let count = 0;
  const made = ticker(async () => {
    count += 1;
    if (count === 1) throw new Error('the disk is full');
  });
  await made.ticker.tick();
  await made.ticker.tick();
  expect(count).toBe(2);
  expect(made.log.length).toBe(1);
});

test('a stop waits for the tick that runs, and none comes after it', async () => {
  const [begun, done] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let count = 0;
  const made = ticker(async () => {
    count += 1;
    begun.resolve();
    await done.promise;
  });
  void made.ticker.tick();
  await begun.promise;
  const stopped = made.ticker.stop();
  done.resolve();
  await stopped;
  await made.ticker.tick();
  expect(count).toBe(1);
});
