// Notices by the monotonic clock when the wall clock is set, and since when it may have been wrong.

import type { Clock } from '../clock.ts';
import { LATEST } from './schedule.ts';

export interface WallClockWatch {
  /**
   * To be asked again and again. Where the clock was set back since the last time: the moment, epoch ms by the clock as
   * it is now, from which on time is to be gone through again.
   */
  setBackTo(): number | undefined;
  /** Answers the next time as if it had not been asked before. */
  forget(): void;
}

/** A look at both clocks. */
interface Look {
  /** Monotonic ms. */
  readonly at: number;
  /** Epoch ms. */
  readonly wall: number;
}

/** The wall clock was set when it has moved by this much more, or less, than the monotonic one, ms. */
const STEP = 1_000;
/** Set back to within this much of where it was, it is the same clock again, ms. */
const SAME = 60_000;
/** What a smaller leap passes over is only late, and so served when it is noticed, ms. */
const LEAP = LATEST - SAME;
/** Leaps that are remembered. */
const REMEMBERED = 32;

export function watchWallClock(clock: Pick<Clock, 'now' | 'monotonic'>): WallClockWatch {
  let last: Look | undefined;
  /** The last look before each leap that passed over due times. */
  let leaps: readonly Look[] = [];

  /** The due times that a leap passed over, and which the clock shows again or has come by since, were not served. */
  function goneThroughFrom(look: Look): number {
    const isTakenBack = (leap: Look) => aheadOf(leap) >= aheadOf(look) - SAME;
    const isYoung = (leap: Look) => look.at - leap.at < LATEST;
    const suspect = leaps.filter((leap) => isTakenBack(leap) || isYoung(leap));
    leaps = leaps.filter((leap) => isYoung(leap) || !isTakenBack(leap));
    return Math.min(look.wall, ...suspect.map(({ wall }) => wall));
  }

  return {
    setBackTo() {
      const before = last;
      const look: Look = { wall: clock.now(), at: clock.monotonic() };
      last = look;
      // Whatever it was before this process, it may have been wrong.
      if (!before) return look.wall;
      const step = aheadOf(look) - aheadOf(before);
      if (step > LEAP) leaps = [...leaps, before].slice(-REMEMBERED);
      return step < -STEP ? goneThroughFrom(look) : undefined;
    },
    forget() {
      last = undefined;
    },
  };
}

/** How far the wall clock was ahead of the monotonic one, ms. */
function aheadOf({ wall, at }: Look): number {
  return wall - at;
}
