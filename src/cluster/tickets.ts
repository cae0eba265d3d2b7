// Which updates have been posted to any process of the cluster, and whose turn it is among the changes of a chat.

import type { Clock } from '../clock.ts';
import { CONNECTED } from '../store/postgres/members.ts';
import type { Statement } from './connection.ts';
import { MS } from './shared-sql.ts';
import type { SharedState } from './shared-state.ts';

/** The place of a change among the changes of its chat. */
export interface Ticket {
  readonly chat: number;
  readonly number: number;
}

export type Arrival =
  | { readonly type: 'known' }
  /** `ticket` where it may change what the chat has chosen. */
  | { readonly type: 'new'; readonly ticket: Ticket | undefined };

export interface Tickets {
  /**
   * Records that the update has come; `known` when it came before, to a process that is still running.
   * @param chat whose choices it may change
   */
  note(update: number, chat: number | undefined): Promise<Arrival>;
  /** It was not taken after all: Telegram will post it again. */
  putBack(update: number, ticket: Ticket | undefined): Promise<void>;
  /** Resolves when all earlier changes of the chat are done, or after 10 s. Never rejects. */
  turnOf(ticket: Ticket): Promise<void>;
  /** The change is done, and its answer has been sent. */
  done(ticket: Ticket): Promise<void>;
}

/** A change that takes longer no longer holds up the next one (ms). */
const LONGEST_TURN = 10_000;
/** Telegram posts an update again for a day at most (ms). */
const KEPT_FOR = 86_400_000;
/** Tickets of a chat without changes are deleted after this (ms). */
const TICKETS_KEPT_FOR = 3_600_000;
const PURGE_EVERY = 600_000;

const NOTE: Statement = {
  name: 'note',
  text: `with arrived as (
      insert into shared_arrival as arrival (update_id, holder, arrived_at) values ($1::bigint, $2::bigint, ${MS})
      on conflict (update_id) do update set holder = excluded.holder
      where arrival.holder <> excluded.holder
        and not exists (select from (${CONNECTED}) connected where connected.objid = arrival.holder::oid)
      returning update_id
    ), ticket as (
      insert into shared_turn as turn (chat, last, served, at)
      select $3::bigint, 1, 0, ${MS} from arrived where $3::bigint is not null
      on conflict (chat) do update set last = turn.last + 1, at = excluded.at
      returning last, served
    )
    select exists (select from arrived) as new, (select last from ticket) as number,
      (select served from ticket) as served`,
};
const PUT_BACK: Statement = {
  name: 'put back',
  text: 'delete from shared_arrival where update_id = $1::bigint',
};
const SERVED: Statement = {
  name: 'served',
  text: 'select served from shared_turn where chat = $1::bigint',
};
const DONE: Statement = {
  name: 'done',
  text: 'update shared_turn set served = greatest(served, $2::bigint) where chat = $1::bigint',
};
const PURGE: Statement = {
  name: 'purge',
  text: `with tickets as (delete from shared_turn where at < ${MS} - ${TICKETS_KEPT_FOR})
    delete from shared_arrival where arrived_at < ${MS} - ${KEPT_FOR}`,
};

export function createTickets(shared: SharedState, clock: Clock): Tickets {
  const waiting = new Map<number, Set<() => void>>();
  /** The last ticket of each chat that is known to be done. */
  const served = new Map<number, number>();
  let purgedAt = Number.NEGATIVE_INFINITY;

  shared.listen((signal) => {
    if (signal.type === 'served') wake(signal.chat);
    if (signal.type === 'missed') for (const chat of waiting.keys()) wake(chat);
  });

  function wake(chat: number): void {
    for (const again of waiting.get(chat) ?? []) again();
  }

  async function isTurn({ chat, number }: Ticket): Promise<boolean> {
    if ((served.get(chat) ?? 0) >= number - 1) return true;
    const [row] = await shared.ask<{ served: number }>(SERVED, [chat]);
    return (row?.served ?? number) >= number - 1;
  }

  /** Never rejects. */
  async function purge(): Promise<void> {
    if (clock.monotonic() - purgedAt < PURGE_EVERY) return;
    purgedAt = clock.monotonic();
    served.clear();
    await shared.ask(PURGE).catch(() => {});
  }

  async function done({ chat, number }: Ticket): Promise<void> {
    await shared.ask(DONE, [chat, number]);
    await shared.tell({ type: 'served', chat });
    wake(chat);
  }

  return {
    async note(update, chat) {
      const [row] = await shared.ask<{ new: boolean; number: number | null; served: number | null }>(NOTE, [
        update,
        shared.id,
        chat ?? null,
      ]);
      void purge();
      if (!row?.new) return { type: 'known' };
      if (chat === undefined || row.number === null) return { type: 'new', ticket: undefined };
      served.set(chat, row.served ?? 0);
      return { type: 'new', ticket: { chat, number: row.number } };
    },
    async putBack(update, ticket) {
      await shared.ask(PUT_BACK, [update]);
      if (ticket) await turnOf(ticket).then(() => done(ticket));
    },
    turnOf,
    done,
  };

  async function turnOf(ticket: Ticket): Promise<void> {
    const { chat } = ticket;
    let isOver = false;
    const { promise: over, resolve: end } = Promise.withResolvers<void>();
    const cancel = clock.after(LONGEST_TURN, () => {
      isOver = true;
      end();
    });
    while (!isOver) {
      const { promise: woken, resolve: again } = Promise.withResolvers<void>();
      const others = waiting.get(chat) ?? new Set();
      waiting.set(chat, others.add(again));
      // Without an answer from the database it waits for its time to be over.
      const isMine = await isTurn(ticket).catch(() => false);
      if (!isMine) await Promise.race([woken, over]);
      others.delete(again);
      if (others.size === 0) waiting.delete(chat);
      if (isMine) break;
    }
    cancel();
  }
}
