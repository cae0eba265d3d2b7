// The page's server: serves only its own page and files, and refuses every other origin and every bad request.

import { globSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { originProblem } from '../../src/preview/origin-check.ts';
import type { Preview } from '../../src/preview/preview.ts';
import { Pictures } from '../../src/preview/telegram/pictures.ts';
import { startPreview } from '../support/preview.ts';
import { ROOT } from '../support/program.ts';

let preview: Preview;
let url: string;

beforeAll(async () => {
  ({ preview, url } = await startPreview());
});

afterAll(() => preview.stop());

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** `fetch` does not let a test name another host. */
function statusFor(host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

it('serves the page with nothing allowed but its own files', async () => {
  const response = await fetch(url);
  expect(response.headers.get('content-type')).toMatch(/text\/html/);
  expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'self'/);
  expect((await fetch(`${url}/emoji/1f1f7-1f1fa.svg`)).status).toBe(200);
});

it('serves the page’s scripts as one file, and its styles as one', async () => {
  const [script, styles] = await Promise.all(
    ['main.js', 'main.css'].map(async (file) => (await fetch(`${url}/page/${file}`)).text()),
  );
  expect(script).not.toMatch(/^import\b/mu);
  expect(styles).not.toContain('@import');
  const folder = path.join(ROOT, 'src/preview/page');
  for (const file of globSync('*.js', { cwd: folder })) expect(script, file).toContain(`/page/${file}\n`);
  for (const file of globSync('*.css', { cwd: folder }).filter((file) => file !== 'main.css')) {
    expect(styles, file).toContain(readFileSync(path.join(folder, file), 'utf8'));
  }
});

it.each([
  '/page/..%2f..%2fapp.ts',
  '/page/nothing.js',
  '/page/index.html',
  '/emoji/..%2fpackage.json',
  '/emoji/ffff.svg',
  '/page/',
])('has no file at %s', async (path) => {
  expect((await fetch(url + path)).status).toBe(404);
});

it('answers only to this machine’s own names', async () => {
  expect(await statusFor('localhost')).toBe(200);
  expect(await statusFor('evil.example')).toBe(403);
});

it('takes acts only from its own page', async () => {
  const act = { chatId: 1, actor: 'anna', text: 'x' };
  expect((await post('/preview/send', act, { origin: 'http://evil.example' })).status).toBe(403);
});

it.each([
  [{}],
  [{ chatId: 1, actor: 'nobody', text: 'x' }],
  [{ chatId: 1, actor: 'anna', text: '' }],
  [{ chatId: 1, actor: 'anna', text: 'x'.repeat(5000) }],
])('refuses an act that makes no sense, in plain words', async (act) => {
  const response = await post('/preview/send', act);
  expect(response.status).toBe(400);
  expect(await response.text()).not.toMatch(/at |Error/);
});

it.each([
  ['inline', { chatId: 1001, actor: 'omar', query: 'x', offset: '' }],
  ['inline', { chatId: 1001, actor: 'anna', query: 'x', offset: 'x'.repeat(65) }],
  ['choose', { chatId: 1001, actor: 'anna', queryId: '1', resultId: 'x' }],
  ['chat', { chatId: 1001, actor: 'anna', upgrade: true }],
  ['chat', { chatId: 1001, actor: 'anna', threadId: 5, closed: true }],
  ['chat', { chatId: 1001, actor: 'anna', bot: 'creator' }],
  ['choices', { chatId: 1001, actor: 'anna', button: 'Nowhere' }],
  ['share', { chatId: 1001, actor: 'anna', button: 'Nowhere', picked: 1 }],
])('refuses to %s what cannot be: %j', async (path, act) => {
  const response = await post(`/preview/${path}`, act);
  expect(response.status).toBe(400);
  expect(await response.text()).toMatch(/^[A-Z][^{}]+\.\n$/);
});

it('answers only to numbers where it listens on every address', () => {
  const reason = (host: string, listensOn: string) => originProblem({ host }, listensOn);
  expect(reason('192.168.1.7:8080', '0.0.0.0')).toBeUndefined();
  expect(reason('[fe80::1]:8080', '::')).toBeUndefined();
  expect(reason('[::1]:8080', '127.0.0.1')).toBeUndefined();
  expect(reason('evil.example:8080', '0.0.0.0')).toMatch(/own address/);
  expect(reason('192.168.1.7:8080', '127.0.0.1')).toMatch(/own address/);
});

it('sends what happened since a mark, and a reset where the mark is not its own', async () => {
  const first = async (path: string) => {
    const abort = new AbortController();
    const response = await fetch(url + path, { signal: abort.signal });
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk);
      if (text.includes('data:')) break;
    }
    abort.abort();
    return text;
  };
  const { mark } = (await (await fetch(`${url}/preview/state`)).json()) as { mark: string };
  const epoch = mark.split(':')[0];
  expect(await first(`/preview/events?after=${epoch}:0`)).toMatch(
    new RegExp(`id: ${epoch}:1\ndata: \\{"type":`),
  );
  for (const stale of [`${epoch}:999999`, `${epoch}:-1`, 'another:0', '0', '']) {
    expect(await first(`/preview/events?after=${stale}`)).toMatch(/event: reset/);
  }
});

it('has only pictures that were sent, and drops the oldest when they take too much space', async () => {
  for (const id of ['picture-1', '..%2fstate', '__proto__'])
    expect((await fetch(`${url}/preview/picture/${id}`)).status).toBe(404);
  const pictures = new Pictures(20);
  const png = Buffer.from('89504e470d0a1a0a', 'hex');
  const ids = [png, png, png].map((bytes) => pictures.keep(bytes)?.id ?? '');
  expect(ids.map((id) => pictures.picture(id)?.bytes.length)).toEqual([undefined, 8, 8]);
  expect(pictures.keep(Buffer.from('<script>'))).toBeUndefined();
});
