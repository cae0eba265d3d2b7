// The minute's tick: runs the plan once a minute, never two runs at a time.

import { schedule } from 'node-cron';

export interface Ticker {
  /** Ticks now, and then at the beginning of every minute. */
  start(): void;
  /** A tick out of turn: resolves when it is done, after one that is under way. Never rejects. */
  tick(): Promise<void>;
  /** No further tick; resolves when the one under way is done. */
  stop(): Promise<void>;
}

export interface TickerLog {
  debug(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** @param run what a tick does; a rejection is logged, and the next minute tries again */
export function createTicker(run: () => Promise<unknown>, log: TickerLog): Ticker {
  let under: Promise<void> = Promise.resolve();
  let stopped = false;
  let stopCron: (() => unknown) | undefined;

  function tick(): Promise<void> {
    under = under.then(async () => {
      if (stopped) return;
      try {
        await run();
      } catch (error) {
        log.error({ err: error }, 'the minute’s plan could not be made; it is tried again in a minute');
      }
    });
    return under;
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
      await under;
    },
  };
}

/** What node-cron would print itself: a skipped or a missed minute, which the next one makes good. */
function cronLogger(log: TickerLog) {
  const note = (message: string | Error) => log.debug({}, String(message));
  return { info: note, warn: note, debug: note, error: note };
}
