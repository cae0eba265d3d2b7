// Reply keyboards, the native chat picker, and what the rights of a channel's administrators allow.

import { expect, test } from 'vitest';
import { call, localTelegram } from '../support/local-telegram.ts';
import { People, type Person } from '../support/people.ts';

const RIGHTS = {
  ...{
    is_anonymous: false,
    can_manage_chat: false,
    can_delete_messages: false,
    can_manage_video_chats: false,
  },
  can_restrict_members: false,
  can_promote_members: false,
  can_change_info: false,
  can_invite_users: false,
  can_post_stories: false,
  can_edit_stories: false,
  can_delete_stories: false,
  can_send_welcome_messages: false,
};
const TO_POST = { ...RIGHTS, can_post_messages: true };
const WANTED = {
  request_id: 7,
  chat_is_channel: true,
  request_title: true,
  user_administrator_rights: TO_POST,
  bot_administrator_rights: TO_POST,
};
const picker = (request: object = WANTED) => ({
  keyboard: [[{ text: 'Choose', request_chat: request }], [{ text: 'Cancel' }]],
});

async function stage() {
  const telegram = await localTelegram();
  const people = new People(telegram);
  const [olga, mina] = [people.user('Olga'), people.user('Mina')];
  const say = (chat_id: number, reply_markup?: object, more: object = {}) =>
    call(telegram, 'sendMessage', { chat_id, text: 'x', ...(reply_markup ? { reply_markup } : {}), ...more });
  const heard = async () => {
    const { result } = await call(telegram, 'getUpdates', { offset: -100 });
    const last = result.at(-1);
    if (last) await call(telegram, 'getUpdates', { offset: last.update_id + 1 });
    return result;
  };
  return { telegram, people, olga, mina, say, heard };
}

const titles = (telegram: Awaited<ReturnType<typeof localTelegram>>, { user, chat }: Person) =>
  telegram.choices({ user }, chat.id, 'Choose').map(({ title }) => title);

test('a reply keyboard stays until it is replaced or removed', async () => {
  const { telegram, olga, say } = await stage();
  const mark = telegram.mark();
  await say(olga.chat.id, { ...picker(), input_field_placeholder: 'A channel', one_time_keyboard: true });
  expect(olga.keys()).toEqual([['Choose'], ['Cancel']]);
  await say(olga.chat.id);
  await say(olga.chat.id, { inline_keyboard: [[{ text: 'a', callback_data: 'a' }]] });
  await olga.sends('Cancel');
  expect(olga.keys()).toEqual([['Choose'], ['Cancel']]);
  await say(olga.chat.id, { remove_keyboard: true });
  await say(olga.chat.id, { remove_keyboard: true });
  expect(olga.keys()).toEqual([]);
  const told = telegram.since(mark).filter(({ type }) => type === 'reply_keyboard');
  expect(told).toMatchObject([{ chatId: olga.chat.id, keyboard: picker() }, { chatId: olga.chat.id }]);
});

test('an invalid reply keyboard is refused', async () => {
  const { people, olga, say } = await stage();
  const channel = people.channel('News', { owner: olga });
  const group = people.group('Talks', { owner: olga });
  const refusals = [
    [channel.id, picker(), 'inline keyboard expected'],
    [channel.id, { remove_keyboard: true }, 'inline keyboard expected'],
    [group.id, picker(), 'chats can be requested in private chats only'],
    [olga.chat.id, { keyboard: [[{ text: ' ' }]] }, 'keyboard button text must be non-empty'],
    [olga.chat.id, { keyboard: [[]] }, 'reply keyboard must have at least one button'],
    [
      olga.chat.id,
      { ...picker(), input_field_placeholder: 'x'.repeat(65) },
      'input field placeholder is too long',
    ],
    [
      olga.chat.id,
      picker({ ...WANTED, request_id: 2 ** 31 }),
      'request_id must be a 32-bit number, unique within the message',
    ],
    [
      olga.chat.id,
      picker({ ...WANTED, user_administrator_rights: RIGHTS }),
      'bot_administrator_rights has can_post_messages, which the user need not have',
    ],
    [olga.chat.id, picker({ ...WANTED, chat_is_chanel: true }), 'unknown parameter'],
  ] as const;
  for (const [chat, markup, why] of refusals) {
    const { description } = await say(chat, markup);
    expect(description).toContain(`Bad Request: ${why}`);
  }
  expect(olga.keys()).toEqual([]);
});

test('the picker offers what the person may share, and the bot learns which chat was picked', async () => {
  const { telegram, people, olga, mina, say, heard } = await stage();
  const news = people.channel('News', { owner: olga, administrators: [mina], username: 'news_here' });
  people.channel('Empty', { owner: olga, administrators: [mina], bot: 'left' });
  people.channel('Read only', { owner: people.user('Omar'), subscribers: [olga, mina] });
  people.group('A group', { owner: olga });
  for (const person of [olga, mina]) await say(person.chat.id, picker());
  expect(titles(telegram, olga)).toEqual(['News', 'Empty']);
  expect(titles(telegram, mina)).toEqual(['News']);
  await mina.picks(news);
  const shared = { request_id: 7, chat_id: news.id, title: 'News' };
  expect(await heard()).toEqual([
    expect.objectContaining({
      message: expect.objectContaining({ chat: mina.chat, from: mina.user, chat_shared: shared }),
    }),
  ]);
  expect(telegram.messages(mina.chat.id).at(-1)).toMatchObject({
    text: '',
    service: { chat_shared: shared },
  });
  const readOnly = telegram.chats().find(({ title }) => title === 'Read only');
  if (!readOnly) throw new Error('no such channel');
  await expect(mina.picks(readOnly)).rejects.toThrow('it has: News');
  await expect(people.user('Omar').picks(news)).rejects.toThrow('has no button');
});

test('sharing a channel makes the bot its administrator where the button wants that', async () => {
  const { telegram, people, olga, say, heard } = await stage();
  const channel = people.channel('Empty', { owner: olga, bot: 'left' });
  await say(olga.chat.id, picker());
  await olga.picks(channel);
  expect(await heard()).toMatchObject([
    {
      my_chat_member: {
        chat: channel,
        from: olga.user,
        old_chat_member: { status: 'left' },
        new_chat_member: { status: 'administrator', can_post_messages: true, can_delete_messages: false },
      },
    },
    { message: { chat_shared: { chat_id: channel.id } } },
  ]);
  expect(await say(channel.id)).toMatchObject({ ok: true });
  expect(telegram.memberStatus(channel.id, telegram.bot.id)).toBe('administrator');
});

test('in a channel the rights decide who posts and what the bot may do', async () => {
  const { telegram, people, olga, mina, say, heard } = await stage();
  const channel = people.channel('News', { owner: olga, subscribers: [mina] });
  const post = await olga.in(channel).sends('/ukraine');
  await expect(mina.in(channel).sends('/ukraine')).rejects.toThrow('Mina may not post in News');
  expect(await heard()).toMatchObject([{ channel_post: { sender_chat: channel, text: '/ukraine' } }]);
  const own = (await say(channel.id)).result;
  const erase = (message_id: number) => call(telegram, 'deleteMessage', { chat_id: channel.id, message_id });
  const amend = (message_id: number) =>
    call(telegram, 'editMessageText', { chat_id: channel.id, message_id, text: 'y' });
  telegram.setBot(channel.id, 'administrator', undefined, {
    can_delete_messages: false,
    can_edit_messages: false,
  });
  expect(await erase(post.message_id)).toMatchObject({
    description: "Bad Request: message can't be deleted",
  });
  expect(await amend(post.message_id)).toMatchObject({ description: "Bad Request: message can't be edited" });
  expect(await amend(own.message_id)).toMatchObject({ ok: true });
  expect(await erase(own.message_id)).toMatchObject({ ok: true });
  telegram.setBot(channel.id, 'administrator', undefined, { can_post_messages: false });
  expect(await say(channel.id)).toMatchObject({
    description: 'Bad Request: need administrator rights in the channel chat',
  });
  expect(await erase(post.message_id)).toMatchObject({ ok: true });
});

test('a channel shows its members only to administrators; a public one can be looked up by any bot', async () => {
  const { telegram, people, olga } = await stage();
  const open = people.channel('Open', { owner: olga, username: 'open_news', bot: 'left' });
  const hidden = people.channel('Hidden', { owner: olga, bot: 'left' });
  const member = (chat_id: number | string, user_id: number) =>
    call(telegram, 'getChatMember', { chat_id, user_id });
  expect(await call(telegram, 'getChat', { chat_id: '@open_news' })).toMatchObject({
    result: { id: open.id },
  });
  expect(await member('@open_news', telegram.bot.id)).toMatchObject({ result: { status: 'left' } });
  expect(await member('@open_news', olga.user.id)).toMatchObject({
    description: 'Bad Request: member list is inaccessible',
  });
  for (const answer of [
    await call(telegram, 'getChat', { chat_id: hidden.id }),
    await member(hidden.id, telegram.bot.id),
  ]) {
    expect(answer).toMatchObject({ description: 'Forbidden: bot is not a member of the channel chat' });
  }
  telegram.setBot(open.id, 'administrator', undefined, { can_post_messages: false });
  expect(await member(open.id, olga.user.id)).toMatchObject({ result: { status: 'creator' } });
  expect(await member(open.id, telegram.bot.id)).toMatchObject({
    result: { status: 'administrator', can_post_messages: false, can_edit_messages: true },
  });
});
