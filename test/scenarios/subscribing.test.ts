// People subscribe: by the panel's buttons and by typing, see what they have chosen, change it, end it.

import { describe, expect, it } from 'vitest';
import { MORNING, stageForAll } from '../support/digests.ts';
import type { Person } from '../support/people.ts';

const stage = await stageForAll(MORNING);
const someone = (language?: string) => stage.people.someone(language);

/** Somebody with a digest, looking at its panel. */
async function subscriber(words = '09:00 Europe/Berlin'): Promise<Person> {
  const anna = someone();
  await anna.sends(`/digest ${words}`);
  await anna.sees(/^Your digest/);
  return anna;
}

describe('two presses', () => {
  it('are all it takes: Daily digest, then the city', async () => {
    const anna = someone();
    await anna.sends('/start');
    await anna.sees(/get a digest every day/);
    await anna.presses('🔔 Daily digest');
    await anna.sees(/^Daily digest: which city are you in\?[\s\S]*09:00, your time/);
    // At nine in the morning in London it is night in New York.
    expect(anna.buttons()).toEqual([['London · 09:00'], ['Kolkata · 14:30'], ['Sydney · 20:00'], ['‹ Home']]);
    await anna.presses('Kolkata · 14:30');
    await anna.notices(/^Done: first digest tomorrow at 09:00, Kolkata$/);
    await anna.sees(
      /^Done: first digest tomorrow at 09:00, Kolkata\n\nEvery day at 09:00, Asia\/Kolkata\nAll topics\nOnly when/,
    );
    expect(anna.buttons().flat()).toContain('Unsubscribe');
    await anna.sends('/start');
    await anna.sees(/^Welcome/);
    await anna.presses('🔔 Daily digest');
    await anna.sees(/^Your digest\n\nEvery day at 09:00, Asia\/Kolkata/);
  });

  it('ask in the reader’s language, where the reader likely is', async () => {
    const ivan = someone('ru');
    await ivan.sends('/start');
    await ivan.sees(/ежедневный дайджест/);
    await ivan.presses('🔔 Ежедневный дайджест');
    await ivan.sees(/^Ежедневный дайджест: в каком вы городе\?/);
    expect(ivan.buttons()).toEqual([
      ['Москва · 12:00'],
      ['Киев · 11:00'],
      ['Екатеринбург · 14:00'],
      ['‹ В начало'],
    ]);
    await ivan.sends('Шпрингфельд');
    await ivan.sees(/^Не знаю такого места: .*Шпрингфельд[\s\S]*в каком вы городе\?/);
    await ivan.sends('в Мюнхене');
    await ivan.sees(/^Готово: первый дайджест завтра в 09:00, /);
    await ivan.sees(/Каждый день в 09:00, Берлин\n/);
    for (const [language, first] of [
      ['de', 'Berlin · 10:00'],
      ['pt-br', 'São Paulo · 06:00'],
      ['ja', 'Tokyo · 18:00'],
      ['uk', 'Київ · 11:00'],
    ] as const) {
      const reader = someone(language);
      await reader.sends('/start');
      await reader.sees(/Communiqué/);
      await reader.presses(/^🔔/);
      await reader.sees(/^(?:Daily digest: which city|Щоденний дайджест: у якому)/);
      expect(reader.buttons()[0]).toEqual([first]);
    }
  });

  it('ask where readers of the chosen language are, whatever their app speaks', async () => {
    const anna = someone();
    await anna.sends('/settings');
    await anna.sees(/^Settings/);
    await anna.presses('Русский');
    await anna.notices(/^Язык: русский/);
    await anna.sends('/start');
    await anna.sees(/Communiqué/);
    await anna.presses('🔔 Ежедневный дайджест');
    await anna.sees(/в каком вы городе/);
    expect(anna.buttons()[0]).toEqual(['Москва · 12:00']);
    // Who goes home has not answered: what they write next is no city.
    await anna.presses('‹ В начало');
    await anna.sees(/Communiqué/);
    await anna.sends('экономика');
    await anna.sees(/^\S+ Экономика\n/);
  });

  it('take the city in any script, ask again for what is none, and search for nothing', async () => {
    const anna = someone();
    await anna.sends('/start');
    await anna.sees(/^Welcome/);
    await anna.presses('🔔 Daily digest');
    await anna.sees(/which city/);
    await anna.sends('sanctions');
    await anna.sees(
      /^I don’t know a place called .*sanctions[\s\S]*\nDaily digest: which city are you in\?\n/,
    );
    await anna.sends('san');
    const again = await anna.sees(/^Which one do you mean\?[\s\S]*which city are you in/);
    expect(anna.buttons().flat().join()).toMatch(/San Juan/);
    await anna.sends('東京');
    await anna.sees(/^Done: first digest tomorrow at 09:00, Tokyo/);
    await anna.sends('sanctions');
    await anna.sees(/results? for .*sanctions/);
    // A reply to the question is an answer whenever it comes.
    await anna.sends('7 am Munich', { replyTo: again });
    await anna.sees(/^Your digest\n\nEvery day at 07:00, Europe\/Berlin/);
  });

  it('can be left with a word, and do not start again what has ended', async () => {
    const anna = await subscriber('fri 18:30 Asia/Riyadh');
    await anna.sends('/stop');
    await anna.sees(/Unsubscribed/);
    await anna.sends('/start');
    await anna.sees(/^Welcome/);
    await anna.presses('🔔 Daily digest');
    await anna.sees(/^Get a digest[\s\S]*Restart brings it back as it was:\nEvery Friday at 18:30/);
    const boris = someone();
    await boris.sends('/digest begin');
    await boris.sees(/which city/);
    await boris.sends('cancel');
    await boris.sees(/Not set up yet|No digest/);
    await boris.sends('Berlin');
    await boris.sees(/Nothing found|results? for|Germany/);
  });
});

describe('the panel', () => {
  it('subscribes with one tap on a time, and says when the first digest comes', async () => {
    const anna = someone();
    await anna.sends('/digest');
    const offer = await anna.sees(
      /Not set up yet\. Suggested:[\s\S]*Every day at 09:00, UTC[\s\S]*Pick a time/,
    );
    await anna.presses('18:00');
    const panel = await anna.sees(/^Your digest\n\nEvery day at 18:00, UTC\nAll topics/);
    expect(panel.message_id).toBe(offer.message_id);
    expect(panel.text).toMatch(/Next: Wed,? 19 Feb,? 18:00$/);
    await anna.notices(/^Done: first digest today at 18:00, UTC$/);
  });

  it('is opened by the button under an answer, which stays', async () => {
    const anna = someone();
    await anna.sends('/ukraine');
    const answer = await anna.sees(/^🇺🇦 Ukraine/);
    await anna.presses('Get digests');
    const offer = await anna.sees(/^Get a digest/);
    expect(offer.message_id).not.toBe(answer.message_id);
  });

  it('steps the time by hours and quarters, around midnight too', async () => {
    const anna = await subscriber('23:30');
    await anna.presses('Time');
    await anna.sees(/Pick a time or adjust it/);
    await anna.presses('+15 min');
    await anna.sees(/at 23:45/);
    await anna.presses('+1 h');
    await anna.sees(/at 00:45[\s\S]*Next: Thu,? 20 Feb,? 00:45/);
    await anna.presses('−1 h');
    await anna.sees(/at 23:45/);
    await anna.presses('07:00');
    await anna.sees(/at 07:00/);
    expect(anna.buttons().flat()).toContain('✓ 07:00');
    await anna.presses('‹ Back');
    await anna.sees(/Next/);
    expect(anna.buttons().flat()).toContain('Unsubscribe');
  });

  it('chooses days: every day, working days, one day, several', async () => {
    const anna = await subscriber('09:00 UTC');
    await anna.presses('Days');
    await anna.sees(/Pick the days/);
    await anna.presses('Monday to Friday');
    await anna.sees(/Monday to Friday at 09:00/);
    await anna.notices(/^Monday to Friday at 09:00, UTC$/);
    expect(anna.buttons().flat()).toEqual(
      expect.arrayContaining(['✓ Monday to Friday', '✓ Mon', '✓ Fri', 'Sat', 'Sun']),
    );
    await anna.presses('✓ Thu');
    await anna.sees(/Every Monday, Tuesday, Wednesday and Friday at 09:00[\s\S]*Next: Fri,? 21 Feb/);
    await anna.presses('Sat');
    await anna.sees(/Wednesday, Friday and Saturday/);
    await anna.presses('Every day');
    await anna.sees(/Every day at 09:00/);
    await anna.presses('✓ Sun');
    await anna.sees(/Every Monday, Tuesday, Wednesday, Thursday, Friday and Saturday at/);
  });

  it('chooses topics: some, and all again when the last one goes', async () => {
    const anna = await subscriber();
    await anna.presses('Topics');
    await anna.sees(/Choose topics/);
    expect(anna.buttons().flat()).toContain('✓ All topics');
    await anna.presses('Ukraine');
    await anna.sees(/Topics: Ukraine/);
    await anna.presses('Economy');
    await anna.sees(/Topics: Ukraine and Economy/);
    await anna.presses('✓ Ukraine');
    await anna.sees(/Topics: Economy/);
    await anna.presses('✓ Economy');
    await anna.sees(/All topics/);
  });

  it('chooses whether to send when nothing is new', async () => {
    const anna = await subscriber();
    await anna.presses('No-news days: off');
    await anna.notices(/^Every time; a look back/);
    await anna.sees(/Every time; a look back/);
    await anna.presses('No-news days: on');
    await anna.notices(/^Only when there’s news$/);
    await anna.sees(/Only when there’s news/);
  });

  it('pauses and resumes', async () => {
    const anna = await subscriber();
    await anna.presses('Pause');
    await anna.sees(/Paused until you resume/);
    await anna.presses('Days');
    await anna.sees(/Pick the days/);
    await anna.presses('Monday to Friday');
    await anna.sees(/Monday to Friday[\s\S]*Paused/);
    await anna.presses('‹ Back');
    await anna.sees(/Paused/);
    await anna.presses('Resume');
    await anna.sees(/Monday to Friday[\s\S]*Next: /);
  });

  it('unsubscribes with one tap, and undoes it with another', async () => {
    const anna = await subscriber('weekdays 18:30 Asia/Riyadh economy');
    await anna.presses('Unsubscribe');
    await anna.notices(/^Unsubscribed\.$/);
    await anna.sees(/Unsubscribed\.\nRestart brings it back as it was:\nMonday to Friday at 18:30/);
    await anna.presses('Restart');
    await anna.sees(/^Your digest\n\nMonday to Friday at 18:30, Asia\/Riyadh\nTopics: Economy[\s\S]*Next: /);
  });

  it('says what a digest that begins again has kept', async () => {
    const anna = await subscriber('mon 18:30 Asia/Riyadh economy always');
    await anna.sends('/stop');
    await anna.sees(/Unsubscribed/);
    await anna.presses('08:00');
    await anna.sees(
      /^Your digest\n\nEvery Monday at 08:00[\s\S]*Kept from before: every Monday · Asia\/Riyadh · Economy · No-news days: on\n/,
    );
    await anna.notices(/first digest Mon,? 24 Feb,? 08:00, Riyadh\. Kept from before: every Monday/);
    await anna.sends('/stop');
    await anna.sees(/Unsubscribed/);
    await anna.sends('/digest 09:00 berlin ukraine daily');
    await anna.sees(/Topics: Ukraine[\s\S]*Kept from before: No-news days: on\n/);
  });

  it('shows what would be sent now', async () => {
    const anna = await subscriber('09:00 ukraine');
    await anna.presses('Preview');
    await anna.sees(/^Preview: your digest, if it came now[\s\S]*Riyadh talks[\s\S]*What is known so far/);
  });

  it('of a digest that has ended meanwhile says so and changes nothing', async () => {
    const anna = await subscriber();
    await anna.presses('Topics');
    const topics = await anna.sees(/Choose topics/);
    const data = topics.inline_keyboard?.[1]?.[0]?.callback_data ?? '';
    await anna.sends('/stop');
    await anna.sees(/Unsubscribed/);
    await anna.pressesData(data, topics);
    await anna.sees(/Unsubscribed/);
  });

  it('speaks the reader’s language', async () => {
    const ivan = someone('ru');
    await ivan.sends('/digest 09:00 moscow');
    await ivan.sees(/^Ваш дайджест\n\nКаждый день в 09:00, Москва[\s\S]*Следующий: чт, 20 февр/);
    await ivan.presses('Дни');
    await ivan.sees(/Выберите дни/);
  });
});

describe('the time zone', () => {
  it('is found by typing a city, as a reply or as the next words', async () => {
    const anna = someone();
    await anna.sends('/digest');
    await anna.sees(/Get a digest/);
    await anna.presses('Time zone');
    await anna.sees(/Pick your time zone/);
    await anna.presses('Type a city…');
    const question = await anna.sees(/Which city are you in/);
    await anna.sends('new york', { replyTo: question });
    await anna.sees(/Every day at 09:00, America\/New_York/);
    await anna.sends('/digest zone');
    await anna.sees(/Which city are you in/);
    await anna.sends('Geneva');
    await anna.sees(/Every day at 09:00, Europe\/Zurich/);
    await anna.sends('sanctions');
    await anna.sees(/results? for .*sanctions/);
  });

  it('is offered as buttons where the typed words may mean several places', async () => {
    const anna = await subscriber();
    await anna.sends('/digest zone san');
    await anna.sees(/Which one do you mean/);
    await anna.presses(/San Juan/);
    await anna.sees(/Argentina\/San_Juan/);
  });

  it('is not waited for once something else is asked', async () => {
    const anna = await subscriber();
    await anna.sends('/digest zone');
    await anna.sees(/Which city are you in/);
    await anna.sends('/summit');
    await anna.sees(/^🤝 Summit/);
    await anna.sends('berlin');
    await anna.sees(/Nothing found|results? for|Germany/);
  });

  it('is asked again where no place is found, and no answer is ever a search', async () => {
    const anna = someone();
    await anna.sends('/digest zone');
    await anna.sees(/^Which city are you in/);
    await anna.sends('Springfield');
    await anna.sees(
      /I don’t know the time zone .*Springfield[\s\S]*Springfield, Illinois[\s\S]*Which city are you in/,
    );
    await anna.sends('Sankt Nimmerlein');
    const again = await anna.sees(
      /I don’t know the time zone .*Sankt Nimmerlein[\s\S]*Which city are you in/,
    );
    await anna.sends('Portland, Oregon');
    await anna.sees(/09:00, America\/Los_Angeles/);
    await anna.sends('Αθήνα', { replyTo: again });
    await anna.sees(/09:00, Europe\/Athens/);
    await anna.sends('sanctions');
    await anna.sees(/results? for .*sanctions/);
  });

  it('is waited for while several are offered, until a button is pressed', async () => {
    const anna = someone();
    await anna.sends('/digest zone san');
    await anna.sees(/Which one do you mean/);
    await anna.sends('Москва');
    await anna.sees(/09:00, Europe\/Moscow/);
    await anna.sends('/digest zone san');
    await anna.sees(/Which one do you mean/);
    await anna.presses(/San Juan/);
    await anna.sees(/Argentina\/San_Juan/);
    await anna.sends('sanctions');
    await anna.sees(/results? for .*sanctions/);
  });

  it('may be an offset from UTC, page by page', async () => {
    const anna = await subscriber();
    await anna.presses('Time zone');
    await anna.sees(/Pick your time zone/);
    await anna.presses('UTC offset…');
    await expect.poll(() => anna.buttons().flat()).toContain('UTC-12:00');
    await anna.presses(/^Next 2\//);
    await expect.poll(() => anna.buttons().flat()).toContain('UTC+05:30');
    await anna.presses('UTC+05:30');
    await anna.sees(/at 09:00, UTC\+05:30[\s\S]*Next: Thu,? 20 Feb,? 09:00/);
  });

  it('stays chosen for the next digest', async () => {
    const anna = someone();
    await anna.sends('/digest zone berlin');
    await anna.sees(/Not set up yet[\s\S]*09:00, Europe\/Berlin/);
    await anna.presses('08:00');
    await anna.sees(/Every day at 08:00, Europe\/Berlin/);
  });
});

describe('typed words', () => {
  it.each([
    [
      '09:00 Europe/Berlin ukraine economy',
      /Every day at 09:00, Europe\/Berlin\nTopics: Ukraine and Economy/,
    ],
    ['weekdays 18:30 Asia/Riyadh', /Monday to Friday at 18:30, Asia\/Riyadh/],
    ['always 08:00', /Every day at 08:00, UTC[\s\S]*Every time; a look back/],
    ['mon,wed 7pm', /Every Monday and Wednesday at 19:00/],
    ['weekly friday noon tokyo', /Every Friday at 12:00, Asia\/Tokyo/],
    ['9 Uhr Paris, France', /Every day at 09:00, Europe\/Paris/],
    ['в ９：３０ Киев', /Every day at 09:30, Europe\/Kyiv/],
    ['٩:٣٠ القاهرة', /Every day at 09:30, Africa\/Cairo/],
    ['21:15 UTC+3 /security', /at 21:15, UTC\+03:00\nTopics: Security/],
  ])('subscribe: /digest %s', async (words, expected) => {
    const anna = someone();
    await anna.sends(`/digest ${words}`);
    await anna.sees(expected);
  });

  it('change only what they name', async () => {
    const anna = await subscriber('weekdays 18:30 Asia/Riyadh economy');
    await anna.sends('/digest 07:15');
    await anna.sees(/Monday to Friday at 07:15, Asia\/Riyadh\nTopics: Economy/);
  });

  it('act at once: now, pause, resume, off, /stop', async () => {
    const anna = await subscriber('09:00 ukraine');
    await anna.sends('/digest now');
    await anna.sees(/What is known so far/);
    await anna.sends('/digest pause');
    await anna.sees(/Paused/);
    await anna.sends('/digest resume');
    await anna.sees(/Next: /);
    await anna.sends('/digest off');
    await anna.sees(/Unsubscribed/);
    await anna.sends('/digest resume');
    await anna.sees(/Next: /);
    await anna.sends('/stop');
    await anna.sees(/Unsubscribed/);
  });

  it.each([
    ['25:00', /I don’t understand .*25:00.* as a time[\s\S]*written 09:00[\s\S]*For example: \/digest 09:00/],
    ['9:75', /I don’t understand .*9:75.* as a time[\s\S]*For example/],
    ['weekly', /Which day\?[\s\S]*mon,thu[\s\S]*For example/],
    ['09:00 Europe/Berlim', /I don’t know the time zone[\s\S]*Did you mean Europe\/Berlin[\s\S]*For example/],
    ['09:00 UTC+25', /I don’t know the time zone .*UTC\+25[\s\S]*an offset \(UTC\+3\)[\s\S]*For example/],
    ['zone qqqqqqqq', /I don’t know the time zone .*qqqqqqqq[\s\S]*For example/],
    ['09:00 frobnicate', /I don’t understand .*frobnicate[\s\S]*I understand a time[\s\S]*For example/],
    ['09:00 10:00', /one time only – I found .*10:00[\s\S]*For example/],
    ['berlin tokyo', /one time zone only – I found .*tokyo[\s\S]*For example/],
    ['new always', /always.* is one too many[\s\S]*For example/],
    ['at', /I don’t understand .*at.* as a time[\s\S]*For example/],
    ['<b>&\u202e', /I don’t understand[\s\S]*For example/],
  ])(
    'that cannot be read are answered with what is understood and an example: /digest %s',
    async (words, told) => {
      const anna = someone();
      await anna.sends(`/digest ${words}`);
      const { text } = await anna.sees(told);
      expect(text.match(/For example/g)).toHaveLength(1);
      await anna.sends('/digest');
      await anna.sees(/Not set up yet/);
    },
  );

  it('in vain for a chat without a digest say that there is none', async () => {
    const anna = someone();
    for (const words of ['/stop', '/digest pause', '/digest resume']) {
      await anna.sends(words);
      await anna.sees(/Not set up yet/);
    }
  });
});
