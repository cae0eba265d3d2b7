// A bot with a database on the disk and a clock set by hand: started, stopped, started again.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect } from 'vitest';
import type { App, LiveSettings } from '../../src/app.ts';
import { type Clock, systemClock } from '../../src/clock.ts';
import { createPlanner } from '../../src/digests/schedule.ts';
import type { LocalTelegram } from '../../src/preview/telegram/local-telegram.ts';
import { startLocalTelegram } from '../../src/preview/telegram/local-telegram.ts';
import { openStore, type Store } from '../../src/store/database.ts';
import {
  type ChatId,
  type Days,
  type Delivery,
  type LocalTime,
  NO_THREAD,
  type SubscriptionSettings,
  type ThreadId,
  type ZoneId,
} from '../../src/store/types.ts';
import { startApp } from './bot.ts';
import { People, type Person } from './people.ts';
import { writeNewDatabase } from './sqlite.ts';

/** 19 February 2025, 09:00 UTC: the morning after the talks. */
export const MORNING = Date.UTC(2025, 1, 19, 9);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export class DigestStage implements AsyncDisposable {
  readonly telegram: LocalTelegram;
  readonly people: People;
  readonly log: string[] = [];
  readonly #folder = fs.mkdtempSync(path.join(os.tmpdir(), 'digests-'));
  readonly #waits: Clock;
  #now: number;
  #app: App | undefined;

  private constructor(telegram: LocalTelegram, now: number, waits: Clock) {
    this.telegram = telegram;
    this.people = new People(telegram);
    this.#now = now;
    this.#waits = waits;
  }

  /** A Telegram and an empty database. No bot yet. */
  static async at(now: number, waits: Clock = systemClock): Promise<DigestStage> {
    const stage = new DigestStage(await startLocalTelegram(), now, waits);
    await writeNewDatabase(stage.file);
    return stage;
  }

  get file(): string {
    return path.join(this.#folder, 'communique.db');
  }

  /** Only the time of day is set by hand; timers are the machine's, or those of the clock given. */
  get clock(): Clock {
    return { ...this.#waits, now: () => this.#now };
  }

  async start(more: Partial<LiveSettings> = {}): Promise<App> {
    const database = { type: 'sqlite', file: this.file } as const;
    const { app } = await startApp(this.telegram, this.log, { database, ...more }, this.clock);
    this.#app = app;
    return app;
  }

  async stop(): Promise<void> {
    await this.#app?.stop();
    this.#app = undefined;
  }

  /** Sets the time; the bot ticks. */
  async moveTo(now: number): Promise<void> {
    this.#now = now;
    await this.#app?.tick();
  }

  /** Reads the database, or writes to it while no bot runs. @param url where the bot has another one than the stage's file */
  async store<Result>(look: (store: Store) => Promise<Result>, url = this.file): Promise<Result> {
    const access = this.#app ? 'read' : 'own';
    const store = await openStore(url, { now: () => this.#now, access });
    try {
      return await look(store);
    } finally {
      await store.close();
    }
  }

  /** Subscribes the chat while no bot runs. The next digest is due at `dueAt`, else as the settings say. */
  async subscribe(
    person: Person,
    change: Partial<SubscriptionSettings> = {},
    threadId: ThreadId = NO_THREAD,
    dueAt?: number,
  ): Promise<void> {
    const settings = { ...DAILY_AT_NINE, ...change };
    const due = dueAt ?? createPlanner().nextDue(settings, this.#now);
    const place = { chatId: person.chat.id as ChatId, threadId };
    await this.store((store) => store.subscriptions.subscribe(place, settings, due));
  }

  /** All deliveries of the chat, newest first. */
  async deliveries(person: Person): Promise<readonly Delivery[]> {
    return this.store(async (store) => {
      const all = await store.subscriptions.ofChat(person.chat.id as ChatId);
      const lists = await Promise.all(all.map(({ id }) => store.deliveries.lastOf(id, 100)));
      return lists.flat();
    });
  }

  /** Waits until nothing is queued for now or being sent. */
  async settles(): Promise<void> {
    await expect
      .poll(
        () =>
          this.store(async (store) => {
            const { deliveries } = await store.stats(0);
            return deliveries.queued + deliveries.sending;
          }),
        { interval: 10 },
      )
      .toBe(0);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.telegram.heal();
    await this.stop();
    await this.telegram.stop();
    fs.rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** One stage with its bot for all scenarios of a file, which tell their people apart by `people.someone()`. */
export async function stageForAll(now: number, waits?: Clock): Promise<DigestStage> {
  const stage = await DigestStage.at(now, waits);
  afterAll(() => stage[Symbol.asyncDispose]());
  await stage.start();
  return stage;
}

const DAILY_AT_NINE: SubscriptionSettings = {
  time: '09:00' as LocalTime,
  zone: 'UTC' as ZoneId,
  days: 'daily' as Days,
  topics: ['ukraine', 'economy'],
  when: 'new',
};
