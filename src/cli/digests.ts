// `npm run digests`: what is due, and why a chat got what it got.

import { loadContent } from '../content/load.ts';
import { createEdition } from '../digests/edition.ts';
import { UserError } from '../errors.ts';
import { databaseOf, loadSettings } from '../ops/settings.ts';
import { openStore } from '../store/database.ts';
import { type ChatId, NOTHING_YET } from '../store/types.ts';
import type { Command } from './command.ts';
import { type ExplainOptions, explainChat, explainDue } from './digest-report.ts';

export const digests: Command = {
  actions: {
    due: {
      does: 'what is due within a day, and what waits',
      run: () => withStore(explainDue),
    },
    why: {
      word: 'CHAT',
      does: 'why a chat got nothing: its next due time, the last delivery, what stands in the way',
      run: why,
    },
  },
};

function why(chat: string): Promise<string> {
  if (!/^-?\d{1,16}$/u.test(chat))
    throw new UserError(`${chat} is no chat’s id; write a number, such as 1001`);
  return withStore((options) => explainChat(Number(chat) as ChatId, options));
}

async function withStore(explain: (options: ExplainOptions) => Promise<readonly string[]>): Promise<string> {
  const settings = loadSettings();
  const catalogue = await loadContent(settings.contentDir);
  const store = await openStore(databaseOf(settings), { now: Date.now, access: 'read' });
  try {
    const entries = await store.ledger.since(NOTHING_YET);
    const changes = await store.ledger.changes();
    const latest = await store.ledger.latest();
    const edition = createEdition(catalogue, { entries, changes, latest }, () => []);
    const lines = await explain({ store, edition, now: Date.now(), digests: settings.digests });
    return lines.join('\n');
  } finally {
    await store.close();
  }
}
