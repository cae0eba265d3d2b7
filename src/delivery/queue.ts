// The queue of deliveries as the worker sees it.
// Here on the store of this process; made by app.ts.

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

export function storeQueue(deliveries: Deliveries): Queue {
  return {
    take: (limit) => deliveries.take(limit),
    wanted: (id) => deliveries.wanted(id),
    record: groupCommit((outcomes) => deliveries.record(outcomes)),
    nextAt: () => deliveries.nextAt(),
    recover: () => deliveries.requeueInterrupted(),
  };
}
