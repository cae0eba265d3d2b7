// Opens a database of SQLite: a file, or `:memory:`.

import path from 'node:path';
import { Kysely, SqliteDialect } from 'kysely';
import type { OpenDatabase } from '../context.ts';
import { closedQueue } from '../delivery-queue.ts';
import { bringUpToDate } from '../migrate.ts';
import type { StoreOptions } from '../store-options.ts';
import type { Tables } from '../tables.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import { openSqlite } from './sqlite-file.ts';
import { createTableQueue } from './table-queue.ts';

/** @throws UserError when it cannot be opened: folder, file, another process, a newer version */
export async function openSqliteDatabase(file: string, options: StoreOptions): Promise<OpenDatabase> {
  const { now, access = 'own', log } = options;
  const connection = openSqlite(file, access);
  if (connection.isNew)
    log?.info({ file: path.resolve(file) }, 'there was no database yet; a new one is made');
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: connection }) });
  // Kysely closes the file only once it has used it.
  const close = async () => {
    await db.destroy();
    connection.close();
  };
  try {
    await bringUpToDate(db, sqliteDialect, options);
  } catch (error) {
    await close();
    throw error;
  }
  const context = { db, dialect: sqliteDialect, now };
  const queue = access === 'own' ? createTableQueue(context) : closedQueue;
  return { context: { ...context, queue }, close };
}
