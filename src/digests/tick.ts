// Runs the plan at the start of every minute, never twice at a time.

import { schedule } from 'node-cron';

export interface Ticker {
  /** Ticks now, then at the start of every minute. */
  start(): void;
  /** Ticks now, after a tick that is running; resolves when it is done. Never rejects. */
  tick(): Promise<void>;
  /** No further ticks; resolves when the running one is done. */
  stop(): Promise<void>;
}

export interface TickerLog {
  debug(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** @param run what a tick does; a rejection is logged, and the next minute tries again */
export function createTicker(run: () => Promise<unknown>, log: TickerLog): Ticker {
  let inFlight: Promise<void> = Promise.resolve();
  let stopped = false;
  let stopCron: (() => unknown) | undefined;

  function tick(): Promise<void> {
    inFlight = inFlight.then(async () => {
      if (stopped) return;
      try {
        await run();
      } catch (error) {
        log.error({ err: error }, 'the minute’s plan could not be made; it is tried again in a minute');
      }
    });
    return inFlight;
  }

  return {
    start() {
      void tick();
      const task = schedule('* * * * *', tick, {
        name: 'digests',
        timezone: 'UTC',
        noOverlap: true,
        logger: cronLogger(log),
      });
      stopCron = () => task.destroy();
    },
    tick,
    async stop() {
      stopped = true;
      await stopCron?.();
      await inFlight;
    },
  };
}

/** What node-cron would print itself: a skipped or missed minute, which the next tick makes up for. */
function cronLogger(log: TickerLog) {
  const note = (message: string | Error) => log.debug({}, String(message));
  return { info: note, warn: note, debug: note, error: note };
}
