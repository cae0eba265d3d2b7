// Whether a call that was not carried out is tried again, and when.

import { plainOf } from '../messages/plain.ts';
import { type Backoff, backoffMs } from './backoff.ts';
import type { GatewayLog } from './gateway.ts';
import type { Job } from './lane.ts';
import { type Outcome, rejected } from './outcome.ts';

/** How long a call is tried on for 5xx answers and failures of the network, ms. Flood waits do not count. */
const RETRY_FOR_MS = 60_000;
const BACKOFF: Backoff = { firstMs: 250, longestMs: 10_000 };
/** Telegram gave 429 without saying for how long, ms. */
const UNSAID_FLOOD_MS = 3_000;
/** A reply that may have arrived is sent once more and no more: two answers are better than none, three are noise. */
const REPLY_MAYBE_ARRIVED = 2;

export type Verdict = { readonly again: true; readonly inMs: number } | { readonly again: false };

/**
 * The verdict for a job after a `retry` outcome. Flood waits are kept to exactly; the rest backs off
 * exponentially with full jitter (`random` gives 0 ≤ x < 1).
 */
export function retryVerdict(
  job: Job,
  outcome: Extract<Outcome, { type: 'retry' }>,
  now: number,
  random: () => number,
): Verdict {
  if (outcome.why === 'flood') return { again: true, inMs: outcome.afterMs ?? UNSAID_FLOOD_MS };
  if (now - job.firstTryAt >= RETRY_FOR_MS) return { again: false };
  if (job.priority === 'reply' && job.maybeArrived >= REPLY_MAYBE_ARRIVED) return { again: false };
  return { again: true, inMs: backoffMs(BACKOFF, job.tries, random) };
}

/** Telegram refused the formatting: better a plain answer than none. False where there was no formatting. */
export function plainAgain(chat: number, job: Job, log: GatewayLog): boolean {
  const { text, parse_mode, ...rest } = job.payload;
  if (parse_mode !== 'HTML' || typeof text !== 'string') return false;
  log.warn({ chat, method: job.method }, 'Telegram refused the formatting; sending plain text');
  job.payload = { ...rest, text: plainOf(text) };
  return true;
}

/** A digest's worker tries again another day; to a person, a reply that never got an answer is lost. */
export function lastWord(job: Job, outcome: Outcome): Outcome {
  if (outcome.type !== 'retry' || job.priority === 'digest') return outcome;
  return rejected('unanswered', `${outcome.why} failed ${job.tries} times`);
}
