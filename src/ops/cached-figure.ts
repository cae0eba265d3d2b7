// A figure that costs something to find out: asked for by scrapes, but no more often than it pays, and never
// waited for long.

import { type Clock, sleep } from '../clock.ts';

export interface ReadingOptions<Value> {
  readonly read: () => Promise<Value | undefined>;
  readonly clock: Pick<Clock, 'monotonic' | 'after'>;
  /** A value is good for so long, ms. */
  readonly keepFor: number;
  /** Nobody waits longer for a value, ms. */
  readonly patience: number;
}

/**
 * Gives the value; `undefined` while it cannot be had. However many ask, one reading is under way at a time, also when it
 * takes longer than anybody waits.
 */
export function createReading<Value>(options: ReadingOptions<Value>): () => Promise<Value | undefined> {
  const { read, clock, keepFor, patience } = options;
  let last: { readonly value: Value; readonly at: number } | undefined;
  let under: Promise<Value | undefined> | undefined;

  async function ask(): Promise<Value | undefined> {
    try {
      const value = await read();
      if (value !== undefined) last = { value, at: clock.monotonic() };
      return value;
    } catch {
      return undefined;
    } finally {
      under = undefined;
    }
  }

  return async () => {
    if (last && clock.monotonic() - last.at < keepFor) return last.value;
    under ??= ask();
    const enough = new AbortController();
    const value = await Promise.race([under, sleep(clock, patience, enough.signal)]);
    enough.abort();
    return value ?? undefined;
  };
}
