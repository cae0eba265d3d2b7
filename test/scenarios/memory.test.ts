// What the bot remembers over all rounds: promises, who stands where, who said what, what was corrected.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Stage, startStage } from '../support/bot.ts';
import type { Person } from '../support/people.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await startStage({ contentDir: 'content' });
});

afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});

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
      /1\. .+\n.*🇷🇺 Russia ↔ 🇺🇸 United States\n⏸ stalled since 24 Jun 2026 · by Russia’s account only/,
    );
    expect(person.buttons().flat()).toEqual(expect.arrayContaining(['1', 'Next 2/6', 'Topics']));
  });

  it.each([
    ['/promises kept', /promises?.* · kept\n[\s\S]*✅ kept/, 'en'],
    ['/promises russia', / · Russia\n/, 'en'],
    ['/promises embassies', / · Embassies\n/, 'en'],
    ['/promises Moscow stalled', / · Russia · stalled\n[\s\S]*⏸ stalled/, 'en'],
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
    await person.sees(history.text);
    await person.presses('1');
    await person.sees(/Sources?/);
    expect(person.buttons().flat()).toContain('Evidence');
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
    await person.presses('1');
    await person.sees(/Sources?/);
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
    await person.presses('Who stands where');
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

  it('turns pages and opens a point', async () => {
    const { person } = await answerTo('/who lavrov', /^Sergey Lavrov/);
    await person.presses(/^Next 2/);
    await person.sees(/7\. /);
    await person.presses('7');
    await person.sees(/Sources?/);
  });
});

describe('/corrections', () => {
  it('tells what a point said before, what it says now and why', async () => {
    const { person, message } = await answerTo('/corrections', /^\d+ corrections, newest first/);
    expect(message.text).toMatch(/1\. .* · corrected · .*\nNow: .*\nIt said: “.*”\nWhy: /);
    await person.presses('1');
    await person.sees(/Sources?/);
    await answerTo('/corrections', /^\d+ исправлени[\s\S]*Было: «/, 'ru');
  });

  it('says so where there has been none', async () => {
    await using quiet = await startStage();
    const anna = quiet.people.someone();
    await anna.sends('/corrections');
    await anna.sees(/^(Nothing has had to be corrected yet|\d+ correction)/);
  });
});
