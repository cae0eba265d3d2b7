// How fast sends may leave: the limiter, Telegram's limits per chat and overall, and flood waits for the whole bot.

/** A limit as the generic cell rate algorithm (GCRA, ITU-T I.371) takes it: one number of state per key. */
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
 * GCRA's state: when the next permit would come if all were taken steadily ("theoretical arrival time", ms on the
 * caller's monotonic clock). Zero is a fresh one.
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

/** True when the whole burst is free again, so that the state need not be kept. */
export function isRested({ tat }: Tat, now: number): boolean {
  return tat <= now;
}

/** Replies to people go before digests and broadcasts. */
export type Priority = 'reply' | 'digest';

// How fast Telegram lets a bot send: Bot API FAQ, "My bot is hitting limits".

/** 1 a second in a private chat, with a burst that no person notices; one more than five, since edits count too. */
export const PRIVATE_RATE: Rate = { intervalMs: 1000, burst: 6 };
/** 20 a minute in a group or channel, burst included: 5 at once, then one every 4 s. */
export const GROUP_RATE: Rate = { intervalMs: 4000, burst: 5 };

/**
 * The burst over all chats, as ms of the overall pace. Small, so that a server that counts in windows never sees more
 * than its rate; large enough to catch up after a late timer.
 */
const BURST_MS = 50;
/**
 * The same for replies, which need not wait when digests have used up the pace: the next digest waits instead.
 * At 28 a second no window of a second has more than 30.
 */
const REPLY_BURST_MS = 90;

/** The overall pace as replies and as digests may use it. */
export function overallRates(messagesPerSecond: number): Readonly<Record<Priority, Rate>> {
  const rate = (burstMs: number) =>
    perSecond(messagesPerSecond, Math.max(1, (messagesPerSecond * burstMs) / 1000));
  return { reply: rate(REPLY_BURST_MS), digest: rate(BURST_MS) };
}

/** When the next send may leave, over all chats. */
export interface Permits {
  /**
   * Milliseconds until a send of this priority may leave; 0 when one may now. Infinity: not known yet, and `onFree`
   * is called when it is.
   * @param now monotonic ms
   * @param waiting chats that have something to send
   */
  waitMs(priority: Priority, now: number, waiting: number): number;
  /** One leaves. Call it only when `waitMs` gives 0. */
  take(priority: Priority, now: number): void;
  /** Calls whenever a permit may have become free earlier than `waitMs` said. */
  onFree(listener: () => void): void;
}

/** The overall pace of a process that shares it with no other. */
export class OwnPermits implements Permits {
  readonly #rates: Readonly<Record<Priority, Rate>>;
  readonly #pace: Tat = { tat: 0 };

  constructor(messagesPerSecond: number) {
    this.#rates = overallRates(messagesPerSecond);
  }

  waitMs(priority: Priority, now: number): number {
    return waitFor(this.#rates[priority], this.#pace, now);
  }

  take(priority: Priority, now: number): void {
    take(this.#rates[priority], this.#pace, now);
  }

  onFree(): void {}
}

/** 429s for this many chats within `FLOOD_WINDOW_MS` mean that the bot is too fast, not the chat. */
const FLOOD_CHATS = 3;
const FLOOD_WINDOW_MS = 1000;

/** Tells a 429 that concerns one chat from those that mean the whole bot. */
export class FloodWatch {
  #recent: { readonly at: number; readonly chat: number; readonly until: number }[] = [];
  #allUntil = 0;

  /** Nothing goes out to any chat before this, monotonic ms. */
  get allUntil(): number {
    return this.#allUntil;
  }

  holdAll(until: number): void {
    this.#allUntil = Math.max(this.#allUntil, until);
  }

  /** Monotonic ms until which all chats now wait; `undefined` while the flood concerns this chat alone. */
  note(chat: number, now: number, until: number): number | undefined {
    this.#recent = this.#recent.filter((flood) => now - flood.at < FLOOD_WINDOW_MS && flood.chat !== chat);
    this.#recent.push({ at: now, chat, until });
    if (this.#recent.length < FLOOD_CHATS) return undefined;
    const all = Math.min(...this.#recent.map((flood) => flood.until));
    this.holdAll(all);
    return all;
  }
}
