// What the bot sends without being asked: digests and broadcasts, from the minute's plan to the worker.

import type { Choices } from '../bot/choices.ts';
import { showProgress } from '../bot/operators/broadcast-panel.ts';
import type { Clock } from '../clock.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { followNewestVersion, type NewestVersion } from '../cluster/version.ts';
import { type Broadcaster, createBroadcaster } from '../delivery/broadcaster.ts';
import { createKindOf } from '../delivery/chat-kinds.ts';
import type { Gateway } from '../delivery/gateway.ts';
import { storeQueue } from '../delivery/queue.ts';
import { createWorker } from '../delivery/worker.ts';
import type { Locale, Locales } from '../locales/locale.ts';
import { startLink } from '../messages/bot-links.ts';
import { createDigestKeyboards } from '../messages/digest-keyboards.ts';
import { encodeStartPayload } from '../messages/start-payloads.ts';
import type { Logger } from '../ops/log.ts';
import type { Settings } from '../ops/settings.ts';
import type { Store } from '../store/database.ts';
import { NO_THREAD, type QuietHours, type Subscription, type ZoneId } from '../store/types.ts';
import type { Digests } from './digests.ts';
import { createPlan, type PlanReport } from './plan.ts';
import { isQuiet } from './quiet.ts';
import { createTicker } from './tick.ts';
import { isKnownZone } from './zones.ts';

export interface UnaskedOptions {
  readonly settings: Settings;
  readonly gateway: Gateway;
  readonly clock: Clock;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  readonly logger: Logger;
  /** What came due; what waited until it was too late. For figures. */
  readonly onPlanned?: (report: PlanReport) => void;
  readonly onDropped?: () => void;
  readonly store: Store;
  readonly digests: Digests;
  readonly cluster: Cluster;
  readonly locales: Locales;
  readonly choices: Choices;
}

export interface Unasked {
  readonly newest: NewestVersion;
  readonly broadcaster: Broadcaster;
  /** Begins to plan and send; to channels with a link to the bot of that name. */
  start(botName: string): Promise<void>;
  /** Plans what is due now, without waiting for the minute. */
  tick(): Promise<void>;
  /** Resolves when what is in flight is recorded. The gateway must be drained meanwhile. */
  stop(): Promise<void>;
}

/** Finished deliveries are kept for `npm run digests -- why` and /mydata, ms. */
const KEPT_FOR = 30 * 86_400_000;
/** Old deliveries are looked for no more often, ms. */
const PURGE_EVERY = 3_600_000;

export function createUnasked(options: UnaskedOptions): Unasked {
  const { settings, store, gateway, digests, cluster, locales, choices } = options;
  const { clock, random, logger } = options;
  const { messagesPerSecond, paidBroadcast, adminIds } = settings;
  let botName = '';
  const keyboards = createDigestKeyboards(() => startLink(botName, encodeStartPayload({ type: 'start' })));
  const kindOf = createKindOf(gateway, store.chats);
  const newest = followNewestVersion({
    ...{ digests, cluster, log: logger },
    onNewest: () => worker.wake(),
  });
  const worker = createWorker({
    queue: newest.queue(storeQueue(store.deliveries, clock)),
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
    ...{ clock, random, log: logger, messagesPerSecond, paidBroadcast },
  });
  const broadcaster = createBroadcaster({
    ...{ broadcasts: store.broadcasts, gateway, clock, log: logger, messagesPerSecond },
    onQueued: () => worker.wake(),
    show: showProgress({ adminIds, choices, locales }),
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
    await newest.check();
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
    const { chatId, threadId, settings: before, state } = subscription;
    logger.warn({ chat: chatId, zone: before.zone, offset }, 'a time zone is not known any more');
    if (state.status !== 'active') return;
    const schedule = { ...before, zone: offset };
    await store.subscriptions.subscribe({ chatId, threadId }, schedule, digests.nextDue(schedule));
    const chosen = await choices.of(chatId);
    const text = localeOf(chosen.language).text('digest-zone-lost', {
      zone: before.zone,
      offset: offset.replace('UTC', '+00:00'),
    });
    const payload = {
      chat_id: chatId,
      ...(threadId === NO_THREAD ? {} : { message_thread_id: threadId }),
      text,
      disable_notification: isQuietNow(chosen.quietHours, chosen.zone),
    };
    void gateway.send(chatId, 'sendMessage', payload, 'digest');
  }

  async function purge(): Promise<void> {
    if (clock.monotonic() - purgedAt < PURGE_EVERY) return;
    purgedAt = clock.monotonic();
    while (!stopping.signal.aborted && (await store.deliveries.purge(clock.now() - KEPT_FOR)) > 0);
    await store.broadcasts.purge(clock.now() - KEPT_FOR);
  }

  return {
    ...{ newest, broadcaster },
    async start(name) {
      botName = name;
      await worker.start();
      ticker.start();
      broadcaster.start();
    },
    tick: () => ticker.tick(),
    async stop() {
      stopping.abort();
      await Promise.all([ticker.stop(), broadcaster.stop(), worker.stop()]);
    },
  };
}
