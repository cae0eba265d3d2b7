// A clock that stands still until a test moves it.

import { type Clock, systemClock } from '../../src/clock.ts';

interface Alarm {
  readonly at: number;
  readonly number: number;
  readonly fn: () => void;
}

export interface ManualClock extends Clock {
  /** Moves time on by `ms`, calling what falls due on the way, in order; promises settle in between. */
  advance(ms: number): Promise<void>;
  /** Moves to the next alarm, if there is one within `limitMs`, again and again until `done` says so. */
  runUntil(done: () => boolean, limitMs?: number): Promise<void>;
  /** The machine's clock is set: `now` jumps, durations do not. */
  jump(ms: number): void;
}

/** Starts at the given Unix time, ms. */
export function manualClock(start = Date.UTC(2025, 1, 18, 12)): ManualClock {
  let elapsed = 1000;
  let offset = start - elapsed;
  let count = 0;
  let alarms: Alarm[] = [];

  function next(): Alarm | undefined {
    return alarms.reduce<Alarm | undefined>(
      (first, alarm) =>
        !first || alarm.at < first.at || (alarm.at === first.at && alarm.number < first.number)
          ? alarm
          : first,
      undefined,
    );
  }

  async function ring(alarm: Alarm): Promise<void> {
    alarms = alarms.filter((other) => other !== alarm);
    elapsed = Math.max(elapsed, alarm.at);
    alarm.fn();
    await settle();
  }

  return {
    now: () => elapsed + offset,
    monotonic: () => elapsed,
    after(ms, fn) {
      const alarm = { at: elapsed + ms, number: count++, fn };
      alarms.push(alarm);
      return () => {
        alarms = alarms.filter((other) => other !== alarm);
      };
    },
    async advance(ms) {
      const end = elapsed + ms;
      await settle();
      for (let alarm = next(); alarm && alarm.at <= end; alarm = next()) await ring(alarm);
      elapsed = end;
    },
    async runUntil(done, limitMs = 3_600_000) {
      const end = elapsed + limitMs;
      await settle();
      while (!done()) {
        const alarm = next();
        if (!alarm || alarm.at > end)
          throw new Error('nothing more happens, and the condition does not hold');
        await ring(alarm);
      }
    },
    jump(ms) {
      offset += ms;
    },
  };
}

export interface LeapingClock extends Clock {
  /** Moves time on by `ms`; alarms that fall due ring. */
  leap(ms: number): void;
  /** Whether an alarm is waiting that was set for this many ms. */
  isAwaited(ms: number): boolean;
}

/** The machine's clock, which leaps ahead when told to. */
export function leapingClock(): LeapingClock {
  let ahead = 0;
  const waiting = new Map<() => void, number>();
  const monotonic = () => performance.now() + ahead;
  return {
    now: () => Math.round(Date.now() + ahead),
    monotonic,
    after(ms, fn) {
      const at = monotonic() + ms;
      let timer: NodeJS.Timeout | undefined;
      const wait = () => {
        clearTimeout(timer);
        timer = setTimeout(ring, Math.max(0, at - monotonic()));
      };
      const cancel = () => {
        clearTimeout(timer);
        waiting.delete(wait);
      };
      const ring = () => {
        cancel();
        fn();
      };
      waiting.set(wait, ms);
      wait();
      return cancel;
    },
    leap(ms) {
      ahead += ms;
      for (const wait of [...waiting.keys()]) wait();
    },
    isAwaited: (ms) => [...waiting.values()].includes(ms),
  };
}

/**
 * The machine's clock, on which an alarm rings after a `factor`th of its time and moves time on: an hour's flood wait is
 * over within seconds. Between alarms time passes as on the machine, so that slow work does not look even slower.
 */
export function fastClock(factor: number): Clock {
  let ahead = 0;
  const monotonic = () => performance.now() + ahead;
  return {
    now: () => Math.round(Date.now() + ahead),
    monotonic,
    after(ms, fn) {
      const at = monotonic() + ms;
      const timer = setTimeout(() => {
        ahead += Math.max(0, at - monotonic());
        fn();
      }, ms / factor);
      return () => clearTimeout(timer);
    },
  };
}

export interface HoldingClock extends Clock {
  /** From now on all waits are over within a moment, those that were held first. */
  release(): void;
}

/** The machine's clock, on which no wait of `ms` and longer ends before it is released: what comes until then did not wait. */
export function holdingClock(ms: number): HoldingClock {
  const released = fastClock(1000);
  const held = new Map<() => void, { readonly ms: number; cancel: () => void }>();
  let isHolding = true;
  return {
    now: released.now,
    monotonic: released.monotonic,
    after(wait, fn) {
      if (!isHolding) return released.after(wait, fn);
      if (wait < ms) return systemClock.after(wait, fn);
      const alarm = () => fn();
      const kept = { ms: wait, cancel: () => void held.delete(alarm) };
      held.set(alarm, kept);
      return () => kept.cancel();
    },
    release() {
      isHolding = false;
      for (const [alarm, kept] of held) kept.cancel = released.after(kept.ms, alarm);
      held.clear();
    },
  };
}

/** Lets everything that is ready run: promise chains of any length and what they start, no timers. */
async function settle(): Promise<void> {
  for (let round = 0; round < 3; round += 1) await new Promise((resolve) => setImmediate(resolve));
}
