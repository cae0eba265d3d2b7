// One chat's calls in the order they came, and what holds them back: its pace, a flood wait, a retry.

import type { Outcome } from './outcome.ts';
import { type Rate, type Tat, waitFor } from './pace.ts';
import { GROUP_RATE, PRIVATE_RATE } from './rates.ts';

/** Replies to people go before digests. */
export type Priority = 'reply' | 'digest';

/** A call on its way: the payload is sent as it is, but for `chat_id` after a migration. */
export interface Job {
  readonly method: string;
  payload: Readonly<Record<string, unknown>>;
  readonly priority: Priority;
  readonly settle: (outcome: Outcome) => void;
  /** Asked right before each try; `false` settles the job as `not wanted`. */
  readonly wanted: (() => Promise<boolean>) | undefined;
  /** Monotonic ms at which it was handed over. */
  readonly since: number;
  /** Times it went out. */
  tries: number;
  /** Of those, how many may have arrived all the same. */
  maybeArrived: number;
  /** Monotonic ms of the first try; 0 before. */
  firstTryAt: number;
}

export interface Lane {
  chat: number;
  readonly rate: Rate;
  readonly pace: Tat;
  readonly jobs: Job[];
  /** A call of this chat is out: the next one waits for its answer, so that order holds. */
  inFlight: boolean;
  /** Monotonic ms before which nothing goes out: a flood wait or a retry. */
  heldUntil: number;
  /** Stands in the gateway's list of lanes that may send now, with this rank. */
  queued: Priority | undefined;
  /** Stands in the list of lanes that have nothing to send. */
  resting: boolean;
  /** Cancels the wait for the next moment this lane may send. */
  cancelWait: (() => void) | undefined;
  /** Called once when nothing is left to send. */
  readonly onQuiet: (() => void)[];
}

export function createLane(chat: number): Lane {
  return {
    chat,
    // Bot API: ids of groups and channels are negative.
    rate: chat < 0 ? GROUP_RATE : PRIVATE_RATE,
    pace: { tat: 0 },
    jobs: [],
    inFlight: false,
    heldUntil: 0,
    queued: undefined,
    resting: false,
    cancelWait: undefined,
    onQuiet: [],
  };
}

/** Milliseconds until the lane's first job may go out. */
export function laneWait(lane: Lane, now: number): number {
  return Math.max(lane.heldUntil - now, waitFor(lane.rate, lane.pace, now), 0);
}

/** The lane's rank: a reply behind a digest pulls it forward, since order within the chat holds. */
export function lanePriority(lane: Lane): Priority {
  return lane.jobs.some((job) => job.priority === 'reply') ? 'reply' : 'digest';
}
