// What a group hears of the bot, and what it may choose about that: pointers, silence, who may ask, quiet
// hours.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallRecord } from '../../src/preview/telegram/events.ts';
import type { LocalChat } from '../../src/preview/telegram/model.ts';
import { type Stage, startStage } from '../support/bot.ts';
import { leapingClock } from '../support/clock.ts';
import type { GroupOptions, Person } from '../support/people.ts';

const MINUTE = 60_000;
const clock = leapingClock();
let stage: Stage;
let count = 0;
const someone = (language_code = 'en'): Person => stage.people.user(`Reader ${++count}`, { language_code });

beforeAll(async () => {
  stage = await startStage({}, clock);
});

afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});

/** A group with its owner and a member; each acting in it. */
function group(options: GroupOptions = {}) {
  const [omar, mina] = [someone(), someone()];
  const chat = stage.people.group('Peace talks watch', { owner: omar, members: [mina], ...options });
  return { chat, omar: omar.in(chat), mina: mina.in(chat) };
}

/** So many messages to one group would have to wait for the pace that Telegram asks for. */
const restPace = () => clock.leap(15_000);

/** What the bot has said in the chat. */
const said = (chat: LocalChat) =>
  stage.telegram.messages(chat.id).filter(({ from }) => from?.id === stage.telegram.bot.id);

const sends = (chat: LocalChat): readonly CallRecord[] =>
  stage.telegram.calls.filter(
    ({ method, payload }) => method === 'sendMessage' && payload.chat_id === chat.id,
  );

describe('a question that was asked a moment ago', () => {
  it('gets a link to the answer above, and after a minute an answer of its own', async () => {
    const { omar, mina, chat } = group();
    await omar.sends('/economy');
    const answer = await omar.sees(/^💶 Economy/);
    await mina.sends(`/Economy@${stage.telegram.bot.username}`);
    const pointer = await mina.sees(/^Answered just above/);
    const link = `https://t.me/c/${-chat.id - 1_000_000_000_000}/${answer.message_id}`;
    expect(pointer.entities).toContainEqual(expect.objectContaining({ type: 'text_link', url: link }));
    expect(pointer.reply_to_message_id).toBe(answer.message_id);
    await mina.sends('/economy riyadh-2025-02-18');
    await mina.sees(/^💶 Economy/);
    clock.leap(MINUTE);
    await mina.sends('/economy');
    await mina.sees(/^💶 Economy/);
  });

  it('is answered anew where the answer is gone, has become another, or was never delivered', async () => {
    const { omar, chat } = group();
    stage.telegram.setBot(chat.id, 'administrator');
    await omar.sends('/summit');
    const first = await omar.sees(/^🤝 Summit/);
    stage.telegram.remove(chat.id, first.message_id);
    await omar.sends('/summit');
    await omar.sees(/^🤝 Summit/);
    await omar.presses('Riyadh talks');
    await omar.sees(/^Riyadh talks, 18 Feb 2025/);
    await omar.sends('/summit');
    await omar.sees(/^🤝 Summit/);
    restPace();
    stage.telegram.fail({
      method: 'sendMessage',
      times: 1,
      fault: { type: 'error', code: 400, description: 'Bad Request: X' },
    });
    await omar.sends('/timeline');
    await omar.sends('/timeline');
    await omar.sees(/^Timeline/);
  });

  it('is pointed to in its own topic of a forum, and by a reply where messages have no links', async () => {
    const { omar, chat } = group({ is_forum: true });
    const [peace, trade] = ['Peace', 'Trade'].map((name) => stage.telegram.addTopic(chat.id, name));
    const [inPeace, inTrade] = [omar.in(chat, peace), omar.in(chat, trade)];
    await inPeace.sends('/economy');
    const answer = await inPeace.sees(/^💶 Economy/);
    await inTrade.sends('/economy');
    await inTrade.sees(/^💶 Economy/);
    await inPeace.sends('/economy');
    const { entities } = await inPeace.sees(/^Answered just above/);
    const place = `${-chat.id - 1_000_000_000_000}/${peace}/${answer.message_id}`;
    expect(entities).toContainEqual(expect.objectContaining({ url: `https://t.me/c/${place}` }));

    const small = group({ type: 'group' });
    await small.omar.sends('/economy');
    const above = await small.omar.sees(/^💶 Economy/);
    await small.omar.sends('/economy');
    const pointer = await small.omar.sees(/^Answered just above/);
    expect(pointer.reply_to_message_id).toBe(above.message_id);
    expect(pointer.entities.map(({ type }) => type)).not.toContain('text_link');
  });

  it('is answered again in a private chat', async () => {
    const anna = someone();
    for (let times = 0; times < 2; times += 1) {
      await anna.sends('/economy');
      await anna.sees(/^💶 Economy/);
    }
  });
});

describe('the bot’s budget for words that nobody asked for', () => {
  it('is zero: chatter, other bots’ commands, unknown commands and edits are met with silence', async () => {
    const { omar, mina, chat } = group();
    // Now it hears all that is written.
    stage.telegram.setBot(chat.id, 'administrator');
    await mina.sends('What about Ukraine and the economy?');
    await mina.sends('/economy@another_bot');
    await mina.sends('/frobnicate');
    await mina.sends('see /economy for more');
    const said1 = await mina.sends('nothing');
    stage.telegram.edit({ user: mina.user }, chat.id, said1.message_id, '/economy');
    stage.telegram.inject({ message: { message_id: 1, date: 0, chat, new_chat_members: [omar.user] } });
    // More than anybody may ask at once, of another bot.
    for (let times = 0; times < 15; times += 1) await mina.sends(times % 2 ? '/frobnicate' : '/stats');
    await omar.sends('/summit');
    await omar.sees(/^🤝 Summit/);
    expect(said(chat).length).toBe(1);
  });
});

describe('in /settings, a group', () => {
  it('chooses who may ask; the others meet silence, and a notice at buttons', async () => {
    const { omar, mina, chat } = group();
    await omar.sends('/settings');
    await omar.sees(/Everyone can ask\.[\s\S]*Commands stay[\s\S]*No quiet hours/);
    await mina.presses('Only administrators');
    await mina.notices(/Only administrators can change/);
    await omar.presses('Only administrators');
    await omar.sees(/Only administrators can ask; others get no answer/);
    expect(omar.buttons().flat()).toContain('✓ Only administrators');
    const before = said(chat).length;
    await mina.sends('/economy');
    await mina.sends('/digest');
    await mina.sends(`/frobnicate@${stage.telegram.bot.username}`);
    await omar.sends('/summit');
    await omar.sees(/^🤝 Summit/);
    expect(said(chat).length).toBe(before + 1);
    for (let times = 0; times < 15; times += 1) await mina.sends('/economy');
    await stage.settles();
    expect(said(chat).length).toBe(before + 1);
    restPace();
    await mina.presses('Evidence');
    await mina.notices(/only administrators can ask/);
    await mina.presses('Everyone can ask');
    await mina.notices(/^Only administrators can change/);
    await omar.presses('Everyone can ask');
    await omar.sees(/Everyone can ask\./);
    await mina.sends('/economy');
    await mina.sees(/^💶 Economy/);
  });

  it('has commands deleted once they are answered, and hears what the bot lacks for it', async () => {
    const { omar, mina, chat } = group();
    await omar.sends('/settings');
    await omar.sees(/Settings/);
    await omar.presses('Delete commands');
    await omar.sees(/are deleted once they are answered[\s\S]*I can’t delete them yet/);
    await mina.sends('/summit');
    await mina.sees(/^🤝 Summit/);
    restPace();
    stage.telegram.setBot(chat.id, 'administrator', undefined, { can_delete_messages: false });
    await omar.sends('/settings');
    await omar.sees(/I can’t delete them yet/);
    stage.telegram.setBot(chat.id, 'administrator');
    restPace();
    const mark = stage.telegram.mark();
    const question = await mina.sends('/economy');
    await mina.sees(/^💶 Economy/);
    await stage.telegram.when((event) => event.type === 'delete' && event.messageId === question.message_id, {
      after: mark,
    });
    await omar.sends('/settings');
    const { text } = await omar.sees(/are deleted once they are answered/);
    expect(text).not.toMatch(/cannot/);
    await omar.presses('✓ Delete commands');
    await omar.sees(/Commands stay/);
  });

  it('chooses quiet hours, in which all that the bot posts comes without a sound', async () => {
    const { omar, mina, chat } = group();
    await omar.sends('/digest zone Asia/Tokyo');
    await omar.sees(/Asia\/Tokyo/);
    await omar.sends('/settings');
    await omar.sees(/No quiet hours/);
    await omar.presses('Quiet hours');
    await omar.sees(/Settings/);
    await omar.presses('22:00–07:00');
    await omar.sees(/Quiet hours 22:00–07:00, Asia\/Tokyo/);
    expect(omar.buttons().flat()).toContain('✓ 22:00–07:00');
    const silent = async (words: string) => {
      restPace();
      await mina.sends(`/search ${words}`);
      await mina.sees(new RegExp(words));
      return sends(chat).at(-1)?.payload.disable_notification === true;
    };
    const day = 24 * 60 * MINUTE;
    const toTokyo = (hour: number) => {
      const passed = (clock.now() + 9 * 60 * MINUTE) % day;
      clock.leap((hour * 60 * MINUTE - passed + day) % day);
    };
    toTokyo(12);
    expect(await silent('Lavrov')).toBe(false);
    await omar.sends('/digest 23:30 always');
    await omar.sees(/at 23:30, Asia\/Tokyo/);
    // The bot may notice the minute by itself, before it is asked to.
    const mark = stage.telegram.mark();
    toTokyo(23.51);
    expect(await silent('Rubio')).toBe(true);
    await stage.app.tick();
    const event = await stage.telegram.when(
      (one) => one.type === 'call' && /What is known so far/.test(String(one.call.payload.text)),
      { after: mark },
    );
    expect(event).toMatchObject({ call: { payload: { chat_id: chat.id, disable_notification: true } } });
    restPace();
    await omar.sends('/settings');
    await omar.sees(/Quiet hours/);
    await omar.presses(/Quiet hours/);
    await omar.sees(/Settings/);
    await omar.presses('No quiet hours');
    await omar.sees(/No quiet hours/);
    expect(await silent('Witkoff')).toBe(false);
  });

  it('shows its choices with /mydata, and has none after /forget', async () => {
    const { omar, chat } = group();
    await omar.sends('/settings');
    await omar.sees(/Settings/);
    await omar.presses('Only administrators');
    await omar.sees(/others get no answer/);
    await omar.sends('/mydata');
    await omar.sees(/Everything stored/);
    expect(stage.telegram.messages(chat.id).at(-1)?.attachment).toMatchObject({ type: 'document' });
    const refused = 'Bad Request: not enough rights to send documents to the chat';
    const fault = { type: 'error', code: 400, description: refused } as const;
    stage.telegram.fail({ method: 'sendDocument', times: 1, fault });
    await omar.sends('/mydata');
    await omar.sees(/I can’t send files here/);
    restPace();
    await omar.sends('/forget');
    await omar.sees(/Delete everything/);
    await omar.presses('Delete everything');
    await omar.sees(/Deleted/);
    await omar.sends('/settings');
    await omar.sees(/Everyone can ask/);
  });

  it('offers nobody else these choices', async () => {
    const anna = someone();
    await anna.sends('/settings');
    const { text } = await anna.sees(/Settings/);
    expect(text).not.toMatch(/can ask|quiet/i);
  });
});
