// The queue of deliveries, as the rest of the store uses it. On SQLite the table of deliveries is the queue; on
// PostgreSQL, where several processes send, each waiting delivery has a job of pg-boss.

import type { InsertQueryBuilder, InsertResult, Selectable } from 'kysely';
import type { DeliveryOutcome } from './delivery-outcome.ts';
import type { DeliveryTable, Tables } from './tables.ts';
import type { TakenDelivery } from './taken-delivery.ts';
import type { StoreTransaction } from './transaction.ts';
import type { ChatId, DeliveryId, DeliveryTry } from './types.ts';

export interface DeliveryQueue {
  /** How often a process that found nothing asks again (ms); `undefined` where no other process adds deliveries. */
  readonly askEvery: number | undefined;
  /**
   * Runs an insert of deliveries that wait from now on. Gives how many rows were added.
   * @param chatOf the chat of an added row
   */
  insert(
    transaction: StoreTransaction,
    insert: DeliveryInsert,
    chatOf: (row: AddedDelivery) => ChatId | null | undefined,
  ): Promise<number>;
  /**
   * Takes up to `limit` deliveries whose time has come, the longest waiting first. Of one subscription only the
   * earliest, and none while another is being sent.
   */
  take(limit: number): Promise<readonly TakenDelivery[]>;
  /** Within the transaction that records the outcomes: what is to be tried again waits on. */
  settle(
    transaction: StoreTransaction,
    outcomes: readonly DeliveryOutcome[],
    chatOf: (id: DeliveryId) => ChatId | undefined,
  ): Promise<void>;
  /** After that transaction: these tries are over. */
  release(tries: readonly DeliveryTry[]): void;
  /** Puts back what this database's only process had taken when it crashed. Gives how many. */
  requeueInterrupted(): Promise<number>;
}

export type DeliveryInsert = InsertQueryBuilder<Tables, 'delivery', InsertResult>;
export type AddedDelivery = Pick<Selectable<DeliveryTable>, 'id' | 'subscription_id' | 'chat_id'>;

/** The queue of a store that was opened for reading. */
export const closedQueue: DeliveryQueue = {
  askEvery: undefined,
  insert: refuse,
  take: refuse,
  settle: refuse,
  release() {},
  requeueInterrupted: refuse,
};

function refuse(): Promise<never> {
  return Promise.reject(new Error('the store was opened for reading'));
}
