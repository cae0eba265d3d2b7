// Whether this process has the newest content of all, and what follows: only then it plans and sends digests.

import type { Queue } from '../delivery/queue.ts';
import type { Digests } from '../digests/digests.ts';
import type { Sequence } from '../store/types.ts';
import type { Cluster } from './cluster.ts';

export interface NewestOptions {
  readonly digests: Digests;
  readonly cluster: Pick<Cluster, 'listen' | 'tell'>;
  readonly log: Record<'info' | 'warn', (facts: object, message: string) => void>;
  /** It is the newest from now on. */
  readonly onNewest: () => void;
}

export interface Newest {
  /** Looks again: another process may have published newer content, or the newest was taken back. */
  look(): Promise<void>;
  /** After a content version was published. */
  published(): void;
  /** The queue, from which nothing is taken while another process has newer content. */
  queue(queue: Queue): Queue;
  /** False for a digest that was planned with newer content than this process knows of, which it then looks for. */
  canTell(upTo: Sequence): boolean;
}

export function createNewest({ digests, cluster, log, onNewest }: NewestOptions): Newest {
  let said = true;

  function say(): void {
    if (digests.isNewest === said) return;
    said = digests.isNewest;
    const { version } = digests.edition.catalogue;
    if (said) log.info({ version }, 'the content of this process is the newest; it sends digests');
    else log.info({ version }, 'another process has newer content and sends the digests');
  }

  async function look(): Promise<void> {
    const before = digests.isNewest;
    await digests.refresh();
    say();
    if (digests.isNewest && !before) onNewest();
  }

  function lookSoon(): void {
    look().catch((error: unknown) => {
      log.warn({ err: error }, 'which process has the newest content could not be asked');
    });
  }

  cluster.listen(({ type }) => {
    if (type === 'published' || type === 'missed') lookSoon();
  });

  return {
    look,
    published() {
      say();
      if (digests.isNewest) cluster.tell({ type: 'published' });
    },
    queue: (queue) => ({
      ...queue,
      take: async (limit) => (digests.isNewest ? queue.take(limit) : []),
      nextAt: async () => (digests.isNewest ? queue.nextAt() : undefined),
    }),
    canTell(upTo) {
      const can = upTo <= digests.edition.latest;
      if (!can) lookSoon();
      return can;
    },
  };
}
