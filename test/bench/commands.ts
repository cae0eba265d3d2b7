// Commands answered per second and per CPU-second, everything on, against bare bots; and the time to the
// first poll.

import { median, type Row, ratioRow } from './figures.ts';
import {
  type BenchServer,
  COMMUNIQUE,
  type Contender,
  GRAMMY,
  startBot,
  stopBot,
  TELEGRAF,
  usageOf,
} from './process.ts';

/** Updates before the measured ones, so that every contender is warm. */
const WARM_UP = 3_000;
const UPDATES = 20_000;
const ROUNDS = 5;

/** One round: everybody once, in turn. */
interface Round {
  readonly ours: Speed;
  readonly telegraf: Speed;
  readonly grammy: Speed;
}

interface Speed {
  readonly perSecond: number;
  readonly perCpuSecond: number;
  readonly startMs: number;
}

/** Commands answered by one process. `env` beyond what all contenders get. */
export async function measure(
  server: BenchServer,
  contender: Contender,
  env: Readonly<Record<string, string>>,
): Promise<Speed> {
  const { bot, startMs } = await startBot(server, contender, env);
  await feed(server, WARM_UP);
  const before = await usageOf(bot);
  const ms = await feed(server, UPDATES);
  const after = await usageOf(bot);
  await stopBot(bot);
  const cpuMs = after.cpuMs - before.cpuMs;
  return { perSecond: (UPDATES / ms) * 1000, perCpuSecond: (UPDATES / cpuMs) * 1000, startMs };
}

async function feed(server: BenchServer, count: number): Promise<number> {
  const fed = server.report('fed');
  server.order({ type: 'feed', count, text: '/ukraine' });
  return (await fed).ms;
}

/** Rounds of all contenders in turn; the ratio of each round, then their median. */
export async function benchCommands(server: BenchServer, replyLength: number): Promise<readonly Row[]> {
  const rounds: Round[] = [];
  const env = { REPLY_LENGTH: String(replyLength) };
  for (let round = 0; round < ROUNDS; round += 1) {
    const ours = await measure(server, COMMUNIQUE, env);
    const telegraf = await measure(server, TELEGRAF, env);
    const grammy = await measure(server, GRAMMY, env);
    rounds.push({ ours, telegraf, grammy });
  }
  const ratio = (of: (round: Round) => number) => median(rounds.map(of));
  return [
    ratioRow(
      'commands/s against bare Telegraf',
      ratio((r) => r.ours.perSecond / r.telegraf.perSecond),
      'at least',
      1.4,
    ),
    ratioRow(
      'commands/CPU-s against bare Telegraf',
      ratio((r) => r.ours.perCpuSecond / r.telegraf.perCpuSecond),
      'at least',
      1.6,
    ),
    ratioRow(
      'commands/s against grammY with runner',
      ratio((r) => r.ours.perSecond / r.grammy.perSecond),
      'at least',
      1.5,
    ),
    ratioRow(
      'commands/CPU-s against grammY with runner',
      ratio((r) => r.ours.perCpuSecond / r.grammy.perCpuSecond),
      'at least',
      1.9,
    ),
    ratioRow(
      'start to first getUpdates against bare Telegraf',
      ratio((r) => r.ours.startMs / r.telegraf.startMs),
      'at most',
      1.4,
    ),
  ];
}
