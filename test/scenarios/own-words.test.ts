// People ask in their own words, in English and Russian: names, rounds, kinds, questions, and what is nothing of it.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SENDER_RATE } from '../../src/bot/flood.ts';
import { type Stage, startStage } from '../support/bot.ts';
import { fastClock } from '../support/clock.ts';
import type { Person } from '../support/people.ts';

/** The pace of a chat in a fraction of its time. */
const QUICKER = 20;
let stage: Stage;
let count = 0;
const someone = (language_code = 'en'): Person => stage.people.user(`Asker ${++count}`, { language_code });

beforeAll(async () => {
  stage = await startStage({ contentDir: 'content' }, fastClock(QUICKER));
});

afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});

describe('plain words in a private chat', () => {
  it.each([
    ['en', 'economy', /^\S+ Economy\n/],
    ['ru', 'экономика', /^\S+ Экономика\n/],
    ['en', 'Україна', /^\S+ Ukraine\n/],
    ['ru', 'Economy', /^\S+ Экономика\n/],
    ['en', 'who attended in Jeddah?', /^\S+ Delegations\nJeddah talks/],
    ['ru', 'Кто был в Джидде?', /^\S+ Делегации\n.*11 мар/],
    ['en', 'who was in Jeddah', /^\S+ Delegations\nJeddah talks/],
    ['en', 'who attended in Istanbul in May', /^\S+ Delegations\nIstanbul talks, first round/],
    ['ru', 'кто был в Стамбуле в мае', /^\S+ Делегации\n.*16 ма/],
    ['en', 'hello', /Welcome to Communiqué/],
    ['ru', 'привет', /Communiqué/],
    ['en', '🙂', /Welcome to Communiqué/],
    ['en', 'timeline jeddah', /^Timeline\nJeddah talks, 11 Mar 2025/],
    ['en', 'Whitkoff', /^Steve Witkoff · 8 points/],
    ['ru', 'Зеленский', /[\s\S]*Владимир Зеленский/],
    ['en', 'what was agreed in Jeddah', /5 results[\s\S]*Agreed · Jeddah talks, 11 Mar 2025/],
    ['ru', 'что согласовали в Джидде', /5 [\s\S]*11 мар/],
  ])('in %s, %j is understood', async (language, words, answer) => {
    const anna = someone(language);
    await anna.sends(words);
    await anna.sees(answer);
  });

  it('end a digest as /stop does, and only when they are all that is said', async () => {
    const anna = someone();
    await anna.sends('/digest 09:00 UTC');
    await anna.sees(/^Your digest/);
    await anna.sends('stop the war');
    await anna.sees(/results? for|Nothing found/);
    await anna.sends('unsubscribe');
    await anna.sees(/Unsubscribed|Not set up/);
  });
});

describe('a round after a topic', () => {
  it.each([
    ['en', '/ukraine jeddah', /^\S+ Ukraine\nJeddah talks/],
    ['ru', '/ukraine Джидда', /^\S+ Украина\n.*11 мар/],
    ['uk', '/ukraine Джидді', /^\S+ Україна\n/],
    ['en', '/ukraine 2025-05', /^\S+ Ukraine\nIstanbul talks, first round/],
    ['ru', '/ukraine май 2025', /^\S+ Украина\n/],
    ['en', '/ukraine previous', /^\S+ Ukraine\nAbu Dhabi talks · .*Feb 2026/],
    ['ru', '/ukraine прошлые', /^\S+ Украина\n/],
    ['en', '/quotes anchorage', /^Quotes\nAnchorage summit, 15 Aug 2025/],
  ])('in %s, %s finds it', async (language, command, answer) => {
    const anna = someone(language);
    await anna.sends(command);
    await anna.sees(answer);
  });

  it('is chosen by a button where several are meant, and is offered where none is', async () => {
    const anna = someone();
    await anna.sends('/ukraine march');
    await anna.sees(/Which round do you mean\?/);
    const choices = anna.buttons().flat();
    expect(choices).toEqual(['Riyadh, 23–25 Mar 2025', expect.stringContaining('Jeddah talks'), 'Topics']);
    await anna.presses(/Jeddah/);
    await anna.sees(/^\S+ Ukraine\nJeddah talks/);
    const boris = someone('ru');
    await boris.sends('/ukraine луна');
    await boris.sees(/луна/);
    expect(boris.buttons().slice(-2)).toEqual([['Искать: луна'], ['Темы']]);
  });
});

describe('what was found', () => {
  it('is counted, paged, and opens point by point, with the way back to its page', async () => {
    const anna = someone();
    await anna.sends('/search ceasefire');
    const { text } = await anna.sees(/\d+ results for .*ceasefire/);
    expect(text).not.toMatch(/^8 points/);
    expect(anna.buttons()[0]).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
    await anna.presses(/^Next 2\//);
    const { text: second } = await anna.sees(/\n9\. /);
    const pages = anna.buttons();
    await anna.presses('9');
    await anna.sees(/^Evidence\n[A-Z].* (talks|summit).*, .+ 20\d\d\n\n[\s\S]*\nIts (source|\d+ sources)/);
    expect(anna.buttons()).toEqual([
      [expect.stringMatching(/^\p{Emoji}/u), 'Share'],
      ['‹ Back', 'Topics'],
    ]);
    const alone = anna.buttons();
    await anna.presses('Share');
    await anna.sees(/^Evidence/);
    await anna.presses('‹ Back');
    await anna.sees(/^Evidence/);
    expect(anna.buttons()).toEqual(alone);
    await anna.presses('‹ Back');
    expect((await anna.sees(/\n9\. /)).text).toBe(second);
    expect(anna.buttons()).toEqual(pages);
  });

  it.each([
    ['en', 'ambasador xqxqxq', 'ambassador'],
    ['ru', 'xyzzy', '🇺🇦 Украина'],
  ])('and where in %s nothing is, there is a next step', async (language, words, button) => {
    const anna = someone(language);
    await anna.sends(`/search ${words}`);
    await anna.sees(/./);
    const offered = anna.buttons().flat();
    expect(offered.length).toBeGreaterThan(0);
    expect(offered.join(' ')).toContain(button.startsWith('amb') ? '' : button);
  });
});

it('a question that comes too fast is answered late, not never', async () => {
  const anna = someone();
  const questions = SENDER_RATE.burst + 2;
  for (let asked = 0; asked < questions; asked += 1) await anna.sends('/help');
  const answers = () => anna.texts().filter((text) => text.startsWith('What you can ask')).length;
  await expect.poll(answers).toBe(questions);
  expect(anna.texts().join()).not.toMatch(/a lot at once/);
});
