// The queue of a process whose content may not be the newest: then it takes nothing, and leaves it to those that have it.
// Put around the queue by services.ts; asked by worker.ts.

import type { Sequence } from '../store/types.ts';
import type { Queue } from './queue.ts';

export interface NewestOptions {
  /** Whether no other process has newer content. */
  readonly isNewest: () => boolean;
  /** The last point that this process can tell. */
  readonly latest: () => Sequence;
  /** Somebody planned with newer content than this process knows of. */
  readonly onNewer: () => void;
  /** Epoch ms. */
  readonly now: () => number;
}

/** For the process with newer content to take it, ms. */
const PUT_BACK_FOR = 1_000;

export function newestQueue(queue: Queue, { isNewest, latest, onNewer, now }: NewestOptions): Queue {
  return {
    async take(limit) {
      if (!isNewest()) return [];
      const taken = await queue.take(limit);
      const upTo = latest();
      const beyond = taken.filter(({ delivery }) => delivery.toSequence > upTo);
      if (beyond.length === 0) return taken;
      onNewer();
      const notBefore = now() + PUT_BACK_FOR;
      await Promise.all(
        beyond.map(({ delivery: { id, tries } }) => queue.record({ id, tries, type: 'returned', notBefore })),
      );
      return taken.filter(({ delivery }) => delivery.toSequence <= upTo);
    },
    nextAt: async () => (isNewest() ? queue.nextAt() : undefined),
    wanted: (attempt) => queue.wanted(attempt),
    record: (outcome) => queue.record(outcome),
    recover: () => queue.recover(),
  };
}
