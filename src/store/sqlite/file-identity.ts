// Whether the files of an open database are still those that were opened: somebody may delete, move or replace them.

import fs from 'node:fs';
import { UserError } from '../../errors.ts';

/** The database, its lock, and what SQLite keeps next to it for as long as it is open. */
const ENDINGS = ['', '.lock', '-wal', '-shm'] as const;

/**
 * Call it once the files are there; `-wal` and `-shm` count from when they are.
 * @returns throws UserError when one of the files is another one now, or none
 */
export function createIdentity(database: string): () => void {
  const known = new Map<string, string | undefined>();
  const verify = () => {
    for (const ending of ENDINGS) {
      const file = `${database}${ending}`;
      const identity = identityOf(file);
      const before = known.get(ending) ?? identity;
      known.set(ending, before);
      if (identity === before) continue;
      const what = identity === undefined ? 'deleted or moved' : 'replaced';
      throw new UserError(
        `${file} was ${what} while the bot runs, so nothing can be stored; put it back, or restart the bot`,
      );
    }
  };
  verify();
  return verify;
}

/** Like `device:inode`; `undefined` for none. */
function identityOf(file: string): string | undefined {
  const found = fs.statSync(file, { throwIfNoEntry: false });
  return found && `${found.dev}:${found.ino}`;
}
