// `npm run store`: a consistent copy of the database, also while the bot runs; the move to PostgreSQL.

import { UserError } from '../errors.ts';
import { databaseMistake } from '../ops/database-address.ts';
import { databaseOf, loadSettings } from '../ops/settings.ts';
import { backupStore } from '../store/database.ts';
import { transferStore } from '../store/transfer/transfer.ts';
import type { Command } from './command.ts';
import { withProgress } from './progress.ts';

export const store: Command = {
  actions: {
    backup: {
      word: 'FILE',
      does: 'copies the database into a new file, also while the bot runs',
      run: backUp,
    },
    'migrate-to': {
      word: 'postgres://…',
      does: 'moves the SQLite file of DATABASE_URL into an empty database; stop the bot first',
      run: moveTo,
    },
  },
};

async function backUp(file: string): Promise<string> {
  // PostgreSQL is refused there, with the command that copies it.
  await backupStore(databaseOf(loadSettings()), file);
  return `The database is copied to ${file}`;
}

async function moveTo(target: string): Promise<string> {
  const mistake = databaseMistake(target);
  if (mistake !== undefined) throw new UserError(`The target ${mistake}`);
  const from = databaseOf(loadSettings());
  const moved = await withProgress((progress) =>
    transferStore(from, target, {
      now: Date.now,
      onProgress: (done, total) => progress.show(done / total, done),
    }),
  );
  const tables = moved.map(({ table, rows }) => `${table} ${rows}`).join(', ');
  return `Moved and checked, rows by table: ${tables}\nSet DATABASE_URL to the new address and start the bot. ${from} is left as it was.`;
}
