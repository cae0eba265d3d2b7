// An outage is one line for each cause, and one when it is over.

import { expect, it } from 'vitest';
import { createReachability } from '../../src/delivery/reachability.ts';
import { manualClock } from '../support/clock.ts';

function setUp() {
  const clock = manualClock();
  const said: object[] = [];
  const write = (fields: object, message: string) => void said.push({ message, ...fields });
  return { clock, said, telegram: createReachability({ warn: write, info: write }, clock) };
}

it('says each cause once, with what it means, and when Telegram answers again', async () => {
  const { clock, said, telegram } = setUp();
  telegram.answered();
  for (const method of ['getUpdates', 'sendMessage', 'getMe'])
    telegram.failed(method, 'ECONNREFUSED from api.example');
  telegram.failed('sendMessage', 'CERT_HAS_EXPIRED from api.example');
  await clock.advance(30_000);
  telegram.failed('sendMessage', 'ECONNREFUSED from api.example');
  telegram.answered();
  telegram.answered();
  expect(said).toEqual([
    {
      message: 'Telegram cannot be reached; retrying',
      cause: 'ECONNREFUSED from api.example',
      meaning: 'nothing listens there',
      method: 'getUpdates',
    },
    {
      message: 'Telegram cannot be reached; retrying',
      cause: 'CERT_HAS_EXPIRED from api.example',
      meaning: 'its certificate has expired',
      method: 'sendMessage',
    },
    { message: 'Telegram can be reached again', failures: 5, ms: 30_000 },
  ]);
});

it('says a lasting cause again after a minute', async () => {
  const { clock, said, telegram } = setUp();
  for (let second = 0; second < 130; second += 1) {
    telegram.failed('getUpdates', 'ENOTFOUND from api.example');
    await clock.advance(1_000);
  }
  expect(said).toHaveLength(3);
});
