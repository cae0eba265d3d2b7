// The entry of `npm run store`: a consistent copy of the database, also while the bot runs.
// Run by operators.

import { UserError } from '../errors.ts';
import { loadSettings } from '../ops/settings.ts';
import { backupStore } from './database.ts';

const USAGE = 'npm run store -- backup FILE   copies the database into a new file, also while the bot runs';

try {
  process.stdout.write(`${await run(process.argv.slice(2))}\n`);
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

/** Gives what to print. */
async function run([command, file, ...rest]: readonly string[]): Promise<string> {
  if (command !== 'backup' || file === undefined || rest.length > 0) throw new UserError(USAGE);
  const { database } = loadSettings();
  // PostgreSQL is refused there, with the command that copies it.
  await backupStore(database.type === 'postgres' ? database.url.reveal() : database.file, file);
  return `The database is copied to ${file}`;
}
