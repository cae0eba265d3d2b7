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
/** The pace knows two; a `copy`, which corrects a message that was sent, goes when nothing else is there to be sent. */
export type SendPriority = Priority | 'copy';

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

/** 429s for this many chats within `FLOOD_WINDOW_MS` may mean that the bot is too fast, not the chats. */
const FLOOD_CHATS = 3;
const FLOOD_WINDOW_MS = 1000;
/** Not where more than this many sends went through for each 429. */
const THROUGH_FOR_EACH = 4;
/** Probes that go out one right after another; only when all are refused, the flood concerns every chat. */
const QUICK_PROBES = 12;
/** Between later probes, ms: doubled each time. */
const PROBE_EVERY_MS = 250;
const PROBE_SELDOM_MS = 1_000;

/**
 * Tells a 429 that concerns one chat from those that mean the whole bot. While it may be the whole bot, sends go out one
 * at a time as probes, to chats that were not refused; the first that Telegram lets through frees all of them.
 */
export class FloodWatch {
  #recent: { readonly at: number; readonly chat: number; readonly until: number }[] = [];
  /** Sends let through in this window and in the one before. */
  #through = { since: 0, now: 0, before: 0 };
  #allUntil = 0;
  /** Monotonic ms of the first 429 of those that hold all chats. */
  #suspectSince = 0;
  #probing = false;
  #refusedProbes = 0;
  #nextProbeAt = 0;

  /** Milliseconds until a send may leave, to a chat that is not held itself. */
  waitMs(now: number): number {
    if (now >= this.#allUntil) return 0;
    const next = this.#probing ? this.#allUntil : Math.min(this.#allUntil, this.#nextProbeAt);
    return Math.max(0, next - now);
  }

  /** A send leaves; true where it is a probe, whose end must be told. */
  leaves(now: number): boolean {
    if (now >= this.#allUntil) return false;
    this.#probing = true;
    return true;
  }

  /** Another process knows that all chats have to wait. */
  holdAll(until: number, now: number): void {
    if (until <= this.#allUntil) return;
    this.#allUntil = until;
    this.#suspectSince = now;
    this.#refusedProbes = QUICK_PROBES + 2;
    this.#nextProbeAt = now + this.#gap();
  }

  /** Telegram took a send, or refused it for another reason. True where that frees all chats. */
  letThrough(leftAt: number, now: number, isProbe: boolean): boolean {
    if (isProbe) this.#probing = false;
    this.#count(now);
    // What left before Telegram began to refuse proves nothing.
    if (now >= this.#allUntil || (!isProbe && leftAt < this.#suspectSince)) return false;
    this.#allUntil = 0;
    this.#recent = [];
    return true;
  }

  /** A probe got no answer. */
  unanswered(now: number): void {
    this.#refused(now);
  }

  /** Monotonic ms until which all chats wait, when that has just become certain; else `undefined`. */
  note(chat: number, now: number, until: number, isProbe = false): number | undefined {
    this.#recent = this.#recent.filter((flood) => now - flood.at < FLOOD_WINDOW_MS && flood.chat !== chat);
    this.#recent.push({ at: now, chat, until });
    if (isProbe) {
      this.#refused(now);
      return this.#refusedProbes === QUICK_PROBES && now < this.#allUntil ? this.#allUntil : undefined;
    }
    if (now < this.#allUntil || !this.#areMany(now)) return undefined;
    this.#allUntil = Math.min(...this.#recent.map((flood) => flood.until));
    this.#suspectSince = this.#recent[0]?.at ?? now;
    this.#refusedProbes = 0;
    this.#nextProbeAt = now;
    return undefined;
  }

  #areMany(now: number): boolean {
    this.#turn(now);
    const { now: through, before } = this.#through;
    const floods = this.#recent.length;
    return floods >= FLOOD_CHATS && through + before <= floods * THROUGH_FOR_EACH;
  }

  #refused(now: number): void {
    this.#probing = false;
    this.#refusedProbes += 1;
    this.#nextProbeAt = now + this.#gap();
  }

  #gap(): number {
    if (this.#refusedProbes < QUICK_PROBES) return 0;
    return Math.min(PROBE_SELDOM_MS, PROBE_EVERY_MS * 2 ** (this.#refusedProbes - QUICK_PROBES));
  }

  #count(now: number): void {
    this.#turn(now);
    this.#through.now += 1;
  }

  #turn(now: number): void {
    const age = now - this.#through.since;
    if (age < FLOOD_WINDOW_MS) return;
    this.#through = { since: now, now: 0, before: age < 2 * FLOOD_WINDOW_MS ? this.#through.now : 0 };
  }
}
