// The local Telegram's groups in detail: rights, closed topics, linked channels, deleted messages.

import { expect, test } from 'vitest';
import { call, localTelegram } from '../support/local-telegram.ts';

const KINDS = ['message', 'my_chat_member', 'chat_member'];

async function withForum() {
  const telegram = await localTelegram();
  const [anna, boris] = ['Anna', 'Boris'].map((first_name) => telegram.addUser({ first_name }));
  if (!anna || !boris) throw new Error('nobody');
  const members = [
    { user: anna, status: 'creator' },
    { user: boris, status: 'member' },
  ] as const;
  const forum = telegram.addGroup({ title: 'Talks', is_forum: true, members });
  const ask = <Method extends string>(method: Method, payload: object = {}) =>
    call(telegram, method, { chat_id: forum.id, ...payload });
  await ask('getUpdates', { chat_id: undefined, allowed_updates: KINDS });
  let offset = 0;
  /** What came since the last call. */
  const heard = async () => {
    const { result } = await ask('getUpdates', { chat_id: undefined, offset });
    offset = (result.at(-1)?.update_id ?? offset - 1) + 1;
    return result;
  };
  return { telegram, anna, boris, forum, ask, heard };
}

test('the bot hears of members only where it is an administrator', async () => {
  const { telegram, boris, forum, heard } = await withForum();
  telegram.setMember(forum.id, boris, 'administrator');
  expect(await heard()).toEqual([]);
  telegram.setBot(forum.id, 'administrator');
  telegram.setMember(forum.id, boris, 'member');
  expect(await heard()).toMatchObject([
    { my_chat_member: { new_chat_member: { status: 'administrator', can_delete_messages: true } } },
    { chat_member: { new_chat_member: { status: 'member', user: boris } } },
  ]);
});

test('a restricted bot writes only where it kept that right', async () => {
  const { telegram, forum, ask, heard } = await withForum();
  telegram.setBot(forum.id, 'restricted');
  expect(await ask('sendMessage', { text: 'a' })).toMatchObject({ error_code: 400 });
  telegram.setBot(forum.id, 'restricted', undefined, { can_send_messages: true });
  expect(await ask('sendMessage', { text: 'a' })).toMatchObject({ ok: true });
  expect(await heard()).toMatchObject([
    { my_chat_member: { new_chat_member: { is_member: true, can_send_messages: false } } },
    { my_chat_member: { new_chat_member: { is_member: true, can_send_messages: true } } },
  ]);
});

test('an administrator deletes messages of others only with the right to do so', async () => {
  const { telegram, boris, forum, ask } = await withForum();
  const { message_id } = telegram.send({ user: boris }, forum.id, '/a');
  const refused = { ok: false, description: "Bad Request: message can't be deleted" };
  expect(await ask('deleteMessage', { message_id })).toMatchObject(refused);
  telegram.setBot(forum.id, 'administrator', undefined, { can_delete_messages: false });
  expect(await ask('deleteMessage', { message_id })).toMatchObject(refused);
  telegram.setBot(forum.id, 'administrator');
  expect(await ask('deleteMessage', { message_id })).toMatchObject({ ok: true });
});

test('a message that a person deletes is gone, and the bot gets no update', async () => {
  const { telegram, forum, ask, heard } = await withForum();
  const { result } = await ask('sendMessage', { text: 'a' });
  telegram.remove(forum.id, result.message_id);
  expect(
    await ask('sendMessage', { text: 'b', reply_parameters: { message_id: result.message_id } }),
  ).toMatchObject({
    description: 'Bad Request: message to be replied not found',
  });
  expect(await heard()).toEqual([]);
});

test('closing and reopening a topic is announced; a deleted one takes its messages with it', async () => {
  const { telegram, forum, ask, heard } = await withForum();
  const thread = telegram.addTopic(forum.id, 'Peace');
  const say = () => ask('sendMessage', { text: 'a', message_thread_id: thread });
  telegram.setTopic(forum.id, thread, 'closed');
  expect(await say()).toMatchObject({ description: 'Bad Request: TOPIC_CLOSED' });
  telegram.setTopic(forum.id, thread, 'open');
  expect(await say()).toMatchObject({ ok: true });
  telegram.setTopic(forum.id, thread, 'deleted');
  expect(await say()).toMatchObject({ description: 'Bad Request: message thread not found' });
  expect(telegram.messages(forum.id).filter((one) => one.message_thread_id === thread)).toEqual([]);
  expect(await heard()).toMatchObject([
    { message: { forum_topic_closed: {}, message_thread_id: thread, is_topic_message: true } },
    { message: { forum_topic_reopened: {}, message_thread_id: thread } },
  ]);
});

test('a linked channel may write in the group, and its posts are copied there', async () => {
  const { telegram, anna, forum, ask, heard } = await withForum();
  const channel = telegram.addChannel({ title: 'News', members: [{ user: anna, status: 'creator' }] });
  expect((await ask('getChat')).result).not.toHaveProperty('linked_chat_id');
  telegram.linkChannel(forum.id, channel.id);
  expect((await ask('getChat')).result).toMatchObject({ linked_chat_id: channel.id });
  telegram.send({ user: anna, as: channel }, forum.id, '/a');
  telegram.send({ user: anna }, channel.id, '/b');
  const [spoken, copied] = await heard();
  expect(spoken?.message).toMatchObject({
    from: { username: 'Channel_Bot' },
    sender_chat: { id: channel.id },
  });
  expect(spoken?.message).not.toHaveProperty('is_automatic_forward');
  expect(copied?.message).toMatchObject({
    text: '/b',
    from: { id: 777000 },
    sender_chat: { id: channel.id },
    is_automatic_forward: true,
  });
});
