// Digests at speed: 900 at 30 a second beside a person, a million in one minute, ticks with nothing due, no
// limit at all.

import { type ChildProcess, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadContent } from '../../src/content/load.ts';
import { createDigests } from '../../src/digests/digests.ts';
import { createPlan } from '../../src/digests/plan.ts';
import { openStore } from '../../src/store/database.ts';
import type { ImportedSubscription } from '../../src/store/import.ts';
import { type ChatId, type Days, type LocalTime, NO_THREAD, type ZoneId } from '../../src/store/types.ts';
import type { Database, OpenDatabase } from './databases.ts';
import { median, percentile, type Row, ratioRow } from './figures.ts';
import { type BenchServer, COMMUNIQUE, startBot, stopBot, usageOf } from './process.ts';
import type { Report } from './server.ts';

const MINUTE = 60_000;
const PER_SECOND = 30;
const DIGESTS = 900;
/** Commands a second while digests go out: a few readers who happen to ask. */
const ASKED_PER_SECOND = 4;
const MILLION = 1_000_000;
const FANNED_OUT = 20_000;
/** UTF-16 units: a digest of two topics. */
const DIGEST_LENGTH = 2_600;

/** 900 digests at 30 a second on a server that enforces it, and somebody who asks meanwhile. */
export async function benchPaced(server: BenchServer): Promise<readonly Row[]> {
  const asked = Math.floor((DIGESTS / (PER_SECOND - ASKED_PER_SECOND)) * ASKED_PER_SECOND);
  const idle = await withDatabase(0, async (file) => {
    const { bot } = await startBot(server, COMMUNIQUE, settings(file, PER_SECOND));
    const p99 = await ask(server, asked);
    await stopBot(bot);
    return p99;
  });
  return withDatabase(DIGESTS, async (file) => {
    const { bot } = await startBot(server, COMMUNIQUE, settings(file, PER_SECOND));
    server.order({ type: 'limit', perSecond: PER_SECOND });
    const p99 = await ask(server, asked);
    const { accepted, refused, ms } = await sent(server, DIGESTS + asked);
    await stopBot(bot);
    const share = ((accepted - 1) / (ms / 1000) / PER_SECOND) * 100;
    return [
      {
        what: '900 digests at 30/s: share of the rate',
        figure: `${share.toFixed(1)} %`,
        target: '≥ 99 %',
        holds: share >= 99,
      },
      {
        what: '900 digests at 30/s: answers of 429',
        figure: String(refused),
        target: '0',
        holds: refused === 0,
      },
      ratioRow('900 digests at 30/s: p99 of commands against idle', p99 / idle, 'at most', 1.2),
    ];
  });
}

/** The 99th percentile of the time to an answer, ms. */
export async function ask(server: BenchServer, count: number, text = '/ukraine'): Promise<number> {
  const warm = server.report('fed');
  server.order({ type: 'feed', count: 20, text, perSecond: ASKED_PER_SECOND * 5 });
  await warm;
  const fed = server.report('fed');
  server.order({ type: 'feed', count, text, perSecond: ASKED_PER_SECOND });
  return percentile((await fed).latencies, 0.99);
}

/** How long a million takes to import, with room to spare, ms; and what is planned a second. */
const MILLION_ON = {
  SQLite: { importMs: 90_000, perSecond: 50_000 },
  PostgreSQL: { importMs: 240_000, perSecond: 20_000 },
};
/** For the queue's upkeep to come by while a million waits, ms. */
const UPKEEP_MS = 20_000;

export async function benchMillion(
  server: BenchServer,
  databases: readonly OpenDatabase[],
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const open of databases) rows.push(...(await million(server, await open())));
  return rows;
}

async function million(server: BenchServer, database: Database): Promise<readonly Row[]> {
  const { importMs, perSecond: target } = MILLION_ON[database.name];
  const due = nextMinute(importMs);
  try {
    subscribe(database.url, MILLION, due);
    if (Date.now() > due - MINUTE / 4) throw new Error('the import took longer than until they are due');
    const { bot } = await startBot(server, COMMUNIQUE, {
      ...settings(database.url, PER_SECOND),
      LOG_LEVEL: 'info',
    });
    await sleep(due - Date.now());
    const { firstAt } = await sent(server, 1);
    const perSecond = await planned(database.url);
    await sleep(UPKEEP_MS);
    const { peakMb } = await usageOf(bot);
    await stopBot(bot);
    const first = (firstAt - due) / 1000;
    const what = `a million due on ${database.name}`;
    return [
      {
        what: `${what}: first message after the tick`,
        figure: `${first.toFixed(2)} s`,
        target: '< 2 s',
        holds: first < 2,
      },
      {
        what: `${what}: planned a second`,
        figure: perSecond.toFixed(0),
        target: `≥ ${target}`,
        holds: perSecond >= target,
      },
      {
        what: `${what}: peak memory`,
        figure: `${peakMb.toFixed(0)} MB`,
        target: '< 300 MB',
        holds: peakMb < 300,
      },
    ];
  } finally {
    await database.remove();
  }
}

/** Waits until nearly all is planned; how many a second. Looks seldom, for looking takes from the same processors. */
async function planned(file: string): Promise<number> {
  const store = await openStore(file, { now: Date.now, access: 'read' });
  try {
    const began = performance.now();
    const { count: before } = await store.deliveries.waiting();
    for (;;) {
      await sleep(500);
      const { count } = await store.deliveries.waiting();
      if (count >= 0.98 * MILLION) return ((count - before) / (performance.now() - began)) * 1000;
    }
  } finally {
    await store.close();
  }
}

/** A tick with nothing due, with a thousand subscriptions and with a million. */
export async function benchIdleTick(): Promise<readonly Row[]> {
  const few = await idleTick(1_000);
  const many = await idleTick(MILLION);
  return [ratioRow('a tick with nothing due, a million against a thousand', many / few, 'at most', 1.5)];
}

async function idleTick(subscriptions: number): Promise<number> {
  const catalogue = await loadContent('./content');
  return withDatabase(
    subscriptions,
    async (file) => {
      const store = await openStore(file, { now: Date.now });
      const clock = { now: Date.now, monotonic: () => performance.now() };
      const digests = createDigests({ store, clock, render: () => [] });
      await digests.publish(catalogue);
      const plan = createPlan({
        ...{ planning: store.planning, planner: digests.planner, edition: () => digests.edition, clock },
        ...{ log: { info: () => {}, warn: () => {} }, onQueued: () => {}, onZoneLost: async () => {} },
      });
      for (let tick = 0; tick < 200; tick += 1) await plan();
      const ticks: number[] = [];
      for (let tick = 0; tick < 2_000; tick += 1) {
        const began = performance.now();
        await plan();
        ticks.push(performance.now() - began);
      }
      await store.close();
      return median(ticks);
    },
    Date.now() + 5 * 60 * MINUTE,
  );
}

/** No limit: messages a CPU-second, everything on, against a loop that does nothing but send. */
export async function benchFanOut(server: BenchServer): Promise<readonly Row[]> {
  const due = nextMinute(15_000);
  const ours = await withDatabase(
    FANNED_OUT,
    async (file) => {
      const { bot } = await startBot(server, COMMUNIQUE, settings(file, 1_000_000));
      await sleep(due - 500 - Date.now());
      const cpuMs = await cpuOf(bot, () => sent(server, FANNED_OUT));
      await stopBot(bot);
      return cpuMs;
    },
    due,
  );
  const { bot } = await startBot(
    server,
    { name: 'Telegraf’s sendMessage in a loop', file: 'test/bench/sends.ts' },
    { REPLY_LENGTH: String(DIGEST_LENGTH) },
  );
  const theirs = await cpuOf(bot, () => {
    bot.send(FANNED_OUT);
    return sent(server, FANNED_OUT);
  });
  await stopBot(bot);
  return [ratioRow('digests/CPU-s without a limit against bare sendMessage', theirs / ours, 'at least', 1.3)];
}

async function cpuOf(bot: ChildProcess, work: () => Promise<unknown>): Promise<number> {
  const before = await usageOf(bot);
  await work();
  const after = await usageOf(bot);
  return after.cpuMs - before.cpuMs;
}

/** Waits until the server has accepted so many sends. */
export async function sent(server: BenchServer, count: number): Promise<Extract<Report, { type: 'sends' }>> {
  for (;;) {
    const report = server.report('sends');
    server.order({ type: 'sends' });
    const sends = await report;
    if (sends.accepted >= count) return sends;
    await sleep(50);
  }
}

function settings(file: string, messagesPerSecond: number): Readonly<Record<string, string>> {
  return { DATABASE_URL: file, MESSAGES_PER_SECOND: String(messagesPerSecond) };
}

/** The first full minute that is at least so many ms away: due times are full minutes, and so are ticks. */
export function nextMinute(ms: number): number {
  return Math.ceil((Date.now() + ms) / MINUTE) * MINUTE;
}

/** A database with so many subscriptions, all due at one instant (epoch ms; by default a moment ago). */
async function withDatabase<Result>(
  subscriptions: number,
  use: (file: string) => Promise<Result>,
  due = Date.now() - 1000,
): Promise<Result> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-digests-'));
  const file = path.join(folder, 'bench.db');
  try {
    subscribe(file, subscriptions, due);
    return await use(file);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** So many chats with a digest due at one instant (epoch ms), in the database at a path or an address. */
export function subscribe(url: string, count: number, due: number): void {
  const args = [import.meta.filename, url, String(count), String(due)];
  spawnSync(process.execPath, args, { stdio: 'inherit' });
}

function* subscriptionsDue(count: number, dueAt: number): Generator<ImportedSubscription> {
  const time = new Date(dueAt).toISOString().slice(11, 16) as LocalTime;
  for (let chat = 1; chat <= count; chat += 1) {
    yield {
      chatId: chat as ChatId,
      threadId: NO_THREAD,
      language: 'en',
      settings: {
        ...{ time, zone: 'UTC' as ZoneId, days: 'daily' as Days, when: 'new' },
        topics: ['ukraine', 'economy'],
      },
      state: { status: 'active', dueAt },
    };
  }
}

if (import.meta.main) {
  const [file = '', count, due] = process.argv.slice(2);
  const store = await openStore(file, { now: Date.now });
  await store.importSubscriptions(subscriptionsDue(Number(count), Number(due)));
  await store.close();
}
