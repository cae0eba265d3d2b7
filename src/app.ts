// The composition root: settings → everything wired, started and stopped in order.

import type { FastifyPluginAsync } from 'fastify';
import type { UserFromGetMe } from './bot/bot.ts';
import type { OpenBot } from './bot/open.ts';
import type { Services } from './bot/request.ts';
import { type Clock, sleep, systemClock, within } from './clock.ts';
import { createGateway, type Gateway } from './delivery/gateway.ts';
import { createTransport, type Transport } from './delivery/telegram.ts';
import { UserError } from './errors.ts';
import { createIncoming, type Incoming, type SharedIntake } from './incoming/incoming.ts';
import type { PollingTurn } from './incoming/polling.ts';
import { UNAUTHORISED } from './incoming/setup.ts';
import type { Desks } from './live/live.ts';
import type { HttpServer, Readiness } from './ops/http.ts';
import type { Logger } from './ops/log.ts';
import type { Metrics } from './ops/metrics.ts';
import { readinessOf } from './ops/readiness.ts';
import type { Mode, Settings } from './ops/settings.ts';
import type { RunningServices } from './services.ts';
import type { PublishRule } from './store/ledger.ts';

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
  /** The folder of the languages' .ftl files; the one of the sources when absent. */
  readonly locales?: URL;
  /** What published points may do; `recorded` when absent. */
  readonly publishRule?: PublishRule;
  /** PostgreSQL: a process counts as dead after so long without a sign of life, ms; see delivery/queue-boss.ts. */
  readonly silence?: number;
}

export interface App {
  /**
   * Resolves when updates are being taken.
   * @throws UserError for content, settings or a token that cannot be used.
   */
  start(): Promise<{ readonly url: string; readonly botName: string }>;
  /** Plans the digests that are due now, without waiting for the minute: for clocks that are moved by hand. */
  tick(): Promise<void>;
  /** Stops intake, answers what was taken, closes everything; within 10 s. */
  stop(): Promise<void>;
  /** Rejects with UserError when the bot cannot go on; never resolves before `stop`. */
  readonly ended: Promise<void>;
}

/** Time for answers in flight at a stop, ms; 10 s are promised for all of it (design §7). */
const DRAIN_MS = 5_000;
/** For digests to be recorded, and for the database to say goodbye, ms: one that is silent would take half a minute. */
const DIGESTS_MS = 5_500;
const CLOSE_MS = 1_000;
/** For the first calls to leave before loading code keeps the process busy for longer than that, ms. */
const HEAD_START_MS = 20;

export function createApp(settings: LiveSettings, surroundings: Surroundings): App {
  return new RunningApp(settings, surroundings);
}

class RunningApp implements App {
  readonly ended: Promise<void>;
  readonly #settings: LiveSettings;
  readonly #log: Logger;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #register: FastifyPluginAsync | undefined;
  readonly #locales: URL | undefined;
  readonly #publishRule: PublishRule | undefined;
  readonly #silence: number | undefined;
  readonly #transport: Transport;
  readonly #gateway: Gateway;
  readonly #incoming: Incoming;
  readonly #stopping = new AbortController();
  readonly #end: { resolve: () => void; reject: (error: unknown) => void };
  /** On PostgreSQL, whose turn it is to poll is known once the store is open. */
  readonly #turn = Promise.withResolvers<PollingTurn>();
  #http: HttpServer | undefined;
  /** Loaded with the HTTP server: nothing is worth counting before. */
  #metrics: Metrics | undefined;
  #services: RunningServices | undefined;
  #desks: Desks | undefined;
  #stopped: Promise<void> | undefined;

  constructor(
    settings: LiveSettings,
    {
      logger,
      clock = systemClock,
      random = Math.random,
      register,
      locales,
      publishRule,
      silence,
    }: Surroundings,
  ) {
    this.#settings = settings;
    this.#log = logger;
    this.#clock = clock;
    this.#random = random;
    this.#register = register;
    this.#locales = locales;
    this.#publishRule = publishRule;
    this.#silence = silence;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#end = { resolve, reject };
    this.ended = promise;
    // Whoever starts the app decides when to look; until then a rejection is not "unhandled".
    promise.catch(() => {});
    this.#transport = createTransport({ apiRoot: settings.apiRoot, token: settings.mode.token });
    this.#gateway = createGateway({
      transport: this.#transport,
      clock,
      random,
      log: logger,
      messagesPerSecond: settings.messagesPerSecond,
      onGone: (chat, why) => this.#services?.onGone(chat, why),
      onMigrated: (from, to) => this.#services?.onMigrated(from, to),
      onUnauthorised: () => this.#end.reject(new UserError(UNAUTHORISED)),
      onOutcome: (outcome, priority, ms) => this.#metrics?.send(outcome, priority, ms),
      onFlood: (chat, ms, allMs) => {
        this.#metrics?.flood(allMs === undefined ? 'chat' : 'all');
        this.#services?.onFlood(chat, ms, allMs);
      },
    });
    this.#incoming = createIncoming({
      ...{ mode: settings.mode, gateway: this.#gateway, clock, random, log: logger },
      onUpdate: (type, outcome, ms) => this.#metrics?.update(type, outcome, ms),
      onEnd: (error) => this.#end.reject(error),
      ...(settings.database.type === 'postgres' ? { turn: this.#turn.promise } : {}),
    });
  }

  async start(): Promise<{ readonly url: string; readonly botName: string }> {
    try {
      // Together: Telegram is asked while the rest of the code is loaded and the content is read. Until there is
      // somebody to handle them, updates wait unconfirmed.
      const introduced = this.#incoming.start();
      await Promise.race([introduced, sleep(this.#clock, HEAD_START_MS)]);
      const [me, desksFor, url] = await Promise.all([introduced, this.#openDesks(), this.#serve()]);
      this.#goOn();
      const desks = desksFor(me.username);
      this.#desks = desks;
      const bot = await this.#openBot(me, desks);
      this.#incoming.handleWith(bot.handle, this.#sharedIntake(bot));
      await this.#services?.start(me.username);
      desks.watch(bot);
      this.#log.info({ bot: me.username, talks: desks.now().catalogue.talks.length, url }, 'ready');
      return { url, botName: me.username };
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** @throws UserError where somebody stopped the app while it was starting. */
  #goOn(): void {
    if (this.#stopping.signal.aborted) throw new UserError('Stopped while starting.');
  }

  async tick(): Promise<void> {
    await this.#services?.tick();
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    this.#stopping.abort();
    await this.#incoming.stop();
    await this.#desks?.stop();
    const digests = within(this.#clock, DIGESTS_MS, Promise.resolve(this.#services?.stop()));
    await Promise.all([digests, this.#gateway.drain(DRAIN_MS)]);
    await this.#incoming.confirm();
    await this.#http?.stop();
    await within(this.#clock, CLOSE_MS, Promise.resolve(this.#services?.close()));
    await this.#transport.close();
    this.#end.resolve();
  }

  async #openDesks(): Promise<(botName: string) => Desks> {
    const { openDesks } = await import('./live/live.ts');
    return openDesks({
      ...{ folder: this.#settings.contentDir, clock: this.#clock, log: this.#log },
      connect: (reload) => this.#openServices(reload),
    });
  }

  async #openServices(reload: Services['reload']): Promise<RunningServices> {
    const { openServices } = await import('./services.ts');
    const services = await openServices({
      ...{ settings: this.#settings, reload, gateway: this.#gateway },
      ...{ clock: this.#clock, random: this.#random, logger: this.#log, silence: this.#silence },
      ...(this.#locales ? { localesFolder: this.#locales } : {}),
      ...(this.#publishRule ? { publishRule: this.#publishRule } : {}),
      onPlanned: (report) => this.#metrics?.planned(report),
      onDropped: () => this.#metrics?.dropped(),
    });
    if (this.#stopping.signal.aborted) await services.close();
    this.#services = services;
    if (services.processes) this.#turn.resolve(services.processes.polling);
    return services;
  }

  async #serve(): Promise<string> {
    const [{ createHttp }, { createMetrics }] = await Promise.all([
      import('./ops/http.ts'),
      import('./ops/metrics.ts'),
    ]);
    this.#goOn();
    const metrics = createMetrics({
      clock: this.#clock,
      source: () => this.#services?.health,
      sends: () => this.#gateway.pending,
      silence: () => this.#incoming.silence(),
    });
    this.#metrics = metrics;
    const { host, port } = this.#settings;
    this.#http = createHttp({
      logger: this.#log,
      host,
      port,
      ready: () => this.#readiness(),
      metrics: () => metrics.expose(),
      onRequest: (route, status, ms) => metrics.request(route, status, ms),
      ...(this.#incoming.webhook ? { webhook: this.#incoming.webhook } : {}),
      ...(this.#register ? { register: this.#register } : {}),
    });
    const { url } = await this.#http.start();
    return url;
  }

  async #openBot(me: UserFromGetMe, desks: Desks): Promise<OpenBot> {
    const [{ openBot }, { sharedMembers }] = await Promise.all([
      import('./bot/open.ts'),
      import('./bot/shared-memory.ts'),
    ]);
    const processes = this.#services?.processes;
    return openBot({
      ...{ gateway: this.#gateway, me, desk: () => desks.now(), clock: this.#clock, log: this.#log },
      onInline: (outcome) => this.#metrics?.inline(outcome),
      ...(processes ? { others: sharedMembers(processes) } : {}),
    });
  }

  /** Where Telegram posts to any of several processes. */
  #sharedIntake({ chatChangedBy }: OpenBot): SharedIntake | undefined {
    const arrivals = this.#services?.processes?.arrivals;
    if (!arrivals || this.#settings.mode.type !== 'webhook') return undefined;
    return { arrivals, changes: chatChangedBy };
  }

  async #readiness(): Promise<Readiness> {
    if (!this.#incoming.isOpen) return { ready: false, reason: 'Telegram has not answered yet.' };
    const standing = await this.#services?.health.standing();
    return readinessOf({
      telegram: this.#incoming.silence(),
      database: standing?.silence ?? 0,
      overdue: standing?.overdue ?? 0,
    });
  }
}
