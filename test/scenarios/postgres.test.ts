// The program on PostgreSQL as readers and operators meet it: subscribing, a kill, the database going away.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { Secret } from '../../src/ops/secret.ts';
import type { LocalTelegram } from '../../src/preview/telegram/local-telegram.ts';
import { startLocalTelegram } from '../../src/preview/telegram/local-telegram.ts';
import { DigestStage, HOUR, MORNING } from '../support/digests.ts';
import { People } from '../support/people.ts';
import { emptyDatabase, newDatabase, ownServer } from '../support/postgres.ts';
import { type Program, start } from '../support/program.ts';
import { briefContent } from '../support/riyadh.ts';

let telegram: LocalTelegram;
let running: Program | undefined;

beforeEach(async () => {
  telegram = await startLocalTelegram();
});

afterEach(async () => {
  await kill();
  await telegram.stop();
});

function startBot(url: string): Program {
  running = start('src/main.ts', {
    BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
    PORT: '0',
    DATABASE_URL: url,
    CONTENT_DIR: briefContent(),
  });
  return running;
}

async function kill(): Promise<void> {
  running?.process.kill('SIGKILL');
  await running?.ends();
  running = undefined;
}

it('what a reader chose is there after the program was killed', async () => {
  const url = await emptyDatabase();
  await startBot(url).prints(/"msg":"ready"/);
  const anna = new People(telegram).user('Anna');
  await anna.sends('/digest 09:00 Europe/Berlin ukraine');
  await anna.sees(/^Your digest\n\nEvery day at 09:00, Europe\/Berlin[\s\S]*Ukraine/);
  await kill();
  await startBot(url).prints(/"msg":"ready"/);
  await anna.sends('/digest');
  await anna.sees(/^Your digest\n\nEvery day at 09:00, Europe\/Berlin[\s\S]*Ukraine/);
});

it('a digest comes at its time, once', async () => {
  const database = { type: 'postgres', url: new Secret(await newDatabase()) } as const;
  await using stage = await DigestStage.at(MORNING - 2 * HOUR);
  await stage.start({ database });
  const anna = stage.people.user('Anna');
  await anna.sends('/digest 09:00 UTC');
  await anna.sees(/^Your digest/);
  await stage.moveTo(MORNING);
  await anna.sees(/What is known so far · 19 Feb 2025/);
  const heard = anna.heard().length;
  await stage.moveTo(MORNING + HOUR);
  await stage.stop();
  expect(anna.heard()).toHaveLength(heard);
});

it('a password that the server refuses ends the start with one line, without the password', async () => {
  const url = Object.assign(new URL(await newDatabase()), { password: 'not-the-password' }).href;
  const bot = startBot(url);
  expect(await bot.ends()).toBe(1);
  expect(bot.output()).toContain('PostgreSQL refuses the password; check user and password in DATABASE_URL');
  expect(bot.output()).not.toContain('not-the-password');
});

it('the database goes away and comes back: the program stays, says so, and goes on', async () => {
  const server = await ownServer();
  const url = server.url('postgres');
  const bot = startBot(url);
  await bot.prints(/"msg":"ready"/);
  const anna = new People(telegram).user('Anna');
  await anna.sends('/digest 09:00 UTC');
  await anna.sees(/^Your digest/);
  await server.stop();
  await anna.sends('/digest');
  await anna.sees(/^Something went wrong on our side\. Please try again/);
  await bot.prints(/ECONNREFUSED|ECONNRESET|onnection terminated/);
  await server.start();
  await anna.sends('/digest');
  await anna.sees(/^Your digest\n\nEvery day at 09:00/);
  bot.process.kill('SIGTERM');
  expect(await bot.ends()).toBe(0);
  expect(bot.output()).not.toContain(new URL(url).password);
  expect(bot.output()).not.toContain('postgres://');
});
