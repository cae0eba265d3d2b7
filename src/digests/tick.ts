// Runs the plan once in every minute of the wall clock, never twice at a time, whatever that clock does.

import { type Clock, sleep } from '../clock.ts';

export interface Ticker {
  /** Ticks now, then as soon as the wall clock shows another minute. */
  start(): void;
  /** Ticks now, after a tick that is running; resolves when it is done. Never rejects. */
  tick(): Promise<void>;
  /** No further ticks; resolves when the running one is done. */
  stop(): Promise<void>;
}

export interface TickerLog {
  error(facts: object, message: string): void;
}

const MINUTE = 60_000;
/**
 * Between two looks at the wall clock, ms. Waits are counted on the monotonic clock, which knows nothing of a wall clock
 * that is set meanwhile, nor of the time that the machine has slept.
 */
const LOOK_EVERY = 5_000;
/** A timer may ring a little before the wall clock shows the minute; the next look comes after this, ms. */
const LOOK_AGAIN = 5;

/** @param run what a tick does; a rejection is logged, and the next minute tries again */
export function createTicker(run: () => Promise<unknown>, clock: Clock, log: TickerLog): Ticker {
  const stopping = new AbortController();
  let inFlight: Promise<void> = Promise.resolve();
  let following: Promise<void> = Promise.resolve();

  function tick(): Promise<void> {
    inFlight = inFlight.then(async () => {
      if (stopping.signal.aborted) return;
      try {
        await run();
      } catch (error) {
        log.error({ err: error }, 'the minute’s plan could not be made; it is tried again in a minute');
      }
    });
    return inFlight;
  }

  async function follow(): Promise<void> {
    for (let ticked: number | undefined; !stopping.signal.aborted; ) {
      const now = clock.now();
      const minute = Math.floor(now / MINUTE);
      if (minute !== ticked) {
        ticked = minute;
        await tick();
      } else {
        const ahead = Math.max(LOOK_AGAIN, (minute + 1) * MINUTE - now);
        await sleep(clock, Math.min(LOOK_EVERY, ahead), stopping.signal);
      }
    }
  }

  return {
    start() {
      following = follow();
    },
    tick,
    async stop() {
      stopping.abort();
      await following;
      await inFlight;
    },
  };
}
