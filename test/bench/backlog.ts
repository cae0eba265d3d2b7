// 100 000 commands that come at once while 28 a second may be answered: does memory stay flat?

import { setTimeout as sleep } from 'node:timers/promises';
import type { Row } from './figures.ts';
import { type BenchServer, COMMUNIQUE, startBot, stopBot, usageOf } from './process.ts';

const COMMANDS = 100_000;
/** Long enough for everything that is taken to have been taken, ms. */
const SETTLE_MS = 8_000;
/** What the commands may cost on top of a bot that answered a few thousand, MB. */
const ALLOWED_MB = 60;

export async function benchBacklog(server: BenchServer): Promise<readonly Row[]> {
  const warm = await peakAfter(server, 3_000, '1000000');
  const flooded = await peakAfter(server, COMMANDS, '28');
  const more = flooded - warm;
  return [
    {
      what: '100 000 commands at once: memory on top of 3 000 answered',
      figure: `${more.toFixed(0)} MB`,
      target: `≤ ${ALLOWED_MB} MB`,
      holds: more <= ALLOWED_MB,
    },
  ];
}

async function peakAfter(server: BenchServer, count: number, messagesPerSecond: string): Promise<number> {
  const { bot } = await startBot(server, COMMUNIQUE, { MESSAGES_PER_SECOND: messagesPerSecond });
  server.order({ type: 'feed', count, text: '/ukraine' });
  await sleep(SETTLE_MS);
  const { peakMb } = await usageOf(bot);
  await stopBot(bot);
  return peakMb;
}
