// Each chat speaks its own language: first that of the person who asks, then the one chosen; what is written in
// another says so.

import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
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
  expect(anna.buttons()[0]).toEqual(['✓ English', 'Esperanto', 'Русский']);
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
  const { text: english } = await anna.sees(/^Fishing\nOslo talks/);
  expect(english).not.toMatch(/\[en\]|Written in/);

  await vera.sends('/fishing');
  const { text: russian } = await vera.sees(/^Рыболовство\nПереговоры в Осло/);
  expect(russian).toMatch(/✅ Согласовано\n• Норвегия и Исландия: Квота трески остаётся прежней/);
  expect(russian).toMatch(/A secret deal on herring exists \[en\]/);
  await vera.sends('/search трески');
  await vera.sees(/Квота трески/);
  await vera.sends('/digest now');
  await vera.sees(/^Предпросмотр: [^\n]*\n\n✅ Согласовано · [^\n]*Квота трески[\s\S]*Переговоры в Осло/);

  // What Telegram shows before the first message, and in the menu.
  const shown = ({ user }: typeof anna) => stage.telegram.description(user.id).split('\n')[0];
  await expect.poll(() => shown(oksana)).toMatch(/^Дипломатичні переговори коротко/);
  expect([shown(vera), shown(zoe)]).toEqual([
    expect.stringMatching(/^Дипломатические переговоры кратко/),
    expect.stringMatching(/^Diplomatic talks in brief/),
  ]);

  expect(oksana.menu()).toContainEqual({ command: 'fishing', description: 'Квоти' });

  // Topics and parties are named in Ukrainian; of the points none is translated.
  await oksana.sends('/fishing');
  const { text: ukrainian } = await oksana.sees(/^Рибальство\nOslo talks/);
  expect(ukrainian).toMatch(/✅ Узгоджено\n• Норвегія і Ісландія: The cod quota stays as it is/);
  expect(ukrainian).toMatch(/Мова тексту: англійська\.$/);
  // French is a language of neither the interface nor the content.
  await zoe.sends('/fishing');
  expect((await zoe.sees(/^Fishing/)).text).toBe(english);
});

it('gives a chat that chose another language its menus, follows the content, and takes them away again', async () => {
  const contentDir = await contentFolder();
  await using stage = await startStage({ contentDir, adminIds: [77] });
  const [anna, vera, olga] = [
    stage.people.user('Anna', { language_code: 'en' }),
    stage.people.user('Vera', { language_code: 'ru' }),
    stage.people.user('Olga', { language_code: 'en', id: 77 }),
  ];
  const group = stage.people.group('Desk', { owner: anna, members: [vera] });
  const offered = (person: typeof anna, name = 'fishing') =>
    person.menu().find(({ command }) => command === name)?.description;
  const choosesIn = async (person: typeof anna, language: string) => {
    await person.sends(`/settings@${stage.telegram.bot.username}`);
    await person.sees(/^(Settings|Настройки|Налаштування)/);
    await person.presses(language);
  };
  await expect.poll(() => offered(vera)).toBe('Квоты');

  await choosesIn(anna, 'Українська');
  await expect.poll(() => offered(anna)).toBe('Квоти');
  await choosesIn(olga, 'Українська');
  await expect.poll(() => [offered(olga), offered(olga, 'reload')]).toEqual(['Квоти', 'Оновити вміст']);
  // A group: everybody there, and its administrators what is theirs.
  await choosesIn(anna.in(group), 'Українська');
  await expect.poll(() => offered(vera.in(group))).toBe('Квоти');
  await expect.poll(() => offered(anna.in(group), 'digest')).toMatch(/дайджест/i);
  expect(offered(vera.in(group), 'digest')).toBeUndefined();

  const topics = path.join(contentDir, 'topics.yaml');
  await writeFile(
    topics,
    (await readFile(topics, 'utf8')).replace('description: Квоти', 'description: Вилов'),
  );
  await expect.poll(() => offered(stage.people.user('Oksana', { language_code: 'uk' }))).toBe('Вилов');
  await anna.sends('/fishing');
  await expect.poll(() => offered(anna)).toBe('Вилов');

  await choosesIn(anna, 'English');
  await expect.poll(() => offered(anna)).toBe('Quotas and waters');
  await choosesIn(olga, 'English');
  await expect.poll(() => offered(olga, 'reload')).toBe('Reload content');
  const owner = anna.in(group);
  const removed = () =>
    stage.telegram.calls
      .filter(({ method }) => method === 'deleteMyCommands')
      .map(({ payload }) => payload.scope);
  expect(removed()).toEqual([{ type: 'chat', chat_id: anna.chat.id }]);
  await owner.sends(`/forget@${stage.telegram.bot.username}`);
  await owner.sees(/Видалити все/);
  await owner.presses('Видалити все');
  await expect.poll(() => offered(vera.in(group))).toBe('Квоты');
  expect(offered(owner, 'digest')).toMatch(/digest/i);
});
