// The whole bot against the local Telegram, for scenarios: started, talked to, stopped.
// `const { anna } = …` is up to the test; this gives the people, the log and the app.

import { expect } from 'vitest';
import { type App, createApp, type LiveSettings } from '../../src/app.ts';
import type { Painter } from '../../src/bot/painter.ts';
import type { Clock } from '../../src/clock.ts';
import { createLogger } from '../../src/ops/log.ts';
import { Secret } from '../../src/ops/secret.ts';
import type { LocalTelegram } from '../../src/preview/telegram/local-telegram.ts';
import { startLocalTelegram } from '../../src/preview/telegram/local-telegram.ts';
import { scrape } from './figures.ts';
import { loadedContent } from './loaded-content.ts';
import { People } from './people.ts';
import { riyadhContent } from './riyadh.ts';

export interface Stage extends AsyncDisposable {
  readonly telegram: LocalTelegram;
  readonly people: People;
  readonly app: App;
  /** What the process prints, a line an entry. */
  readonly log: readonly string[];
  /** Where the bot listens for HTTP. */
  readonly url: string;
  /** Waits until the bot has handled all that Telegram has for it: what it has not done by then, it does not do. */
  settles(): Promise<void>;
}

/** A bot on a Telegram of its own, both on free ports, with the first Riyadh talks. Ends with `await using`. */
export async function startStage(
  more: Partial<LiveSettings> = {},
  clock?: Clock,
  locales?: URL,
  painter?: Painter,
): Promise<Stage> {
  const telegram = await startLocalTelegram();
  const log: string[] = [];
  const { app, url } = await startApp(telegram, log, more, clock, locales, painter);
  return {
    telegram,
    people: new People(telegram),
    app,
    log,
    url,
    settles: () => settles(telegram, url),
    async [Symbol.asyncDispose]() {
      telegram.heal();
      await app.stop();
      await telegram.stop();
    },
  };
}

/** A bot of that Telegram; log lines are added to `log`. */
export async function startApp(
  telegram: LocalTelegram,
  log: string[],
  more: Partial<LiveSettings> = {},
  clock?: Clock,
  locales?: URL,
  painter?: Painter,
): Promise<{ readonly app: App; readonly url: string }> {
  const token = new Secret(telegram.token);
  const contentDir = more.contentDir ?? riyadhContent();
  const loaded = more.contentArchive === undefined ? await loadedContent(contentDir) : undefined;
  const app = createApp(
    {
      ...SETTINGS,
      apiRoot: telegram.url,
      mode: { type: 'polling', token },
      ...more,
      contentDir,
    },
    {
      ...(clock ? { clock } : {}),
      ...(locales ? { locales } : {}),
      ...(painter ? { painter } : {}),
      ...(loaded ? { loaded } : {}),
      logger: createLogger({
        level: 'debug',
        secrets: [token],
        destination: { write: (line) => void log.push(line) },
      }),
    },
  );
  const { url } = await app.start();
  return { app, url };
}

async function settles(telegram: LocalTelegram, url: string): Promise<void> {
  await expect.poll(() => telegram.pendingUpdates()).toBe(0);
  const taken = telegram.calls
    .filter(({ method }) => method === 'getUpdates')
    .flatMap(({ answer }) => answer?.body.result ?? []);
  await expect.poll(() => handledUpdates(url)).toBeGreaterThanOrEqual(taken.length);
}

/** Whatever became of them. */
async function handledUpdates(url: string): Promise<number> {
  let sum = 0;
  for (const [name, value] of await scrape(url)) if (name.startsWith(UPDATES)) sum += value;
  return sum;
}

const UPDATES = 'communique_updates_total{';

const SETTINGS: Omit<LiveSettings, 'mode' | 'apiRoot' | 'contentDir'> = {
  database: { type: 'sqlite', file: ':memory:' },
  host: '127.0.0.1',
  port: 0,
  contentArchive: undefined,
  adminIds: [],
  timeZone: 'UTC',
  messagesPerSecond: 1000,
  paidBroadcast: false,
  digests: true,
  logLevel: 'debug',
  production: false,
};
