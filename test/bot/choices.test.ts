// What a chat chose is asked of the store once, whether it chose something or not, until it may have changed.

import { expect, test } from 'vitest';
import { createChoices } from '../../src/bot/choices.ts';
import type { ChatFacts } from '../../src/store/chats.ts';
import { openStore } from '../../src/store/database.ts';
import type { ChatId } from '../../src/store/types.ts';
import { manualClock } from '../support/clock.ts';

async function setUp(remembered?: number) {
  const store = await openStore(':memory:', { now: () => 0 });
  const clock = manualClock();
  let queries = 0;
  const chats = {
    ...store.chats,
    facts: (ids: readonly ChatId[]) => {
      queries += 1;
      return store.chats.facts(ids);
    },
  };
  return { store, clock, choices: createChoices(chats, clock, remembered), queries: () => queries };
}

test('a chat that chose none costs one query, however often it asks', async () => {
  const { choices, queries } = await setUp();
  expect(choices.known(7)).toBeUndefined();
  for (let i = 0; i < 100; i += 1) expect((await choices.of(7)).language).toBeNull();
  expect(choices.known(7)?.language).toBeNull();
  expect(queries()).toBe(1);
});

test('many chats that are met at once cost one query together', async () => {
  const { choices, queries, store } = await setUp();
  await store.chats.remember({ id: 50 as ChatId, language: 'ru' });
  const all = await Promise.all(Array.from({ length: 100 }, (_, chat) => choices.of(chat)));
  expect(all.filter(({ language }) => language !== null)).toHaveLength(1);
  expect(all[50]?.language).toBe('ru');
  expect(queries()).toBe(1);
});

test('a choice is stored and known at once; what may have changed is asked again', async () => {
  const { store, choices, queries } = await setUp();
  expect((await choices.of(7)).language).toBeNull();
  await choices.choose(7, { language: 'ru' });
  expect(choices.known(7)?.language).toBe('ru');
  expect((await store.chats.get(7 as ChatId))?.language).toBe('ru');
  await store.forgetChat(7 as ChatId);
  choices.forget(7);
  expect((await choices.of(7)).language).toBeNull();
  expect(queries()).toBe(2);
});

test('no more chats are remembered than there is room for', async () => {
  const { choices } = await setUp(3);
  for (const chat of [1, 2, 3, 4]) await choices.of(chat);
  expect([1, 2, 3, 4].map((chat) => choices.known(chat)?.language)).toEqual([undefined, null, null, null]);
});

test('what another process may have changed is asked again after a while', async () => {
  const { store, choices, clock } = await setUp();
  await choices.of(7);
  await store.chats.remember({ id: 7 as ChatId, whoMayAsk: 'administrators' });
  expect(choices.known(7)?.whoMayAsk).toBe('everyone');
  await clock.advance(600_001);
  expect(choices.known(7)).toBeUndefined();
  expect((await choices.of(7)).whoMayAsk).toBe('administrators');
});

test('a store that does not answer keeps the first one waiting for half a second, and nobody after, until it answers', async () => {
  const clock = manualClock();
  const answers: PromiseWithResolvers<ReadonlyMap<ChatId, ChatFacts>>[] = [];
  const facts = () => {
    const answer = Promise.withResolvers<ReadonlyMap<ChatId, ChatFacts>>();
    answers.push(answer);
    return answer.promise;
  };
  const choices = createChoices({ facts, remember: () => Promise.reject(new Error('not asked')) }, clock);
  const first = choices.soon(1);
  await expect.poll(() => answers.length).toBe(1);
  await clock.advance(500);
  expect(await first).toBeUndefined();

  // The clock stands still: these wait for nothing.
  for (const chat of [2, 3, 4]) expect(await choices.soon(chat)).toBeUndefined();
  expect(answers).toHaveLength(2);
  answers[1]?.reject(new Error('the connection was lost'));
  await expect.poll(async () => [await choices.soon(5), answers.length]).toEqual([undefined, 3]);

  answers[2]?.resolve(new Map());
  await answers[2]?.promise;
  const again = choices.soon(6);
  // The first look-up is still without an answer, and no longer holds up the next.
  await clock.advance(50);
  await expect.poll(() => answers.length).toBe(4);
  answers[3]?.resolve(new Map());
  expect((await again)?.language).toBeNull();
});
