// Turns the outcome of a send into what is recorded about the delivery.

import type { DeliveryOutcome } from '../store/delivery-outcome.ts';
import type { SentBody } from '../store/sent-body.ts';
import type { Apart, Delivery, Strand } from '../store/types.ts';
import { type Backoff, backoffMs } from './backoff.ts';
import { type GoneReason, messageIdOf, type Outcome } from './outcome.ts';

/** Times a delivery is taken before it is given up; the gateway tries for up to a minute each time. */
export const MAX_TRIES = 10;
/** From a minute to an hour: `MAX_TRIES` tries span two to four hours. */
const BACKOFF: Backoff = { firstMs: 60_000, longestMs: 3_600_000 };

/** What has no room now, as in a chat that waits out a flood, is tried again after this, ms. */
const FULL_FOR = 10_000;

export interface VerdictContext {
  readonly delivery: Delivery;
  readonly chat: number;
  readonly rotated: boolean;
  /** What the digest was on. */
  readonly topics?: 'all' | readonly Strand[] | undefined;
  /** Instead of a digest: the only points that it told. */
  readonly apart?: readonly Apart[] | undefined;
  /** Changes after its span that its words had already. */
  readonly ahead?: readonly Apart[] | undefined;
  /** What its message says, where it is to be corrected when a point in it is. */
  readonly body?: SentBody | undefined;
  /** Epoch ms. */
  readonly now: number;
  /** 0 ≤ x < 1, for jitter. */
  readonly random: () => number;
}

export function verdictOn(outcome: Outcome, context: VerdictContext): DeliveryOutcome {
  const { id, tries } = context.delivery;
  switch (outcome.type) {
    case 'sent':
      return {
        id,
        tries,
        type: 'sent',
        messageId: messageIdOf(outcome.result) ?? 0,
        rotated: context.rotated,
        topics: context.topics,
        body: context.body,
        ...(context.apart ? { apart: context.apart } : {}),
        ...(context.ahead?.length ? { ahead: context.ahead } : {}),
      };
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
    // Not the delivery's fault.
    case 'stopping':
      return { id, tries, type: 'returned', notBefore: now };
    // At once it would only be taken and returned again, in a loop.
    case 'backlog full':
      return { id, tries, type: 'returned', notBefore: now + FULL_FOR };
    // Administrators can open the topic again, or choose another.
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
 * The bot is still in a group or channel but may not write there, which administrators can change.
 * Ids of groups and channels are negative (Bot API); a person whom the bot may not write to is gone.
 */
export function isSilenced(why: GoneReason, chat: number): boolean {
  return why === 'may not write' && chat < 0;
}

function again({ delivery, now, random }: VerdictContext, reason: string): DeliveryOutcome {
  const { id, tries } = delivery;
  if (tries >= MAX_TRIES) return { id, tries, type: 'rejected', reason: `${reason}, ${tries} times` };
  const notBefore = Math.round(now + backoffMs(BACKOFF, tries, random));
  return { id, tries, type: 'retry', notBefore, reason };
}
