import { describe, expect, it } from 'vitest';
import { BACKENDS, chat, claimAll, DAY, NOON, open, queueFor, settings, thread, tryAt } from './backends.ts';

describe.each(BACKENDS)('a group that became a supergroup on $name', (backend) => {
  const [group, supergroup] = [chat(-5), chat(-1005)];

  it('keeps its choices, its subscriptions and the digests on their way', async () => {
    const { store } = await open(backend);
    await store.chats.remember({ id: group, type: 'group', language: 'de' });
    await queueFor(store, group);
    expect(await store.moveChat(group, supergroup)).toBe(true);
    expect(await store.chats.get(group)).toMatchObject({
      id: supergroup,
      type: 'supergroup',
      language: 'de',
    });
    expect(await store.subscriptions.ofChat(group)).toEqual([]);
    const [taken] = await store.deliveries.take(10);
    expect(taken).toMatchObject({ language: 'de', subscription: { chatId: supergroup } });
  });

  it('is moved once, however often and in whatever order the move is reported', async () => {
    const { store } = await open(backend);
    await queueFor(store, group);
    expect(await store.moveChat(group, supergroup)).toBe(true);
    expect(await store.moveChat(group, supergroup)).toBe(false);
    expect(await store.subscriptions.ofChat(supergroup)).toHaveLength(1);
    expect(await store.chats.remember({ id: group, language: 'fr' })).toMatchObject({ id: supergroup });
  });

  it('keeps the active one of two subscriptions for one destination, and the later cursor', async () => {
    const { store } = await open(backend);
    await queueFor(store, group);
    const taken = tryAt(await store.deliveries.take(1));
    await store.deliveries.record([{ ...taken, type: 'sent', messageId: 1, rotated: false }]);
    await store.subscriptions.close({ chatId: group }, 'kicked');
    await store.subscriptions.subscribe({ chatId: group, threadId: thread(3) }, settings(), NOON);
    await store.subscriptions.subscribe({ chatId: supergroup }, settings({ topics: 'all' }), NOON + DAY);
    await store.moveChat(group, supergroup);
    expect(await store.subscriptions.ofChat(supergroup)).toMatchObject([
      { threadId: 0, settings: { topics: 'all' }, state: { status: 'active' }, cursor: 5 },
      { threadId: 3 },
    ]);
  });

  it('has been told of each topic what either chat was', async () => {
    const { store } = await open(backend);
    const tell = async (id: typeof group, topic: string, to: number) => {
      await store.subscriptions.subscribe({ chatId: id }, settings({ topics: [topic] }), NOON);
      await claimAll(store, NOON, to);
      const sent = { type: 'sent', messageId: 1, rotated: false, topics: [topic] } as const;
      await store.deliveries.record([{ ...tryAt(await store.deliveries.take(1)), ...sent }]);
    };
    await tell(group, 'ukraine', 7);
    await tell(supergroup, 'economy', 9);
    await store.moveChat(group, supergroup);
    expect(await store.subscriptions.ofChat(supergroup)).toMatchObject([
      { cursor: null, places: { economy: 9, ukraine: 7 } },
    ]);
  });

  it('loses no digest when both had one for the same minute', async () => {
    const { store, clock } = await open(backend);
    await queueFor(store, group);
    clock.now += 1;
    await store.subscriptions.subscribe({ chatId: supergroup }, settings(), NOON);
    await claimAll(store);
    await store.moveChat(group, supergroup);
    expect(await store.deliveries.take(10)).toMatchObject([{ subscription: { chatId: supergroup } }]);
    expect(await store.deliveries.take(10)).toEqual([]);
  });

  it('that is unknown is still found under its new id', async () => {
    const { store } = await open(backend);
    await store.moveChat(group, supergroup);
    await store.moveChat(supergroup, chat(-1006));
    expect(await store.chats.currentId(group)).toBe(-1006);
    expect(await store.chats.currentId(supergroup)).toBe(-1006);
  });
});
