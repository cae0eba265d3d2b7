// What outlives a content version, put together: the store, digests, the plan and the worker that sends them.
// Loaded by app.ts while Telegram is being asked for updates.

import { showProgress } from './bot/broadcast-panel.ts';
import type { Services } from './bot/request.ts';
import type { Clock } from './clock.ts';
import type { Catalogue } from './content/catalogue.ts';
import { createBroadcaster } from './delivery/broadcaster.ts';
import { createKindOf } from './delivery/chat-kinds.ts';
import type { Gateway } from './delivery/gateway.ts';
import type { GoneReason } from './delivery/outcome.ts';
import { storeQueue } from './delivery/queue.ts';
import { bossJobs } from './delivery/queue-boss.ts';
import { isSilenced } from './delivery/verdict.ts';
import { createWorker } from './delivery/worker.ts';
import { createMemory } from './desk.ts';
import { createPlan, type PlanReport } from './digests/plan.ts';
import { isQuiet } from './digests/quiet.ts';
import { createDigests } from './digests/subscriber.ts';
import { createTicker } from './digests/tick.ts';
import { isKnownZone } from './digests/zones.ts';
import { createHealth, type Health } from './health.ts';
import { createLocales, type Locale } from './locales/locale.ts';
import { startLink } from './messages/bot-links.ts';
import { createDigestKeyboards } from './messages/digest-keyboards.ts';
import { render } from './messages/render.ts';
import { encodeStartPayload } from './messages/start-payloads.ts';
import { createNewest } from './newest.ts';
import type { Logger } from './ops/log.ts';
import type { Settings } from './ops/settings.ts';
import { joinProcesses, type Processes } from './processes.ts';
import { shareMemory } from './shared-memory.ts';
import { openStore } from './store/database.ts';
import { type ChatId, NO_THREAD, type QuietHours, type Subscription, type ZoneId } from './store/types.ts';

export interface ServicesOptions {
  readonly settings: Settings;
  readonly gateway: Gateway;
  readonly clock: Clock;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  /** PostgreSQL: a process counts as dead after so long without a sign of life, ms. */
  readonly silence?: number | undefined;
  readonly logger: Logger;
  readonly reload: Services['reload'];
  /** The folder of the languages' .ftl files; the one of the sources unless told otherwise. */
  readonly localesFolder?: URL;
  /** What came due; what waited until it was too late. For figures. */
  readonly onPlanned?: (report: PlanReport) => void;
  readonly onDropped?: () => void;
}

export interface RunningServices extends Services {
  /**
   * Puts a content version in force for digests: its new points are news. Gives what its handlers work with.
   * Called before anything else.
   */
  publish(catalogue: Catalogue): Promise<Services>;
  /** Begins to plan and send digests, unless DIGESTS is off; to channels with a link to the bot of that name. */
  start(botName: string): Promise<void>;
  /** Plans what is due now, without waiting for the minute. */
  tick(): Promise<void>;
  /** No more digests; resolves when those in flight are recorded. The gateway must be drained meanwhile. */
  stop(): Promise<void>;
  /** After everything else has stopped. */
  close(): Promise<void>;
  onGone(chat: number, why: GoneReason): void;
  onMigrated(from: number, to: number): void;
  /** Telegram asked a chat, or with it all of them, to wait for so many ms. */
  onFlood(chat: number, ms: number, allMs: number | undefined): void;
  readonly health: Health;
  /** Absent where there is one process. */
  readonly processes: Processes | undefined;
}

/** Who polls counts as gone in so much shorter a time than who sends: people wait. */
const LEASES = 3;
/** Finished deliveries are kept for `npm run digests -- why` and /mydata, ms. */
const KEPT_FOR = 30 * 86_400_000;
/** Old deliveries are looked for no more often, ms. */
const PURGE_EVERY = 3_600_000;

/** Opens the store and brings it up to date. @throws UserError when it cannot be opened */
export async function openServices(options: ServicesOptions): Promise<RunningServices> {
  const { settings, gateway, clock, random, silence, logger, reload } = options;
  const { database } = settings;
  const url = database.type === 'sqlite' ? database.file : database.url.reveal();
  const jobs = bossJobs({ log: logger, ...(silence === undefined ? {} : { silence }) });
  const store = await openStore(url, { now: clock.now, jobs, logger });
  const processes = await joinProcesses({
    ...{ store, gateway, clock, log: logger, messagesPerSecond: settings.messagesPerSecond },
    leaseMs: silence === undefined ? undefined : silence / LEASES,
  });
  const digests = createDigests({
    store,
    clock,
    sends: settings.digests,
    render: (summary, language) => render(summary, localeOf(language)),
  });
  const locales = createLocales(options.localesFolder);
  const memory = shareMemory(createMemory({ store, clock }), processes);
  const { choices } = memory;
  let botName = '';
  const keyboards = createDigestKeyboards(() => startLink(botName, encodeStartPayload({ type: 'start' })));
  const kindOf = createKindOf(gateway, store.chats);
  const queue = storeQueue(store.deliveries, clock);
  const newest = createNewest({
    ...{ digests, processes, log: logger },
    onNewest: () => worker.wake(),
  });
  const worker = createWorker({
    queue: newest.queue(queue),
    gateway,
    async contentOf(taken) {
      if (taken.type === 'broadcast') return { type: 'digest', htmls: [taken.html], rotated: false };
      if (!newest.canTell(taken.delivery.toSequence)) return { type: 'later' };
      const chatType = await kindOf(taken.chatId, taken.chatType);
      const made = digests.contentOf({ ...taken, chatType });
      if (made.type === 'digest') {
        const place = chatType === 'channel' ? 'channel' : 'chat';
        return { ...made, markup: keyboards(localeOf(taken.language), place) };
      }
      if (made.reason === 'late') options.onDropped?.();
      return made;
    },
    isQuiet: ({ quietHours, chatZone }) => isQuietNow(quietHours, chatZone),
    onPaused: (chat, reason) => {
      choices.forget(chat);
      logger.info({ chat, reason }, 'a digest is paused');
    },
    ...{ clock, random, log: logger },
    ...{ messagesPerSecond: settings.messagesPerSecond, paidBroadcast: settings.paidBroadcast },
  });
  const broadcaster = createBroadcaster({
    ...{ broadcasts: store.broadcasts, gateway, clock, log: logger },
    messagesPerSecond: settings.messagesPerSecond,
    onQueued: () => worker.wake(),
    show: showProgress({ adminIds: settings.adminIds, choices, locales }),
  });
  const stopping = new AbortController();
  const plan = createPlan({
    planning: store.planning,
    planner: digests.planner,
    edition: () => digests.edition,
    onQueued: () => worker.wake(),
    onZoneLost: tellZoneLost,
    ...{ clock, log: logger },
  });
  const ticker = createTicker(async () => {
    await newest.look();
    // What is due is told by those who have the newest content.
    if (digests.isNewest) options.onPlanned?.(await plan(stopping.signal));
    // Retries may have fallen due, and the clock may have been set.
    worker.wake();
    await purge();
  }, logger);
  let purgedAt = Number.NEGATIVE_INFINITY;

  function localeOf(language: string | null): Locale {
    return locales.pick(language ?? undefined);
  }

  function isQuietNow(hours: QuietHours | null, zone: ZoneId | null): boolean {
    return isQuiet(hours, zone && isKnownZone(zone) ? zone : (settings.timeZone as ZoneId), clock.now());
  }

  async function tellZoneLost(subscription: Subscription, offset: ZoneId): Promise<void> {
    const { chatId, threadId, settings, state } = subscription;
    logger.warn({ chat: chatId, zone: settings.zone, offset }, 'a time zone is not known any more');
    if (state.status !== 'active') return;
    const schedule = { ...settings, zone: offset };
    await store.subscriptions.subscribe({ chatId, threadId }, schedule, digests.nextDue(schedule));
    const chosen = await choices.of(chatId);
    const locale = localeOf(chosen.language);
    const disable_notification = isQuietNow(chosen.quietHours, chosen.zone);
    const text = locale.text('digest-zone-lost', {
      zone: settings.zone,
      offset: offset.replace('UTC', '+00:00'),
    });
    const thread = threadId === NO_THREAD ? {} : { message_thread_id: threadId };
    const payload = { chat_id: chatId, ...thread, text, disable_notification };
    void gateway.send(chatId, 'sendMessage', payload, 'digest');
  }

  /** Nothing is stored of a group that chose nothing, its new id neither. */
  async function moveIfKnown(from: ChatId, to: ChatId): Promise<void> {
    if (await store.chats.get(from)) await store.moveChat(from, to);
    choices.forget(from);
    choices.forget(to);
  }

  async function purge(): Promise<void> {
    if (clock.monotonic() - purgedAt < PURGE_EVERY) return;
    purgedAt = clock.monotonic();
    while (!stopping.signal.aborted && (await store.deliveries.purge(clock.now() - KEPT_FOR)) > 0);
    await store.broadcasts.purge(clock.now() - KEPT_FOR);
  }

  function log(failed: string): (error: unknown) => void {
    return (error) => logger.error({ err: error }, failed);
  }

  const services: Services = {
    ...{ store, digests, clock, timeZone: settings.timeZone as ZoneId, adminIds: settings.adminIds },
    ...{ locales, reload, log: logger, ...memory },
    broadcaster: settings.digests ? broadcaster : undefined,
  };

  return {
    ...services,
    health: createHealth({
      ...{ store, clock, digests: settings.digests },
      isNewest: () => digests.isNewest,
      catalogue: () => digests.edition.catalogue,
    }),
    async publish(catalogue) {
      const { added, changed, removed } = await digests.publish(catalogue);
      if (added + changed + removed > 0) logger.info({ added, changed, removed }, 'content published');
      newest.published();
      return { ...services, digests: digests.pinned() };
    },
    async start(name) {
      botName = name;
      if (!settings.digests) return;
      await worker.start();
      ticker.start();
      broadcaster.start();
    },
    async tick() {
      if (settings.digests) await ticker.tick();
    },
    async stop() {
      stopping.abort();
      await Promise.all([ticker.stop(), broadcaster.stop(), worker.stop()]);
    },
    async close() {
      await processes?.close();
      await store.close();
    },
    processes,
    onFlood: (chat, ms, allMs) => processes?.onFlood(chat, ms, allMs),
    onGone(chat, why) {
      // Whoever has never opened the bot has nothing that could be closed; an imported digest is, by its record.
      if (why === 'never started') return;
      const silenced = isSilenced(why, chat);
      const stopped = silenced
        ? store.chats.silenced(chat as ChatId, why)
        : store.chats.gone(chat as ChatId, why);
      stopped.then((count) => {
        choices.forget(chat);
        if (count > 0)
          logger.info({ chat, why, count, silenced }, 'a chat cannot be reached: its digests stop');
      }, log('a chat that is gone could not be noted'));
    },
    onMigrated(from, to) {
      moveIfKnown(from as ChatId, to as ChatId).catch(log('a group’s new id could not be noted'));
    },
  };
}
