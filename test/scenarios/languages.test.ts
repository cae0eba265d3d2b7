// Each chat speaks its own language: first that of whoever asks, then the one chosen; what is written in
// another says so.

import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { contentFolder } from '../content/folder.ts';
import { startStage } from '../support/bot.ts';

/** English, Russian, and the beginnings of a language that the bot does not have: one file, nothing else. */
async function withEsperanto(): Promise<URL> {
  const folder = await mkdtemp(path.join(tmpdir(), 'locales-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const file of ['en.ftl', 'ru.ftl']) {
    await copyFile(new URL(`../../src/locales/${file}`, import.meta.url), path.join(folder, file));
  }
  const words = [
    'settings-title = Agordoj',
    'button-share = Kunhavigi',
    'command-talks = Ĉiuj intertraktadoj',
    'written-in = Skribita en: { $languages }.',
  ];
  await writeFile(path.join(folder, 'eo.ftl'), `${words.join('\n')}\n`);
  return pathToFileURL(`${folder}/`);
}

it('gains a language by a file: its words, its menus, its button in /settings; English stands in for the rest', async () => {
  await using stage = await startStage({}, undefined, await withEsperanto());
  const [ludo, anna] = [
    stage.people.user('Ludo', { language_code: 'eo' }),
    stage.people.user('Anna', { language_code: 'en' }),
  ];
  await stage.telegram.when((event) => event.type === 'commands', { after: 0 });
  await ludo.sends('/economy');
  const { text } = await ludo.sees(/^💶 Economy/);
  expect(ludo.buttons().flat()).toContain('Kunhavigi');
  expect(text).toMatch(/Skribita en: angla\.$/);
  const talks = (person: typeof ludo) =>
    person.menu().find(({ command }) => command === 'talks')?.description;
  await expect.poll(() => talks(ludo)).toBe('Ĉiuj intertraktadoj');
  const group = stage.people.group('Desk', { members: [ludo] });
  await expect.poll(() => talks(ludo.in(group))).toBe('Ĉiuj intertraktadoj');
  await expect.poll(() => talks(anna)).toBe('All talks');

  await anna.sends('/settings');
  await anna.sees(/^Settings/);
  expect(anna.buttons()[0]).toEqual(['✓ English', 'Esperanto', 'русский']);
  await anna.presses('Esperanto');
  await anna.sees(/^Agordoj/);
  await anna.sends('/economy');
  await anna.sees(/^💶 Economy/);
  expect(anna.buttons().flat()).toContain('Kunhavigi');
});

it('answers in the reader’s language as far as it is translated, and marks what is not', async () => {
  await using stage = await startStage({ contentDir: await contentFolder() });
  const [anna, vera, oksana, zoe] = [
    stage.people.user('Anna', { language_code: 'en' }),
    stage.people.user('Vera', { language_code: 'ru-RU' }),
    stage.people.user('Oksana', { language_code: 'uk' }),
    stage.people.user('Zoé', { language_code: 'fr' }),
  ];
  await anna.sends('/fishing');
  const { text: english } = await anna.sees(/^Fishing\n\nOslo talks/);
  expect(english).not.toMatch(/\[en\]|Written in/);

  await vera.sends('/fishing');
  const { text: russian } = await vera.sees(/^Рыболовство\n\nПереговоры в Осло/);
  expect(russian).toMatch(/✅ Согласовано\n• Норвегия и Исландия: Квота трески остаётся прежней/);
  expect(russian).toMatch(/A secret deal on herring exists \[en\]/);
  await vera.sends('/search трески');
  await vera.sees(/Квота трески/);
  await vera.sends('/digest now');
  await vera.sees(/^Предпросмотр: [^\n]*\n\n✅ Согласовано · [^\n]*Квота трески[\s\S]*Переговоры в Осло/);

  // Ukrainian is a language of the content, not yet of the interface; of the points none is translated.
  await oksana.sends('/fishing');
  const { text: ukrainian } = await oksana.sees(/^Рибальство\n\nOslo talks/);
  expect(ukrainian).toMatch(/✅ Agreed\n• Норвегія and Ісландія: The cod quota stays as it is/);
  expect(ukrainian).toMatch(/Written in English\.$/);
  // French is neither.
  await zoe.sends('/fishing');
  expect((await zoe.sees(/^Fishing/)).text).toBe(english);
});
