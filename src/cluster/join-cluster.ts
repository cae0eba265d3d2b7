// Joins the other processes that work on the same PostgreSQL.

import type { Clock } from '../clock.ts';
import type { Gateway } from '../delivery/gateway.ts';
import { isPostgres } from '../store/database-url.ts';
import { createArrivals } from './arrivals.ts';
import { type Cluster, noCluster } from './cluster.ts';
import { createLease } from './lease.ts';
import { createSharedPermits } from './shared-pace.ts';
import type { SharedState } from './shared-state.ts';
import { createTickets } from './tickets.ts';

export interface ClusterOptions {
  /** As in DATABASE_URL; the store there is open, so its tables exist. */
  readonly url: string;
  /** From now on it keeps the pace of all processes, and the flood waits of the others. */
  readonly gateway: Pick<Gateway, 'hold' | 'paceBy' | 'quiet'>;
  readonly clock: Clock;
  readonly messagesPerSecond: number;
  /** How long a process may be silent before it counts as dead (ms), as of the store; 30 s when absent. */
  readonly silence?: number | undefined;
  readonly log: Readonly<Record<'debug' | 'info' | 'warn', (fields: object, message: string) => void>>;
}

/** A process that polls counts as dead after this part of the silence, because people are waiting. */
const POLLING_SILENCE = 1 / 3;

/** Resolves also while the database cannot be reached: the process keeps trying. */
export async function joinCluster(options: ClusterOptions): Promise<Cluster> {
  const { url, gateway, clock, silence, log } = options;
  if (!isPostgres(url)) return noCluster;
  // Only here, as it loads the driver.
  const { openSharedState } = await import('./shared-state.ts');
  const shared = await openSharedState(url, clock);
  gateway.paceBy(sharedPermits(shared, options));
  shared.listen((signal) => {
    if (signal.type === 'hold') gateway.hold(signal.chat, signal.ms, true);
    else if (signal.type === 'missed') void keepHolds();
  });
  await keepHolds();

  /** The flood waits that other processes met before. Never rejects. */
  async function keepHolds(): Promise<void> {
    try {
      for (const { chat, ms } of await shared.holds()) gateway.hold(chat, ms);
    } catch (error) {
      log.debug({ err: error }, 'the flood waits of other processes could not be read');
    }
  }

  function tellFlood(chat: number | null, ms: number): void {
    shared.hold(chat, ms).catch((error: unknown) => {
      log.warn({ err: error, chat }, 'other processes could not be told of a flood wait');
    });
  }

  return {
    polling: createLease(shared, {
      clock,
      name: 'polling',
      leaseMs: silence === undefined ? undefined : silence * POLLING_SILENCE,
      onTaken: () => log.info({}, 'this process polls'),
    }),
    copies: createLease(shared, {
      clock,
      name: 'copies',
      leaseMs: silence,
      onTaken: () => log.debug({}, 'this process corrects what was sent'),
    }),
    arrivals: createArrivals({ tickets: createTickets(shared, clock), gateway, log }),
    listen: (listener) => shared.listen(listener),
    tell(signal) {
      shared.tell(signal).catch((error: unknown) => {
        log.debug({ err: error, type: signal.type }, 'other processes could not be told');
      });
    },
    onFlood(chat, ms, allMs) {
      tellFlood(chat, ms);
      if (allMs !== undefined) tellFlood(null, allMs);
    },
    close: () => shared.close(),
  };
}

function sharedPermits(shared: SharedState, { clock, messagesPerSecond }: ClusterOptions) {
  return createSharedPermits({
    clock,
    messagesPerSecond,
    reserve: (slots, intervalMs) => shared.reserve(slots, intervalMs),
    processes: () => shared.processes,
  });
}
