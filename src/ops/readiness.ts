// Whether the process can do its work: how long its two partners have been silent, and whether digests go out
// in time.

import type { Readiness } from './http.ts';

/** No good getUpdates for this long: not ready (design §12), ms. */
const TELEGRAM_SILENCE = 60_000;
/** The database has not answered for this long: not ready (design §12), ms. */
const DATABASE_SILENCE = 10_000;

/** The oldest due digest is over its time by so much: not ready, ms. */
const DIGEST_OVERDUE = 10 * 60_000;

export interface Standing {
  /** Milliseconds since each last answered; `telegram` is 0 where nothing is asked of it. */
  readonly telegram: number;
  readonly database: number;
  /** How much the oldest due digest is over its time, ms; 0 where digests are off. */
  readonly overdue: number;
}

export function readinessOf({ telegram, database, overdue }: Standing): Readiness {
  if (database >= DATABASE_SILENCE) {
    return { ready: false, reason: `The database has not answered for ${seconds(database)}.` };
  }
  if (telegram >= TELEGRAM_SILENCE) {
    return { ready: false, reason: `Telegram has not answered for ${seconds(telegram)}.` };
  }
  if (overdue >= DIGEST_OVERDUE) {
    return { ready: false, reason: `A digest has been due for ${Math.floor(overdue / 60_000)} minutes.` };
  }
  return { ready: true };
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1000)} s`;
}
