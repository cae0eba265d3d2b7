// Whose the deliveries are that are being sent, and how those of a dead process come back into the queue.
// Made by database.ts for each store; called by deliveries.ts and record.ts.

import { randomUUID } from 'node:crypto';
import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import type { StoreTransaction } from './context.ts';
import type { Tables } from './schema.ts';

export interface Owner {
  /** Written beside each delivery that is taken; `null` where there is one process. */
  readonly id: string | null;
  /** Makes sure that what is taken from now on counts as taken by a living process. */
  hold(): Promise<void>;
  /** Puts deliveries whose process is dead back into the queue. Gives how many. */
  requeueAbandoned(): Promise<number>;
  /** Ms until another process with deliveries in its hands counts as dead; `undefined` when there is none. */
  untilAbandoned(): Promise<number | undefined>;
  /** Lets go of everything. */
  release(): Promise<void>;
}

export interface OwnerOptions {
  readonly db: Kysely<Tables>;
  /** Epoch ms. */
  readonly now: () => number;
}

/** The only process there is: whatever is found being sent is a dead one's. */
export function soleOwner({ db, now }: OwnerOptions): Owner {
  return {
    id: null,
    hold: async () => {},
    requeueAbandoned: () => requeue(db, now()),
    untilAbandoned: async () => undefined,
    release: async () => {},
  };
}

export interface LeaseOptions extends OwnerOptions {
  /** A process counts as dead after so long without a sign of life, ms. */
  readonly lease: number;
  onTakenOver(deliveries: number): void;
}

/** Signs of life in one lease: two may be lost on the way before the process counts as dead. */
const BEATS = 4;

/** One of several processes: gives signs of life from its first `hold` on, by the database's clock. */
export function leasedOwner(options: LeaseOptions): Owner {
  return new LeasedOwner(options);
}

const databaseNow = sql<number>`floor(extract(epoch from clock_timestamp()) * 1000)::bigint`;

class LeasedOwner implements Owner {
  readonly id = randomUUID();
  readonly #o: LeaseOptions;
  readonly #interval: number;
  #timer: NodeJS.Timeout | undefined;
  /** `performance.now()` of the last sign of life that arrived. */
  #heldAt = Number.NEGATIVE_INFINITY;
  #beating: Promise<void> = Promise.resolve();
  #released = false;

  constructor(options: LeaseOptions) {
    this.#o = options;
    this.#interval = options.lease / BEATS;
  }

  async hold(): Promise<void> {
    if (performance.now() - this.#heldAt < 2 * this.#interval) return;
    await this.#renew();
    if (!this.#timer) this.#beatLater();
  }

  async requeueAbandoned(): Promise<number> {
    await this.hold();
    return this.#o.db.transaction().execute(async (transaction) => {
      // First, so that one who comes back to life meanwhile waits for the end of this and begins anew.
      await transaction.deleteFrom('process').where('alive_until', '<', databaseNow).execute();
      return requeue(transaction, this.#o.now());
    });
  }

  async untilAbandoned(): Promise<number | undefined> {
    const row = await this.#o.db
      .selectFrom('process')
      .select(sql<number | null>`min(alive_until) - ${databaseNow}`.as('left'))
      .where('id', '!=', this.id)
      .where((eb) =>
        eb.exists(
          eb
            .selectFrom('delivery')
            .select('delivery.id')
            .where('delivery.taken_at', 'is not', null)
            .whereRef('delivery.owner', '=', 'process.id'),
        ),
      )
      .executeTakeFirst();
    return row?.left ?? undefined;
  }

  async release(): Promise<void> {
    this.#released = true;
    clearTimeout(this.#timer);
    if (!this.#timer) return;
    await this.#beating;
    // Without an answer the lease runs out by itself.
    await this.#o.db
      .deleteFrom('process')
      .where('id', '=', this.id)
      .execute()
      .catch(() => {});
  }

  async #renew(): Promise<void> {
    const asked = performance.now();
    await this.#o.db
      .insertInto('process')
      .values({ id: this.id, alive_until: sql`${databaseNow} + ${sql.lit(this.#o.lease)}` })
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((eb) => ({ alive_until: eb.ref('excluded.alive_until') })),
      )
      .execute();
    this.#heldAt = asked;
  }

  #beatLater(): void {
    if (this.#released) return;
    this.#timer = setTimeout(() => {
      this.#beating = this.#beat().then(() => this.#beatLater());
    }, this.#interval);
    this.#timer.unref();
  }

  /** Never rejects: without the database nothing can be taken, and the next one tries again. */
  async #beat(): Promise<void> {
    // After the database was away, the others first get the time to say that they live.
    const steady = performance.now() - this.#heldAt < 2 * this.#interval;
    try {
      await this.#renew();
      if (!steady) return;
      const taken = await this.requeueAbandoned();
      if (taken > 0) this.#o.onTakenOver(taken);
    } catch {}
  }
}

async function requeue(db: Kysely<Tables> | StoreTransaction, at: number): Promise<number> {
  const changed = await db
    .updateTable('delivery')
    .set({ state: 'queued', not_before: at, taken_at: null, owner: null })
    .where('taken_at', '<=', Number.MAX_SAFE_INTEGER)
    .where((eb) =>
      eb.or([
        eb('owner', 'is', null),
        eb.not(
          eb.exists(eb.selectFrom('process').select('id').whereRef('process.id', '=', 'delivery.owner')),
        ),
      ]),
    )
    .executeTakeFirst();
  return Number(changed.numUpdatedRows);
}

/** Being sent, and by this process. */
export function sentBy({ id }: Owner) {
  return (eb: ExpressionBuilder<Tables, 'delivery'>) =>
    eb.and([
      eb('delivery.taken_at', 'is not', null),
      id === null ? eb('delivery.owner', 'is', null) : eb('delivery.owner', '=', id),
    ]);
}
