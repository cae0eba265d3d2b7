// What was agreed, told at once: after a publication, each chat that wants it and was not told gets a message queued.

import type { Clock } from '../clock.ts';
import type { Meta } from '../store/meta.ts';
import type { Planning } from '../store/planning.ts';
import type { Sequence, SubscriptionId } from '../store/types.ts';
import type { Edition } from './edition.ts';
import { positionOf } from './selection.ts';

/** Messages on what was agreed that one subscription gets a day; what comes after is told by its digest. */
export const AGREED_A_DAY = 3;

export interface AgreedOptions {
  readonly planning: Pick<Planning, 'queueAgreed'>;
  readonly meta: Pick<Meta, 'get' | 'set'>;
  readonly edition: () => Edition;
  /** Messages are waiting. */
  readonly onQueued: () => void;
  readonly log: { info(facts: object, message: string): void };
  readonly clock: Pick<Clock, 'monotonic'>;
}

/** Key in `meta`: up to which number of the ledger it was looked for what was agreed. */
const KEY = 'agreed-to';
/** Looked at in one transaction: a few ms of work. */
const PAGE = 500;
const FIRST = 0 as SubscriptionId;
/** Digests are due at whole minutes, and a subscription has one delivery at a time, ms. */
const MINUTE = 60_000;

/**
 * Gives the function that queues what has been published since it was called last, also by a process that is gone. Several
 * processes may do so at once: what they queue is the same. It begins with what is published after the first call ever.
 */
export function createAgreedPlan(options: AgreedOptions): (signal?: AbortSignal) => Promise<number> {
  const { planning, meta, log, clock } = options;
  /** Up to where this process has seen it done. */
  let done: Sequence | undefined;

  return async (signal) => {
    const edition = options.edition();
    const upTo = edition.latest;
    if (done !== undefined && done >= upTo) return 0;
    const stored = await meta.get(KEY);
    const after = stored === undefined ? upTo : (Number(stored) as Sequence);
    const began = clock.monotonic();
    const at = after < upTo ? edition.agreedAt({ after, upTo }) : undefined;
    let count = 0;
    if (at !== undefined) {
      const range = { after, upTo };
      const row = { dueAt: at % MINUTE === 0 ? at - 1 : at, after, to: upTo };
      for (let last: SubscriptionId | undefined = FIRST; last !== undefined; ) {
        if (signal?.aborted) return count;
        const page = await planning.queueAgreed(last, PAGE, row, (subscription) =>
          edition.isAnyAgreed(positionOf(subscription), range),
        );
        count += page.queued;
        last = page.last;
        await new Promise(setImmediate);
      }
    }
    if (after < upTo || stored === undefined) await meta.set(KEY, String(upTo));
    done = upTo;
    if (count > 0) {
      options.onQueued();
      log.info({ count, ms: Math.round(clock.monotonic() - began) }, 'messages on what was agreed planned');
    }
    return count;
  };
}
