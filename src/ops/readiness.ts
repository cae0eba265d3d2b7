// Whether the process can do its work: are Telegram and the database answering, do digests go out in time.

import type { Readiness } from './http.ts';

/** Not ready after this long without a good getUpdates, ms. */
const TELEGRAM_SILENCE = 60_000;
/** Not ready after this long without an answer of the database, ms. */
const DATABASE_SILENCE = 10_000;
/** Not ready when the oldest due digest is this late, ms. */
const DIGEST_OVERDUE = 10 * 60_000;

/** Not ready while this many answers and digests wait to be sent: at 28 a second, three minutes of them. */
const WAITING = 5_000;

export interface Delays {
  /** Since the last answer, ms; 0 with a webhook, where nothing is asked of it. */
  readonly telegram: number;
  /** Since the last answer, ms. */
  readonly database: number;
  /** How late the oldest due digest is, ms; 0 where digests are off. */
  readonly overdue: number;
  /** Why changes cannot be stored, where that is so. */
  readonly problem?: string | undefined;
  /** Calls that wait to be sent. */
  readonly waiting?: number;
}

export function readinessOf({ telegram, database, problem, overdue, waiting = 0 }: Delays): Readiness {
  if (problem !== undefined) return { ready: false, reason: `Changes cannot be stored: ${problem}.` };
  if (database >= DATABASE_SILENCE) {
    return { ready: false, reason: `The database has not answered for ${seconds(database)}.` };
  }
  if (telegram >= TELEGRAM_SILENCE) {
    return { ready: false, reason: `Telegram has not answered for ${seconds(telegram)}.` };
  }
  if (overdue >= DIGEST_OVERDUE) {
    return { ready: false, reason: `A digest has been due for ${Math.floor(overdue / 60_000)} minutes.` };
  }
  if (waiting >= WAITING) return { ready: false, reason: `${waiting} messages are waiting to be sent.` };
  return { ready: true };
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1000)} s`;
}
