// A channel's digest under a picture, on both databases; and pictures, which are corrected where they stand like texts.

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LiveSettings } from '../../src/app.ts';
import { Secret } from '../../src/ops/secret.ts';
import type { LocalMessage } from '../../src/preview/telegram/model.ts';
import type { Store } from '../../src/store/database.ts';
import type { ChatId } from '../../src/store/types.ts';
import { contentFolder, edit, FILES, TALK } from '../content/folder.ts';
import { DAY, DigestStage, HOUR, MORNING } from '../support/digests.ts';
import { newDatabase } from '../support/postgres.ts';

const DATABASES = [
  { name: 'SQLite', address: async () => undefined },
  { name: 'PostgreSQL', address: newDatabase },
] as const;

const said = (id: string, by: string, text: string) => `
  - id: ${id}
    topics: [fishing]
    subject: quotas
    kind: said
    by: [${by}]
    text: ${text}
    citations:
      - { source: gazette-0503, at: ¶2, passage: the quota for cod stays the same }
`;
/** Two sides on one subject: there is something to draw. */
const BOTH = (text: string) =>
  `${text.trimEnd()}${said('hansen-cod', 'hansen', 'Norway will count its boats')}${said('jonsson-cod', 'jonsson', 'Iceland wants to wait')}`;
const FIRST = BOTH(FILES[TALK] ?? '');
const LONG = (word: string) =>
  `The ${word} part of the paper ${'on nets and seasons and '.repeat(9)}was read`;
/** The next day brings more than a caption holds. */
const SECOND = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'].reduce(
  (text, word) => `${text.trimEnd()}${said(`paper-${word}`, 'jonsson', LONG(word))}`,
  FIRST,
);
const CORRECTED = (text: string) =>
  edit(
    'text: Norway will count its boats',
    `text: Norway may count its boats
    changes:
      - { on: 2025-02-20, how: corrected, was: Norway will count its boats, why: The paper wrote may }`,
  )(
    edit(
      `text: ${LONG('first')}`,
      `text: ${LONG('opening')}
    changes:
      - { on: 2025-02-20, how: corrected, was: ${LONG('first')}, why: It was the opening part }`,
    )(text),
  );

describe.each(DATABASES)('on $name', ({ address }) => {
  it('opens with the picture, loses nothing, and is corrected with it', async () => {
    const contentDir = await contentFolder({ [TALK]: FIRST });
    const url = await address();
    const settings: Partial<LiveSettings> = {
      contentDir,
      ...(url === undefined ? {} : { database: { type: 'postgres', url: new Secret(url) } }),
    };
    await using stage = await DigestStage.at(MORNING - 12 * HOUR);
    const look = <Result>(use: (store: Store) => Promise<Result>) => stage.store(use, url);
    const olga = stage.people.user('Olga');
    const carol = stage.people.user('Carol');
    const channel = stage.people.channel('Fish', { owner: olga, username: 'fish_news' });
    const posts = () => stage.telegram.messages(channel.id);
    const now = (chat: number, { message_id: id }: LocalMessage) =>
      stage.telegram.messages(chat).find((one) => one.message_id === id) ?? expect.fail('it is gone');
    const chosen = () =>
      look(async (store) => (await store.subscriptions.ofChat(channel.id as ChatId))[0]?.settings.card);

    await stage.start(settings);
    await olga.sends('/digest @fish_news 09:00 UTC fishing');
    await olga.sees(/09:00/);
    expect(olga.texts().at(-1)).not.toContain('picture');
    await olga.presses('Picture on top: off');
    await olga.notices(/opens with a picture/);
    await olga.sees(/Each digest opens with a picture/);
    await olga.presses('Picture on top: on');
    await olga.notices(/without a picture/);
    await olga.sees(/Every day at 09:00/);
    expect(await chosen()).toBeUndefined();
    await olga.presses('Picture on top: off');
    await expect.poll(chosen).toBe(true);
    // The preview looks like the post.
    await olga.presses('Preview');
    const preview = await olga.sees(
      /^Preview: your digest, if it came now\n\n✅ Agreed · Norway and Iceland/,
    );
    expect(preview.attachment).toMatchObject({ type: 'photo' });
    // In one's own chat there is no such choice.
    await carol.sends('/digest 09:00 UTC fishing');
    await carol.sees(/09:00/);
    expect(carol.buttons().flat().join()).not.toContain('Picture');

    await stage.moveTo(MORNING);
    await expect.poll(() => posts().length).toBe(1);
    const [whole] = posts();
    expect(whole?.attachment).toMatchObject({ type: 'photo' });
    expect(whole?.text).toMatch(/^✅ Agreed · Norway and Iceland: The cod quota stays as it is\n/);
    expect(whole?.text).toContain('Hansen: Norway will count its boats');
    expect(whole?.inline_keyboard?.flat().map(({ text }) => text)).toContain('Evidence');
    expect((await carol.sees(/What is known so far/)).attachment).toBeUndefined();

    // Somebody looks at the same picture, and shares it.
    await carol.sends('/fishing');
    await carol.sees(/Fishing/);
    await carol.presses('Picture');
    const shown = await carol.sees(/^Fishing\nOslo talks/);
    expect(shown.attachment?.picture?.id).toBe(whole?.attachment?.picture?.id);
    const offered = await carol.asksInline('fishing');
    const shared = await carol.postsResult(offered.find(({ type }) => type === 'photo')?.id);
    expect(await look((store) => store.personalData(carol.chat.id as ChatId))).toMatchObject({
      messages: [{ messageId: shown.message_id, notCorrected: null }],
    });

    // The next digest has no room under the picture; the bot is killed between the two messages.
    await writeFile(path.join(contentDir, TALK), SECOND);
    await stage.stop();
    await stage.start(settings);
    await olga.presses('Preview');
    expect((await olga.sees(/^Preview: your digest, if it came now$/)).attachment?.type).toBe('photo');
    await olga.sees(/Oslo talks[\s\S]*The sixth part of the paper/);
    stage.telegram.fail({
      method: 'sendMessage',
      fault: { type: 'error', code: 500, description: 'Internal Server Error' },
    });
    await stage.moveTo(MORNING + DAY);
    await expect.poll(() => posts().length).toBe(2);
    await stage.stop();
    stage.telegram.heal();
    await stage.start(settings);
    await stage.moveTo(MORNING + DAY + 2 * HOUR);
    await expect.poll(() => posts().length).toBe(3);
    const [, photo, rest] = posts();
    expect(photo?.attachment?.type).toBe('photo');
    expect(photo?.text.split('\n')).toHaveLength(1);
    expect(rest?.reply_to_message_id).toBe(photo?.message_id);
    expect(rest?.text).not.toContain(photo?.text);
    expect(rest?.text).toMatch(/^Oslo talks · /);
    expect(`${photo?.text}\n${rest?.text}`).toContain(`Jónsson: ${LONG('first')}`);

    // A correction reaches both messages, and the pictures.
    await writeFile(path.join(contentDir, TALK), CORRECTED(SECOND));
    if (!whole || !photo || !rest) throw new Error('no posts');
    await expect.poll(() => now(channel.id, whole).text).toContain('it said “Norway will count its boats”');
    await expect.poll(() => look(async (store) => (await store.copies.counts()).waiting)).toBe(0);
    expect(now(channel.id, whole).text).toContain('Hansen: Norway may count its boats');
    expect(now(channel.id, whole).attachment?.picture?.id).not.toBe(whole.attachment?.picture?.id);
    await expect
      .poll(() => now(channel.id, photo).text + now(channel.id, rest).text)
      .toContain(`Jónsson: ${LONG('opening')}`);
    expect(now(channel.id, rest).reply_to_message_id).toBe(photo.message_id);
    const redrawn = now(carol.chat.id, shown);
    expect(redrawn.text).toMatch(
      /Norway may count its boats[\s\S]*\n✏️ Corrected 20 Feb 2025: it said “Norway will/,
    );
    expect(redrawn.attachment?.picture?.id).toBe(now(channel.id, whole).attachment?.picture?.id);
    const inline = now(shared.chat.id, shared);
    expect(inline.text).toContain('✏️ Corrected 20 Feb 2025');
    const { reasons } = await look((store) => store.copies.counts());
    expect([...reasons.keys()].filter((reason) => reason !== 'picture not known to Telegram yet')).toEqual(
      [],
    );

    // A picture that Telegram does not take leaves the text.
    const description = 'Bad Request: not enough rights to send photos to the chat';
    stage.telegram.fail({ method: 'sendPhoto', fault: { type: 'error', code: 400, description }, times: 1 });
    const third = `${CORRECTED(SECOND).trimEnd()}${said('late-word', 'hansen', 'Norway has counted its boats')}`;
    await writeFile(path.join(contentDir, TALK), third);
    await expect.poll(() => stage.log.join('')).toContain('"added":1');
    await stage.moveTo(MORNING + 2 * DAY);
    await expect.poll(() => posts().length).toBe(4);
    expect(posts()[3]?.attachment).toBeUndefined();
    expect(posts()[3]?.text).toMatch(
      /^✏️ Corrected: Norway may count its boats\n\nOslo talks[\s\S]*Norway has counted/,
    );
    expect(stage.log.join('')).toContain('a digest went out without its picture');
  });
});
