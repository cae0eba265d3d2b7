// The transport against servers on loopback that answer well, badly or not at all; its errors never hold the token.

import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, expect, it } from 'vitest';
import { createTransport, type Transport, TransportError } from '../../src/delivery/telegram.ts';

const TOKEN = '4839574812:AAFD39kkdpWt3ywyRZergyOLMaJhac60qc';

let server: Server | undefined;
let transport: Transport | undefined;

afterEach(async () => {
  await transport?.close();
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  server = undefined;
});

async function connect(listener: RequestListener): Promise<Transport> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  transport = createTransport({ apiRoot: `http://127.0.0.1:${port}`, token: { reveal: () => TOKEN } });
  return transport;
}

function listening(): AddressInfo {
  return server?.address() as AddressInfo;
}

async function failureOf(call: Promise<unknown>): Promise<TransportError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof TransportError)) throw new Error(`not a TransportError: ${String(error)}`);
  const everything = [
    error.message,
    error.stack,
    inspect(error, { depth: 10 }),
    JSON.stringify(error),
  ].join();
  expect(everything).not.toContain(TOKEN.split(':')[1]);
  return error;
}

it('posts JSON to the method of its bot and gives the answer', async () => {
  let seen: unknown;
  const { call } = await connect(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    seen = [request.method, request.url, JSON.parse(Buffer.concat(chunks).toString())];
    response.end('{"ok":true,"result":{"message_id":7}}');
  });
  const answer = await call('sendMessage', { chat_id: 1, text: 'Grüße 🇷🇺' });
  expect(answer).toEqual({ ok: true, result: { message_id: 7 } });
  expect(seen).toEqual(['POST', `/bot${TOKEN}/sendMessage`, { chat_id: 1, text: 'Grüße 🇷🇺' }]);
});

it('reads an answer that comes in pieces, characters cut in two', async () => {
  const body = Buffer.from('{"ok":true,"result":"Грüß 🇸🇦"}');
  const { call } = await connect((_request, response) => {
    for (const byte of body) response.write(Buffer.of(byte));
    response.end();
  });
  expect(await call('getMe', {})).toEqual({ ok: true, result: 'Грüß 🇸🇦' });
});

it('gives Telegram’s error as an answer', async () => {
  const refusal = { ok: false, error_code: 429, description: 'Too Many', parameters: { retry_after: 3 } };
  const { call } = await connect((_request, response) => {
    response.statusCode = 429;
    response.end(JSON.stringify(refusal));
  });
  expect(await call('sendMessage', {})).toEqual(refusal);
});

it('takes a proxy’s page with a 5xx as that error, and any other page as no answer', async () => {
  let status = 502;
  const { call } = await connect((_request, response) => {
    response.statusCode = status;
    response.end('<html><h1>Bad Gateway</h1></html>');
  });
  expect(await call('sendMessage', {})).toMatchObject({ ok: false, error_code: 502 });
  status = 200;
  expect((await failureOf(call('sendMessage', {}))).failure.reason).toBe('not JSON');
});

it('gives up on a server that does not answer', async () => {
  const { call } = await connect(() => {});
  const { failure } = await failureOf(call('sendMessage', {}, { timeoutMs: 50 }));
  expect(failure).toEqual({ reason: 'timeout', arrived: 'maybe' });
});

it('gives up on an answer that stops halfway', async () => {
  const { call } = await connect((_request, response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('{"ok":tr');
  });
  const { failure } = await failureOf(call('sendMessage', {}, { timeoutMs: 50 }));
  expect(failure).toEqual({ reason: 'timeout', arrived: 'maybe' });
});

it('tells a connection cut halfway and one reset before any answer', async () => {
  let cut = true;
  const { call } = await connect((request, response) => {
    if (cut) {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"ok":tr', () => request.socket.destroy());
    } else request.socket.destroy();
  });
  expect((await failureOf(call('sendMessage', {}))).failure.reason).toBe('cut off');
  cut = false;
  expect((await failureOf(call('sendMessage', {}))).failure.reason).toBe('reset');
});

it('knows that nothing arrived where nobody listens', async () => {
  const { call } = await connect(() => {});
  await new Promise((resolve) => server?.close(resolve));
  server = undefined;
  const { failure } = await failureOf(call('sendMessage', {}));
  expect(failure).toEqual({ reason: 'unreachable', arrived: 'no' });
});

it('stops at once when told to', async () => {
  const abort = new AbortController();
  const { call } = await connect(() => abort.abort());
  const { failure } = await failureOf(call('getUpdates', {}, { signal: abort.signal, timeoutMs: 60_000 }));
  expect(failure.reason).toBe('aborted');
  expect((await failureOf(call('getUpdates', {}, { signal: abort.signal }))).failure.reason).toBe('aborted');
});

it('uploads files together with all other parameters', async () => {
  let body = '';
  let type: string | undefined;
  const { call } = await connect(async (request, response) => {
    type = request.headers['content-type'];
    for await (const chunk of request) body += chunk;
    response.end('{"ok":true,"result":true}');
  });
  await call('sendDocument', {
    chat_id: 5,
    document: { source: Buffer.from('hello'), filename: 'mydata.json' },
    reply_parameters: { message_id: 3 },
    caption: undefined,
  });
  expect(type).toMatch(/^multipart\/form-data; boundary=/);
  expect(body).toContain('name="document"; filename="mydata.json"');
  expect(body).toContain('hello');
  expect(body).toContain('name="chat_id"\r\n\r\n5');
  expect(body).toContain('name="reply_parameters"\r\n\r\n{"message_id":3}');
  expect(body).not.toContain('caption');
});

it('stops at once while a call still waits for a connection', async () => {
  const { call } = await connect(() => {});
  const hanging = Array.from({ length: 40 }, () => call('sendMessage', {}).catch(() => undefined));
  const abort = new AbortController();
  const queued = failureOf(call('sendMessage', {}, { signal: abort.signal }));
  abort.abort();
  expect((await queued).failure.reason).toBe('aborted');
  await transport?.close();
  await Promise.all(hanging);
});

it('polls while every connection for sends hangs', async () => {
  const { call } = await connect((request, response) => {
    if (request.url?.endsWith('getUpdates')) response.end('{"ok":true,"result":[]}');
  });
  const hanging = Array.from({ length: 40 }, () => call('sendMessage', {}).catch(() => undefined));
  expect(await call('getUpdates', {})).toEqual({ ok: true, result: [] });
  await transport?.close();
  await Promise.all(hanging);
});

it('keeps sends going while look-ups and answers to presses hang, which give up while they wait for a connection', async () => {
  let seen = 0;
  const { call } = await connect((request, response) => {
    if (request.url?.endsWith('/sendMessage')) response.end('{"ok":true,"result":1}');
    else seen += 1;
  });
  const hanging = ['getChatMember', 'answerCallbackQuery'].flatMap((method) =>
    Array.from({ length: 60 }, () => failureOf(call(method, {}, { timeoutMs: 300 }))),
  );
  expect(await call('sendMessage', {})).toEqual({ ok: true, result: 1 });
  for (const { failure } of await Promise.all(hanging)) expect(failure.reason).toBe('timeout');
  // Those that waited have not had their turn, one behind the other.
  expect(seen).toBeLessThan(hanging.length);
});

it('names the code and the host of what failed', async () => {
  const { call } = await connect(() => {});
  const { port } = listening();
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve));
  server = undefined;
  expect((await failureOf(call('getMe', {}))).details).toEqual({
    host: `127.0.0.1:${port}`,
    code: 'ECONNREFUSED',
  });
});
