// Digests and broadcasts on their way: from the minute's plan to the worker that sends them.

import type { Clock } from '../clock.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { followNewestVersion } from '../cluster/version.ts';
import { type CorrectorOptions, createCorrector } from '../copies/corrector.ts';
import { type Broadcaster, type BroadcasterOptions, createBroadcaster } from '../delivery/broadcaster.ts';
import { createKindOf } from '../delivery/chat-kinds.ts';
import type { Gateway } from '../delivery/gateway.ts';
import { textMessage } from '../delivery/message.ts';
import { storeQueue } from '../delivery/queue.ts';
import { createWorker } from '../delivery/worker.ts';
import type { Locale, Locales } from '../locales/locale.ts';
import { createDigestKeyboards } from '../messages/digest-keyboards.ts';
import { escapeHtml } from '../messages/html.ts';
import type { PicturesOf } from '../messages/pictures/pictures.ts';
import type { Store } from '../store/database.ts';
import type { ChatChoices, QuietHours, Subscription, SubscriptionId, ZoneId } from '../store/types.ts';
import { AGREED_A_DAY, createAgreedPlan } from './agreed.ts';
import { createDeliveryContent } from './delivery-content.ts';
import type { Digests } from './digests.ts';
import { createDowntime } from './downtime.ts';
import { dayBegan } from './edition.ts';
import { createPlan, type PlanReport } from './plan.ts';
import { isQuiet, quietUntil } from './quiet.ts';
import { createTicker } from './tick.ts';
import { isKnownZone } from './zones.ts';

export interface RunningOptions {
  readonly store: Store;
  readonly digests: Digests;
  readonly gateway: Gateway;
  readonly cluster: Pick<Cluster, 'tell' | 'listen' | 'copies'>;
  readonly locales: Locales;
  /** What chats have chosen; a chat whose digest is paused is forgotten, as that has changed. */
  readonly choices: { of(chat: number): Promise<ChatChoices>; forget(chat: number): void };
  readonly clock: Clock;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  readonly log: Record<'debug' | 'info' | 'warn' | 'error', (facts: object, message: string) => void>;
  readonly messagesPerSecond: number;
  readonly paidBroadcast: boolean;
  /** For chats that chose none: TIME_ZONE. */
  readonly timeZone: ZoneId;
  /** The bot's user name: digests in channels carry a link to it. */
  readonly botName: string;
  readonly picturesOf: PicturesOf;
  /** How far a broadcast is, as the message that shows it. */
  readonly showProgress: BroadcasterOptions['show'];
  /** What came due; what waited until it was too late. For figures. */
  readonly onPlanned?: (report: PlanReport) => void;
  readonly onDropped?: () => void;
  /** What became of correcting a message that was sent. For figures. */
  readonly onCopy?: CorrectorOptions['onCopy'];
  /** Something in the chat has paused its digest. */
  readonly onPaused?: (chat: number) => void;
}

export interface RunningDigests {
  readonly broadcaster: Broadcaster;
  /** Another content version is in force. */
  published(): void;
  /** Begins to plan and send. */
  start(): Promise<void>;
  /** Plans what is due now, without waiting for the minute. */
  tick(): Promise<void>;
  /** Resolves when what is in flight is recorded. The gateway must be drained meanwhile. */
  stop(): Promise<void>;
}

/** Finished deliveries are kept for `npm run digests -- why` and /mydata, ms. */
const KEPT_FOR = 30 * 86_400_000;
/** How often old deliveries are deleted, ms. */
const PURGE_EVERY = 3_600_000;

export function createRunningDigests(options: RunningOptions): RunningDigests {
  const { store, gateway, digests, cluster, locales, choices, clock, random, log } = options;
  const { messagesPerSecond, paidBroadcast, picturesOf } = options;
  const keyboards = createDigestKeyboards(() => options.botName);
  const newest = followNewestVersion({
    digests,
    cluster,
    log,
    onNewest() {
      worker.wake();
      corrector.wake();
    },
  });
  const downtime = createDowntime(store.meta, clock);
  const worker = createWorker({
    queue: newest.queue(storeQueue(store.deliveries, clock)),
    gateway,
    contentOf: createDeliveryContent({
      digests,
      downtime,
      canTell: newest.canTell,
      quietUntil: ({ quietHours, chatZone }) =>
        quietHours && isQuietNow(quietHours, chatZone)
          ? quietUntil(quietHours, knownZone(chatZone), clock.now())
          : undefined,
      async hadEnough({ subscription: { id, settings } }) {
        const since = dayBegan(knownZone(settings.zone), clock.now());
        return (await store.deliveries.agreedSince(id, since)) >= AGREED_A_DAY;
      },
      kindOf: createKindOf(gateway, store.chats),
      keyboards,
      locales,
      pictures: () => picturesOf(digests.edition.catalogue),
      log,
      onDropped: options.onDropped,
    }),
    isQuiet: ({ quietHours, chatZone }) => isQuietNow(quietHours, chatZone),
    onPaused: (chat, reason) => {
      choices.forget(chat);
      log.info({ chat, reason }, 'a digest is paused');
      options.onPaused?.(chat);
    },
    clock,
    random,
    log,
    messagesPerSecond,
    paidBroadcast,
  });
  const broadcaster = createBroadcaster({
    broadcasts: store.broadcasts,
    gateway,
    clock,
    log,
    messagesPerSecond,
    onQueued: () => worker.wake(),
    show: options.showProgress,
  });
  const corrector = createCorrector({
    store,
    content: digests,
    lease: cluster.copies,
    ...{ gateway, locales, picturesOf, clock, log, messagesPerSecond },
    onCopy: options.onCopy,
  });
  const stopping = new AbortController();
  /** Chats that are being told of a lost zone. The zone is replaced once they know, so a crash keeps it from nobody. */
  const telling = new Map<SubscriptionId, Promise<void>>();
  const plan = createPlan({
    planning: store.planning,
    planner: digests.planner,
    edition: () => digests.edition,
    onQueued: () => worker.wake(),
    onZoneLost: zoneLost,
    clock,
    log,
  });
  const planAgreed = createAgreedPlan({
    planning: store.planning,
    meta: store.meta,
    edition: () => digests.edition,
    onQueued: () => worker.wake(),
    log,
    clock,
  });
  const ticker = createTicker(
    async () => {
      await downtime.note();
      await newest.check();
      // What is due is told by those who have the newest content.
      if (digests.isNewest) {
        options.onPlanned?.(await plan(stopping.signal));
        await planAgreed(stopping.signal);
      }
      // Retries may have fallen due, and the clock may have been set.
      worker.wake();
      corrector.wake();
      await purge();
    },
    clock,
    log,
  );
  let purgedAt = Number.NEGATIVE_INFINITY;

  function localeOf(language: string | null): Locale {
    return locales.pick(language ?? undefined);
  }

  function isQuietNow(hours: QuietHours | null, zone: ZoneId | null): boolean {
    return isQuiet(hours, knownZone(zone), clock.now());
  }

  function knownZone(zone: ZoneId | null): ZoneId {
    return zone && isKnownZone(zone) ? zone : options.timeZone;
  }

  async function tellZoneLost(subscription: Subscription, offset: ZoneId): Promise<void> {
    const { id, chatId, threadId, settings: before, state } = subscription;
    log.warn({ chat: chatId, zone: before.zone, offset }, 'a time zone is not known any more');
    if (state.status !== 'active') return;
    const chosen = await choices.of(chatId);
    const text = localeOf(chosen.language).text('digest-zone-lost', {
      zone: before.zone,
      offset: offset.replace('UTC', '+00:00'),
    });
    const payload = textMessage(
      { chat: chatId, thread: threadId },
      { html: escapeHtml(text) },
      { silent: isQuietNow(chosen.quietHours, chosen.zone) },
    );
    const { type } = await gateway.send(chatId, 'sendMessage', payload, 'digest');
    // What did not go out is told again when the next digest is due; it goes by the offset all the same.
    if (type === 'sent' || type === 'gone') await store.subscriptions.replaceZone(id, before.zone, offset);
  }

  /** In the background, as the chat may be in a flood wait. */
  function zoneLost(subscription: Subscription, offset: ZoneId): void {
    if (telling.has(subscription.id)) return;
    const told = tellZoneLost(subscription, offset)
      .catch((error: unknown) =>
        log.error({ err: error, chat: subscription.chatId }, 'that a time zone is lost could not be told'),
      )
      .finally(() => telling.delete(subscription.id));
    telling.set(subscription.id, told);
  }

  async function purge(): Promise<void> {
    if (clock.monotonic() - purgedAt < PURGE_EVERY) return;
    purgedAt = clock.monotonic();
    while (!stopping.signal.aborted && (await store.deliveries.purge(clock.now() - KEPT_FOR)) > 0);
    await store.broadcasts.purge(clock.now() - KEPT_FOR);
    await store.copies.purge(clock.now() - KEPT_FOR);
  }

  return {
    broadcaster,
    published() {
      newest.published();
      corrector.wake();
    },
    async start() {
      await downtime.note();
      await worker.start();
      ticker.start();
      broadcaster.start();
      corrector.start();
    },
    tick: () => ticker.tick(),
    async stop() {
      stopping.abort();
      await Promise.all([ticker.stop(), broadcaster.stop(), worker.stop(), corrector.stop()]);
      await Promise.all(telling.values());
    },
  };
}
