// Two processes on one PostgreSQL: how much of the rate they use together, how many 429s; and what PostgreSQL
// costs a command.

import { setTimeout as sleep } from 'node:timers/promises';
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts';
import { measure } from './commands.ts';
import { nextMinute, sent, subscribe } from './digests.ts';
import { median, type Row, ratioRow } from './figures.ts';
import { type BenchServer, COMMUNIQUE, startBeside, startBot, stopBot } from './process.ts';

const ROUNDS = 7;
/** For both to start, ms. */
const BEFORE_DUE = 8_000;

/** With the server's own settings: each commit is on the disk. */
export async function benchProcesses(server: BenchServer): Promise<readonly Row[]> {
  const postgres = await startPostgres();
  try {
    return [
      ...(await paced(server, postgres, 900, 30, 97)),
      ...(await paced(server, postgres, 10_000, 1_000, 95)),
      await commands(server, postgres),
    ];
  } finally {
    await postgres.remove();
  }
}

async function paced(
  server: BenchServer,
  postgres: PostgresServer,
  chats: number,
  perSecond: number,
  target: number,
): Promise<readonly Row[]> {
  const DATABASE_URL = await postgres.create(`paced_${perSecond}`);
  const due = nextMinute(BEFORE_DUE);
  subscribe(DATABASE_URL, chats, due);
  const env = { DATABASE_URL, MESSAGES_PER_SECOND: String(perSecond) };
  const { bot } = await startBot(server, COMMUNIQUE, env);
  const other = startBeside(server, COMMUNIQUE, env);
  server.order({ type: 'limit', perSecond });
  await sleep(due - Date.now());
  await sent(server, chats);
  // What would come twice has the time to come.
  await sleep(1_000);
  const { accepted, refused, chats: reached, ms } = await sent(server, chats);
  await Promise.all([stopBot(bot), stopBot(other)]);
  const share = ((accepted - 1) / (ms / 1000) / perSecond) * 100;
  const what = `two processes, ${chats} digests at ${perSecond}/s`;
  return [
    {
      what: `${what}: share of the rate`,
      figure: `${share.toFixed(1)} %`,
      target: `≥ ${target} %`,
      holds: share >= target,
    },
    { what: `${what}: answers of 429`, figure: String(refused), target: '0', holds: refused === 0 },
    {
      what: `${what}: chats that got one`,
      figure: `${reached} in ${accepted} sends`,
      target: `${chats} in ${chats}`,
      holds: reached === chats && accepted === chats,
    },
  ];
}

/** One process each, in turn; the ratio of each round, then their median. */
async function commands(server: BenchServer, postgres: PostgresServer): Promise<Row> {
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const sqlite = await measure(server, COMMUNIQUE, {});
    const DATABASE_URL = await postgres.create(`commands_${round}`);
    const shared = await measure(server, COMMUNIQUE, { DATABASE_URL });
    ratios.push(shared.perCpuSecond / sqlite.perCpuSecond);
  }
  return ratioRow('commands/CPU-s on PostgreSQL against SQLite', median(ratios), 'at least', 0.9);
}
