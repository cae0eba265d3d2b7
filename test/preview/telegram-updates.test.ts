// How updates reach the bot: long polling with its offset, conflicts, webhooks.

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { call, localTelegram } from '../support/local-telegram.ts';

const CONFLICT =
  'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running';

async function withAnna(options: Parameters<typeof localTelegram>[0] = {}) {
  const telegram = await localTelegram(options);
  const user = telegram.addUser({ first_name: 'Anna' });
  const say = (...texts: string[]) => {
    for (const text of texts) telegram.send({ user }, user.id, text);
  };
  const poll = async (payload: object = {}) => {
    const { result } = await call(telegram, 'getUpdates', payload);
    return result.map(({ message }) => message?.text);
  };
  const nextId = async () => {
    const [first] = (await call(telegram, 'getUpdates')).result;
    return first?.update_id ?? expect.fail('nothing has come');
  };
  return { telegram, user, say, poll, nextId };
}

test('updates stay until an offset confirms them', async () => {
  const { say, poll, nextId, telegram } = await withAnna();
  say('a', 'b', 'c');
  expect(await poll()).toEqual(['a', 'b', 'c']);
  expect(await poll({ limit: 2 })).toEqual(['a', 'b']);
  const first = await nextId();
  expect(await poll({ offset: first })).toEqual(['a', 'b', 'c']);
  expect(await poll({ offset: first + 2 })).toEqual(['c']);
  expect(await poll()).toEqual(['c']);
  expect(await poll({ offset: first + 3 })).toEqual([]);
  expect(telegram.pendingUpdates()).toBe(0);
});

test('a negative offset keeps the newest and drops the rest', async () => {
  const { say, poll } = await withAnna();
  say('a', 'b', 'c');
  expect(await poll({ offset: -2 })).toEqual(['b', 'c']);
  expect(await poll()).toEqual(['b', 'c']);
});

test('a long poll waits for the first update, and takes along what comes in the same turn', async () => {
  const { telegram, say, poll } = await withAnna();
  const answer = poll({ timeout: 30 });
  await expect.poll(() => telegram.calls.length).toBe(1);
  say('a', 'b');
  expect(await answer).toEqual(['a', 'b']);
});

test('a long poll without updates ends empty after its timeout', async () => {
  const { poll } = await withAnna();
  expect(await poll({ timeout: 1 })).toEqual([]);
});

test('a second poller ends the first with 409', async () => {
  const { telegram, say, poll } = await withAnna();
  const first = call(telegram, 'getUpdates', { timeout: 30 });
  await expect.poll(() => telegram.calls.length).toBe(1);
  const second = poll({ timeout: 30 });
  expect(await first).toMatchObject({ status: 409, error_code: 409, description: CONFLICT });
  say('a');
  expect(await second).toEqual(['a']);
});

test('a poller that hangs up is dropped, and loses no update', async () => {
  const { telegram, say, poll } = await withAnna();
  const leaving = new AbortController();
  const first = call(telegram, 'getUpdates', { timeout: 30 }, { signal: leaving.signal });
  await expect.poll(() => telegram.calls.length).toBe(1);
  const mark = telegram.mark();
  leaving.abort();
  await expect(first).rejects.toThrow();
  await telegram.when((event) => event.type === 'call', { after: mark });
  say('a');
  expect(await poll()).toEqual(['a']);
  expect(telegram.calls[0]?.answer).toBeUndefined();
});

test('allowed_updates chooses what comes, and is remembered', async () => {
  const { telegram, say, user } = await withAnna();
  const group = telegram.addGroup({ title: 'Talks', members: [{ user, status: 'creator' }] });
  const kinds = async () =>
    (await call(telegram, 'getUpdates', { offset: -1 })).result.map((update) => Object.keys(update)[0]);
  telegram.setBot(group.id, 'administrator');
  telegram.setMember(group.id, user, 'administrator');
  expect(await kinds()).toEqual(['my_chat_member']);
  await call(telegram, 'getUpdates', { allowed_updates: ['chat_member'], offset: -1 });
  say('unheard');
  telegram.setMember(group.id, user, 'creator');
  expect(await kinds()).toEqual(['chat_member']);
  await call(telegram, 'getUpdates', { allowed_updates: [], offset: -1 });
  say('heard');
  expect(await kinds()).toEqual(['message']);
});

test.each([[{ limit: 0 }], [{ limit: 101 }], [{ timeout: -1 }]])('%j is refused', async (payload) => {
  const { telegram } = await withAnna();
  expect(await call(telegram, 'getUpdates', payload)).toMatchObject({ status: 400 });
});

test('any update at all can be injected', async () => {
  const { telegram } = await withAnna();
  const id = telegram.inject({ update_id: 1, poll: null, '🤔': [] });
  expect((await call(telegram, 'getUpdates')).result).toEqual([{ update_id: id, poll: null, '🤔': [] }]);
});

interface Posted {
  readonly secret: string | string[] | undefined;
  readonly body: { update_id: number; message: { text: string } };
}

/** A bot's webhook that answers with these statuses, the last one for ever. */
async function webhook(...statuses: number[]) {
  const posted: Posted[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    const secret = request.headers['x-telegram-bot-api-secret-token'];
    posted.push({ secret, body: JSON.parse(await text(request)) });
    response.statusCode = statuses.length > 1 ? (statuses.shift() ?? 200) : (statuses[0] ?? 200);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  return { posted, url, texts: () => posted.map(({ body }) => body.message.text) };
}

test('a webhook gets what waits and what comes, in order, with the secret', async () => {
  const { telegram, say } = await withAnna();
  const { url, posted, texts } = await webhook(200);
  say('a', 'b');
  expect(await call(telegram, 'setWebhook', { url, secret_token: 's3_-' })).toMatchObject({ ok: true });
  await expect.poll(texts).toEqual(['a', 'b']);
  say('c');
  await expect.poll(texts).toEqual(['a', 'b', 'c']);
  expect(posted.every(({ secret }) => secret === 's3_-')).toBe(true);
  await expect.poll(() => telegram.pendingUpdates()).toBe(0);
});

test('an update that the webhook does not answer with 2xx is posted again before any other', async () => {
  const { telegram, say } = await withAnna({ webhookRetryMs: 1 });
  const { url, texts } = await webhook(500, 401, 200);
  await call(telegram, 'setWebhook', { url });
  say('a', 'b');
  await expect.poll(texts).toEqual(['a', 'a', 'a', 'b']);
  const { result } = await call(telegram, 'getWebhookInfo');
  expect(result).toMatchObject({
    url,
    last_error_message: 'Wrong response from the webhook: 401 Unauthorized',
  });
});

test('polling and a webhook exclude each other', async () => {
  const { telegram, say, poll } = await withAnna({ webhookRetryMs: 1 });
  const { url } = await webhook(500);
  const waiting = call(telegram, 'getUpdates', { timeout: 30 });
  await expect.poll(() => telegram.calls.length).toBe(1);
  await call(telegram, 'setWebhook', { url });
  expect(await waiting).toMatchObject({
    status: 409,
    description: 'Conflict: terminated by setWebhook request',
  });
  expect(await call(telegram, 'getUpdates')).toMatchObject({
    status: 409,
    description:
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  });
  say('a');
  await call(telegram, 'deleteWebhook');
  expect(await poll()).toEqual(['a']);
  expect((await call(telegram, 'getWebhookInfo')).result).toEqual({
    url: '',
    has_custom_certificate: false,
    pending_update_count: 1,
  });
  await call(telegram, 'deleteWebhook', { drop_pending_updates: true });
  expect(telegram.pendingUpdates()).toBe(0);
});

test.each([
  [{ url: 'http://example.com/' }, 'bad webhook: An HTTPS URL must be provided for webhook'],
  [
    { url: 'https://example.com:99/' },
    'bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443',
  ],
  [{ url: 'nonsense' }, 'bad webhook: invalid webhook URL specified'],
  [{ url: 'https://example.com/', secret_token: 'ä' }, 'secret token contains unallowed characters'],
  [{ url: 'https://example.com/', secret_token: 'a'.repeat(257) }, 'secret token is too long'],
  [{ url: 'https://example.com/', max_connections: 101 }, 'max_connections must be from 1 to 100'],
])('the webhook %j is refused', async (payload, what) => {
  const { telegram } = await withAnna();
  expect(await call(telegram, 'setWebhook', payload)).toMatchObject({ description: `Bad Request: ${what}` });
});
