// What a reader with a small phone and no English meets: labels shown whole, their own words, a way home everywhere.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Stage, startStage } from '../support/bot.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await startStage({ contentDir: 'content' });
});

afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});

/** Letters that fit a button, by how many stand in its row. */
const LONGEST = [32, 16, 9, 7, 6, 3, 2, 2];
const HOME = /^(Topics|Темы|Теми|‹ Home|‹ В начало|‹ На початок)$/u;

/** A flag is as wide as two letters. */
const lettersOf = (text: string) =>
  [...new Intl.Segmenter('en').segment(text)].length +
  (text.match(/\p{RGI_Emoji_Flag_Sequence}/gv) ?? []).length;

function cutIn(rows: readonly (readonly string[])[]): readonly string[] {
  return rows.flatMap((row) => row.filter((text) => lettersOf(text) > (LONGEST[row.length - 1] ?? 32)));
}

describe.each(['en', 'ru', 'uk'])('in %s', (language) => {
  it.each([
    '/ukraine istanbul',
    '/embassies previous',
    '/embassies jeddah',
    '/ukraine atlantis',
    '/who vladimir',
    '/talks',
    '/new',
    '/settings',
    '/digest',
    '/follow',
    '/follow qwertyuiop',
    '/follow 🙂',
    '/help',
    '/privacy',
    '/search',
    '/nothing',
  ])('%s has no label cut, and leads home', async (words) => {
    const person = stage.people.someone(language);
    await person.sends(words);
    await person.sees(/./);
    const rows = person.buttons();
    expect(cutIn(rows)).toEqual([]);
    const home = rows.flat().find((text) => HOME.test(text)) ?? '';
    await person.presses(home);
    await person.sees(/Communiqué/);
  });

  it('shows every number of the points that are proved', async () => {
    const person = stage.people.someone(language);
    await person.sends('/ukraine riyadh-2025-02-18');
    await person.sees(/./);
    await person.presses(/^(Evidence|Источники|Джерела)$/);
    await person.sees(/ 1\/\d+\n/);
    expect(cutIn(person.buttons())).toEqual([]);
  });
});

it('names topics, rounds and time zones in the reader’s words', async () => {
  const ivan = stage.people.someone('ru');
  await ivan.sends('/digest 09:00 Берлин ukraine будни');
  await ivan.sees(/в 09:00, Берлин\nТемы: Украина\n/);
  await ivan.presses('Темы');
  await ivan.sees(/Выберите темы/);
  expect(ivan.buttons().flat()).toEqual(expect.arrayContaining(['✓ Украина', 'Экономика']));
  await ivan.presses('Экономика');
  await ivan.notices('Темы: Украина и Экономика');
  await ivan.sends('/embassies jeddah');
  await ivan.sees(/^Переговоры в Джидде: на тему «Посольства» ничего нет\./);
});

it('offers no word that only happens to have similar letters', async () => {
  const ivan = stage.people.someone('ru');
  await ivan.sends('/follow лосось');
  await ivan.sees(/публикаций об этом пока нет/);
  expect(ivan.buttons()).toEqual([['«лосось»'], ['Темы']]);
});
