// The "/" menu by scope and language, the rules of commands, the bot's name and descriptions.

import { expect, test } from 'vitest';
import { call, localTelegram } from '../support/local-telegram.ts';

async function withChats() {
  const telegram = await localTelegram();
  const anna = telegram.addUser({ first_name: 'Anna', language_code: 'ru-RU' });
  const boris = telegram.addUser({ first_name: 'Boris', language_code: 'en' });
  const group = telegram.addGroup({
    title: 'Talks',
    members: [
      { user: anna, status: 'creator' },
      { user: boris, status: 'member' },
    ],
  });
  const set = (command: string, scope?: object, language_code?: string) =>
    call(telegram, 'setMyCommands', { commands: [{ command, description: 'x' }], scope, language_code });
  const seen = (chatId: number, userId: number) =>
    telegram
      .commands(chatId, userId)
      .map(({ command }) => command)
      .join();
  return { telegram, anna, boris, group, set, seen };
}

test('in a private chat the narrowest scope counts, and within it the language', async () => {
  const { anna, boris, set, seen } = await withChats();
  const both = () => [seen(anna.id, anna.id), seen(boris.id, boris.id)];
  expect(both()).toEqual(['', '']);
  await set('default');
  expect(both()).toEqual(['default', 'default']);
  await set('default_ru', { type: 'default' }, 'ru');
  expect(both()).toEqual(['default_ru', 'default']);
  await set('private', { type: 'all_private_chats' });
  expect(both()).toEqual(['private', 'private']);
  await set('groups', { type: 'all_group_chats' });
  expect(both()).toEqual(['private', 'private']);
  await set('chat', { type: 'chat', chat_id: anna.id });
  expect(both()).toEqual(['chat', 'private']);
});

test('in a group a narrower scope wins; those of administrators count only for them', async () => {
  const { telegram, anna, boris, group, set, seen } = await withChats();
  const both = () => [seen(group.id, anna.id), seen(group.id, boris.id)];
  const chat_id = group.id;
  await set('private', { type: 'all_private_chats' });
  expect(both()).toEqual(['', '']);
  await set('groups', { type: 'all_group_chats' });
  await set('admins', { type: 'all_chat_administrators' });
  expect(both()).toEqual(['admins', 'groups']);
  await set('chat', { type: 'chat', chat_id });
  expect(both()).toEqual(['chat', 'chat']);
  await set('chat_admins', { type: 'chat_administrators', chat_id });
  expect(both()).toEqual(['chat_admins', 'chat']);
  await set('one', { type: 'chat_member', chat_id, user_id: boris.id });
  expect(both()).toEqual(['chat_admins', 'one']);
  await call(telegram, 'deleteMyCommands', { scope: { type: 'chat', chat_id } });
  await call(telegram, 'setMyCommands', { commands: [], scope: { type: 'chat_administrators', chat_id } });
  expect(both()).toEqual(['admins', 'one']);
});

test('lists are kept apart by scope and language, and a change is an event', async () => {
  const { telegram, set } = await withChats();
  const mark = telegram.mark();
  await set('a', undefined, 'ru');
  await telegram.when((event) => event.type === 'commands', { after: mark });
  expect((await call(telegram, 'getMyCommands', { language_code: 'ru' })).result).toEqual([
    { command: 'a', description: 'x' },
  ]);
  expect((await call(telegram, 'getMyCommands')).result).toEqual([]);
});

const command = (name: string, description = 'x') => ({ commands: [{ command: name, description }] });

test.each([
  [command(''), 'command must be non-empty'],
  [command('Upper'), 'BOT_COMMAND_INVALID'],
  [command('with-dash'), 'BOT_COMMAND_INVALID'],
  [command('a'.repeat(33)), 'command length must not exceed 32'],
  [command('a', ' '), 'command description must be non-empty'],
  [command('a', 'é'.repeat(257)), 'command description length must not exceed 256'],
  [{ commands: Array(101).fill({ command: 'a', description: 'x' }) }, 'BOT_COMMANDS_TOO_MUCH'],
  [{ ...command('a'), language_code: 'eng' }, 'invalid language code specified'],
])('the commands %j are refused', async (payload, what) => {
  const { telegram } = await withChats();
  expect(await call(telegram, 'setMyCommands', payload)).toMatchObject({
    status: 400,
    description: `Bad Request: ${what}`,
  });
});

test.each([
  ['Name', 'name', 64, 'Communiqué'],
  ['Description', 'description', 512, ''],
  ['ShortDescription', 'short_description', 120, ''],
])('setMy%s and getMy%s', async (method, field, limit, standard) => {
  const { telegram } = await withChats();
  const set = (payload: object) => call(telegram, `setMy${method}`, payload);
  const get = async (language_code?: string) =>
    (await call(telegram, `getMy${method}`, { language_code })).result;
  expect(await get()).toEqual({ [field]: standard });
  expect(await set({ [field]: 'x'.repeat(limit + 1) })).toMatchObject({ status: 400 });
  await set({ [field]: 'one' });
  await set({ [field]: 'один', language_code: 'ru' });
  expect([await get(), await get('ru'), await get('de')]).toEqual(
    ['one', 'один', 'one'].map((text) => ({ [field]: text })),
  );
  await set({});
  expect(await get()).toEqual({ [field]: standard });
});
