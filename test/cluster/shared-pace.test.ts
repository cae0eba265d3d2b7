// The pace that several processes share: gateways on one clock, and a row from which they all reserve.

import { expect, it } from 'vitest';
import { createSharedPermits } from '../../src/cluster/shared-pace.ts';
import { createGateway, type Gateway } from '../../src/delivery/gateway.ts';
import { manualClock } from '../support/clock.ts';

interface Sent {
  readonly at: number;
  readonly process: number;
  readonly text: string;
}

/** Processes that send; `row` stands for the database, which answers after `latencyMs`. */
function setUp(processes: number, messagesPerSecond: number, latencyMs = 2) {
  const clock = manualClock();
  // Answers vary in time; some take long.
  let answers = 0;
  const random = () => (answers++ % 7 === 3 ? 6 : 1);
  const sent: Sent[] = [];
  const row = { nextAt: 0, silent: false, asked: 0, processes };
  async function reserve(slots: number, intervalMs: number) {
    row.asked += 1;
    if (row.silent) throw new Error('no connection');
    await new Promise<void>((resolve) => clock.after(latencyMs / 2, resolve));
    const now = clock.monotonic();
    row.nextAt = Math.max(row.nextAt, now) + slots * intervalMs;
    const inMs = row.nextAt - slots * intervalMs - now;
    await new Promise<void>((resolve) => clock.after((latencyMs / 2) * random(), resolve));
    return { at: now + 5_000, inMs };
  }
  const gateways = Array.from({ length: processes }, (_, process): Gateway => {
    const gateway = createGateway({
      transport: {
        async call(_method, payload) {
          const { text } = payload as { text: string };
          sent.push({ at: clock.monotonic(), process, text });
          return { ok: true, result: { message_id: 1 } };
        },
        close: async () => {},
      },
      ...{ clock, messagesPerSecond, random: () => 0.5, log: { info() {}, warn() {} } },
    });
    const processesNow = () => row.processes;
    gateway.paceBy(createSharedPermits({ clock, messagesPerSecond, reserve, processes: processesNow }));
    return gateway;
  });
  let chat = 0;
  const give = (gateway: Gateway | undefined, count: number, priority: 'digest' | 'reply' = 'digest') => {
    for (let one = 0; one < count; one += 1) {
      chat += 1;
      void gateway?.send(chat, 'sendMessage', { chat_id: chat, text: priority }, priority);
    }
  };
  return { clock, sent, row, gateways, give };
}

/** The most sends in any second. */
function most(sent: readonly Sent[]): number {
  const times = sent.map(({ at }) => at).sort((a, b) => a - b);
  let [end, found] = [0, 0];
  for (const [index, at] of times.entries()) {
    while ((times[end] ?? Infinity) < at + 1000) end += 1;
    found = Math.max(found, end - index);
  }
  return found;
}

function perSecond(sent: readonly Sent[]): number {
  const [first, last] = [sent[0]?.at ?? 0, sent.at(-1)?.at ?? 0];
  return ((sent.length - 1) / (last - first)) * 1000;
}

it.each([
  [2, 30, 2],
  [3, 28, 40],
  [2, 1000, 5],
  [4, 1, 2],
])(
  '%i processes at %i a second, %i ms from the database: all of the rate and no more',
  async (processes, rate, latency) => {
    const { clock, sent, gateways, give } = setUp(processes, rate, latency);
    for (const gateway of gateways) give(gateway, Math.ceil((rate * 10) / processes));
    await clock.advance(11_000);
    expect(sent.length).toBeGreaterThanOrEqual(rate * 10);
    expect(perSecond(sent)).toBeGreaterThan(0.97 * rate);
    expect(most(sent)).toBeLessThanOrEqual(rate * 1.05 + 1);
  },
);

it('gives each process its share, and the whole pace to the only one that has something to send', async () => {
  const { clock, sent, gateways, give } = setUp(2, 100);
  give(gateways[0], 400);
  await clock.advance(1_000);
  expect(sent.length).toBeGreaterThan(96);
  give(gateways[1], 100);
  await clock.advance(1_000);
  const share = sent.filter(({ at, process }) => process === 1 && at > 1_000).length;
  expect(share).toBeGreaterThan(35);
  expect(share).toBeLessThan(65);
});

it('answers a person before the digests that wait, while the other process sends too', async () => {
  const { clock, sent, gateways, give } = setUp(2, 28);
  for (const gateway of gateways) give(gateway, 200);
  await clock.advance(2_000);
  const asked = clock.monotonic();
  give(gateways[0], 1, 'reply');
  await clock.advance(1_000);
  const answered = sent.find(({ text }) => text === 'reply');
  expect((answered?.at ?? Number.POSITIVE_INFINITY) - asked).toBeLessThan(120);
});

it('asks for nothing while there is nothing to send', async () => {
  const { clock, row, gateways, give } = setUp(2, 30);
  give(gateways[0], 3, 'reply');
  await clock.advance(1_000);
  const { asked } = row;
  expect(asked).toBeLessThanOrEqual(3);
  await clock.advance(60_000);
  expect(row.asked).toBe(asked);
});

it('goes on at its own share while the database is silent, and shares again once it answers', async () => {
  const { clock, sent, row, gateways, give } = setUp(2, 40);
  for (const gateway of gateways) give(gateway, 400);
  await clock.advance(1_000);
  row.silent = true;
  await clock.advance(1_000);
  const before = sent.length;
  await clock.advance(4_000);
  expect(sent.length - before).toBeGreaterThan(140);
  expect(most(sent.slice(before))).toBeLessThanOrEqual(44);
  row.silent = false;
  await clock.advance(1_000);
  const again = sent.length;
  await clock.advance(2_000);
  expect(sent.length - again).toBeGreaterThan(76);
  expect(most(sent.slice(again))).toBeLessThanOrEqual(42);
});

it('keeps a flood wait that another process met, without delaying other chats', async () => {
  const { clock, sent, gateways } = setUp(1, 100);
  const [gateway] = gateways;
  gateway?.hold(7, 5_000);
  const began = clock.monotonic();
  for (const chat of [7, 8])
    void gateway?.send(chat, 'sendMessage', { chat_id: chat, text: `${chat}` }, 'reply');
  await clock.advance(4_900);
  expect(sent.map(({ text }) => text)).toEqual(['8']);
  await clock.advance(200);
  expect(sent[1]?.at).toBeGreaterThanOrEqual(began + 5_000);
  gateway?.hold(null, 1_000);
  void gateway?.send(9, 'sendMessage', { chat_id: 9, text: '9' }, 'reply');
  await clock.advance(990);
  expect(sent).toHaveLength(2);
  await clock.advance(100);
  expect(sent).toHaveLength(3);
});
