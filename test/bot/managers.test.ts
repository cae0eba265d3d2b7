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
