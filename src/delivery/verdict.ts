// What became of a digest's send → what is recorded about its delivery.

import type { DeliveryOutcome } from '../store/delivery-outcome.ts';
import type { Delivery } from '../store/types.ts';
import type { GoneReason, Outcome } from './outcome.ts';

/** Times a delivery is taken, each of them up to a minute of tries in the gateway; then it is given up. */
export const MAX_TRIES = 10;
/** The first pause, doubled each time up to the longest, ms: with ten tries, a silence of four hours is outlived. */
const FIRST_PAUSE = 60_000;
const LONGEST_PAUSE = 3_600_000;

/** How the delivery stands, and what time it is (epoch ms). */
export interface VerdictContext {
  readonly delivery: Delivery;
  readonly chat: number;
  readonly rotated: boolean;
  readonly now: number;
  /** 0 ≤ x < 1, for jitter. */
  readonly random: () => number;
}

export function verdictOn(outcome: Outcome, context: VerdictContext): DeliveryOutcome {
  const { id, tries } = context.delivery;
  switch (outcome.type) {
    case 'sent':
      return { id, tries, type: 'sent', messageId: messageIdOf(outcome.result), rotated: context.rotated };
    case 'gone':
      return isSilenced(outcome.why, context.chat)
        ? { id, tries, type: 'paused', reason: outcome.why }
        : { id, tries, type: 'gone', reason: outcome.why };
    case 'rejected':
      return rejection(outcome, context);
    case 'retry':
      return again(context, outcome.why);
    case 'migrated':
    case 'unauthorised':
    case 'conflict':
      return again(context, outcome.type);
  }
}

function rejection(
  { why, description }: Extract<Outcome, { type: 'rejected' }>,
  { delivery: { id, tries }, now }: VerdictContext,
): DeliveryOutcome {
  switch (why) {
    // Not its fault.
    case 'stopping':
    case 'backlog full':
      return { id, tries, type: 'returned', notBefore: now };
    // Its administrators can open the topic again, or choose another.
    case 'topic closed':
      return { id, tries, type: 'paused', reason: why };
    case 'thread not found':
      return { id, tries, type: 'paused', reason: 'topic deleted' };
    case 'other':
      return { id, tries, type: 'rejected', reason: description };
    default:
      return { id, tries, type: 'rejected', reason: why };
  }
}

/**
 * The bot is still in a group or channel and may not write there for now, which its administrators can change.
 * Ids of groups and channels are negative (Bot API); a person who cannot be written to is gone.
 */
export function isSilenced(why: GoneReason, chat: number): boolean {
  return why === 'may not write' && chat < 0;
}

function again({ delivery, now, random }: VerdictContext, reason: string): DeliveryOutcome {
  const { id, tries } = delivery;
  if (tries >= MAX_TRIES) return { id, tries, type: 'rejected', reason: `${reason}, ${tries} times` };
  const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (tries - 1));
  const notBefore = Math.round(now + pause / 2 + (pause / 2) * random());
  return { id, tries, type: 'retry', notBefore, reason };
}

/** Bot API `Message.message_id`; 0 where the answer has none. */
function messageIdOf(result: unknown): number {
  const id = typeof result === 'object' && result !== null && 'message_id' in result ? result.message_id : 0;
  return Number.isSafeInteger(id) ? Number(id) : 0;
}
