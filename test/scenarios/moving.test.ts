// The move from SQLite to PostgreSQL as operators make it, with real processes: stop, `migrate-to`, start.

import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startLocalTelegram } from '../../src/preview/telegram/local-telegram.ts';
import { openStore } from '../../src/store/database.ts';
import type { ChatId } from '../../src/store/types.ts';
import { temporaryFolder } from '../store/backends.ts';
import { People } from '../support/people.ts';
import { emptyDatabase } from '../support/postgres.ts';
import { CLI, type Program, runCli, start } from '../support/program.ts';
import { briefContent } from '../support/riyadh.ts';

const MINUTE = 60_000;

it('a bot that moves keeps its subscriptions, and sends a waiting digest once', async () => {
  const telegram = await startLocalTelegram();
  onTestFinished(() => telegram.stop());
  const [file, url] = [path.join(temporaryFolder(), 'communique.db'), await emptyDatabase()];
  const startBot = async (env: Readonly<Record<string, string>>): Promise<Program> => {
    const bot = start('src/main.ts', {
      BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.url,
      PORT: '0',
      CONTENT_DIR: briefContent(),
      ...env,
    });
    onTestFinished(() => void bot.process.kill('SIGKILL'));
    await bot.prints(/"msg":"ready"/);
    return bot;
  };
  const migrate = ['store', 'migrate-to', url];
  const anna = new People(telegram).user('Anna');

  const before = await startBot({ DATABASE_URL: file, DIGESTS: 'off' });
  await anna.sends('/digest weekdays 18:30 Asia/Riyadh economy');
  await anna.sees(/18:30[\s\S]*Economy/);
  const refused = await runCli(migrate, { DATABASE_URL: file });
  expect(refused.code).toBe(1);
  expect(refused.output).toMatch(/in use by another process of the bot; stop that one first/);
  before.process.kill('SIGTERM');
  expect(await before.ends()).toBe(0);

  const store = await openStore(file, { now: Date.now });
  const toSequence = await store.ledger.latest();
  const [subscription] = await store.subscriptions.ofChat(anna.chat.id as ChatId);
  const due = subscription?.state.status === 'active' ? subscription.state.dueAt : 0;
  const dueAt = Date.now() - MINUTE;
  await store.planning.claimDue(due, 1, () => ({
    next: due,
    outcome: { type: 'deliver', dueAt, toSequence },
  }));
  await store.close();

  const moving = start(CLI, { DATABASE_URL: file }, migrate);
  expect(await moving.ends()).toBe(0);
  expect(moving.output()).toMatch(/^Moved and checked, rows by table: .*subscription 1,.* delivery 1/);
  expect(moving.output()).not.toContain(new URL(url).password);

  const after = await startBot({ DATABASE_URL: url });
  await anna.sees(/What is known so far/);
  await anna.sends('/digest');
  await anna.sees(/^Your digest\n\n[\s\S]*18:30, Asia\/Riyadh[\s\S]*Economy/);
  after.process.kill('SIGTERM');
  expect(await after.ends()).toBe(0);
  expect(anna.texts().filter((text) => text.includes('What is known so far'))).toHaveLength(1);
});
