// A group's digest is its administrators' business; each topic of a forum has its own.

import { describe, expect, it } from 'vitest';
import type { ChatId, ThreadId } from '../../src/store/types.ts';
import { MORNING, stageForAll } from '../support/digests.ts';

const stage = await stageForAll(MORNING);
const someone = (language?: string) => stage.people.someone(language);

/** A group with its owner, a member, and an administrator without a name; each acting in it. */
function group(language_code = 'en') {
  const [omar, mina, boris] = [someone(language_code), someone(), someone()];
  const chat = stage.people.group('Peace talks watch', {
    type: 'supergroup',
    owner: omar,
    members: [mina],
    anonymous: [boris],
  });
  return { chat, omar: omar.in(chat), mina: mina.in(chat), boris: boris.in(chat), owner: omar.user };
}

const subscriptionsOf = (chat: number) => stage.store((store) => store.subscriptions.ofChat(chat as ChatId));

describe('a group', () => {
  it('gets a digest from its owner, by typing and by panel', async () => {
    const { omar, chat } = group();
    await omar.sends('/digest weekdays 08:00 berlin');
    await omar.sees(/Monday to Friday at 08:00, Europe\/Berlin/);
    await omar.presses('Pause');
    await omar.sees(/Paused/);
    expect((await subscriptionsOf(chat.id)).map(({ state }) => state.status)).toEqual(['paused']);
  });

  it('is asked for its language, which is not an administrator’s by accident', async () => {
    const { omar, boris, chat } = group('ru');
    const language = async () =>
      (await stage.store((store) => store.chats.get(chat.id as ChatId)))?.language ?? null;
    await boris.sends('/digest 08:00');
    await boris.sees(/at 08:00/);
    expect(await language()).toBe(null);
    await omar.sends('/digest 09:00');
    await omar.sees(/в 09:00[\s\S]*Язык: английский\. Другой можно выбрать ниже/);
    expect(await language()).toBe(null);
    await omar.presses('Українська');
    await omar.sees(/Мова: українська\n/);
    expect(await language()).toBe('uk');
  });

  it('is not changed by a member, who is told kindly', async () => {
    const { omar, mina, chat } = group();
    await omar.sends('/digest 08:00');
    await omar.sees(/Your digest/);
    for (const command of ['/digest 09:00', '/digest', '/stop', '/digest off', '/settings', '/forget']) {
      await mina.sends(command);
    }
    await mina.sends('/mydata');
    await mina.sends('/help');
    await mina.sees(/What you can ask/);
    const told = mina.texts().filter((text) => text.startsWith('Only administrators can change'));
    expect(told.length).toBe(1);
    for (const button of ['Pause', 'Unsubscribe', 'Time']) {
      await mina.presses(button);
      await mina.notices(/Only administrators/);
    }
    const [subscription] = await subscriptionsOf(chat.id);
    expect(subscription).toMatchObject({ settings: { time: '08:00' }, state: { status: 'active' } });
  });

  it('still answers its members’ questions, and says what it stores', async () => {
    const { mina } = group();
    await mina.sends('/ukraine');
    await mina.sees(/^🇺🇦 Ukraine/);
    await mina.presses('Get digests');
    await mina.notices(/Only administrators/);
    await mina.sends('/privacy');
    await mina.sees(/^Privacy/);
  });

  it('is changed by an administrator without a name', async () => {
    const { boris, chat } = group();
    await boris.sends('/digest 08:00');
    await boris.sees(/Every day at 08:00/);
    await boris.presses('Unsubscribe');
    await boris.sees(/Unsubscribed/);
    expect((await subscriptionsOf(chat.id)).map(({ state }) => state.status)).toEqual(['closed']);
  });

  it.each(['member', 'administrator'] as const)(
    'checks at each press who is an administrator now, itself a %s',
    async (status) => {
      const { omar, mina, chat } = group();
      stage.telegram.setBot(chat.id, status);
      stage.telegram.setMember(chat.id, mina.user, 'administrator');
      await mina.sends('/digest 08:00');
      await mina.sees(/Your digest/);
      stage.telegram.setMember(chat.id, mina.user, 'member');
      await mina.presses('Unsubscribe');
      await mina.notices(/Only administrators/);
      await omar.presses('Unsubscribe');
      await omar.sees(/Unsubscribed/);
    },
  );

  it('changes nothing while Telegram does not say who is an administrator', async () => {
    const { omar, chat } = group();
    stage.telegram.fail({
      method: 'getChatMember',
      chat_id: chat.id,
      times: 1,
      fault: { type: 'error', code: 500, description: 'Internal Server Error' },
    });
    await omar.sends('/digest 08:00');
    await omar.sees(/I couldn’t check/);
    expect(await subscriptionsOf(chat.id)).toEqual([]);
  });

  it('takes a city from the reply to its question', async () => {
    const { omar } = group();
    await omar.sends('/digest zone');
    const question = await omar.sees(/Which city are you in/);
    await omar.sends('Riyadh', { replyTo: question });
    await omar.sees(/at 09:00, Asia\/Riyadh/);
  });

  it('speaks to everybody in the language it chose', async () => {
    const { omar, mina } = group('ru');
    await omar.sends('/digest 08:00');
    await omar.sees(/Ваш дайджест/);
    await omar.presses('Русский');
    await omar.sees(/Язык: русский\n/);
    await mina.sends('/help');
    await mina.sees(/О чём можно спросить/);
    await omar.sends('/settings');
    await omar.sees(/Настройки/);
    await omar.presses(/English/);
    await omar.sees(/Settings/);
    await mina.sends('/help');
    await mina.sees(/What you can ask/);
  });

  it('has a digest for each topic of a forum', async () => {
    const omar = someone();
    const forum = stage.people.group('Forum', { type: 'supergroup', is_forum: true, owner: omar });
    const [peace, trade] = ['Peace', 'Trade'].map((name) => stage.telegram.addTopic(forum.id, name)) as [
      number,
      number,
    ];
    await omar.in(forum, peace).sends('/digest 08:00 ukraine');
    await omar.in(forum, peace).sees(/Topics: Ukraine/);
    const inTrade = omar.in(forum, trade);
    await inTrade.sends('/digest 18:00 economy');
    await inTrade.sees(/Topics: Economy/);
    const all = await subscriptionsOf(forum.id);
    expect(all.map(({ threadId, settings }) => [threadId, settings.time])).toEqual([
      [peace as ThreadId, '08:00'],
      [trade as ThreadId, '18:00'],
    ]);
    await inTrade.sends('/stop');
    await inTrade.sees(/Unsubscribed/);
    expect((await subscriptionsOf(forum.id)).map(({ state }) => state.status)).toEqual(['active', 'closed']);
  });

  it('keeps its digest and its language when it becomes a supergroup', async () => {
    const omar = someone('ru');
    const small = stage.people.group('Small', { type: 'group', owner: omar });
    const inSmall = omar.in(small);
    await inSmall.sends('/digest 08:00 berlin');
    await inSmall.sees(/Ваш дайджест/);
    const big = stage.telegram.migrate(small.id);
    const inBig = omar.in(big);
    await inBig.sends('/digest');
    await inBig.sees(/Ваш дайджест[\s\S]*08:00, Берлин/);
    expect(await subscriptionsOf(small.id)).toEqual([]);
  });

  it('that has nothing stored stays unknown when it becomes a supergroup', async () => {
    const omar = someone();
    const small = stage.people.group('Small', { type: 'group', owner: omar });
    const big = stage.telegram.migrate(small.id);
    const inBig = omar.in(big);
    await inBig.sends('/summit');
    await inBig.sees(/^🤝 Summit/);
    expect(await stage.store((store) => store.personalData(big.id as ChatId))).toBeUndefined();
  });

  it('that removes the bot has its digest closed, with the reason', async () => {
    const { omar, chat } = group();
    await omar.sends('/digest 08:00');
    await omar.sees(/Your digest/);
    stage.telegram.setBot(chat.id, 'kicked');
    await expect
      .poll(async () => (await subscriptionsOf(chat.id)).map(({ state }) => state))
      .toEqual([{ status: 'closed', reason: 'kicked' }]);
    stage.telegram.setBot(chat.id, 'member');
    await omar.sends(`/start@${stage.telegram.bot.username}`);
    await omar.sees(/Welcome back! Your digest stopped/);
    expect((await subscriptionsOf(chat.id))[0]?.state.status).toBe('closed');
  });
});
