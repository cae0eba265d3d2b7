// How the local Telegram is called: paths, tokens, encodings, strict parameters, the record of calls.

import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import { request } from 'undici';
import { expect, test } from 'vitest';
import { startLocalTelegram } from '../../src/preview/telegram/local-telegram.ts';
import { call, localTelegram } from '../support/local-telegram.ts';

const HI = { chat_id: 1, text: 'hi' };

async function withAnna(options: Parameters<typeof localTelegram>[0] = {}) {
  const telegram = await localTelegram(options);
  const anna = telegram.addUser({ first_name: 'Anna', id: 1 });
  return { telegram, anna };
}

test('getMe says who the bot is', async () => {
  const telegram = await localTelegram({ username: 'some_bot', token: '42:secret', privacy: false });
  const { result } = await call(telegram, 'getMe');
  expect(result).toMatchObject({
    id: 42,
    is_bot: true,
    username: 'some_bot',
    can_read_all_group_messages: true,
  });
});

test.each([
  ['/bot1:wrong/getMe', 401, 'Unauthorized'],
  ['/botwrong/getMe', 404, 'Not Found'],
  ['/getMe', 404, 'Not Found'],
  ['/', 404, 'Not Found'],
  ['/bot1:wrong', 404, 'Not Found'],
])('%s gets %i', async (path, status, description) => {
  const telegram = await localTelegram();
  const response = await fetch(telegram.url + path);
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({ ok: false, error_code: status, description });
});

test('an unknown method gets 404; names are case-insensitive', async () => {
  const { telegram } = await withAnna();
  expect(await call(telegram, 'sendPigeon')).toMatchObject({ status: 404, description: 'Not Found' });
  expect(await call(telegram, 'SENDMESSAGE', HI)).toMatchObject({ ok: true });
  expect(telegram.calls.map(({ method }) => method)).toEqual(['sendPigeon', 'sendMessage']);
});

test('parameters come by query, JSON, urlencoded and multipart, all the same', async () => {
  const { telegram } = await withAnna();
  const keyboard = { inline_keyboard: [[{ text: 'a', callback_data: 'b' }]] };
  const fields = {
    chat_id: '1',
    text: 'hi',
    disable_notification: 'true',
    reply_markup: JSON.stringify(keyboard),
  };
  const url = `${telegram.url}/bot${telegram.token}/sendMessage`;
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  await fetch(`${url}?${new URLSearchParams(fields)}`);
  await fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
  await fetch(url, { method: 'POST', body: form });
  await call(telegram, 'sendMessage', { ...HI, disable_notification: true, reply_markup: keyboard });
  await call(telegram, 'sendMessage', {
    ...HI,
    disable_notification: true,
    reply_markup: fields.reply_markup,
  });
  expect(telegram.calls.map(({ answer }) => answer?.body)).toEqual(
    Array(5).fill({ ok: true, result: expect.objectContaining({ text: 'hi', reply_markup: keyboard }) }),
  );
  expect(telegram.calls.map(({ payload }) => payload.disable_notification)).toEqual(Array(5).fill(true));
});

test('a body over 50 MB is refused before it is sent', async () => {
  const { telegram } = await withAnna();
  const headers = { 'content-length': 50 * 1024 * 1024 + 1 };
  const upload = http.request(`${telegram.url}/bot${telegram.token}/sendDocument`, {
    method: 'POST',
    headers,
  });
  upload.on('error', () => {}).flushHeaders();
  const [response] = (await once(upload, 'response')) as [IncomingMessage];
  expect(response.statusCode).toBe(413);
  expect(JSON.parse((await response.toArray()).join(''))).toEqual({
    ok: false,
    error_code: 413,
    description: 'Request Entity Too Large',
  });
  upload.destroy();
});

test('connections are kept alive', async () => {
  const { telegram } = await withAnna();
  const { headers } = await request(`${telegram.url}/bot${telegram.token}/getMe`);
  expect(headers.connection).toBe('keep-alive');
});

test.each([
  ['sendMessage', { chat_id: 1 }, 'parameter "text" is required'],
  ['sendMessage', { text: 'hi' }, 'parameter "chat_id" is required'],
  ['sendMessage', { ...HI, reply_to: 3 }, 'unknown parameter "reply_to"'],
  [
    'sendMessage',
    { ...HI, parse_mode: 'html' },
    'parameter "parse_mode" is "html": must be equal to one of the allowed values',
  ],
  [
    'sendMessage',
    { ...HI, message_thread_id: 1.5 },
    'parameter "message_thread_id" is wrong: must be integer',
  ],
  [
    'sendMessage',
    { ...HI, disable_notification: 'true' },
    'parameter "disable_notification" is wrong: must be boolean',
  ],
  ['sendMessage', { ...HI, text: 7 }, 'parameter "text" is wrong: must be string'],
  ['sendMessage', { ...HI, text: null }, 'parameter "text" is wrong: must be string'],
  ['sendMessage', { ...HI, reply_markup: '{' }, 'can\'t parse parameter "reply_markup": not JSON'],
  [
    'sendMessage',
    { ...HI, reply_markup: { inline_keyboard: [[{ text: 'a', callback_data: 'b', hide: false }]] } },
    'unknown parameter "reply_markup.inline_keyboard.0.0.hide"',
  ],
  [
    'sendMessage',
    { ...HI, link_preview_options: { disabled: true } },
    'unknown parameter "link_preview_options.disabled"',
  ],
  ['getMe', { chat_id: 1 }, 'unknown parameter "chat_id"'],
  [
    'getUpdates',
    { allowed_updates: ['messages'] },
    'parameter "allowed_updates.0" is "messages": must be equal to one of the allowed values',
  ],
  ['setMyCommands', { commands: [{ command: 'a' }] }, 'parameter "commands.0.description" is required'],
  [
    'sendDocument',
    { chat_id: 1, document: {} },
    'parameter "document" is wrong: must be a string or a file of a multipart body',
  ],
])('%s %j: %s', async (method, payload, what) => {
  const { telegram } = await withAnna();
  expect(await call(telegram, method, payload)).toEqual({
    status: 400,
    ok: false,
    error_code: 400,
    description: `Bad Request: ${what}`,
  });
});

test.each([['{"chat_id":'], ['[]'], ['null'], ['"x"']])('the body %s is no JSON object', async (body) => {
  const { telegram } = await withAnna();
  const answer = await call(telegram, 'sendMessage', {}, { body });
  expect(answer).toMatchObject({ status: 400, description: "Bad Request: can't parse JSON object" });
  expect(telegram.calls).toHaveLength(1);
});

test('files come as parts of a multipart body, by name or by attach://', async () => {
  const { telegram } = await withAnna();
  const url = `${telegram.url}/bot${telegram.token}/`;
  const file = new Blob(['12345'], { type: 'text/plain' });
  const direct = new FormData();
  direct.append('chat_id', '1');
  direct.append('caption', '<b>mine</b>');
  direct.append('parse_mode', 'HTML');
  direct.append('document', file, 'data.json');
  const attached = new FormData();
  attached.append('chat_id', '1');
  attached.append('photo', 'attach://p');
  const png = new Blob([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d])]);
  attached.append('p', png, 'talks.png');
  const noPicture = new FormData();
  noPicture.append('chat_id', '1');
  noPicture.append('photo', file, 'talks.png');
  const missing = new FormData();
  missing.append('chat_id', '1');
  missing.append('photo', 'attach://p');
  const answers = [];
  for (const [method, body] of [
    ['sendDocument', direct],
    ['sendPhoto', attached],
    ['sendPhoto', missing],
    ['sendPhoto', noPicture],
  ] as const) {
    answers.push(await (await fetch(url + method, { method: 'POST', body })).json());
  }
  expect(answers).toMatchObject([
    {
      result: {
        caption: 'mine',
        caption_entities: [{ type: 'bold' }],
        document: { file_name: 'data.json', file_size: 5 },
      },
    },
    { result: { photo: [{ file_size: 5 }] } },
    { ok: false, description: 'Bad Request: there is no file "p" in the request' },
    { ok: false, description: 'Bad Request: IMAGE_PROCESS_FAILED' },
  ]);
  expect(telegram.messages(1).map(({ attachment }) => attachment?.file_name)).toEqual([
    'data.json',
    'talks.png',
  ]);
});

/** The beginning of a PNG of that size, which is all that is read of it. */
function pngOf(width: number, height: number): Blob {
  const bytes = Buffer.alloc(24);
  bytes.write('89504e470d0a1a0a0000000d49484452', 'hex');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return new Blob([new Uint8Array(bytes)]);
}

test('a photo has sides that Telegram takes, comes again by its file_id, and becomes another one', async () => {
  const { telegram } = await withAnna();
  const upload = async (method: string, parts: Readonly<Record<string, string | Blob>>) => {
    const form = new FormData();
    form.append('chat_id', '1');
    for (const [name, part] of Object.entries(parts)) {
      if (typeof part === 'string') form.append(name, part);
      else form.append(name, part, 'card.png');
    }
    const url = `${telegram.url}/bot${telegram.token}/${method}`;
    return (await (await fetch(url, { method: 'POST', body: form })).json()) as {
      readonly ok: boolean;
      readonly description?: string;
      readonly result: {
        readonly message_id: number;
        readonly photo: readonly { readonly file_id: string }[];
      };
    };
  };
  for (const [width, height, isTaken] of [
    [1280, 2048, true],
    [5000, 5000, true],
    [5000, 5001, false],
    [100, 2000, true],
    [100, 2001, false],
    [0, 100, false],
  ] as const) {
    const { ok, description } = await upload('sendPhoto', { photo: pngOf(width, height) });
    expect([width, height, ok]).toEqual([width, height, isTaken]);
    if (!isTaken) expect(description).toBe('Bad Request: PHOTO_INVALID_DIMENSIONS');
  }
  const first = await upload('sendPhoto', { photo: pngOf(800, 600), caption: 'one' });
  const { message_id } = first.result;
  const file = first.result.photo[0]?.file_id ?? '';
  expect(await call(telegram, 'sendPhoto', { chat_id: 1, photo: file })).toMatchObject({
    ok: true,
    result: { photo: [{ file_id: file, width: 800, height: 600 }] },
  });
  expect(await call(telegram, 'sendPhoto', { chat_id: 1, photo: 'AgAC' })).toMatchObject({
    description: 'Bad Request: wrong file identifier/HTTP URL specified',
  });
  const about = { chat_id: 1, message_id };
  const media = { type: 'photo', media: 'attach://b', caption: '<b>two</b>', parse_mode: 'HTML' };
  const second = await upload('editMessageMedia', {
    message_id: String(message_id),
    media: JSON.stringify(media),
    b: pngOf(900, 600),
  });
  expect(second).toMatchObject({ result: { message_id, caption: 'two', photo: [{ width: 900 }] } });
  const back = { ...about, media: { type: 'photo', media: file, caption: 'one' } };
  expect(await call(telegram, 'editMessageMedia', back)).toMatchObject({
    result: { photo: [{ file_id: file }] },
  });
  expect(await call(telegram, 'editMessageMedia', back)).toMatchObject({
    description: expect.stringContaining('message is not modified'),
  });
  const long = { type: 'photo', media: file, caption: 'a'.repeat(1025) };
  expect(await call(telegram, 'editMessageMedia', { ...about, media: long })).toMatchObject({
    description: 'Bad Request: message caption is too long',
  });
  expect(await call(telegram, 'editMessageText', { ...about, text: 'text' })).toMatchObject({
    description: 'Bad Request: there is no text in the message to edit',
  });
  const caption = { ...about, caption: '<i>three</i>', parse_mode: 'HTML' };
  expect(await call(telegram, 'editMessageCaption', caption)).toMatchObject({
    result: { caption: 'three', photo: [{ file_id: file }] },
  });
  expect(await call(telegram, 'editMessageCaption', caption)).toMatchObject({
    description: expect.stringContaining('message is not modified'),
  });
});

test('every call is recorded with its answer, in the order of arrival', async () => {
  const { telegram } = await withAnna({ now: () => 5000 });
  await call(telegram, 'sendMessage', HI);
  await call(telegram, 'sendMessage', { chat_id: 2, text: 'hi' });
  expect(telegram.calls).toMatchObject([
    { number: 1, at: 5000, method: 'sendMessage', payload: HI, answer: { status: 200, body: { ok: true } } },
    { number: 2, answer: { status: 400, body: { description: 'Bad Request: chat not found' } } },
  ]);
});

test('memory can be bounded: calls, events and messages', async () => {
  const { telegram } = await withAnna({ keep: 5 });
  const begin = telegram.mark();
  for (let i = 0; i < 30; i++) await call(telegram, 'sendMessage', HI);
  expect(telegram.calls.length).toBeLessThanOrEqual(10);
  expect(telegram.calls.at(-1)?.number).toBe(30);
  expect(telegram.since(begin).length).toBeLessThanOrEqual(10);
  expect(telegram.messages(1)).toHaveLength(5);
  expect(telegram.mark() - begin).toBe(60);
});

test('a port in use rejects the start', async () => {
  const { telegram } = await withAnna();
  await expect(localTelegram({ port: Number(new URL(telegram.url).port) })).rejects.toThrow('EADDRINUSE');
});

test.each([
  ['a page of another site', { origin: 'https://evil.example' }],
  ['a form of another site, whose browser tells where it is', { 'sec-fetch-site': 'cross-site' }],
  ['a name that was made to point here', { host: 'evil.example' }],
])('%s is refused before anything is done', async (_, headers) => {
  const telegram = await startLocalTelegram();
  try {
    const { port } = new URL(telegram.url);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const path = `/bot${telegram.token}/getMe`;
      http
        .request({ port, host: '127.0.0.1', path, headers }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
    expect(telegram.calls).toEqual([]);
  } finally {
    await telegram.stop();
  }
});

test('the token is another one at each start', async () => {
  const [one, other] = await Promise.all([startLocalTelegram(), startLocalTelegram()]);
  expect(one.token).not.toBe(other.token);
  expect(one.token).toMatch(/^\d+:[\w-]{35}$/);
  await Promise.all([one.stop(), other.stop()]);
});
