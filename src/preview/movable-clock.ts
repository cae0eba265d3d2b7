// The preview's clock: the machine's, which can be moved, so that tomorrow's digest can be seen at once.

import { type Clock, systemClock } from '../clock.ts';

export interface MovableClock extends Clock {
  /** Sets the time to `at` (epoch ms); it goes on from there. Running timers are not affected. */
  moveTo(at: number): void;
}

export function createMovableClock(clock: Clock = systemClock): MovableClock {
  let ahead = 0;
  return {
    ...clock,
    now: () => clock.now() + ahead,
    moveTo(at) {
      ahead = at - clock.now();
    },
  };
}
