// Counts what became of a broadcast's deliveries in its own row, so that progress does not scan a million rows.

import type { DeliveryOutcome } from '../delivery-outcome.ts';
import type { StoreTransaction } from '../transaction.ts';
import type { BroadcastId, DeliveryId } from '../types.ts';

type Counts = Record<'sent' | 'gone' | 'rejected' | 'unsent', number>;

/** The worker's reason for a delivery that was no longer wanted; of a broadcast, because it was stopped. */
const UNWANTED = 'not wanted';

/** Call it last in a transaction: every process that sends the broadcast waits here for the others. */
export async function countBroadcasts(
  transaction: StoreTransaction,
  outcomes: readonly DeliveryOutcome[],
  broadcastOf: (id: DeliveryId) => BroadcastId | null | undefined,
): Promise<void> {
  const counts = new Map<BroadcastId, Counts>();
  for (const outcome of outcomes) {
    const broadcast = broadcastOf(outcome.id);
    const counted = countedAs(outcome);
    if (!broadcast || !counted) continue;
    const one = counts.get(broadcast) ?? { sent: 0, gone: 0, rejected: 0, unsent: 0 };
    one[counted] += 1;
    counts.set(broadcast, one);
  }
  for (const [id, { sent, gone, rejected, unsent }] of counts) {
    await transaction
      .updateTable('broadcast')
      .set((eb) => ({
        sent: eb('sent', '+', sent),
        gone: eb('gone', '+', gone),
        rejected: eb('rejected', '+', rejected),
        unsent: eb('unsent', '+', unsent),
      }))
      .where('id', '=', id)
      .execute();
  }
}

/** `undefined` for what is tried again. */
function countedAs(outcome: DeliveryOutcome): keyof Counts | undefined {
  switch (outcome.type) {
    case 'sent':
    case 'gone':
      return outcome.type;
    case 'retry':
    case 'returned':
      return undefined;
    case 'paused':
      return 'rejected';
    case 'rejected':
      return outcome.reason === UNWANTED ? 'unsent' : 'rejected';
  }
}
