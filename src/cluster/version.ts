// Processes with different versions of the content: only those with the newest version plan and send digests.

import type { Queue } from '../delivery/queue.ts';
import type { Sequence } from '../store/types.ts';
import type { Cluster } from './cluster.ts';

export interface NewestVersionOptions {
  readonly digests: OwnVersion;
  readonly cluster: Pick<Cluster, 'listen' | 'tell'>;
  readonly log: Readonly<Record<'info' | 'warn', (fields: object, message: string) => void>>;
  /** This process has the newest version from now on. */
  readonly onNewest: () => void;
}

/** The content of this process. */
export interface OwnVersion {
  readonly edition: {
    readonly catalogue: { readonly version: string };
    /** The last ledger entry that this process can tell. */
    readonly latest: Sequence;
  };
  /** False while another process has a newer version. */
  readonly isNewest: boolean;
  /** Checks which version the ledger belongs to now. */
  refresh(): Promise<void>;
}

export interface NewestVersion {
  /** Checks again: another process may have published a newer version, or the newest was rolled back. */
  check(): Promise<void>;
  /** Call it after a version was published. */
  published(): void;
  /** The same queue, but nothing is taken from it while another process has a newer version. */
  queue(queue: Queue): Queue;
  /** False for a digest that was planned with newer content than this process knows of; it then checks again. */
  canTell(upTo: Sequence): boolean;
}

export function followNewestVersion(options: NewestVersionOptions): NewestVersion {
  const { digests, cluster, log, onNewest } = options;
  let loggedAsNewest = true;

  function logChange(): void {
    if (digests.isNewest === loggedAsNewest) return;
    loggedAsNewest = digests.isNewest;
    const { version } = digests.edition.catalogue;
    if (loggedAsNewest) log.info({ version }, 'the content of this process is the newest; it sends digests');
    else log.info({ version }, 'another process has newer content and sends the digests');
  }

  async function check(): Promise<void> {
    const before = digests.isNewest;
    await digests.refresh();
    logChange();
    if (digests.isNewest && !before) onNewest();
  }

  function checkSoon(): void {
    check().catch((error: unknown) => {
      log.warn({ err: error }, 'which process has the newest content could not be asked');
    });
  }

  cluster.listen(({ type }) => {
    if (type === 'published' || type === 'missed') checkSoon();
  });

  return {
    check,
    published() {
      logChange();
      if (digests.isNewest) cluster.tell({ type: 'published' });
    },
    queue: (queue) => ({
      ...queue,
      take: async (limit) => (digests.isNewest ? queue.take(limit) : []),
      nextAt: async () => (digests.isNewest ? queue.nextAt() : undefined),
    }),
    canTell(upTo) {
      const can = upTo <= digests.edition.latest;
      if (!can) checkSoon();
      return can;
    },
  };
}
