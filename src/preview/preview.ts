// The preview: the whole bot, a local Telegram and the chat page, in one process on this machine.

import type { FastifyPluginAsync } from 'fastify';
import { type App, createApp, type Surroundings } from '../app.ts';
import { UserError } from '../errors.ts';
import { isInstalled } from '../ops/installed.ts';
import type { Logger } from '../ops/log.ts';
import { Secret } from '../ops/secret.ts';
import type { Settings } from '../ops/settings.ts';
import { castPreview } from './cast.ts';
import { createDueWalk } from './due-walk.ts';
import { createMovableClock } from './movable-clock.ts';
import type { LocalTelegram } from './telegram/local-telegram.ts';

export interface Preview {
  /**
   * Resolves with the address of the page.
   * @throws UserError as the app does, and where development dependencies are not installed.
   */
  start(): Promise<{ readonly url: string }>;
  stop(): Promise<void>;
  readonly ended: Promise<void>;
}

/** How many calls, events, and messages of a chat are kept: enough for an afternoon, and bounded. */
const KEPT = 2_000;
/**
 * Development dependencies that only the preview loads: ajv checks calls of the Bot API, Twemoji draws the page's emoji,
 * Rolldown makes one file of the page's scripts.
 */
const PACKAGES = ['ajv', '@twemoji/svg', 'rolldown'];

export interface PreviewOptions extends Pick<Surroundings, 'loaded'> {
  /** Further routes on its server: the editors' desk. */
  readonly register?: FastifyPluginAsync;
}

export function createPreview(
  settings: Settings,
  logger: Logger,
  { register: more, loaded }: PreviewOptions = {},
): Preview {
  const { promise: ended, resolve, reject } = Promise.withResolvers<void>();
  let telegram: LocalTelegram | undefined;
  let app: App | undefined;

  return {
    ended,
    async start() {
      requirePackages(PACKAGES);
      const { startLocalTelegram } = await import('./telegram/local-telegram.ts');
      const { pageRoutes } = await import('./server/page-server.ts');
      const clock = createMovableClock();
      telegram = await startLocalTelegram({ keep: KEPT, now: clock.now });
      const scenes = castPreview(telegram);
      app = createApp(
        {
          ...settings,
          mode: { type: 'polling', token: new Secret(telegram.token) },
          apiRoot: telegram.url,
          proxy: undefined,
          // Its people are made up: a real bot with the same database must not meet them.
          database: { type: 'sqlite', file: ':memory:' },
        },
        {
          logger,
          clock,
          register: both(
            pageRoutes({
              telegram,
              scenes,
              host: settings.host,
              clock,
              walk: createDueWalk(clock, () => app),
              nextDue: async () => (await app?.digests())?.next,
            }),
            more,
          ),
          // Editors try things out here: nobody has read what they change.
          publishRule: 'drafts',
          showsDrafts: true,
          ...(loaded ? { loaded } : {}),
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

function both(page: FastifyPluginAsync, more: FastifyPluginAsync | undefined): FastifyPluginAsync {
  if (more === undefined) return page;
  return async (app) => {
    await app.register(page);
    await app.register(more);
  };
}

/** @throws UserError where one is not installed. */
function requirePackages(names: readonly string[]): void {
  const missing = names.filter((name) => !isInstalled(name));
  if (missing.length === 0) return;
  throw new UserError(
    `BOT_TOKEN: is not set, and the preview needs development dependencies that are not installed (${missing.join(', ')}); ` +
      'set BOT_TOKEN, or run `npm ci`',
  );
}
