// One process among several on one PostgreSQL: its gateway keeps the pace of all, and hears of their flood
// waits.

import type { Clock } from '../clock.ts';
import type { Gateway } from '../delivery/gateway.ts';
import type { Store } from '../store/database.ts';
import { type Arrivals, createArrivals } from './arrivals.ts';
import { createTurn, type Turn } from './lease.ts';
import type { Shared } from './shared.ts';
import { createSharedPermits } from './shared-pace.ts';
import type { Signal } from './signals.ts';

export interface ClusterOptions {
  readonly store: Pick<Store, 'share'>;
  readonly gateway: Gateway;
  readonly clock: Clock;
  readonly messagesPerSecond: number;
  /** How long it stays a process's turn to poll that has fallen silent, ms; see store/turn.ts. */
  readonly leaseMs?: number | undefined;
  readonly log: Record<'debug' | 'warn', (facts: object, message: string) => void>;
}

export interface Cluster {
  /** Telegram told this process to wait: with a chat for `ms`, and with all of them for `allMs`. */
  onFlood(chat: number, ms: number, allMs: number | undefined): void;
  /** Hears what other processes tell. */
  listen(listener: (signal: Signal) => void): void;
  /** Tells the others; where the database is away, they look by themselves when it is back. */
  tell(signal: Signal): void;
  /** Exactly one of all polls. */
  readonly polling: Turn;
  /** What Telegram posts to any of them. */
  readonly arrivals: Arrivals;
  close(): Promise<void>;
}

/** `noCluster` where this process is the only one that there can be. */
export async function joinCluster(options: ClusterOptions): Promise<Cluster> {
  const shared = await options.store.share?.();
  if (!shared) return noCluster;
  const { gateway, log } = options;
  sharePace(shared, options);
  shared.listen((signal) => {
    if (signal.type === 'hold') gateway.hold(signal.chat, signal.ms, true);
    else if (signal.type === 'missed') void keepHolds();
  });
  await keepHolds();

  /** Those of others that are on already. Never rejects. */
  async function keepHolds(): Promise<void> {
    try {
      for (const { chat, ms } of (await shared?.holds()) ?? []) gateway.hold(chat, ms);
    } catch (error) {
      log.debug({ err: error }, 'the flood waits of other processes could not be read');
    }
  }

  function tellFlood(chat: number | null, ms: number): void {
    shared?.hold(chat, ms).catch((error: unknown) => {
      log.warn({ err: error, chat }, 'other processes could not be told of a flood wait');
    });
  }

  return {
    onFlood(chat, ms, allMs) {
      tellFlood(chat, ms);
      if (allMs !== undefined) tellFlood(null, allMs);
    },
    listen: (listener) => shared.listen(listener),
    tell(signal) {
      shared.tell(signal).catch((error: unknown) => {
        log.debug({ err: error, type: signal.type }, 'other processes could not be told');
      });
    },
    arrivals: createArrivals(shared, options.clock),
    polling: createTurn(shared, options.clock, 'polling', options.leaseMs),
    close: () => shared.close(),
  };
}

/** A process that is alone: always its turn to poll, nobody to tell or to hear, every update its own. */
export const noCluster: Cluster = {
  onFlood() {},
  listen() {},
  tell() {},
  polling: {
    wait: async (signal) => (signal.aborted ? undefined : NEVER.signal),
    isMine: true,
    silence: () => 0,
    yield() {},
    release: async () => {},
  },
  arrivals: {
    note: async () => ({ type: 'new', ticket: undefined }),
    putBack: async () => {},
    turnOf: async () => {},
    done: async () => {},
  },
  close: async () => {},
};
const NEVER = new AbortController();

function sharePace(shared: Shared, { gateway, clock, messagesPerSecond }: ClusterOptions): void {
  const permits = createSharedPermits({
    ...{ clock, messagesPerSecond },
    reserve: (slots, intervalMs) => shared.reserve(slots, intervalMs),
    processes: () => shared.processes,
  });
  gateway.paceBy(permits);
}
