// The actors of scenario tests: what they see, and what they say when they do not see it.

import { expect, test } from 'vitest';
import { call, localTelegram } from './local-telegram.ts';
import { People } from './people.ts';

test('people see only what comes after their last act, in their own chat and topic', async () => {
  const telegram = await localTelegram();
  const people = new People(telegram);
  const [anna, boris] = [people.user('Anna'), people.user('Boris')];
  const forum = people.group('Talks', { owner: anna, members: [boris], is_forum: true });
  const thread = telegram.addTopic(forum.id, 'Ukraine');
  const say = (chat_id: number, text: string, more: object = {}) =>
    call(telegram, 'sendMessage', { chat_id, text, ...more });

  const inTopic = boris.in(forum, thread);
  await say(anna.chat.id, 'early');
  await anna.sends('/start');
  await inTopic.sends('/start');
  await say(forum.id, 'general');
  await say(forum.id, 'in the topic', { message_thread_id: thread });
  await say(anna.chat.id, 'late');

  await expect(anna.sees('early', 1)).rejects.toThrow('Anna does not see early: not within 1 ms');
  await expect(inTopic.sees('general', 1)).rejects.toThrow('"general"');
  expect((await inTopic.sees(/topic/)).text).toBe('in the topic');
  expect(anna.heard().map(({ text }) => text)).toEqual(['late']);
});

test('a button that is not there is reported with those that are', async () => {
  const telegram = await localTelegram();
  const anna = new People(telegram).user('Anna');
  await expect(anna.presses('Evidence')).rejects.toThrow('there is no button Evidence; there are: none');
  const reply_markup = { inline_keyboard: [[{ text: 'Share', callback_data: 's' }]] };
  await call(telegram, 'sendMessage', { chat_id: anna.chat.id, text: 'x', reply_markup });
  await expect(anna.presses('Evidence')).rejects.toThrow('there are: "Share"');
  expect(await anna.presses(/^Sha/)).toEqual(expect.any(String));
  await expect(anna.notices('', 1)).rejects.toThrow('Anna gets no notice');
});
