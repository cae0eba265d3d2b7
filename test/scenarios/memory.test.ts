// What the bot remembers over all rounds: promises, who stands where, who said what, what was corrected.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LocalMessage } from '../../src/preview/telegram/model.ts';
import { type Stage, startStage } from '../support/bot.ts';
import type { Person } from '../support/people.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await startStage({ contentDir: 'content' });
});

afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});

/** The evidence of one point alone. */
const EVIDENCE = /^Evidence\n.+, .*20\d\d\n\n[\s\S]*\nIts (source|\d+ sources)[\s\S]*¶\d+: “/;

/** Opens a point of the list that the person sees by its number, and goes back to that very list. */
async function opensAndReturns(person: Person, number: string, list: LocalMessage): Promise<void> {
  const buttons = person.buttons();
  await person.presses(number);
  const { message_id } = await person.sees(EVIDENCE);
  expect(message_id).toBe(list.message_id);
  expect(person.buttons()).toEqual([
    [expect.stringMatching(/^\p{Emoji}/u), 'Share'],
    ['‹ Back', 'Topics'],
  ]);
  await person.presses('‹ Back');
  expect((await person.sees(/./)).text).toBe(list.text);
  expect(person.buttons()).toEqual(buttons);
}

const someone = (language = 'en'): Person => stage.people.someone(language);

/** The answer to a person who asks for nothing else. */
async function answerTo(words: string, expected: RegExp, language = 'en') {
  const person = someone(language);
  await person.sends(words);
  return { person, message: await person.sees(expected) };
}

describe('/promises', () => {
  it('lists what was promised, by whom, how it stands, since when and by whose account', async () => {
    const { person, message } = await answerTo('/promises', /^\d+ promises/);
    expect(message.text).toMatch(
      /1\. .+\n.*🇷🇺 Russia ↔ 🇺🇸 United States\n⏸️ stalled since 24 Jun 2026 · by one side’s account: Russia/,
    );
    expect(person.buttons().flat()).toEqual(expect.arrayContaining(['1', 'Next 2/6', 'Topics']));
  });

  it.each([
    ['/promises kept', /promises?.* · kept\n[\s\S]*✅ kept/, 'en'],
    ['/promises russia', / · Russia\n/, 'en'],
    ['/promises embassies', / · Embassies\n/, 'en'],
    ['/promises Moscow stalled', / · Russia · stalled\n[\s\S]*⏸️ stalled/, 'en'],
    ['/promises Україна kept', / · Ukraine · kept\n/, 'en'],
    ['/promises выполнено', / · выполнено\n[\s\S]*✅ выполнено/, 'ru'],
    ['/promises россия', / · Россия\n/, 'ru'],
  ])('%s keeps to that', async (words, expected, language) => {
    await answerTo(words, expected, language);
  });

  it('opens the history of one, then the evidence of a step, and leads back to the same page', async () => {
    const { person } = await answerTo('/promises russia', /^\d+ promises/);
    await person.presses(/^Next 2/);
    const list = await person.sees(/7\. /);
    await person.presses('7');
    const history = await person.sees(
      /^(?!\d+ promises)[\s\S]*1\. [\s\S]*(made|under way|kept|stalled) (since|·)/,
    );
    expect(history.message_id).toBe(list.message_id);
    await person.presses('‹ Back');
    expect((await person.sees(/7\. /)).text).toBe(list.text);
    await person.presses('7');
    await opensAndReturns(person, '1', await person.sees(history.text));
  });

  it('says what it cannot read, and shows the way on', async () => {
    const { person } = await answerTo('/promises atlantis', /I don’t know .*atlantis.* as a party/);
    expect(person.buttons().flat()).toContain('All promises');
    await person.presses('All promises');
    await person.sees(/^\d+ promises/);
  });

  it('goes home by the Topics button', async () => {
    const { person } = await answerTo('/promises', /^\d+ обещани/, 'ru');
    await person.presses('Темы');
    await person.sees(/Communiqué/);
  });
});

describe('/compare', () => {
  it('sets each side’s last word on a subject beside the others', async () => {
    const { message } = await answerTo('/compare ukraine', /^Who stands where · Ukraine\n/);
    expect(message.text).toMatch(/Ceasefire\n• 🇺🇦 Zelensky \(.* 2026\): [\s\S]*• 🇷🇺 /);
    expect(message.entities.length).toBeLessThanOrEqual(100);
  });

  it('goes through the rounds of one subject, and says where nothing is on record', async () => {
    const { person } = await answerTo('/compare ukraine', /^Who stands where/);
    await person.presses('Ceasefire');
    const rounds = await person.sees(/^Who stands where · Ceasefire\n/);
    expect(rounds.text).toMatch(/Geneva talks, .* 2026[\s\S]*nothing on record/);
    await opensAndReturns(person, '1', rounds);
    await person.presses('‹ Back');
    await person.sees(/^Who stands where · Ukraine\n/);
  });

  it('offers the topics that have something to compare', async () => {
    const { person } = await answerTo('/compare', /^Who stands where\n+.*Choose a topic/);
    expect(
      person
        .buttons()
        .flat()
        .some((text) => /Ukraine/.test(text)),
    ).toBe(true);
    await person.presses(/Ukraine/);
    await person.sees(/^Who stands where · Ukraine/);
  });

  it('is one press away from a topic’s answer', async () => {
    const { person } = await answerTo('/ukraine', /Ukraine/);
    await person.presses('Compare');
    await person.sees(/^Who stands where · Ukraine/);
  });

  it('understands a topic, or a subject, in Russian', async () => {
    await answerTo('/compare украина', /^Позиции сторон · Украина\n[\s\S]*Прекращение огня/, 'ru');
    await answerTo('/compare Перемирие', /^Позиции сторон · Прекращение огня\n/, 'ru');
  });

  it('offers what there is for a topic that it does not know', async () => {
    const { person } = await answerTo('/compare moon', /nothing to compare on .*moon/);
    expect(person.buttons().flat()).toContain('Topics');
  });
});

describe('/who', () => {
  it.each([
    ['/who lavrov', /^Sergey Lavrov · \d+ points/, 'en'],
    ['/who Лавров', /^Sergey Lavrov · /, 'en'],
    ['/who Sergei Lavrov', /^Sergey Lavrov · /, 'en'],
    ['/who Зеленского', /^Владимир Зеленский · /, 'ru'],
    ['/who Whitkoff', /^Steve Witkoff · /, 'en'],
    ['/who Зеленський', /^Volodymyr Zelensky · /, 'en'],
    ['/who Kiev', /^🇺🇦 Ukraine · /, 'en'],
    ['/who Turkey', /^🇹🇷 Türkiye · /, 'en'],
    ['/who США', /^🇺🇸 США · /, 'ru'],
  ])('%s finds them, however they are written', async (words, expected, language) => {
    await answerTo(words, expected, language);
  });

  it('says in what role, on what, when, in which round, by which source', async () => {
    const { message } = await answerTo('/who lavrov', /^Sergey Lavrov/);
    expect(message.text).toMatch(/\n\n?Foreign Minister of Russia\n/);
    expect(message.text).toMatch(/1\. .+\n\d+ \w+ 20\d\d · .+ (talks|summit).* · \w+/);
  });

  it('keeps to the words after the name, also on the pages', async () => {
    const { message } = await answerTo('/who lavrov troops', /^Sergey Lavrov · .*troops.* · \d/);
    expect(message.text).toMatch(/NATO/);
    await answerTo('/who зеленский территории', /^Владимир Зеленский · .*территории/, 'ru');
  });

  it('asks which one is meant, and whom there is', async () => {
    const { person } = await answerTo('/who vladimir', /Whom do you mean/);
    await person.presses(/Putin/);
    await person.sees(/^Vladimir Putin/);
    const { person: other } = await answerTo('/who', /^Whose words\?/);
    expect(other.buttons().flat().length).toBeGreaterThan(4);
    await answerTo('/who lavrov zebras', /Nothing on record/);
    await answerTo('/who napoleon', /don’t know anybody called .*napoleon/);
  });

  it('turns pages, opens a point and leads back to its page', async () => {
    const { person } = await answerTo('/who lavrov', /^Sergey Lavrov/);
    await person.presses(/^Next 2/);
    await opensAndReturns(person, '7', await person.sees(/7\. /));
  });
});

describe('/timeline', () => {
  it('tells what mattered in all rounds, newest first; opens a point, a later page and the rounds', async () => {
    const { person, message } = await answerTo('/timeline', /^Timeline\n\d+ rounds, newest first\n\n/);
    const dates = [...message.text.matchAll(/^(\w{3}) (20\d\d)$/gm)].map(([month]) =>
      Date.parse(`1 ${month}`),
    );
    expect(dates.length).toBeGreaterThan(1);
    expect(dates).toEqual(dates.toSorted((one, other) => other - one));
    expect(message.text).toMatch(/\n1\. \d+ \w+ · .+\n.+ (talks|summit)/);
    expect(person.buttons()).toEqual([
      ['1', '2', '3', '4', '5', '6', '7', '8'],
      [expect.stringMatching(/^Next 2\//)],
      ['Round by round', 'Topics'],
    ]);
    await person.presses(/^Next 2/);
    await opensAndReturns(person, '9', await person.sees(/\n9\. /));
    await person.presses('Round by round');
    await person.sees(/^\d+ rounds of talks, newest first\n/);
  });
});

describe('/talks', () => {
  it('goes by years, tells what came of each round and leads to it and to the rounds beside it', async () => {
    const { person, message } = await answerTo('/talks', /^\d+ rounds of talks, newest first\n\n2026\n1\. /);
    expect(message.text).toMatch(/\n\n2025\n4\. 🇺🇸🇺🇦 Geneva talks · 23 Nov\n(Agreed|Raised, not agreed).*: /);
    await person.presses('4');
    await person.sees(/^Geneva talks, 23 Nov 2025\n/);
    await person.presses(/^‹ 15 Aug 2025/);
    await person.sees(/^Anchorage summit, 15 Aug 2025\n/);
    await person.presses('🇺🇦 Ukraine');
    await person.sees(/^🇺🇦 Ukraine\nAnchorage summit · 15 Aug 2025/);
    await person.presses('23 Nov 2025 ›');
    await person.sees(/^🇺🇦 Ukraine\nGeneva talks · 23 Nov 2025/);
  });

  it('keeps to those who met, by a button of their flags, and back to all', async () => {
    const { person, message } = await answerTo('/talks', /^\d+ rounds of talks/);
    const all = person.buttons();
    const label = all.flat().find((text) => text.startsWith('🇷🇺 🇺🇦 ·')) ?? '';
    const count = /\d+$/.exec(label)?.[0];
    await person.presses(label);
    const { text } = await person.sees(
      new RegExp(`^${count} rounds of talks, newest first\nRussia and Ukraine\n`),
    );
    const rounds = [...text.matchAll(/^\d+\. (\S+) /gm)].map(([, flags]) => flags);
    expect(rounds).toEqual(Array(Number(count)).fill('🇷🇺🇺🇦'));
    expect(person.buttons()[0]).toEqual(rounds.map((_, index) => String(index + 1)));
    expect(person.buttons().flat()).not.toContain(label);
    await person.presses('Share');
    await expect.poll(() => person.buttons().flat()).toContain('‹ Back');
    await person.presses('‹ Back');
    await person.sees(text);
    await person.presses('1');
    await person.sees(/^Istanbul talks, second round, 2 Jun 2025\n/);
    const { person: other } = await answerTo('/talks', /^\d+ rounds of talks/);
    await other.presses(label);
    await other.sees(text);
    await other.presses('All rounds');
    expect((await other.sees(/^\d+ rounds of talks/)).text).toBe(message.text);
    expect(other.buttons()).toEqual(all);
  });
});

describe('/corrections', () => {
  it('tells what a point said before, what it says now and why', async () => {
    const { person, message } = await answerTo('/corrections', /^\d+ corrections, newest first/);
    expect(message.text).toMatch(/1\. .* · corrected · .*\nNow: .*\nIt said: “.*”\nWhy: /);
    await opensAndReturns(person, '1', message);
    await answerTo('/corrections', /^\d+ исправлени[\s\S]*Было: «/, 'ru');
  });

  it('says so where there has been none', async () => {
    await using quiet = await startStage();
    const anna = quiet.people.someone();
    await anna.sends('/corrections');
    await anna.sees(/^(Nothing has had to be corrected yet|\d+ correction)/);
  });
});
