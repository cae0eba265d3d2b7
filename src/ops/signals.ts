// How the process ends: asked to by a signal, or struck by an error that nobody caught.

import type { Logger } from './log.ts';

/** The part of `process` that is needed here, so that tests can bring their own. */
export interface ProcessLike {
  on(event: string, listener: (reason: unknown) => void): unknown;
  exit(code: number): void;
}

/** A stop that takes longer is ended, ms: half a second within the 10 s that are promised (design §7). */
const STOP_DEADLINE = 9_500;
/** Shells tell a program that died of a signal by 128 + its number: SIGINT 2, SIGTERM 15. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Stops the program once, at the first SIGINT or SIGTERM: exit code 0 when `stop` has done, 1 when it fails
 * or is not done by the deadline. A second signal ends the process at once.
 * An uncaught exception ends it too, as its state is unknown, with 1; an unhandled rejection is only logged.
 */
export function handleSignals(options: {
  readonly process: ProcessLike;
  readonly logger: Logger;
  /** Stops intake, finishes what is in flight, closes everything. */
  readonly stop: () => Promise<void>;
  /** Milliseconds. */
  readonly deadline?: number;
}): void {
  const { process, logger, stop, deadline = STOP_DEADLINE } = options;
  let stopping = false;

  for (const [signal, code] of Object.entries(SIGNALS)) {
    process.on(signal, () => {
      if (stopping) {
        logger.warn(`${signal} again: ending at once`);
        process.exit(code);
        return;
      }
      stopping = true;
      logger.info(`${signal}: stopping; once more to end at once`);
      void stopWithin({ process, logger, stop, deadline });
    });
  }
  process.on('unhandledRejection', (reason) => {
    logger.error({ err: asError(reason) }, 'A failure that nobody waited for; the work goes on');
  });
  process.on('uncaughtException', (error) => {
    logger.fatal({ err: asError(error) }, 'A failure that nobody caught; the process ends');
    process.exit(1);
  });
}

async function stopWithin(options: {
  process: ProcessLike;
  logger: Logger;
  stop: () => Promise<void>;
  deadline: number;
}): Promise<void> {
  const { process, logger, stop, deadline } = options;
  const late = setTimeout(() => {
    logger.error(`Not stopped after ${deadline / 1000} s; ending with work undone`);
    process.exit(1);
  }, deadline);
  try {
    await stop();
    logger.info('Stopped');
    process.exit(0);
  } catch (error) {
    logger.error({ err: error }, 'Stopping failed');
    process.exit(1);
  } finally {
    clearTimeout(late);
  }
}

/** Anything can be thrown; what is no error says at least what kind of thing it is. */
function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(`not an error but of type ${typeof reason}`);
}
