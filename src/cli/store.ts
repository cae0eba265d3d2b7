// The entry of `npm run store`: a consistent copy of the database, also while the bot runs; the move to
// PostgreSQL.

import { UserError } from '../errors.ts';
import { type DatabaseLocation, loadSettings } from '../ops/settings.ts';
import { backupStore } from '../store/database.ts';
import { transferStore } from '../store/transfer/transfer.ts';
import { createProgress } from './progress.ts';

const USAGE = `npm run store -- backup FILE              copies the database into a new file, also while the bot runs
npm run store -- migrate-to postgres://…  moves the SQLite file of DATABASE_URL into an empty database; stop the bot first`;

try {
  process.stdout.write(`${await run(process.argv.slice(2))}\n`);
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

/** Gives what to print. */
async function run([command, target, ...rest]: readonly string[]): Promise<string> {
  if (target === undefined || rest.length > 0) throw new UserError(USAGE);
  const from = addressOf(loadSettings().database);
  switch (command) {
    case 'backup':
      // PostgreSQL is refused there, with the command that copies it.
      await backupStore(from, target);
      return `The database is copied to ${target}`;
    case 'migrate-to':
      return moveTo(target, from);
    default:
      throw new UserError(USAGE);
  }
}

async function moveTo(target: string, from: string): Promise<string> {
  const progress = createProgress(process.stderr, () => performance.now());
  try {
    const moved = await transferStore(from, target, {
      now: Date.now,
      onProgress: (done, total) => progress.show(done / total, done),
    });
    const tables = moved.map(({ table, rows }) => `${table} ${rows}`).join(', ');
    return `Moved and checked, rows by table: ${tables}\nSet DATABASE_URL to the new address and start the bot. ${from} is left as it was.`;
  } finally {
    progress.end();
  }
}

function addressOf(database: DatabaseLocation): string {
  return database.type === 'postgres' ? database.url.reveal() : database.file;
}
