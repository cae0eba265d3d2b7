// Updates that are posted to any process of the cluster: each is handled once, and the changes of one chat in the
// order they came. Keeps in memory what this process has taken; tickets.ts is what all processes share.

import type { Gateway } from '../delivery/gateway.ts';
import type { Ticket, Tickets } from './tickets.ts';

/** Updates and chats by Telegram's ids. */
export interface Arrivals {
  /**
   * Before an update is taken: `false` when it came before, to a process that is still running.
   * @param changes the chat whose choices the update may change
   */
  note(update: number, changes: () => number | undefined): Promise<boolean>;
  /** It was noted, but not taken after all: Telegram will post it again. */
  putBack(update: number): void;
  /** It is never handled here, and nobody else is to have it either: the changes behind it need not wait. */
  release(update: number): void;
  /** Handles an update when the earlier changes of its chat are done. */
  inTurn<Result>(update: number, handle: () => Promise<Result>): Promise<Result>;
  /** Resolves when other processes know of everything that is done here. */
  settle(): Promise<void>;
}

export interface ArrivalsOptions {
  readonly tickets: Tickets;
  readonly gateway: Pick<Gateway, 'quiet'>;
  readonly log: Readonly<Record<'debug' | 'warn', (fields: object, message: string) => void>>;
}

export function createArrivals({ tickets, gateway, log }: ArrivalsOptions): Arrivals {
  /** By update. */
  const own = new Map<number, Ticket>();
  const inFlight = new Set<Promise<void>>();

  function inBackground(work: Promise<void>, failed: string): void {
    const settled = work
      .catch((error: unknown) => log.warn({ err: error }, failed))
      .finally(() => inFlight.delete(settled));
    inFlight.add(settled);
  }

  return {
    async note(update, changes) {
      try {
        const arrival = await tickets.note(update, changes());
        if (arrival.type === 'known') return false;
        if (arrival.ticket) own.set(update, arrival.ticket);
      } catch (error) {
        // Without the database people still get answers: Telegram posts to one process, and again only if that fails.
        log.debug({ err: error, update }, 'other processes do not know of an update');
      }
      return true;
    },
    putBack(update) {
      const ticket = own.get(update);
      own.delete(update);
      inBackground(tickets.putBack(update, ticket), 'an update that was not taken is held back');
    },
    release(update) {
      const ticket = own.get(update);
      if (!ticket) return;
      own.delete(update);
      const done = tickets.turnOf(ticket).then(() => tickets.done(ticket));
      inBackground(done, 'the next change of a chat has to wait');
    },
    async inTurn(update, handle) {
      const ticket = own.get(update);
      if (!ticket) return handle();
      own.delete(update);
      await tickets.turnOf(ticket);
      try {
        return await handle();
      } finally {
        // The answer to the next change must come after the answer to this one.
        const done = gateway.quiet(ticket.chat).then(() => tickets.done(ticket));
        inBackground(done, 'the next change of a chat has to wait');
      }
    },
    async settle() {
      await Promise.all(inFlight);
    },
  };
}
