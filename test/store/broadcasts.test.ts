// Broadcasts in the store, on both databases: aimed, begun once, planned in batches, stopped, counted, forgotten.

import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/database.ts';
import type { DeliveryOutcome } from '../../src/store/delivery-outcome.ts';
import type { DeliveryTry } from '../../src/store/types.ts';
import { BACKENDS, chat, HOUR, NOON, open, settings, thread } from './backends.ts';

const OPERATOR = chat(1);
const PANEL = { chatId: OPERATOR, messageId: 7 };
const EVERYBODY = { who: 'all', language: null } as const;

async function begun(store: Store) {
  const { id } = await store.broadcasts.draft(OPERATOR, 'Hello');
  expect(await store.broadcasts.begin(id, PANEL)).toBe('begun');
  return id;
}

async function takeAll(store: Store) {
  return (await store.deliveries.take(100)).toSorted((a, b) => a.chatId - b.chatId);
}

const sent = ({ id, tries }: DeliveryTry): DeliveryOutcome => ({
  ...{ id, tries, type: 'sent', messageId: 1, rotated: false },
});

describe.each(BACKENDS)('broadcasts on $name', (backend) => {
  it('reach chats that can be reached, that subscribe, that have the language', async () => {
    const { store } = await open(backend);
    for (const id of [1, 2, 3]) await store.chats.remember({ id: chat(id) });
    await store.chats.remember({ id: chat(4), language: 'ru' });
    await store.subscriptions.subscribe({ chatId: chat(4), threadId: thread(5) }, settings(), NOON);
    await store.subscriptions.subscribe({ chatId: chat(2) }, settings(), NOON);
    await store.chats.gone(chat(3), 'blocked');
    const reach = (who: 'all' | 'subscribers', language: string | null) =>
      store.broadcasts.reach({ who, language });
    expect([await reach('all', null), await reach('subscribers', null)]).toEqual([3, 2]);
    expect([await reach('all', 'en'), await reach('all', 'ru'), await reach('subscribers', 'en')]).toEqual([
      2, 1, 1,
    ]);
  });

  it('are planned in batches, each chat once, also a group that moves meanwhile', async () => {
    const { store } = await open(backend);
    for (const id of [1, 2, -30, -31]) await store.chats.remember({ id: chat(id) });
    const id = await begun(store);
    expect(await store.broadcasts.begin(id, PANEL)).toBe('missing');
    const other = await store.broadcasts.draft(OPERATOR, 'Another');
    expect(await store.broadcasts.begin(other.id, PANEL)).toBe('busy');
    expect(await store.broadcasts.planNext(id, 3)).toBe(3);
    // One is planned and one is not when they become supergroups.
    await store.moveChat(chat(-30), chat(-1_000_030));
    await store.moveChat(chat(-31), chat(-1_000_031));
    expect(await store.broadcasts.planNext(id, 3)).toBe(2);
    expect(await store.broadcasts.planNext(id, 3)).toBe(0);
    const taken = await takeAll(store);
    expect(taken.map(({ chatId }) => chatId)).toEqual([-1_000_031, -1_000_030, 1, 2]);
    expect(taken[0]).toMatchObject({ type: 'broadcast', html: 'Hello', threadId: 0 });
    expect(await store.broadcasts.finish(id)).toBeUndefined();
    const [a, b, c, d] = taken.map(({ delivery: { id, tries } }) => ({ id, tries }));
    if (!a || !b || !c || !d) throw new Error('four are queued');
    await store.deliveries.record([
      sent(a),
      { ...b, type: 'gone', reason: 'blocked' },
      { ...c, type: 'retry', notBefore: NOON, reason: 'network' },
      { ...d, type: 'rejected', reason: 'not wanted' },
    ]);
    expect(await store.broadcasts.outstanding(id)).toBe(1);
    // A chat that asked to be forgotten is not waited for.
    expect(await store.forgetChat(chat(1))).toBe(true);
    expect(await store.broadcasts.finish(id)).toMatchObject({
      ...{ state: 'done', total: 4, sent: 1, gone: 1, rejected: 0, unsent: 1, panel: null },
    });
    expect(await store.broadcasts.finish(id)).toBeUndefined();
    expect(await store.broadcasts.running()).toBeUndefined();
    expect(await store.broadcasts.begin(other.id, PANEL)).toBe('missing');
  });

  it('end when they are stopped: what waits is recorded, what is being sent is no longer wanted', async () => {
    const { store } = await open(backend);
    for (const id of [1, 2, 3, 4, 5, 6]) await store.chats.remember({ id: chat(id) });
    const id = await begun(store);
    await store.broadcasts.planNext(id, 3);
    const [first] = await store.deliveries.take(1);
    if (!first) throw new Error('one was taken');
    expect(await store.deliveries.wanted(first.delivery)).toBe(true);
    expect(await store.broadcasts.stop(id)).toBe(true);
    expect(await store.broadcasts.stop(id)).toBe(false);
    expect(await store.deliveries.wanted(first.delivery)).toBe(false);
    expect(await store.broadcasts.planNext(id, 3)).toBe(0);
    await store.deliveries.record([sent(first.delivery)]);
    // Two waited, and three were not planned yet.
    expect(await store.broadcasts.finish(id)).toMatchObject({
      state: 'stopped',
      total: 6,
      sent: 1,
      unsent: 5,
    });
    const data = await store.personalData(chat(first.chatId === 4 ? 5 : 4));
    expect(data?.deliveries).toMatchObject([{ broadcastId: id, state: 'gone', reason: 'broadcast stopped' }]);
  });

  it('are not begun when they are old, show their progress from one process at a time, and are purged', async () => {
    const { store, clock } = await open(backend);
    await store.chats.remember({ id: OPERATOR });
    const old = await store.broadcasts.draft(OPERATOR, 'Old');
    clock.now += HOUR + 1;
    expect(await store.broadcasts.aim(old.id, EVERYBODY)).toBeUndefined();
    expect(await store.broadcasts.begin(old.id, PANEL)).toBe('missing');
    const id = await begun(store);
    expect([await store.broadcasts.mayShow(id, 3000), await store.broadcasts.mayShow(id, 3000)]).toEqual([
      true,
      false,
    ]);
    await store.broadcasts.purge(clock.now + HOUR);
    expect([await store.broadcasts.get(old.id), (await store.broadcasts.get(id))?.state]).toEqual([
      undefined,
      'sending',
    ]);
    expect((await store.personalData(OPERATOR))?.broadcasts).toMatchObject([{ html: 'Hello' }]);
  });
});
