// Everything that can go wrong between the bot and Telegram, lived through: people are answered all the same.
// Through the real app and the local Telegram; time runs faster than the machine's.

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../src/preview/telegram/faults.ts';
import { type Stage, startStage } from '../support/bot.ts';
import { fastClock, leapingClock } from '../support/clock.ts';
import type { Person } from '../support/people.ts';

/** A minute is over in 1.2 s. */
const FACTOR = 50;
let stage: Stage;
let anna: Person;
let ben: Person;

beforeEach(async () => {
  stage = await startStage({}, fastClock(FACTOR));
  anna = stage.people.user('Anna');
  ben = stage.people.user('Ben');
});

afterEach(async () => {
  await stage[Symbol.asyncDispose]();
  expect(stage.log.join('\n')).not.toContain(stage.telegram.token.split(':')[1]);
});

const error = (code: number, description: string, parameters?: object): Fault => ({
  type: 'error',
  code,
  description,
  ...(parameters ? { parameters: parameters as Record<string, unknown> } : {}),
});

describe('one send goes wrong, and the answer comes all the same', () => {
  it.each<readonly [string, Fault]>([
    ['a server error', error(500, 'Internal Server Error')],
    ['a reset connection', { type: 'reset' }],
    ['an answer cut off halfway', { type: 'cut' }],
    ['a proxy’s page', { type: 'html', status: 502 }],
    ['a page with status 200', { type: 'html', status: 200 }],
    ['a flood wait', error(429, 'Too Many Requests: retry after 20', { retry_after: 20 })],
    ['a flood wait of unknown length', error(429, 'Too Many Requests')],
    [
      'formatting that Telegram refuses',
      error(400, "Bad Request: can't parse entities: Unsupported start tag"),
    ],
  ])('%s', async (_, fault) => {
    stage.telegram.fail({ method: 'sendMessage', times: 1, fault });
    await anna.sends('/ukraine');
    await anna.sees(/✅ Agreed/);
  });

  it('a send that is never answered', async () => {
    // A socket knows the machine's own time alone, and gives up after ten seconds of it.
    const patient = await startStage();
    const olga = patient.people.user('Olga');
    patient.telegram.fail({ method: 'sendMessage', times: 1, fault: { type: 'hang' } });
    await olga.sends('/ukraine');
    await olga.sees(/^🇺🇦 Ukraine/);
    await patient[Symbol.asyncDispose]();
  });

  it('a flood wait of an hour', async () => {
    const patient = await startStage({}, fastClock(3_000));
    const olga = patient.people.user('Olga');
    patient.telegram.fail({
      method: 'sendMessage',
      times: 1,
      fault: error(429, 'Too Many Requests: retry after 3600', { retry_after: 3600 }),
    });
    await olga.sends('/ukraine');
    await olga.sees(/^🇺🇦 Ukraine/);
    await patient[Symbol.asyncDispose]();
  });

  it('an answer that arrived although nobody said so comes at most twice', async () => {
    stage.telegram.fail({ method: 'sendMessage', times: 1, fault: { type: 'lost' } });
    await anna.sends('/summit');
    await anna.sees(/^🤝 Summit/);
    await anna.sends('/talks');
    await anna.sees(/1 round of talks/);
    expect(anna.texts().filter((text) => text.startsWith('🤝 Summit')).length).toBeLessThanOrEqual(2);
  });
});

it('a flood wait of one chat delays no other, and its own messages come in order after it', async () => {
  const clock = leapingClock();
  await using patient = await startStage({}, clock);
  const [anna, ben] = ['Anna', 'Ben'].map((name) => patient.people.user(name));
  if (!anna || !ben) throw new Error('nobody is there');
  patient.telegram.fail({
    method: 'sendMessage',
    chat_id: anna.chat.id,
    times: 1,
    fault: error(429, 'Too Many Requests: retry after 60', { retry_after: 60 }),
  });
  await anna.sends('/ukraine');
  await anna.sends('/summit');
  await ben.sends('/economy');
  await ben.sees(/^💶 Economy/);
  expect(anna.texts().some((text) => text.startsWith('🇺🇦 Ukraine'))).toBe(false);
  clock.leap(61_000);
  await anna.sees(/^🤝 Summit/);
  const titles = anna.texts().map((text) => text.split('\n')[0]);
  expect(titles.filter((title) => /(Ukraine|Summit)$/.test(title ?? ''))).toEqual([
    '🇺🇦 Ukraine',
    '🤝 Summit',
  ]);
});

it('one in ten calls fails, and every one of fifty people is answered', async () => {
  // On the machine's own time: a call is tried for a minute, which fifty people may take on a busy machine.
  await using patient = await startStage();
  patient.telegram.fail({ method: 'sendMessage', share: 0.1, fault: error(500, 'Internal Server Error') });
  const people = Array.from({ length: 50 }, (_, i) => patient.people.user(`Reader ${i}`));
  for (const person of people) await person.sends('/europe');
  for (const person of people) await person.sees(/^🇪🇺 Europe/);
});

describe('a send that can never succeed costs only itself', () => {
  it.each([
    [403, 'Forbidden: bot was blocked by the user'],
    [403, 'Forbidden: user is deactivated'],
    [403, 'Forbidden: bot was kicked from the group chat'],
    [400, 'Bad Request: chat not found'],
    [400, 'Bad Request: TOPIC_CLOSED'],
    [400, 'Bad Request: message thread not found'],
    [400, 'Bad Request: message is too long'],
  ])('%i %s', async (code, description) => {
    stage.telegram.fail({
      method: 'sendMessage',
      chat_id: anna.chat.id,
      times: 1,
      fault: error(code, description),
    });
    await anna.sends('/ukraine');
    await ben.sends('/summit');
    await ben.sees(/^🤝 Summit/);
    await anna.sends('/economy');
    await anna.sees(/^💶 Economy/);
  });

  it('an edit that changes nothing and a press that is too old are no errors', async () => {
    await anna.sends('/summit');
    await anna.sees(/^🤝 Summit/);
    stage.telegram.fail({
      method: 'answerCallbackQuery',
      times: 1,
      fault: error(400, 'Bad Request: query is too old and response timeout expired or query ID is invalid'),
    });
    await anna.presses('Evidence');
    await anna.sees(/^Evidence/);
    const warnings = stage.log.filter((line) => Number(JSON.parse(line).level) >= 40);
    expect(warnings).toEqual([]);
  });
});

it('a group that becomes a supergroup gets its answer there', async () => {
  const group = stage.people.group('Moving', { owner: anna, type: 'group' });
  const question = anna.in(group);
  stage.telegram.fail({ method: 'sendMessage', times: 1, fault: { type: 'hang' } });
  await question.sends('/europe');
  const moved = stage.telegram.migrate(group.id);
  stage.telegram.heal();
  await anna.in(moved).sends('/security');
  await stage.telegram.when(
    (event) =>
      event.type === 'message' &&
      event.message.chat.id === moved.id &&
      event.message.text.startsWith('🛡️ Security'),
    { after: 0 },
  );
});

describe('polling', () => {
  it.each<readonly [string, Fault]>([
    ['server errors', error(502, 'Bad Gateway')],
    ['resets', { type: 'reset' }],
    ['cut-off answers', { type: 'cut' }],
    ['a proxy’s pages', { type: 'html', status: 200 }],
    ['flood waits', error(429, 'Too Many Requests', { retry_after: 5 })],
    ['another poller that goes away', error(409, 'Conflict: terminated by other getUpdates request')],
  ])('lives through %s', async (_, fault) => {
    stage.telegram.fail({ method: 'getUpdates', times: 3, fault });
    await anna.sends('/ukraine');
    await anna.sees(/^🇺🇦 Ukraine/);
  });

  it('goes on after calls that are refused although the token is good', async () => {
    stage.telegram.fail({ method: 'getUpdates', times: 1, fault: error(401, 'Unauthorized') });
    stage.telegram.fail({ method: 'sendMessage', times: 1, fault: error(401, 'Unauthorized') });
    stage.telegram.fail({ method: 'getMe', times: 1, fault: error(401, 'Unauthorized') });
    await anna.sends('/ukraine');
    await anna.sees(/^🇺🇦 Ukraine/);
    await expect.poll(() => stage.log.join()).toMatch(/accepts the token all the same/);
  });

  it('ends when getMe refuses the token in the middle of a run', async () => {
    const ended = expect(stage.app.ended).rejects.toThrow(/does not accept the token/);
    for (const method of ['getUpdates', 'getMe'])
      stage.telegram.fail({ method, fault: error(401, 'Unauthorized') });
    await anna.sends('/ukraine');
    await ended;
  });

  it('ends when another instance has polled for a minute', async () => {
    const ended = expect(stage.app.ended).rejects.toThrow(/Another instance/);
    stage.telegram.fail({
      method: 'getUpdates',
      fault: error(409, 'Conflict: terminated by other getUpdates request'),
    });
    await anna.sends('/ukraine');
    await ended;
  });
});

it('somebody who floods is told once, and everybody else is answered', async () => {
  for (let i = 0; i < 300; i += 1) stage.telegram.send({ user: anna.user }, anna.chat.id, '/ukraine');
  await ben.sends('/summit');
  await ben.sees(/^🤝 Summit/);
  await stage.settles();
  expect(anna.texts().filter((text) => text.includes('a lot at once')).length).toBeLessThanOrEqual(1);
});

it('3 000 random and hostile updates later, /ukraine is answered', async () => {
  const kinds = [
    'message',
    'edited_message',
    'channel_post',
    'callback_query',
    'inline_query',
    'my_chat_member',
    'poll',
    'x',
  ];
  const parts = fc.oneof(
    fc.anything({ withNullPrototype: false, maxDepth: 2 }),
    fc.record(
      {
        message_id: fc.anything(),
        id: fc.anything(),
        date: fc.anything(),
        chat: fc.oneof(
          fc.anything(),
          fc.record({ id: fc.anything(), type: fc.constantFrom('private', 'group', 'channel', 'x', 5) }),
        ),
        from: fc.oneof(fc.anything(), fc.record({ id: fc.anything(), language_code: fc.anything() })),
        text: fc.oneof(
          fc.anything(),
          fc.constantFrom('/ukraine', '/start x', '/@', '/\u0000', '/search \ud800'),
        ),
        data: fc.anything(),
        entities: fc.anything(),
        message: fc.anything(),
      },
      { requiredKeys: [] },
    ),
  );
  const updates = fc.sample(fc.record({ kind: fc.constantFrom(...kinds), content: parts }), 3_000);
  for (const { kind, content } of updates) {
    const plain = JSON.parse(
      JSON.stringify({ [kind]: content ?? null }, (_, value: unknown) =>
        typeof value === 'bigint' ? Number(value) : value,
      ),
    );
    stage.telegram.inject(plain);
  }
  await ben.sends('/ukraine');
  await ben.sees(/^🇺🇦 Ukraine/);
  const texts = stage.log.filter((line) => Number(JSON.parse(line).level) >= 50);
  expect(texts.every((line) => JSON.parse(line).msg === 'an update could not be handled')).toBe(true);
});
