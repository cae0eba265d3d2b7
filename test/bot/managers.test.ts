// What is remembered of administrators, where Telegram's answer and the news of a change cross each other.

import { expect, test } from 'vitest';
import { createManagers } from '../../src/bot/group/managers.ts';
import type { Place } from '../../src/bot/request.ts';
import { createLocales } from '../../src/locales/locale.ts';
import { manualClock } from '../support/clock.ts';

const BOT = 1;
const PLACE: Place = {
  chat: -100,
  type: 'group',
  thread: undefined,
  user: 2,
  asChat: false,
  channel: undefined,
  locale: createLocales().pick('en'),
};

/** Telegram's answers about the user, each given by hand; the bot is an administrator. */
function open() {
  const waiting: ((status: string) => void)[] = [];
  const api = {
    getChat: async () => ({}),
    getChatMember: (_chat: number, user: number) =>
      user === BOT
        ? Promise.resolve({ status: 'administrator' })
        : new Promise((resolve) => waiting.push((status) => resolve({ status }))),
  };
  const managers = createManagers(api as never, BOT, manualClock());
  const answer = (status: string) => waiting.shift()?.(status);
  return { managers, answer, waiting };
}

test('two questions at once are one to Telegram, and its answer is remembered', async () => {
  const { managers, answer, waiting } = open();
  const both = [managers.mayManage(PLACE), managers.mayManage(PLACE)];
  answer('administrator');
  expect(await Promise.all(both)).toEqual(['yes', 'yes']);
  expect(await managers.mayManage(PLACE)).toBe('yes');
  expect(waiting).toEqual([]);
});

test('an answer that was under way when the place changed is not remembered', async () => {
  const { managers, answer } = open();
  const before = managers.mayManage(PLACE);
  managers.changed(PLACE.chat, PLACE.user);
  answer('administrator');
  expect(await before).toBe('yes');
  const after = managers.mayManage(PLACE);
  answer('member');
  expect(await after).toBe('no');
});

test('Telegram that does not answer costs a few seconds once, and the others of the chat nothing', async () => {
  const clock = manualClock();
  let asked = 0;
  const givingUp: (() => void)[] = [];
  const api = {
    getChat: () => new Promise(() => {}),
    getChatMember: () => {
      asked += 1;
      return new Promise((_, fail) => givingUp.push(() => fail(new Error('no answer'))));
    },
  };
  const managers = createManagers(api as never, BOT, clock);
  const first = managers.mayManage(PLACE);
  await clock.advance(3_000);
  expect(await first).toBe('unknown');
  const calls = asked;
  expect(await managers.mayManage({ ...PLACE, user: 3 })).toBe('unknown');
  expect(await managers.mayManage({ ...PLACE, channel: -200 })).toBe('unknown');
  expect(await managers.standing(PLACE.chat)).toBeUndefined();
  expect(asked).toBe(calls);
  for (const giveUp of givingUp) giveUp();
  await clock.advance(0);
  void managers.mayManage(PLACE);
  expect(asked).toBeGreaterThan(calls);
});

test('who was an administrator is known, until told otherwise', async () => {
  const { managers, answer } = open();
  expect(managers.wasManager(PLACE)).toBe(false);
  const asked = managers.mayManage(PLACE);
  answer('administrator');
  await asked;
  expect(managers.wasManager(PLACE)).toBe(true);
  managers.changed(PLACE.chat, PLACE.user);
  expect(managers.wasManager(PLACE)).toBe(false);
  expect(managers.wasManager({ ...PLACE, asChat: true })).toBe(true);
});
