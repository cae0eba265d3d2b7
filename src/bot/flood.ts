// People who type too fast: everyone gets a burst, then a steady pace. Who can wait is answered late; after many late
// answers, and for who cannot, there is one "slow down" and silence.

import type { Clock } from '../clock.ts';
import { isRested, type Rate, type Tat, take, waitFor } from '../delivery/pace.ts';

export interface FloodGuard {
  /**
   * Whether the sender's next request is answered. `warn` comes once for each spell of too many requests;
   * the spell ends when the sender has been quiet for as long as the burst takes to come back.
   */
  judge(sender: number): Refusal | 'answer';
  /**
   * The same for a sender whose requests wait for each other (`late`): a number is the ms after which this one is
   * answered. Only so many in a row are answered late.
   */
  judge(sender: number, late: 'late'): Refusal | 'answer' | number;
}

type Refusal = 'warn' | 'ignore';

/** Ten quick presses through an answer's pages are a person; a steady two a second is not. */
export const SENDER_RATE: Rate = { intervalMs: 700, burst: 12 };
/** Searching costs more than reading an answer that stands ready. */
export const SLOW_RATE: Rate = { intervalMs: 3_000, burst: 4 };
/** Inline mode asks at every pause in typing; nobody types faster than this for long. */
export const INLINE_RATE: Rate = { intervalMs: 350, burst: 20 };
/** Senders remembered before those at rest are forgotten. */
const SWEEP_AT = 4_096;

/** Answered late in a row: some eight seconds at everybody's pace, which is what people wait for. */
const LATE_LIMIT = 12;
/** The same at the slower pace. */
export const SLOW_LATE_LIMIT = 4;

interface Sender extends Tat {
  warned: boolean;
  /** Requests in a row that had to wait. */
  late: number;
}

export function createFloodGuard(clock: Clock, rate: Rate, lateLimit = LATE_LIMIT): FloodGuard {
  const senders = new Map<number, Sender>();
  let sweepAt = SWEEP_AT;

  function sweep(now: number): void {
    for (const [id, sender] of senders) if (isRested(sender, now)) senders.delete(id);
    sweepAt = Math.max(SWEEP_AT, senders.size * 2);
  }

  function senderOf(id: number, now: number): Sender {
    const known = senders.get(id);
    if (known) return known;
    if (senders.size >= sweepAt) sweep(now);
    const fresh = { tat: 0, warned: false, late: 0 };
    senders.set(id, fresh);
    return fresh;
  }

  function judge(id: number): Refusal | 'answer';
  function judge(id: number, late: 'late'): Refusal | 'answer' | number;
  function judge(id: number, late?: 'late'): Refusal | 'answer' | number {
    const now = clock.monotonic();
    const sender = senderOf(id, now);
    if (isRested(sender, now)) sender.warned = false;
    const wait = waitFor(rate, sender, now);
    sender.late = wait === 0 ? 0 : sender.late + 1;
    if (sender.late <= (late ? lateLimit : 0)) {
      take(rate, sender, now);
      return wait === 0 ? 'answer' : wait;
    }
    if (sender.warned) return 'ignore';
    sender.warned = true;
    return 'warn';
  }

  return { judge };
}
