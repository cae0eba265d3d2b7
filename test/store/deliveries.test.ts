import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupCommit } from '../../src/delivery/group-commit.ts';
import { createPlanner } from '../../src/digests/schedule.ts';
import type { DeliveryOutcome } from '../../src/store/delivery-outcome.ts';
import type { FollowKey, Schedule, SubscriptionId, ZoneId } from '../../src/store/types.ts';
import {
  BACKENDS,
  chat,
  claimAll,
  DAY,
  HOUR,
  NOON,
  open,
  queueFor,
  sequence,
  settings,
  tryAt,
} from './backends.ts';

describe.each(BACKENDS)('figures on $name', (backend) => {
  it('counts what was finished in each span of time, by what became of it', async () => {
    const { store, clock } = await open(backend);
    await queueFor(store, 1, 2, 3);
    const taken = await store.deliveries.take(3);
    await store.deliveries.record([
      { ...tryAt(taken, 0), type: 'sent', messageId: 1, rotated: false },
      { ...tryAt(taken, 1), type: 'gone', reason: 'blocked' },
    ]);
    clock.now = NOON + DAY;
    await store.deliveries.record([{ ...tryAt(taken, 2), type: 'rejected', reason: 'empty' }]);
    const spans = [-1, 0, 1].map((day) => ({ from: NOON + day * DAY, to: NOON + (day + 1) * DAY }));
    expect(await store.finishedOn(spans)).toEqual([
      { sent: 0, gone: 0, rejected: 0 },
      { sent: 1, gone: 1, rejected: 0 },
      { sent: 0, gone: 0, rejected: 1 },
    ]);
  });
});

describe.each(BACKENDS)('what was agreed, on $name', (backend) => {
  it('is queued once for those who want it at once, and what it told is kept until its strand has come there', async () => {
    const { store, clock, pass } = await open(backend);
    const follows = [{ key: 'words:swift' as FollowKey, paused: false }];
    const wanting = settings({ topics: [], follows, agreedAtOnce: true });
    for (const id of [1, 2, 3])
      await store.subscriptions.subscribe({ chatId: chat(id) }, wanting, NOON + HOUR);
    await store.subscriptions.subscribe({ chatId: chat(4) }, settings(), NOON + HOUR);
    await store.subscriptions.pause({ chatId: chat(3) });
    const range = { dueAt: NOON - 1, after: sequence(4), to: sequence(9) };
    const asked: number[] = [];
    const queue = (after: number, limit: number) =>
      store.planning.queueAgreed(after as SubscriptionId, limit, range, ({ chatId }) => {
        asked.push(chatId);
        return chatId !== 2;
      });
    const { queued, last } = await queue(0, 1);
    expect([queued, await queue(last ?? 0, 5), await queue(0, 5)]).toEqual([
      1,
      { queued: 0, last: undefined },
      { queued: 0, last: undefined },
    ]);
    expect(asked).toEqual([1, 2, 1, 2]);

    const [held] = await store.deliveries.take(10);
    expect(held).toMatchObject({
      delivery: { agreedAfter: 4, toSequence: 9 },
      subscription: { settings: { topics: [], follows, agreedAtOnce: true } },
    });
    // It waits for the end of quiet hours; a digest that is due meanwhile does not.
    await store.deliveries.record([
      { ...tryAt(held ? [held] : []), type: 'returned', notBefore: NOON + DAY },
    ]);
    await pass(HOUR);
    await claimAll(store, NOON + HOUR, 7);
    const digests = await store.deliveries.take(10);
    expect(digests.map(({ chatId }) => chatId).sort()).toEqual([1, 2, 4]);
    const first = digests.findIndex(({ chatId }) => chatId === 1);
    await pass(DAY);
    expect(await store.deliveries.take(10)).toEqual([]);
    const sent = { type: 'sent', messageId: 1, rotated: false } as const;
    await store.deliveries.record([{ ...tryAt(digests, first), ...sent, topics: ['words:swift'] }]);
    await pass(HOUR);
    const again = await store.deliveries.take(10);
    expect(again).toMatchObject([{ chatId: 1, delivery: { agreedAfter: 4 } }]);
    const apart = [8, 9].map((number) => ({ strand: 'words:swift', sequence: sequence(number) }));
    await store.deliveries.record([{ ...tryAt(again), ...sent, apart }]);
    const stored = () => store.subscriptions.get({ chatId: chat(1) });
    expect(await stored()).toMatchObject({ places: { 'words:swift': 7 }, apart });
    const id = (await stored())?.id as SubscriptionId;
    expect(await store.deliveries.agreedSince(id, NOON)).toBe(1);
    expect(await store.deliveries.agreedSince(id, clock.now + 1)).toBe(0);
    const latest = await store.deliveries.lastOf(id, 2);
    const lastDigest = latest.find(({ agreedAfter }) => agreedAfter === undefined);
    expect(latest).toHaveLength(2);
    expect(await store.deliveries.lastOf(id, 2, 'digests')).toEqual([lastDigest]);
    await store.moveChat(chat(1), chat(-1001));
    expect(await store.subscriptions.get({ chatId: chat(-1001) })).toMatchObject({
      apart,
      settings: { follows },
    });
  });
});

describe.each(BACKENDS)('planning on $name', (backend) => {
  it('claims what is due, the earliest first, a batch at a time', async () => {
    const { store } = await open(backend);
    for (const id of [1, 2, 3, 4]) {
      await store.subscriptions.subscribe({ chatId: chat(id) }, settings(), NOON - id * HOUR + HOUR);
    }
    await store.subscriptions.subscribe({ chatId: chat(9) }, settings(), NOON + 1);
    const seen: number[] = [];
    const claim = () =>
      store.planning.claimDue(NOON, 3, ({ chatId, state }) => {
        seen.push(chatId);
        const deliver = { type: 'deliver', dueAt: state.dueAt, toSequence: sequence(1) } as const;
        return {
          next: NOON + DAY,
          outcome: chatId === 4 ? { type: 'late' } : chatId === 3 ? { type: 'idle' } : deliver,
        };
      });
    expect(await claim()).toMatchObject({ claimed: 3, queued: 1, idle: 1, late: [{ chatId: 4 }] });
    expect(await claim()).toMatchObject({ claimed: 1, queued: 1, idle: 0, late: [] });
    expect(await claim()).toMatchObject({ claimed: 0 });
    expect(seen).toEqual([4, 3, 2, 1]);
    expect(await store.deliveries.waiting()).toEqual({ count: 2, oldest: NOON - HOUR });
    expect(await store.stats(0)).toMatchObject({ deliveries: { queued: 2 } });
  });

  it('adds no second delivery for a due time, even when the due time is set back', async () => {
    const { store } = await open(backend);
    await queueFor(store, 1);
    await store.subscriptions.subscribe({ chatId: chat(1) }, settings(), NOON);
    expect(await claimAll(store)).toBe(0);
    expect((await store.deliveries.waiting()).count).toBe(1);
  });

  it('changes nothing when it fails in the middle of a batch', async () => {
    const { store } = await open(backend);
    for (const id of [1, 2]) await store.subscriptions.subscribe({ chatId: chat(id) }, settings(), NOON);
    let asked = 0;
    const failing = store.planning.claimDue(NOON, 10, () => {
      if (++asked === 2) throw new Error('zone');
      return { next: NOON + DAY, outcome: { type: 'deliver', dueAt: NOON, toSequence: sequence(1) } };
    });
    await expect(failing).rejects.toThrow('zone');
    expect(await claimAll(store)).toBe(2);
  });

  it('plans again what a wrong clock put too far ahead', async () => {
    const { store } = await open(backend);
    await store.subscriptions.subscribe({ chatId: chat(1) }, settings(), NOON + 400 * DAY);
    await store.subscriptions.subscribe({ chatId: chat(2) }, settings(), NOON + DAY);
    const first = await store.planning.bringBack(0 as SubscriptionId, 1, () => NOON + HOUR);
    expect(first).toEqual({ count: 1, last: expect.any(Number) });
    const rest = await store.planning.bringBack(first.last as SubscriptionId, 2, () => NOON + 2 * DAY);
    expect(rest).toEqual({ count: 0, last: undefined });
    expect(await claimAll(store, NOON + HOUR)).toBe(1);
  });

  it('plans again only the schedules that a wrong clock put too far ahead', async () => {
    const { store } = await open(backend);
    const far = NOON + 400 * DAY;
    const zones = ['Europe/Berlin', 'Asia/Tokyo', 'Europe/Berlin'] as ZoneId[];
    for (const [index, zone] of zones.entries())
      await store.subscriptions.subscribe({ chatId: chat(index + 1) }, settings({ zone }), far);
    const next = ({ zone }: Schedule) => (zone === 'Europe/Berlin' ? NOON : far);
    expect(await store.planning.bringBack(0 as SubscriptionId, 10, next)).toEqual({
      count: 2,
      last: undefined,
    });
    expect(await claimAll(store, NOON)).toBe(2);
  });

  it('clears what a wrong clock left: unsent digests, times served long before, far tries', async () => {
    const { store, clock } = await open(backend);
    const month = 30 * DAY;
    clock.now = NOON + month;
    await queueFor(store, 1, 2, 3);
    const taken = await store.deliveries.take(2);
    await store.deliveries.record([
      { ...tryAt(taken, 0), type: 'sent', messageId: 1, rotated: false },
      { ...tryAt(taken, 1), type: 'retry', notBefore: NOON + month + HOUR, reason: 'server' },
    ]);
    clock.now = NOON;
    expect(await store.planning.clearAhead(NOON - month, 6 * HOUR, HOUR)).toBe(3);
    expect((await store.deliveries.waiting()).count).toBe(0);
    expect(await store.planning.clearAhead(NOON - month, 6 * HOUR, HOUR)).toBe(0);
  });

  it('delivers each due time once, however the clock runs', async () => {
    const planner = createPlanner();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: -2 * HOUR, max: 30 * HOUR }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 4 }),
        async (steps, batch) => {
          const { store } = await open(backend);
          const ids = [1, 2, 3, 4, 5];
          for (const id of ids)
            await store.subscriptions.subscribe({ chatId: chat(id) }, settings(), NOON + id);
          let now = NOON;
          const delivered: string[] = [];
          for (const step of steps) {
            now += step;
            for (let claimed = batch; claimed === batch; ) {
              const result = await store.planning.claimDue(
                now,
                batch,
                ({ chatId, state, settings: chosen }) => {
                  const { serve, next } = planner.advance(chosen, state.dueAt, now);
                  if (serve === undefined) return { next, outcome: { type: 'late' } };
                  delivered.push(`${chatId} ${serve}`);
                  return { next, outcome: { type: 'deliver', dueAt: serve, toSequence: sequence(1) } };
                },
              );
              claimed = result.claimed;
            }
          }
          expect(new Set(delivered).size).toBe(delivered.length);
          expect((await store.deliveries.waiting()).count).toBe(delivered.length);
          await store.close();
        },
      ),
      { numRuns: 15 },
    );
  });
});

describe.each(BACKENDS)('deliveries on $name', (backend) => {
  it('are taken once, with what the chat chose, the longest waiting first', async () => {
    const { store } = await open(backend);
    await store.chats.remember({ id: chat(1), language: 'de' });
    await queueFor(store, 1, 2, 3);
    const first = await store.deliveries.take(2);
    expect(first).toMatchObject([
      {
        delivery: { dueAt: NOON, state: 'sending', tries: 1, toSequence: 5 },
        subscription: { chatId: 1, cursor: null, settings: settings() },
        language: 'de',
      },
      { subscription: { chatId: 2, state: { status: 'active', dueAt: NOON + DAY } }, language: null },
    ]);
    expect(await store.deliveries.take(2)).toMatchObject([{ subscription: { chatId: 3 } }]);
    expect(await store.deliveries.take(2)).toEqual([]);
  });

  it('are recorded with what follows from it', async () => {
    const { store, clock, pass } = await open(backend);
    await queueFor(store, 1, 2, 3, 4);
    const taken = await store.deliveries.take(10);
    await pass(HOUR);
    await store.deliveries.record([
      { ...tryAt(taken, 0), type: 'sent', messageId: 77, rotated: true },
      { ...tryAt(taken, 1), type: 'retry', notBefore: NOON + 2 * HOUR, reason: 'flood' },
      { ...tryAt(taken, 2), type: 'gone', reason: 'blocked' },
      { ...tryAt(taken, 3), type: 'rejected', reason: 'bad request' },
    ]);
    const subscription = async (chatId: number) => store.subscriptions.get({ chatId: chat(chatId) });
    const last = async (chatId: number) => {
      const found = await subscription(chatId);
      return found && (await store.deliveries.lastOf(found.id, 1))[0];
    };
    expect(await subscription(1)).toMatchObject({ cursor: 5, rotation: 1 });
    expect(await last(1)).toMatchObject({ state: 'sent', messageId: 77, finishedAt: NOON + HOUR });
    expect(await subscription(2)).toMatchObject({ cursor: null, rotation: 0 });
    expect(await last(2)).toMatchObject({ state: 'retry', notBefore: NOON + 2 * HOUR, reason: 'flood' });
    expect(await subscription(3)).toMatchObject({ state: { status: 'closed', reason: 'blocked' } });
    expect(await last(3)).toMatchObject({ state: 'gone', reason: 'blocked' });
    expect(await last(4)).toMatchObject({ state: 'rejected', reason: 'bad request' });
    expect(await subscription(4)).toMatchObject({ state: { status: 'active' } });
    expect(await store.deliveries.nextAt()).toSatisfy((at) => at > clock.now && at <= NOON + 2 * HOUR);
    expect(await store.deliveries.take(10)).toEqual([]);
    await pass(HOUR);
    expect(await store.deliveries.take(10)).toMatchObject([
      { delivery: { tries: 2 }, subscription: { chatId: 2 } },
    ]);
  });

  it('recorded twice count once', async () => {
    const { store } = await open(backend);
    await queueFor(store, 1);
    const taken = tryAt(await store.deliveries.take(1));
    const sent: DeliveryOutcome = { ...taken, type: 'sent', messageId: 1, rotated: true };
    await store.deliveries.record([sent]);
    await store.deliveries.record([sent]);
    await store.deliveries.record([{ ...taken, type: 'gone', reason: 'blocked' }]);
    expect(await store.subscriptions.get({ chatId: chat(1) })).toMatchObject({
      rotation: 1,
      state: { status: 'active' },
    });
  });

  it('of one subscription go one after the other', async () => {
    const { store, pass } = await open(backend);
    await queueFor(store, 1);
    await claimAll(store, NOON + DAY, 8);
    await pass(DAY);
    const taken = await store.deliveries.take(10);
    expect(taken).toMatchObject([{ delivery: { dueAt: NOON } }]);
    expect(await store.deliveries.take(10)).toEqual([]);
    await store.deliveries.record([{ ...tryAt(taken), type: 'sent', messageId: 1, rotated: false }]);
    await pass(1000);
    expect(await store.deliveries.take(10)).toMatchObject([
      { delivery: { dueAt: NOON + DAY }, subscription: { cursor: 5 } },
    ]);
  });

  it('that wait are dropped when the chat stops; one being sent is not wanted any more', async () => {
    const { store } = await open(backend);
    await queueFor(store, 1, 2);
    const taken = tryAt(await store.deliveries.take(1));
    expect(await store.deliveries.wanted(taken)).toBe(true);
    await store.subscriptions.close({ chatId: chat(1) }, 'unsubscribed');
    await store.subscriptions.pause({ chatId: chat(2) });
    expect(await store.deliveries.wanted(taken)).toBe(false);
    expect(await store.deliveries.take(10)).toEqual([]);
    await store.deliveries.record([{ ...taken, type: 'sent', messageId: 4, rotated: false }]);
    expect((await store.stats(0)).deliveries).toMatchObject({ sent: 1, gone: 1 });
  });

  const part = (hash: string, messageId: number) => ({ hash, messageId });

  it('that had nothing to say count as no failures', async () => {
    const { store } = await open(backend);
    await queueFor(store, 1, 2);
    const taken = await store.deliveries.take(2);
    await store.deliveries.record([
      { ...tryAt(taken, 0), type: 'rejected', reason: 'nothing new' },
      { ...tryAt(taken, 1), type: 'rejected', reason: 'too long' },
    ]);
    expect((await store.stats(0)).deliveries).toMatchObject({ sent: 0, rejected: 1 });
    expect(await store.finishedOn([{ from: 0, to: NOON + DAY }])).toEqual([
      { sent: 0, gone: 0, rejected: 1 },
    ]);
  });

  it('go on after the messages that were sent, over a retry, a restart and a take-over', async () => {
    const { store } = await open(backend);
    await queueFor(store, 1, 2);
    const taken = await store.deliveries.take(2);
    const [first, second] = [tryAt(taken, 0), tryAt(taken, 1)];
    await store.deliveries.recordParts([
      { ...first, chatId: chat(1), sentParts: [part('a', 1), part('b', 2)] },
      { ...second, chatId: chat(2), sentParts: [part('c', 3)] },
    ]);
    // By a process that has lost it.
    await store.deliveries.recordParts([
      { ...second, chatId: chat(2), tries: second.tries - 1, sentParts: [] },
    ]);
    await store.deliveries.record([
      { ...first, type: 'retry', notBefore: NOON, reason: 'server' },
      { ...second, type: 'returned', notBefore: NOON },
    ]);
    const again = await store.deliveries.take(2);
    expect(again.map(({ delivery }) => delivery.sentParts)).toEqual([
      [part('a', 1), part('b', 2)],
      [part('c', 3)],
    ]);
    await store.deliveries.record([{ ...tryAt(again, 0), type: 'sent', messageId: 1, rotated: false }]);
    const id = again[0]?.delivery.subscriptionId;
    expect(await store.deliveries.lastOf(id as never, 1)).toMatchObject([{ state: 'sent', sentParts: [] }]);
  });

  it('interrupted by a crash go back to the queue', async () => {
    const url = await backend.url();
    const { store: interrupted } = await open(backend, { url });
    await queueFor(interrupted, 1, 2);
    await interrupted.deliveries.take(1);
    await interrupted.close();
    const { store } = await open(backend, { url });
    await store.deliveries.requeueInterrupted();
    expect(await store.deliveries.requeueInterrupted()).toBe(0);
    expect(await store.deliveries.take(10)).toMatchObject([
      { subscription: { chatId: 1 }, delivery: { tries: 2 } },
      { subscription: { chatId: 2 }, delivery: { tries: 1 } },
    ]);
  });

  it('long finished are purged, the others stay', async () => {
    const { store } = await open(backend);
    await queueFor(store, 1, 2);
    const taken = tryAt(await store.deliveries.take(1));
    await store.deliveries.record([{ ...taken, type: 'sent', messageId: 1, rotated: false }]);
    expect(await store.deliveries.purge(NOON)).toBe(0);
    expect(await store.deliveries.purge(NOON + 1)).toBe(1);
    expect(await store.deliveries.purge(NOON + 1)).toBe(0);
    expect((await store.deliveries.waiting()).count).toBe(1);
  });
});

describe('group commit', () => {
  it('writes what comes together in one batch, and in order', async () => {
    const batches: (readonly number[])[] = [];
    const add = groupCommit<number>(
      async (items) => {
        batches.push(items);
      },
      { limit: 3 },
    );
    await Promise.all([1, 2, 3, 4].map(add));
    await add(5);
    expect(batches).toEqual([[1, 2, 3], [4], [5]]);
  });

  it('fails those of the batch that failed, and goes on', async () => {
    const add = groupCommit<number>(async (items) => {
      if (items.includes(1)) throw new Error('disk');
    });
    await expect(add(1)).rejects.toThrow('disk');
    await expect(add(2)).resolves.toBeUndefined();
  });
});
