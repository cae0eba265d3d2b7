// People ask, the bot answers: through the real app and the local Telegram.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallRecord } from '../../src/preview/telegram/events.ts';
import { type Stage, startStage } from '../support/bot.ts';
import type { Person } from '../support/people.ts';

let stage: Stage;
let count = 0;
const someone = (language_code = 'en'): Person => stage.people.user(`Reader ${++count}`, { language_code });

beforeAll(async () => {
  stage = await startStage();
});

afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});

describe('a newcomer', () => {
  it('is greeted, told what this is, and shown the topics', async () => {
    const anna = someone();
    await anna.sends('/start');
    await anna.sees(/Welcome to Communiqué[\s\S]*Diplomatic talks in brief/);
    expect(anna.buttons().flat()).toContain('🇺🇦 Ukraine');
  });

  it('goes from the greeting to a topic by a button, in place', async () => {
    const anna = someone();
    await anna.sends('/start');
    const greeting = await anna.sees(/Welcome/);
    await anna.presses(/Ukraine/);
    const answer = await anna.sees(/^🇺🇦 Ukraine\nRiyadh talks/);
    expect(answer.message_id).toBe(greeting.message_id);
  });

  it('finds every command in /help and in the menu', async () => {
    const anna = someone();
    await anna.sends('/help');
    const { text } = await anna.sees('What you can ask');
    const names = anna.menu().map(({ command }) => `/${command}`);
    expect(names).toContain('/ukraine');
    expect(names.filter((name) => !text.includes(name))).toEqual([]);
  });
});

describe('a question on a topic', () => {
  it('is answered in the order a reader can trust: agreed, who says what, reported with its denial, source', async () => {
    const anna = someone();
    await anna.sends('/ukraine');
    const { text: first } = await anna.sees(/^🇺🇦 Ukraine\nRiyadh talks · 18 Feb 2025/);
    const order = ['✅ Agreed\n• ', '\n↔ ', ' more\n', '❓ Reported, not confirmed'];
    const places = order.map((heading) => first.indexOf(heading));
    expect(Math.min(...places)).toBeGreaterThan(0);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    const parts = [first];
    while (
      anna
        .buttons()
        .flat()
        .some((label) => label.startsWith('Next'))
    ) {
      await anna.presses(/^Next/);
      parts.push((await anna.sees(/^🇺🇦 Ukraine/)).text);
    }
    const text = parts.join('\n');
    expect(text).toMatch(/three stages.*\(denied by Russia\)/);
    expect(text).toMatch(/Lavrov: Troops from NATO countries in Ukraine are unacceptable .* · Izvestia/);
    expect(text).toMatch(/\d+ sources from \d+ countries · one origin each for \d+ lines$/);
  });

  it('folds analysis and background into an expandable quotation', async () => {
    const anna = someone();
    await anna.sends('/europe');
    const { entities } = await anna.sees(/^🇪🇺 Europe/);
    expect(entities.map(({ type }) => type)).toContain('expandable_blockquote');
  });

  it.each([
    'delegations',
    'embassies',
    'summit',
    'security',
    'ukraine',
    'europe',
    'economy',
    'reactions',
    'latest',
  ])('has an answer for /%s, with a source', async (command) => {
    const anna = someone();
    await anna.sends(`/${command}`);
    const { entities } = await anna.sees(/Riyadh talks/);
    expect(entities.map(({ type }) => type)).toContain('text_link');
  });

  it('takes the talk’s id', async () => {
    const anna = someone();
    await anna.sends('/economy riyadh-2025-02-18');
    await anna.sees(/^💶 Economy\nRiyadh talks/);
  });

  it('understands capitals, the bot’s name in any case, and spaces', async () => {
    const anna = someone();
    await anna.sends(`/UKRAINE@${stage.telegram.bot.username?.toUpperCase()}   `);
    await anna.sees(/^🇺🇦 Ukraine/);
  });

  it('names what does not exist, and where to look', async () => {
    const anna = someone();
    await anna.sends('/украина');
    await anna.sees(/There is no command .*\/украина.*\n[\s\S]*\/help/);
    await anna.sends('/economy.');
    await anna.sees(/^💶 Economy/);
    // A mark that nobody sees, as copied words may have.
    await anna.sends('/economy\u200b riyadh-2025-02-18');
    await anna.sees(/^💶 Economy/);
    await anna.sends('/ukraine geneva-1985');
    await anna.sees(/I don’t know the talks .*geneva-1985.*\n[\s\S]*\/talks/);
  });
});

describe('the buttons', () => {
  it('prove one point after another in place, each by all of its sources, and lead back', async () => {
    const anna = someone();
    await anna.sends('/embassies');
    const answer = await anna.sees(/^🏛️ Embassies/);
    await anna.presses('Evidence');
    const evidence = await anna.sees(
      /^Evidence 1\/\d+\nEmbassies · Riyadh talks, 18 Feb 2025\n\nAgreed · Russia/,
    );
    expect(evidence.message_id).toBe(answer.message_id);
    expect(evidence.text).toMatch(
      /Its \d sources · \d origins\n• Izvestia, Russia, privately owned\n[\s\S]*¶\d+: “.+” · says so/,
    );
    expect(evidence.entities.map(({ type }) => type)).toContain('text_link');
    expect(anna.buttons()[0]).toEqual(['· 1 ·', '2', '3', '4', '5']);
    expect(anna.buttons().at(-1)).toEqual(['‹ Back', 'Share', 'Topics']);
    await anna.presses(/^Next 2\//);
    await anna.sees(/^Evidence 2\//);
    await anna.presses('5');
    await anna.sees(/^Evidence 5\//);
    expect(anna.buttons()[0]).toEqual(['3', '4', '· 5 ·', '6', '7']);
    await anna.presses('· 5 ·');
    await anna.notices('');
    await anna.presses(/^Previous 4\//);
    await anna.sees(/^Evidence 4\//);
    await anna.presses('‹ Back');
    expect((await anna.sees(/^🏛️ Embassies/)).text).toBe(answer.text);
  });

  it.each([
    ['/timeline riyadh', 'Timeline', /^Timeline\nRiyadh talks, 18 Feb 2025/],
    ['/quotes', 'Quotes', /^Quotes\nRiyadh talks, 18 Feb 2025/],
  ])('prove the points of %s in its own order, and lead back to it', async (command, name, answer) => {
    const anna = someone();
    await anna.sends(command);
    const { text } = await anna.sees(answer);
    const proved = new RegExp(`^Evidence (\\d+)/\\d+\\n${name} · Riyadh talks, 18 Feb 2025\\n\\n.+\\n(.+)`);
    const points: string[] = [];
    await anna.presses('Evidence');
    for (const number of ['1', '2', '3']) {
      if (number !== '1') await anna.presses(number);
      const shown = await anna.sees(new RegExp(`^Evidence ${number}/`));
      const [, place, words = ''] = proved.exec(shown.text) ?? [];
      expect(place).toBe(number);
      expect(shown.text).toMatch(/\nIts (source|\d+ sources)[\s\S]*¶\d+: “/);
      points.push(words);
    }
    const places = points.map((words) => text.indexOf(words));
    expect(Math.min(...places)).toBeGreaterThan(0);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    await anna.presses('‹ Back');
    expect((await anna.sees(answer)).text).toBe(text);
  });

  it('lead from a topic to its round, and from the round to every topic and list of it', async () => {
    const anna = someone();
    await anna.sends('/summit');
    await anna.sees(/^🤝 Summit/);
    expect(anna.buttons()).toEqual([
      ['Evidence', 'Compare', 'Share'],
      ['Riyadh talks', 'Picture'],
      ['Topics', 'Get digests'],
    ]);
    await anna.presses('Riyadh talks');
    await anna.sees(/^Riyadh talks, 18 Feb 2025/);
    const [delegations = '', embassies = ''] = anna.buttons()[1] ?? [];
    expect([delegations, embassies]).toEqual(['👥 Delegations', '🏛️ Embassies']);
    for (const [button, answer] of [
      ['🛡️ Security', /^🛡️ Security\nRiyadh talks/],
      ['Timeline', /^Timeline\nRiyadh talks/],
      ['Quotes', /^Quotes\nRiyadh talks/],
    ] as const) {
      await anna.presses(button);
      await anna.sees(answer);
      await anna.presses('Riyadh talks');
      await anna.sees(/^Riyadh talks, 18 Feb 2025/);
    }
    await anna.presses('🤝 Promises');
    await anna.sees(/^\d+ promises/);
  });

  it('may be pressed twice', async () => {
    const anna = someone();
    await anna.sends('/summit');
    const message = await anna.sees(/^🤝 Summit/);
    const evidence = message.inline_keyboard?.[0]?.[0]?.callback_data ?? '';
    await anna.pressesData(evidence, message);
    await anna.pressesData(evidence, message);
    await anna.sees(/^Evidence/);
    await anna.notices('');
    await anna.sends('/talks');
    await anna.sees(/1 round of talks/);
  });

  it('of another time or another hand are answered kindly', async () => {
    const anna = someone();
    await anna.sends('/summit');
    const message = await anna.sees(/^🤝 Summit/);
    for (const data of ['0t.x.y.1', 'nonsense', '1t.AAAAAAAAAA.BBBBBBBBBB.1', '💥', '']) {
      const before = stage.telegram.mark();
      stage.telegram.inject({
        callback_query: {
          id: '1',
          from: anna.user,
          chat_instance: '1',
          data,
          message: { ...message, chat: anna.chat },
        },
      });
      const { call } = (await stage.telegram.when(
        (event) => event.type === 'call' && event.call.method === 'answerCallbackQuery',
        { after: before },
      )) as { call: CallRecord };
      expect(call.payload.text).toMatch(/out of date/);
    }
  });
});

describe('lists', () => {
  it('tells what happened when', async () => {
    const anna = someone();
    await anna.sends('/timeline riyadh');
    await anna.sees(
      /^Timeline\nRiyadh talks, 18 Feb 2025\n\nFeb 2025\n• 12 Feb · [\s\S]*• 19 Feb · [\s\S]*Jan 2026\n[\s\S]*from long before · 2023\n/,
    );
    await anna.presses('All rounds');
    await anna.sees(/^Timeline\nOne round\n\nFeb 2025\n1\. 18 Feb · [\s\S]*\nRiyadh talks\n2\. /);
    await anna.presses('Round by round');
    await anna.sees(/^1 round of talks/);
  });

  it('quotes people, with name and role', async () => {
    const anna = someone();
    await anna.sends('/quotes');
    await anna.sees(
      /^Quotes[\s\S]*“once and for all” \(translated from Russian\)\n— Lavrov, Foreign Minister of Russia/,
    );
  });

  it('leads from the list of talks to a talk', async () => {
    const anna = someone();
    await anna.sends('/talks');
    await anna.sees(/^1 round of talks\n\n2025\n1\. 🇷🇺🇺🇸🇸🇦 Riyadh talks · 18 Feb\n/);
    await anna.presses('1');
    await anna.sees(/Russia.*United States[\s\S]*Agreed/);
  });
});

describe('a search', () => {
  it('finds points, one typo forgiven, and marks the words', async () => {
    const anna = someone();
    await anna.sends('/search embasies');
    const { entities, text } = await anna.sees(/results for .*embasies/);
    expect(text).toMatch(/embass/i);
    expect(entities.map(({ type }) => type)).toContain('bold');
  });

  it('takes plain words in a private chat', async () => {
    const anna = someone();
    await anna.sends('sanctions');
    await anna.sees(/results? for .*sanctions/);
  });

  it('says what to do when nothing is asked or found', async () => {
    const anna = someone();
    await anna.sends('/search');
    await anna.sees(/What should I look for\?/);
    await anna.sends('/search qqqqqq');
    await anna.sees(/Nothing found/);
  });

  it.each([
    ['emoji', '/search 🕊️🇺🇦'],
    ['right-to-left marks', '/search \u202eenirakU\u202c \u2067'],
    ['null characters', '/search \u0000\u0000'],
    ['markup', '/search <b>bold</b> & "quotes"'],
    ['very many words', `/search ${'peace '.repeat(600)}`],
    ['one very long word', `/ukraine ${'x'.repeat(3000)}`],
  ])('answers %s sensibly', async (_, text) => {
    const anna = someone();
    await anna.sends(text);
    const { text: answer } = await anna.sees(/./);
    expect(answer.length).toBeLessThan(4096);
    expect(answer).not.toMatch(/went wrong/);
  });
});

describe('a command that does not exist', () => {
  it('gets the nearest one suggested in a private chat', async () => {
    const anna = someone();
    await anna.sends('/ukrane');
    await anna.sees(/Did you mean \/ukraine\?/);
  });

  it('is left alone in a group, unless it names the bot', async () => {
    const [anna, ben] = [someone(), someone()];
    const group = stage.people.group('Watchers', { owner: anna, members: [ben] });
    await ben.in(group).sends('/frobnicate');
    const asker = ben.in(group);
    await asker.sends(`/frobnicate@${stage.telegram.bot.username}`);
    await asker.sees(/There is no command/);
    expect(asker.texts().filter((text) => text.includes('no command')).length).toBe(1);
  });
});

describe('a group', () => {
  it('gets its answer as a reply to the question', async () => {
    const [anna, ben] = [someone(), someone()];
    const group = stage.people.group('Peace talks watch', { owner: anna, members: [ben] });
    const asker = ben.in(group);
    const question = await asker.sends('/economy');
    const answer = await asker.sees(/^💶 Economy/);
    expect(answer.reply_to_message_id).toBe(question.message_id);
  });

  it('is not disturbed by commands for other bots or by its own talk', async () => {
    const anna = someone();
    const group = stage.people.group('Quiet', { owner: anna });
    const asker = anna.in(group);
    await asker.sends('/ukraine@OtherBot');
    await asker.sends('What about sanctions?');
    await asker.sends('/summit');
    await asker.sees(/^🤝 Summit/);
    expect(stage.telegram.messages(group.id).filter(({ from }) => from?.is_bot).length).toBe(1);
  });

  it('answers an anonymous administrator like anybody', async () => {
    const [anna, boss] = [someone(), someone()];
    const group = stage.people.group('Led from behind', { owner: anna, anonymous: [boss] });
    const asker = boss.in(group);
    await asker.sends('/europe');
    await asker.sees(/^🇪🇺 Europe/);
    await asker.presses('Evidence');
    await asker.sees(/^Evidence/);
  });

  it('gets the answer in the forum topic where it was asked', async () => {
    const anna = someone();
    const group = stage.people.group('Forum', { owner: anna, is_forum: true, type: 'supergroup' });
    const thread = stage.telegram.addTopic(group.id, 'Diplomacy');
    const asker = anna.in(group, thread);
    await asker.sends('/security');
    await asker.sees(/^🛡️ Security/);
  });
});

describe('the house', () => {
  it('says what is stored, what can be set', async () => {
    const anna = someone();
    await anna.sends('/privacy');
    await anna.sees(/We keep nothing about your questions/);
    await anna.sends('/settings');
    await anna.sees(/Language: English/);
  });

  it('speaks Russian to people whose Telegram does', async () => {
    const ivan = someone('ru');
    await ivan.sends('/start');
    await ivan.sees(/Communiqué/);
    expect(ivan.texts().at(-1)).toMatch(/[а-я]{4}/i);
    expect(ivan.menu().find(({ command }) => command === 'help')?.description).toMatch(/[а-я]/i);
    // In a group: what each may do there, in the language of each.
    const vera = stage.people.user('Vera', { language_code: 'ru' });
    const group = stage.people.group('Desk', { owner: vera, members: [ivan] });
    const offered = (person: Person, name: string) =>
      person
        .in(group)
        .menu()
        .find(({ command }) => command === name)?.description;
    expect(offered(vera, 'digest')).toMatch(/[а-я]/i);
    expect(offered(ivan, 'digest')).toBeUndefined();
    expect(offered(ivan, 'talks')).toMatch(/[а-я]/i);
  });

  it('sends no call that Telegram refuses, and never logs a person’s words above debug', async () => {
    const refused = stage.telegram.calls.filter(
      ({ answer }) =>
        answer &&
        answer.status !== 200 &&
        !/not modified|query is too old/.test(String(answer.body.description)),
    );
    expect(refused).toEqual([]);
    const info = stage.log.filter((line) => Number(JSON.parse(line).level) >= 30).join('\n');
    for (const words of ['embasies', 'frobnicate', 'geneva']) expect(info).not.toContain(words);
  });
});
