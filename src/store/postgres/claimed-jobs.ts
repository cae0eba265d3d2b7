// The jobs of deliveries in pg-boss: added, claimed and removed in the store's transactions, kept alive
// meanwhile.

import type { fromKysely, JobInsert, PgBoss } from 'pg-boss';
import type { Job, JobClaim, Jobs } from '../jobs.ts';
import type { ChatId, DeliveryId } from '../types.ts';
import type { BossLog } from './jobs.ts';

type Transaction = Parameters<typeof fromKysely>[0];

export interface BossJobsOptions {
  readonly boss: PgBoss;
  /** pg-boss's own way into a transaction of Kysely's. */
  readonly within: typeof fromKysely;
  /** Of pg-boss's queue. */
  readonly name: string;
  /** Which queue it is, when it was made. */
  readonly born: string;
  /** A process counts as dead after so long without a sign of life, ms. */
  readonly silence: number;
  /** Brings the server's statistics of the queue's table up to date. */
  readonly analyze: () => Promise<void>;
  readonly log: BossLog;
}

/** Signs of life in one silence: two may be lost on the way. */
const BEATS = 3;
/** After one that did not arrive, ms. */
const RETRY_AFTER = 1_000;
/** Signs of life on end, after which all others have had the time for one. */
const STEADY = 2;
/** pg-boss takes no shorter heartbeat for a queue, but for a job, ms. */
const LEAST_SILENCE = 10_000;
/** Another process may have added something meanwhile, ms: an idle one asks as often, in one short transaction. */
const ASK_EVERY = 1_000;
/**
 * Jobs added since the queue was last empty, after which the server counts its table: until it does, by itself within
 * a minute, it believes the table to be small, and reads and sorts all of it for each claim. Then after ten times as many.
 */
const ANALYZE_AT = 10_000;
/** At a stop, for what is running at that moment, ms. */
const LONGEST_STOP = 1_000;

export class BossJobs implements Jobs {
  readonly born: string;
  readonly askEvery = ASK_EVERY;
  readonly #o: BossJobsOptions;
  /** What this process has in its hands: the attempt that each was claimed at. */
  readonly #held = new Map<DeliveryId, number>();
  /** Signs of life that arrived, on end. */
  #steady = 1;
  #added = 0;
  #analyzeAt = ANALYZE_AT;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: BossJobsOptions) {
    this.#o = options;
    this.born = options.born;
    this.#beatLater();
  }

  async add(transaction: Transaction, jobs: readonly Job[]): Promise<void> {
    const { boss, name, silence, within } = this.#o;
    const rows = jobs.map(({ id, chatId, inMs }) => {
      const row: JobInsert = { id: jobIdOf(id), singletonKey: keyOf(chatId) };
      if (inMs > 0) row.startAfter = inMs / 1000;
      if (silence < LEAST_SILENCE) row.heartbeatSeconds = Math.ceil(silence / 1000);
      return row;
    });
    await boss.insert(name, rows, { db: within(transaction) });
    this.#added += jobs.length;
    if (this.#added >= this.#analyzeAt) this.#analyze();
  }

  async claim(transaction: Transaction, limit: number): Promise<readonly JobClaim[]> {
    const { boss, name, within } = this.#o;
    const jobs = await boss.fetch(name, { batchSize: limit, db: within(transaction) });
    if (jobs.length === 0) {
      this.#added = 0;
      this.#analyzeAt = ANALYZE_AT;
    }
    return jobs.map(({ id, retryCount }) => ({ id: deliveryIdOf(id), attempt: retryCount }));
  }

  hold(claims: readonly JobClaim[]): void {
    for (const { id, attempt } of claims) this.#held.set(id, attempt);
    const deliveries = claims.filter(({ attempt }) => attempt > 0).length;
    if (deliveries > 0) this.#o.log.info({ deliveries }, 'digests of a process that is gone are taken over');
  }

  async remove(transaction: Transaction, ids: readonly DeliveryId[]): Promise<void> {
    const { boss, name, within } = this.#o;
    const options = { db: within(transaction) };
    // Asked for by attempt, the server finds them among what is being sent, however much waits.
    const attempts = ids.map((id) => ({ id: jobIdOf(id), retryCount: this.#held.get(id) ?? 0 }));
    // What its types leave out of the answer.
    const { affected } = (await boss.deleteJob(name, attempts, options)) as { affected: number };
    // A heartbeat came too late, and nobody has taken it yet.
    if (affected < ids.length) await boss.deleteJob(name, ids.map(jobIdOf), options);
  }

  letGo(ids: readonly DeliveryId[]): void {
    for (const id of ids) this.#held.delete(id);
  }

  async stop(): Promise<void> {
    const { boss, log, name } = this.#o;
    this.#stopped = true;
    clearTimeout(this.#timer);
    const stopping = (async () => {
      if (this.#held.size > 0) await boss.fail(name, this.#attempts());
      await boss.stop({ graceful: false });
    })().catch((error: unknown) => log.debug({ err: error }, 'the queue was left as it was'));
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise((resolve) => {
      timer = setTimeout(resolve, LONGEST_STOP);
    });
    await Promise.race([stopping, enough]);
    clearTimeout(timer);
  }

  #attempts() {
    return Array.from(this.#held, ([id, retryCount]) => ({ id: jobIdOf(id), retryCount }));
  }

  #beatLater(): void {
    if (this.#stopped) return;
    const interval = this.#o.silence / BEATS;
    const again = () => void this.#beat().then(() => this.#beatLater());
    this.#timer = setTimeout(again, this.#steady > 0 ? interval : Math.min(interval, RETRY_AFTER));
    this.#timer.unref();
  }

  /**
   * Says that this process lives, then looks for claims of those that do not. After the database was away nobody has
   * said anything for a while: the others first get the time to. Never rejects.
   */
  async #beat(): Promise<void> {
    const { boss, log, name } = this.#o;
    try {
      await (this.#held.size > 0 ? boss.touch(name, this.#attempts()) : boss.getQueue(name));
      if (this.#steady >= STEADY && !this.#stopped) await boss.supervise(name);
      this.#steady += 1;
    } catch (error) {
      this.#steady = 0;
      log.debug({ err: error }, 'no sign of life reached the database');
    }
  }

  /** Beside everything else: a claim that does not know yet is only slower. */
  #analyze(): void {
    this.#analyzeAt *= 10;
    const { analyze, log } = this.#o;
    analyze().catch((error: unknown) => log.debug({ err: error }, 'the queue’s table could not be analysed'));
  }
}

/** pg-boss's key of what goes one after the other. */
function keyOf(chatId: ChatId): string {
  return String(chatId);
}

/** A delivery's job has an id that follows from its own: it cannot be there twice. A UUID of version 8, RFC 9562. */
function jobIdOf(id: DeliveryId): string {
  return `00000000-0000-8000-8000-${id.toString(16).padStart(12, '0')}`;
}

function deliveryIdOf(job: string): DeliveryId {
  return Number.parseInt(job.slice(-12), 16) as DeliveryId;
}
