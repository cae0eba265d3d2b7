// What a channel posts, and what it gets: commands answered in one passing line, summaries, digests for its
// readers.

import { describe, expect, it } from 'vitest';
import type { LocalChat } from '../../src/preview/telegram/model.ts';
import type { ChatId, LocalTime } from '../../src/store/types.ts';
import { leapingClock } from '../support/clock.ts';
import { HOUR, MORNING, stageForAll } from '../support/digests.ts';
import type { ChannelOptions, Person } from '../support/people.ts';

const clock = leapingClock();
const stage = await stageForAll(MORNING, clock);
let count = 0;

/** A channel and its owner, who posts in it. */
function channel(options: ChannelOptions = {}) {
  const owner = stage.people.user(`Olga ${++count}`);
  const chat = stage.people.channel(`News ${count}`, { owner, ...options });
  return { chat, posts: owner.in(chat), owner };
}

const stored = async (chat: LocalChat) => {
  const subscriptions = await stage.store((store) => store.subscriptions.ofChat(chat.id as ChatId));
  return subscriptions.map(({ settings, state }) => `${settings.time} ${settings.zone} ${state.status}`);
};

/** What stands in the channel a while later. */
function textsLater(posts: Person): readonly string[] {
  clock.leap(15_000);
  return posts.texts();
}

describe('a post in a channel', () => {
  it('sets up its digest; the line that says so and the command are gone after a while', async () => {
    const { chat, posts } = channel();
    const answered = async (command: string, line: RegExp) => {
      await posts.sends(command);
      const message = await posts.sees(line);
      expect(message.text).not.toContain('\n');
      expect(message.inline_keyboard).toBeUndefined();
      await expect.poll(() => textsLater(posts)).toEqual([]);
    };
    await answered('/digest', /^No digest set up yet\. To set one up: \/digest 09:00/);
    await answered('/digest 09:00 Europe/Berlin', /^Digest: Every day at 09:00, Europe\/Berlin\. Next: /);
    await answered(`/DIGEST@${stage.telegram.bot.username} zone riyadh`, /at 09:00, Asia\/Riyadh\. Next: /);
    await answered('/digest pause', /Paused until you resume/);
    await answered('/digest now', /Paused until you resume/);
    await answered('/digest resume', /Next: /);
    await answered('/digest 25:00', /I don’t understand .*25:00.* as a time\. For example: \/digest/);
    await answered(
      '/digest zone nowhere-at-all',
      /I don’t know the time zone .*nowhere-at-all.*\. For example/,
    );
    expect(await stored(chat)).toEqual(['09:00 Asia/Riyadh active']);
    await answered('/stop', /^Unsubscribed\./);
    expect(await stored(chat)).toEqual(['09:00 Asia/Riyadh closed']);
    const record = await stage.store((store) => store.chats.get(chat.id as ChatId));
    expect(record).toMatchObject({ type: 'channel', language: null });
  });

  it('leaves the language as it is, which an owner with another one sees and may change', async () => {
    const owner = stage.people.user('Ольга', { language_code: 'ru' });
    const chat = stage.people.channel('Новости', { owner, username: 'novosti' });
    const posts = owner.in(chat);
    await posts.sends('/digest 10:00');
    await posts.sees(/^Digest:/);
    await owner.sends('/digest @novosti 11:00');
    await owner.sees(/в 11:00[\s\S]*Язык: английский. Другой можно выбрать ниже/);
    await owner.presses('Русский');
    await owner.sees(/Язык: русский\n/);
    expect(owner.buttons().flat()).toContain('Язык');
  });

  it('has all that is stored of the channel forgotten', async () => {
    const { chat, posts } = channel();
    await posts.sends('/digest 09:00');
    await posts.sees(/^Digest:/);
    await posts.sends('/forget');
    await posts.sees(/^Deleted\. Nothing is stored about this chat/);
    expect(await stage.store((store) => store.personalData(chat.id as ChatId))).toBeUndefined();
  });

  it('stays where the bot may not delete it', async () => {
    const { posts } = channel({ botRights: { can_delete_messages: false } });
    await posts.sends('/digest 09:00');
    await posts.sees(/^Digest:/);
    await expect.poll(() => textsLater(posts)).toEqual(['/digest 09:00']);
  });

  it('that asks for a topic is answered with its summary and a link to the bot', async () => {
    const { posts } = channel();
    await posts.sends('/ukraine');
    const summary = await posts.sees(/^🇺🇦 Ukraine/);
    expect(summary.inline_keyboard).toEqual([
      [{ text: 'Open in the bot', url: expect.stringMatching(/^https:\/\/t\.me\/communique_bot\?start=1c/) }],
    ]);
    textsLater(posts);
    await posts.sends('/summit riyadh-2025-02-18');
    await posts.sees(/^🤝 Summit/);
    expect(posts.texts()).toHaveLength(4);
  });

  it('of any other kind is left in silence, and so is everything where the bot may not post', async () => {
    const reader = stage.people.user('Sana');
    const { chat, posts } = channel({ subscribers: [reader] });
    const silent = channel({ botRights: { can_post_messages: false } });
    const says = stage.telegram.calls.length;
    for (const text of [
      ...['Good morning', '/start', '/help', '/settings', '/search summit', '/mydata', '/talks'],
      ...[
        '/nothing',
        '/digest@other_bot 09:00',
        '/stop @other_news',
        '/ukraine nothing-like-that',
        'see /digest 09:00',
      ],
    ]) {
      await posts.sends(text);
    }
    const post = { message_id: 900, date: 0, chat, sender_chat: chat, text: '/digest 09:00' };
    const stranger = { id: -1_000_000_000_999, type: 'channel', title: 'Other' };
    const foreign = [
      {
        ...post,
        forward_origin: { type: 'channel', chat: stranger, message_id: 1, date: 0 },
        forward_date: 0,
      },
      { ...post, via_bot: { id: 77, is_bot: true, first_name: 'Via' } },
      { ...post, sender_chat: stranger },
      { ...post, sender_chat: undefined, from: reader.user },
      { ...post, sender_chat: undefined },
    ];
    for (const channel_post of foreign) stage.telegram.inject({ channel_post });
    await silent.posts.sends('/digest 09:00');
    await silent.posts.sends('/ukraine');
    await posts.sends('/europe');
    await posts.sees(/^🇪🇺 Europe/);
    const sent = stage.telegram.calls.slice(says).filter(({ method }) => method.startsWith('send'));
    expect(sent.map(({ payload }) => payload.text)).toEqual([expect.stringContaining('Europe')]);
    expect(await stored(chat)).toEqual([]);
    expect(await stored(silent.chat)).toEqual([]);
  });

  it('of an author whose name is shown counts as the author does', async () => {
    const { chat, owner, posts } = channel();
    const post = { message_id: 901, date: 0, chat, text: '/digest 07:00' };
    stage.telegram.inject({ channel_post: { ...post, from: owner.user } });
    await posts.sees(/^Digest: Every day at 07:00/);
    expect(await stored(chat)).toEqual(['07:00 UTC active']);
  });

  it('is told when Telegram does not say what the bot may do', async () => {
    const { chat, posts } = channel();
    stage.telegram.fail({
      method: 'getChatMember',
      chat_id: chat.id,
      times: 1,
      fault: { type: 'error', code: 500, description: 'Internal Server Error' },
    });
    await posts.sends('/digest 09:00');
    await posts.sees(/^I couldn’t check/);
    expect(await stored(chat)).toEqual([]);
  });
});

describe('a button', () => {
  it('that a subscriber forges changes nothing of what the channel has posted', async () => {
    const { chat, posts } = channel();
    await posts.sends('/economy');
    const post = await posts.sees(/^💶 Economy/);
    const reader = stage.people.user('Rita');
    for (const data of ['1s', '1h', 'x']) {
      const message = { message_id: post.message_id, date: post.date, chat, text: post.text };
      const mark = stage.telegram.mark();
      stage.telegram.inject({
        callback_query: { id: `forged ${data}`, from: reader.user, chat_instance: '1', data, message },
      });
      await stage.telegram.when(
        (event) => event.type === 'call' && event.call.payload.callback_query_id === `forged ${data}`,
        { after: mark },
      );
    }
    await posts.sends('/summit');
    await posts.sees(/^🤝 Summit/);
    expect(posts.texts()).toContain(post.text);
  });
});

describe('a digest', () => {
  it('comes to a channel with links to the bot, and to a person with their buttons', async () => {
    const { posts, owner } = channel();
    await posts.sends('/digest 10:00 ukraine');
    await posts.sees(/^Digest:/);
    await owner.sends('/digest 10:00 ukraine');
    await owner.sees(/^Your digest/);
    await stage.moveTo(MORNING + HOUR);
    const digest = await posts.sees(/What is known so far/);
    const link = 'https://t.me/communique_bot?start=1s';
    const buttons = digest.inline_keyboard?.flat() ?? [];
    expect(buttons.at(-1)).toEqual({ text: 'Open in the bot', url: link });
    expect(buttons.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Ukraine: \d+ more · Riyadh talks$/),
      ...['Evidence', 'Open in the bot'],
    ]);
    expect(buttons.every(({ url }) => url?.startsWith('https://t.me/communique_bot?start='))).toBe(true);
    expect(digest.text).toMatch(/\d+ more: Ukraine \d+/);
    expect(digest.text).not.toMatch(/\/[a-z]/);
    expect((await owner.sees(/What is known so far/)).text).toBe(digest.text);
    expect(owner.buttons().slice(-3)).toEqual([['Evidence', 'Topics'], ['Pause', 'Change'], ['Unsubscribe']]);
  });

  it('that was imported suits the chat that it comes to, from the first on', async () => {
    await stage.stop();
    const { chat, posts } = channel();
    const reader = stage.people.user('Rita', { language_code: 'en' });
    const group = reader.in(stage.people.group('Readers', { owner: reader }));
    for (const place of [posts, group]) await stage.subscribe(place, { time: '12:00' as LocalTime });
    await stage.start();
    await stage.moveTo(MORNING + 3 * HOUR);
    const digest = await posts.sees(/What is known so far/);
    expect(digest.inline_keyboard?.at(-1)?.map(({ text }) => text)).toEqual(['Evidence', 'Open in the bot']);
    await group.sees(/What is known so far/);
    expect(group.buttons().slice(-2)).toEqual([['Pause', 'Change'], ['Unsubscribe']]);
    const kinds = [chat, group.chat].map(({ id }) => stage.store((store) => store.chats.get(id as ChatId)));
    expect((await Promise.all(kinds)).map((known) => known?.type)).toEqual(['channel', 'supergroup']);
  });
});
