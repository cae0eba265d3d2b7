// How long to wait before a call that failed is tried again.

export interface Backoff {
  /** Longest wait after the first failure, ms; doubled after each further one. */
  readonly firstMs: number;
  /** No wait is longer than this, ms. */
  readonly longestMs: number;
}

/**
 * Exponential backoff with equal jitter, ms: half of the ceiling is fixed, so that the wait is never near zero, and half
 * is random, so that many callers do not come back at the same moment.
 * @param failures in a row, at least 1
 * @param random 0 ≤ x < 1
 */
export function backoffMs({ firstMs, longestMs }: Backoff, failures: number, random: () => number): number {
  const ceiling = Math.min(longestMs, firstMs * 2 ** (failures - 1));
  return ceiling / 2 + (ceiling / 2) * random();
}
