// The store's health, asked of either database: what waits, what is overdue, and a store that does not answer.

import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/database.ts';
import { createHealth } from '../../src/store/health.ts';
import { manualClock } from '../support/clock.ts';
import { BACKENDS, chat, claimAll, DAY, NOON, open, settings } from './backends.ts';

const MINUTE = 60_000;

function healthOf(store: Store, clock = manualClock(NOON), digests = true, isNewest = true) {
  return createHealth({ store, clock, digests, isNewest: () => isNewest });
}

describe.each(BACKENDS)('on $name', (backend) => {
  it('a digest is overdue from its due time, planned or not, until it is taken', async () => {
    const { store } = await open(backend);
    const clock = manualClock(NOON);
    const health = healthOf(store, clock);
    const overdue = async () => (await health.check()).overdue;
    expect(await overdue()).toBe(0);
    await store.subscriptions.subscribe({ chatId: chat(1) }, settings(), NOON);
    await store.subscriptions.subscribe({ chatId: chat(2) }, settings(), NOON + DAY);
    clock.jump(9 * MINUTE);
    expect(await overdue()).toBe(9 * MINUTE);
    expect(await healthOf(store, clock, false).check()).toMatchObject({ overdue: 0 });
    // Another process has to send it: this one stays ready, and the figure shows it.
    const older = healthOf(store, clock, true, false);
    expect(await older.check()).toMatchObject({ overdue: 0 });
    expect(await older.storeFigures()).toMatchObject({ overdueFor: 9 * MINUTE, copiesWaiting: 0 });

    await claimAll(store);
    clock.jump(MINUTE);
    expect(await overdue()).toBe(10 * MINUTE);
    expect(await health.storeFigures()).toEqual({
      waiting: 1,
      waitingFor: 10 * MINUTE,
      overdueFor: 10 * MINUTE,
      copiesWaiting: 0,
    });
    expect(await health.subscriptions()).toBe(2);

    expect(await store.deliveries.take(10)).toHaveLength(1);
    expect(await overdue()).toBe(0);
    expect(await health.storeFigures()).toEqual({
      waiting: 0,
      waitingFor: 0,
      overdueFor: 0,
      copiesWaiting: 0,
    });
  });
});

it('a store that hangs or fails is silent since it last answered, and blocks no caller', async () => {
  const [sqlite] = BACKENDS;
  if (!sqlite) throw new Error('there is no database');
  const { store } = await open(sqlite);
  for (const ping of [() => new Promise<void>(() => {}), () => Promise.reject(new Error('away'))]) {
    const clock = manualClock(NOON);
    let down = false;
    const health = healthOf({ ...store, ping: () => (down ? ping() : store.ping()) }, clock);
    expect(await health.check()).toEqual({ silence: 0, overdue: 0 });
    down = true;
    await clock.advance(10_000);
    const asked = health.check();
    await clock.advance(1_000);
    expect((await asked).silence).toBeGreaterThanOrEqual(10_000);
  }
});
