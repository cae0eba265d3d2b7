// The chat's language is asked of the store once, whether there is one or not, until it may have changed.

import { expect, test } from 'vitest';
import { createLanguages } from '../../src/bot/languages.ts';
import { openStore } from '../../src/store/database.ts';
import type { ChatId } from '../../src/store/types.ts';

async function setUp(remembered?: number) {
  const store = await openStore(':memory:', { now: () => 0 });
  let queries = 0;
  const chats = {
    ...store.chats,
    languages: (ids: readonly ChatId[]) => {
      queries += 1;
      return store.chats.languages(ids);
    },
  };
  return { store, languages: createLanguages(chats, remembered), queries: () => queries };
}

test('a chat that chose none costs one query, however often it asks', async () => {
  const { languages, queries } = await setUp();
  expect(languages.known(7)).toBeUndefined();
  for (let i = 0; i < 100; i += 1) expect(await languages.of(7)).toBeNull();
  expect(languages.known(7)).toBeNull();
  expect(queries()).toBe(1);
});

test('many chats that are met at once cost one query together', async () => {
  const { languages, queries, store } = await setUp();
  await store.chats.remember({ id: 50 as ChatId, language: 'ru' });
  const all = await Promise.all(Array.from({ length: 100 }, (_, chat) => languages.of(chat)));
  expect(all.filter((language) => language !== null)).toEqual(['ru']);
  expect(all[50]).toBe('ru');
  expect(queries()).toBe(1);
});

test('a choice is stored and known at once; what may have changed is asked again', async () => {
  const { store, languages, queries } = await setUp();
  expect(await languages.of(7)).toBeNull();
  await languages.choose(7, 'ru');
  expect(languages.known(7)).toBe('ru');
  expect((await store.chats.get(7 as ChatId))?.language).toBe('ru');
  await store.forgetChat(7 as ChatId);
  languages.forget(7);
  expect(await languages.of(7)).toBeNull();
  expect(queries()).toBe(2);
});

test('no more chats are remembered than there is room for', async () => {
  const { languages } = await setUp(3);
  for (const chat of [1, 2, 3, 4]) await languages.of(chat);
  expect([1, 2, 3, 4].map((chat) => languages.known(chat))).toEqual([undefined, null, null, null]);
});
