// SQLite's result codes → what happened and what to do, for those that an operator can fix.

import SQLite from 'better-sqlite3';
import { codeOf, UserError } from '../../errors.ts';

/** By primary result code, https://www.sqlite.org/rescode.html: what follows the file's name. */
const ADVICE: ReadonlyMap<string, string> = new Map([
  ['CANTOPEN', 'cannot be opened; check that it is a file, not a folder, which the bot may read and write'],
  ['READONLY', 'cannot be written; allow it to the user that runs the bot'],
  ['PERM', 'cannot be written; allow it to the user that runs the bot'],
  ['AUTH', 'cannot be written; allow it to the user that runs the bot'],
  ['NOTADB', 'is not a SQLite database; check DATABASE_URL, or restore a backup'],
  ['CORRUPT', 'is damaged; stop the bot and restore a backup'],
  ['FULL', 'cannot grow, as the disk is full; free some space, nothing was half-written'],
  ['IOERR', 'cannot be read or written; check the disk'],
  ['BUSY', 'is locked by another program; close it and try again'],
]);

/** Another program has locked the file, and may let go of it in a moment. */
export function isBusy(error: unknown): boolean {
  const cause = error instanceof UserError ? error.cause : error;
  return cause instanceof SQLite.SqliteError && /^SQLITE_BUSY(_RECOVERY)?$/u.test(cause.code);
}

/** The system's error codes, where a file is made before SQLite opens it. */
const SYSTEM: ReadonlyMap<unknown, string> = new Map([
  ['EACCES', 'CANTOPEN'],
  ['EPERM', 'PERM'],
  ['EISDIR', 'CANTOPEN'],
  ['ELOOP', 'CANTOPEN'],
  ['ENOENT', 'CANTOPEN'],
  ['ENOSPC', 'FULL'],
  ['EDQUOT', 'FULL'],
  ['EROFS', 'READONLY'],
  ['EIO', 'IOERR'],
]);

/** The error as a UserError where an operator can fix it, otherwise unchanged. */
export function sqliteProblem(error: unknown, file: string): unknown {
  if (!(error instanceof SQLite.SqliteError)) return systemProblem(error, file);
  const [, primary = ''] = error.code.split('_');
  const advice = ADVICE.get(primary);
  if (advice === undefined) return error;
  return new UserError(`the database ${file} ${advice} (${error.code})`, { cause: error });
}

function systemProblem(error: unknown, file: string): unknown {
  const code = codeOf(error);
  const advice = ADVICE.get(SYSTEM.get(code) ?? '');
  if (advice === undefined) return error;
  return new UserError(`the database ${file} ${advice} (${String(code)})`, { cause: error });
}
