// Many small writes in few transactions: items that arrive during one go together into the next.

export interface GroupCommitOptions {
  /** The most items in one batch. */
  readonly limit?: number;
  /** What a batch waits for so that others join it; by default the end of this turn of the event loop. */
  readonly gather?: () => Promise<unknown>;
}

/** Gives a function that resolves once its item is written, or rejects as `write` does for the item's batch. */
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
