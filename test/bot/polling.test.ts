// Polling: what is handed over, what is confirmed, and what each failure leads to. With a scripted Telegram
// and a clock that a test moves.

import type { Update } from 'telegraf/types';
import { expect, it } from 'vitest';
import { noCluster } from '../../src/cluster/cluster.ts';
import type { Outcome } from '../../src/delivery/outcome.ts';
import type { Taken } from '../../src/incoming/intake.ts';
import { CONFLICT, createPolling } from '../../src/incoming/polling.ts';
import { checkToken, NO_BOT_API, UNAUTHORISED } from '../../src/incoming/setup.ts';
import { manualClock } from '../support/clock.ts';

const update = (id: number) => ({ update_id: id }) as Update;
const batch = (...ids: number[]): Outcome => ({ type: 'sent', result: ids.map(update) });

function setUp(
  answers: (poll: number) => Outcome | undefined,
  accept: (update: Update) => Taken = () => 'taken',
) {
  const clock = manualClock();
  const calls: { method: string; offset?: number; timeout?: number }[] = [];
  const taken: number[] = [];
  const said: string[] = [];
  let polls = 0;
  const polling = createPolling({
    lease: Promise.resolve(noCluster.polling),
    clock,
    random: () => 0.5,
    allowedUpdates: ['message'],
    log: { info: (_, message) => void said.push(message), warn: (_, message) => void said.push(message) },
    intake: {
      accept(one) {
        const verdict = accept(one);
        if (verdict === 'taken') taken.push(one.update_id);
        return verdict;
      },
      inWork: 0,
      idle: async () => {},
    },
    call: (method, payload, options) => {
      calls.push({ method, ...(payload as object) });
      if (method !== 'getUpdates') return Promise.resolve({ type: 'sent', result: true });
      const answer = answers(polls++);
      if (answer) return Promise.resolve(answer);
      return new Promise((resolve) => {
        const stop = () => resolve({ type: 'rejected', why: 'stopping', description: '' });
        options?.signal?.addEventListener('abort', stop);
      });
    },
  });
  return { clock, polling, calls, taken, said };
}

it('hands updates over in order and confirms them with the next poll', async () => {
  const { clock, polling, calls, taken } = setUp((poll) => [batch(5, 6), batch(9)][poll]);
  const done = polling.run();
  await clock.advance(0);
  polling.stop();
  await done;
  expect(taken).toEqual([5, 6, 9]);
  expect(calls.map(({ offset }) => offset)).toEqual([0, 7, 10]);
});

it('holds back what there is no room for, and polls no further until there is', async () => {
  let room = false;
  const { clock, polling, calls, taken } = setUp(
    (poll) => [batch(1, 2)][poll],
    ({ update_id }) => (update_id === 1 || room ? 'taken' : 'busy'),
  );
  const done = polling.run();
  await clock.advance(1000);
  expect(taken).toEqual([1]);
  expect(calls.length).toBe(1);
  room = true;
  await clock.advance(1000);
  expect(taken).toEqual([1, 2]);
  polling.stop();
  await done;
});

it('confirms nothing that was not handed over', async () => {
  const { clock, polling, calls } = setUp(
    (poll) => [batch(1, 2), batch()][poll],
    ({ update_id }) => (update_id === 1 ? 'taken' : 'busy'),
  );
  const done = polling.run();
  await clock.advance(0);
  polling.stop();
  await done;
  await polling.confirm();
  expect(calls.at(-1)).toMatchObject({ method: 'getUpdates', offset: 2, timeout: 0 });
});

it('tries on while Telegram is away', async () => {
  const away: Outcome = { type: 'retry', afterMs: undefined, why: 'network', arrived: 'maybe' };
  const { clock, polling, taken, said } = setUp((poll) =>
    poll < 4 ? away : poll === 4 ? batch(1) : undefined,
  );
  const done = polling.run();
  await clock.advance(30_000);
  expect(taken).toEqual([1]);
  // The gateway says so, for all calls together.
  expect(said).toEqual([]);
  expect(polling.silence()).toBeLessThan(60_000);
  polling.stop();
  await done;
});

it('waits as long as Telegram asks', async () => {
  const wait: Outcome = { type: 'retry', afterMs: 20_000, why: 'flood', arrived: 'no' };
  const { clock, polling, taken } = setUp((poll) => (poll === 0 ? wait : poll === 1 ? batch(1) : undefined));
  const done = polling.run();
  await clock.advance(19_000);
  expect(taken).toEqual([]);
  await clock.advance(2_000);
  expect(taken).toEqual([1]);
  polling.stop();
  await done;
});

it('goes on after a poll that was refused once', async () => {
  const { clock, polling, taken } = setUp((poll) =>
    poll === 0 ? { type: 'unauthorised' } : poll === 1 ? batch(1) : undefined,
  );
  const done = polling.run();
  await clock.advance(2_000);
  expect(taken).toEqual([1]);
  polling.stop();
  await done;
});

it('measures the silence by no clock that can be set', async () => {
  const { clock, polling } = setUp((poll) => (poll === 0 ? batch(1) : undefined));
  const done = polling.run();
  await clock.advance(1_000);
  clock.jump(3_600_000);
  expect(polling.silence()).toBeLessThan(2_000);
  clock.jump(-7_200_000);
  expect(polling.silence()).toBeGreaterThanOrEqual(0);
  polling.stop();
  await done;
});

it.each<readonly [string, readonly Outcome[], string | undefined]>([
  ['a token that getMe accepts', [{ type: 'sent', result: {} }], undefined],
  ['getMe refused once', [{ type: 'unauthorised' }, { type: 'sent', result: {} }], undefined],
  ['getMe refused twice', [{ type: 'unauthorised' }, { type: 'unauthorised' }], UNAUTHORISED],
  [
    '404 twice',
    [
      { type: 'unauthorised', status: 404 },
      { type: 'unauthorised', status: 404 },
    ],
    NO_BOT_API,
  ],
])('after a 401, %s decides', async (_, answers, expected) => {
  const clock = manualClock();
  let asked = 0;
  const checked = checkToken(async () => answers[asked++] ?? expect.fail('asked too often'), clock);
  await clock.advance(5_000);
  expect((await checked)?.message).toBe(expected);
});

it('gives another poller a minute to go away, then ends', async () => {
  const { clock, polling, said } = setUp(() => ({ type: 'conflict', with: 'poller' }));
  let ended: unknown;
  polling.run().catch((error: unknown) => {
    ended = error;
  });
  await clock.advance(50_000);
  expect(ended).toBeUndefined();
  expect(said.join()).toMatch(/another instance/);
  await clock.advance(30_000);
  expect(ended).toMatchObject({ message: CONFLICT });
});

it('goes on when the other poller goes away in time', async () => {
  const { clock, polling, taken } = setUp((poll) =>
    poll < 3 ? { type: 'conflict', with: 'poller' } : poll === 3 ? batch(1) : undefined,
  );
  const done = polling.run();
  await clock.advance(30_000);
  expect(taken).toEqual([1]);
  polling.stop();
  await done;
});

it('removes a webhook that stands in the way', async () => {
  const { clock, polling, calls, taken } = setUp((poll) =>
    poll === 0 ? { type: 'conflict', with: 'webhook' } : poll === 1 ? batch(1) : undefined,
  );
  const done = polling.run();
  await clock.advance(10_000);
  expect(calls.map(({ method }) => method)).toEqual([
    'getUpdates',
    'deleteWebhook',
    'getUpdates',
    'getUpdates',
  ]);
  expect(taken).toEqual([1]);
  polling.stop();
  await done;
});

it('believes nothing that is not a list of updates', async () => {
  const odd = [true, null, [null], [{}], [{ update_id: 'x' }], {}];
  const { clock, polling, calls, taken } = setUp((poll) =>
    poll < odd.length ? { type: 'sent', result: odd[poll] } : poll === odd.length ? batch(3) : undefined,
  );
  const done = polling.run();
  await clock.advance(60_000);
  expect(taken).toEqual([3]);
  expect(calls.slice(0, odd.length + 1).every(({ offset }) => offset === 0)).toBe(true);
  polling.stop();
  await done;
});
