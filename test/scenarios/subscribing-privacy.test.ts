// What a chat has stored: shown, changed, sent as a file, deleted; and what becomes of it when the bot is
// blocked.

import { describe, expect, it } from 'vitest';
import type { CallRecord } from '../../src/preview/telegram/events.ts';
import type { ChatId } from '../../src/store/types.ts';
import { MORNING, stageForAll } from '../support/digests.ts';
import type { Person } from '../support/people.ts';

const stage = await stageForAll(MORNING);
const someone = (language?: string) => stage.people.someone(language);

const storedOf = (person: Person) => stage.store((store) => store.personalData(person.chat.id as ChatId));

describe('/settings', () => {
  it('shows language, zone and digest, and leads to each', async () => {
    const anna = someone();
    await anna.sends('/settings');
    await anna.sees(/English, as in your Telegram app[\s\S]*Time zone: UTC\nNo digest set up yet/);
    await anna.sends('/digest 09:00 berlin ukraine');
    await anna.sees(/Your digest/);
    await anna.sends('/settings');
    await anna.sees(
      /Language: English\.[\s\S]*Time zone: Europe\/Berlin\nDigest: Every day at 09:00, Europe\/Berlin\nTopics: Ukraine\nOnly when there’s news\nNext: /,
    );
    await anna.presses('Digest');
    await anna.sees(/^Your digest/);
  });

  it('changes the language in place, for good', async () => {
    const anna = someone();
    await anna.sends('/settings');
    await anna.sees(/Settings/);
    await anna.presses(/Русский/);
    await anna.sees(/^Настройки/);
    await anna.sends('/help');
    await anna.sees(/О чём можно спросить/);
    expect((await storedOf(anna))?.chat?.language).toBe('ru');
  });
});

describe('what is stored', () => {
  it('is nothing for who only asks', async () => {
    const anna = someone();
    for (const command of ['/start', '/ukraine', '/settings', '/digest', '/mydata']) {
      await anna.sends(command);
      await anna.sees(/./);
    }
    expect(await storedOf(anna)).toBeUndefined();
    await anna.sends('/forget');
    await anna.sees(/Nothing is stored/);
  });

  it('comes as a file with everything in it', async () => {
    const anna = someone();
    await anna.sends('/digest 09:00 berlin ukraine');
    await anna.sees(/Your digest/);
    await anna.sends('/mydata');
    const { attachment } = await anna.sees(/Everything stored about this chat/);
    expect(attachment).toMatchObject({ type: 'document', file_name: 'communique-data.json' });
    const stored = JSON.stringify(await storedOf(anna));
    expect(attachment?.file_size).toBeGreaterThan(stored.length);
  });

  it('is deleted by /forget, once confirmed', async () => {
    const anna = someone();
    await anna.sends('/digest 09:00 berlin');
    await anna.sees(/Your digest/);
    await anna.sends('/forget');
    await anna.sees(/Delete everything stored/);
    await anna.presses('Keep it');
    await anna.sees(/Nothing was deleted/);
    expect(await storedOf(anna)).toBeDefined();
    await anna.sends('/forget');
    await anna.sees(/Delete everything stored/);
    await anna.presses('Delete everything');
    await anna.sees(/Deleted\. Nothing is stored/);
    expect(await storedOf(anna)).toBeUndefined();
    await anna.sends('/digest');
    await anna.sees(/Not set up yet/);
  });

  it('is told by /privacy', async () => {
    const anna = someone();
    await anna.sends('/privacy');
    await anna.sees(
      /chat’s id [\s\S]*its type, what you chose[\s\S]*Never stored: names, what you write[\s\S]*\/mydata[\s\S]*\/forget/,
    );
  });
});

describe('a reader who blocks the bot', () => {
  it('gets no more digests, and is told once how to resume when coming back', async () => {
    const anna = someone();
    await anna.sends('/digest 09:00 berlin ukraine');
    await anna.sees(/Your digest/);
    anna.blocks();
    await expect
      .poll(async () => (await storedOf(anna))?.subscriptions.map(({ state }) => state))
      .toEqual([{ status: 'closed', reason: 'blocked' }]);
    anna.unblocks();
    await anna.sends('/start');
    await anna.sees(/Welcome back! Your digest stopped/);
    expect((await storedOf(anna))?.subscriptions[0]?.state.status).toBe('closed');
    await anna.sends('/start');
    await anna.sees(/Welcome to Communiqué/);
    await anna.sends('/help');
    await anna.sees(/What you can ask/);
    expect(anna.texts().filter((text) => text.startsWith('Welcome back'))).toHaveLength(1);
    await anna.presses('Restart');
    await anna.sees(/Every day at 09:00, Europe\/Berlin\nTopics: Ukraine/);
  });
});

describe('a reader who had unsubscribed before blocking the bot', () => {
  it('is not told of a digest when coming back', async () => {
    const anna = someone();
    await anna.sends('/digest 09:00 berlin');
    await anna.sees(/Your digest/);
    await anna.sends('/stop');
    await anna.sees(/Unsubscribed/);
    anna.blocks();
    await expect.poll(async () => (await storedOf(anna))?.chat?.status).toBe('gone');
    anna.unblocks();
    await anna.sends('/start');
    await anna.sees(/Welcome to Communiqué/);
    await anna.sends('/help');
    await anna.sees(/What you can ask/);
    expect(anna.texts().join()).not.toMatch(/Welcome back/);
    expect((await storedOf(anna))?.chat?.status).toBe('present');
  });
});

describe('a restart', () => {
  it('keeps everything, also in the middle of choosing', async () => {
    const anna = someone('ru');
    await anna.sends('/digest 09:00 berlin ukraine');
    await anna.sees(/Ваш дайджест/);
    await anna.presses('Время');
    await anna.sees(/Выберите время/);
    await anna.sends('/digest zone');
    const question = await anna.sees(/В каком вы городе/);
    await stage.stop();
    await stage.start();
    await anna.sends('tokyo', { replyTo: question });
    await anna.sees(/Токио/);
    await anna.presses('+1 ч');
    await anna.sees(/в 10:00, Токио/);
    await anna.sends('/help');
    await anna.sees(/О чём можно спросить/);
  });
});

describe('the buttons under a digest', () => {
  it('pause, change and unsubscribe, each undone by a tap, while its text stays', async () => {
    const anna = someone();
    await anna.sends('/digest 10:00 ukraine');
    await anna.sees(/Your digest/);
    await stage.moveTo(MORNING + 3_600_000);
    const digest = await anna.sees(/What is known so far/);
    const leads = anna.buttons().slice(0, -2);
    expect(leads.at(-1)).toEqual(['Evidence', 'Topics']);
    expect(anna.buttons().slice(-2)).toEqual([['Pause', 'Change'], ['Unsubscribe']]);
    await anna.presses('Pause');
    await anna.notices(/Paused/);
    await expect.poll(() => anna.buttons()).toEqual([...leads, ['Paused · Undo', 'Change']]);
    await anna.presses('Paused · Undo');
    await anna.notices(/Next: /);
    await expect.poll(() => anna.buttons().flat()).toContain('Unsubscribe');
    await anna.presses('Unsubscribe');
    await anna.notices(/Unsubscribed/);
    await expect.poll(() => anna.buttons()).toEqual([...leads, ['Unsubscribed · Undo']]);
    await anna.presses('Unsubscribed · Undo');
    await anna.notices(/Next: /);
    await expect.poll(() => anna.buttons().flat()).toContain('Change');
    await anna.presses('Change');
    await anna.sees(/^Your digest/);
    expect(anna.texts().filter((text) => text === digest.text)).toHaveLength(1);
  });
});

describe('nobody', () => {
  it('hears a call that Telegram refuses', () => {
    const refused = stage.telegram.calls.filter(
      ({ answer }: CallRecord) =>
        answer && answer.status !== 200 && !/not modified/.test(String(answer.body.description)),
    );
    expect(refused.map(({ method, answer }) => [method, answer])).toEqual([]);
  });
});
