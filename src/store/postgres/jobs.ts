// pg-boss: a job for each delivery that waits or is being sent, in the store's own database and transactions.

import type { fromKysely, JobInsert, PgBoss } from 'pg-boss';
import { type Clock, within } from '../../clock.ts';
import { SILENCE, type StoreLog } from '../store-options.ts';
import type { ChatId, DeliveryId, DeliveryTry } from '../types.ts';
import type { PostgresDatabase } from './pool.ts';

export interface JobsOptions {
  readonly after: Clock['after'];
  /**
   * A process counts as dead after this long without a sign of life (ms); 30 s when absent. Another one looks within two
   * thirds of this, so take-overs then happen within 50 s.
   */
  readonly silence?: number;
  readonly log: StoreLog;
}

/** A delivery that waits. */
export interface Job {
  readonly id: DeliveryId;
  readonly chatId: ChatId;
  /** Not before this many ms from now; at once when it is not positive. */
  readonly inMs: number;
}

/** A job that this process has claimed. */
export interface JobClaim {
  readonly id: DeliveryId;
  /** How often it was claimed before and lost. */
  readonly attempt: number;
}

/** A claim whose delivery is being sent. */
export interface HeldClaim extends JobClaim {
  /** The try of the delivery that it is for. */
  readonly tries: number;
}

export interface DeliveryJobs {
  /** Identifies this queue: when it is dropped and created again, and so is empty, this changes. */
  readonly born: string;
  /** Adds jobs; those that exist already stay as they are. */
  add(transaction: KyselyTransaction, jobs: readonly Job[]): Promise<void>;
  /** Up to `limit` jobs whose time has come and that no other process has, one at a time of each chat. */
  claim(transaction: KyselyTransaction, limit: number): Promise<readonly JobClaim[]>;
  /** Call once the claims are committed: keeps them alive. A claim that is not kept alive goes to another process. */
  hold(claims: readonly HeldClaim[]): void;
  /** They are not to be sent any more. */
  remove(transaction: KyselyTransaction, ids: readonly DeliveryId[]): Promise<void>;
  /** Ends `hold` for these tries, not for later ones; call it once their outcome is committed. */
  letGo(tries: readonly DeliveryTry[]): void;
  /** Gives back at once what is still held. */
  stop(): Promise<void>;
}

type KyselyTransaction = Parameters<typeof fromKysely>[0];

const QUEUE = 'deliveries';
/** The shortest heartbeat that pg-boss allows for a queue (ms); a single job may have a shorter one. */
const LEAST_SILENCE = 10_000;
/** Signs of life in one silence: two may be lost on the way. */
const BEATS = 3;
/** Pause after one that did not arrive (ms). */
const RETRY_AFTER = 1_000;
/** After this many signs of life in a row, all other processes have had the time for one. */
const STEADY = 2;
/**
 * After this many added jobs since the queue was last empty, the server is told to analyse its table. Until it does so
 * by itself, within a minute, it takes the table for a small one and sorts all of it for each claim. Then after ten
 * times as many.
 */
const ANALYZE_AT = 10_000;
/** How long a stop waits for what is running (ms). */
const LONGEST_STOP = 1_000;

const DAY_S = 86_400;
/**
 * How long a delivery is retried is decided in delivery/verdict.ts, by its own count of tries; pg-boss only knows who
 * has it. So a lost claim may be taken again at once and any number of times, and one that sits out a flood wait is
 * kept by its heartbeat for up to a day.
 */
const QUEUE_OPTIONS = {
  retryLimit: 1_000_000,
  retryDelay: 0,
  retryBackoff: false,
  expireInSeconds: DAY_S,
  retentionSeconds: 365 * DAY_S,
  warningQueueSize: 2_000_000_000,
};

/**
 * Creates pg-boss's tables or brings them up to date, and from then on looks for lost claims.
 * Rejects with PostgreSQL's own error when it may not create them.
 */
export async function openJobs(
  database: Pick<PostgresDatabase, 'execute'>,
  { after, silence = SILENCE, log }: JobsOptions,
): Promise<DeliveryJobs> {
  const { fromKysely, PgBoss } = await import('pg-boss');
  const schema = await schemaOf(database);
  const boss = new PgBoss({
    db: { executeSql: (text, values) => database.execute(text, values) },
    schema,
    // `#beat` looks for lost claims; all processes together no more often than this.
    supervise: false,
    monitorIntervalSeconds: Math.max(1, Math.floor(silence / 4_000)),
    // Not used: cron, the list of instances, traces. Vacuuming is up to the operator.
    schedule: false,
    registerInstance: false,
    monitorVacuum: false,
    openTelemetry: { enabled: false },
  });
  boss.on('error', (error) => log.warn({ err: error }, 'the queue’s upkeep failed; it is tried again'));
  boss.on('warning', ({ message }) => log.debug({ warning: message }, 'pg-boss warns'));
  try {
    await boss.start();
    const options = { ...QUEUE_OPTIONS, heartbeatSeconds: Math.max(silence, LEAST_SILENCE) / 1000 };
    // `singleton`: of the jobs with one key, which is the chat, only one is being sent, by whatever process.
    if (await boss.getQueue(QUEUE)) await boss.updateQueue(QUEUE, options);
    else await boss.createQueue(QUEUE, { ...options, policy: 'singleton', partition: true });
    const queue = await boss.getQueue(QUEUE);
    if (!queue) throw new Error('pg-boss has no queue that it has just created');
    const { createdOn, table } = queue;
    return new BossJobs({
      boss,
      within: fromKysely,
      born: createdOn.toISOString(),
      after,
      silence,
      analyze: async () => {
        await database.execute(`analyze ${schema}.${table}`);
      },
      log,
    });
  } catch (error) {
    await boss.stop({ graceful: false });
    throw error;
  }
}

/** Next to the store's own tables: two bots may share a database, each with its own search path. */
async function schemaOf(database: Pick<PostgresDatabase, 'execute'>): Promise<string> {
  const { rows } = await database.execute('select current_schema() as name');
  const name = String(rows[0]?.name ?? 'public');
  return name === 'public' ? 'pgboss' : `pgboss_${name.replace(/\W/gu, '_')}`.slice(0, 50);
}

interface BossJobsOptions {
  readonly boss: PgBoss;
  /** pg-boss's own way into a transaction of Kysely's. */
  readonly within: typeof fromKysely;
  readonly born: string;
  readonly after: Clock['after'];
  /** Ms. */
  readonly silence: number;
  /** Brings the server's statistics of the queue's table up to date. */
  readonly analyze: () => Promise<void>;
  readonly log: StoreLog;
}

class BossJobs implements DeliveryJobs {
  readonly born: string;
  readonly #o: BossJobsOptions;
  /** What this process has claimed: the last claim of each. */
  readonly #held = new Map<DeliveryId, HeldClaim>();
  /** Signs of life that arrived in a row. */
  #steady = 1;
  #added = 0;
  #analyzeAt = ANALYZE_AT;
  #cancelBeat = () => {};
  #stopped = false;

  constructor(options: BossJobsOptions) {
    this.#o = options;
    this.born = options.born;
    this.#beatLater();
  }

  async add(transaction: KyselyTransaction, jobs: readonly Job[]): Promise<void> {
    const { boss, silence, within } = this.#o;
    const rows = jobs.map(({ id, chatId, inMs }) => {
      const row: JobInsert = { id: jobIdOf(id), singletonKey: keyOf(chatId) };
      if (inMs > 0) row.startAfter = inMs / 1000;
      if (silence < LEAST_SILENCE) row.heartbeatSeconds = Math.ceil(silence / 1000);
      return row;
    });
    await boss.insert(QUEUE, rows, { db: within(transaction) });
    this.#added += jobs.length;
    if (this.#added >= this.#analyzeAt) this.#analyze();
  }

  async claim(transaction: KyselyTransaction, limit: number): Promise<readonly JobClaim[]> {
    const { boss, within } = this.#o;
    const jobs = await boss.fetch(QUEUE, { batchSize: limit, db: within(transaction) });
    if (jobs.length === 0) {
      this.#added = 0;
      this.#analyzeAt = ANALYZE_AT;
    }
    return jobs.map(({ id, retryCount }) => ({ id: deliveryIdOf(id), attempt: retryCount }));
  }

  hold(claims: readonly HeldClaim[]): void {
    for (const claim of claims) this.#held.set(claim.id, claim);
    const deliveries = claims.filter(({ attempt }) => attempt > 0).length;
    if (deliveries > 0) this.#o.log.info({ deliveries }, 'digests of a process that is gone are taken over');
  }

  async remove(transaction: KyselyTransaction, ids: readonly DeliveryId[]): Promise<void> {
    const { boss, within } = this.#o;
    const options = { db: within(transaction) };
    // With the attempt the server finds them among what is being sent, however much waits.
    const attempts = ids.map((id) => ({ id: jobIdOf(id), retryCount: this.#held.get(id)?.attempt ?? 0 }));
    // pg-boss's types leave `affected` out of the answer.
    const { affected } = (await boss.deleteJob(QUEUE, attempts, options)) as { affected: number };
    // A heartbeat came too late, and no process has taken the job yet.
    if (affected < ids.length) await boss.deleteJob(QUEUE, ids.map(jobIdOf), options);
  }

  letGo(tries: readonly DeliveryTry[]): void {
    for (const one of tries) {
      // A process that stood still may have lost it, and claimed it again meanwhile.
      if (this.#held.get(one.id)?.tries === one.tries) this.#held.delete(one.id);
    }
  }

  async stop(): Promise<void> {
    const { after, boss, log } = this.#o;
    this.#stopped = true;
    this.#cancelBeat();
    const stopping = (async () => {
      if (this.#held.size > 0) await boss.fail(QUEUE, this.#attempts());
      await boss.stop({ graceful: false });
    })().catch((error: unknown) => log.debug({ err: error }, 'the queue was left as it was'));
    await within({ after }, LONGEST_STOP, stopping);
  }

  #attempts() {
    return Array.from(this.#held.values(), ({ id, attempt }) => ({ id: jobIdOf(id), retryCount: attempt }));
  }

  #beatLater(): void {
    if (this.#stopped) return;
    const interval = this.#o.silence / BEATS;
    const pause = this.#steady > 0 ? interval : Math.min(interval, RETRY_AFTER);
    this.#cancelBeat = this.#o.after(pause, () => void this.#beat().then(() => this.#beatLater()));
  }

  /**
   * Gives a sign of life, then looks for claims of processes that give none. After an outage of the database no process
   * has given any for a while, so the others first get the time to. Never rejects.
   */
  async #beat(): Promise<void> {
    const { boss, log } = this.#o;
    try {
      await (this.#held.size > 0 ? boss.touch(QUEUE, this.#attempts()) : boss.getQueue(QUEUE));
      if (this.#steady >= STEADY && !this.#stopped) await boss.supervise(QUEUE);
      this.#steady += 1;
    } catch (error) {
      this.#steady = 0;
      log.debug({ err: error }, 'no sign of life reached the database');
    }
  }

  /** In the background: until it is done, claims are only slower. */
  #analyze(): void {
    this.#analyzeAt *= 10;
    const { analyze, log } = this.#o;
    analyze().catch((error: unknown) => log.debug({ err: error }, 'the queue’s table could not be analysed'));
  }
}

/** pg-boss's key of the jobs that run one after another. */
function keyOf(chatId: ChatId): string {
  return String(chatId);
}

/** Derived from the delivery's id, so that a delivery cannot have two jobs. A UUID of version 8, RFC 9562. */
function jobIdOf(id: DeliveryId): string {
  return `00000000-0000-8000-8000-${id.toString(16).padStart(12, '0')}`;
}

function deliveryIdOf(job: string): DeliveryId {
  return Number.parseInt(job.slice(-12), 16) as DeliveryId;
}
