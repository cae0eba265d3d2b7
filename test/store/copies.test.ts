// Copies of what was sent, on both databases: found by their text, corrected once, capped, forgotten with their time.

import { DefaultQueryExecutor } from 'kysely';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { CopyKey, CopyOutcome, KeptLines, StaleCopy } from '../../src/store/copies.ts';
import { BODIES, EDITS_A_DAY } from '../../src/store/copies.ts';
import type { Store } from '../../src/store/database.ts';
import type { SentBody } from '../../src/store/sent-body.ts';
import {
  BACKENDS,
  chat,
  claimAll,
  DAY,
  HOUR,
  NOON,
  open,
  queueFor,
  SQLITE,
  sequence,
  settings,
  thread,
} from './backends.ts';

const body = (hash: string, more: Partial<SentBody> = {}): SentBody => ({
  ...{ hash, html: `<b>${hash}</b>`, keyboard: '[]', place: 'chat', language: null, lines: '{"lines":[]}' },
  ...more,
});

/** Sends what is queued, with this text. */
async function sendAll(store: Store, text: SentBody): Promise<void> {
  const taken = await store.deliveries.take(1000);
  await store.deliveries.record(
    taken.map(({ delivery: { id, tries } }) => ({
      ...{ id, tries, type: 'sent', messageId: 100 + id, rotated: false },
      body: text,
    })),
  );
}

async function aim(store: Store, hash: string, target: number): Promise<void> {
  const id = (await store.copies.idsOf([body(hash)])).get(hash) ?? expect.fail('it is not kept');
  await store.copies.aim([{ id, target: sequence(target) }]);
}

async function textsOf(store: Store): Promise<readonly (readonly KeptLines[])[]> {
  const pages: (readonly KeptLines[])[] = [];
  for await (const page of store.copies.texts(0)) pages.push(page);
  return pages;
}

const done = ({ key, target }: StaleCopy, more: Partial<CopyOutcome> = {}): CopyOutcome => ({
  ...{ key, correctedTo: target, edited: true, reason: null, forGood: false },
  ...more,
});
const chatsOf = (copies: readonly StaleCopy[]) =>
  copies.map((copy) => Number(copy.chat)).toSorted((a, b) => a - b);

describe.each(BACKENDS)('on $name, copies', (backend) => {
  it('share one text, are stale after a change, and each is corrected once', async () => {
    const { store } = await open(backend);
    await queueFor(store, 1, 2, 3);
    await sendAll(store, body('one'));
    await store.copies.share('inline-1', chat(9), body('two', { place: 'inline' }));
    const texts = await textsOf(store);
    expect(texts.flat()).toHaveLength(2);
    expect(await store.copies.stale(sequence(9), 10)).toEqual([]);

    await aim(store, 'one', 7);
    await aim(store, 'two', 7);
    expect(await store.copies.waiting()).toBe(4);
    expect(await store.copies.stale(sequence(6), 10)).toEqual([]);
    const stale = await store.copies.stale(sequence(7), 10);
    expect(chatsOf(stale)).toEqual([1, 2, 3, 9]);
    expect(stale.find((one) => one.chat === chat(9))?.message).toEqual({ inline: 'inline-1' });
    expect(await store.copies.stale(sequence(7), 2)).toHaveLength(2);
    const [first, ...others] = stale.filter((one) => one.key.of === 'digest');
    if (!first) throw new Error('none is stale');
    await store.copies.record([
      done(first, { edited: false, reason: 'message not found', forGood: true }),
      ...others.map((one) => done(one)),
    ]);
    expect(chatsOf(await store.copies.stale(sequence(7), 10))).toEqual([9]);
    expect(await store.copies.counts()).toEqual({
      ...{ corrected: 2, waiting: 1 },
      reasons: new Map([['message not found', 1]]),
    });
    await aim(store, 'one', 5);
    expect(chatsOf(await store.copies.stale(sequence(9), 10))).toEqual([9]);
    await aim(store, 'one', 8);
    expect(chatsOf(await store.copies.stale(sequence(9), 10))).toHaveLength(3);
    const { id } = texts.flat()[0] ?? expect.fail('no text');
    expect(await store.copies.holders([id])).toBe(2);
    expect(await store.copies.text(id)).toEqual(body('one'));
  });

  it('leave a chat that has had its share of edits until the next day', async () => {
    const { store, pass } = await open(backend);
    await queueFor(store, 1);
    await sendAll(store, body('one'));
    for (let change = 1; change <= EDITS_A_DAY; change += 1) {
      await aim(store, 'one', change);
      await store.copies.record((await store.copies.stale(sequence(change), 10)).map((one) => done(one)));
    }
    await aim(store, 'one', 100);
    expect(await store.copies.stale(sequence(100), 10)).toEqual([]);
    expect(await store.copies.waiting()).toBe(1);
    await pass(12 * HOUR);
    expect(chatsOf(await store.copies.stale(sequence(100), 10))).toEqual([1]);
  });

  it('of a busy chat hold up no other, and of each lane one is found at a time', async () => {
    const { store } = await open(backend);
    for (const id of [1, 2, 3]) {
      const place = { chatId: chat(-7), threadId: thread(id) };
      await store.subscriptions.subscribe(place, settings(), NOON);
    }
    await claimAll(store);
    await queueFor(store, 8, 9);
    // On PostgreSQL a chat's deliveries are taken one at a time.
    for (let round = 0; round < 3; round += 1) await sendAll(store, body('one'));
    for (let count = 0; count < 70; count += 1)
      await store.copies.share(`inline-${count}`, chat(6), body('two'));
    await aim(store, 'one', 7);
    await aim(store, 'two', 7);
    const find = (limit: number, lanes: readonly number[] = [], keys: readonly CopyKey[] = []) =>
      store.copies.stale(sequence(7), limit, { lanes, keys });
    const all = await find(100);
    const lanes = all.map(({ lane }) => lane);
    expect([all.length, new Set(lanes).size]).toEqual([3 + 64, 3 + 64]);
    const shared = all.filter(({ key }) => key.of === 'shared');
    // Bot API: no chat has an id as large.
    expect(Math.min(...shared.map(({ lane }) => lane))).toBe(2 ** 52);
    const inline = shared.map(({ lane }) => lane);
    expect(chatsOf(await find(2, [...inline, -7]))).toEqual([8, 9]);
    const busy = inline.slice(1);
    const [free] = await find(1, [...busy, -7, 8, 9]);
    expect(free).toEqual(shared[0]);
    const other = await find(9, [...busy, -7, 8, 9], free ? [free.key] : []);
    expect(other.map(({ lane }) => lane)).toEqual([free?.lane]);
    expect(other[0]?.key).not.toEqual(free?.key);
    const digest = all.find((one) => one.chat === chat(-7)) ?? expect.fail('it is not found');
    const [next] = await find(1, [...inline, 8, 9], [digest.key]);
    expect([next?.chat, next?.key === digest.key]).toEqual([-7, false]);
  });

  it('keep the texts of many digests in one statement, each once', async () => {
    const { store } = await open(backend);
    const statements = vi.spyOn(DefaultQueryExecutor.prototype, 'executeQuery');
    onTestFinished(() => statements.mockRestore());
    const inserts = () => statements.mock.calls.filter(([{ sql }]) => /^insert into "sent_body"/u.test(sql));
    const ids = await store.copies.idsOf(['b', 'a', 'b', 'c'].map((hash) => body(hash)));
    expect(new Set(ids.values()).size).toBe(3);
    expect(await store.copies.idsOf([body('c')])).toEqual(new Map([['c', ids.get('c')]]));
    expect(inserts()).toHaveLength(1);
    expect(await store.copies.text(ids.get('b') ?? expect.fail('it is not kept'))).toEqual(body('b'));
  });

  it('lose the texts that were used the longest time ago where there are too many', async () => {
    const { store, pass } = await open(backend);
    const ids = await store.copies.idsOf([body('first'), body('second')]);
    const idOf = (hash: string) => ids.get(hash) ?? expect.fail('it is not kept');
    await store.copies.idsOf(Array.from({ length: BODIES - 1 }, (_, index) => body(`other-${index}`)));
    await pass(2 * HOUR);
    await store.copies.idsOf([body('first')]);
    await store.copies.purge(NOON - DAY);
    // None is past its time, so that their number alone counts.
    expect(await store.copies.text(idOf('first'))).toEqual(body('first'));
    expect(await store.copies.text(idOf('second'))).toBeUndefined();
    expect((await textsOf(store)).flat()).toHaveLength(BODIES);
  });

  it('stay behind in a group that moves, go with who is forgotten, and after 30 days', async () => {
    const { store, pass } = await open(backend);
    await queueFor(store, -5, 6);
    await sendAll(store, body('one'));
    await store.copies.share('inline-1', chat(9), body('two'));
    await store.copies.share('inline-2', chat(8), body('two'));
    for (const [id, messageId] of [[-5, 70] as const, [9, 90] as const, [7, 71] as const])
      await store.copies.keepMessage({ chatId: chat(id), messageId }, body('two'));
    await store.moveChat(chat(-5), chat(-1_000_000_000_005));
    await aim(store, 'one', 7);
    await aim(store, 'two', 7);
    const stale = await store.copies.stale(sequence(7), 10);
    expect(chatsOf(stale).toSorted()).toEqual([6, 7, 8, 9, 9]);
    expect(stale.find(({ chat: of }) => of === chat(7))).toMatchObject({
      ...{ key: { of: 'message' }, message: { id: 71 }, status: 'closed', goneReason: null },
    });
    expect(await store.personalData(chat(-1_000_000_000_005))).toMatchObject({
      deliveries: [{ notCorrected: 'chat moved' }],
      messages: [{ messageId: 70, notCorrected: 'chat moved' }],
    });
    expect(await store.personalData(chat(9))).toMatchObject({
      ...{ chat: null, shared: [{ inlineMessageId: 'inline-1', sentAt: NOON, notCorrected: null }] },
      messages: [{ messageId: 90, sentAt: NOON }],
    });
    expect(await store.forgetChat(chat(9))).toBe(true);
    expect(await store.personalData(chat(9))).toBeUndefined();
    await store.forgetChat(chat(6));
    expect(chatsOf(await store.copies.stale(sequence(7), 10)).toSorted()).toEqual([7, 8]);
    // The group's own message is still there, under the id that it had.
    expect(await store.forgetChat(chat(-1_000_000_000_005))).toBe(true);
    expect(await store.personalData(chat(-5))).toBeUndefined();

    await pass(31 * DAY);
    await claimAll(store, NOON + 31 * DAY);
    await store.deliveries.purge(NOON + DAY);
    await store.copies.purge(NOON + DAY);
    expect((await textsOf(store)).flat()).toEqual([]);
    expect(await store.personalData(chat(8))).toBeUndefined();
    expect(await store.personalData(chat(7))).toBeUndefined();
  });

  it('that become another text have not failed', async () => {
    const { store } = await open(backend);
    const place = { chatId: chat(7), messageId: 71 };
    await store.copies.keepMessage(place, body('one'));
    await aim(store, 'one', 7);
    const [first] = await store.copies.stale(sequence(7), 1);
    await store.copies.record([done(first ?? expect.fail('it is not stale'), { reason: 'too long' })]);
    expect((await store.copies.counts()).reasons).toEqual(new Map([['too long', 1]]));
    await store.copies.keepMessage(place, body('two'));
    expect(await store.personalData(chat(7))).toMatchObject({ messages: [{ notCorrected: null }] });
    expect((await store.copies.counts()).reasons).toEqual(new Map());
    await aim(store, 'two', 7);
    expect(await store.copies.stale(sequence(7), 1)).toMatchObject([{ message: { id: 71 } }]);
  });

  it('of a digest of several messages are each by themselves', async () => {
    const { store } = await open(backend);
    await queueFor(store, 5);
    const [taken] = await store.deliveries.take(1);
    const { id, tries } = taken?.delivery ?? expect.fail('nothing is due');
    const part = { id, tries, chatId: chat(5), sentParts: [{ hash: 'a', messageId: 50 }] };
    await store.deliveries.recordParts([{ ...part, body: body('one') }]);
    const sent = { id, type: 'sent', rotated: false, body: body('two') } as const;
    // A process that counted as dead tells late of what it has sent.
    await store.deliveries.record([{ ...sent, tries: tries - 1, messageId: 49 }]);
    await store.deliveries.record([{ ...sent, tries, messageId: 51 }]);
    await aim(store, 'one', 7);
    const [first, ...others] = await store.copies.stale(sequence(7), 10);
    expect([first?.message, others]).toEqual([{ id: 50 }, []]);
    await store.copies.record(first ? [done(first)] : []);
    await aim(store, 'two', 7);
    const found: unknown[] = [];
    for (let lap = 0; lap < 3; lap += 1)
      for (const one of await store.copies.stale(sequence(7), 10)) {
        found.push(one.message);
        await store.copies.record([done(one)]);
      }
    expect(found).toEqual([{ id: 51 }, { id: 49 }]);
    expect(await store.copies.counts()).toMatchObject({ corrected: 3, waiting: 0 });
  });
});

it('what a crash may have left in a chat is counted once the text was corrected', async () => {
  const { store } = await open(SQLITE);
  await queueFor(store, 5, 6);
  await store.deliveries.take(2);
  await store.deliveries.requeueInterrupted();
  await sendAll(store, body('one'));
  expect((await store.copies.counts()).reasons).toEqual(new Map());
  await aim(store, 'one', 7);
  expect((await store.copies.counts()).reasons).toEqual(new Map([['perhaps sent before a crash', 2]]));
  expect(await store.personalData(chat(5))).toMatchObject({ deliveries: [{ cutOff: 1 }] });
});
