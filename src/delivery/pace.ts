// How fast, for whom: the generic cell rate algorithm (GCRA, ITU-T I.371), one number per key.

export interface Rate {
  /** Time that one permit takes to come back, ms. */
  readonly intervalMs: number;
  /** Permits that may be taken at once after a rest; at least 1. */
  readonly burst: number;
}

/** At most `perSecond` over any longer stretch, `burst` of them at once. */
export function perSecond(perSecond: number, burst: number): Rate {
  return { intervalMs: 1000 / perSecond, burst };
}

/**
 * The state of one pace: when the next permit would come if all were taken steadily ("theoretical arrival
 * time", ms on the caller's monotonic clock). Zero is a fresh one.
 */
export interface Tat {
  tat: number;
}

/** Milliseconds until a permit is free; 0 when one is. Takes nothing. */
export function waitFor(rate: Rate, { tat }: Tat, now: number): number {
  return Math.max(0, tat - (rate.burst - 1) * rate.intervalMs - now);
}

/** Takes a permit. Call it only when `waitFor` gives 0. */
export function take(rate: Rate, state: Tat, now: number): void {
  state.tat = Math.max(state.tat, now) + rate.intervalMs;
}

/** True when the pace has nothing left to remember. */
export function isRested({ tat }: Tat, now: number): boolean {
  return tat <= now;
}
