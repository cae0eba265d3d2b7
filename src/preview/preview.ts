// The preview: the whole bot, a Telegram of its own and the chat page, in one process on this machine.

import { type App, createApp } from '../app.ts';
import type { Logger } from '../ops/log.ts';
import { Secret } from '../ops/secret.ts';
import type { Settings } from '../ops/settings.ts';
import { castPreview } from './cast.ts';
import { createMovableClock } from './clock.ts';
import { pageRoutes } from './server/page-server.ts';
import { startLocalTelegram } from './telegram/telegram.ts';
import type { LocalTelegram } from './telegram/types.ts';

export interface Preview {
  /** Resolves with the address of the page. @throws UserError as the app does. */
  start(): Promise<{ readonly url: string }>;
  stop(): Promise<void>;
  readonly ended: Promise<void>;
}

/** Calls and events remembered: enough for an afternoon of trying things out, and bounded. */
const KEPT = 2_000;

export function createPreview(settings: Settings, logger: Logger): Preview {
  const { promise: ended, resolve, reject } = Promise.withResolvers<void>();
  let telegram: LocalTelegram | undefined;
  let app: App | undefined;
  const tick = async (): Promise<void> => app?.tick();

  return {
    ended,
    async start() {
      const clock = createMovableClock();
      telegram = await startLocalTelegram({ keep: KEPT, now: clock.now });
      const scenes = castPreview(telegram);
      app = createApp(
        {
          ...settings,
          mode: { type: 'polling', token: new Secret(telegram.token) },
          apiRoot: telegram.url,
          // Its people are made up: they must not be met again by a bot that goes live with the same file.
          database: { type: 'sqlite', file: ':memory:' },
        },
        {
          logger,
          clock,
          register: pageRoutes({ telegram, scenes, host: settings.host, clock, tick }),
          // Editors try things out here: nobody has read what they change.
          publishRule: 'drafts',
        },
      );
      app.ended.then(resolve, reject);
      return app.start();
    },
    async stop() {
      await app?.stop();
      await telegram?.stop();
      resolve();
    },
  };
}
