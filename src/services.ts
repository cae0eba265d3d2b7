// What outlives a content version, put together: the store, digests, what is sent unasked, the other
// processes.

import { createMemory } from './bot/create-context.ts';
import type { Services } from './bot/request.ts';
import { shareMemory } from './bot/shared-memory.ts';
import { type ChatFates, createChatFates } from './bot/unreachable-chats.ts';
import type { Clock } from './clock.ts';
import { joinProcesses, type Processes } from './cluster/cluster.ts';
import type { Catalogue } from './content/catalogue.ts';
import type { Gateway } from './delivery/gateway.ts';
import { createDigests } from './digests/digests.ts';
import type { PlanReport } from './digests/plan.ts';
import { createUnasked } from './digests/running.ts';
import { createLocales } from './locales/locale.ts';
import { render } from './messages/render.ts';
import type { Logger } from './ops/log.ts';
import type { Settings } from './ops/settings.ts';
import { openStore } from './store/database.ts';
import { createHealth, type Health } from './store/health.ts';
import type { PublishRule } from './store/ledger.ts';
import { bossJobs } from './store/postgres/jobs.ts';
import type { ZoneId } from './store/types.ts';

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
  /** What published points may do; `recorded` unless told otherwise. */
  readonly publishRule?: PublishRule;
  /** What came due; what waited until it was too late. For figures. */
  readonly onPlanned?: (report: PlanReport) => void;
  readonly onDropped?: () => void;
}

export interface RunningServices extends Services, ChatFates {
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
  /** Telegram asked a chat, or with it all of them, to wait for so many ms. */
  onFlood(chat: number, ms: number, allMs: number | undefined): void;
  readonly health: Health;
  /** Absent where there is one process. */
  readonly processes: Processes | undefined;
}

/** Who polls counts as gone in so much shorter a time than who sends: people wait. */
const LEASES = 3;
/** Opens the store and brings it up to date. @throws UserError when it cannot be opened */
export async function openServices(options: ServicesOptions): Promise<RunningServices> {
  const { settings, gateway, clock, silence, logger, reload } = options;
  const { database } = settings;
  const url = database.type === 'sqlite' ? database.file : database.url.reveal();
  const jobs = bossJobs({ log: logger, ...(silence === undefined ? {} : { silence }) });
  const store = await openStore(url, { now: clock.now, jobs, logger });
  const processes = await joinProcesses({
    ...{ store, gateway, clock, log: logger, messagesPerSecond: settings.messagesPerSecond },
    leaseMs: silence === undefined ? undefined : silence / LEASES,
  });
  const locales = createLocales(options.localesFolder);
  const digests = createDigests({
    ...{ store, clock },
    sends: settings.digests,
    ...(options.publishRule ? { rule: options.publishRule } : {}),
    render: (summary, language) => render(summary, locales.pick(language ?? undefined)),
  });
  const memory = shareMemory(createMemory({ store, clock }), processes);
  const { choices } = memory;
  const unasked = createUnasked({ ...options, store, digests, processes, locales, choices });
  const services: Services = {
    ...{ store, digests, clock, timeZone: settings.timeZone as ZoneId, adminIds: settings.adminIds },
    ...{ locales, reload, log: logger, ...memory },
    broadcaster: settings.digests ? unasked.broadcaster : undefined,
  };

  return {
    ...services,
    ...createChatFates(store, choices, logger),
    processes,
    health: createHealth({
      ...{ store, clock, digests: settings.digests },
      isNewest: () => digests.isNewest,
      catalogue: () => digests.edition.catalogue,
    }),
    onFlood: (chat, ms, allMs) => processes?.onFlood(chat, ms, allMs),
    async publish(catalogue) {
      const { added, changed, removed } = await digests.publish(catalogue);
      if (added + changed + removed > 0) logger.info({ added, changed, removed }, 'content published');
      unasked.newest.published();
      return { ...services, digests: digests.pinned() };
    },
    async start(botName) {
      if (settings.digests) await unasked.start(botName);
    },
    async tick() {
      if (settings.digests) await unasked.tick();
    },
    stop: () => unasked.stop(),
    async close() {
      await processes?.close();
      await store.close();
    },
  };
}
