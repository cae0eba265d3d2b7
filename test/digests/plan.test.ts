// Planning with a store in memory: what is queued, once each, whatever the clock does.

import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Edition } from '../../src/digests/edition.ts';
import { createPlan, type PlanReport } from '../../src/digests/plan.ts';
import { createPlanner } from '../../src/digests/schedule.ts';
import { createTicker, type Ticker } from '../../src/digests/tick.ts';
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
      isAnything: () => it.hasNews,
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
    edition: () => ({ latest: LATEST, isAnything: () => false }) as unknown as Edition,
    clock: it.clock,
    log: { info: () => {}, warn: () => {} },
    onQueued: () => {},
    onZoneLost: async () => {},
  });
  expect((await plan(stop.signal)).idle).toBe(1000);
});

describe('through any sequence of jumps of the wall clock', () => {
  const MINUTE = 60_000;
  const jumps = [
    ...[-90, -5, 5, 90].map((seconds) => seconds * 1000),
    ...[-600, -3, -1, 1, 3, 10, 600].map((minutes) => minutes * MINUTE),
    ...[-400, -30, -8, -1, 1, 5, 8, 9, 30, 400].map((days) => days * DAY),
  ];
  const wrong = fc.record({
    by: fc.constantFrom(...jumps),
    /** Whether it is right again before the next jump. */
    lasts: fc.integer({ min: 1, max: 8 }).map((steps) => steps * 20_000),
    right: fc.integer({ min: 0, max: 6 }).map((steps) => steps * 20_000),
  });

  test('each due minute is served once, and within a minute of the clock being right', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(wrong, { minLength: 1, maxLength: 5 }), async (sequence) => {
        const it = await scene();
        const planned: string[] = [];
        for (let chat = 1; chat <= 12; chat += 1) {
          const dueAt = NOON + chat * MINUTE;
          await it.store.subscriptions.subscribe({ chatId: chat as ChatId }, dailyAt(dueAt), dueAt);
        }
        const ticker = createTicker(() => it.plan(), it.clock, {
          error: (facts) => expect.fail(String(facts)),
        });
        ticker.start();
        await it.clock.advance(0);
        for (const { by, lasts, right } of sequence) {
          it.clock.jump(by);
          await it.clock.advance(lasts);
          it.clock.jump(-by);
          await it.clock.advance(right);
        }
        await it.clock.advance(MINUTE);
        const now = it.clock.now();
        for (let chat = 1; chat <= 12; chat += 1) {
          const [subscription] = await it.store.subscriptions.ofChat(chat as ChatId);
          const deliveries = await it.store.deliveries.lastOf(subscription?.id as never, 100);
          planned.push(...deliveries.map(({ dueAt }) => `${chat} ${dueAt}`));
          const today = NOON + chat * MINUTE;
          if (today <= now - MINUTE) expect(planned).toContain(`${chat} ${today}`);
          // Then tomorrow’s is next, unless today’s is yet to come.
          const next = today > now ? today : today + DAY;
          expect(subscription?.state).toEqual({
            status: 'active',
            dueAt: expect.toSatisfy(
              (due: number) => due <= next || (due === next + DAY && planned.includes(`${chat} ${next}`)),
            ),
          });
        }
        expect(new Set(planned).size).toBe(planned.length);
        await stopped(ticker, it.clock);
      }),
      { numRuns: 50 },
    );
  });

  test.each([1, 5, 8, 30, 400])(
    'ahead by %i days for a minute over the due minute, it still comes',
    async (days) => {
      const it = await scene();
      await it.store.subscriptions.subscribe(
        { chatId: 1 as ChatId },
        dailyAt(NOON + 120_000),
        NOON + 120_000,
      );
      const ticker = createTicker(() => it.plan(), it.clock, { error: () => {} });
      ticker.start();
      await it.clock.advance(60_000);
      it.clock.jump(days * DAY);
      await it.clock.advance(75_000);
      it.clock.jump(-days * DAY);
      await it.clock.advance(10_000);
      const [subscription] = await it.store.subscriptions.ofChat(1 as ChatId);
      const dues = (await it.store.deliveries.lastOf(subscription?.id as never, 9)).map(({ dueAt }) => dueAt);
      expect(dues).toContain(NOON + 120_000);
      expect(subscription?.state).toEqual({ status: 'active', dueAt: NOON + 120_000 + DAY });
      await stopped(ticker, it.clock);
    },
  );

  test.each([1, 5, 8])(
    'what a clock ahead by %i days has left is planned again after a restart',
    async (days) => {
      const it = await scene();
      it.clock.jump(days * DAY);
      await subscribe(it, 1, NOON + days * DAY + DAY);
      it.clock.jump(-days * DAY - 60_000);
      await it.plan();
      const [subscription] = await it.store.subscriptions.ofChat(1 as ChatId);
      expect(subscription?.state).toEqual({ status: 'active', dueAt: NOON });
    },
  );
});

function dailyAt(instant: number): SubscriptionSettings {
  const time = new Date(instant).toISOString().slice(11, 16) as never;
  return { time, zone: 'UTC' as ZoneId, days: 'daily' as never, topics: 'all', when: 'new' };
}

async function stopped(ticker: Ticker, clock: ManualClock): Promise<void> {
  const done = ticker.stop();
  await clock.advance(0);
  await done;
}
