// The entry of `npm run digests`: what is due, and why a chat got what it got.

import { loadContent } from '../content/load.ts';
import { createEdition } from '../digests/edition.ts';
import { UserError } from '../errors.ts';
import { loadSettings } from '../ops/settings.ts';
import { openStore } from '../store/database.ts';
import { type ChatId, NOTHING_YET } from '../store/types.ts';
import { type ExplainOptions, explainChat, explainDue } from './digest-report.ts';

const USAGE = `npm run digests -- due        what is due within a day, and what waits
npm run digests -- why CHAT   why a chat got nothing: its next due time, the last delivery, what stands in the way`;

try {
  const lines = await run(process.argv.slice(2));
  process.stdout.write(`${lines.join('\n')}\n`);
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

/** Gives the lines to print. */
async function run([command, chat, ...rest]: readonly string[]): Promise<readonly string[]> {
  if (command === 'due' && chat === undefined) return withStore(explainDue);
  if (command !== 'why' || chat === undefined || rest.length > 0) throw new UserError(USAGE);
  if (!/^-?\d{1,16}$/u.test(chat))
    throw new UserError(`${chat} is no chat’s id; write a number, such as 1001`);
  return withStore((options) => explainChat(Number(chat) as ChatId, options));
}

async function withStore(
  ask: (options: ExplainOptions) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const { database, contentDir, digests } = loadSettings();
  const catalogue = await loadContent(contentDir);
  const url = database.type === 'sqlite' ? database.file : database.url.reveal();
  const store = await openStore(url, { now: Date.now, access: 'read' });
  try {
    const entries = await store.ledger.since(NOTHING_YET);
    const edition = createEdition(catalogue, entries, await store.ledger.latest(), () => []);
    return await ask({ store, edition, now: Date.now(), digests });
  } finally {
    await store.close();
  }
}
