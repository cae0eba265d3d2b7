// What every part of the store works with.

import type { Kysely } from 'kysely';
import type { Dialect } from './dialect.ts';
import type { Jobs } from './jobs.ts';
import type { Tables } from './schema.ts';

export interface StoreContext {
  readonly db: Kysely<Tables>;
  readonly dialect: Dialect;
  /** Where deliveries wait, if several processes send; otherwise their table is the queue. */
  readonly jobs: Jobs | undefined;
  /** The clock, epoch ms. */
  readonly now: () => number;
}
