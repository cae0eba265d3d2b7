// The queue of deliveries as the worker sees it.
// Here on the store of this process; made by app.ts.

import { type Clock, sleep } from '../clock.ts';
import type { Deliveries, TakenDelivery } from '../store/deliveries.ts';
import { groupCommit } from '../store/group-commit.ts';
import type { DeliveryOutcome } from '../store/record.ts';
import type { DeliveryId } from '../store/types.ts';

export interface Queue {
  /** Up to `limit` deliveries whose time has come, now being sent. */
  take(limit: number): Promise<readonly TakenDelivery[]>;
  /** Asked right before a send: `false` when the chat has stopped its digests since it was taken. */
  wanted(id: DeliveryId): Promise<boolean>;
  /** Resolves when it is on the disk. */
  record(outcome: DeliveryOutcome): Promise<void>;
  /** Epoch ms from which the next delivery may be sent; `undefined` when none waits. */
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
    wanted: (id) => deliveries.wanted(id),
    record: groupCommit((outcomes) => deliveries.record(outcomes), {
      gather: () => sleep(clock, GATHER_FOR),
    }),
    nextAt: () => deliveries.nextAt(),
    recover: () => deliveries.requeueInterrupted(),
  };
}
