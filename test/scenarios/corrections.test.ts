// Messages that were sent are corrected where they stand, on both databases: digests, channel posts, shared answers.

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LiveSettings } from '../../src/app.ts';
import { Secret } from '../../src/ops/secret.ts';
import { type LocalTelegram, startLocalTelegram } from '../../src/preview/telegram/local-telegram.ts';
import type { LocalMessage } from '../../src/preview/telegram/model.ts';
import type { Store } from '../../src/store/database.ts';
import type { ChatId } from '../../src/store/types.ts';
import { contentFolder, edit, FILES, TALK } from '../content/folder.ts';
import { temporaryFolder } from '../store/backends.ts';
import { DigestStage, HOUR, MORNING } from '../support/digests.ts';
import { kill, Many } from '../support/many.ts';
import { newDatabase } from '../support/postgres.ts';

const EVENING = MORNING - 12 * HOUR;
const READERS = 300;
/** How long a process may be silent before it counts as dead, ms. */
const SILENCE = 3_000;

const CORRECTED = edit(
  'text: The result is fair to the crews',
  `text: The result is fair to most crews
    changes:
      - { on: 2025-02-19, how: corrected, was: The result is fair to the crews, why: The paper wrote most }`,
);
const WITHDRAWN = edit(
  'text: A secret deal on herring exists',
  `text: A secret deal on herring exists
    changes:
      - { on: 2025-02-19, how: withdrawn, why: The agency took it back }`,
);

const DATABASES = [
  { name: 'SQLite', address: async () => undefined },
  { name: 'PostgreSQL', address: newDatabase },
] as const;

/** The message with this text in the chat, as it is now. */
function now(stage: DigestStage, chat: number, id: number): LocalMessage {
  return (
    stage.telegram.messages(chat).find(({ message_id }) => message_id === id) ?? expect.fail('it is gone')
  );
}

const buttonsOf = ({ inline_keyboard = [] }: LocalMessage) =>
  inline_keyboard.map((row) => row.map(({ text }) => text));

/** How many edits Telegram took of each message. */
function edits({ telegram }: { readonly telegram: LocalTelegram }): ReadonlyMap<string, number> {
  const taken = telegram.calls.filter(
    ({ method, answer }) => method === 'editMessageText' && answer?.status === 200,
  );
  const keys = taken.map(({ payload }) => String(payload.inline_message_id ?? payload.chat_id));
  return new Map([...Map.groupBy(keys, (key) => key)].map(([key, all]) => [key, all.length]));
}

describe.each(DATABASES)('on $name, a correction', ({ address }) => {
  it('reaches every message that has the point, once; what cannot be edited is recorded', async () => {
    const contentDir = await contentFolder();
    const url = await address();
    const settings: Partial<LiveSettings> = {
      contentDir,
      ...(url === undefined ? {} : { database: { type: 'postgres', url: new Secret(url) } }),
    };
    await using stage = await DigestStage.at(EVENING);
    const look = <Result>(use: (store: Store) => Promise<Result>) => stage.store(use, url);
    const [anna, carol, dora, emil] = ['Anna', 'Carol', 'Dora', 'Emil'].map((name) =>
      stage.people.user(name),
    );
    const boris = stage.people.user('Boris', { language_code: 'ru' });
    if (!anna || !carol || !dora || !emil) throw new Error('nobody is there');
    const olga = stage.people.user('Olga');
    const channel = stage.people.channel('Fish', { owner: olga });
    // Who listens from before the first post on misses none.
    const fish = olga.in(channel);
    const readers = [anna, boris, dora, emil];
    await stage.start(settings);
    for (const reader of readers) {
      await reader.sends('/digest 09:00 UTC fishing');
      await reader.sees(/09:00/);
    }
    await fish.sends('/digest 09:00 UTC fishing');
    await expect
      .poll(() => look((store) => store.subscriptions.ofChat(channel.id as ChatId)))
      .toHaveLength(1);
    await stage.moveTo(MORNING);
    const digest = await anna.sees(/What is known so far/);
    const russian = await boris.sees(/Для экипажей итог справедлив/);
    const lost = await dora.sees(/What is known so far/);
    const paused = await emil.sees(/What is known so far/);
    const post = await fish.sees(/What is known so far/);
    await expect
      .poll(() => look(async (store) => (await store.stats(0)).deliveries.sent))
      .toBe(readers.length + 1);
    await emil.presses('Pause');
    await emil.notices();
    stage.telegram.remove(dora.chat.id, lost.message_id);
    const [offered] = await carol.asksInline('fishing');
    const shared = await carol.postsResult(offered?.id);
    expect(shared.text).toContain('The result is fair to the crews');
    await expect
      .poll(() => look((store) => store.personalData(carol.chat.id as ChatId)))
      .toMatchObject({
        chat: null,
        shared: [{ correctedAt: null }],
      });

    const talk = CORRECTED(WITHDRAWN(FILES[TALK] ?? ''));
    await writeFile(path.join(contentDir, TALK), talk);
    await anna.sees(/it said “The result is fair to the crews”/);
    await expect
      .poll(() => look((store) => store.copies.counts()))
      .toMatchObject({ corrected: 5, waiting: 0 });

    const edited = now(stage, anna.chat.id, digest.message_id);
    expect(edited.text).toContain(
      `Berg: The result is fair to most crews · Gazette
✏️ Corrected 19 Feb 2025: it said “The result is fair to the crews”. The paper wrote most`,
    );
    expect(edited.text).toContain('✏️ Withdrawn 19 Feb 2025: The agency took it back');
    const struck = edited.entities.filter(({ type }) => type === 'strikethrough');
    expect(struck.map(({ offset, length }) => edited.text.slice(offset, offset + length))).toEqual([
      expect.stringContaining('A secret deal on herring exists'),
    ]);
    expect(buttonsOf(edited)).toEqual(buttonsOf(digest));
    expect(now(stage, channel.id, post.message_id)).toMatchObject({ text: edited.text });
    expect(buttonsOf(now(stage, channel.id, post.message_id))).toEqual(buttonsOf(post));
    expect(buttonsOf(now(stage, emil.chat.id, paused.message_id)).flat()).toContain('Paused · Undo');
    const inRussian = now(stage, boris.chat.id, russian.message_id).text;
    expect(inRussian).toContain('✏️ Исправлено 19 февр. 2025: было «Для экипажей итог справедлив»');
    const there = now(stage, shared.chat.id, shared.message_id);
    expect(there.text).toMatch(/The result is fair to most crews.*\n✏️ Corrected 19 Feb 2025/);
    expect(there.entities.some(({ type }) => type === 'strikethrough')).toBe(true);
    expect([...edits(stage).values()]).toEqual([1, 1, 1, 1, 1]);

    const doras = await look((store) => store.personalData(dora.chat.id as ChatId));
    expect(doras?.deliveries).toMatchObject([{ notCorrected: 'message not found' }]);
    expect((await look((store) => store.copies.counts())).reasons).toEqual(
      new Map([['message not found', 1]]),
    );
    await stage.stop();
    await stage.start(settings);
    await anna.sends('/mydata');
    await anna.sees(/./);
    expect([...edits(stage).values()]).toEqual([1, 1, 1, 1, 1]);
    await carol.sends('/forget');
    await carol.sees(/./);
    await carol.presses(/^Delete/);
    await expect.poll(() => look((store) => store.personalData(carol.chat.id as ChatId))).toBeUndefined();

    const again = edit(
      'why: The paper wrote most }',
      'why: The paper wrote most }\n      - { on: 2025-02-20, how: corrected, was: The result is fair to most crews, why: It was two crews }',
    )(talk).replace('text: The result is fair to most crews', 'text: The result is fair to two crews');
    await writeFile(path.join(contentDir, TALK), again);
    await anna.sees(/Corrected 20 Feb 2025: it said “The result is fair to the crews”\. It was two crews/);
  });

  it('that comes while 300 digests are on their way reaches all, once, although the process is killed', async () => {
    const url = (await address()) ?? path.join(temporaryFolder(), 'communique.db');
    const contentDir = await contentFolder();
    const telegram = await startLocalTelegram();
    const many = new Many(telegram, url);
    try {
      const chats = await many.subscribe(READERS, ['fishing']);
      const env = { CONTENT_DIR: contentDir, MESSAGES_PER_SECOND: '100' };
      const isAlone = url.endsWith('.db');
      const first = await many.start(env, SILENCE);
      if (!isAlone) await many.start(env, SILENCE);
      const sent = () => chats.filter((chat) => telegram.messages(chat).length > 0).length;
      await telegram.when(() => sent() >= READERS / 6, { after: 0 });
      await writeFile(path.join(contentDir, TALK), CORRECTED(WITHDRAWN(FILES[TALK] ?? '')));
      await telegram.when(() => edits({ telegram }).size >= 10, { after: 0 });
      const sentBefore = chats.filter((chat) => /fair to the crews/.test(texts(telegram, chat))).length;
      expect(sentBefore).toBeGreaterThan(0);
      await kill(first);
      if (isAlone) await many.start(env, SILENCE);
      await expect.poll(sent).toBe(READERS);
      // What was sent and not yet recorded at the kill comes again: then the later message counts.
      const last = (chat: number) => telegram.messages(chat).at(-1)?.text ?? '';
      const stale = () => chats.filter((chat) => /Berg: The result is fair to the crews/.test(last(chat)));
      await expect.poll(stale).toEqual([]);

      const bodies = chats.map(last);
      expect(new Set(bodies.filter((text) => text.includes('✏️'))).size).toBe(1);
      expect(new Set(bodies.filter((text) => !text.includes('✏️'))).size).toBeLessThanOrEqual(1);
      expect(Math.max(...edits({ telegram }).values())).toBe(1);
      const all = chats.flatMap((chat) => telegram.messages(chat));
      expect(all.length).toBeLessThan(READERS + 64);
    } finally {
      await many.stop();
      await telegram.stop();
    }
  });
});

const texts = (telegram: LocalTelegram, chat: number) =>
  telegram
    .messages(chat)
    .map(({ text }) => text)
    .join('\n');
