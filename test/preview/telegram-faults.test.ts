// Faults by method, and flood limits.

import { expect, test } from 'vitest';
import { call, localTelegram } from '../support/local-telegram.ts';

async function withAnna(options: Parameters<typeof localTelegram>[0] = {}) {
  const telegram = await localTelegram(options);
  const anna = telegram.addUser({ first_name: 'Anna', id: 1 });
  telegram.addUser({ first_name: 'Boris', id: 2 });
  const say = (chat_id = 1, init: RequestInit = {}, more: object = {}) =>
    call(telegram, 'sendMessage', { chat_id, text: 'x', ...more }, init);
  const posted = () => telegram.messages(anna.id).length;
  return { telegram, anna, say, posted };
}

const reason = (promise: Promise<unknown>) =>
  promise.then(
    () => 'answered',
    (error: Error & { cause?: { code?: string } }) => error.cause?.code ?? error.name,
  );

test('an error is answered as set, with its parameters, and nothing is carried out', async () => {
  const { telegram, say, posted } = await withAnna();
  const parameters = { retry_after: 3600 };
  telegram.fail({ fault: { type: 'error', code: 429, description: 'Too Many Requests', parameters } });
  expect(await say()).toEqual({
    status: 429,
    ok: false,
    error_code: 429,
    description: 'Too Many Requests',
    parameters,
  });
  expect(posted()).toBe(0);
  expect(telegram.calls[0]?.answer?.status).toBe(429);
});

test('a reset closes the connection before any answer', async () => {
  const { telegram, say, posted } = await withAnna();
  telegram.fail({ fault: { type: 'reset' } });
  expect(await reason(say())).toBe('UND_ERR_SOCKET');
  expect(posted()).toBe(0);
  expect(telegram.calls[0]).not.toHaveProperty('answer');
});

test('a hang answers nothing until the client gives up', async () => {
  const { telegram, say } = await withAnna();
  telegram.fail({ fault: { type: 'hang' } });
  const mark = telegram.mark();
  const leaving = new AbortController();
  const answer = reason(say(1, { signal: leaving.signal }));
  await telegram.when((event) => event.type === 'call', { after: mark });
  leaving.abort();
  expect(await answer).toBe('AbortError');
});

test('a stop ends what hangs', async () => {
  const { telegram, say } = await withAnna();
  telegram.fail({ fault: { type: 'hang' } });
  const mark = telegram.mark();
  const answer = reason(say());
  await telegram.when((event) => event.type === 'call', { after: mark });
  await telegram.stop();
  expect(await answer).toBe('UND_ERR_SOCKET');
});

test('a cut sends headers and half a body, then closes', async () => {
  const { telegram, say, posted } = await withAnna();
  telegram.fail({ fault: { type: 'cut' } });
  const response = await fetch(`${telegram.url}/bot${telegram.token}/sendMessage?chat_id=1&text=x`);
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow('terminated');
  expect(await reason(say())).not.toBe('answered');
  expect(posted()).toBe(0);
});

test('a cut that hangs sends half a body and leaves the connection open', async () => {
  const { telegram } = await withAnna();
  telegram.fail({ fault: { type: 'cut', hang: true } });
  const leaving = new AbortController();
  const url = `${telegram.url}/bot${telegram.token}/sendMessage?chat_id=1&text=x`;
  const response = await fetch(url, { signal: leaving.signal });
  const reader = response.body?.getReader();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toMatch(/^{"ok":true/);
  const rest = reason(Promise.resolve(reader?.read()));
  leaving.abort();
  expect(await rest).toBe('AbortError');
});

test('a proxy answers with its HTML', async () => {
  const { telegram } = await withAnna();
  telegram.fail({ fault: { type: 'html', status: 502 } });
  const response = await fetch(`${telegram.url}/bot${telegram.token}/getMe`);
  expect([response.status, response.headers.get('content-type')]).toEqual([502, 'text/html']);
  expect(await response.text()).toContain('<html>');
});

test('a call whose answer is lost has been carried out', async () => {
  const { telegram, say, posted } = await withAnna();
  telegram.fail({ fault: { type: 'lost' } });
  expect(await reason(say())).toBe('UND_ERR_SOCKET');
  expect(posted()).toBe(1);
});

test('rules strike by method, chat and number, in their order, and heal', async () => {
  const { telegram, say } = await withAnna();
  const fault = (code: number) => ({ type: 'error', code, description: String(code) }) as const;
  telegram.fail({ chat_id: 2, times: 1, fault: fault(501) });
  telegram.fail({ method: 'sendMessage', times: 2, fault: fault(502) });
  telegram.fail({ method: 'getMe', fault: fault(503) });
  const codes = [];
  for (const chat of [1, 2, 2, 2]) codes.push((await say(chat)).status);
  expect(codes).toEqual([502, 501, 502, 200]);
  expect((await call(telegram, 'getMe')).status).toBe(503);
  telegram.heal();
  expect((await call(telegram, 'getMe')).status).toBe(200);
});

test('a rule without a method spares getUpdates; one with it does not', async () => {
  const { telegram } = await withAnna();
  const fault = { type: 'error', code: 500, description: 'Internal Server Error' } as const;
  telegram.fail({ fault });
  expect((await call(telegram, 'getUpdates')).status).toBe(200);
  telegram.fail({ method: 'getUpdates', fault });
  expect((await call(telegram, 'getUpdates')).status).toBe(500);
});

test('a rule may strike a share of the calls', async () => {
  const dice = [0.05, 0.5, 0.09, 0.1];
  const { telegram, say } = await withAnna({ random: () => dice.shift() ?? 1 });
  telegram.fail({ share: 0.1, fault: { type: 'error', code: 500, description: 'x' } });
  const codes = [];
  for (let i = 0; i < 4; i++) codes.push((await say()).status);
  expect(codes).toEqual([500, 200, 500, 200]);
});

test('the overall limit lets a burst through, then a number per second', async () => {
  let now = 0;
  const { telegram, say } = await withAnna({ now: () => now });
  telegram.limit({ overall: { perSecond: 2, burst: 3 } });
  const sends = async (count: number) => {
    const codes = [];
    for (let i = 0; i < count; i++) codes.push((await say(1 + (i % 2))).status);
    return codes;
  };
  expect(await sends(4)).toEqual([200, 200, 200, 429]);
  now = 1000;
  expect(await sends(3)).toEqual([200, 200, 429]);
  expect((await say(1, {}, { allow_paid_broadcast: true })).status).toBe(200);
  telegram.limit({});
  expect((await say()).status).toBe(200);
});

test('the limit of a chat is its own, counts edits, and says how long to wait', async () => {
  let now = 0;
  const { telegram, say } = await withAnna({ now: () => now });
  telegram.limit({ perChat: { perSecond: 0.1, burst: 2 } });
  await say();
  expect(await call(telegram, 'editMessageText', { chat_id: 1, message_id: 1, text: 'y' })).toMatchObject({
    ok: true,
  });
  expect(await say()).toEqual({
    status: 429,
    ok: false,
    error_code: 429,
    description: 'Too Many Requests: retry after 10',
    parameters: { retry_after: 10 },
  });
  expect((await say(2)).status).toBe(200);
  expect((await call(telegram, 'sendChatAction', { chat_id: 1, action: 'typing' })).status).toBe(200);
  now = 9999;
  expect((await say()).parameters).toEqual({ retry_after: 1 });
  now = 10_000;
  expect((await say()).status).toBe(200);
});

test('the limit of groups counts by the minute and leaves people alone', async () => {
  const { telegram, anna, say } = await withAnna({ now: () => 0 });
  const group = telegram.addGroup({ title: 'Talks', members: [{ user: anna, status: 'creator' }] });
  telegram.limit({ perGroup: { perMinute: 2 } });
  const codes = [];
  for (const chat of [group.id, group.id, group.id, 1, 1, 1]) codes.push((await say(chat)).status);
  expect(codes).toEqual([200, 200, 429, 200, 200, 200]);
  expect((await say(group.id)).parameters).toEqual({ retry_after: 30 });
});
