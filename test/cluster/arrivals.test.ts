// What a process does with the updates posted to it: takes each once, handles changes of a chat in their order,
// and works on without the database.

import { expect, it } from 'vitest';
import { createArrivals } from '../../src/cluster/arrivals.ts';
import { noCluster } from '../../src/cluster/cluster.ts';
import type { Arrival, Tickets } from '../../src/cluster/tickets.ts';

const NEW: Arrival = { type: 'new', ticket: undefined };
const ticket = (number: number): Arrival => ({ type: 'new', ticket: { chat: 5, number } });

function setUp(note: (update: number) => Promise<Arrival>) {
  const steps: string[] = [];
  const turn = Promise.withResolvers<void>();
  const said = Promise.withResolvers<void>();
  const tickets: Tickets = {
    note,
    putBack: async (update, back) => void steps.push(`${update} back, ticket ${back?.number}`),
    turnOf: async () => turn.promise,
    done: async ({ number }) => void steps.push(`ticket ${number} done`),
  };
  const arrivals = createArrivals({
    tickets,
    gateway: { quiet: () => said.promise },
    log: { debug() {}, warn() {} },
  });
  return { arrivals, steps, turn, said };
}

it('takes an update unless another process has it, and without the database too', async () => {
  const known = setUp(async (update) => (update === 1 ? { type: 'known' } : NEW)).arrivals;
  expect([await known.note(1, () => 5), await known.note(2, () => 5)]).toEqual([false, true]);
  const away = setUp(() => Promise.reject(new Error('away'))).arrivals;
  expect(await away.note(1, () => 5)).toBe(true);
  expect(await away.inTurn(1, async () => 'handled')).toBe('handled');
});

it('handles a change in its turn, and gives the turn on once the answer is out', async () => {
  const { arrivals, steps, turn, said } = setUp(async (update) => ticket(update));
  await arrivals.note(1, () => 5);
  const handled = arrivals.inTurn(1, async () => void steps.push('handled'));
  await new Promise(setImmediate);
  expect(steps).toEqual([]);
  turn.resolve();
  await handled;
  expect(steps).toEqual(['handled']);
  said.resolve();
  await arrivals.settle();
  expect(steps).toEqual(['handled', 'ticket 1 done']);
});

it('puts back what was not taken, with its ticket', async () => {
  const { arrivals, steps } = setUp(async (update) => ticket(update));
  await arrivals.note(1, () => 5);
  arrivals.putBack(1);
  await arrivals.settle();
  expect(steps).toEqual(['1 back, ticket 1']);
  // It has no turn to wait for any more.
  await arrivals.inTurn(1, async () => void steps.push('handled'));
  expect(steps).toEqual(['1 back, ticket 1', 'handled']);
});

it('lets the changes behind one that is never handled go on', async () => {
  const { arrivals, steps, turn } = setUp(async (update) => ticket(update));
  await arrivals.note(1, () => 5);
  arrivals.release(1);
  arrivals.release(2);
  await new Promise(setImmediate);
  expect(steps).toEqual([]);
  turn.resolve();
  await arrivals.settle();
  expect(steps).toEqual(['ticket 1 done']);
});

it('without a cluster a process takes every update, and always may poll', async () => {
  const { arrivals, polling } = noCluster;
  expect(await arrivals.note(1, () => expect.fail('nobody needs to know'))).toBe(true);
  expect(await arrivals.inTurn(1, async () => 'handled')).toBe('handled');
  const stop = new AbortController();
  expect((await polling.wait(stop.signal))?.aborted).toBe(false);
  polling.yield();
  await polling.release();
  expect(polling.isMine).toBe(true);
  stop.abort();
  expect(await polling.wait(stop.signal)).toBeUndefined();
});
