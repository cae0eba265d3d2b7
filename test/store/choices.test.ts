// What a chat chose apart from its digests, and digests paused by something in the chat: kept, moved, shown,
// forgotten.

import { describe, expect, it } from 'vitest';
import type { ChatId, QuietHours, Sequence } from '../../src/store/types.ts';
import { BACKENDS, chat, NOON, open, queueFor, settings, thread, tryAt } from './backends.ts';

const QUIET = '22:00-07:00' as QuietHours;

describe.each(BACKENDS)('a chat’s choices on $name', (backend) => {
  const [group, supergroup] = [chat(-5), chat(-1005)];
  const chosen = { whoMayAsk: 'administrators', deletesQuestions: true, quietHours: QUIET } as const;

  it('have defaults at first, then what was chosen, each independently', async () => {
    const { store } = await open(backend);
    expect(await store.chats.facts([group])).toEqual(new Map());
    await store.chats.remember({ id: group, language: 'de' });
    const nothing = { whoMayAsk: 'everyone', deletesQuestions: false, quietHours: null, zone: null };
    expect((await store.chats.facts([group])).get(group)).toEqual({
      ...nothing,
      ...{ language: 'de', pauseUntold: false },
    });
    await store.chats.remember({ id: group, whoMayAsk: 'administrators' });
    await store.chats.remember({ id: group, quietHours: QUIET });
    expect(await store.chats.get(group)).toMatchObject({
      ...chosen,
      deletesQuestions: false,
      language: 'de',
    });
    await store.chats.remember({ id: group, quietHours: null });
    expect(await store.chats.get(group)).toMatchObject({ quietHours: null, whoMayAsk: 'administrators' });
  });

  it('move to the supergroup, where its own choices take precedence', async () => {
    const { store } = await open(backend);
    await store.chats.remember({ id: group, type: 'group', ...chosen });
    await store.moveChat(group, supergroup);
    expect(await store.chats.get(supergroup)).toMatchObject({ ...chosen, type: 'supergroup' });
    const [other, there] = [chat(-6), chat(-1006)];
    await store.chats.remember({ id: other, ...chosen });
    await store.chats.remember({ id: there, whoMayAsk: 'everyone' });
    await store.moveChat(other, there);
    expect(await store.chats.get(there)).toMatchObject({ ...chosen, whoMayAsk: 'everyone' });
  });

  it('are shown and forgotten with the rest', async () => {
    const { store } = await open(backend);
    await store.chats.remember({ id: group, ...chosen });
    expect((await store.personalData(group))?.chat).toMatchObject(chosen);
    await store.forgetChat(group);
    expect(await store.chats.facts([group])).toEqual(new Map());
  });

  it('go with every digest of the chat', async () => {
    const { store } = await open(backend);
    await queueFor(store, group);
    await store.chats.remember({ id: group, quietHours: QUIET });
    expect(await store.deliveries.take(10)).toMatchObject([{ quietHours: QUIET, chatZone: null }]);
  });
});

describe.each(BACKENDS)('how far a chat has looked at what is new, on $name', (backend) => {
  const [group, supergroup] = [chat(-5), chat(-1005)];

  it('is given back at the next look, moves with the chat and goes with it', async () => {
    const { store } = await open(backend);
    const look = (id: ChatId, upTo: number) => store.chats.look(id, 'unknown', upTo as Sequence);
    expect(await look(group, 3)).toBeNull();
    expect(await look(group, 7)).toBe(3);
    await store.moveChat(group, supergroup);
    expect(await look(group, 8)).toBe(7);
    expect(await look(supergroup, 9)).toBe(8);
    expect((await store.personalData(supergroup))?.chat.newsSeen).toBe(9);
    await store.forgetChat(supergroup);
    expect(await look(supergroup, 10)).toBeNull();
  });
});

describe.each(BACKENDS)('a digest that something in its chat prevents, on $name', (backend) => {
  const group = chat(-5);
  const untold = async ({ store }: Awaited<ReturnType<typeof open>>) =>
    (await store.chats.facts([group])).get(group)?.pauseUntold;

  it('is paused with the reason, and reported once', async () => {
    const opened = await open(backend);
    const { store } = opened;
    await queueFor(store, group);
    const [taken] = await store.deliveries.take(1);
    if (taken?.type !== 'digest') throw new Error('nothing was queued');
    await store.deliveries.record([{ ...tryAt([taken]), type: 'paused', reason: 'topic closed' }]);
    expect((await store.subscriptions.get({ chatId: group }))?.state).toEqual({
      status: 'paused',
      reason: 'topic closed',
    });
    expect(await store.deliveries.lastOf(taken.subscription.id, 1)).toMatchObject([
      { state: 'rejected', reason: 'topic closed' },
    ]);
    expect(await untold(opened)).toBe(true);
    await store.moveChat(group, chat(-1005));
    expect((await store.chats.get(group))?.pauseUntold).toBe(true);
    await store.chats.toldOfPause(chat(-1005));
    expect((await store.chats.get(group))?.pauseUntold).toBe(false);
  });

  it('is paused with all others of a chat where the bot may not write, except those paused before', async () => {
    const opened = await open(backend);
    const { store } = opened;
    for (const threadId of [0, 3, 4]) {
      await store.subscriptions.subscribe({ chatId: group, threadId: thread(threadId) }, settings(), NOON);
    }
    await store.subscriptions.pause({ chatId: group, threadId: thread(4) });
    expect(await store.chats.silenced(group, 'may not write')).toBe(2);
    const reasons = (await store.subscriptions.ofChat(group)).map(
      ({ state }) => state.status === 'paused' && state.reason,
    );
    expect(reasons).toEqual(['may not write', 'may not write', 'paused']);
    expect(await untold(opened)).toBe(true);
    await store.chats.toldOfPause(group);
    expect(await store.chats.silenced(group, 'may not write')).toBe(0);
    expect(await untold(opened)).toBe(false);
  });

  it('continues in another topic when its own is gone, unless that one has a digest', async () => {
    const { store } = await open(backend);
    const there = (id: number) => ({ chatId: group, threadId: thread(id) });
    for (const id of [3, 4, 5]) await store.subscriptions.subscribe(there(id), settings(), NOON);
    await store.subscriptions.pause(there(3), 'topic deleted');
    await store.subscriptions.close(there(5), 'unsubscribed');
    expect(await store.subscriptions.relocate(there(3), thread(4), NOON)).toBeUndefined();
    expect(await store.subscriptions.relocate(there(4), thread(6), NOON)).toBeUndefined();
    expect(await store.subscriptions.relocate(there(3), thread(5), NOON)).toMatchObject({
      threadId: 5,
      state: { status: 'active', dueAt: NOON },
    });
    expect((await store.subscriptions.ofChat(group)).map(({ threadId }) => threadId)).toEqual([4, 5]);
  });
});
