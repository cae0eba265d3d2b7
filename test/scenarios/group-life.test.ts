// A group's life with the bot: added, silenced, its topics closed and deleted, grown into a supergroup, left.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChatId } from '../../src/store/types.ts';
import { type Stage, startStage } from '../support/bot.ts';
import { leapingClock } from '../support/clock.ts';
import { DAY, DigestStage, HOUR, MINUTE, MORNING } from '../support/digests.ts';
import type { Person } from '../support/people.ts';

describe('a group that the bot is added to', () => {
  const MOMENT = 2_000;
  const clock = leapingClock();
  let stage: Stage;
  let count = 0;

  beforeAll(async () => {
    stage = await startStage({}, clock);
  });

  afterAll(async () => {
    await stage[Symbol.asyncDispose]();
  });

  function group() {
    const [omar, mina] = [1, 2].map(() => stage.people.user(`Reader ${++count}`, { language_code: 'en' }));
    if (!omar || !mina) throw new Error('nobody');
    const chat = stage.people.group('Peace talks watch', { owner: omar, members: [mina] });
    const add = (status: Parameters<Stage['telegram']['setBot']>[1], rights = {}) =>
      stage.telegram.setBot(chat.id, status, { user: omar.user }, rights);
    add('left');
    return { chat, omar: omar.in(chat), mina: mina.in(chat), add };
  }

  const said = (chat: number) =>
    stage.telegram.messages(chat).filter(({ from }) => from?.id === stage.telegram.bot.id);

  /** The bot has heard of what happened, and the moment has passed in which something may follow. */
  async function moment(): Promise<void> {
    // The first of them comes while the bot is still getting ready.
    await stage.settles();
    await expect.poll(() => clock.isAwaited(MOMENT)).toBe(true);
    clock.leap(MOMENT);
  }

  it('is greeted once, with a button for its administrators', async () => {
    const { omar, mina, chat, add } = group();
    add('member');
    await moment();
    await omar.sees(/^Hello! I bring short, sourced summaries/);
    add('administrator');
    await mina.presses('Set up a digest');
    await mina.notices(/Only administrators/);
    await omar.presses('Set up a digest');
    await omar.sees(/Get a digest/);
    clock.leap(MOMENT);
    await omar.sends('/summit');
    await omar.sees(/^🤝 Summit/);
    expect(said(chat.id).length).toBe(3);
  });

  it('is not greeted where the bot may not write', async () => {
    const { omar, chat, add } = group();
    add('restricted');
    add('restricted', { can_send_messages: true });
    await omar.sends('/summit');
    await omar.sees(/^🤝 Summit/);
    clock.leap(MOMENT);
    await omar.sends('/economy');
    await omar.sees(/^💶 Economy/);
    expect(said(chat.id).length).toBe(2);
  });

  it('is greeted all the same where a member who may not set up follows the link', async () => {
    const { omar, mina, chat, add } = group();
    add('member');
    for (let times = 0; times < 2; times += 1) {
      await mina.sends(`/start@${stage.telegram.bot.username} 1d`);
      await mina.sends(`/frobnicate@${stage.telegram.bot.username}`);
      await mina.sees(/no command/);
    }
    clock.leap(2_000);
    await omar.presses('Set up a digest');
    await omar.sees(/Get a digest/);
    expect(said(chat.id).filter(({ text }) => /^Hello!/.test(text)).length).toBe(1);
    expect(said(chat.id).filter(({ text }) => /^Only administrators/.test(text))).toEqual([]);
  });

  it('hears of the set-up alone where a link asked for it, whichever comes first', async () => {
    for (const startFirst of [false, true]) {
      const { omar, chat, add } = group();
      const start = `/start@${stage.telegram.bot.username} 1d`;
      add('member');
      // Telegram sends it in the name of the person who followed the link.
      await omar.sends(start);
      await omar.sees(/Get a digest/);
      if (startFirst) {
        const { user } = omar;
        const [left, member] = (['left', 'member'] as const).map((status) => ({
          status,
          user: stage.telegram.bot,
        }));
        const news = { chat, from: user, date: 0, old_chat_member: left, new_chat_member: member };
        stage.telegram.inject({ my_chat_member: news });
      }
      await omar.sends('/summit');
      await omar.sees(/^🤝 Summit/);
      clock.leap(MOMENT);
      await omar.sends('/economy');
      await omar.sees(/^💶 Economy/);
      expect(said(chat.id).length).toBe(3);
    }
  });
});

describe('a digest in a group', () => {
  const waits = leapingClock();
  let stage: DigestStage;
  let now = MORNING;
  let count = 0;

  beforeAll(async () => {
    stage = await DigestStage.at(MORNING, waits);
    await stage.start();
  });

  afterAll(async () => {
    await stage[Symbol.asyncDispose]();
  });

  const someone = (): Person => stage.people.user(`Reader ${++count}`, { language_code: 'en' });
  const statesOf = async (chat: number) =>
    (await stage.store((store) => store.subscriptions.ofChat(chat as ChatId))).map(
      ({ threadId, state }) => `${threadId} ${state.status === 'active' ? 'active' : state.reason}`,
    );

  /** It is then, the pace of each group has rested, and all that was due is over. */
  async function moveTo(then: number): Promise<void> {
    now = then;
    waits.leap(MINUTE);
    await stage.moveTo(now);
    await stage.settles();
  }

  const nextMorning = () => moveTo(now + DAY - ((now - MORNING) % DAY));

  it('pauses with its topic, which an administrator hears of once, after a restart too', async () => {
    const [omar, mina] = [someone(), someone()];
    const forum = stage.people.group('Forum', { is_forum: true, owner: omar, members: [mina] });
    const [peace, trade] = ['Peace', 'Trade'].map((name) => stage.telegram.addTopic(forum.id, name));
    if (!peace || !trade) throw new Error('no topics');
    const [inPeace, inTrade, inGeneral] = [omar.in(forum, peace), omar.in(forum, trade), omar.in(forum)];
    for (const [place, time] of [
      [inPeace, '10:00'],
      [inTrade, '11:00'],
      [inGeneral, '12:00'],
    ] as const) {
      await place.sends(`/digest ${time} always`);
      await place.sees(new RegExp(`at ${time}`));
    }
    stage.telegram.setTopic(forum.id, peace, 'closed');
    stage.telegram.setTopic(forum.id, trade, 'deleted');
    const mark = stage.telegram.mark();
    await moveTo(now + 4 * HOUR);
    expect(await statesOf(forum.id)).toEqual(['0 active', `${peace} topic closed`, `${trade} topic deleted`]);
    const delivered = stage.telegram
      .since(mark)
      .flatMap((event) =>
        event.type === 'message' && /What is known/.test(event.message.text) ? [event.message] : [],
      );
    expect(delivered.map(({ chat, message_thread_id }) => [chat.id, message_thread_id])).toEqual([
      [forum.id, undefined],
    ]);

    await stage.stop();
    await stage.start();
    waits.leap(MINUTE);
    await mina.in(forum).sends('/economy');
    await mina.in(forum).sees(/./);
    const admin = omar.in(forum);
    await admin.sends('/summit');
    await admin.sends('/security');
    await admin.sees(/^🤝 Summit/);
    await admin.sees(/^🛡️ Security/);
    await admin.sees(
      /2 digests here are paused[\s\S]*10:00, UTC: its topic was closed[\s\S]*11:00, UTC: its topic was deleted/,
    );
    expect(admin.texts().filter((text) => /are paused/.test(text)).length).toBe(1);

    waits.leap(MINUTE);
    stage.telegram.setTopic(forum.id, peace, 'open');
    const inNews = omar.in(forum, stage.telegram.addTopic(forum.id, 'News'));
    await admin.presses('Resume 10:00');
    await admin.sees(/A digest here is paused[\s\S]*11:00/);
    await admin.presses('Resume');
    await admin.notices(/This topic already has a digest/);
    expect(await statesOf(forum.id)).toEqual(['0 active', `${peace} active`, `${trade} topic deleted`]);
    await inNews.sends('/security');
    await inNews.sees(/^🛡️ Security/);
    expect(inNews.heard().length).toBe(1);
    expect(admin.texts().filter((text) => /here (is|are) paused/.test(text)).length).toBe(1);
  });

  it('moves to where it is resumed when its topic is gone', async () => {
    const omar = someone();
    const forum = stage.people.group('Forum', { is_forum: true, owner: omar });
    const [old, fresh] = ['Old', 'Fresh'].map((name) => stage.telegram.addTopic(forum.id, name));
    if (!old || !fresh) throw new Error('no topics');
    const inOld = omar.in(forum, old);
    await inOld.sends('/digest 09:00 always economy');
    await inOld.sees(/at 09:00/);
    stage.telegram.setTopic(forum.id, old, 'deleted');
    await nextMorning();
    const inFresh = omar.in(forum, fresh);
    await inFresh.sends('/summit');
    await inFresh.sees(/its topic was deleted/);
    await inFresh.presses('Resume');
    await inFresh.sees(/Digest resumed/);
    expect(await statesOf(forum.id)).toEqual([`${fresh} active`]);
    const mark = stage.telegram.mark();
    await nextMorning();
    await stage.telegram.when(
      (event) => event.type === 'message' && event.message.message_thread_id === fresh,
      { after: mark },
    );
  });

  it('that is paused is told of in private at once, and resumes only where it will work', async () => {
    const omar = stage.people.user('Omar', { language_code: 'en' });
    const [lena, stranger] = [stage.people.user('Lena', { language_code: 'ru' }), someone()];
    const forum = stage.people.group('Peace forum', { is_forum: true, owner: omar });
    stage.telegram.setMember(forum.id, lena.user, 'administrator');
    const topic = stage.telegram.addTopic(forum.id, 'Digests');
    const inTopic = omar.in(forum, topic);
    await inTopic.sends('/digest 09:00 always economy');
    await inTopic.sees(/at 09:00/);

    stage.telegram.setBot(forum.id, 'restricted', { user: lena.user });
    const told = await lena.sees(/^Дайджест в группе .*Peace forum.* на паузе[\s\S]*не разрешено там писать/);
    await lena.presses('Возобновить');
    await lena.notices(/мне не разрешено писать/);
    expect(await statesOf(forum.id)).toEqual([`${topic} may not write`]);
    stage.telegram.setBot(forum.id, 'member');
    await stage.settles();
    await lena.presses('Возобновить');
    await inTopic.sees(/^I can write here, so the digest goes on/);
    await lena.sees(/^Дайджест возобновлён[\s\S]*Следующий/);
    expect(await statesOf(forum.id)).toEqual([`${topic} active`]);

    // A person's pause is told to another administrator.
    await lena.in(forum, topic).sends('/digest pause');
    await omar.sees(/^The digest in .*Peace forum.* is paused\n\n.*Lena.* paused it\.$/);
    await omar.presses('Resume');
    await omar.notices(/^Digest resumed/);

    stage.telegram.setTopic(forum.id, topic, 'closed');
    await nextMorning();
    await omar.sees(/^The digest in .*Peace forum.* is paused[\s\S]*topic was closed/);
    const closed = stage.telegram.messages(omar.chat.id).at(-1);
    await omar.presses('Resume');
    await omar.notices(/^Paused because this topic is closed\. Reopen it/);
    // A former administrator changes nothing.
    stage.telegram.setMember(forum.id, omar.user, 'member');
    await stage.settles();
    waits.leap(MINUTE);
    await omar.presses('Resume');
    await omar.notices(/Only administrators/);
    expect(await statesOf(forum.id)).toEqual([`${topic} topic closed`]);
    expect(closed?.chat.id).not.toBe(told.chat.id);
    expect(stranger.heard()).toEqual([]);
  });

  it('pauses while the bot may not write, by what Telegram tells or by a send that fails', async () => {
    for (const isTold of [true, false]) {
      const omar = someone();
      const group = stage.people.group('Strict', { owner: omar });
      const admin = omar.in(group);
      await admin.sends('/digest 09:00 always');
      await admin.sees(/at 09:00/);
      if (isTold) stage.telegram.setBot(group.id, 'restricted');
      else {
        const fault = { type: 'error', code: 400, description: NO_RIGHT } as const;
        stage.telegram.fail({ method: 'sendMessage', chat_id: group.id, times: 1, fault });
        await nextMorning();
      }
      await expect.poll(() => statesOf(group.id)).toEqual(['0 may not write']);
      waits.leap(MINUTE);
      stage.telegram.setBot(group.id, 'member');
      if (isTold) {
        await admin.sends('/summit');
        await admin.sees(/A digest here is paused[\s\S]*I wasn’t allowed to write here/);
        await admin.presses('Resume');
        await admin.sees(/Digest resumed[\s\S]*Next:/);
      } else {
        // The panel says it itself, once.
        for (const command of ['/digest', '/economy']) await admin.sends(command);
        await admin.sees(/^💶 Economy/);
        const known = () => stage.store((store) => store.chats.get(group.id as ChatId));
        await expect.poll(async () => (await known())?.pauseUntold).toBe(false);
        expect(admin.texts().filter((text) => /paused/i.test(text)).length).toBe(1);
        await admin.presses('Resume');
        await admin.sees(/Next:/);
      }
      expect(await statesOf(group.id)).toEqual(['0 active']);
    }
  });

  it.each(['service messages', 'a send that fails', 'both at once'])(
    'goes along to the supergroup with all that the group chose, once, heard of by %s',
    async (first) => {
      const omar = someone();
      const small = stage.people.group('Small', { type: 'group', owner: omar });
      const inSmall = omar.in(small);
      await inSmall.sends('/digest 09:00 always');
      await inSmall.sees(/at 09:00/);
      await inSmall.sends('/settings');
      await inSmall.sees(/Settings/);
      await inSmall.presses('Only administrators');
      await inSmall.sees(/others get no answer/);
      // Telegram tells of the new id in both chats; the digest is sent to the old one.
      if (first === 'a send that fails') {
        const fault = { type: 'error', code: 502, description: 'Bad Gateway' } as const;
        stage.telegram.fail({ method: 'getUpdates', fault });
      }
      const big = stage.telegram.migrate(small.id);
      if (first === 'service messages') await stage.settles();
      await nextMorning();
      stage.telegram.heal();
      waits.leap(MINUTE);
      const digests = () =>
        [...stage.telegram.messages(small.id), ...stage.telegram.messages(big.id)].filter(({ text }) =>
          /What is known so far/.test(text),
        );
      await expect.poll(() => digests().map(({ chat }) => chat.id)).toEqual([big.id]);
      waits.leap(MINUTE);
      const mina = someone();
      stage.telegram.setMember(big.id, mina.user, 'member');
      await mina.in(big).sends('/economy');
      const inBig = omar.in(big);
      await inBig.sends('/settings');
      await inBig.sees(/Only administrators can ask/);
      expect(inBig.texts().filter((text) => /^💶 Economy/.test(text))).toEqual([]);
      // Telegram tells that the bot has come into it, once more and late.
      const [left, member] = (['left', 'member'] as const).map((status) => ({
        status,
        user: stage.telegram.bot,
      }));
      const news = { chat: big, from: omar.user, date: 0, old_chat_member: left, new_chat_member: member };
      stage.telegram.inject({ my_chat_member: news });
      await stage.settles();
      waits.leap(MINUTE);
      await inBig.sends('/summit');
      await inBig.sees(/^🤝 Summit/);
      expect(inBig.texts().filter((text) => /^Hello/.test(text))).toEqual([]);
      expect(await statesOf(small.id)).toEqual([]);
      expect(await statesOf(big.id)).toEqual(['0 active']);
      await nextMorning();
      expect(digests().length).toBe(1);
    },
  );
});

const NO_RIGHT = 'Bad Request: not enough rights to send text messages to the chat';
