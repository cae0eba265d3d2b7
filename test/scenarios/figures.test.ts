// What operators' machines see of the bot: figures at /metrics, and a /readyz that minds digests which do not
// go out.

import path from 'node:path';
import { expect, it } from 'vitest';
import { startLocalTelegram } from '../../src/preview/telegram/local-telegram.ts';
import { openStore } from '../../src/store/database.ts';
import { chat, claimAll, settings, temporaryFolder } from '../store/backends.ts';
import { startStage } from '../support/bot.ts';
import { HOUR, MINUTE } from '../support/digests.ts';
import { scrape } from '../support/figures.ts';
import { start } from '../support/program.ts';
import { briefContent } from '../support/riyadh.ts';

const BLOCKED = {
  type: 'error',
  code: 403,
  description: 'Forbidden: bot was blocked by the user',
} as const;

it('counts what people do and what became of it, and tells nothing about them', async () => {
  await using stage = await startStage();
  const { people, telegram, url } = stage;
  const anna = people.user('Anna');
  await anna.sends('/digest 09:00 UTC ukraine');
  await anna.sees(/09:00/);
  await anna.sends('/ukraine');
  await anna.sees(/^🇺🇦 Ukraine/);
  await anna.presses(/Evidence/);
  await anna.sees(/Evidence|Source/);
  await anna.asksInline('economy');
  const boris = people.user('Boris');
  telegram.fail({ method: 'sendMessage', fault: BLOCKED });
  await boris.sends('/economy');
  await expect
    .poll(async () => (await scrape(url)).get('communique_sends_total{outcome="gone",priority="reply"}'))
    .toBe(1);

  const answer = await fetch(`${url}/metrics`);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const text = await answer.text();
  for (const secret of [telegram.token, 'Anna', 'economy', '/ukraine']) expect(text).not.toContain(secret);
  // A figure may have an id's digits in it.
  const words = text.split(/[\s"{}=,]+/);
  for (const { chat } of [anna, boris]) expect(words).not.toContain(String(chat.id));

  const figures = await scrape(url);
  const expected = {
    'communique_updates_total{type="message",outcome="answered"}': 3,
    'communique_updates_total{type="callback_query",outcome="answered"}': 1,
    'communique_updates_total{type="inline_query",outcome="answered"}': 1,
    'communique_update_handling_seconds_count{type="message"}': 3,
    'communique_inline_answers_total{outcome="sent"}': 1,
    communique_subscriptions: 1,
    communique_queue_depth: 0,
    communique_queue_oldest_seconds: 0,
    communique_digest_overdue_seconds: 0,
    communique_store_up: 1,
  };
  for (const [name, value] of Object.entries(expected))
    expect([name, figures.get(name)]).toEqual([name, value]);
  expect(figures.get('communique_sends_total{outcome="sent",priority="reply"}')).toBeGreaterThanOrEqual(3);
  expect(figures.get('communique_send_seconds_count{priority="reply"}')).toBeGreaterThanOrEqual(4);
  expect(figures.get('communique_http_requests_total{route="metrics",status="2xx"}')).toBeGreaterThanOrEqual(
    1,
  );
  expect([...figures.keys()].filter((name) => name.startsWith('communique_content_info'))).toHaveLength(1);
  expect(figures.get('communique_content_points')).toBeGreaterThan(50);
  expect(figures.get('process_start_time_seconds')).toBeGreaterThan(1.7e9);
});

it('is not ready, with the reason, while a digest waits for ten minutes', async () => {
  const telegram = await startLocalTelegram();
  const database = path.join(temporaryFolder(), 'communique.db');
  const store = await openStore(database, { now: Date.now });
  const due = Date.now() - 11 * MINUTE;
  // Planned, and then the bot was down for too long.
  const late = Date.now() - 7 * HOUR;
  await store.subscriptions.subscribe({ chatId: chat(99) }, settings(), late);
  await claimAll(store, late);
  // More than are taken ahead, so that some still wait.
  for (let id = 1; id <= 40; id += 1)
    await store.subscriptions.subscribe({ chatId: chat(id) }, settings(), due);
  await store.close();
  const env = {
    TELEGRAM_API_ROOT: telegram.url,
    BOT_TOKEN: telegram.token,
    PORT: '0',
    DATABASE_URL: database,
    CONTENT_DIR: briefContent(),
  };
  const bot = start('src/main.ts', { ...env, MESSAGES_PER_SECOND: '0.001' });
  await bot.prints(/"msg":"digests planned"/);
  const url = /"url":"([^"]+)"/.exec(bot.output())?.[1] ?? '';
  const ready = await fetch(`${url}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([
    503,
    { status: 'not ready', reason: 'A digest has been due for 11 minutes.' },
  ]);
  const figures = await scrape(url);
  expect(figures.get('communique_digests_total{outcome="planned"}')).toBe(40);
  expect(figures.get('communique_digests_total{outcome="dropped"}')).toBe(1);
  expect(figures.get('communique_queue_depth')).toBeGreaterThanOrEqual(8);
  expect(figures.get('communique_queue_oldest_seconds')).toBeGreaterThanOrEqual(660);
  expect(figures.get('communique_digest_overdue_seconds')).toBeGreaterThanOrEqual(660);
  bot.process.kill('SIGKILL');
  await bot.ends();
  await telegram.stop();
});
