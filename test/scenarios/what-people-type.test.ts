// Commands as they come from real phones: forwarded, under a picture, in a private chat's topics, from a modified client.

import { expect, it } from 'vitest';
import type { ChatId } from '../../src/store/types.ts';
import { MORNING, stageForAll } from '../support/digests.ts';
import type { Person } from '../support/people.ts';

const stage = await stageForAll(MORNING);
let nextMessage = 90_000;

/** A message as Telegram would send it, with whatever its phone adds. */
function arrives(person: Person, more: Readonly<Record<string, unknown>>): void {
  nextMessage += 1;
  stage.telegram.inject({
    message: { message_id: nextMessage, date: 1_740_000_000, chat: person.chat, from: person.user, ...more },
  });
}

const digestLines = async (person: Person) => {
  await person.sends('/digest');
  return person.sees(/digest/i);
};

it('a forwarded command is not carried out, and the person learns why', async () => {
  const anna = stage.people.someone();
  await anna.sends('/digest 09:00 UTC');
  await anna.sees(/^Your digest/);
  const forward_origin = { type: 'user', date: 1_740_000_000, sender_user: anna.user };
  arrives(anna, { text: '/stop', forward_origin });
  await anna.sees(/That command was forwarded/);
  expect((await digestLines(anna)).text).toMatch(/^Your digest/);
});

it('nor is one that is forwarded under a picture, or into a group, where nothing is said', async () => {
  const anna = stage.people.someone();
  const group = stage.people.group('Forwards', { owner: anna });
  const inGroup = anna.in(group);
  await inGroup.sends('/digest@communique_bot 09:00 UTC');
  await inGroup.sees(/^Your digest|^The digest|digest/i);
  const forward_origin = { type: 'hidden_user', date: 1_740_000_000, sender_user_name: 'X' };
  arrives(inGroup, { caption: '/stop@communique_bot', photo: [], forward_origin });
  await inGroup.sends('/digest@communique_bot');
  expect((await inGroup.sees(/09:00/)).text).toMatch(/Next/);
});

it('a command under a picture is a command', async () => {
  const anna = stage.people.someone();
  await anna.sends('/help');
  await anna.sees(/./);
  const caption_entities = [{ type: 'bot_command', offset: 0, length: 8 }];
  arrives(anna, { caption: '/economy', caption_entities, photo: [] });
  await anna.sees(/^💶 Economy/);
});

it('a private chat has one digest, whichever of its topics it is set up in', async () => {
  const anna = stage.people.someone();
  const inTopic = (message_thread_id: number, text: string) => {
    stage.telegram.setTopic(anna.chat.id, message_thread_id, 'open');
    arrives(anna, { text, message_thread_id, is_topic_message: true });
  };
  await anna.sends('/help');
  await anna.sees(/./);
  inTopic(11, '/digest 09:00 UTC');
  await anna.sees(/^Your digest/);
  inTopic(22, '/digest 10:30');
  await anna.sees(/10:30/);
  inTopic(33, '/stop');
  await anna.sees(/Not set up|Unsubscribed/i);
  const all = await stage.store((store) => store.subscriptions.ofChat(anna.chat.id as ChatId));
  expect(all.map(({ state }) => state.status)).toEqual(['closed']);
});

it('a press on data that is not on the message changes nothing', async () => {
  const anna = stage.people.someone();
  await anna.sends('/digest 09:00 UTC');
  const panel = await anna.sees(/^Your digest/);
  const button = panel.inline_keyboard?.flat().find(({ text }) => text === 'Unsubscribe');
  await anna.sends('/economy');
  const answer = await anna.sees(/^💶 Economy/);
  const since = stage.telegram.mark();
  stage.telegram.inject({
    callback_query: {
      id: '1',
      from: anna.user,
      chat_instance: '1',
      data: button?.callback_data,
      message: { ...answer, reply_markup: { inline_keyboard: answer.inline_keyboard } },
    },
  });
  const told = () =>
    stage.telegram
      .since(since)
      .flatMap((event) =>
        event.type === 'call' && event.call.method === 'answerCallbackQuery' ? [event.call.payload.text] : [],
      );
  await expect.poll(told).toEqual([expect.stringMatching(/^This button is out of date/)]);
  expect((await digestLines(anna)).text).toMatch(/^Your digest/);
});
