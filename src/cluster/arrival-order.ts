// Updates posted to one of several processes: noted before they are taken, so that each is handled once and
// the changes of one chat in the order they came.

import type { Update } from 'telegraf/types';
import type { Gateway } from '../delivery/gateway.ts';
import type { Arrival, Arrivals, Ticket } from './arrivals.ts';

type Taken = 'taken' | 'duplicate' | 'busy';

export interface ArrivingOptions {
  readonly arrivals: Arrivals;
  readonly intake: { accept(update: Update): Taken };
  readonly gateway: Pick<Gateway, 'quiet'>;
  /** The chat whose choices the update may change. */
  readonly changes: (update: Update) => number | undefined;
  readonly onKnown: (update: Update) => void;
  readonly log: Record<'debug' | 'warn', (facts: object, message: string) => void>;
}

export interface Arriving {
  accept(update: Update): Promise<Taken>;
  /** Runs the handling of the update in its turn. */
  inTurn<Result>(update: Update, handle: () => Promise<Result>): Promise<Result>;
  /** Resolves when the turns of all that was handled have been given on. */
  settle(): Promise<void>;
}

export function createArriving(options: ArrivingOptions): Arriving {
  const { arrivals, intake, gateway, changes, onKnown, log } = options;
  const tickets = new Map<number, Ticket>();
  const under = new Set<Promise<void>>();

  /** Without the database people are answered all the same: Telegram posts to one process, and again only if that fails. */
  async function note(update: Update): Promise<Arrival> {
    try {
      return await arrivals.note(update.update_id, changes(update));
    } catch (error) {
      log.debug({ err: error, update: update.update_id }, 'other processes do not know of an update');
      return { type: 'new', ticket: undefined };
    }
  }

  function inBackground(work: Promise<void>, failed: string): void {
    const settled = work
      .catch((error: unknown) => log.warn({ err: error }, failed))
      .finally(() => under.delete(settled));
    under.add(settled);
  }

  return {
    async accept(update) {
      if (!Number.isSafeInteger(update.update_id)) return intake.accept(update);
      const arrival = await note(update);
      if (arrival.type === 'known') {
        onKnown(update);
        return 'duplicate';
      }
      const { ticket } = arrival;
      if (ticket) tickets.set(update.update_id, ticket);
      const taken = intake.accept(update);
      if (taken === 'taken') return taken;
      tickets.delete(update.update_id);
      inBackground(arrivals.putBack(update.update_id, ticket), 'an update that was not taken is held back');
      return taken;
    },
    async inTurn(update, handle) {
      const ticket = tickets.get(update.update_id);
      if (!ticket) return handle();
      tickets.delete(update.update_id);
      await arrivals.turnOf(ticket);
      try {
        return await handle();
      } finally {
        // What the next one says must come behind what this one says.
        const done = gateway.quiet(ticket.chat).then(() => arrivals.done(ticket));
        inBackground(done, 'the next change of a chat has to wait');
      }
    },
    async settle() {
      await Promise.all(under);
    },
  };
}
