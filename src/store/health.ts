// How the store is doing: whether it answers, whether a digest is overdue, how much waits.

import { type Clock, within } from '../clock.ts';
import { UserError } from '../errors.ts';
import type { Store } from './database.ts';

export interface HealthOptions {
  readonly store: Pick<Store, 'ping' | 'copies' | 'deliveries' | 'planning' | 'subscriptions'>;
  readonly clock: Clock;
  /** Where this process sends no digests, none is overdue. */
  readonly digests: boolean;
  /** False while another process has newer content and sends what is due. */
  readonly isNewest: () => boolean;
}

/** Times are ms. */
export interface StoreHealth {
  /**
   * Asks the store now: how long ago it last answered, by how much the oldest digest is overdue, and why changes cannot
   * be stored where that is so.
   */
  check(): Promise<{
    readonly silence: number;
    readonly overdue: number;
    readonly problem?: string | undefined;
  }>;
  /**
   * Deliveries that wait, for how long the first of them could have been sent, by how much the oldest is overdue; messages
   * that are to be corrected.
   */
  storeFigures(): Promise<{
    readonly waiting: number;
    readonly waitingFor: number;
    readonly overdueFor: number;
    readonly copiesWaiting: number;
  }>;
  /** How many are active. */
  subscriptions(): Promise<number>;
}

/** How long a check waits for the store (ms). */
const PATIENCE = 1_000;

export function createHealth({ store, clock, digests, isNewest }: HealthOptions): StoreHealth {
  let answeredAt = clock.monotonic();
  let overdue = 0;
  let problem: string | undefined;

  /** By two indexes: the same with ten subscriptions as with a million. */
  async function overdueNow(): Promise<number> {
    if (!digests) return 0;
    const times = await Promise.all([store.deliveries.earliest(), store.planning.earliestDue()]);
    return Math.max(0, ...times.map((time) => (time === undefined ? 0 : clock.now() - time)));
  }

  async function ask(): Promise<void> {
    await ping();
    overdue = isNewest() ? await overdueNow() : 0;
    answeredAt = clock.monotonic();
  }

  async function ping(): Promise<void> {
    try {
      await store.ping();
      problem = undefined;
    } catch (error) {
      problem = error instanceof UserError ? error.message : undefined;
      throw error;
    }
  }

  return {
    async check() {
      // A failure shows as silence.
      await within(
        clock,
        PATIENCE,
        ask().catch(() => {}),
      );
      return { silence: clock.monotonic() - answeredAt, overdue, problem };
    },
    async storeFigures() {
      // Where nothing can be stored the store counts as away.
      await ping();
      const [{ count, oldest }, overdueFor, copiesWaiting] = await Promise.all([
        store.deliveries.waiting(),
        overdueNow(),
        store.copies.waiting(),
      ]);
      const waitingFor = oldest === null ? 0 : Math.max(0, clock.now() - oldest);
      return { waiting: count, waitingFor, overdueFor, copiesWaiting };
    },
    subscriptions: () => store.subscriptions.countActive(),
  };
}
