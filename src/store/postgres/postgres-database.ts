// Opens a database of PostgreSQL, with pg-boss as the queue of deliveries.

import { systemClock } from '../../clock.ts';
import type { OpenDatabase } from '../context.ts';
import { closedQueue } from '../delivery-queue.ts';
import { bringUpToDate, oneAfterAnother } from '../migrate.ts';
import { noLog, type StoreOptions } from '../store-options.ts';
import { addMissingJobs, createJobQueue } from './job-queue.ts';
import { openJobs } from './jobs.ts';
import { openPostgres, type PostgresDatabase } from './pool.ts';
import { postgresDialect } from './postgres-dialect.ts';
import { postgresProblem } from './postgres-problem.ts';

/** @throws UserError when it cannot be used: address, password, rights, a newer version */
export async function openPostgresDatabase(url: string, options: StoreOptions): Promise<OpenDatabase> {
  const database = await openPostgres(url, { access: options.access ?? 'own', silence: options.silence });
  try {
    await bringUpToDate(database.db, postgresDialect, options);
    return await (options.access === 'read'
      ? openForReading(database, options)
      : openForWriting(database, options));
  } catch (error) {
    await database.db.destroy();
    throw postgresProblem(error);
  }
}

function openForReading({ db }: PostgresDatabase, { now }: StoreOptions): OpenDatabase {
  return {
    context: { db, dialect: postgresDialect, queue: closedQueue, now },
    close: () => db.destroy(),
  };
}

async function openForWriting(database: PostgresDatabase, options: StoreOptions): Promise<OpenDatabase> {
  const { now, after = systemClock.after, silence, log = noLog } = options;
  const { db } = database;
  // Two processes that create pg-boss's tables at the same moment would get in each other's way.
  const jobs = await oneAfterAnother(db, postgresDialect, () =>
    openJobs(database, { after, log, ...(silence === undefined ? {} : { silence }) }),
  );
  try {
    const added = await addMissingJobs(db, jobs, now);
    if (added > 0) log.info({ deliveries: added }, 'digests that waited are in the queue now');
  } catch (error) {
    await jobs.stop();
    throw error;
  }
  const context = { db, dialect: postgresDialect, now };
  return {
    context: { ...context, queue: createJobQueue(context, jobs) },
    async close() {
      await jobs.stop();
      await db.destroy();
    },
  };
}
