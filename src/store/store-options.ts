// How a store is opened.

import type { Clock } from '../clock.ts';

/** `own`: to write; on SQLite the one process that does. `read`: to look only, while another process may write. */
export type StoreAccess = 'own' | 'read';

export interface StoreLog {
  debug(facts: object, message: string): void;
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
}

export interface StoreOptions {
  /** The clock, epoch ms. */
  readonly now: Clock['now'];
  /** Timers; the machine's own when absent. */
  readonly after?: Clock['after'];
  /** `own` when absent. */
  readonly access?: StoreAccess;
  /** PostgreSQL: to be refused while a process of the bot is at work; on SQLite `own` always is. */
  readonly alone?: boolean;
  /** PostgreSQL: a process counts as dead after this long without a sign of life (ms); 30 s when absent. */
  readonly silence?: number;
  readonly log?: StoreLog;
}

/** How long a process may be silent before it counts as dead, unless told otherwise (ms). */
export const SILENCE = 30_000;

export const noLog: StoreLog = { debug() {}, info() {}, warn() {} };
