// The HTTP server as load balancers, Telegram and strangers meet it, over real sockets.

import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import net from 'node:net';
import { text as readAll } from 'node:stream/consumers';
import fc from 'fast-check';
import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import type { Taken } from '../../src/incoming/intake.ts';
import { createWebhookRoute } from '../../src/incoming/webhook.ts';
import { createHttp, type HttpOptions, type HttpServer, type Readiness } from '../../src/ops/http.ts';
import { Secret } from '../../src/ops/secret.ts';

const SECRET = 'right-secret';
const HEADERS = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET };

const servers: HttpServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

/** A server on a free port, what it logged and the updates it took. */
async function serve(options: Partial<HttpOptions> & { intake?: (update: object) => Taken } = {}) {
  const updates: object[] = [];
  let logged = '';
  let time = 0;
  const server = createHttp({
    logger: pino({ level: 'trace' }, { write: (line) => (logged += line) }),
    host: '127.0.0.1',
    port: 0,
    ready: () => ({ ready: true }),
    // No answer is shared.
    now: () => (time += 60_000),
    webhook: createWebhookRoute({
      url: 'https://bot.example.org/hook',
      secret: new Secret(SECRET),
      onUpdate: (update) => {
        updates.push(update);
        return options.intake?.(update) ?? 'taken';
      },
    }),
    ...options,
  });
  servers.push(server);
  const { url } = await server.start();
  const post = (
    body: string | Uint8Array<ArrayBuffer>,
    init: { path?: string; headers?: Record<string, string> } = {},
  ) => fetch(url + (init.path ?? '/hook'), { method: 'POST', body, headers: init.headers ?? HEADERS });
  return { server, url, post, updates, logged: () => logged };
}

/** What the server says to these bytes, until it or the client closes. */
function raw(url: string, ...chunks: (string | Uint8Array)[]): Promise<string> {
  const socket = net.connect(Number(new URL(url).port), '127.0.0.1');
  for (const chunk of chunks) socket.write(chunk);
  return readAll(socket);
}

test('/healthz answers while the process lives', async () => {
  const { url } = await serve();
  const answer = await fetch(`${url}/healthz`);
  expect([answer.status, await answer.json()]).toEqual([200, { status: 'alive' }]);
});

test('/readyz says whether the bot can work, and if not, why', async () => {
  let readiness: Readiness = { ready: true };
  const { url } = await serve({ ready: () => readiness });
  const ask = async () => {
    const answer = await fetch(`${url}/readyz`);
    return [answer.status, await answer.json()];
  };
  expect(await ask()).toEqual([200, { status: 'ready' }]);
  readiness = { ready: false, reason: 'No good getUpdates for 60 s.' };
  expect(await ask()).toEqual([503, { status: 'not ready', reason: 'No good getUpdates for 60 s.' }]);
});

test('a readiness that cannot be found out is not ready; its reason is for the log', async () => {
  const { url, logged } = await serve({ ready: () => Promise.reject(new Error('disk full')) });
  const answer = await fetch(`${url}/readyz`);
  expect(answer.status).toBe(503);
  expect(await answer.text()).not.toContain('disk full');
  expect(logged()).toContain('disk full');
});

test('an update from Telegram is taken and answered with 200', async () => {
  const { post, updates } = await serve();
  expect((await post('{"update_id":1}')).status).toBe(200);
  expect((await post('{"update_id":2}', { path: '/hook?from=telegram' })).status).toBe(200);
  expect(updates).toEqual([{ update_id: 1 }, { update_id: 2 }]);
});

test('a duplicate gets 200 too, a busy bot asks Telegram to come again', async () => {
  const { post } = await serve({
    intake: (update) => ('again' in update ? 'duplicate' : 'busy'),
  });
  expect((await post('{"again":true}')).status).toBe(200);
  const busy = await post('{}');
  expect([busy.status, busy.headers.get('retry-after')]).toEqual([503, '1']);
});

test.each([
  ['none', {}],
  ['a wrong one', { 'x-telegram-bot-api-secret-token': 'wrong' }],
  ['its beginning', { 'x-telegram-bot-api-secret-token': SECRET.slice(0, 5) }],
  ['two', { 'x-telegram-bot-api-secret-token': `${SECRET}, ${SECRET}` }],
])('without the right secret (%s) nothing is taken: 401', async (_name, headers) => {
  const { post, updates } = await serve();
  expect((await post('{}', { headers: { 'content-type': 'application/json', ...headers } })).status).toBe(
    401,
  );
  expect((await post('not JSON', { headers })).status).toBe(401);
  expect(updates).toEqual([]);
});

test('a stranger’s large body is refused before it is read', async () => {
  const { url } = await serve();
  const answer = await raw(
    url,
    'POST /hook HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 900000\r\n\r\n{',
  );
  expect(answer).toMatch(/^HTTP\/1.1 401 /);
});

test.each(['', 'null', '[]', '1', '"x"', '{', '{"a":}', '\u0000'])(
  'the body %j is no update: 400',
  async (body) => {
    const { post, updates } = await serve();
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(await answer.text()).not.toMatch(/\bat .*\d+:\d+/);
    expect(updates).toEqual([]);
  },
);

test('bytes that are not UTF-8 are refused', async () => {
  const { post } = await serve();
  expect((await post(Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))).status).toBe(400);
});

test('a body over 1 MB is refused with 413, one of 1 MB is taken', async () => {
  const { post, updates } = await serve();
  const ofSize = (bytes: number) => JSON.stringify({ a: 'x'.repeat(bytes - 8) });
  expect((await post(ofSize(1024 * 1024))).status).toBe(200);
  expect((await post(ofSize(1024 * 1024 + 1))).status).toBe(413);
  expect(updates).toHaveLength(1);
});

test('letters cut in two between packets arrive whole', async () => {
  const { url, updates } = await serve();
  const body = Buffer.from(JSON.stringify({ text: 'Привет, 你好, 👋🏽' }));
  const head = `POST /hook HTTP/1.1\r\nhost: x\r\nconnection: close\r\nx-telegram-bot-api-secret-token: ${SECRET}\r\n`;
  const socket = net.connect(Number(new URL(url).port), '127.0.0.1');
  socket.setNoDelay(true);
  socket.write(`${head}content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`);
  for (const byte of body) await new Promise((sent) => socket.write(Uint8Array.of(byte), sent));
  expect(await readAll(socket)).toMatch(/^HTTP\/1.1 200 /);
  expect(updates).toEqual([{ text: 'Привет, 你好, 👋🏽' }]);
});

test('whatever JSON value comes, objects are taken as they are and all else is refused', async () => {
  const { post, updates } = await serve();
  // A prototype is left out on purpose: the next test says so.
  const values = fc.jsonValue().filter((value) => !JSON.stringify(value).includes('__proto__'));
  await fc.assert(
    fc.asyncProperty(values, async (value) => {
      updates.length = 0;
      const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
      expect((await post(JSON.stringify(value))).status).toBe(isObject ? 200 : 400);
      expect(JSON.stringify(updates)).toBe(JSON.stringify(isObject ? [value] : []));
    }),
  );
});

test('an update cannot bring a prototype along', async () => {
  const { post, updates } = await serve();
  await post('{"message":{"__proto__":{"admin":true},"text":"x"}}');
  expect(JSON.stringify(updates)).toBe('[{"message":{"text":"x"}}]');
});

test('a failing intake is 500 without a stack, is logged, and Telegram comes again', async () => {
  const { post, logged } = await serve({
    intake: () => {
      throw new Error('no memory');
    },
  });
  const answer = await post('{}');
  expect([answer.status, await answer.text()]).toEqual([500, 'Something went wrong here.\n']);
  expect(logged()).toContain('no memory');
});

test('a webhook path with a colon stands for itself', async () => {
  const webhook = createWebhookRoute({
    url: 'https://bot.example.org/tg/a:b',
    secret: new Secret(SECRET),
    onUpdate: () => 'taken',
  });
  const { post } = await serve({ webhook });
  expect((await post('{}', { path: '/tg/a:b' })).status).toBe(200);
  expect((await post('{}', { path: '/tg/axx' })).status).toBe(404);
  expect((await post('{}', { path: '/tg/a:b/' })).status).toBe(404);
});

test('everything else is 404 in plain words, the hook’s own path by GET too', async () => {
  const { url } = await serve();
  for (const path of ['/', '/hook', '/HOOK', '/hook/', '/.env', '/healthz/x']) {
    const answer = await fetch(url + path);
    expect([path, answer.status, await answer.text()]).toEqual([path, 404, 'There is nothing here.\n']);
  }
});

test('requests that are no HTTP, or no address, neither crash the server nor show its inside', async () => {
  const { url } = await serve();
  for (const nonsense of [
    'nonsense\r\n\r\n',
    'GET /%zz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
    `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nhost: x\r\n\r\n`,
    'POST /hook HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n',
  ]) {
    const answer = await raw(url, nonsense);
    expect(answer).toMatch(/^HTTP\/1.1 4\d\d /);
    expect(answer).not.toMatch(/node_modules|\.ts\b/);
  }
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

test('a client that never ends its request is sent away', async () => {
  const { url } = await serve({ requestTimeout: 50 });
  const answer = await raw(url, 'POST /hook HTTP/1.1\r\nhost: x\r\nx-slow');
  expect(answer).toMatch(/^HTTP\/1.1 408 /);
});

test('a busy port is one line that names PORT and what to do', async () => {
  const { url } = await serve();
  const port = Number(new URL(url).port);
  const second = serve({ port });
  await expect(second).rejects.toThrow(UserError);
  await expect(second).rejects.toThrow(
    `PORT: ${port} on 127.0.0.1 is in use by another program; stop that one, or set PORT to another number (0 picks a free one)`,
  );
});

test('an address of another machine is one line that names HOST', async () => {
  await expect(serve({ host: '192.0.2.1' })).rejects.toThrow(
    /^HOST: 192\.0\.2\.1 is not an address of this machine/,
  );
});

test('others may add routes, in a scope of their own', async () => {
  const { url, post } = await serve({
    register: async (app) => {
      app.get('/', () => 'the page');
      app.post('/send', (request) => request.body);
    },
  });
  expect(await (await fetch(url)).text()).toBe('the page');
  const sent = await post('{"a":1}', { path: '/send', headers: { 'content-type': 'application/json' } });
  expect(await sent.json()).toEqual({ a: 1 });
});

test('stop ends answers that never end by themselves', async () => {
  const { server, url } = await serve({
    register: async (app) => {
      app.get('/events', (_request, reply) => {
        reply.hijack();
        reply.raw.writeHead(200).write('data: 1\n\n');
      });
    },
  });
  const events = await fetch(`${url}/events`);
  await server.stop();
  await expect(events.text()).rejects.toThrow();
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
});

test('a client that pipelines thousands of requests is cut off, and others are answered', async () => {
  let asked = 0;
  const { url } = await serve({
    now: () => 0,
    ready: async () => {
      asked += 1;
      return { ready: true };
    },
  });
  const { hostname, port } = new URL(url);
  const socket = net.connect(Number(port), hostname);
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  let answers = 0;
  let read = 0;
  const count = () => {
    read += 1;
  };
  subscribe('http.server.request.start', count);
  socket.on('data', (data) => {
    answers += String(data).split('HTTP/1.1 200').length - 1;
  });
  socket.on('error', () => {});
  socket.write('GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(5_000));
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  await closed;
  expect(answers).toBeLessThanOrEqual(100);
  // Everybody who asks within a second gets one answer.
  expect(asked).toBe(1);
  unsubscribe('http.server.request.start', count);
  // Those that are answered, the health of the other client, and the one that was too many: the rest of them is not even read.
  expect(read).toBeLessThanOrEqual(102);
});
