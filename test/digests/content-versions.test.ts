// Which content the ledger has when processes differ: what each of them takes over, and when.

import { expect, it, onTestFinished } from 'vitest';
import { createDigests, type Digests } from '../../src/digests/digests.ts';
import { openStore } from '../../src/store/database.ts';
import { catalogueOf, type PlainPoint } from '../support/catalogue.ts';
import { newDatabase } from '../support/postgres.ts';

const MINUTE = 60_000;
const START = Date.UTC(2025, 1, 19, 9);

let now = START;

const point = (id: string, text = `Text of ${id}`): PlainPoint => ({
  ...{ id, topics: ['ukraine'], kind: 'said', by: ['lavrov'], text },
});
const version = (changedAt: number, ...points: readonly PlainPoint[]) => ({
  ...catalogueOf({ id: 'riyadh', date: '2025-02-18', points }),
  ...{ version: `of ${changedAt}`, changedAt },
});
const OLD = version(1, point('a'));
const CORRECTED = { on: '2025-02-19', how: 'corrected', was: 'Text of a', why: 'It was another' };
const NEW = version(2, { ...point('a', 'Another text'), changes: [CORRECTED] }, point('b'));

/** Processes on one new database; `clock` is how far a process's clock is behind, ms. */
async function processes(): Promise<(options?: { sends?: boolean; behind?: number }) => Promise<Digests>> {
  now = START;
  const url = await newDatabase();
  return async ({ sends = true, behind = 0 } = {}) => {
    const clock = { now: () => now - behind, monotonic: () => now };
    const store = await openStore(url, clock);
    onTestFinished(() => store.close());
    return createDigests({ store, clock, sends, render: () => [] });
  };
}

it('a process that sends no digests takes nothing over from those that do', async () => {
  const start = await processes();
  const [silent, sender] = [await start({ sends: false }), await start()];
  expect(await silent.publish(NEW)).toMatchObject({ added: 2, standing: 'newest' });
  expect(await sender.publish(OLD)).toMatchObject({ changed: 1, removed: 1, standing: 'newest' });
  expect(await silent.publish(NEW)).toMatchObject({ changed: 0, latest: 0, standing: 'older' });
  await sender.refresh();
  expect(sender.isNewest).toBe(true);

  await sender.publish(NEW);
  await silent.refresh();
  expect([silent.isNewest, silent.edition.latest]).toEqual([true, sender.edition.latest]);
  // Nor does it show itself for them: when they are gone, the older content is what people have.
  now += 11 * MINUTE;
  await silent.refresh();
  const older = await start();
  await older.publish(OLD);
  await older.refresh();
  now += 2 * MINUTE;
  await older.refresh();
  expect(older.isNewest).toBe(true);
});

it('after an outage, an old process that is back first waits for the newest one', async () => {
  const start = await processes();
  await (await start()).publish(NEW);
  now += 60 * MINUTE;
  const old = await start();
  expect(await old.publish(OLD)).toMatchObject({ changed: 0, removed: 0, standing: 'older' });
  await old.refresh();
  now += MINUTE;
  // Its clock is an hour slow; that it shows itself is what counts.
  const newest = await start({ behind: 60 * MINUTE });
  await newest.publish(NEW);
  for (let minute = 0; minute < 5; minute += 1) {
    now += MINUTE;
    await newest.refresh();
    await old.refresh();
    expect([old.isNewest, newest.isNewest]).toEqual([false, true]);
  }
});

it('of two old ones, the second reads what the first has taken over', async () => {
  const start = await processes();
  const [one, other, newest] = [await start(), await start(), await start()];
  await one.publish(OLD);
  await other.publish(OLD);
  await newest.publish(NEW);
  for (const minutes of [0, 11, 2]) {
    now += minutes * MINUTE;
    await one.refresh();
    if (minutes < 2) await other.refresh();
  }
  expect([one.isNewest, other.isNewest]).toEqual([true, false]);
  await other.refresh();
  expect([other.isNewest, other.edition.latest]).toEqual([true, one.edition.latest]);
});
