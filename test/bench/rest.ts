// What the bot takes while nobody asks, and how long it takes to its first poll, against a bare Telegraf.

import { setTimeout as sleep } from 'node:timers/promises';
import { openSqlite } from './databases.ts';
import { median, type Row, ratioRow } from './figures.ts';
import {
  type BenchServer,
  COMMUNIQUE,
  type Contender,
  startBot,
  stopBot,
  TELEGRAF,
  usageOf,
} from './process.ts';

const ROUNDS = 5;
/** After the start has been tidied up (`src/start.js`), ms. */
const AT_REST_MS = 6_000;

interface Rest {
  readonly rssMb: number;
  readonly startMs: number;
}

async function rest(server: BenchServer, contender: Contender): Promise<Rest> {
  const database = await openSqlite();
  try {
    const { bot, startMs } = await startBot(server, contender, { DATABASE_URL: database.url });
    await sleep(AT_REST_MS);
    const { rssMb } = await usageOf(bot);
    await stopBot(bot);
    return { rssMb, startMs };
  } finally {
    await database.remove();
  }
}

export async function benchRest(server: BenchServer): Promise<readonly Row[]> {
  const ours: Rest[] = [];
  const bare: Rest[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(await rest(server, COMMUNIQUE));
    bare.push(await rest(server, TELEGRAF));
  }
  const [memory, least] = [ours, bare].map((rests) => median(rests.map(({ rssMb }) => rssMb)));
  const [start, leastStart] = [ours, bare].map((rests) => median(rests.map(({ startMs }) => startMs)));
  if (!memory || !least || !start || !leastStart) throw new Error('both were measured');
  const row = ratioRow('memory at rest against bare Telegraf', memory / least, 'at most', 2);
  return [
    { ...row, figure: `${row.figure} (${memory.toFixed(0)} : ${least.toFixed(0)} MB)` },
    ratioRow('start to first getUpdates against bare Telegraf', start / leastStart, 'at most', 1.4),
  ];
}
