// Turns due subscriptions into queued deliveries, batch by batch until nothing is due.

import type { Clock } from '../clock.ts';
import type { Claimed, Decision, DueSubscription, Planning } from '../store/planning.ts';
import type { Schedule, Subscription, SubscriptionId, ZoneId } from '../store/types.ts';
import type { Edition } from './edition.ts';
import { LATEST, type Planner } from './schedule.ts';
import { positionOf } from './selection.ts';
import { watchWallClock } from './wall-clock.ts';
import { isKnownZone, offsetWhenDue } from './zones.ts';

export interface PlanLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
}

export interface PlanOptions {
  readonly planning: Planning;
  readonly planner: Planner;
  readonly edition: () => Edition;
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  readonly log: PlanLog;
  /** Deliveries are waiting. */
  readonly onQueued: () => void;
  /** The runtime does not know the subscription's zone, so its digests go by this offset. */
  readonly onZoneLost: (subscription: Subscription, offset: ZoneId) => void;
}

/** How many subscriptions were due: with something to send, with nothing, too late. */
export interface PlanReport {
  readonly queued: number;
  readonly idle: number;
  readonly late: number;
}

/** Subscriptions claimed in one transaction, some 12 ms of work: few waits for the disk, and commands hardly wait. */
const BATCH = 1000;
/** Before the id of every subscription. */
const FIRST = 0 as SubscriptionId;
/** Looked at together for due times that a clock has set too late: a few ms of work. */
const PAGE = 2000;
/** A digest that was sent so long before its time was another one; that time comes again, ms. */
const EARLY = LATEST;
/** No delivery waits longer for its next try (`delivery/verdict.ts`), ms. */
const LONGEST_WAIT = 3_600_000;
/** Chats named in one log line. */
const NAMED = 20;

/** Gives the function that plans all that is due. It must not run twice at a time. */
export function createPlan(options: PlanOptions): (signal?: AbortSignal) => Promise<PlanReport> {
  const { planning, planner, clock, log } = options;
  /** Remembered, as asking the runtime is slow and zones are few. */
  const lostZones = new Map<ZoneId, boolean>();
  const wallClock = watchWallClock(clock);

  return async (signal) => {
    const since = wallClock.setBackTo();
    if (since !== undefined) await bringBack(since, signal);
    const began = clock.monotonic();
    const report = { queued: 0, idle: 0, late: 0 };
    const claimAll = async () => {
      for (let more = true; more; ) {
        const batch = await claim();
        report.queued += batch.queued;
        report.idle += batch.idle;
        report.late += batch.late.length;
        more = batch.claimed === BATCH && !signal?.aborted;
        await new Promise(setImmediate);
      }
    };
    await Promise.all(Array.from({ length: planning.atOnce }, claimAll));
    if (report.queued > 0) {
      log.info({ ...report, ms: Math.round(clock.monotonic() - began) }, 'digests planned');
    }
    return report;
  };

  async function claim(): Promise<Claimed> {
    const now = clock.now();
    const edition = options.edition();
    const lost: DueSubscription[] = [];
    const batch = await planning.claimDue(now, BATCH, (subscription) => {
      if (!isLost(subscription.settings.zone))
        return decide(subscription.settings, subscription, edition, now);
      lost.push(subscription);
      return decide(atOffset(subscription.settings, subscription.state.dueAt), subscription, edition, now);
    });
    if (batch.queued > 0) options.onQueued();
    noteLate(batch.late);
    for (const subscription of lost) {
      options.onZoneLost(subscription, atOffset(subscription.settings, subscription.state.dueAt).zone);
    }
    return batch;
  }

  function decide(
    schedule: Schedule,
    subscription: DueSubscription,
    edition: Edition,
    now: number,
  ): Decision {
    const { next, serve } = planner.advance(schedule, subscription.state.dueAt, now);
    if (serve === undefined) return { next, outcome: { type: 'late' } };
    if (!edition.isAnything(positionOf(subscription), edition.latest))
      return { next, outcome: { type: 'idle' } };
    return { next, outcome: { type: 'deliver', dueAt: serve, toSequence: edition.latest } };
  }

  function isLost(zone: ZoneId): boolean {
    const remembered = lostZones.get(zone);
    if (remembered !== undefined) return remembered;
    const lost = !isKnownZone(zone);
    lostZones.set(zone, lost);
    return lost;
  }

  function noteLate(late: readonly DueSubscription[]): void {
    if (late.length === 0) return;
    const chats = late.slice(0, NAMED).map(({ chatId }) => chatId);
    log.warn({ count: late.length, chats }, 'digests more than six hours late were dropped');
  }

  /** What is due later than its first due time after `since` was planned while the clock was ahead. */
  async function bringBack(since: number, signal: AbortSignal | undefined): Promise<void> {
    const now = clock.now();
    const after = Math.max(since, now - LATEST);
    const nextDue = (schedule: Schedule, was: number) =>
      planner.nextDue(isLost(schedule.zone) ? atOffset(schedule, was) : schedule, after);
    try {
      let count = await planning.clearAhead(now, EARLY, LONGEST_WAIT);
      for (let last: SubscriptionId | undefined = FIRST; last !== undefined && !signal?.aborted; ) {
        const page = await planning.bringBack(last, PAGE, nextDue);
        count += page.count;
        last = page.last;
        await new Promise(setImmediate);
      }
      if (count > 0) log.warn({ count }, 'the clock was set back: digests are planned again');
    } catch (error) {
      wallClock.forget();
      throw error;
    }
  }
}

/** The schedule as it was when it was due then, epoch ms, in a zone that is not known any more. */
function atOffset(schedule: Schedule, dueAt: number): Schedule {
  return { ...schedule, zone: offsetWhenDue(schedule.time, dueAt) };
}
