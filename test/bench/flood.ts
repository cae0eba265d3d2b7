// One chat in a 20 s flood wait: are the others answered as fast as without it?

import { median, percentile, type Row, ratioRow } from './figures.ts';
import { type BenchServer, COMMUNIQUE, startBot, stopBot } from './process.ts';

const COMMANDS = 4_000;
const PER_SECOND = 400;
const WAIT_S = 20;
const ROUNDS = 3;

async function p99(server: BenchServer, withFlood: boolean): Promise<number> {
  const { bot } = await startBot(server, COMMUNIQUE);
  const fedOnce = server.report('fed');
  server.order({ type: 'feed', count: 1_000, text: '/ukraine' });
  await fedOnce;
  if (withFlood) server.order({ type: 'flood', chat: 42, seconds: WAIT_S });
  const fed = server.report('fed');
  server.order({ type: 'feed', count: COMMANDS, text: '/ukraine', perSecond: PER_SECOND });
  const { latencies } = await fed;
  await stopBot(bot);
  return percentile(latencies, 0.99);
}

export async function benchFloodWait(server: BenchServer): Promise<readonly Row[]> {
  const ratios = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const without = await p99(server, false);
    ratios.push((await p99(server, true)) / without);
  }
  return [ratioRow('p99 of the others, one chat in a 20 s flood wait', median(ratios), 'at most', 1.1)];
}
