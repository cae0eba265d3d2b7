// The preview's clock: the machine's own, moved by hand, so that tomorrow's digest can be seen at once.

import { type Clock, systemClock } from '../clock.ts';

export interface MovableClock extends Clock {
  /** It is `at` (epoch ms) now, and goes on from there. What waits for some time to pass is not moved. */
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
