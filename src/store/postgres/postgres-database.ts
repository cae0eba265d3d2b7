// Opens a database of PostgreSQL, with pg-boss as the queue of deliveries.

import { sql } from 'kysely';
import { systemClock } from '../../clock.ts';
import { UserError } from '../../errors.ts';
import type { OpenDatabase } from '../context.ts';
import { closedQueue } from '../delivery-queue.ts';
import { bringUpToDate, oneAfterAnother } from '../migrate.ts';
import { noLog, type StoreOptions } from '../store-options.ts';
import { createWriteWatch, keepChecking, type WriteWatch } from '../write-watch.ts';
import { addMissingJobs, createJobQueue } from './job-queue.ts';
import { openJobs } from './jobs.ts';
import { CONNECTED } from './members.ts';
import { openPostgres, type PostgresDatabase } from './pool.ts';
import { postgresDialect } from './postgres-dialect.ts';
import { postgresProblem, storageProblem } from './postgres-problem.ts';

/** For pg-boss's tables to be made on a machine with much else to do, ms; another process that starts waits for it. */
const OPEN_WITHIN = 60_000;

/** @throws UserError when it cannot be used: address, password, rights, a newer version */
export async function openPostgresDatabase(url: string, options: StoreOptions): Promise<OpenDatabase> {
  const watch = createWriteWatch(storageProblem, options.log ?? noLog);
  const database = await openPostgres(url, {
    access: options.access ?? 'own',
    silence: options.silence,
    onStatement: watch.onStatement,
  });
  try {
    if (options.alone) await refuseMembers(database);
    await bringUpToDate(database.db, postgresDialect, options);
    return await (options.access === 'read'
      ? openForReading(database, options, watch)
      : openForWriting(database, options, watch));
  } catch (error) {
    await database.db.destroy();
    throw postgresProblem(error);
  }
}

function openForReading({ db }: PostgresDatabase, { now }: StoreOptions, watch: WriteWatch): OpenDatabase {
  return {
    context: { db, dialect: postgresDialect, queue: closedQueue, now },
    ping: () => ping(db, watch),
    close: () => db.destroy(),
  };
}

async function refuseMembers({ execute }: PostgresDatabase): Promise<void> {
  const { rows } = await execute(`select count(distinct objid)::int as count from (${CONNECTED}) connected`);
  const count = Number(rows[0]?.count);
  if (count === 0) return;
  throw new UserError(
    `${count === 1 ? 'a process' : `${count} processes`} of the bot ${count === 1 ? 'is' : 'are'} at work on this database; stop the bot first`,
  );
}

async function ping(db: PostgresDatabase['db'], watch: WriteWatch): Promise<void> {
  await sql`select 1`.execute(db);
  await watch.check(db);
}

async function openForWriting(
  database: PostgresDatabase,
  options: StoreOptions,
  watch: WriteWatch,
): Promise<OpenDatabase> {
  const { now, after = systemClock.after, silence, log = noLog } = options;
  const { db } = database;
  // Two processes that create pg-boss's tables at the same moment would get in each other's way.
  const jobs = await oneAfterAnother(db, postgresDialect, async (transaction) => {
    // This connection idles while pg-boss makes its tables over others, which may take longer than a silence.
    await sql`set local idle_in_transaction_session_timeout = ${sql.lit(OPEN_WITHIN)}`.execute(transaction);
    return openJobs(database, { after, log, ...(silence === undefined ? {} : { silence }) });
  });
  try {
    const added = await addMissingJobs(db, jobs, now);
    if (added > 0) log.info({ deliveries: added }, 'digests that waited are in the queue now');
  } catch (error) {
    await jobs.stop();
    throw error;
  }
  const context = { db, dialect: postgresDialect, now };
  const stopChecking = keepChecking(watch, db, after);
  return {
    context: { ...context, queue: createJobQueue(context, jobs) },
    ping: () => ping(db, watch),
    async close() {
      stopChecking();
      await jobs.stop();
      await db.destroy();
    },
  };
}
