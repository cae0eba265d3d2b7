// The editors' desk and the preview on one server; the desk alone while the content has mistakes that keep the preview from starting.

import { mkdir } from 'node:fs/promises';
import { systemClock } from '../clock.ts';
import { loadWithDrafts } from '../content/load.ts';
import { ContentError } from '../errors.ts';
import { type Watch, watchContent } from '../live/watch.ts';
import { createLocales } from '../locales/locale.ts';
import { createHttp, type HttpServer } from '../ops/http.ts';
import type { Logger } from '../ops/log.ts';
import type { Settings } from '../ops/settings.ts';
import { createPreview, type Preview } from '../preview/preview.ts';
import { serveEmoji } from '../preview/server/own-page.ts';
import { type DeskWorks, deskRoutes } from './server/desk-server.ts';
import { createOpenDesks } from './server/open-desks.ts';
import { createRoundChecks } from './server/round-checks.ts';
import { RoundFiles } from './server/round-files.ts';

export interface Desk {
  /**
   * Resolves with the server's address; the desk's page is `/desk` there.
   * @throws UserError where it cannot listen, or development dependencies are not installed
   */
  start(): Promise<{ readonly url: string; readonly hasPreview: boolean }>;
  stop(): Promise<void>;
  readonly ended: Promise<void>;
}

const LOOPBACK = /^(?:127(?:\.\d+){3}|::1|localhost)$/;

export function createDesk(given: Settings, logger: Logger): Desk {
  // There is no login: nobody else may reach it, whatever HOST says for the bot.
  const host = LOOPBACK.test(given.host) ? given.host : '127.0.0.1';
  const settings: Settings = { ...given, host, mode: { type: 'preview' } };
  const { contentDir: folder, contentArchive: archive } = settings;
  const ended = Promise.withResolvers<void>();
  let preview: Preview | undefined;
  let alone: HttpServer | undefined;
  let watch: Watch | undefined;
  let isTrying = false;
  let isStopped = false;

  // The desk itself shows what is wrong in drafts, after each letter: the log need not.
  const quiet = logger.isLevelEnabled('warn') ? logger.child({}, { level: 'error' }) : logger;

  const works: DeskWorks = {
    folder,
    archive,
    host,
    rounds: new RoundFiles(folder),
    checks: createRoundChecks(folder, archive, Date.now),
    desks: createOpenDesks(),
    locales: createLocales(),
    hasPreview: () => preview !== undefined,
  };

  /** @throws ContentError where the content has mistakes */
  async function startPreview(port: number): Promise<string> {
    const started = createPreview({ ...settings, port }, quiet, { register: deskRoutes(works) });
    started.ended.catch(() => {});
    try {
      const { url } = await started.start();
      preview = started;
      started.ended.then(ended.resolve, ended.reject);
      return url;
    } catch (error) {
      await started.stop();
      throw error;
    }
  }

  async function startAlone(): Promise<string> {
    alone = createHttp({
      logger,
      host,
      port: settings.port,
      ready: () => ({ ready: true }),
      register: async (app) => {
        serveEmoji(app);
        await app.register(deskRoutes(works));
      },
    });
    return (await alone.start()).url;
  }

  /** Once the content is right, the preview takes over at the same address. */
  async function goOver(url: string): Promise<void> {
    if (alone === undefined || isTrying || isStopped) return;
    isTrying = true;
    try {
      if ((await loadWithDrafts(folder, archive)).catalogue === undefined) return;
      const own = alone;
      alone = undefined;
      await own.stop();
      await startPreview(Number(new URL(url).port));
    } catch (error) {
      logger.warn({ err: error }, 'the preview cannot start yet; the desk goes on without it');
      if (!isStopped && preview === undefined) await startAlone();
    } finally {
      isTrying = false;
    }
  }

  return {
    ended: ended.promise,
    async start() {
      if (archive !== undefined) await mkdir(archive, { recursive: true });
      await works.rounds.tidy(systemClock.now());
      let url: string;
      try {
        url = await startPreview(settings.port);
      } catch (error) {
        if (!(error instanceof ContentError)) throw error;
        url = await startAlone();
      }
      watch = watchContent({
        folder,
        clock: systemClock,
        onChange: () => {
          works.desks.tellChanged();
          void goOver(url);
        },
        onTrouble: (error) =>
          logger.warn({ err: error }, 'changes by hand may go unnoticed; reload the page'),
      });
      return { url, hasPreview: preview !== undefined };
    },
    async stop() {
      isStopped = true;
      await watch?.stop();
      await alone?.stop();
      await preview?.stop();
      ended.resolve();
    },
  };
}
