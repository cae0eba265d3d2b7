// What the queue of deliveries promises on SQLite's table and on pg-boss: order, once each, retries, take-overs.

import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { type Queue, storeQueue } from '../../src/delivery/queue.ts';
import { MAX_TRIES, verdictOn } from '../../src/delivery/verdict.ts';
import type { Store } from '../../src/store/database.ts';
import type { TakenDelivery } from '../../src/store/taken-delivery.ts';
import {
  BACKENDS,
  type Backend,
  chat,
  claimAll,
  DAY,
  HOUR,
  NOON,
  type OpenOptions,
  open,
  POSTGRESQL,
  queueFor,
  settings,
  thread,
  tryAt,
} from '../store/backends.ts';
import { startStoreProcess } from '../store/start-store-process.ts';
import { run } from '../support/postgres.ts';

/** Short, so that a test sees it end; long enough for a busy machine. */
const SILENCE = 2_000;
const SENT = { type: 'sent', messageId: 1, rotated: false } as const;
const RETRY = { type: 'retry', afterMs: undefined, why: 'server', arrived: 'no' } as const;

interface Scene {
  readonly store: Store;
  readonly queue: Queue;
  readonly clock: { now: number };
  pass(ms: number): Promise<void>;
}

async function scene(backend: Backend, options: OpenOptions = {}): Promise<Scene> {
  const opened = await open(backend, options);
  // What is gathered for a commit is there within a turn of the event loop.
  const after = (_: number, fn: () => void) => {
    setImmediate(fn);
    return () => {};
  };
  const clock = { now: () => opened.clock.now, monotonic: () => 0, after };
  return { ...opened, queue: storeQueue(opened.store.deliveries, clock) };
}

async function recordAll(queue: Queue, taken: readonly TakenDelivery[]): Promise<void> {
  await Promise.all(taken.map((_, at) => queue.record({ ...tryAt(taken, at), ...SENT })));
}

/** What all of them take until nothing is left, three at a time and side by side. */
async function drain({ pass }: Scene, takers: readonly Queue[]): Promise<readonly TakenDelivery[]> {
  const had: TakenDelivery[] = [];
  const take = async (queue: Queue): Promise<void> => {
    for (let taken = await queue.take(3); taken.length > 0; taken = await queue.take(3)) {
      had.push(...taken);
      await recordAll(queue, taken);
    }
  };
  for (let before = -1; before < had.length; ) {
    before = had.length;
    await Promise.all(takers.map(take));
    await pass(1_000);
  }
  return had;
}

const chatsOf = (taken: readonly TakenDelivery[]) => taken.map(({ chatId }) => chatId);

describe.each(BACKENDS)('the queue on $name', (backend) => {
  it('gives each delivery to one of several takers, and of a subscription one after the other', async () => {
    const stage = await scene(backend);
    const ids = Array.from({ length: 30 }, (_, id) => id + 1);
    await queueFor(stage.store, ...ids);
    await claimAll(stage.store, NOON + DAY, 8);
    await stage.pass(DAY);
    const taken = await drain(stage, [stage.queue, stage.queue, stage.queue]);
    expect(new Set(taken.map(({ delivery }) => delivery.id)).size).toBe(60);
    expect(taken).toHaveLength(60);
    for (const one of taken) {
      const cursor = one.type === 'digest' ? one.subscription.cursor : undefined;
      expect(cursor).toBe(one.delivery.dueAt === NOON ? null : 5);
    }
  });

  it('gives what has waited longest first, and nothing before its time', async () => {
    const { store, queue } = await scene(backend);
    await queueFor(store, 3, 1, 2);
    expect(chatsOf(await queue.take(2))).toEqual([3, 1]);
    expect(chatsOf(await queue.take(2))).toEqual([2]);
    expect(await queue.take(2)).toEqual([]);
  });

  it('holds a later digest back while an earlier one waits for its retry', async () => {
    const { store, queue, clock, pass } = await scene(backend);
    await queueFor(store, 1);
    const first = tryAt(await queue.take(1));
    await queue.record({ ...first, type: 'retry', notBefore: clock.now + HOUR, reason: 'flood' });
    await claimAll(store, NOON + DAY, 8);
    expect(await queue.take(10)).toEqual([]);
    await pass(HOUR + 1_000);
    const again = await queue.take(10);
    expect(again).toMatchObject([{ delivery: { id: first.id, tries: 2 } }]);
    await recordAll(queue, again);
    await pass(DAY);
    expect(await queue.take(10)).toMatchObject([{ delivery: { dueAt: NOON + DAY, tries: 1 } }]);
  });

  it('tries ten times with the pauses of the verdict, then gives up', async () => {
    const { store, queue, clock, pass } = await scene(backend);
    await queueFor(store, 1);
    const pauses: number[] = [];
    for (let tries = 1; tries <= MAX_TRIES; tries++) {
      const taken = await queue.take(1);
      expect(taken).toMatchObject([{ delivery: { tries } }]);
      const [{ delivery } = expect.fail('not taken')] = taken;
      const context = { delivery, chat: 1, rotated: false, now: clock.now, random: () => 0.5 };
      const outcome = verdictOn(RETRY, context);
      await queue.record(outcome);
      if (outcome.type !== 'retry') break;
      const pause = outcome.notBefore - clock.now;
      await pass(pause - 1_000);
      expect(await queue.take(1)).toEqual([]);
      await pass(1_000);
      pauses.push(pause / 60_000);
    }
    expect(pauses).toEqual([0.75, 1.5, 3, 6, 12, 24, 45, 45, 45]);
    await pass(DAY);
    expect(await queue.take(1)).toEqual([]);
    expect((await store.stats(0)).deliveries).toMatchObject({ rejected: 1 });
  });

  it('takes back what nobody tried to send as if it had not been taken', async () => {
    const { store, queue, pass } = await scene(backend);
    await queueFor(store, 1, 2);
    const taken = await queue.take(2);
    const put = (at: number) => ({
      ...tryAt(taken, at),
      type: 'returned' as const,
      notBefore: NOON + at * HOUR,
    });
    await Promise.all([queue.record(put(0)), queue.record(put(1))]);
    expect((await store.stats(0)).deliveries).toMatchObject({ queued: 2, sending: 0 });
    expect(chatsOf(await queue.take(2))).toEqual([1]);
    await pass(HOUR);
    expect(await queue.take(2)).toMatchObject([{ subscription: { chatId: 2 }, delivery: { tries: 1 } }]);
  });

  it('gives nothing of a chat that stopped or is forgotten, and closes one that is gone', async () => {
    const { store, queue } = await scene(backend);
    await queueFor(store, 1, 2, 3, 4);
    await store.subscriptions.pause({ chatId: chat(1) });
    await store.subscriptions.close({ chatId: chat(2) }, 'unsubscribed');
    await store.forgetChat(chat(3));
    const taken = await queue.take(10);
    expect(chatsOf(taken)).toEqual([4]);
    await claimAll(store, NOON + DAY, 8);
    await queue.record({ ...tryAt(taken), type: 'gone', reason: 'blocked' });
    expect(await store.subscriptions.get({ chatId: chat(4) })).toMatchObject({
      state: { status: 'closed', reason: 'blocked' },
    });
    expect(await queue.take(10)).toEqual([]);
    expect((await store.deliveries.waiting()).count).toBe(0);
  });

  it('records nothing about a try that is over', async () => {
    const { store, queue } = await scene(backend);
    await queueFor(store, 1);
    const old = tryAt(await queue.take(1));
    await queue.record({ ...old, type: 'retry', notBefore: NOON, reason: 'server' });
    const now = tryAt(await queue.take(1));
    expect(await queue.wanted(old)).toBe(false);
    await queue.record({ ...old, type: 'gone', reason: 'blocked' });
    expect(await queue.wanted(now)).toBe(true);
    await queue.record({ ...now, ...SENT });
    expect(await store.subscriptions.get({ chatId: chat(1) })).toMatchObject({ cursor: 5 });
  });

  it('gives what a killed process had to another one', async () => {
    const url = await backend.url();
    const before = await scene(backend, { url, silence: SILENCE });
    await queueFor(before.store, 1);
    await before.store.close();
    const dying = await startStoreProcess(url, SILENCE);
    expect(dying.said).toBe('taken 1');
    dying.process.kill('SIGKILL');
    await once(dying.process, 'exit');
    const { queue, store } = await scene(backend, { url, silence: SILENCE });
    await queue.recover();
    await expect.poll(() => queue.take(1)).toMatchObject([{ delivery: { tries: 2 } }]);
    expect((await store.stats(0)).deliveries).toMatchObject({ sending: 1, queued: 0 });
  });

  it('has lost nothing when it is opened again', async () => {
    const url = await backend.url();
    const first = await scene(backend, { url });
    await queueFor(first.store, 1, 2, 3);
    const [done, waits] = [await first.queue.take(1), tryAt(await first.queue.take(1))];
    await recordAll(first.queue, done);
    await first.queue.record({ ...waits, type: 'retry', notBefore: NOON + HOUR, reason: 'server' });
    await first.queue.take(1);
    await first.store.close();
    const { queue, pass } = await scene(backend, { url });
    await queue.recover();
    expect(chatsOf(await queue.take(10))).toEqual([3]);
    await pass(HOUR);
    expect(chatsOf(await queue.take(10))).toEqual([2]);
  });
});

describe('several processes at the queue on PostgreSQL', () => {
  it('send to a chat one message after another, whichever of them sends', async () => {
    const url = await POSTGRESQL.url();
    const [one, other] = [await scene(POSTGRESQL, { url }), await scene(POSTGRESQL, { url })];
    for (const topic of [1, 2]) {
      await one.store.subscriptions.subscribe(
        { chatId: chat(-7), threadId: thread(topic) },
        settings(),
        NOON,
      );
    }
    await claimAll(one.store);
    const [taken, none] = [await one.queue.take(10), await other.queue.take(10)];
    expect(taken).toHaveLength(1);
    expect(none).toEqual([]);
    await recordAll(one.queue, taken);
    expect(await other.queue.take(10)).toHaveLength(1);
  });

  it('take while chats stop, and lose neither a delivery nor a stop', async () => {
    const { store, queue } = await scene(POSTGRESQL);
    for (let round = 1; round <= 15; round++) {
      const ids = [1, 2, 3, 4].map((id) => 10 * round + id);
      await queueFor(store, ...ids);
      const stops = ids.map((id) => store.subscriptions.close({ chatId: chat(id) }, 'unsubscribed'));
      const [taken] = await Promise.all([queue.take(10), ...stops]);
      await recordAll(queue, taken);
      expect(await queue.take(10)).toEqual([]);
      const { sending, queued } = (await store.stats(0)).deliveries;
      expect({ sending, queued }).toEqual({ sending: 0, queued: 0 });
    }
  });

  it('find within a second what another one has planned', async () => {
    const url = await POSTGRESQL.url();
    const [one, other] = [await scene(POSTGRESQL, { url }), await scene(POSTGRESQL, { url })];
    expect(await other.queue.take(10)).toEqual([]);
    expect(await other.queue.nextAt()).toBe(NOON + 1_000);
    await queueFor(one.store, 1);
    expect(chatsOf(await other.queue.take(10))).toEqual([1]);
  });

  it('never take over what a live one has, however long its flood wait', async () => {
    const url = await POSTGRESQL.url();
    const options = { url, silence: SILENCE };
    const [one, other] = [await scene(POSTGRESQL, options), await scene(POSTGRESQL, options)];
    await queueFor(one.store, 1);
    const taken = tryAt(await one.queue.take(1));
    const began = performance.now();
    await run(url, `update pgboss.job set started_on = started_on - interval '1 hour'`);
    await expect.poll(() => performance.now() - began).toBeGreaterThan(2 * SILENCE);
    expect(await other.queue.take(1)).toEqual([]);
    expect(await one.queue.wanted(taken)).toBe(true);
    expect(await run(url, 'select state, retry_count from pgboss.job')).toEqual([
      { state: 'active', retry_count: 0 },
    ]);
  });

  it('leave a delivery that was taken over to the one that has it now', async () => {
    const url = await POSTGRESQL.url();
    const log: string[] = [];
    const heard = (_: object, message: string) => void log.push(message);
    const slow = await scene(POSTGRESQL, { url });
    const quick = await scene(POSTGRESQL, { url, silence: SILENCE, log: heard });
    await queueFor(slow.store, 1, 2);
    const taken = await slow.queue.take(2);
    await run(url, `update pgboss.job set heartbeat_on = heartbeat_on - interval '1 day'`);
    const lost = () => run(url, `select 1 from pgboss.job where state = 'retry'`);
    await expect.poll(lost).toHaveLength(2);
    // In time: nobody else has it yet.
    await slow.queue.record({ ...tryAt(taken, 1), ...SENT });
    const over = tryAt(await quick.queue.take(10));
    expect(over).toEqual({ id: tryAt(taken).id, tries: 2 });
    expect(await slow.queue.wanted(tryAt(taken))).toBe(false);
    await slow.queue.record({ ...tryAt(taken), type: 'gone', reason: 'blocked' });
    await quick.queue.record({ ...over, ...SENT });
    expect(await slow.store.subscriptions.get({ chatId: chat(1) })).toMatchObject({ cursor: 5 });
    expect((await slow.store.stats(0)).deliveries).toMatchObject({ sent: 2 });
    expect(log).toContain('digests of a process that is gone are taken over');
    expect(await run(url, 'select 1 from pgboss.job')).toEqual([]);
  });

  it('fill a queue that was lost, or is new to a database, with whatever waits', async () => {
    const url = await POSTGRESQL.url();
    const { store, queue } = await scene(POSTGRESQL, { url });
    await queueFor(store, 1, 2, 3);
    const [sent] = [await queue.take(1), await queue.take(1)];
    await recordAll(queue, sent);
    await store.close();
    await run(url, 'drop schema pgboss cascade');
    const next = await scene(POSTGRESQL, { url });
    expect(chatsOf(await next.queue.take(10))).toEqual([2, 3]);
  });
});
