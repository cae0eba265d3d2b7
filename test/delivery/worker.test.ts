// The worker with a queue and a gateway that the test controls: what is taken, sent and recorded, and when.

import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../src/delivery/outcome.ts';
import type { Queue } from '../../src/delivery/queue.ts';
import { MAX_TRIES } from '../../src/delivery/verdict.ts';
import { createWorker, type DeliveryContent, type Worker } from '../../src/delivery/worker.ts';
import type { DeliveryOutcome } from '../../src/store/delivery-outcome.ts';
import type { TakenDelivery } from '../../src/store/taken-delivery.ts';
import type {
  ChatId,
  DeliveryId,
  SentPart,
  Sequence,
  SubscriptionId,
  ThreadId,
} from '../../src/store/types.ts';
import { type ManualClock, manualClock } from '../support/clock.ts';

interface Send {
  readonly chat: number;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly wanted: () => Promise<boolean>;
  readonly settle: (outcome: Outcome) => void;
}

const SENT: Outcome = { type: 'sent', result: { message_id: 7 } };
const RETRY: Outcome = { type: 'retry', afterMs: undefined, why: 'server', arrived: 'no' };

/** A worker with `count` deliveries waiting; what it sends stays open until the test settles it. */
class Scene {
  readonly clock: ManualClock = manualClock();
  readonly waiting: TakenDelivery[];
  readonly sends: Send[] = [];
  readonly recorded: DeliveryOutcome[] = [];
  readonly log: string[] = [];
  readonly stopped = new Set<number>();
  readonly paused: number[] = [];
  readonly parts: (readonly SentPart[])[] = [];
  quiet = false;
  recovered = 0;
  broken = 0;
  brokenParts = false;
  content: (taken: TakenDelivery) => DeliveryContent = () => ({
    type: 'digest',
    messages: [{ html: '<b>News</b>', markup: { inline_keyboard: [] } }],
    rotated: false,
  });
  readonly worker: Worker;

  constructor(count: number, { perSecond = 100, tries = 1, paid = false } = {}) {
    this.waiting = Array.from({ length: count }, (_, index) => taken(index + 1, tries));
    const note = (_facts: object, message: string) => void this.log.push(message);
    this.worker = createWorker({
      queue: this.#queue(),
      gateway: {
        send: (chat, _method, payload, _priority, wanted) =>
          new Promise((settle) => {
            this.sends.push({ chat, payload, wanted: wanted ?? (async () => true), settle });
          }),
      },
      contentOf: (one) => this.content(one),
      isQuiet: () => this.quiet,
      onPaused: (chat) => void this.paused.push(chat),
      clock: this.clock,
      random: () => 0.5,
      log: { warn: note, error: note },
      messagesPerSecond: perSecond,
      paidBroadcast: paid,
    });
  }

  #queue(): Queue {
    return {
      take: async (limit) => {
        if (this.broken > 0) {
          this.broken -= 1;
          throw new Error('the disk is full');
        }
        return this.waiting.splice(0, limit);
      },
      wanted: async ({ id }) => !this.stopped.has(id),
      record: async (outcome) => {
        if (this.broken > 0) {
          this.broken -= 1;
          throw new Error('the disk is full');
        }
        this.recorded.push(outcome);
      },
      recordParts: async ({ sentParts }) => {
        if (this.brokenParts) throw new Error('the disk is full');
        this.parts.push(sentParts);
      },
      nextAt: async () => undefined,
      recover: async () => this.recovered,
    };
  }

  async start(): Promise<void> {
    await this.worker.start();
    await this.clock.advance(0);
  }

  /** Settles the sends that are open, each with this. */
  async answer(outcome: Outcome): Promise<void> {
    for (const { settle } of this.sends) settle(outcome);
    await this.clock.advance(0);
  }

  get only(): Send {
    const [send] = this.sends;
    if (!send) throw new Error('nothing was sent');
    return send;
  }
}

function taken(id: number, tries: number): TakenDelivery {
  return {
    type: 'digest',
    ...{ chatId: (1000 + id) as ChatId, threadId: 0 as ThreadId },
    delivery: {
      broadcastId: null,
      ...{ id: id as DeliveryId, subscriptionId: id as SubscriptionId, dueAt: 0, state: 'sending', tries },
      ...{
        notBefore: null,
        toSequence: 1 as Sequence,
        messageId: null,
        reason: null,
        sentParts: [],
        finishedAt: null,
        correctedAt: null,
        notCorrected: null,
        cutOff: 0,
      },
    },
    subscription: {
      ...{ id: id as SubscriptionId, chatId: (1000 + id) as ChatId, threadId: 0 as ThreadId },
      settings: {
        ...{ time: '09:00' as never, zone: 'UTC' as never, days: 'daily' as never },
        ...{ topics: 'all', when: 'new' },
      },
      state: { status: 'active', dueAt: 0 },
      ...{ cursor: null, places: {}, rotation: 0, createdAt: 0, updatedAt: 0 },
    },
    ...{ language: 'en', quietHours: null, chatZone: null },
    chatType: 'private',
  };
}

describe('a digest', () => {
  test('is sent as HTML without a preview, with the keyboard, and recorded with its message id', async () => {
    const scene = new Scene(1);
    await scene.start();
    expect(scene.only.payload).toEqual({
      chat_id: 1001,
      text: '<b>News</b>',
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
      reply_markup: { inline_keyboard: [] },
    });
    await scene.answer(SENT);
    expect(scene.recorded).toEqual([
      { id: 1, tries: 1, type: 'sent', messageId: 7, rotated: false, topics: 'all' },
    ]);
  });

  test('of several messages goes out in order, with the keyboard under the last', async () => {
    const scene = new Scene(1);
    scene.content = () => ({
      type: 'digest',
      messages: [{ html: 'one' }, { html: 'two', markup: {} }],
      rotated: true,
    });
    await scene.start();
    expect(scene.sends.map(({ payload }) => payload.text)).toEqual(['one']);
    expect(scene.only.payload).not.toHaveProperty('reply_markup');
    await scene.answer(SENT);
    await scene.answer(SENT);
    expect(scene.sends.map(({ payload }) => payload.text)).toEqual(['one', 'two']);
    expect(scene.sends[1]?.payload).toHaveProperty('reply_markup');
    expect(scene.recorded).toEqual([
      { id: 1, tries: 1, type: 'sent', messageId: 7, rotated: true, topics: 'all' },
    ]);
  });

  test('is a paid broadcast where the operator pays', async () => {
    const scene = new Scene(1, { paid: true });
    await scene.start();
    expect(scene.only.payload).toMatchObject({ allow_paid_broadcast: true });
  });

  test('with nothing in it is recorded and not sent', async () => {
    const scene = new Scene(1);
    scene.content = () => ({ type: 'nothing', reason: 'nothing new' });
    await scene.start();
    expect(scene.sends).toEqual([]);
    expect(scene.recorded).toEqual([{ id: 1, tries: 1, type: 'rejected', reason: 'nothing new' }]);
    expect(scene.log).toEqual([]);
  });

  test('that only another process can say goes back, even if that cannot be recorded at first', async () => {
    const scene = new Scene(1, { tries: 3 });
    scene.content = () => ({ type: 'later' });
    await scene.start();
    expect(scene.recorded).toEqual([
      { id: 1, tries: 3, type: 'returned', notBefore: scene.clock.now() + 1_000 },
    ]);
    const unlucky = new Scene(1);
    unlucky.content = () => {
      // The next look at the queue, and the recording.
      unlucky.broken = 2;
      return { type: 'later' };
    };
    await unlucky.start();
    expect(unlucky.recorded).toEqual([]);
    await unlucky.clock.advance(1_000);
    expect(unlucky.recorded).toMatchObject([{ id: 1, type: 'returned' }]);
    expect(unlucky.sends).toEqual([]);
  });

  test('that cannot be made does not stop the others', async () => {
    const scene = new Scene(2);
    scene.content = ({ delivery }) => {
      if (delivery.id === 1) throw new Error('a defect');
      return { type: 'digest', messages: [{ html: 'fine' }], rotated: false };
    };
    await scene.start();
    expect(scene.sends.map(({ chat }) => chat)).toEqual([1002]);
    expect(scene.recorded).toMatchObject([{ id: 1, type: 'rejected' }]);
  });

  test('asks right before it goes out whether it is wanted', async () => {
    const scene = new Scene(1);
    await scene.start();
    expect(await scene.only.wanted()).toBe(true);
    expect(await scene.only.wanted()).toBe(true);
    scene.stopped.add(1);
    expect(await scene.only.wanted()).toBe(false);
    await scene.answer({ type: 'rejected', why: 'not wanted', description: 'it is not wanted any more' });
    expect(scene.recorded).toEqual([{ id: 1, tries: 1, type: 'rejected', reason: 'not wanted' }]);
    expect(scene.log).toEqual([]);
  });
});

describe('a digest of several messages', () => {
  const three = (htmls: readonly string[]) => (): DeliveryContent => ({
    type: 'digest',
    messages: htmls.map((html) => ({ html })),
    rotated: false,
  });
  const texts = ({ sends }: Scene) => sends.map(({ payload }) => payload.text);

  /** The second message fails; gives what was recorded as sent until then. */
  async function halfSent(htmls: readonly string[]): Promise<readonly SentPart[]> {
    const scene = new Scene(1);
    scene.content = three(htmls);
    await scene.start();
    await scene.answer(SENT);
    expect(scene.parts.length).toBe(1);
    await scene.answer(RETRY);
    expect(scene.recorded).toMatchObject([{ type: 'retry' }]);
    return scene.parts[0] ?? [];
  }

  async function triedAgain(sentParts: readonly SentPart[], htmls: readonly string[]): Promise<Scene> {
    const scene = new Scene(0);
    const again = taken(1, 2);
    scene.waiting.push({ ...again, delivery: { ...again.delivery, sentParts } });
    scene.content = three(htmls);
    await scene.start();
    for (let message = 0; message < htmls.length; message += 1) await scene.answer(SENT);
    expect(scene.recorded).toMatchObject([{ type: 'sent', tries: 2 }]);
    return scene;
  }

  test('goes on at the one that is missing', async () => {
    const sent = await halfSent(['one', 'two', 'three']);
    const scene = await triedAgain(sent, ['one', 'two', 'three']);
    expect(texts(scene)).toEqual(['two', 'three']);
    expect(scene.parts.map((parts) => parts.length)).toEqual([2]);
  });

  test('repeats none that is as it was when others have changed meanwhile', async () => {
    const sent = await halfSent(['one', 'two']);
    expect(texts(await triedAgain(sent, ['one', 'two, corrected']))).toEqual(['two, corrected']);
    expect(texts(await triedAgain(sent, ['one']))).toEqual([]);
    expect(texts(await triedAgain(sent, ['one, corrected', 'two']))).toEqual(['one, corrected', 'two']);
  });

  test('goes on too where the store does not answer meanwhile', async () => {
    const scene = new Scene(1);
    scene.content = three(['one', 'two']);
    await scene.start();
    scene.brokenParts = true;
    await scene.answer(SENT);
    await scene.answer(SENT);
    expect(texts(scene)).toEqual(['one', 'two']);
    expect(scene.recorded).toMatchObject([{ type: 'sent' }]);
  });
});

describe('a message of a broadcast', () => {
  const scene = () => {
    const one = new Scene(0);
    const { delivery, chatId, threadId, language, quietHours, chatZone, chatType } = taken(1, 1);
    one.waiting.push({
      type: 'broadcast',
      ...{ delivery, chatId, threadId, language, quietHours, chatZone, chatType },
      html: '<b>Hello</b>',
    });
    one.content = (what) =>
      what.type === 'broadcast' ? what : { type: 'nothing', reason: 'it is no broadcast' };
    return one;
  };

  test('is sent as it is, and never counts as a repeated topic', async () => {
    const one = scene();
    await one.start();
    expect(one.only.payload).toEqual({
      chat_id: 1001,
      text: '<b>Hello</b>',
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
    });
    await one.answer(SENT);
    expect(one.recorded).toEqual([{ id: 1, tries: 1, type: 'sent', messageId: 7, rotated: false }]);
  });

  test('is not called a digest in the log', async () => {
    const one = scene();
    await one.start();
    one.broken = 1;
    await one.answer({ type: 'rejected', why: 'other', description: 'Bad Request: X' });
    expect(one.log).toEqual(['a broadcast could not be sent', 'a broadcast could not be recorded']);
  });
});

test('comes without a sound in the chat’s quiet hours', async () => {
  const scene = new Scene(1);
  scene.quiet = true;
  await scene.start();
  expect(scene.only.payload).toMatchObject({ disable_notification: true });
});

test('a paused digest is announced once it is recorded', async () => {
  const scene = new Scene(1);
  await scene.start();
  scene.broken = 1;
  await scene.answer({ type: 'rejected', why: 'topic closed', description: '' });
  expect(scene.paused).toEqual([]);
  await scene.clock.advance(1_000);
  expect(scene.paused).toEqual([1001]);
});

describe('a digest that was not sent', () => {
  test.each<[string, Outcome, object]>([
    ['gone: closed with the reason', { type: 'gone', why: 'blocked' }, { type: 'gone', reason: 'blocked' }],
    [
      'a closed topic: paused with the reason',
      { type: 'rejected', why: 'topic closed', description: '' },
      { type: 'paused', reason: 'topic closed' },
    ],
    [
      'a deleted topic: paused too',
      { type: 'rejected', why: 'thread not found', description: '' },
      { type: 'paused', reason: 'topic deleted' },
    ],
    [
      'refused: with Telegram’s words',
      { type: 'rejected', why: 'other', description: 'Bad Request: X' },
      { type: 'rejected', reason: 'Bad Request: X' },
    ],
    [
      'too much waiting: back into the queue',
      { type: 'rejected', why: 'backlog full', description: '' },
      { type: 'returned' },
    ],
  ])('%s', async (_name, outcome, expected) => {
    const scene = new Scene(1);
    await scene.start();
    await scene.answer(outcome);
    expect(scene.recorded).toMatchObject([expected]);
  });

  test('waits longer from try to try, an hour at most', async () => {
    const waits: number[] = [];
    for (let tries = 1; tries < MAX_TRIES; tries += 1) {
      const scene = new Scene(1, { tries });
      await scene.start();
      await scene.answer(RETRY);
      const [outcome] = scene.recorded;
      waits.push(outcome?.type === 'retry' ? (outcome.notBefore - scene.clock.now()) / 60_000 : Number.NaN);
    }
    expect(waits).toEqual([0.75, 1.5, 3, 6, 12, 24, 45, 45, 45]);
  });

  test('after the last try is rejected with the reason', async () => {
    const scene = new Scene(1, { tries: MAX_TRIES });
    await scene.start();
    await scene.answer(RETRY);
    expect(scene.recorded).toEqual([
      { id: 1, tries: MAX_TRIES, type: 'rejected', reason: `server, ${MAX_TRIES} times` },
    ]);
    expect(scene.log).toEqual(['a digest could not be sent']);
  });
});

describe('the worker', () => {
  test('takes two seconds’ worth ahead and no more, however many wait', async () => {
    const scene = new Scene(10_000, { perSecond: 100 });
    await scene.start();
    expect(scene.sends.length).toBe(200);
    for (const { settle } of scene.sends.slice(0, 99)) settle(SENT);
    await scene.clock.advance(0);
    expect(scene.sends.length).toBe(200);
    scene.sends[99]?.settle(SENT);
    await scene.clock.advance(0);
    expect(scene.sends.length).toBe(300);
  });

  test('goes on with others while some are held up', async () => {
    const scene = new Scene(1000, { perSecond: 16 });
    await scene.start();
    expect(scene.sends.length).toBe(32);
    await scene.clock.advance(5_000);
    expect(scene.sends.length).toBe(64);
  });

  test('sends what is queued later when it is woken', async () => {
    const scene = new Scene(0);
    await scene.start();
    scene.waiting.push(taken(1, 1));
    scene.worker.wake();
    await scene.clock.advance(0);
    expect(scene.sends.length).toBe(1);
  });

  test('outlives a store that does not answer for a while', async () => {
    const scene = new Scene(1);
    scene.broken = 3;
    await scene.start();
    await scene.clock.advance(10_000);
    expect(scene.sends.length).toBe(1);
    scene.broken = 3;
    await scene.answer(SENT);
    expect(scene.recorded).toEqual([]);
    await scene.clock.advance(10_000);
    expect(scene.recorded).toMatchObject([{ id: 1, type: 'sent' }]);
  });

  test('says what a crash interrupted', async () => {
    const scene = new Scene(0);
    scene.recovered = 3;
    await scene.start();
    expect(scene.log).toEqual(['deliveries that a crash interrupted are sent again']);
  });

  test('that stops records what was sent, puts the rest back, and takes nothing more', async () => {
    const scene = new Scene(10, { perSecond: 1 });
    await scene.start();
    expect(scene.sends.length).toBe(10);
    scene.waiting.push(taken(11, 1));
    const stopped = scene.worker.stop();
    const [first, ...others] = scene.sends;
    first?.settle(SENT);
    for (const { wanted, settle } of others) {
      expect(await wanted()).toBe(false);
      settle({ type: 'rejected', why: 'not wanted', description: '' });
    }
    await stopped;
    expect(scene.recorded.map(({ type }) => type)).toEqual(['sent', ...others.map(() => 'returned')]);
    expect(scene.waiting.length).toBe(1);
  });

  test('that stops does not wait for an answer that never comes', async () => {
    const scene = new Scene(1);
    await scene.start();
    const stopped = scene.worker.stop();
    await scene.clock.advance(6_000);
    await stopped;
    expect(scene.recorded).toEqual([]);
  });
});
