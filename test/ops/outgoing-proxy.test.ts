// Which proxy a server is reached by, as curl reads the environment.

import { expect, it } from 'vitest';
import { outgoingProxy } from '../../src/ops/outgoing-proxy.ts';
import { readSettings, secretsOf } from '../../src/ops/settings.ts';

const TELEGRAM = 'https://api.telegram.org';
const PROXY = 'http://proxy.example.org:3128';
const by = (env: NodeJS.ProcessEnv, server = TELEGRAM) => outgoingProxy(env, server)?.url.reveal();

it.each<[NodeJS.ProcessEnv, string, string | undefined]>([
  [{}, TELEGRAM, undefined],
  [{ HTTPS_PROXY: '' }, TELEGRAM, undefined],
  [{ HTTPS_PROXY: PROXY }, TELEGRAM, `${PROXY}/`],
  [{ https_proxy: PROXY, HTTPS_PROXY: 'http://other' }, TELEGRAM, `${PROXY}/`],
  [{ HTTP_PROXY: PROXY }, TELEGRAM, undefined],
  [{ HTTP_PROXY: PROXY }, 'http://bot-api:8081', `${PROXY}/`],
  [{ HTTPS_PROXY: PROXY }, 'http://bot-api:8081', undefined],
  [{ ALL_PROXY: 'socks5h://127.0.0.1:1080' }, TELEGRAM, 'socks5://127.0.0.1:1080'],
  [{ all_proxy: PROXY }, 'http://bot-api:8081', `${PROXY}/`],
  [{ HTTPS_PROXY: 'proxy.example.org:3128' }, TELEGRAM, `${PROXY}/`],
  [
    { HTTPS_PROXY: ' http://u:p%40@proxy.example.org:3128 ' },
    TELEGRAM,
    'http://u:p%40@proxy.example.org:3128/',
  ],
])('%j for %s', (env, server, expected) => expect(by(env, server)).toBe(expected));

it.each<[string, string]>([
  ['*', TELEGRAM],
  ['api.telegram.org', TELEGRAM],
  ['.telegram.org', TELEGRAM],
  ['telegram.org', TELEGRAM],
  ['*.telegram.org', TELEGRAM],
  ['localhost, API.Telegram.org.', TELEGRAM],
  ['localhost api.telegram.org:443', TELEGRAM],
  ['127.0.0.1', 'http://127.0.0.1:8081'],
  ['127.0.0.0/8', 'http://127.0.0.1:8081'],
  ['[::1]', 'http://[::1]:8081'],
  ['fd00::/8', 'http://[fd12::1]:8081'],
])('NO_PROXY=%s takes out %s', (exceptions, server) => {
  expect(by({ ALL_PROXY: PROXY, NO_PROXY: exceptions }, server)).toBeUndefined();
});

it.each<[string, string]>([
  ['', 'http://localhost:8081'],
  ['gram.org', TELEGRAM],
  ['example.org', TELEGRAM],
  ['api.telegram.org:80', TELEGRAM],
  ['10.0.0.0/8', 'http://127.0.0.1:8081'],
  ['127.0.0.1/99', 'http://127.0.0.1:8081'],
  ['localhost', 'http://127.0.0.1:8081'],
])('NO_PROXY=%s leaves %s to the proxy', (exceptions, server) => {
  expect(by({ ALL_PROXY: PROXY, no_proxy: exceptions, NO_PROXY: '*' }, server)).toBe(`${PROXY}/`);
});

it('what is no address is refused by the variable’s name, and the value is not shown', () => {
  for (const value of ['http://', 'ftp://u:secret@host', 'http://u:secret@:x']) {
    const read = () =>
      readSettings({ BOT_TOKEN: `1:${'a'.repeat(35)}`, HTTPS_PROXY: value }, { readFile: () => '' });
    expect(read).toThrow(/^HTTPS_PROXY: is not the address of a proxy; write one like/);
    expect(read).not.toThrow(/secret/);
  }
});

it('its password is a secret, encoded or not', () => {
  const settings = readSettings(
    { BOT_TOKEN: `1:${'a'.repeat(35)}`, HTTPS_PROXY: 'http://bot:p%40ss@proxy:3128' },
    { readFile: () => '' },
  );
  const secrets = secretsOf(settings).map((secret) => secret.reveal());
  expect(secrets).toEqual(expect.arrayContaining(['http://bot:p%40ss@proxy:3128/', 'p%40ss', 'p@ss']));
  expect(JSON.stringify(settings)).not.toContain('p%40ss');
});

it('the preview has none', () => {
  expect(readSettings({ HTTPS_PROXY: 'nonsense://' }, { readFile: () => '' }).proxy).toBeUndefined();
});
