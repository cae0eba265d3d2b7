// The processes that work on one PostgreSQL, as one of them sees the others; and the process that is alone, as on
// SQLite. It has the same type, so that nobody else asks whether there are others.

import type { Arrivals } from './arrivals.ts';
import type { Signal } from './cluster-signals.ts';
import type { Lease } from './lease.ts';

export interface Cluster {
  /** The process that has this lease polls. */
  readonly polling: Lease;
  /** The process that has this one corrects messages that were sent. */
  readonly copies: Lease;
  /** Updates that Telegram posts to any of the processes. */
  readonly arrivals: Arrivals;
  /** Hears what other processes tell. */
  listen(listener: (signal: Signal) => void): void;
  /** Tells the others. While the database is away they are not told, and hear `missed` when it is back. */
  tell(signal: Signal): void;
  /** Telegram told this process to wait: with a chat for `ms`, and with all chats for `allMs`. */
  onFlood(chat: number, ms: number, allMs: number | undefined): void;
  /** Call it before the store is closed. */
  close(): Promise<void>;
}

const ALWAYS_MINE: Lease = {
  isMine: true,
  wait: async (signal) => (signal.aborted ? undefined : new AbortController().signal),
  silence: () => 0,
  yield() {},
  async release() {},
};

/** It always may poll, every update is for it, and nobody hears it. */
export const noCluster: Cluster = {
  polling: ALWAYS_MINE,
  copies: ALWAYS_MINE,
  arrivals: {
    note: async () => true,
    putBack() {},
    release() {},
    inTurn: (_, handle) => handle(),
    async settle() {},
  },
  listen() {},
  tell() {},
  onFlood() {},
  async close() {},
};
