// Which waiting digests come too late: those that lay through more than six hours in which nothing could be sent.
// What only waits for its turn is never too late, whatever is restarted meanwhile.

import type { Clock } from '../clock.ts';
import type { Meta } from '../store/meta.ts';
import { LATEST } from './schedule.ts';

export interface Downtime {
  /** Writes down that digests can be sent now. To be called before anything is sent, and each minute. */
  note(): Promise<void>;
  /** Whether a digest that was due then (epoch ms) is too late to be sent. */
  isTooLate(dueAt: number): boolean;
}

/** Key in `meta`: when a process last could send, and the due time before which all is too late; epoch ms. */
const KEY = 'digests-alive';

export function createDowntime(
  meta: Pick<Meta, 'get' | 'set'>,
  clock: Pick<Clock, 'now' | 'monotonic'>,
): Downtime {
  let tooLateBefore = 0;
  /** When this process last noted it, monotonic ms. */
  let notedAt: number | undefined;

  /** Unless the clock went back meanwhile, so that the cut would be in what is yet to come. */
  const isPast = (cut: number) => cut <= clock.now() - LATEST;

  return {
    async note() {
      const [alive = Number.NEGATIVE_INFINITY, cut = 0] = ((await meta.get(KEY)) ?? '')
        .split(' ')
        .filter((word) => word !== '')
        .map(Number);
      const now = clock.now();
      // This process may have been cut off while others were not, or its clock may have been set.
      const own = notedAt === undefined ? Number.POSITIVE_INFINITY : clock.monotonic() - notedAt;
      const wasDown = Math.min(now - alive, own) > LATEST;
      tooLateBefore = wasDown ? now - LATEST : isPast(cut) ? cut : 0;
      await meta.set(KEY, `${now} ${tooLateBefore}`);
      notedAt = clock.monotonic();
    },
    isTooLate: (dueAt) => dueAt < tooLateBefore && isPast(tooLateBefore),
  };
}
