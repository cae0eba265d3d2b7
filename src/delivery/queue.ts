// The queue of deliveries as the worker sees it.

import { type Clock, sleep } from '../clock.ts';
import type { Deliveries, PartsSent } from '../store/deliveries.ts';
import type { DeliveryOutcome } from '../store/delivery-outcome.ts';
import type { TakenDelivery } from '../store/taken-delivery.ts';
import type { DeliveryTry } from '../store/types.ts';
import { groupCommit } from './group-commit.ts';

export interface Queue {
  /** Up to `limit` deliveries whose time has come; they count as being sent from now on. */
  take(limit: number): Promise<readonly TakenDelivery[]>;
  /** Asked right before a send: `false` if the chat has stopped its digests or another process has taken it over. */
  wanted(attempt: DeliveryTry): Promise<boolean>;
  /** Resolves when it is on the disk. Writes nothing about a delivery that another process has taken over. */
  record(outcome: DeliveryOutcome): Promise<void>;
  /** As `record`, after each message but the last of a digest that has several. */
  recordParts(sent: PartsSent): Promise<void>;
  /** Epoch ms from which there may be something to take; `undefined` when nothing waits for its time. */
  nextAt(): Promise<number | undefined>;
  /** Puts back what a crash interrupted, and gives how many. To be called once, before anything is taken. */
  recover(): Promise<number>;
}

/**
 * Outcomes that come within this time are written together, ms: a commit waits for the disk and costs more than all the
 * rest of a send. A crash in that time repeats these sends, at 28 a second less than one.
 */
const GATHER_FOR = 20;

export function storeQueue(deliveries: Deliveries, clock: Clock): Queue {
  return {
    take: (limit) => deliveries.take(limit),
    wanted: (attempt) => deliveries.wanted(attempt),
    record: groupCommit((outcomes) => deliveries.record(outcomes), {
      gather: () => sleep(clock, GATHER_FOR),
    }),
    recordParts: groupCommit((sent) => deliveries.recordParts(sent), {
      gather: () => sleep(clock, GATHER_FOR),
    }),
    nextAt: () => deliveries.nextAt(),
    recover: () => deliveries.requeueInterrupted(),
  };
}
