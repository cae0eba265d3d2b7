// How the running services stand: does the store answer, is a digest overdue, what is there to show at
// `/metrics`.

import { type Clock, within } from '../clock.ts';
import type { Catalogue } from '../content/catalogue.ts';
import type { ContentFigures, FiguresSource } from '../ops/metrics.ts';
import type { Store } from './database.ts';

export interface HealthOptions {
  readonly store: Store;
  readonly clock: Clock;
  /** DIGESTS: where they are off, none is overdue. */
  readonly digests: boolean;
  /** False while another process has newer content: that one is ready when it has sent what is due, and this one is. */
  readonly isNewest: () => boolean;
  readonly catalogue: () => Catalogue;
}

export interface Health extends FiguresSource {
  /** Both asked of the store now, ms: since it last answered, and how much the oldest digest is over its time. */
  standing(): Promise<{ readonly silence: number; readonly overdue: number }>;
}

/** A readiness check waits no longer for the store, ms. */
const PATIENCE = 1_000;

export function createHealth({ store, clock, digests, isNewest, catalogue }: HealthOptions): Health {
  let answeredAt = clock.monotonic();
  let overdue = 0;
  let counted: ContentFigures | undefined;

  /** By two indexes: the same with ten subscriptions as with a million. */
  async function overdueNow(): Promise<number> {
    if (!digests) return 0;
    const times = await Promise.all([store.deliveries.earliest(), store.planning.earliestDue()]);
    return Math.max(0, ...times.map((time) => (time === undefined ? 0 : clock.now() - time)));
  }

  async function look(): Promise<void> {
    await store.ping();
    overdue = isNewest() ? await overdueNow() : 0;
    answeredAt = clock.monotonic();
  }

  return {
    async standing() {
      // What fails has said so by its silence.
      await within(
        clock,
        PATIENCE,
        look().catch(() => {}),
      );
      return { silence: clock.monotonic() - answeredAt, overdue };
    },
    async storeFigures() {
      const [{ count, oldest }, overdueFor] = await Promise.all([store.deliveries.waiting(), overdueNow()]);
      const waitingFor = oldest === null ? 0 : Math.max(0, clock.now() - oldest);
      return { waiting: count, waitingFor, overdueFor };
    },
    subscriptions: () => store.subscriptions.countActive(),
    contentFigures() {
      const { version, talks, topics } = catalogue();
      if (counted?.version !== version) {
        const points = talks.reduce((sum, talk) => sum + talk.points.length, 0);
        counted = { version, talks: talks.length, topics: topics.length, points };
      }
      return counted;
    },
  };
}
