// The queue of deliveries as the worker sees it.

import { type Clock, sleep } from '../clock.ts';
import type { Deliveries } from '../store/deliveries.ts';
import type { DeliveryOutcome } from '../store/delivery-outcome.ts';
import type { TakenDelivery } from '../store/taken-delivery.ts';
import type { DeliveryTry } from '../store/types.ts';
import { groupCommit } from './group-commit.ts';

export interface Queue {
  /** Up to `limit` deliveries whose time has come, now being sent. */
  take(limit: number): Promise<readonly TakenDelivery[]>;
  /** Asked right before a send: `false` when the chat has stopped its digests since, or somebody else has it now. */
  wanted(attempt: DeliveryTry): Promise<boolean>;
  /** Resolves when it is on the disk; of a delivery that somebody else has taken over nothing is written. */
  record(outcome: DeliveryOutcome): Promise<void>;
  /** Epoch ms from which there may be something to take; `undefined` when nothing can come by itself. */
  nextAt(): Promise<number | undefined>;
  /** Puts back what a crash interrupted; called once, before anything is taken. Gives how many. */
  recover(): Promise<number>;
}

/**
 * Outcomes are written together when they come within so many ms: a commit waits for the disk, and costs more than
 * all the rest of a send. A crash meanwhile repeats what they stand for, at 28 a second less than one.
 */
const GATHER_FOR = 20;

export function storeQueue(deliveries: Deliveries, clock: Clock): Queue {
  return {
    take: (limit) => deliveries.take(limit),
    wanted: (attempt) => deliveries.wanted(attempt),
    record: groupCommit((outcomes) => deliveries.record(outcomes), {
      gather: () => sleep(clock, GATHER_FOR),
    }),
    nextAt: () => deliveries.nextAt(),
    recover: () => deliveries.requeueInterrupted(),
  };
}
