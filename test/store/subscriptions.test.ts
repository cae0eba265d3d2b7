import { describe, expect, it } from 'vitest';
import type { ZoneId } from '../../src/store/types.ts';
import {
  BACKENDS,
  chat,
  claimAll,
  DAY,
  NOON,
  open,
  queueFor,
  sequence,
  settings,
  thread,
  tryAt,
} from './backends.ts';

describe.each(BACKENDS)('subscriptions on $name', (backend) => {
  const place = { chatId: chat(-1001) };

  it('come back as they were chosen, one for a chat and one for each of its topics', async () => {
    const { store } = await open(backend);
    const topic = { ...place, threadId: thread(7) };
    await store.subscriptions.subscribe(place, settings(), NOON);
    await store.subscriptions.subscribe(topic, settings({ topics: 'all', when: 'always' }), NOON + DAY);
    expect(await store.subscriptions.get(place)).toMatchObject({
      ...{ chatId: -1001, threadId: 0, settings: settings(), cursor: null, rotation: 0 },
      state: { status: 'active', dueAt: NOON },
    });
    expect(await store.subscriptions.get(topic)).toMatchObject({
      settings: settings({ topics: 'all', when: 'always' }),
      state: { status: 'active', dueAt: NOON + DAY },
    });
    expect((await store.subscriptions.ofChat(chat(-1001))).map(({ threadId }) => threadId)).toEqual([0, 7]);
    expect(await store.subscriptions.get({ chatId: chat(5) })).toBeUndefined();
  });

  it('are changed in place', async () => {
    const { store } = await open(backend);
    const first = await store.subscriptions.subscribe(place, settings(), NOON);
    const second = await store.subscriptions.subscribe(place, settings({ topics: 'all' }), NOON + 1);
    expect(second).toMatchObject({ id: first.id, settings: { topics: 'all' } });
  });

  it('are changed while they are paused, and stay paused for the same reason', async () => {
    const { store } = await open(backend);
    const change = (dueAt: number) =>
      store.subscriptions.subscribe(place, settings({ topics: 'all' }), dueAt, { keepsPause: true });
    expect((await change(NOON)).state).toEqual({ status: 'active', dueAt: NOON });
    await store.subscriptions.pause(place, 'topic closed');
    expect(await change(NOON)).toMatchObject({
      settings: { topics: 'all' },
      state: { status: 'paused', reason: 'topic closed' },
    });
    expect(await claimAll(store)).toBe(0);
    await store.subscriptions.close(place, 'unsubscribed');
    expect((await change(NOON)).state).toEqual({ status: 'active', dueAt: NOON });
    await store.subscriptions.pause(place);
    const resumed = await store.subscriptions.subscribe(place, settings(), NOON);
    expect(resumed.state).toEqual({ status: 'active', dueAt: NOON });
  });

  it('get another zone in the place of the one that they have, and of no other', async () => {
    const { store } = await open(backend);
    const { id } = await store.subscriptions.subscribe(
      place,
      settings({ zone: 'Mars/Base' as ZoneId }),
      NOON,
    );
    const replace = (from: string) => store.subscriptions.replaceZone(id, from as ZoneId, '+03:00' as ZoneId);
    expect(await replace('Europe/Berlin')).toBe(false);
    expect(await replace('Mars/Base')).toBe(true);
    expect(await store.subscriptions.get(place)).toMatchObject({
      settings: { zone: '+03:00' },
      state: { status: 'active', dueAt: NOON },
    });
  });

  it('stop with a reason and continue from their cursor', async () => {
    const { store } = await open(backend);
    await store.subscriptions.subscribe(place, settings(), NOON);
    expect(await store.subscriptions.pause(place)).toMatchObject({
      state: { status: 'paused', reason: 'paused' },
    });
    expect(await store.subscriptions.pause(place)).toBeUndefined();
    expect(await claimAll(store)).toBe(0);
    expect(await store.subscriptions.close(place, 'unsubscribed')).toMatchObject({
      state: { status: 'closed', reason: 'unsubscribed' },
    });
    expect(await store.subscriptions.close(place, 'again')).toBeUndefined();
    expect(await store.subscriptions.resume(place, NOON)).toMatchObject({
      state: { status: 'active', dueAt: NOON },
    });
    expect(await store.subscriptions.resume(place, NOON)).toBeUndefined();
    expect(await claimAll(store)).toBe(1);
  });

  it('keep the cursor when they are changed or resumed, and start over after being closed', async () => {
    const { store } = await open(backend);
    const cursor = async () => (await store.subscriptions.get(place))?.cursor;
    await queueFor(store, -1001);
    const taken = tryAt(await store.deliveries.take(1));
    await store.deliveries.record([{ ...taken, type: 'sent', messageId: 1, rotated: false }]);
    await store.subscriptions.subscribe(place, settings({ when: 'always' }), NOON + DAY);
    expect(await cursor()).toBe(5);
    await store.subscriptions.close(place, 'unsubscribed');
    await store.subscriptions.resume(place, NOON + DAY);
    expect(await cursor()).toBe(5);
    await store.subscriptions.close(place, 'unsubscribed');
    await store.subscriptions.subscribe(place, settings(), NOON + DAY);
    expect(await cursor()).toBeNull();
  });

  it('are told of the topics that their digest was on, also where others were chosen meanwhile', async () => {
    const { store, pass } = await open(backend);
    const told = async () => {
      const { cursor, places } = (await store.subscriptions.get(place)) ?? {};
      return [cursor, places];
    };
    await queueFor(store, -1001);
    const taken = tryAt(await store.deliveries.take(1));
    await store.subscriptions.subscribe(place, settings({ topics: ['europe'] }), NOON + DAY);
    const sent = { type: 'sent', messageId: 1, rotated: false } as const;
    await store.deliveries.record([{ ...taken, ...sent, topics: ['ukraine', 'economy'] }]);
    expect(await told()).toEqual([null, { economy: 5, ukraine: 5 }]);
    await store.subscriptions.subscribe(place, settings({ topics: 'all' }), NOON + DAY);
    await claimAll(store, NOON + DAY, 9);
    await pass(DAY);
    await store.deliveries.record([{ ...tryAt(await store.deliveries.take(1)), ...sent, topics: 'all' }]);
    expect(await told()).toEqual([9, {}]);
    await store.subscriptions.close(place, 'unsubscribed');
    await store.subscriptions.subscribe(place, settings(), NOON + DAY);
    expect(await told()).toEqual([null, {}]);
    const moved = await store.subscriptions.get(place);
    if (!moved) throw new Error('it is there');
    await store.importSubscriptions([
      { ...moved, language: null, cursor: null, places: { ukraine: sequence(3) } },
    ]);
    expect(await told()).toEqual([null, { ukraine: 3 }]);
    await store.importSubscriptions([{ ...moved, language: null, cursor: null, places: {} }]);
    expect(await told()).toEqual([null, { ukraine: 3 }]);
  });

  it('of a chat that is gone are closed, and stay closed when it is back', async () => {
    const { store } = await open(backend);
    await store.subscriptions.subscribe(place, settings(), NOON);
    await store.subscriptions.subscribe({ ...place, threadId: thread(7) }, settings(), NOON);
    expect(await store.chats.gone(chat(-1001), 'kicked')).toBe(2);
    expect(await store.chats.get(chat(-1001))).toMatchObject({ status: 'gone', reason: 'kicked' });
    expect(await store.chats.back(chat(-1001))).toBe(true);
    expect(await store.chats.back(chat(-1001))).toBe(false);
    expect(await store.chats.get(chat(-1001))).toMatchObject({ status: 'present', reason: null });
    expect(await store.subscriptions.get(place)).toMatchObject({
      state: { status: 'closed', reason: 'kicked' },
    });
  });

  it('are listed page by page with the language of the chat', async () => {
    const { store } = await open(backend);
    await store.importSubscriptions(
      Array.from({ length: 2345 }, (_, at) => ({
        ...{
          chatId: chat(at + 1),
          threadId: thread(0),
          language: at % 2 ? 'de' : null,
          settings: settings(),
        },
        state:
          at % 3
            ? ({ status: 'active', dueAt: NOON } as const)
            : ({ status: 'closed', reason: 'x' } as const),
      })),
    );
    const listed = [];
    for await (const subscription of store.subscriptions.all()) listed.push(subscription);
    expect(listed).toHaveLength(2345);
    expect(listed[0]).toMatchObject({ chatId: 1, language: null, state: { status: 'closed', reason: 'x' } });
    expect(listed[1]).toMatchObject({ chatId: 2, language: 'de', state: { status: 'active', dueAt: NOON } });
    expect(await store.stats(0)).toMatchObject({ chats: 2345, subscriptions: { active: 1563, closed: 782 } });
  });

  it('are imported all or none; of two lines for one destination the last counts', async () => {
    const { store } = await open(backend);
    const line = (id: number, topics: 'all' | readonly [string]) => ({
      ...{ chatId: chat(id), threadId: thread(0), language: null, settings: settings({ topics }) },
      state: { status: 'active', dueAt: NOON } as const,
    });
    async function* broken() {
      for (let id = 1; id <= 1500; id++) yield line(id, 'all');
      throw new Error('line 1501 is bad');
    }
    await expect(store.importSubscriptions(broken())).rejects.toThrow('line 1501');
    expect((await store.stats(0)).chats).toBe(0);
    const progress: number[] = [];
    await store.chats.remember({ id: chat(2), language: 'de' });
    expect(
      await store.importSubscriptions([line(1, 'all'), line(2, 'all'), line(1, ['europe'])], (count) =>
        progress.push(count),
      ),
    ).toBe(3);
    expect(progress.at(-1)).toBe(3);
    expect((await store.subscriptions.get({ chatId: chat(1) }))?.settings.topics).toEqual(['europe']);
    expect((await store.chats.get(chat(2)))?.language).toBe('de');
  });

  it('and everything else about a chat are shown, and forgotten', async () => {
    const { store } = await open(backend);
    await queueFor(store, -1001, 5);
    await store.moveChat(chat(-1), chat(-1001));
    expect(await store.personalData(chat(-1001))).toMatchObject({
      chat: { id: -1001 },
      earlierIds: [-1],
      subscriptions: [{ chatId: -1001 }],
      deliveries: [{ dueAt: NOON, state: 'queued', toSequence: sequence(5) }],
    });
    expect(await store.forgetChat(chat(-1001))).toBe(true);
    expect(await store.forgetChat(chat(-1001))).toBe(false);
    expect(await store.personalData(chat(-1001))).toBeUndefined();
    expect(await store.chats.currentId(chat(-1))).toBe(-1);
    expect(await store.deliveries.take(10)).toHaveLength(1);
  });

  it('small facts of the bot are kept', async () => {
    const { store } = await open(backend);
    expect(await store.meta.get('menus')).toBeUndefined();
    await store.meta.set('menus', 'a');
    await store.meta.set('menus', 'b');
    expect(await store.meta.get('menus')).toBe('b');
    await store.ping();
  });
});
