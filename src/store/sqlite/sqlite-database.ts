// Opens a database of SQLite: a file, or `:memory:`.

import path from 'node:path';
import { Kysely, sql } from 'kysely';
import { systemClock } from '../../clock.ts';
import { UserError } from '../../errors.ts';
import type { OpenDatabase } from '../context.ts';
import { closedQueue } from '../delivery-queue.ts';
import { bringUpToDate } from '../migrate.ts';
import { noLog, type StoreOptions } from '../store-options.ts';
import type { Tables } from '../tables.ts';
import { createWriteWatch, keepChecking } from '../write-watch.ts';
import { patientDialect } from './patient-dialect.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import { openSqlite } from './sqlite-file.ts';
import { createTableQueue } from './table-queue.ts';

/** @throws UserError when it cannot be opened: folder, file, another process, a newer version */
export async function openSqliteDatabase(file: string, options: StoreOptions): Promise<OpenDatabase> {
  const { now, access = 'own', after = systemClock.after, log = noLog } = options;
  const connection = openSqlite(file, access);
  if (connection.isNew)
    log.info({ file: path.resolve(file) }, 'there was no database yet; a new one is made');
  const watch = createWriteWatch((error) => (error instanceof UserError ? error : undefined), log);
  const db = new Kysely<Tables>({
    dialect: patientDialect(connection, { access, after, onBeginFailed: watch.failed }),
    log: watch.onStatement,
  });
  let stopChecking = () => {};
  // Kysely closes the file only once it has used it.
  const close = async () => {
    stopChecking();
    await db.destroy();
    connection.close();
  };
  try {
    await bringUpToDate(db, sqliteDialect, options);
  } catch (error) {
    await close();
    throw error;
  }
  // Memory has no files; and a command that answers from it ends without closing it.
  if (access === 'own' && file !== ':memory:')
    stopChecking = keepChecking(watch, db, after, () => connection.verify());
  const context = { db, dialect: sqliteDialect, now };
  const queue = access === 'own' ? createTableQueue(context) : closedQueue;
  return {
    context: { ...context, queue },
    async ping() {
      connection.verify();
      await sql`select 1`.execute(db);
      await watch.check(db);
    },
    close,
  };
}
