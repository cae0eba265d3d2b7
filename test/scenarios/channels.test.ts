// A channel's digest, set up from the private chat of one of its administrators.

import { describe, expect, it } from 'vitest';
import type { ChatId } from '../../src/store/types.ts';
import { MORNING, stageForAll } from '../support/digests.ts';
import type { ChannelOptions } from '../support/people.ts';

const stage = await stageForAll(MORNING);
const someone = (language?: string) => stage.people.someone(language);

/** A channel with its owner, an administrator and a subscriber, each in the private chat with the bot. */
function channel(options: ChannelOptions & { readonly language?: string } = {}) {
  const { language, ...more } = options;
  const [olga, adam, sana] = [someone(language), someone(), someone()];
  const title = `News <b> & views ${olga.chat.id}`;
  const people = { owner: olga, administrators: [adam], subscribers: [sana] };
  return { olga, adam, sana, title, chat: stage.people.channel(title, { ...people, ...more }) };
}

const stored = async (chat: number) => {
  const subscriptions = await stage.store((store) => store.subscriptions.ofChat(chat as ChatId));
  return subscriptions.map(({ settings, state }) => `${settings.time} ${settings.zone} ${state.status}`);
};

describe('a channel’s digest', () => {
  it('is set up in private: picked, chosen by buttons, stored for the channel alone', async () => {
    const { olga, adam, chat, title } = channel({ username: 'first_news' });
    await olga.sends('/digest');
    await olga.sees(/^Get a digest/);
    await olga.presses('For a channel…');
    await olga.sees(/^Which channel should get a digest\?/);
    expect(olga.keys()).toEqual([['Choose a channel'], ['Cancel']]);
    await olga.picks(chat);
    await olga.sees('Chosen:');
    await olga.sees('A digest for');
    expect(olga.texts().at(-1)).toContain(title);
    expect(olga.texts().at(-1)).toContain('Language: English. You can pick another below.');
    expect(olga.buttons()).toEqual(expect.arrayContaining([['✓ English', 'Русский'], ['Українська']]));
    expect(olga.keys()).toEqual([]);
    expect(olga.buttons().flat()).not.toContain('For a channel…');
    await olga.presses('08:00');
    await olga.sees(/^Digest of .*\n+Every day at 08:00, UTC/);
    await adam.sends('/digest @first_news');
    await adam.sees(/^Digest of .*\n+Every day at 08:00, UTC/);
    await adam.presses('Time zone');
    await adam.sees(/Pick your time zone/);
    await adam.presses('UTC offset…');
    await adam.sees(/Pick your time zone/);
    await adam.presses('UTC+03:00');
    await adam.sees(/at 08:00, UTC\+03:00/);
    await adam.presses('Topics');
    await adam.sees(/Choose topics/);
    await olga.presses('Pause');
    await olga.sees(/Paused until you resume/);
    expect(await stored(chat.id)).toEqual(['08:00 +03:00 paused']);
    expect(await stored(olga.chat.id)).toEqual([]);
    const record = await stage.store((store) => store.chats.get(chat.id as ChatId));
    expect(record).toMatchObject({ type: 'channel', language: null, zone: '+03:00' });
    expect(stage.telegram.messages(chat.id)).toEqual([]);
  });

  it('asks for a city and takes the reply for the channel, after a restart too', async () => {
    const { olga, chat } = channel({ username: 'city_news' });
    await olga.sends('/digest @city_news 07:00');
    await olga.sees(/^Digest of/);
    await olga.presses('Time zone');
    await olga.sees(/Pick your time zone/);
    await olga.presses('Type a city…');
    await olga.sees(/Which city are you in/);
    await olga.sends('Riyadh');
    await olga.sees(/^Digest of .*\n+Every day at 07:00, Asia\/Riyadh/);
    await olga.presses('Time zone');
    await olga.sees(/Pick your time zone/);
    await olga.presses('Type a city…');
    const question = await olga.sees(/Which city are you in/);
    await stage.stop();
    await stage.start();
    await olga.sends('san', { replyTo: question });
    await olga.sees(/Which one do you mean/);
    await olga.presses(/San Juan/);
    await olga.sees(/^Digest of .*\n+Every day at 07:00, America\/Argentina\/San_Juan/);
    expect(await stored(chat.id)).toEqual(['07:00 America/Argentina/San_Juan active']);
    expect(await stored(olga.chat.id)).toEqual([]);
  });

  it('can be typed with the channel’s name, and ended so', async () => {
    const { olga, adam, chat } = channel({ username: 'typed_news', language: 'ru' });
    await olga.sends('/digest https://t.me/typed_news weekdays 18:30 berlin');
    await olga.sees(
      /^Дайджест канала .*\n+С понедельника по пятницу в 18:30, Берлин[\s\S]*Язык: английский\. Другой/,
    );
    await olga.presses('Русский');
    await olga.sees(/Язык: русский\n/);
    await adam.sends('/digest channel @Typed_News');
    await adam.sees(/^Digest of .*\n+Monday to Friday at 18:30/);
    await adam.sends('/digest @typed_news 25:00');
    await adam.sees(/I don’t understand .*25:00.* as a time/);
    await adam.sends('/stop @typed_news');
    await adam.sees(/^A digest for .*\n+Unsubscribed/);
    expect(await stored(chat.id)).toEqual(['18:30 Europe/Berlin closed']);
    const record = await stage.store((store) => store.chats.get(chat.id as ChatId));
    expect(record).toMatchObject({ type: 'channel', language: 'ru' });
    await adam.presses('Restart');
    await adam.sees(/Language: Russian/);
    await adam.presses('Language');
    await adam.sees(/Pick the language/);
    expect(adam.buttons().slice(0, 2)).toEqual([['English', '✓ Русский'], ['Українська']]);
    await olga.sends('/digest @typed_news');
    await olga.sees(/Язык: русский/);
    await olga.presses('Язык');
    await olga.sees(/Выберите язык/);
    await olga.presses('English');
    await olga.sees(/^Дайджест канала [\s\S]*Язык: английский/);
    const changed = await stage.store((store) => store.chats.get(chat.id as ChatId));
    expect(changed?.language).toBe('en');
  });

  it('adds the bot to a channel where it is not, by the picker', async () => {
    const { olga, adam, chat } = channel({ bot: 'left', username: 'empty_news' });
    await olga.sends('/digest @empty_news 09:00');
    await olga.sees(/^I’m not an administrator/);
    await olga.sends('/start 1h');
    await olga.sees(/Which channel/);
    await olga.picks(chat);
    await olga.sees('A digest for');
    expect(stage.telegram.memberStatus(chat.id, stage.telegram.bot.id)).toBe('administrator');
    await adam.sends('/digest channel');
    await adam.sees(/Which channel/);
    await adam.sends('Cancel');
    await adam.sees('Nothing was chosen.');
    expect(adam.keys()).toEqual([]);
  });

  it('says what is missing and what to do', async () => {
    const { olga, adam, sana, chat } = channel({ username: 'strict_news', bot: 'left' });
    const elsewhere = stage.people.group('Talks', { owner: olga });
    await olga.sends('/digest @nobody_here 09:00');
    await olga.sees(/^I can’t find that channel\.\n+Check its @name/);
    await olga.sends('/digest @strict_news 09:00');
    await olga.sees(/^I’m not an administrator of that channel\.\n+Add me/);
    stage.telegram.setBot(chat.id, 'administrator', undefined, { can_post_messages: false });
    await olga.sends('/digest @strict_news 09:00');
    await olga.sees(/^I’m not allowed to post in that channel\.\n+Give me the right/);
    stage.telegram.setBot(chat.id, 'administrator');
    await sana.sends('/digest @strict_news 09:00');
    await sana.sees(/^You’re not an administrator of that channel/);
    stage.telegram.fail({
      method: 'getChat',
      times: 1,
      fault: { type: 'error', code: 500, description: 'Internal Server Error' },
    });
    await olga.sends('/digest @strict_news 09:00');
    await olga.sees(/^I couldn’t check/);
    const inGroup = olga.in(elsewhere);
    await inGroup.sends('/digest 08:00');
    await inGroup.sees(/at 08:00/);
    for (const words of ['/digest channel', '/digest @strict_news 09:00', '/stop @strict_news']) {
      await inGroup.sends(words);
      await inGroup.sees(/is set up in a private chat with me/);
    }
    expect(await stored(elsewhere.id)).toEqual(['08:00 UTC active']);
    expect(await stored(chat.id)).toEqual([]);
    // What was picked may have changed meanwhile: the picker stays, to try again.
    await adam.sends('/digest channel');
    await adam.sees(/Which channel/);
    const { message_id } = await adam.picks(chat);
    await adam.sees('A digest for');
    const late = someone();
    stage.telegram.inject({
      message: {
        message_id,
        date: 0,
        chat: late.chat,
        from: late.user,
        chat_shared: { request_id: 1, chat_id: chat.id },
      },
    });
    await late.sees(/^You’re not an administrator/);
    expect(late.keys()).toEqual([['Choose a channel'], ['Cancel']]);
  });

  it('checks at every press who may, and that it is a channel that there is', async () => {
    const { olga, adam, sana, chat } = channel({ username: 'pressed_news' });
    await adam.sends('/digest @pressed_news 09:00');
    const panel = await adam.sees(/^Digest of/);
    const pause = panel.inline_keyboard?.flat().find(({ text }) => text === 'Pause')?.callback_data ?? '';
    stage.telegram.setMember(chat.id, adam.user, 'member');
    await adam.presses('Pause');
    await adam.notices(/You’re not an administrator of that channel/);
    await olga.sends('/digest');
    await olga.sees(/^Get a digest/);
    const forge = (data: string) =>
      stage.telegram.inject({
        callback_query: {
          id: '1',
          from: sana.user,
          chat_instance: '1',
          data,
          message: {
            ...panel,
            chat: sana.chat,
            reply_markup: { inline_keyboard: [[{ text: 'Pause', callback_data: data }]] },
          },
        },
      });
    const answers = stage.telegram.mark();
    forge(pause);
    forge(pause.replace(/@.*/u, `@${(1_000_000_999_999).toString(36)}`));
    forge(pause.replace(/@.*/u, `@${(-sana.chat.id).toString(36)}`));
    await expect
      .poll(() =>
        stage.telegram
          .since(answers)
          .flatMap((event) =>
            event.type === 'call' && event.call.method === 'answerCallbackQuery'
              ? [event.call.payload.text]
              : [],
          ),
      )
      .toEqual([
        expect.stringMatching(/^You’re not an administrator of that channel/),
        expect.stringMatching(/^This button is out of date/),
        expect.stringMatching(/^This button is out of date/),
      ]);
    expect(await stored(chat.id)).toEqual(['09:00 UTC active']);
    stage.telegram.setBot(chat.id, 'kicked');
    await adam.presses('Pause');
    await adam.notices(/I’m not an administrator of that channel/);
  });
});
