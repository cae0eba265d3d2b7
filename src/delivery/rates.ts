// How fast Telegram lets a bot speak: to a person, to a group, and over all (Bot API FAQ, "My bot is hitting
// limits").

import { perSecond, type Rate } from './pace.ts';

/** 1 a second in a private chat, with a burst that no person notices; one more than five, since edits count too. */
export const PRIVATE_RATE: Rate = { intervalMs: 1000, burst: 6 };
/** 20 a minute in a group or channel, burst included: 5 at once, then one every 4 s. */
export const GROUP_RATE: Rate = { intervalMs: 4000, burst: 5 };

/**
 * How many sends may leave at once when the overall pace has rested, ms of it. Small, so that a server that
 * counts in windows never sees more than its rate; large enough for a late timer to be caught up.
 */
const BURST_MS = 50;
/**
 * The same for replies: one need not wait for the pace that digests have used up, and the next digest waits instead.
 * At 28 a second no window of a second has more than 30.
 */
const REPLY_BURST_MS = 90;

/** The overall pace as replies and as digests may use it. */
export function overallRates(messagesPerSecond: number): Readonly<Record<'reply' | 'digest', Rate>> {
  const rate = (burstMs: number) =>
    perSecond(messagesPerSecond, Math.max(1, (messagesPerSecond * burstMs) / 1000));
  return { reply: rate(REPLY_BURST_MS), digest: rate(BURST_MS) };
}
