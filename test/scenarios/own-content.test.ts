// All of the repository's talks answer by command, in each language that they are written in.

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Catalogue } from '../../src/content/catalogue.ts';
import { loadContent } from '../../src/content/load.ts';
import { type Stage, startStage } from '../support/bot.ts';

const LANGUAGES = ['en', 'ru', 'uk'] as const;

let stage: Stage;
let catalogue: Catalogue;

beforeAll(async () => {
  catalogue = await loadContent('content');
  stage = await startStage({ contentDir: 'content' });
});

afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});

it.each(LANGUAGES)(
  'in %s: the newest one, each by its id, its timeline and its quotations',
  async (language_code) => {
    // One who asks so much would have to wait: each question has its reader.
    const readers: ReturnType<Stage['people']['user']>[] = [];
    const asks = async (command: string, expected: string | RegExp): Promise<string> => {
      const reader = stage.people.user(`Reader ${readers.length}`, { language_code });
      readers.push(reader);
      await reader.sends(command);
      return (await reader.sees(expected)).text;
    };
    const view = catalogue.in(language_code);
    const overview = view.topic('overview');
    expect((await asks('/latest', /./)).startsWith(view.talks[0]?.title ?? '?')).toBe(true);
    for (const talk of view.talks) {
      for (const topic of view.topicsOf(talk.id)) {
        const text = await asks(`/${topic.command} ${talk.id}`, talk.title);
        const [first] = view.points(talk.id, topic.id);
        expect(first).toBeDefined();
        if (topic.id !== overview?.id) expect(text.split('\n')[0]).toBe(`${topic.emoji} ${topic.name}`);
      }
      for (const command of ['timeline', 'quotes']) {
        await asks(`/${command} ${talk.id}`, talk.title);
      }
    }
    expect(
      readers.flatMap((reader) => reader.texts()).filter((text) => /went wrong|Что-то пошло/.test(text)),
    ).toEqual([]);
  },
);

it.each([
  ['Лавров', 'ru'],
  ['Україна', 'uk'],
  ['ceasefire', 'ru'],
  ['санкции', 'en'],
])('the search for %j finds something in %s', async (words, language_code) => {
  const reader = stage.people.user('Reader', { language_code });
  await reader.sends(`/search ${words}`);
  await reader.sees(/^\d+ /);
});
