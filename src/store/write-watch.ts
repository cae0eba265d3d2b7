// Whether changes can be stored: a failed one counts until another one succeeds. Said once in the log, and once when it
// is over.

import type { Kysely, LogEvent } from 'kysely';
import type { Clock } from '../clock.ts';
import type { UserError } from '../errors.ts';
import type { StoreLog } from './store-options.ts';
import type { Tables } from './tables.ts';

/** While changes fail, one is tried this often (ms), also where nobody asks for the store's health. */
const CHECK_EVERY = 60_000;

/** Large enough not to fit where a usual change does not, and written only while something is wrong. */
const PROBE = { key: 'probe', value: 'x'.repeat(65_536) };

export interface WriteWatch {
  /** Hears of statements; for Kysely. */
  readonly onStatement: (event: LogEvent) => void;
  /** Counts an error that no statement met. */
  readonly failed: (error: unknown) => void;
  /** After a failure, tries a change. @throws UserError while none can be stored */
  readonly check: (db: Kysely<Tables>) => Promise<void>;
}

/** @param problemOf why an error means that nothing can be stored; `undefined` for any other error */
export function createWriteWatch(
  problemOf: (error: unknown) => UserError | undefined,
  log: StoreLog,
): WriteWatch {
  let problem: UserError | undefined;

  function failed(error: unknown): void {
    const found = problemOf(error);
    if (!found) return;
    if (!problem) log.warn({ reason: found.message }, 'changes cannot be stored');
    problem = found;
  }

  return {
    onStatement(event) {
      if (event.level === 'error') failed(event.error);
    },
    failed,
    async check(db) {
      if (!problem) return;
      try {
        const update = { value: PROBE.value };
        await db
          .insertInto('meta')
          .values(PROBE)
          .onConflict((conflict) => conflict.column('key').doUpdateSet(update))
          .execute();
        await db.deleteFrom('meta').where('key', '=', PROBE.key).execute();
      } catch (error) {
        failed(error);
        throw problem ?? error;
      }
      problem = undefined;
      log.info({}, 'changes are stored again');
    },
  };
}

/**
 * Sees that a problem is over, also where nobody asks.
 * @param look is called first, each time
 * @returns what ends it
 */
export function keepChecking(
  watch: WriteWatch,
  db: Kysely<Tables>,
  after: Clock['after'],
  look: () => void = () => {},
): () => void {
  let stop = after(CHECK_EVERY, again);
  function again(): void {
    stop = after(CHECK_EVERY, again);
    try {
      look();
    } catch (error) {
      watch.failed(error);
    }
    // What it meets, the watch has heard of.
    watch.check(db).catch(() => {});
  }
  return () => stop();
}
