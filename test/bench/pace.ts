// 900 sends at 30 a second against a server that enforces 30 a second: how much of the rate is used, how many
// 429s?

import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../src/clock.ts';
import { createGateway } from '../../src/delivery/gateway.ts';
import { createTransport } from '../../src/delivery/telegram.ts';
import type { Row } from './figures.ts';
import { type BenchServer, TOKEN } from './process.ts';

const SENDS = 900;
const PER_SECOND = 30;

export async function benchPace(server: BenchServer): Promise<readonly Row[]> {
  server.order({ type: 'reset' });
  server.order({ type: 'limit', perSecond: PER_SECOND });
  const transport = createTransport({ apiRoot: server.url, token: { reveal: () => TOKEN } });
  const gateway = createGateway({
    transport,
    clock: systemClock,
    random: Math.random,
    messagesPerSecond: PER_SECOND,
    log: { info: () => {}, warn: () => {} },
  });
  const sends = Array.from({ length: SENDS }, (_, i) =>
    gateway.send(i + 1, 'sendMessage', { chat_id: i + 1, text: 'x' }, 'digest'),
  );
  await Promise.all(sends);
  await sleep(0);
  const report = server.report('sends');
  server.order({ type: 'sends' });
  const { accepted, refused, ms } = await report;
  await transport.close();
  const share = ((accepted - 1) / (ms / 1000) / PER_SECOND) * 100;
  return [
    {
      what: '900 sends at 30/s: share of the rate',
      figure: `${share.toFixed(1)} %`,
      target: '≥ 99 %',
      holds: share >= 99,
    },
    { what: '900 sends at 30/s: answers of 429', figure: String(refused), target: '0', holds: refused === 0 },
  ];
}
