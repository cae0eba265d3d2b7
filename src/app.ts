// The composition root: settings → everything wired and started, in the order that it reads; stopped the other way round.

import type { FastifyPluginAsync } from 'fastify';
import type { Bot } from './bot/bot.ts';
import type { Painter } from './bot/painter.ts';
import { type Clock, sleep, systemClock } from './clock.ts';
import { type Cluster, noCluster } from './cluster/cluster.ts';
import { createGateway, type Gateway } from './delivery/gateway.ts';
import { createTransport } from './delivery/telegram.ts';
import type { RunningDigests } from './digests/running.ts';
import { UserError } from './errors.ts';
import { createIncoming } from './incoming/incoming.ts';
import { checkToken } from './incoming/setup.ts';
import type { Live, LoadedContent } from './live/live.ts';
import type { HttpServer, Readiness } from './ops/http.ts';
import type { Logger } from './ops/log.ts';
import type { ContentFigures, FiguresSource, Metrics } from './ops/metrics.ts';
import { readinessOf } from './ops/readiness.ts';
import { databaseOf, type Mode, type Settings } from './ops/settings.ts';
import type { Store } from './store/database.ts';
import type { StoreHealth } from './store/health.ts';
import type { PublishRule } from './store/ledger.ts';
import type { StoreStats } from './store/stats.ts';
import type { ZoneId } from './store/types.ts';

/** Settings of a bot that talks to a Telegram, real or local. */
export type LiveSettings = Settings & { readonly mode: Exclude<Mode, { type: 'preview' }> };

export interface Surroundings {
  readonly logger: Logger;
  /** The machine's clock when absent. */
  readonly clock?: Clock;
  /** 0 ≤ x < 1; `Math.random` when absent. */
  readonly random?: () => number;
  /** Further HTTP routes: the preview's page. */
  readonly register?: FastifyPluginAsync;
  /** Draws pictures; a thread of its own when absent. */
  readonly painter?: Painter;
  /** The folder of the languages' .ftl files; the one of the sources when absent. */
  readonly locales?: URL;
  /** What published points may do; `recorded` when absent. */
  readonly publishRule?: PublishRule;
  /** The content at the start, where somebody has read it already; read from the folder of the settings when absent. */
  readonly loaded?: LoadedContent;
  /** Shows drafts, and rounds that wait for their time; false when absent. */
  readonly showsDrafts?: boolean;
  /** PostgreSQL: how long a process may be silent before the others count it as dead, ms. */
  readonly silence?: number;
}

export interface App {
  /**
   * Resolves when updates are being taken.
   * @throws UserError for content, settings or a token that cannot be used
   */
  start(): Promise<{ readonly url: string; readonly botName: string }>;
  /** Plans the digests that are due now, without waiting for the minute: for clocks that are moved by hand. */
  tick(): Promise<void>;
  /** How digests stand: for clocks that are moved by hand. */
  digests(): Promise<DigestsStanding>;
  /** Stops taking updates, answers those taken, records what is in flight, closes everything; within 10 s. */
  stop(): Promise<void>;
  /** Rejects with UserError when the bot cannot go on, after it has stopped; resolves after `stop`. */
  readonly ended: Promise<void>;
}

export interface DigestsStanding extends Pick<StoreStats, 'subscriptions' | 'deliveries'> {
  /** When the next one is due, epoch ms; `undefined` where none is. */
  readonly next: number | undefined;
}

/** For the first calls to leave before loading code keeps the process busy for longer than that, ms. */
const HEAD_START_MS = 20;
/** For replies and digests in flight to go out at a stop, ms; recording them takes a little longer. */
const DRAIN_MS = 4_000;

/** What a stop has to close, and how long each step may take, ms: together less than the 10 s of design §7. */
interface Step {
  readonly name: string;
  readonly ms: number;
  readonly close: () => unknown;
}

export function createApp(settings: LiveSettings, surroundings: Surroundings): App {
  const {
    logger: log,
    clock = systemClock,
    random = Math.random,
    register,
    locales: localesFolder,
  } = surroundings;
  const { silence, publishRule, showsDrafts = false } = surroundings;
  const { mode, messagesPerSecond, paidBroadcast, adminIds } = settings;
  const timeZone = settings.timeZone as ZoneId;
  const databaseUrl = databaseOf(settings);
  const stopping = new AbortController();
  const ended = Promise.withResolvers<void>();
  // The app may be started before anybody waits for its end; until then a rejection is not "unhandled".
  ended.promise.catch(() => {});
  let stopped: Promise<void> | undefined;
  let isCheckingToken = false;
  /** Why the bot cannot go on. */
  let fatal: { readonly error: unknown } | undefined;

  // Each is there once `start` has come to it.
  let metrics: Metrics | undefined;
  let http: HttpServer | undefined;
  let store: Store | undefined;
  let health: StoreHealth | undefined;
  let cluster: Cluster = noCluster;
  let chats: Pick<Parameters<typeof createGateway>[0], 'onGone' | 'onMigrated'> | undefined;
  let live: Live | undefined;
  let digests: RunningDigests | undefined;
  let bot: Bot | undefined;
  let painter: Painter | undefined;

  const transport = createTransport({ apiRoot: settings.apiRoot, token: mode.token, proxy: settings.proxy });
  const gateway: Gateway = createGateway({
    transport,
    clock,
    random,
    log,
    messagesPerSecond,
    onGone: (chat, why) => chats?.onGone?.(chat, why),
    onMigrated: (from, to) => chats?.onMigrated?.(from, to),
    onUnauthorised: () => void askWhetherTokenIsGood(),
    onOutcome: (outcome, priority, ms) => metrics?.send(outcome, priority, ms),
    onFlood: (chat, ms, allMs) => {
      metrics?.flood(allMs === undefined ? 'chat' : 'all');
      cluster.onFlood(chat, ms, allMs);
    },
  });
  const joined = Promise.withResolvers<Cluster>();
  const incoming = createIncoming({
    mode,
    gateway,
    clock,
    random,
    log,
    lease: joined.promise.then(({ polling }) => polling),
    onUpdate: (kind, outcome, ms) => metrics?.update(kind, outcome, ms),
    onEnd: fail,
  });

  async function start(): Promise<{ readonly url: string; readonly botName: string }> {
    if (settings.proxy) {
      const { url: address, variable } = settings.proxy;
      log.info({ proxy: new URL(address.reveal()).host, variable }, 'Telegram is reached through a proxy');
    }
    if (settings.database.type === 'sqlite') joined.resolve(noCluster);

    // Telegram is asked while the rest of the code is loaded, the content is read and the store is opened. Until there
    // is somebody to handle them, updates wait unconfirmed.
    const introduced = incoming.introduce();
    await Promise.race([introduced, sleep(clock, HEAD_START_MS)]);
    const [me, loaded, opened, url] = await Promise.all([introduced, load(), open(), serve()]);

    const { joinCluster } = await import('./cluster/join-cluster.ts');
    cluster = await joinCluster({ url: databaseUrl, gateway, clock, messagesPerSecond, silence, log });
    joined.resolve(cluster);

    const { choices, questions, locales, render } = await memoryOver(opened, cluster);
    const [
      { createDigests },
      { createRunningDigests },
      { goLive },
      { showProgress },
      { createUnreachableChats },
      { createPainter },
      { createPicturesOf },
    ] = await Promise.all([
      import('./digests/digests.ts'),
      import('./digests/running.ts'),
      import('./live/live.ts'),
      import('./bot/operators/broadcast-panel.ts'),
      import('./bot/unreachable-chats.ts'),
      import('./bot/painter.ts'),
      import('./messages/pictures/pictures.ts'),
    ]);
    chats = createUnreachableChats(opened, choices, log);

    const published = createDigests({
      store: opened,
      clock,
      sends: settings.digests,
      render,
      ...(publishRule ? { rule: publishRule } : {}),
    });
    live = await goLive({
      loaded,
      clock,
      log,
      async publish(catalogue) {
        const { added, changed, removed } = await published.publish(catalogue);
        if (added + changed + removed > 0) log.info({ added, changed, removed }, 'content published');
        digests?.published();
      },
    });

    const drawing = surroundings.painter ?? createPainter(clock);
    painter = drawing;
    const picturesOf = createPicturesOf({
      paint: (picture) => drawing.paint(picture),
      botName: () => me.username,
    });

    digests = createRunningDigests({
      store: opened,
      digests: published,
      gateway,
      cluster,
      locales,
      choices,
      clock,
      random,
      log,
      messagesPerSecond,
      paidBroadcast,
      timeZone,
      botName: me.username,
      picturesOf,
      showProgress: showProgress({ adminIds, choices, locales }),
      onPlanned: (report) => metrics?.planned(report),
      onDropped: () => metrics?.dropped(),
      onCopy: (outcome) => metrics?.copy(outcome),
      onPaused: (chat) => bot?.paused(chat),
    });
    digests.published();
    const { createHealth } = await import('./store/health.ts');
    health = createHealth({
      store: opened,
      clock,
      digests: settings.digests,
      isNewest: () => published.isNewest,
    });

    const { createBot } = await import('./bot/bot.ts');
    bot = createBot({
      gateway,
      me,
      live,
      digests: published,
      cluster,
      clock,
      log,
      onInline: (outcome) => metrics?.inline(outcome),
      lasting: {
        store: opened,
        choices,
        questions,
        planner: published.planner,
        locales,
        clock,
        picturesOf,
        log,
        timeZone,
        adminIds,
        broadcaster: settings.digests ? digests.broadcaster : undefined,
      },
    });
    goOn();

    incoming.handleWith(bot.handle, cluster.arrivals, bot.chatChangedBy);
    if (settings.digests) await digests.start();
    live.watch(bot.audience);
    log.info(
      {
        bot: `https://t.me/${me.username}`,
        updates: mode.type,
        talks: live.catalogue.talks.length,
        url,
      },
      'ready',
    );
    return { url, botName: me.username };
  }

  async function load(): Promise<LoadedContent> {
    if (surroundings.loaded) return surroundings.loaded;
    const { loadLive } = await import('./live/live.ts');
    return loadLive({
      folder: settings.contentDir,
      archive: settings.contentArchive,
      now: clock.now,
      showsDrafts,
    });
  }

  async function open(): Promise<Store> {
    const { openStore } = await import('./store/database.ts');
    store = await openStore(databaseUrl, {
      now: clock.now,
      after: clock.after,
      log,
      ...(silence === undefined ? {} : { silence }),
    });
    goOn();
    return store;
  }

  async function serve(): Promise<string> {
    const [{ createHttp }, { createMetrics }] = await Promise.all([
      import('./ops/http.ts'),
      import('./ops/metrics.ts'),
    ]);
    goOn();
    const counted = createMetrics({
      clock,
      source: figures,
      sends: () => gateway.pending,
      silence: () => incoming.silence(),
    });
    metrics = counted;
    http = createHttp({
      logger: log,
      host: settings.host,
      port: settings.port,
      ready: readiness,
      now: clock.monotonic,
      metrics: () => counted.expose(),
      onRequest: (route, status, ms) => counted.request(route, status, ms),
      ...(incoming.webhook ? { webhook: incoming.webhook } : {}),
      ...(register ? { register } : {}),
    });
    const { url } = await http.start();
    return url;
  }

  /** What is remembered of chats, and the words for them. */
  async function memoryOver(opened: Store, others: Cluster) {
    const [
      { createChoices },
      { createQuestions },
      { shareChoices, shareQuestions },
      { createLocales },
      { render },
    ] = await Promise.all([
      import('./bot/choices.ts'),
      import('./bot/questions.ts'),
      import('./bot/shared-memory.ts'),
      import('./locales/locale.ts'),
      import('./messages/render.ts'),
    ]);
    const locales = createLocales(localesFolder);
    return {
      choices: shareChoices(createChoices(opened.chats, clock), others),
      questions: shareQuestions(createQuestions(), others),
      locales,
      render: (summary: Parameters<typeof render>[0], language: string | null) =>
        render(summary, locales.pick(language ?? undefined)),
    };
  }

  function figures(): FiguresSource | undefined {
    const inForce = live;
    return health && inForce && { ...health, contentFigures: () => figuresOf(inForce) };
  }

  async function readiness(): Promise<Readiness> {
    if (!incoming.isOpen) return { ready: false, reason: 'Telegram has not answered yet.' };
    const standing = await health?.check();
    return readinessOf({
      telegram: incoming.silence(),
      database: standing?.silence ?? 0,
      problem: standing?.problem,
      overdue: standing?.overdue ?? 0,
      waiting: gateway.pending,
    });
  }

  /** @throws UserError where somebody stopped the app while it was starting */
  function goOn(): void {
    if (stopping.signal.aborted) throw new UserError('Stopped while starting.');
  }

  /** One 401 is no reason to stop. Asked once at a time. */
  async function askWhetherTokenIsGood(): Promise<void> {
    if (isCheckingToken || stopping.signal.aborted) return;
    isCheckingToken = true;
    const refusal = await checkToken((method, payload) => gateway.call(method, payload), clock);
    isCheckingToken = false;
    if (refusal) fail(refusal);
    else log.warn({}, 'Telegram refused a call with 401, and accepts the token all the same; going on');
  }

  /** The bot cannot go on: it stops like at any other end, and then says why. */
  function fail(error: unknown): void {
    fatal ??= { error };
    void stop();
  }

  function stop(): Promise<void> {
    stopped ??= closeAll();
    return stopped;
  }

  async function closeAll(): Promise<void> {
    stopping.abort();
    const steps: readonly Step[] = [
      { name: 'updates', ms: 1_600, close: () => incoming.stop() },
      { name: 'content', ms: 200, close: () => live?.stop() },
      {
        name: 'replies and digests',
        ms: DRAIN_MS + 500,
        close: () => Promise.all([digests?.stop(), gateway.drain(DRAIN_MS)]),
      },
      { name: 'pictures', ms: 200, close: () => painter?.close() },
      { name: 'confirmation', ms: 1_100, close: () => incoming.confirm() },
      { name: 'HTTP', ms: 1_000, close: () => http?.stop() },
      { name: 'other processes', ms: 200, close: () => cluster.close() },
      { name: 'database', ms: 500, close: () => store?.close() },
      { name: 'connections', ms: 200, close: () => transport.close() },
    ];
    for (const step of steps) await closeInTime(step);
    if (fatal) ended.reject(fatal.error);
    else ended.resolve();
  }

  /** A step that fails or hangs never keeps the next one from closing. */
  async function closeInTime({ name, ms, close }: Step): Promise<void> {
    const late = new AbortController();
    try {
      const closing = Promise.resolve(close()).then(() => 'closed' as const);
      const waited = sleep(clock, ms, late.signal).then(() => 'late' as const);
      if ((await Promise.race([closing, waited])) === 'late')
        log.warn({ step: name, ms }, 'a step of the stop is not done in time; going on');
    } catch (error) {
      log.error({ err: error, step: name }, 'a step of the stop failed; going on');
    } finally {
      late.abort();
    }
  }

  return {
    ended: ended.promise,
    async start() {
      try {
        return await start();
      } catch (error) {
        await stop();
        throw fatal ? fatal.error : error;
      }
    },
    async tick() {
      if (settings.digests) await digests?.tick();
    },
    async digests() {
      if (!store) throw new Error('the app has not been started');
      const [next, stats] = await Promise.all([store.planning.earliestDue(), store.stats(0)]);
      return { ...stats, next };
    },
    stop,
  };
}

function figuresOf({ catalogue, isRefused }: Live): ContentFigures {
  const { version, talks, topics } = catalogue;
  const points = talks.reduce((sum, talk) => sum + talk.points.length, 0);
  return { version, talks: talks.length, topics: topics.length, points, isRefused };
}
