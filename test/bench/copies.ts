// Messages that were sent are corrected where they stand, at the pace, beside a person who asks.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStore } from '../../src/store/database.ts';
import { type ChatId, type Days, type LocalTime, NO_THREAD, type ZoneId } from '../../src/store/types.ts';
import { edit, FILES, TALK } from '../content/folder.ts';
import { ask, sent } from './digests.ts';
import { type Row, ratioRow } from './figures.ts';
import { type BenchServer, COMMUNIQUE, startBot, stopBot } from './process.ts';

const PER_SECOND = 30;
const ASKED_PER_SECOND = 4;
const COPIES = 10_000;
/** What `ask` sends before it measures. */
const WARM = 20;
const QUESTION = '/fishing';
const WITHDRAWN = edit(
  'text: A secret deal on herring exists',
  'text: A secret deal on herring exists\n    changes: [{ on: 2024-05-04, how: withdrawn, why: The agency took it back }]',
);

/** @param copies digests that have the point; at 30 a second 10 000 take six minutes */
export async function benchCopies(server: BenchServer, copies = COPIES): Promise<readonly Row[]> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-copies-'));
  const [file, contentDir] = [path.join(folder, 'bench.db'), path.join(folder, 'content')];
  try {
    for (const [name, text] of Object.entries(FILES)) {
      fs.mkdirSync(path.dirname(path.join(contentDir, name)), { recursive: true });
      fs.writeFileSync(path.join(contentDir, name), text);
    }
    await sendDigests(server, { file, contentDir, copies });
    const settings = { DATABASE_URL: file, CONTENT_DIR: contentDir, MESSAGES_PER_SECOND: String(PER_SECOND) };
    const asked = Math.floor((copies / (PER_SECOND - ASKED_PER_SECOND)) * ASKED_PER_SECOND);
    const { bot: idle } = await startBot(server, COMMUNIQUE, settings);
    const calm = await ask(server, asked, QUESTION);
    await stopBot(idle);

    fs.writeFileSync(path.join(contentDir, TALK), WITHDRAWN(FILES[TALK] ?? ''));
    const { bot } = await startBot(server, COMMUNIQUE, settings);
    server.order({ type: 'limit', perSecond: PER_SECOND });
    const busy = await ask(server, asked, QUESTION);
    const { accepted, refused, ms } = await sent(server, copies + asked + WARM);
    await stopBot(bot);
    const share = ((accepted - 1) / (ms / 1000) / PER_SECOND) * 100;
    const what = `${copies} copies corrected at 30/s`;
    return [
      {
        what: `${what}: share of the rate`,
        figure: `${share.toFixed(1)} %`,
        target: '≥ 99 %',
        holds: share >= 99,
      },
      { what: `${what}: answers of 429`, figure: String(refused), target: '0', holds: refused === 0 },
      ratioRow(`${what}: p99 of commands against idle`, busy / calm, 'at most', 1.2),
    ];
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** So many chats get the digest, and it is recorded. */
async function sendDigests(
  server: BenchServer,
  {
    file,
    contentDir,
    copies,
  }: { readonly file: string; readonly contentDir: string; readonly copies: number },
): Promise<void> {
  const dueAt = Date.now() - 1000;
  const time = new Date(dueAt).toISOString().slice(11, 16) as LocalTime;
  const store = await openStore(file, { now: Date.now });
  await store.importSubscriptions(
    Array.from({ length: copies }, (_, chat) => ({
      ...{ chatId: (chat + 1) as ChatId, threadId: NO_THREAD, language: 'en' },
      settings: {
        time,
        zone: 'UTC' as ZoneId,
        days: 'daily' as Days,
        when: 'new',
        topics: ['fishing'] as const,
      },
      state: { status: 'active', dueAt },
    })),
  );
  await store.close();
  const { bot } = await startBot(server, COMMUNIQUE, { DATABASE_URL: file, CONTENT_DIR: contentDir });
  await sent(server, copies);
  const reader = await openStore(file, { now: Date.now, access: 'read' });
  while ((await reader.stats(0)).deliveries.sent < copies) await sleep(50);
  await reader.close();
  await stopBot(bot);
}
