// Throttles log lines that would come many times a second while the database is away and drown the others.

import type { Clock } from '../clock.ts';

type Write = (facts: object, message: string) => void;

/** Between two lines with the same message, ms. */
const EVERY = 10_000;

/** The first line with a message is written at once, then one in ten seconds; `leftOut` counts those in between. */
export function throttleLog(write: Write, clock: Pick<Clock, 'monotonic'>): Write {
  const written = new Map<string, { readonly at: number; leftOut: number }>();
  return (facts, message) => {
    const at = clock.monotonic();
    const last = written.get(message);
    if (last && at - last.at < EVERY) {
      last.leftOut += 1;
      return;
    }
    written.set(message, { at, leftOut: 0 });
    write(last && last.leftOut > 0 ? { ...facts, leftOut: last.leftOut } : facts, message);
  };
}
