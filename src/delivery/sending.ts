// A delivery that was taken → its messages, one after another, while the chat wants them → what is to be
// recorded.

import type { Clock } from '../clock.ts';
import type { DeliveryOutcome } from '../store/delivery-outcome.ts';
import type { TakenDelivery } from '../store/taken-delivery.ts';
import { type Content, type Digest, digestPayload } from './digest-payload.ts';
import type { Gateway } from './gateway.ts';
import { seldom } from './log-throttle.ts';
import { type Outcome, rejected } from './outcome.ts';
import type { Queue } from './queue.ts';
import { verdictOn } from './verdict.ts';

export interface SendingLog {
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

export interface SendingOptions {
  readonly queue: Pick<Queue, 'wanted'>;
  readonly gateway: Pick<Gateway, 'send'>;
  readonly contentOf: (taken: TakenDelivery) => Content | Promise<Content>;
  /** Whether the chat wants no sound now. */
  readonly isQuiet: (taken: TakenDelivery) => boolean;
  readonly clock: Clock;
  /** 0 ≤ x < 1, for jitter. */
  readonly random: () => number;
  readonly log: SendingLog;
  /** Sends a second. */
  readonly messagesPerSecond: number;
  /** Bot API `allow_paid_broadcast`. */
  readonly paidBroadcast: boolean;
}

/** Sends it, taken at `takenAt` (monotonic ms), and gives what became of it. Never rejects. */
export type Send = (taken: TakenDelivery, takenAt: number) => Promise<DeliveryOutcome>;

/**
 * Above so many sends a second, asking the store whether a chat still wants its digest costs half of a send, and is
 * left out for so many ms after the taking. The answer to a /stop in that time comes after the digest, in its order.
 */
const FAST = 500;
const FRESH_FOR = 200;
/** For a process that can tell it to take it, ms. */
const LATER = 1_000;

/** @param stopping what has not left is not wanted any more, and goes back */
export function createSending(options: SendingOptions, stopping: AbortSignal): Send {
  const { queue, gateway, clock, random, log, messagesPerSecond, paidBroadcast } = options;

  const failed = seldom((facts, message) => log.error(facts, message), clock);

  /** All messages of a digest; the outcome of the last, or of the first that was not sent. */
  async function sendAll(taken: TakenDelivery, digest: Digest, takenAt: number): Promise<Outcome> {
    const { chatId } = taken;
    const wanted = () => isWanted(taken, takenAt);
    let outcome: Outcome = rejected('empty', 'the digest has no text');
    for (const index of digest.htmls.keys()) {
      const payload = digestPayload(taken, digest, index, { paidBroadcast, silent: options.isQuiet(taken) });
      outcome = await gateway.send(chatId, 'sendMessage', payload, 'digest', wanted);
      if (outcome.type !== 'sent') break;
    }
    return stopping.aborted && isChosen(outcome) ? rejected('stopping', 'the bot is stopping') : outcome;
  }

  async function isWanted({ delivery, chatId }: TakenDelivery, takenAt: number): Promise<boolean> {
    if (stopping.aborted) return false;
    if (messagesPerSecond > FAST && clock.monotonic() - takenAt < FRESH_FOR) return true;
    try {
      return await queue.wanted(delivery);
    } catch (error) {
      // What follows is not known to be unwanted, and the promise is to send it.
      failed({ err: error, chat: chatId }, 'the store does not answer; sending all the same');
      return true;
    }
  }

  return async (taken, takenAt) => {
    const { delivery, chatId } = taken;
    const { id, tries } = delivery;
    try {
      const content = await options.contentOf(taken);
      if (content.type === 'nothing') return { id, tries, type: 'rejected', reason: content.reason };
      if (content.type === 'later') return { id, tries, type: 'returned', notBefore: clock.now() + LATER };
      const outcome = await sendAll(taken, content, takenAt);
      const verdict = verdictOn(outcome, {
        ...{ delivery, chat: chatId, rotated: content.rotated, now: clock.now(), random },
      });
      if (verdict.type === 'rejected' && !isChosen(outcome)) {
        log.warn({ chat: chatId, reason: verdict.reason }, 'a digest could not be sent');
      }
      return verdict;
    } catch (error) {
      log.error({ err: error, chat: chatId }, 'a digest could not be made');
      return { id, tries, type: 'rejected', reason: 'a defect of the bot; its log says more' };
    }
  };
}

/** The chat has stopped its digests. */
function isChosen(outcome: Outcome): boolean {
  return outcome.type === 'rejected' && outcome.why === 'not wanted';
}
