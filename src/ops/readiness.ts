// Whether the process can do its work, from how long its two partners have been silent.
// Called by app.ts at each `/readyz`.

import type { Readiness } from './http.ts';

/** No good getUpdates for this long: not ready (design §12), ms. */
const TELEGRAM_SILENCE = 60_000;
/** The database has not answered for this long: not ready (design §12), ms. */
const DATABASE_SILENCE = 10_000;

/** Milliseconds since each last answered; `telegram` is 0 where nothing is asked of it. */
export interface Silences {
  readonly telegram: number;
  readonly database: number;
}

export function readinessOf({ telegram, database }: Silences): Readiness {
  if (database >= DATABASE_SILENCE) {
    return { ready: false, reason: `The database has not answered for ${seconds(database)}.` };
  }
  if (telegram >= TELEGRAM_SILENCE) {
    return { ready: false, reason: `Telegram has not answered for ${seconds(telegram)}.` };
  }
  return { ready: true };
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1000)} s`;
}
