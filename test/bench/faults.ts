// One call in ten fails: is everybody answered? And while somebody floods the bot: are the others answered as fast?

import { setTimeout as sleep } from 'node:timers/promises';
import { percentile, type Row, ratioRow } from './figures.ts';
import { type BenchServer, COMMUNIQUE, startBot, stopBot } from './process.ts';
import type { Order } from './server.ts';

const COMMANDS = 300;
/** 3 % of calls hang, 5 % are cut off, 2 % arrive without an answer. */
const FAULTS: Order = { type: 'faults', hang: 0.03, reset: 0.05, lost: 0.02 };
/** A call is tried for a minute. */
const PATIENCE_MS = 75_000;

async function benchAnswered(server: BenchServer): Promise<Row> {
  const { bot } = await startBot(server, COMMUNIQUE, { LOG_LEVEL: 'fatal' });
  server.order(FAULTS);
  const fed = server.report('fed');
  server.order({ type: 'feed', count: COMMANDS, text: '/ukraine', perSecond: 100 });
  await Promise.race([fed, sleep(PATIENCE_MS, undefined, { ref: false })]);
  const counted = server.report('counted');
  server.order({ type: 'count' });
  const answered = COMMANDS - (await counted).left;
  await stopBot(bot);
  return {
    what: 'commands answered while one call in ten fails',
    figure: `${answered}`,
    target: `= ${COMMANDS}`,
    holds: answered === COMMANDS,
  };
}

const flood = (chats: number): readonly Order[] =>
  Array.from({ length: chats }, (_, i) => ({ type: 'flood', chat: 42 + i, seconds: 20 }));
const crowd = (more: Partial<Extract<Order, { type: 'crowd' }>>): Order => ({
  type: 'crowd',
  groups: 1,
  anonymous: false,
  text: '/ukraine',
  perSecond: 1.4,
  seconds: 15,
  ...more,
});

/** What keeps others waiting where it is not held back. */
const CASES: Readonly<Record<string, readonly Order[]>> = {
  'three chats in a flood wait': flood(3),
  'twelve chats in a flood wait': flood(12),
  'one member floods a group': [crowd({})],
  'the owner of 130 groups floods them': [crowd({ groups: 130, anonymous: true, perSecond: 169 })],
  'rights that Telegram does not tell': [
    { type: 'mute', method: 'getChatMember' },
    crowd({ groups: 600, text: '/digest', perSecond: 600 }),
  ],
};

/** At Telegram's pace, where what one takes the others lack. */
async function p99(server: BenchServer, orders: readonly Order[]): Promise<number> {
  const { bot } = await startBot(server, COMMUNIQUE, { MESSAGES_PER_SECOND: '28', LOG_LEVEL: 'fatal' });
  const warm = server.report('fed');
  server.order({ type: 'feed', count: 20, text: '/ukraine', perSecond: 20 });
  await warm;
  for (const order of orders) server.order(order);
  await sleep(2_000);
  const fed = server.report('fed');
  server.order({ type: 'feed', count: 36, text: '/ukraine', perSecond: 12 });
  const { latencies } = await fed;
  await stopBot(bot);
  return percentile(latencies, 0.99);
}

export async function benchFaults(server: BenchServer): Promise<readonly Row[]> {
  const rows = [await benchAnswered(server)];
  for (const [what, orders] of Object.entries(CASES)) {
    const without = await p99(server, []);
    rows.push(ratioRow(`p99 of the others, ${what}`, (await p99(server, orders)) / without, 'at most', 1.1));
  }
  return rows;
}
