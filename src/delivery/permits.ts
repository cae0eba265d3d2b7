// When the next send may leave, over all chats: as the gateway asks it, and the pace of a process that is
// alone.

import type { Priority } from './lane.ts';
import { type Rate, type Tat, take, waitFor } from './pace.ts';
import { overallRates } from './rates.ts';

export interface Permits {
  /**
   * Milliseconds until a send of this priority may leave; 0 when one may now. Infinity: not known yet, and `onFree`
   * is called when it is.
   * @param now monotonic ms
   * @param waiting chats that have something to send
   */
  waitMs(priority: Priority, now: number, waiting: number): number;
  /** One leaves. Call it only when `waitMs` gives 0. */
  take(priority: Priority, now: number): void;
  /** Calls whenever there may be a permit earlier than was said. */
  onFree(listener: () => void): void;
}

/** The pace of one process. */
export class OwnPermits implements Permits {
  readonly #rates: Readonly<Record<Priority, Rate>>;
  readonly #pace: Tat = { tat: 0 };

  constructor(messagesPerSecond: number) {
    this.#rates = overallRates(messagesPerSecond);
  }

  waitMs(priority: Priority, now: number): number {
    return waitFor(this.#rates[priority], this.#pace, now);
  }

  take(priority: Priority, now: number): void {
    take(this.#rates[priority], this.#pace, now);
  }

  onFree(): void {}
}
