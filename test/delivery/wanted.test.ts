// The gateway's two favours to digests and people: what is not wanted any more stays, and a reply need not
// wait its pace.

import { expect, test } from 'vitest';
import { createGateway, type Gateway } from '../../src/delivery/gateway.ts';
import type { Priority } from '../../src/delivery/lane.ts';
import type { Outcome } from '../../src/delivery/outcome.ts';
import { type ManualClock, manualClock } from '../support/clock.ts';

interface Scene {
  readonly gateway: Gateway;
  readonly clock: ManualClock;
  /** Monotonic ms of each send since the beginning, by its text. */
  readonly sent: [text: string, at: number][];
}

function scene(messagesPerSecond: number): Scene {
  const clock = manualClock();
  const began = clock.monotonic();
  const sent: Scene['sent'] = [];
  const gateway = createGateway({
    transport: {
      async call(_method, payload) {
        sent.push([(payload as { text: string }).text, clock.monotonic() - began]);
        return { ok: true, result: { message_id: 1 } };
      },
      close: async () => {},
    },
    ...{ clock, random: () => 0.5, log: { info: () => {}, warn: () => {} }, messagesPerSecond },
  });
  return { gateway, clock, sent };
}

function send(
  { gateway }: Scene,
  chat: number,
  text: string,
  priority: Priority,
  wanted?: () => Promise<boolean>,
): Promise<Outcome> {
  return gateway.send(chat, 'sendMessage', { chat_id: chat, text }, priority, wanted);
}

test('what is not wanted any more when its turn comes is not sent', async () => {
  const it = scene(10);
  let wanted = true;
  const first = send(it, 1, 'first', 'digest', async () => wanted);
  const second = send(it, 2, 'second', 'digest', async () => wanted);
  await it.clock.advance(0);
  wanted = false;
  await it.clock.advance(1000);
  expect(it.sent.map(([text]) => text)).toEqual(['first']);
  expect(await first).toMatchObject({ type: 'sent' });
  expect(await second).toMatchObject({ type: 'rejected', why: 'not wanted' });
});

test('a reply goes out at once though digests have used the pace up, and the rate holds', async () => {
  const it = scene(28);
  const digests = Array.from({ length: 140 }, (_, index) => send(it, index + 1, 'digest', 'digest'));
  const waits: number[] = [];
  for (let asked = 0; asked < 9; asked += 1) {
    await it.clock.advance(407);
    const at = 407 * (asked + 1);
    void send(it, 1000 + asked, `reply ${asked}`, 'reply');
    await it.clock.advance(0);
    waits.push((it.sent.find(([text]) => text === `reply ${asked}`)?.[1] ?? Number.NaN) - at);
  }
  await it.clock.advance(5_000);
  await Promise.all(digests);
  expect(waits).toEqual(waits.map(() => 0));
  for (const [, at] of it.sent) {
    expect(it.sent.filter(([, other]) => at <= other && other < at + 1000).length).toBeLessThanOrEqual(30);
  }
});
