// Many small writes as few transactions: what arrives while one is under way goes together into the next.

export interface GroupCommitOptions {
  /** How many items one batch has at most. */
  readonly limit?: number;
  /** What a batch waits for before it is written, so that others join it; by default this turn of the event loop. */
  readonly gather?: () => Promise<unknown>;
}

/** Gives a function that resolves once its item is written, and rejects as `write` did for the batch it was in. */
export function groupCommit<Item>(
  write: (items: readonly Item[]) => Promise<void>,
  { limit = 500, gather = () => new Promise(setImmediate) }: GroupCommitOptions = {},
): (item: Item) => Promise<void> {
  interface Waiting {
    readonly item: Item;
    readonly settle: PromiseWithResolvers<void>;
  }
  let waiting: Waiting[] = [];
  let busy = false;

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      await gather();
      const batch = waiting.slice(0, limit);
      waiting = waiting.slice(limit);
      try {
        await write(batch.map(({ item }) => item));
        for (const { settle } of batch) settle.resolve();
      } catch (error) {
        for (const { settle } of batch) settle.reject(error);
      }
    }
    busy = false;
  }

  return (item) => {
    const settle = Promise.withResolvers<void>();
    waiting.push({ item, settle });
    if (!busy) {
      busy = true;
      void run();
    }
    return settle.promise;
  };
}
