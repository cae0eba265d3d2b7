// Planning with a store in memory: what is queued, once each, whatever the clock does.

import { expect, onTestFinished, test } from 'vitest';
import type { Edition } from '../../src/digests/edition.ts';
import { createPlan, type PlanReport } from '../../src/digests/plan.ts';
import { createPlanner } from '../../src/digests/schedule.ts';
import { openStore, type Store } from '../../src/store/database.ts';
import type { ChatId, Sequence, Subscription, SubscriptionSettings, ZoneId } from '../../src/store/types.ts';
import { type ManualClock, manualClock } from '../support/clock.ts';

const NOON = Date.UTC(2026, 2, 2, 12);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LATEST = 9 as Sequence;

interface Scene {
  readonly store: Store;
  readonly clock: ManualClock;
  readonly log: string[];
  readonly lost: (readonly [Subscription, ZoneId])[];
  /** How often the worker was told. */
  woken: number;
  /** Whether there is anything to send. */
  hasNews: boolean;
  plan(): Promise<PlanReport>;
}

async function scene(): Promise<Scene> {
  const clock = manualClock(NOON);
  const store = await openStore(':memory:', { now: clock.now });
  onTestFinished(() => store.close());
  const log: string[] = [];
  const note = (_facts: object, message: string) => void log.push(message);
  const edition = () =>
    ({
      latest: LATEST,
      select: () =>
        it.hasNews ? { occasion: 'new', topics: 'all', range: { first: 1, last: 2 } } : undefined,
    }) as unknown as Edition;
  const plan = createPlan({
    ...{
      planning: store.planning,
      planner: createPlanner(),
      edition,
      clock,
      log: { info: note, warn: note },
    },
    onQueued: () => {
      it.woken += 1;
    },
    onZoneLost: async (subscription, offset) => void it.lost.push([subscription, offset]),
  });
  const it: Scene = { store, clock, log, lost: [], woken: 0, hasNews: true, plan: () => plan() };
  return it;
}

async function subscribe(
  { store }: Scene,
  count: number,
  dueAt = NOON,
  change: Partial<SubscriptionSettings> = {},
): Promise<void> {
  for (let chat = 1; chat <= count; chat += 1) {
    const settings: SubscriptionSettings = {
      ...{ time: '12:00' as never, zone: 'UTC' as ZoneId, days: 'daily' as never },
      ...{ topics: 'all', when: 'new', ...change },
    };
    await store.subscriptions.subscribe({ chatId: chat as ChatId }, settings, dueAt);
  }
}

const waiting = async ({ store }: Scene) => (await store.deliveries.waiting()).count;

test('queues all that is due, over as many batches as it takes, and tells the worker', async () => {
  const it = await scene();
  await subscribe(it, 1201);
  expect(await it.plan()).toEqual({ queued: 1201, idle: 0, late: 0 });
  expect(await waiting(it)).toBe(1201);
  expect(it.woken).toBe(2);
  expect(it.log).toEqual(['digests planned']);
});

test('plans nothing twice', async () => {
  const it = await scene();
  await subscribe(it, 3);
  await it.plan();
  expect(await it.plan()).toEqual({ queued: 0, idle: 0, late: 0 });
  await it.clock.advance(DAY - 1);
  expect((await it.plan()).queued).toBe(0);
  await it.clock.advance(1);
  expect((await it.plan()).queued).toBe(3);
});

test('queues nothing where nothing is new, and asks again the next day', async () => {
  const it = await scene();
  await subscribe(it, 2);
  it.hasNews = false;
  expect(await it.plan()).toEqual({ queued: 0, idle: 2, late: 0 });
  it.hasNews = true;
  expect((await it.plan()).queued).toBe(0);
  it.clock.jump(DAY);
  expect((await it.plan()).queued).toBe(2);
});

test('sends what is up to six hours late once, and drops what is later with a line in the log', async () => {
  const it = await scene();
  await subscribe(it, 1);
  it.clock.jump(6 * HOUR);
  expect(await it.plan()).toEqual({ queued: 1, idle: 0, late: 0 });
  it.clock.jump(2 * DAY + HOUR);
  expect(await it.plan()).toEqual({ queued: 0, idle: 0, late: 1 });
  expect(it.log).toContain('digests more than six hours late were dropped');
});

test('a clock that goes a year ahead and back makes no storm, and the next digest comes in time', async () => {
  const it = await scene();
  await subscribe(it, 2);
  await it.plan();
  it.clock.jump(365 * DAY);
  expect((await it.plan()).queued).toBe(2);
  it.clock.jump(-365 * DAY);
  expect((await it.plan()).queued).toBe(0);
  expect(it.log).toContain('the clock was set back: digests are planned again');
  it.clock.jump(DAY);
  expect((await it.plan()).queued).toBe(2);
});

test('a zone that is no longer known goes by the offset that it had, and is reported', async () => {
  const it = await scene();
  await subscribe(it, 1, NOON, { time: '15:30' as never, zone: 'Atlantis/Poseidonis' as ZoneId });
  expect((await it.plan()).queued).toBe(1);
  expect(it.lost).toMatchObject([[{ chatId: 1 }, '+03:30']]);
  const [planned] = await it.store.subscriptions.ofChat(1 as ChatId);
  expect(planned?.state).toEqual({ status: 'active', dueAt: NOON + DAY });
});

test('stops between two batches when it is told to', async () => {
  const it = await scene();
  await subscribe(it, 1201);
  const stop = new AbortController();
  stop.abort();
  const plan = createPlan({
    planning: it.store.planning,
    planner: createPlanner(),
    edition: () => ({ latest: LATEST, select: () => undefined }) as unknown as Edition,
    clock: it.clock,
    log: { info: () => {}, warn: () => {} },
    onQueued: () => {},
    onZoneLost: async () => {},
  });
  expect((await plan(stop.signal)).idle).toBe(1000);
});
