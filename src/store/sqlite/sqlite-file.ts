// A file of SQLite: locked for one process, durable, its statements kept prepared.

import fs from 'node:fs';
import path from 'node:path';
import SQLite from 'better-sqlite3';
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import { LRUCache } from 'lru-cache';
import { UserError } from '../../errors.ts';
import { keepPrivate, makeFolderOf, makePrivate, writeNewFile } from '../private-file.ts';
import type { StoreAccess } from '../store-options.ts';
import { createIdentity } from './file-identity.ts';
import { sqliteProblem } from './sqlite-problem.ts';

/**
 * How long opening a file and reading it for a command wait for other programs (ms). SQLite waits synchronously, so the
 * bot, once it runs, does not let it: see patient-dialect.ts.
 */
const BUSY_TIMEOUT = 5_000;
/** What SQLite keeps next to a database. */
const SIDE_FILES = ['-wal', '-shm'] as const;
/** More than the queries of store/. */
const KEPT_STATEMENTS = 200;

export interface SqliteFile extends SqliteDatabase {
  /** The file was made now. */
  readonly isNew: boolean;
  /** @throws UserError when the file, or one that belongs to it, is no longer the one that was opened */
  verify(): void;
  /** Copies the database as it stands at one moment into a file that must not exist yet. */
  backup(target: string): Promise<void>;
}

/**
 * Opens a file, or `:memory:`, creating it and its folder where `access` is `own`.
 * @throws UserError for what an operator can fix: another process, a folder, a file that is not a database
 */
export function openSqlite(file: string, access: StoreAccess): SqliteFile {
  const memory = file === ':memory:';
  if (!memory) prepareFile(file, access);
  const lock = memory || access === 'read' ? undefined : lockFile(file);
  try {
    const isNew = lock !== undefined && makePrivate(file);
    const database = connect(file, access);
    // Only now: a file that turns out to be something else keeps its rights.
    if (lock) keepOwn(file);
    return wrap(database, { file, isNew, lock });
  } catch (error) {
    lock?.close();
    throw sqliteProblem(error, file);
  }
}

function prepareFile(file: string, access: StoreAccess): void {
  if (access === 'read') {
    if (!fs.existsSync(file)) throw new UserError(`there is no database at ${file}; check DATABASE_URL`);
    return;
  }
  const folder = path.dirname(file);
  try {
    makeFolderOf(file);
    fs.accessSync(folder, fs.constants.W_OK);
  } catch (error) {
    throw new UserError(
      `the folder ${folder} cannot be written; allow it, or set DATABASE_URL to another file`,
      { cause: error },
    );
  }
}

/** SQLite gives the files next to a database its rights. */
function keepOwn(file: string): void {
  for (const each of [file, ...SIDE_FILES.map((ending) => `${file}${ending}`)]) keepPrivate(each);
}

/**
 * Holds `FILE.lock` in an exclusive transaction for as long as the process runs. The operating system releases it
 * however the process ends, and readers of the database itself are not affected.
 */
function lockFile(file: string): SQLite.Database {
  let lock: SQLite.Database | undefined;
  try {
    if (!makePrivate(`${file}.lock`)) keepPrivate(`${file}.lock`);
    lock = new SQLite(`${file}.lock`, { timeout: 0 });
    lock.exec('begin exclusive');
    return lock;
  } catch (error) {
    lock?.close();
    if (error instanceof SQLite.SqliteError && error.code === 'SQLITE_BUSY') {
      throw new UserError(
        `${file} is in use by another process of the bot; stop that one first, or give this one its own DATABASE_URL`,
      );
    }
    throw sqliteProblem(error, `${file}.lock`);
  }
}

function connect(file: string, access: StoreAccess): SQLite.Database {
  const database = new SQLite(file, { timeout: BUSY_TIMEOUT, fileMustExist: access === 'read' });
  try {
    // The first read of the file: it fails here when it is not a database.
    database.pragma('schema_version');
    if (access === 'read') {
      database.pragma('query_only = on');
    } else {
      database.pragma('journal_mode = wal');
      database.pragma('synchronous = full');
      database.pragma('busy_timeout = 0');
    }
    database.pragma('foreign_keys = on');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

interface Opened {
  readonly file: string;
  readonly isNew: boolean;
  /** None for `:memory:`, and where the file is only read. */
  readonly lock: SQLite.Database | undefined;
}

function wrap(database: SQLite.Database, { file, isNew, lock }: Opened): SqliteFile {
  const prepared = new LRUCache<string, SqliteStatement>({ max: KEPT_STATEMENTS });
  const verify = lock ? createIdentity(file) : () => {};

  function explain<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw sqliteProblem(error, file);
    }
  }

  function prepare(text: string): SqliteStatement {
    const statement = database.prepare(text);
    // Nothing is confirmed that went into a file which is not there any more: at the begin, or alone, and at the end.
    const verifyChange = () => {
      if (text === 'commit' || !(statement.readonly || database.inTransaction)) verify();
    };
    return {
      reader: statement.reader,
      all(parameters) {
        verifyChange();
        return explain(() => statement.all(parameters));
      },
      iterate: (parameters) => explain(() => statement.iterate(parameters)),
      run(parameters) {
        verifyChange();
        // A full disk has already rolled back; a second rollback would hide the reason behind "no transaction".
        if (text === 'rollback' && !database.inTransaction) return { changes: 0, lastInsertRowid: 0 };
        return explain(() => statement.run(parameters));
      },
    };
  }

  return {
    isNew,
    verify,
    prepare(text) {
      const known = prepared.get(text);
      if (known) return known;
      const statement = explain(() => prepare(text));
      prepared.set(text, statement);
      return statement;
    },
    backup: (target) => backup(database, target),
    close() {
      database.close();
      lock?.close();
    },
  };
}

async function backup(database: SQLite.Database, target: string): Promise<void> {
  await writeNewFile(target, 'the backup', async (partial) => {
    // All pages in one step: a copy in several steps would start over whenever another process writes.
    await database.backup(partial, { progress: () => 0x7fff_ffff });
  });
}
