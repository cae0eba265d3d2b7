// Every answer of Telegram has one meaning, and every row of the table matches one of its texts.

import { expect, it } from 'vitest';
import { outcomeOf, outcomeOfFailure, ROWS } from '../../src/delivery/outcome.ts';
import { type Answer, TransportError } from '../../src/delivery/telegram.ts';

const EXAMPLES: readonly (readonly [number, string, string])[] = [
  [403, 'Forbidden: bot was blocked by the user', 'blocked'],
  [403, 'Forbidden: user is deactivated', 'deactivated'],
  [403, 'Forbidden: bot was kicked from the supergroup chat', 'kicked'],
  [403, 'Forbidden: bot is not a member of the channel chat', 'not a member'],
  [403, "Forbidden: bot can't initiate conversation with a user", 'never started'],
  [403, 'Forbidden: the group chat was deleted', 'chat deleted'],
  [403, "Forbidden: bot can't send messages to bots", 'may not write'],
  [403, 'Forbidden: CHAT_WRITE_FORBIDDEN', 'may not write'],
  [400, 'Bad Request: chat not found', 'chat not found'],
  [400, 'Bad Request: group chat was deactivated', 'chat deleted'],
  [400, 'Bad Request: not enough rights to send documents to the chat', 'other'],
  [400, 'Bad Request: not enough rights to send text messages to the chat', 'may not write'],
  [400, 'Bad Request: message is not modified: specified new message content', 'not modified'],
  [400, 'Bad Request: query is too old and response timeout expired or query ID is invalid', 'query too old'],
  [400, 'Bad Request: TOPIC_CLOSED', 'topic closed'],
  [400, 'Bad Request: message thread not found', 'thread not found'],
  [400, 'Bad Request: message to edit not found', 'message not found'],
  [400, "Bad Request: message can't be edited", 'message not found'],
  [400, 'Bad Request: message to be replied not found', 'message not found'],
  [400, 'Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 0', 'entities'],
  [400, 'Bad Request: message is too long', 'too long'],
  [400, 'Bad Request: message text is empty', 'empty'],
  [400, 'Bad Request: something that nobody has seen yet', 'other'],
];

const refused = (error_code: number, description: string, parameters?: object): Answer => ({
  ok: false,
  error_code,
  description,
  ...(parameters ? { parameters } : {}),
});

it.each(EXAMPLES)('%i "%s" means %s', (code, description, why) => {
  expect(outcomeOf(refused(code, description))).toMatchObject({ why });
});

it('has an example for every row of the table, and no row is hidden by an earlier one', () => {
  const met = new Set(
    EXAMPLES.map(([code, text]) => ROWS.find((row) => row.code === code && row.text.test(text))),
  );
  expect(ROWS.filter((row) => !met.has(row))).toEqual([]);
});

it('gives the flood wait in milliseconds', () => {
  const answer = refused(429, 'Too Many Requests: retry after 17', { retry_after: 17 });
  expect(outcomeOf(answer)).toEqual({ type: 'retry', afterMs: 17_000, why: 'flood', arrived: 'no' });
  expect(outcomeOf(refused(429, 'Too Many Requests'))).toMatchObject({ type: 'retry', afterMs: undefined });
  expect(outcomeOf(refused(429, 'x', { retry_after: -1 }))).toMatchObject({ afterMs: undefined });
});

it('follows a migration', () => {
  const answer = refused(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
    migrate_to_chat_id: -1001,
  });
  expect(outcomeOf(answer)).toEqual({ type: 'migrated', to: -1001 });
});

it('tells a wrong token from a method that does not exist', () => {
  expect(outcomeOf(refused(401, 'Unauthorized'))).toEqual({ type: 'unauthorised' });
  expect(outcomeOf(refused(404, 'Not Found'))).toEqual({ type: 'unauthorised', status: 404 });
  expect(outcomeOf(refused(404, 'Not Found: method not found'))).toMatchObject({ type: 'rejected' });
});

it('tells another poller from a webhook', () => {
  const poller = 'Conflict: terminated by other getUpdates request';
  expect(outcomeOf(refused(409, poller))).toEqual({ type: 'conflict', with: 'poller' });
  const webhook = "Conflict: can't use getUpdates method while webhook is active";
  expect(outcomeOf(refused(409, webhook))).toEqual({ type: 'conflict', with: 'webhook' });
});

it('takes every 5xx as a reason to try again', () => {
  expect(outcomeOf(refused(502, 'Bad Gateway'))).toMatchObject({ type: 'retry', why: 'server' });
});

it('knows what may have arrived without an answer', () => {
  const failure = (reason: 'timeout' | 'unreachable') =>
    outcomeOfFailure(
      new TransportError(
        'sendMessage',
        reason === 'timeout' ? { reason, arrived: 'maybe' } : { reason, arrived: 'no' },
      ),
    );
  expect(failure('timeout')).toMatchObject({ type: 'retry', arrived: 'maybe' });
  expect(failure('unreachable')).toMatchObject({ type: 'retry', arrived: 'no' });
});

it('names the cause of a call without an answer: code and host, or status', () => {
  const cause = (
    failure: ConstructorParameters<typeof TransportError>[1],
    details: ConstructorParameters<typeof TransportError>[2],
  ) => outcomeOfFailure(new TransportError('sendMessage', failure, { host: 'api.example:8081', ...details }));
  expect(cause({ reason: 'unreachable', arrived: 'no' }, { code: 'ECONNREFUSED' })).toMatchObject({
    cause: 'ECONNREFUSED from api.example:8081',
  });
  expect(cause({ reason: 'not JSON', arrived: 'maybe' }, { status: 404 })).toMatchObject({
    cause: 'HTTP 404 without a Bot API answer from api.example:8081',
    status: 404,
  });
  expect(outcomeOf(refused(502, 'Bad Gateway'))).toMatchObject({ cause: 'HTTP 502' });
});
