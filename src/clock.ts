// Time as a value that is passed in: what the hour is, how long something took, and "call me later".

export interface Clock {
  /** Unix time, whole ms. May jump when somebody sets the machine's clock. */
  now(): number;
  /** Milliseconds since some fixed moment; never jumps, so durations and paces are measured with it. */
  monotonic(): number;
  /** Calls `fn` after `ms` milliseconds, not before, or after some 24 days. Gives the function that cancels it. */
  after(ms: number, fn: () => void): () => void;
}

/** Node's timers fire at once beyond this, ms; longer waits check again after it. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, fn) {
    const timer = setTimeout(fn, Math.min(ms, LONGEST_TIMER_MS));
    return () => clearTimeout(timer);
  },
};

/** Resolves after `ms` milliseconds, or at once when the signal aborts. Never rejects. */
export function sleep(clock: Pick<Clock, 'after'>, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const done = () => {
      cancel();
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const cancel = clock.after(ms, done);
    signal?.addEventListener('abort', done);
  });
}

/** Resolves when the work is done, or after `ms` milliseconds, whatever becomes of it then. Rejects as the work does until then. */
export async function within(clock: Pick<Clock, 'after'>, ms: number, work: Promise<unknown>): Promise<void> {
  const done = new AbortController();
  try {
    await Promise.race([work, sleep(clock, ms, done.signal)]);
  } finally {
    done.abort();
  }
}

/** What the work gives, or `undefined` after `ms` milliseconds. Rejects as the work does until then. */
export async function answeredWithin<Result>(
  clock: Pick<Clock, 'after'>,
  ms: number,
  work: Promise<Result>,
): Promise<Result | undefined> {
  let answer: Result | undefined;
  await within(
    clock,
    ms,
    work.then((result) => {
      answer = result;
    }),
  );
  return answer;
}

/** The clock for `lru-cache`'s `perf`, which takes a start at 0 for "no time to live": 1 ms later, always. */
export function cacheClock(clock: Pick<Clock, 'monotonic'>): { readonly now: () => number } {
  return { now: () => clock.monotonic() + 1 };
}
