// Where the bot may write and what it hears: blocking, leaving, migration, topics, privacy, anonymity.

import { expect, test } from 'vitest';
import type { LocalTelegram } from '../../src/preview/telegram/local-telegram.ts';
import type { MemberStatus } from '../../src/preview/telegram/model.ts';
import { call, localTelegram } from '../support/local-telegram.ts';

const say = (telegram: LocalTelegram, chat_id: number | string, more: object = {}) =>
  call(telegram, 'sendMessage', { chat_id, text: 'x', ...more });

const refused = (code: number, description: string) => ({ status: code, error_code: code, description });

async function withGroup(type: 'group' | 'supergroup' = 'supergroup', privacy = true) {
  const telegram = await localTelegram({ privacy });
  const anna = telegram.addUser({ first_name: 'Anna' });
  const boris = telegram.addUser({ first_name: 'Boris' });
  const group = telegram.addGroup({
    title: 'Talks',
    type,
    is_forum: type === 'supergroup',
    members: [
      { user: anna, status: 'creator' },
      { user: boris, status: 'administrator', is_anonymous: true },
    ],
  });
  const heard = async () => {
    const { result } = await call(telegram, 'getUpdates', { offset: -100 });
    const last = result.at(-1);
    if (last) await call(telegram, 'getUpdates', { offset: last.update_id + 1 });
    return result;
  };
  return { telegram, anna, boris, group, heard };
}

test('an unknown chat is not found', async () => {
  const telegram = await localTelegram();
  for (const chat of [5, '5', '@nobody_here', 'x']) {
    expect(await say(telegram, chat)).toMatchObject(refused(400, 'Bad Request: chat not found'));
  }
  expect(await say(telegram, '')).toMatchObject(refused(400, 'Bad Request: chat_id is empty'));
});

test('a person who blocks the bot is out of reach until they unblock it, and the bot gets both updates', async () => {
  const { telegram, anna, heard } = await withGroup();
  telegram.block(anna, true);
  telegram.block(anna, true);
  expect(await say(telegram, anna.id)).toMatchObject(refused(403, 'Forbidden: bot was blocked by the user'));
  telegram.block(anna, false);
  expect(await say(telegram, anna.id)).toMatchObject({ ok: true });
  expect(await heard()).toMatchObject([
    {
      my_chat_member: {
        from: anna,
        old_chat_member: { status: 'member' },
        new_chat_member: { status: 'kicked' },
      },
    },
    {
      my_chat_member: {
        from: anna,
        old_chat_member: { status: 'kicked' },
        new_chat_member: { status: 'member' },
      },
    },
  ]);
});

test('a deleted account is out of reach', async () => {
  const { telegram, anna } = await withGroup();
  telegram.deactivate(anna);
  expect(await say(telegram, anna.id)).toMatchObject(refused(403, 'Forbidden: user is deactivated'));
});

test.each([
  ['group', 'kicked', 403, 'Forbidden: bot was kicked from the group chat'],
  ['supergroup', 'kicked', 403, 'Forbidden: bot was kicked from the supergroup chat'],
  ['group', 'left', 403, 'Forbidden: bot is not a member of the group chat'],
  ['supergroup', 'restricted', 400, 'Bad Request: not enough rights to send text messages to the chat'],
] as const)('in a %s where it is %s the bot cannot write', async (type, status, code, description) => {
  const { telegram, group, anna, heard } = await withGroup(type);
  telegram.setBot(group.id, status, { user: anna });
  expect(await say(telegram, group.id)).toMatchObject(refused(code, description));
  expect(await heard()).toMatchObject([
    { my_chat_member: { chat: group, from: anna, new_chat_member: { status, user: telegram.bot } } },
  ]);
});

test('a channel needs the bot as an administrator, and can be called by its name', async () => {
  const telegram = await localTelegram();
  const channel = telegram.addChannel({ title: 'News', username: 'news_here' });
  expect((await say(telegram, '@News_Here')).result).toMatchObject({ chat: channel, sender_chat: channel });
  for (const [status, code, description] of [
    ['member', 400, 'Bad Request: need administrator rights in the channel chat'],
    ['left', 403, 'Forbidden: bot is not a member of the channel chat'],
    ['kicked', 403, 'Forbidden: bot was kicked from the channel chat'],
  ] as const) {
    telegram.setBot(channel.id, status as MemberStatus);
    expect(await say(telegram, channel.id)).toMatchObject(refused(code, description));
  }
});

test('leaveChat leaves', async () => {
  const { telegram, group, anna } = await withGroup();
  expect(await call(telegram, 'leaveChat', { chat_id: group.id })).toMatchObject({ result: true });
  expect(await say(telegram, group.id)).toMatchObject({ status: 403 });
  expect(telegram.memberStatus(group.id, telegram.bot.id)).toBe('left');
  expect(await call(telegram, 'leaveChat', { chat_id: anna.id })).toMatchObject({ status: 400 });
});

test('a group that became a supergroup refuses calls and says where it went', async () => {
  const { telegram, group, anna, heard } = await withGroup('group');
  const supergroup = telegram.migrate(group.id);
  expect(supergroup).toMatchObject({ type: 'supergroup', title: 'Talks' });
  expect(await heard()).toMatchObject([
    { my_chat_member: { chat: supergroup, new_chat_member: { status: 'member' } } },
    { message: { chat: group, migrate_to_chat_id: supergroup.id } },
    { message: { chat: supergroup, migrate_from_chat_id: group.id } },
  ]);
  expect(await say(telegram, group.id)).toMatchObject({
    ...refused(400, 'Bad Request: group chat was upgraded to a supergroup chat'),
    parameters: { migrate_to_chat_id: supergroup.id },
  });
  expect(await say(telegram, supergroup.id)).toMatchObject({ ok: true });
  expect(telegram.memberStatus(supergroup.id, anna.id)).toBe('creator');
  expect(() => telegram.migrate(supergroup.id)).toThrow('is no plain group');
});

test('topics keep their messages together, can be closed, and deleted', async () => {
  const { telegram, group, anna, heard } = await withGroup();
  const thread = telegram.addTopic(group.id, 'Ukraine');
  const theirs = telegram.send({ user: anna }, group.id, '/start', { threadId: thread });
  expect(await heard()).toMatchObject([{ message: { message_thread_id: thread, is_topic_message: true } }]);
  const inTopic = { message_thread_id: thread };
  expect((await say(telegram, group.id, inTopic)).result).toMatchObject(inTopic);
  const reply = { reply_parameters: { message_id: theirs.message_id } };
  expect((await say(telegram, group.id, reply)).result).toMatchObject(inTopic);
  telegram.setTopic(group.id, thread, 'closed');
  expect(await say(telegram, group.id, inTopic)).toMatchObject(refused(400, 'Bad Request: TOPIC_CLOSED'));
  telegram.setTopic(group.id, thread, 'deleted');
  const missing = refused(400, 'Bad Request: message thread not found');
  expect(await say(telegram, group.id, inTopic)).toMatchObject(missing);
  expect(await say(telegram, anna.id, { message_thread_id: 7 })).toMatchObject(missing);
  expect(
    await call(telegram, 'sendChatAction', { chat_id: group.id, action: 'typing', ...inTopic }),
  ).toMatchObject(missing);
});

test('privacy mode lets through commands meant for the bot and replies to it, nothing else', async () => {
  const { telegram, group, anna, heard } = await withGroup();
  const { message_id } = (await say(telegram, group.id)).result;
  const theirs = telegram.send({ user: anna }, group.id, 'hello');
  for (const text of ['/a', '/a@Communique_Bot', 'now /a', '/b@other_bot', '@communique_bot', 'a/b']) {
    telegram.send({ user: anna }, group.id, text);
  }
  telegram.send({ user: anna }, group.id, 'to the bot', { replyTo: message_id });
  telegram.send({ user: anna }, group.id, 'to Anna', { replyTo: theirs.message_id });
  const texts = async () => (await heard()).map(({ message }) => message?.text);
  expect(await texts()).toEqual(['/a', '/a@Communique_Bot', 'now /a', 'to the bot']);
  telegram.setBot(group.id, 'administrator');
  await heard();
  telegram.send({ user: anna }, group.id, 'anything');
  expect(await texts()).toEqual(['anything']);
  telegram.setBot(group.id, 'kicked');
  await heard();
  telegram.send({ user: anna }, group.id, '/a');
  expect(await heard()).toEqual([]);
});

test('without privacy mode the bot gets everything', async () => {
  const { telegram, group, anna, heard } = await withGroup('group', false);
  telegram.send({ user: anna }, group.id, 'hello');
  expect(await heard()).toHaveLength(1);
});

test('an anonymous administrator speaks as the group and presses as a person', async () => {
  const { telegram, group, boris, heard } = await withGroup();
  telegram.send({ user: boris }, group.id, '/start');
  expect(await heard()).toMatchObject([
    { message: { from: { id: 1087968824, username: 'GroupAnonymousBot' }, sender_chat: group, chat: group } },
  ]);
  const markup = { reply_markup: { inline_keyboard: [[{ text: 'a', callback_data: 'a' }]] } };
  const { message_id } = (await say(telegram, group.id, markup)).result;
  telegram.press({ user: boris }, group.id, message_id, { text: 'a' });
  expect(await heard()).toMatchObject([{ callback_query: { from: boris } }]);
});

test('people write only in their own chats, and channel posts have no sender', async () => {
  const { telegram, group, anna, heard } = await withGroup();
  const carl = telegram.addUser({ first_name: 'Carl' });
  expect(() => telegram.send({ user: carl }, group.id, 'x')).toThrow('Carl is not in Talks');
  expect(() => telegram.send({ user: carl }, anna.id, 'x')).toThrow("another person's chat");
  expect(() => telegram.send({ user: carl }, 77, 'x')).toThrow('there is no chat 77');
  const channel = telegram.addChannel({ title: 'News', members: [{ user: carl, status: 'creator' }] });
  telegram.send({ user: carl }, channel.id, '/a');
  const [update] = await heard();
  expect(update?.channel_post).toMatchObject({ sender_chat: channel, text: '/a' });
  expect(update?.channel_post).not.toHaveProperty('from');
});

test('an edit by a person arrives as an edit', async () => {
  const { telegram, anna, heard } = await withGroup();
  const { message_id } = telegram.send({ user: anna }, anna.id, '/a');
  telegram.edit({ user: anna }, anna.id, message_id, '/b');
  expect(await heard()).toMatchObject([
    { message: { text: '/a' } },
    { edited_message: { text: '/b', message_id } },
  ]);
});

test('the members of a chat can be asked for', async () => {
  const { telegram, group, anna, boris } = await withGroup();
  const carl = telegram.addUser({ first_name: 'Carl' });
  const ask = async <Method extends string>(method: Method, payload: object = {}) =>
    (await call(telegram, method, { chat_id: group.id, ...payload })).result;
  expect(await ask('getChat')).toMatchObject(group);
  expect(await ask('getChatMember', { user_id: anna.id })).toEqual({
    status: 'creator',
    user: anna,
    is_anonymous: false,
  });
  expect(await ask('getChatMember', { user_id: boris.id })).toMatchObject({
    status: 'administrator',
    is_anonymous: true,
  });
  expect(await ask('getChatMember', { user_id: carl.id })).toEqual({ status: 'left', user: carl });
  expect(await ask('getChatMemberCount')).toBe(3);
  const administrators = await ask('getChatAdministrators');
  expect(administrators.map(({ user }) => user.id)).toEqual([anna.id, boris.id]);
  expect(await call(telegram, 'getChatMember', { chat_id: group.id, user_id: 9 })).toMatchObject(
    refused(400, 'Bad Request: member not found'),
  );
  expect(await call(telegram, 'getChatAdministrators', { chat_id: anna.id })).toMatchObject({ status: 400 });
});
