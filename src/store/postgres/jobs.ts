// Deliveries that wait for any of several processes on PostgreSQL: pg-boss in the store's own database and
// transactions.

import type { JobDatabase, OpenJobs } from '../jobs.ts';
import { BossJobs } from './claimed-jobs.ts';

export interface BossLog {
  debug(facts: object, message: string): void;
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
}

export interface BossOptions {
  readonly log: BossLog;
  /** A process counts as dead after so long without a sign of life, ms. */
  readonly silence?: number;
}

const QUEUE = 'deliveries';
/** With two thirds of it until somebody looks, others take over within 50 s, ms. */
const SILENCE = 30_000;
/** pg-boss's least for a queue, ms; a job may have less. */
const LEAST_SILENCE = 10_000;

const DAY = 86_400;
/**
 * How long a job lives is decided in verdict.ts, by the delivery's own tries: pg-boss only says who has it. So a claim
 * that was lost may be taken again at once, any number of times; one that waits for a flood to end is kept by its
 * heartbeat, and times out in a day.
 */
const LIFE = {
  ...{ retryLimit: 1_000_000, retryDelay: 0, retryBackoff: false },
  ...{ expireInSeconds: DAY, retentionSeconds: 365 * DAY },
  warningQueueSize: 2_000_000_000,
};

/**
 * Gives what opens the queue: its tables are made or brought up to date, and from then on lost claims are looked for.
 * It rejects with PostgreSQL's own error when it may not make them.
 */
export function bossJobs({ log, silence = SILENCE }: BossOptions): OpenJobs {
  return async (database) => {
    const { fromKysely, PgBoss } = await import('pg-boss');
    const schema = await schemaOf(database);
    const boss = new PgBoss({
      db: { executeSql: (text, values) => database.execute(text, values) },
      schema,
      // Lost claims are looked for by the beat of queue-jobs.ts; all processes together no more often than this.
      ...{ supervise: false, monitorIntervalSeconds: Math.max(1, Math.floor(silence / 4_000)) },
      // Not used here: cron, the list of instances, traces; and vacuum is the operator's.
      ...{ schedule: false, registerInstance: false, monitorVacuum: false },
      openTelemetry: { enabled: false },
    });
    boss.on('error', (error) => log.warn({ err: error }, 'the queue’s upkeep failed; it is tried again'));
    boss.on('warning', ({ message }) => log.debug({ warning: message }, 'pg-boss warns'));
    try {
      await boss.start();
      const options = { ...LIFE, heartbeatSeconds: Math.max(silence, LEAST_SILENCE) / 1000 };
      // `singleton`: of one key, which is the chat, one job at a time is being sent, whoever sends it.
      if (await boss.getQueue(QUEUE)) await boss.updateQueue(QUEUE, options);
      else await boss.createQueue(QUEUE, { ...options, policy: 'singleton', partition: true });
      const queue = await boss.getQueue(QUEUE);
      if (!queue) throw new Error('pg-boss has no queue that it has just made');
      const { createdOn, table } = queue;
      return new BossJobs({
        ...{ boss, within: fromKysely, name: QUEUE, born: createdOn.toISOString(), silence, log },
        analyze: async () => {
          await database.execute(`analyze ${schema}.${table}`);
        },
      });
    } catch (error) {
      await boss.stop({ graceful: false });
      throw error;
    }
  };
}

/** Beside the tables of the store: two bots may share a database, each with a search path of its own. */
async function schemaOf(database: JobDatabase): Promise<string> {
  const { rows } = await database.execute('select current_schema() as name');
  const name = String(rows[0]?.name ?? 'public');
  return name === 'public' ? 'pgboss' : `pgboss_${name.replace(/\W/gu, '_')}`.slice(0, 50);
}
