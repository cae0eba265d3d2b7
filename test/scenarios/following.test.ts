// Following: a person, a side, a subject, a promise or words join the digest; what is agreed comes at once where wanted.

import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ChatId, FollowKey, QuietHours } from '../../src/store/types.ts';
import { contentFolder } from '../content/folder.ts';
import { DAY, DigestStage, HOUR, MORNING } from '../support/digests.ts';

const EVENING = MORNING - 12 * HOUR;
const CITED = 'citations: [{ source: gazette-0503, at: ¶1, passage: the minister received the guests }]';

/** A point on fishing. */
function point(id: string, text: string, by: string): string {
  const kind = by.includes(',') ? 'agreed' : 'said';
  return `  - { id: ${id}, topics: [fishing], kind: ${kind}, by: [${by}], text: ${text}, ${CITED} }\n`;
}

/** Publishes a round with these points, the bot being away for that moment. */
async function publish(stage: DigestStage, contentDir: string, title: string, ...points: readonly string[]) {
  // Newer than those before.
  const date = `2025-02-${10 + (await readdir(path.join(contentDir, 'talks'))).length}`;
  const id = `${title.toLowerCase()}-${date}`;
  await stage.stop();
  const folder = path.join(contentDir, 'talks', id);
  await mkdir(folder, { recursive: true });
  await writeFile(
    path.join(folder, 'talk.yaml'),
    `id: ${id}
title: ${title} talks
about: Norway–Iceland
date: ${date}
place: oslo
form: meeting
lead: [${/id: ([a-z-]+)/u.exec(points.join())?.[1] ?? ''}]
delegations:
  - { party: norway, part: delegation, members: [], ${CITED} }
  - { party: iceland, part: delegation, members: [], ${CITED} }
points:
${points.join('')}`,
  );
  await stage.start({ contentDir });
}

const AGREED = 'norway, iceland';

describe('following', () => {
  it('makes a digest of what is followed, which is listed, paused, dropped', async () => {
    const contentDir = await contentFolder();
    await using stage = await DigestStage.at(EVENING);
    const [anna, boris, clara, dora] = ['Anna', 'Boris', 'Clara', 'Dora'].map((name) =>
      stage.people.user(name),
    );
    if (!anna || !boris || !clara || !dora) throw new Error('nobody');
    const follows = ['person:berg', 'words:salmon'].map((key) => ({ key: key as FollowKey, paused: false }));
    await stage.subscribe(clara, { topics: [], follows });
    await stage.start({ contentDir });
    await anna.sends('/follow');
    await anna.sees(/^What you follow\n\nNothing yet\.\nAdd a name or words: \/follow lavrov/);
    await anna.sends('/who berg');
    await anna.sees(/^Ola Berg/);
    await anna.presses('Follow');
    await anna.sees(
      /^Following Ola Berg\. So far there’s one point\.\n\nDone: first digest tomorrow at 09:00.*\nIt has only what you follow/,
    );
    expect(anna.buttons()).toEqual([['✕ Drop', 'Following'], ['Topics']]);
    await anna.sends('/follow BERG');
    await anna.sees(/^You already follow Ola Berg\.\n\nNext: /);

    await dora.sends('/compare quotas');
    await dora.sees(/Quotas/);
    expect(dora.buttons().flat()).toContain('Follow');
    await dora.sends('/promises');
    await dora.sees(/^1 promise/);
    await dora.presses('1');
    await dora.sees(/^The cod quota stays/);
    expect(dora.buttons().flat()).toContain('Follow');
    await dora.sends('/search cod');
    await dora.sees(/cod/);
    expect(dora.buttons().at(-1)).toEqual(['Share', 'Follow', 'Topics']);
    await dora.sends(`/follow ${'long '.repeat(30)}`);
    await dora.sees(/^I can follow a name or a few words, up to 100 characters/);

    await clara.sends('/follow');
    await clara.sees(/^What you follow\n\n• Ola Berg\n• “salmon”\n/);
    await clara.presses('✕ Drop');
    await clara.notices('Not followed any more: Ola Berg');
    await clara.sees(/^What you follow\n\n• “salmon”\n/);
    await clara.presses('✕ Drop');
    await clara.notices(/^Not followed any more: “salmon”\. Your digest had nothing else, so it’s off\./);

    await boris.sends('/follow Herring, deal');
    await boris.sees(/^Following “herring deal”\. So far there(’s| are) /);
    await boris.sends('/follow salmon');
    await boris.sees(/^I know nobody called .*salmon.*, and nothing has been published on it yet\./);
    await boris.presses('“salmon”');
    await boris.sees(/^Following “salmon”\. There’s nothing on it yet\./);
    await boris.sends('/follow berg');
    await boris.sees(/^Following Ola Berg/);
    await boris.sends('/follow');
    await boris.sees(/^What you follow\n\n• “herring deal”\n• “salmon”\n• Ola Berg\n/);
    await boris.presses('⏸ “herring deal”');
    await boris.notices('Paused: “herring deal”');
    await boris.sees(/• “herring deal” · paused\n/);
    await stage.moveTo(MORNING);
    for (const one of [anna, boris]) {
      const { text } = await one.sees(/What is known so far/);
      expect(text).toMatch(/^Berg: The result is fair to the crews\n\nOslo talks/);
      expect(text).not.toMatch(/herring|cod/);
    }
    await stage.settles();
    expect(clara.texts().some((text) => text.includes('What is known'))).toBe(false);

    await boris.presses('▶ “herring deal”');
    await boris.notices('Followed again: “herring deal”');
    await publish(stage, contentDir, 'Bergen', point('fresh', 'Salmons go free', 'hansen'));
    await stage.moveTo(MORNING + DAY);
    const { text } = await boris.sees(/New since your last digest/);
    expect(text).toMatch(/^Hansen: Salmons go free/);
    expect(text).toMatch(/A secret deal on herring exists/);
    expect(text).not.toMatch(/fair to the crews/);
    await stage.settles();
    expect(anna.texts().some((one) => one.includes('Salmons'))).toBe(false);

    const stored = await stage.store((store) => store.personalData(boris.chat.id as ChatId));
    expect(stored?.subscriptions[0]?.settings).toMatchObject({
      topics: [],
      follows: [{ key: 'words:herring deal' }, { key: 'words:salmon' }, { key: 'person:berg' }],
    });
  });

  it('puts what is followed first where all topics come anyway, and says so in Russian', async () => {
    const contentDir = await contentFolder();
    await using stage = await DigestStage.at(EVENING);
    await stage.start({ contentDir });
    const boris = stage.people.user('Boris', { language_code: 'ru' });
    await boris.sends('/digest 09:00 UTC');
    await boris.sees(/Все темы/);
    await boris.sends('/follow Берг');
    await boris.sees(/^Следим: Ола Берг\. Пока есть 1 пункт\.\n\nВ вашем дайджесте и так все темы/);
    await boris.sends('/digest');
    await boris.sees(/Вы следите: Ола Берг – это идёт в дайджесте первым/);
    await boris.presses('Темы');
    await boris.sees(/Выберите темы/);
    await boris.presses('Только то, за чем слежу');
    await boris.sees(/Без тем, только то, за чем вы следите\n.*Вы следите: Ола Берг/);
    await stage.moveTo(MORNING);
    const { text } = await boris.sees(/Что известно на сегодня/);
    expect(text).toMatch(/^Берг: Для экипажей итог справедлив/);
    expect(text).not.toMatch(/трески/);

    await stage.stop();
    const dora = stage.people.user('Dora', { language_code: 'ru' });
    const follows = Array.from({ length: 20 }, (_, at) => ({
      key: `words:fish ${at}` as FollowKey,
      paused: false,
    }));
    await stage.subscribe(dora, { topics: [], follows });
    await stage.start({ contentDir });
    await dora.sends('/follow Хансен');
    await dora.sees(/^Вы следите уже за 20 вещами, больше нельзя/);
  });

  it('is its administrators’ business in a group, and is set up in private for a channel', async () => {
    await using stage = await DigestStage.at(EVENING);
    await stage.start({ contentDir: await contentFolder() });
    const [omar, mina] = [stage.people.user('Omar'), stage.people.user('Mina')];
    const chat = stage.people.group('Crews', { type: 'supergroup', owner: omar, members: [mina] });
    const [admin, member] = [omar.in(chat), mina.in(chat)];
    await member.sends('/follow berg');
    await member.sees(/^Only administrators can change what this group gets/);
    await member.sends('/who berg');
    await member.sees(/^Ola Berg/);
    await member.presses('Follow');
    await member.notices(/^Only administrators/);
    await admin.presses('Follow');
    await admin.sees(/^Following Ola Berg/);
    const news = stage.people.channel('Crew news', { owner: omar, username: 'crew_news' });
    await omar.sends('/follow @crew_news hansen');
    await omar.sees(/^Following Kari Hansen/);
    await omar.presses('Following');
    await omar.sees(/^What the digest of .*Crew news.* follows\n\n• Kari Hansen\n/);
    await omar.presses('At once when agreed');
    await omar.notices(/^When something is agreed, you hear at once/);
    const settingsOf = async (id: number) =>
      (await stage.store((store) => store.subscriptions.ofChat(id as ChatId))).map(
        ({ settings }) => settings,
      );
    expect(await settingsOf(chat.id)).toMatchObject([{ topics: [], follows: [{ key: 'person:berg' }] }]);
    expect(await settingsOf(news.id)).toMatchObject([
      { follows: [{ key: 'person:hansen' }], agreedAtOnce: true },
    ]);
    expect(await settingsOf(omar.chat.id)).toEqual([]);
  });

  it('tells at once what is agreed, at most three times a day, not in quiet hours, and not again in the digest', async () => {
    const contentDir = await contentFolder();
    await using stage = await DigestStage.at(MORNING - HOUR);
    await stage.start({ contentDir });
    const [anna, clara] = [stage.people.user('Anna'), stage.people.user('Clara')];
    for (const one of [anna, clara]) {
      await one.sends('/follow norway');
      await one.sees(/^Following 🇳🇴 Norway|^Following Norway/);
      await one.sends('/follow');
      await one.sees(/What is agreed comes with the digest/);
      await one.presses('At once when agreed');
      await one.sees(/When something is agreed, you hear at once: up to three messages a day, none in quiet/);
    }
    await stage.stop();
    const hours = '22:00-07:00' as QuietHours;
    await stage.store((store) =>
      store.chats.remember({ id: clara.chat.id as ChatId, type: 'private', quietHours: hours }),
    );
    await stage.start({ contentDir });

    await stage.moveTo(MORNING);
    await anna.sees(/What is known so far/);
    await clara.sees(/What is known so far/);
    await stage.settles();
    for (const number of [1, 2, 3, 4]) {
      await stage.moveTo(MORNING + (number + 1) * HOUR);
      const points = [
        point('agreed-there', `Shared boats ${number}`, AGREED),
        point('besides', `Boats are fine ${number}`, 'hansen'),
      ];
      await publish(stage, contentDir, `Round${number}`, ...points);
      await stage.moveTo(MORNING + (number + 1) * HOUR);
      if (number < 4)
        await anna.sees(
          new RegExp(
            `^✅ Agreed.*: Shared boats ${number}\\n\\nRound${number} talks[^•]*\\n\\nAgreed just now; your digest has the rest`,
          ),
        );
      await stage.settles();
    }
    expect(anna.buttons().slice(-3)).toEqual([['Evidence', 'Topics'], ['Pause', 'Change'], ['Unsubscribe']]);
    expect(anna.texts().some((text) => text.includes('boats 4'))).toBe(false);
    await anna.sends('/digest why');
    await anna.sees(/The last one came on Wed 19 Feb, 09:00\./);

    await stage.moveTo(MORNING + 15 * HOUR);
    await publish(stage, contentDir, 'Night', point('late', 'Night fishing ends', AGREED));
    await stage.moveTo(MORNING + 20 * HOUR);
    expect(clara.texts().some((text) => text.includes('Night fishing'))).toBe(false);
    await stage.moveTo(MORNING + 22 * HOUR);
    await clara.sees(/^✅ Agreed.*: Night fishing ends\n[\s\S]*Agreed just now/);
    await stage.moveTo(MORNING + DAY);
    const digest = await clara.sees(/New since your last digest/);
    expect(digest.text).toMatch(/Shared boats 4/);
    expect(digest.text).not.toMatch(/Shared boats [123]|Night fishing/);
    await stage.settles();
  });
});
