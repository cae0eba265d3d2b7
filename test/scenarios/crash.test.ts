// The real process, killed at any moment: nothing is lost, and only what was being sent can come twice.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { createPlanner } from '../../src/digests/schedule.ts';
import type { LocalTelegram } from '../../src/preview/telegram/local-telegram.ts';
import { startLocalTelegram } from '../../src/preview/telegram/local-telegram.ts';
import { openStore } from '../../src/store/database.ts';
import type { Days, LocalTime, ZoneId } from '../../src/store/types.ts';
import { type Program, runCli, start } from '../support/program.ts';
import { briefContent } from '../support/riyadh.ts';

const CHATS = 600;
const KILLS = 4;
const PER_SECOND = 400;
/** How many deliveries the worker takes ahead at most. */
const IN_FLIGHT = 512;
/** How many calls the gateway has in flight at most. */
const CALLS_AT_ONCE = 64;
const SCHEDULE = { time: '09:00' as LocalTime, zone: 'Europe/Berlin' as ZoneId, days: 'daily' as Days };

let telegram: LocalTelegram;
let folder: string;
let running: Program | undefined;

afterEach(async () => {
  running?.process.kill('SIGKILL');
  await running?.ends();
  await telegram.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

it('a process killed again and again sends everybody the digest, and again only what was being sent', async () => {
  telegram = await startLocalTelegram();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'crash-'));
  const chats = Array.from({ length: CHATS }, (_, index) => addChat(`Reader ${index}`));
  await importSubscribers(chats);

  const interrupted = new Set<number>();
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const taken = await runUntil(Math.round((kill - 1) * (CHATS / KILLS)) + 1);
    expect(taken.length).toBeLessThanOrEqual(IN_FLIGHT);
    for (const chat of taken) interrupted.add(chat);
  }
  running = startBot();
  await expect.poll(() => digestsOf(chats).filter((had) => had > 0).length).toBe(CHATS);
  await expect.poll(unfinished).toEqual([]);

  const digests = digestsOf(chats);
  const twice = chats.filter((_, index) => (digests[index] ?? 0) > 1);
  expect(twice.filter((chat) => !interrupted.has(chat))).toEqual([]);
  const repeats = digests.reduce((sum, had) => sum + had - 1, 0);
  expect(repeats).toBeLessThanOrEqual(KILLS * CALLS_AT_ONCE);
});

/** Kills the process once this many digests have come. Gives the chats that were being sent to. */
async function runUntil(digests: number): Promise<readonly number[]> {
  const bot = startBot();
  running = bot;
  await telegram.when(() => sends() >= digests);
  bot.process.kill('SIGKILL');
  await bot.ends();
  return unfinished();
}

/** Chats whose delivery was taken and is not recorded. */
async function unfinished(): Promise<readonly number[]> {
  const store = await openStore(file(), { now: Date.now, access: 'read' });
  try {
    const found: number[] = [];
    for await (const { id, chatId } of store.subscriptions.all()) {
      const [last] = await store.deliveries.lastOf(id, 1);
      if (last?.state === 'sending') found.push(chatId);
    }
    return found;
  } finally {
    await store.close();
  }
}

function startBot(): Program {
  const due = createPlanner().nextDue(SCHEDULE, Date.now());
  return start('test/support/crash-bot.ts', environment(), [String(due + 1000)]);
}

async function importSubscribers(chats: readonly number[]): Promise<void> {
  const lines = path.join(folder, 'subscribers.jsonl');
  const text = chats
    .map((chat_id) => JSON.stringify({ chat_id, ...SCHEDULE, topics: ['ukraine'] }))
    .join('\n');
  fs.writeFileSync(lines, text);
  const { code, output } = await runCli(['subscribers', 'import', lines], environment());
  expect(code, output).toBe(0);
}

function environment(): Readonly<Record<string, string>> {
  return {
    BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
    DATABASE_URL: file(),
    CONTENT_DIR: briefContent(),
    MESSAGES_PER_SECOND: String(PER_SECOND),
    PORT: '0',
  };
}

function file(): string {
  return path.join(folder, 'communique.db');
}

function addChat(name: string): number {
  return telegram.privateChat(telegram.addUser({ first_name: name })).id;
}

function sends(): number {
  return telegram.calls.filter(({ method }) => method === 'sendMessage').length;
}

/** How many digests each chat has. */
function digestsOf(chats: readonly number[]): readonly number[] {
  return chats.map((chat) => telegram.messages(chat).length);
}
