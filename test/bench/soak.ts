// A long run with many chats: memory, handles and the database's size stay what they were.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { nextMinute, subscribe } from './digests.ts';
import { type Row, ratioRow } from './figures.ts';
import { type BenchServer, COMMUNIQUE, startBot, stopBot, type Usage, usageOf } from './process.ts';

const CHATS = 20_000;
const MINUTES = 20;
/** Commands a second, each from another chat, so that every chat has asked after 200 s. */
const ASKED_PER_SECOND = 100;
const SAMPLE = 10 * ASKED_PER_SECOND;
/** For all digests to be sent: there is no limit of the rate here, ms. */
const SENT_WITHIN_MS = 15_000;

interface Sample extends Usage {
  /** Of the database with its log, MB. */
  readonly fileMb: number;
}

/**
 * Begins to measure when every chat has asked once and has had its digest.
 * @param minutes how long it measures; a shorter run has fewer chats
 */
export async function benchSoak(server: BenchServer, minutes = MINUTES): Promise<readonly Row[]> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-soak-'));
  try {
    const file = path.join(folder, 'soak.db');
    const due = nextMinute(10_000);
    const all = Math.max(SAMPLE, Math.round((CHATS * Math.min(1, minutes / MINUTES)) / SAMPLE) * SAMPLE);
    subscribe(file, all, due);
    const { bot } = await startBot(server, COMMUNIQUE, { DATABASE_URL: file });
    const samples: Sample[] = [];
    const begin = Math.max(Date.now() + (all / ASKED_PER_SECOND) * 1000, due + SENT_WITHIN_MS);
    const end = begin + minutes * 60_000;
    for (let chats = 0; Date.now() < end; chats = (chats + SAMPLE) % all) {
      const fed = server.report('fed');
      server.order({
        type: 'feed',
        count: SAMPLE,
        text: '/ukraine',
        perSecond: ASKED_PER_SECOND,
        firstChat: chats + 1,
      });
      await fed;
      if (Date.now() >= begin) samples.push({ ...(await usageOf(bot)), fileMb: sizeOf(folder) });
    }
    await stopBot(bot);
    return rowsOf(samples);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function rowsOf(samples: readonly Sample[]): readonly Row[] {
  const half = Math.floor(samples.length / 2);
  const grown = (of: (sample: Sample) => number) =>
    mean(samples.slice(half).map(of)) / mean(samples.slice(0, half).map(of));
  return [
    ratioRow(
      'soak: memory, second half against first',
      grown(({ rssMb }) => rssMb),
      'at most',
      1.1,
    ),
    ratioRow(
      'soak: handles, second half against first',
      grown(({ handles }) => handles),
      'at most',
      1.1,
    ),
    ratioRow(
      'soak: database, second half against first',
      grown(({ fileMb }) => fileMb),
      'at most',
      1.1,
    ),
  ];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function sizeOf(folder: string): number {
  return (
    fs.readdirSync(folder).reduce((sum, name) => sum + fs.statSync(path.join(folder, name)).size, 0) / 1e6
  );
}
