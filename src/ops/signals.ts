// How the process ends: by a signal, or by an error that nothing caught.

import type { Logger } from './log.ts';

/** The part of `process` that is needed here; tests pass their own. */
export interface ProcessLike {
  on(event: string, listener: (reason: unknown) => void): unknown;
  exit(code: number): void;
}

/** How long a stop may take, ms: the promise is 10 s. */
const STOP_DEADLINE = 9_500;
/** Exit codes as shells give them: 128 + the signal's number. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;
const AGAIN = { SIGINT: 'another Ctrl+C', SIGTERM: 'another one' } as const;

/**
 * Stops the program at the first SIGINT or SIGTERM: exit code 0 when `stop` succeeds, 1 when it fails or misses the
 * deadline. A second signal ends the process at once. An uncaught exception ends it with 1, as its state is unknown;
 * an unhandled rejection is only logged.
 */
export function handleSignals(options: {
  readonly process: ProcessLike;
  readonly logger: Logger;
  /** Stops taking updates, finishes what is in flight, closes everything. */
  readonly stop: () => Promise<void>;
  /** ms */
  readonly deadline?: number;
}): void {
  const { process, logger, stop, deadline = STOP_DEADLINE } = options;
  let stopping = false;

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const code = SIGNALS[signal];
    process.on(signal, () => {
      if (stopping) {
        logger.warn(`${signal} again: ending at once`);
        process.exit(code);
        return;
      }
      stopping = true;
      logger.info(`${signal}: stopping; ${AGAIN[signal]} ends it at once`);
      void stopWithin({ process, logger, stop, deadline });
    });
  }
  process.on('unhandledRejection', (reason) => {
    logger.error({ err: asError(reason) }, 'a failure that nobody caught; the process goes on');
  });
  process.on('uncaughtException', (error) => {
    logger.fatal({ err: asError(error) }, 'a failure that nobody caught; the process ends');
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
    logger.error(`not stopped after ${deadline / 1000} s; ending with work undone`);
    process.exit(1);
  }, deadline);
  try {
    await stop();
    logger.info('stopped');
    process.exit(0);
  } catch (error) {
    logger.error({ err: error }, 'the stop failed');
    process.exit(1);
  } finally {
    clearTimeout(late);
  }
}

/** Anything can be thrown, and its content may be private, so only its type is logged. */
function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(`not an error but of type ${typeof reason}`);
}
