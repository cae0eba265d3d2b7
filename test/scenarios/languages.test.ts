// Each chat speaks its own language: first that of whoever asks, then the one chosen; what is written in
// another says so.

import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { contentFolder, edit, TALK } from '../content/folder.ts';
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
  await ludo.sends('/quotes');
  const { text } = await ludo.sees(/^Quotes/);
  expect(ludo.buttons()).toContainEqual(['Kunhavigi']);
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
  await anna.sends('/quotes');
  await anna.sees(/^Quotes/);
  expect(anna.buttons()).toContainEqual(['Kunhavigi']);
});

it('says in one line what a summary is written in, where that is not the reader’s language', async () => {
  const french = edit('date: 2024-05-02\nplace', 'language: fr\ndate: 2024-05-02\nplace');
  await using stage = await startStage({ contentDir: await contentFolder({ [TALK]: french }) });
  const [anna, vera, zoe] = [
    stage.people.user('Anna', { language_code: 'en' }),
    stage.people.user('Vera', { language_code: 'ru-RU' }),
    stage.people.user('Zoé', { language_code: 'fr' }),
  ];
  for (const command of ['/fishing', '/quotes', '/timeline', '/talks', '/search herring', '/digest now']) {
    await anna.sends(command);
    expect((await anna.sees('')).text).toMatch(/\nWritten in French\.$/);
    await vera.sends(command);
    expect((await vera.sees('')).text.match(/Язык изложения: французский\.$/g)).toHaveLength(1);
  }
  // French is no language of the interface yet: it answers in English, and then the texts differ from that.
  await zoe.sends('/fishing');
  await zoe.sees(/Written in French/);
  const [offered] = await vera.asksInline('fishing');
  expect(JSON.stringify(offered)).toContain('Язык изложения: французский.');
});
