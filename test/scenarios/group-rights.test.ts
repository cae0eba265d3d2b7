// Who may change what a group gets, and how those who may not are told: through the real app and the local
// Telegram.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../src/preview/telegram/model.ts';
import { type Stage, startStage } from '../support/bot.ts';
import { leapingClock } from '../support/clock.ts';
import type { Person } from '../support/people.ts';

const clock = leapingClock();
let stage: Stage;
let count = 0;
const someone = (): Person => stage.people.user(`Reader ${++count}`, { language_code: 'en' });

beforeAll(async () => {
  stage = await startStage({}, clock);
});

afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});

/** A group with its owner, another administrator and a member; each acting in it. */
function group() {
  const [omar, nora, mina] = [someone(), someone(), someone()];
  const chat = stage.people.group('Peace talks watch', { owner: omar, members: [nora, mina] });
  stage.telegram.setMember(chat.id, nora.user, 'administrator');
  return { chat, omar: omar.in(chat), nora: nora.in(chat), mina: mina.in(chat) };
}

const asked = (method: string) => stage.telegram.calls.filter((call) => call.method === method).length;

describe('a member who may not change the digest', () => {
  it('is told by a short reply that goes away, and within the hour not again', async () => {
    const { mina } = group();
    const question = await mina.sends('/digest 09:00');
    const told = await mina.sees(/^Only administrators can change/);
    expect(told.reply_to_message_id).toBe(question.message_id);
    await mina.sends('/stop');
    await mina.sends('/help');
    const help = await mina.sees(/What you can ask/);
    expect(mina.heard()).toEqual([help]);
    const mark = stage.telegram.mark();
    clock.leap(15_000);
    await stage.telegram.when((event) => event.type === 'delete' && event.messageId === told.message_id, {
      after: mark,
    });
    expect(mina.texts()).toContain('/digest 09:00');
    clock.leap(3_600_000);
    await mina.sends('/digest');
    await mina.sees(/^Only administrators/);
  });

  it('is told by a notice when pressing, which nobody else sees', async () => {
    const { omar, mina } = group();
    await omar.sends('/digest 08:00');
    await omar.sees(/Your digest/);
    for (const button of ['Pause', 'Unsubscribe']) {
      await mina.presses(button);
      await mina.notices(/^Only administrators/);
      expect(mina.heard()).toEqual([]);
    }
  });
});

describe('what a group can ask', () => {
  it('is told to its members apart from what only administrators may do', async () => {
    const { mina } = group();
    await mina.sends('/help');
    const { text } = await mina.sees(/What you can ask/);
    const [forAll = '', managed = ''] = text.split('For administrators of this group');
    expect(forAll).toMatch(/\/economy[\s\S]*\/search/);
    expect(forAll).not.toMatch(/\/(digest|stop|settings|mydata|forget|start)\b/);
    expect(managed.match(/\/[a-z]+/gu)).toEqual([
      '/digest',
      '/stop',
      '/follow',
      '/settings',
      '/mydata',
      '/forget',
    ]);
    const anna = someone();
    await anna.sends('/help');
    expect((await anna.sees(/\/mydata/)).text).not.toMatch(/administrators/);
  });
});

describe('two administrators at one panel', () => {
  it('see each other’s choices, and the last one counts', async () => {
    const { omar, nora, chat } = group();
    await omar.sends('/digest 08:00');
    const panel = await omar.sees(/Your digest/);
    await omar.presses('Time');
    await omar.sees(/Pick a time/);
    await Promise.all([omar.presses('07:00'), nora.presses('20:00')]);
    await nora.sees(/at 20:00/);
    const shown = stage.telegram.messages(chat.id).filter(({ from }) => from?.is_bot);
    expect(shown.map(({ message_id }) => message_id)).toEqual([panel.message_id]);
    expect(shown[0]?.text).toMatch(/Every day at 20:00/);
    await omar.sends('/digest');
    await omar.sees(/Every day at 20:00/);
  });
});

describe('who is an administrator', () => {
  it('is asked once in a minute where the bot hears of changes, else each time', async () => {
    const { chat, omar } = group();
    const press = async (times: string) => {
      const before = asked('getChatMember');
      await omar.sends(`/digest ${times}`);
      await omar.sees(new RegExp(`at ${times}`));
      return asked('getChatMember') - before;
    };
    // The bot's own place is asked too, and that it is no administrator.
    expect([await press('08:00'), await press('09:00')]).toEqual([2, 1]);
    stage.telegram.setBot(chat.id, 'administrator');
    expect([await press('10:00'), await press('11:00'), await press('12:00')]).toEqual([2, 0, 0]);
    clock.leap(60_000);
    expect(await press('13:00')).toBe(2);
    stage.telegram.setMember(chat.id, omar.user, 'member');
    await omar.sends('/digest 14:00');
    await omar.sees(/^Only administrators/);
  });

  it('is anyone who writes as the linked channel, and nobody who writes as another', async () => {
    const { chat, omar, mina } = group();
    const [ours, other] = ['Peace news', 'Noise'].map((title) => stage.telegram.addChannel({ title }));
    if (!ours || !other) throw new Error('no channels');
    stage.telegram.linkChannel(chat.id, ours.id);
    await mina.as(other).sends('/digest 07:00');
    await mina.sees(/^Only administrators/);
    const voice = omar.as(ours);
    await voice.sends('/digest 08:00');
    await voice.sees(/Every day at 08:00/);
  });

  it('has no say through what Telegram copies from the channel', async () => {
    const { chat, omar } = group();
    const members = [{ user: omar.user, status: 'creator' }] as const;
    const channel = stage.telegram.addChannel({ title: 'Peace news', members });
    stage.telegram.linkChannel(chat.id, channel.id);
    const author: Actor = { user: omar.user };
    stage.telegram.send(author, channel.id, '/digest 08:00');
    stage.telegram.send(author, channel.id, '/ukraine');
    await omar.sends('/summit');
    await omar.sees(/^🤝 Summit/);
    expect(
      stage.telegram.messages(chat.id).filter(({ from }) => from?.id === stage.telegram.bot.id).length,
    ).toBe(1);
  });
});
