// A figure that is expensive to read: cached for a while, read once at a time, and never waited for long.

import { type Clock, sleep } from '../clock.ts';

export interface CachedFigureOptions<Value> {
  readonly read: () => Promise<Value | undefined>;
  readonly clock: Pick<Clock, 'monotonic' | 'after'>;
  /** How long a value is good, ms. */
  readonly keepFor: number;
  /** How long a caller waits for a value, ms. */
  readonly patience: number;
}

/**
 * Gives the value, or `undefined` when it cannot be read in time. Callers share the read in flight, even when it
 * outlasts their patience.
 */
export function createCachedFigure<Value>(
  options: CachedFigureOptions<Value>,
): () => Promise<Value | undefined> {
  const { read, clock, keepFor, patience } = options;
  let last: { readonly value: Value; readonly at: number } | undefined;
  let inFlight: Promise<Value | undefined> | undefined;

  async function refresh(): Promise<Value | undefined> {
    try {
      const value = await read();
      if (value !== undefined) last = { value, at: clock.monotonic() };
      return value;
    } catch {
      return undefined;
    } finally {
      inFlight = undefined;
    }
  }

  return async () => {
    if (last && clock.monotonic() - last.at < keepFor) return last.value;
    inFlight ??= refresh();
    const answered = new AbortController();
    const value = await Promise.race([inFlight, sleep(clock, patience, answered.signal)]);
    answered.abort();
    return value ?? undefined;
  };
}
