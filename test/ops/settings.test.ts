// What operators write, and the messages when it is wrong.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect, parseEnv } from 'node:util';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { SettingsError } from '../../src/errors.ts';
import {
  loadContentPlaces,
  loadSettings,
  readSettings,
  SETTING_NAMES,
  secretsOf,
} from '../../src/ops/settings.ts';

const TOKEN = '123456789:AAH-x_9fQ2rWmZ0cVbN8kLpT4sYdEuGiJoA';

function read(env: NodeJS.ProcessEnv, files: Record<string, string> = {}) {
  return readSettings(env, {
    readFile: (path) => {
      const content = files[path];
      if (content === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
      return content;
    },
  });
}

/** The lines of the error, one a wrong setting. */
function mistakes(env: NodeJS.ProcessEnv, files?: Record<string, string>): string[] {
  try {
    read(env, files);
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError);
    return (error as SettingsError).message.split('\n');
  }
  return [];
}

test('an empty environment is the preview with every default', () => {
  expect(read({})).toEqual({
    mode: { type: 'preview' },
    apiRoot: 'https://api.telegram.org',
    contentDir: './content',
    database: { type: 'sqlite', file: './data/communique.db' },
    host: '127.0.0.1',
    port: 8080,
    adminIds: [],
    timeZone: 'UTC',
    messagesPerSecond: 28,
    paidBroadcast: false,
    digests: true,
    logLevel: 'info',
    production: false,
  });
});

test('a token alone means polling, with a webhook address it means webhook', () => {
  const polling = read({ BOT_TOKEN: TOKEN }).mode;
  expect(polling.type === 'polling' && polling.token.reveal()).toBe(TOKEN);
  const { mode } = read({
    BOT_TOKEN: TOKEN,
    WEBHOOK_URL: 'https://bot.example.org:8443/hook',
    WEBHOOK_SECRET: 's-1',
  });
  expect(mode.type === 'webhook' && [mode.url, mode.secret.reveal()]).toEqual([
    'https://bot.example.org:8443/hook',
    's-1',
  ]);
});

test('the webhook secret is derived from the token: always the same, allowed by Telegram, another for each bot', () => {
  const secret = (token: string) => {
    const { mode } = read({ BOT_TOKEN: token, WEBHOOK_URL: 'https://bot.example.org/' });
    return mode.type === 'webhook' ? mode.secret.reveal() : '';
  };
  expect(secret(TOKEN)).toMatch(/^[A-Za-z0-9_-]{32,256}$/);
  expect(secret(TOKEN)).toBe(secret(TOKEN));
  expect(secret(TOKEN)).not.toBe(secret(`1${TOKEN}`));
  expect(secret(TOKEN)).not.toContain(TOKEN.split(':')[1]);
});

test('every setting is read in the form an operator writes it', () => {
  const settings = read({
    BOT_TOKEN: '1:short',
    TELEGRAM_API_ROOT: 'http://bot-api:8081/',
    CONTENT_DIR: '/srv/content',
    DATABASE_URL: 'postgres://me:p%40ss@db/communique',
    HOST: '::',
    PORT: '0',
    ADMIN_IDS: '1001, 1002 4503599627370495',
    TIME_ZONE: 'europe/berlin',
    MESSAGES_PER_SECOND: '0.5',
    PAID_BROADCAST: 'true',
    DIGESTS: 'off',
    LOG_LEVEL: 'debug',
  });
  expect(settings).toMatchObject({
    apiRoot: 'http://bot-api:8081',
    contentDir: '/srv/content',
    database: { type: 'postgres' },
    host: '::',
    port: 0,
    adminIds: [1001, 1002, 4503599627370495],
    timeZone: 'Europe/Berlin',
    messagesPerSecond: 0.5,
    paidBroadcast: true,
    digests: false,
    logLevel: 'debug',
  });
});

test.each<[NodeJS.ProcessEnv, string]>([
  [{ BOT_TOKEN: 'abc' }, 'BOT_TOKEN: is not a bot token; write what @BotFather gave, like 123456:ABC-DEF…'],
  [{ BOT_TOKEN: TOKEN.slice(0, 20) }, 'BOT_TOKEN: is too short; copy the whole token from @BotFather'],
  [{ PORT: '65536' }, 'PORT: "65536" is not a port; write a whole number from 0 (any free port) to 65535'],
  [{ PORT: '80.5' }, 'PORT: "80.5" is not a port; write a whole number from 0 (any free port) to 65535'],
  [{ TIME_ZONE: 'Mars' }, 'TIME_ZONE: "Mars" is not a time zone; write an IANA name, like Europe/Berlin'],
  [
    { ADMIN_IDS: '1,me' },
    'ADMIN_IDS: "me" is not a user id; write numbers with commas between, like 1001,1002',
  ],
  [
    { MESSAGES_PER_SECOND: '0' },
    'MESSAGES_PER_SECOND: "0" is not a rate; write a number above 0, at most 1000000',
  ],
  [
    { MESSAGES_PER_SECOND: 'fast' },
    'MESSAGES_PER_SECOND: "fast" is not a rate; write a number above 0, at most 1000000',
  ],
  [{ DIGESTS: 'maybe' }, 'DIGESTS: "maybe" is neither on nor off; write on or off'],
  [{ PAID_BROADCAST: '2' }, 'PAID_BROADCAST: "2" is neither on nor off; write true or false'],
  [
    { LOG_LEVEL: 'loud' },
    'LOG_LEVEL: "loud" is not a level; write one of trace, debug, info, warn, error, fatal, silent',
  ],
  [
    { HOST: 'http://x' },
    'HOST: "http://x" is not a host; write a name or an IP address, like 127.0.0.1 or 0.0.0.0',
  ],
  [
    { DATABASE_URL: 'mysql://db' },
    'DATABASE_URL: is not a database; write a file like ./data/communique.db, or postgres://user:password@host/name',
  ],
  [
    { TELEGRAM_API_ROOT: 'http://api.telegram.org' },
    'TELEGRAM_API_ROOT: is not https, so that anybody on the way could read the token; write https://api.telegram.org, or leave it out',
  ],
  [
    { TELEGRAM_API_ROOT: 'localhost:8081' },
    'TELEGRAM_API_ROOT: is not the address of a Bot API server; write one like http://localhost:8081, without user, query or #',
  ],
  [
    { WEBHOOK_SECRET: 'ö' },
    'WEBHOOK_SECRET: has other characters or is too long; write 1 to 256 of A-Z, a-z, 0-9, _ and -',
  ],
  [
    { WEBHOOK_URL: 'https://bot.example.org/' },
    'WEBHOOK_URL: needs a bot; set BOT_TOKEN too, or remove WEBHOOK_URL for the preview',
  ],
  [
    { BOT_TOKEN: TOKEN, WEBHOOK_URL: 'http://bot.example.org/' },
    'WEBHOOK_URL: is not https, which Telegram needs; write https://…',
  ],
  [
    { BOT_TOKEN: TOKEN, WEBHOOK_URL: 'https://bot.example.org:8080/' },
    'WEBHOOK_URL: has port 8080, and Telegram posts only to 443, 80, 88 and 8443; write one of these',
  ],
  [
    { BOT_TOKEN: TOKEN, WEBHOOK_URL: 'https://bot.example.org/healthz' },
    'WEBHOOK_URL: has a path that answers something else; write another than /healthz, /readyz, /metrics',
  ],
  [
    { BOT_TOKEN: TOKEN, WEBHOOK_URL: 'https://bot.example.org/%2A' },
    'WEBHOOK_URL: has a path with other characters than A-Z, a-z, 0-9 and / . _ ~ : -; write a plain one',
  ],
  [{ COMMUNIQUE_PROT: '1' }, 'COMMUNIQUE_PROT: is not a setting; write PORT'],
  [
    { COMMUNIQUE_XYZZY_PLUGH: '1' },
    `COMMUNIQUE_XYZZY_PLUGH: is not a setting; write one of ${SETTING_NAMES.join(', ')}`,
  ],
])('%j is refused with what to write', (env, line) => {
  expect(mistakes(env)).toEqual([line]);
});

test('all mistakes come at once, in one message', () => {
  const names = mistakes({
    PORT: 'x',
    LOG_LEVEL: 'x',
    TIME_ZONE: 'x',
    COMMUNIQUE_PORT: '1',
    BOT_TOKEN: 'x',
  }).map((line) => line.split(':')[0]);
  expect(names).toEqual(['BOT_TOKEN', 'COMMUNIQUE_PORT', 'LOG_LEVEL', 'PORT', 'TIME_ZONE']);
});

test('a server of one’s own may use plain HTTP and any port, and so may this machine', () => {
  const hook = (WEBHOOK_URL: string, TELEGRAM_API_ROOT?: string) =>
    mistakes({ BOT_TOKEN: TOKEN, WEBHOOK_URL, ...(TELEGRAM_API_ROOT ? { TELEGRAM_API_ROOT } : {}) });
  expect(hook('http://127.0.0.1:1234/hook')).toEqual([]);
  expect(hook('http://localhost:1234/hook')).toEqual([]);
  expect(hook('http://bot:1234/hook', 'http://bot-api:8081')).toEqual([]);
});

test('a secret comes from a file, its newline left out', () => {
  const files = {
    '/run/token': `${TOKEN}\n`,
    '/run/db': 'postgres://db/c\r\n',
    '/run/hook': 'hook-secret\n',
  };
  const settings = read(
    {
      BOT_TOKEN_FILE: '/run/token',
      DATABASE_URL_FILE: '/run/db',
      WEBHOOK_SECRET_FILE: '/run/hook',
      WEBHOOK_URL: 'https://bot.example.org/',
    },
    files,
  );
  expect(secretsOf(settings).map((secret) => secret.reveal())).toEqual([
    TOKEN,
    'hook-secret',
    'postgres://db/c',
  ]);
});

test('a secret’s file that is missing, empty or given together with the value is refused', () => {
  expect(mistakes({ BOT_TOKEN_FILE: '/none' })).toEqual([
    'BOT_TOKEN_FILE: cannot read /none (ENOENT); name a readable file',
  ]);
  expect(mistakes({ BOT_TOKEN_FILE: '/run/token' }, { '/run/token': '\n' })).toEqual([
    'BOT_TOKEN_FILE: /run/token is empty; write the value into it',
  ]);
  expect(mistakes({ BOT_TOKEN: TOKEN, BOT_TOKEN_FILE: '/run/token' }, { '/run/token': TOKEN })).toEqual([
    'BOT_TOKEN: is set, and so is BOT_TOKEN_FILE; keep one of the two',
  ]);
});

test('no secret shows in a message, whatever is wrong with it', () => {
  const secret = fc.string({ minLength: 12, unit: 'grapheme' }).map((text) => `~~${text}~~`);
  fc.assert(
    fc.property(secret, (value) => {
      const lines = mistakes({
        BOT_TOKEN: value,
        WEBHOOK_SECRET: value,
        DATABASE_URL: `mysql://${value}`,
        TELEGRAM_API_ROOT: `https://user:${value}@example.org`,
        WEBHOOK_URL: `ftp://${value}`,
      });
      expect(lines).toHaveLength(5);
      expect(lines.join()).not.toContain(value);
    }),
  );
});

test('settings print without their secrets and cannot be changed', () => {
  const settings = read({
    BOT_TOKEN: TOKEN,
    WEBHOOK_URL: 'https://bot.example.org/',
    DATABASE_URL: 'postgres://me:hunter22@db/c',
  });
  const printed = [
    inspect(settings, { depth: 9, showHidden: true }),
    JSON.stringify(settings),
    `${secretsOf(settings)}`,
  ];
  for (const secret of [TOKEN, 'hunter22']) expect(printed.join()).not.toContain(secret);
  expect(() => Object.assign(settings, { port: 1 })).toThrow(TypeError);
  expect(() => Object.assign(settings.mode, { type: 'preview' })).toThrow(TypeError);
});

test('a database password is a secret, decoded and as written', () => {
  const secrets = secretsOf(read({ DATABASE_URL: 'postgres://me:p%40ss-word@db/c' }));
  expect(secrets.map((secret) => secret.reveal())).toEqual(['postgres://me:p%40ss-word@db/c', 'p@ss-word']);
});

test('the environment wins over .env, and an empty value there unsets a setting', () => {
  const directory = mkdtempSync(join(tmpdir(), 'settings-'));
  writeFileSync(join(directory, '.env'), `BOT_TOKEN=${TOKEN}\nPORT=1111\nHOST=127.0.0.9 # here\n`);
  vi.stubEnv('BOT_TOKEN', '');
  vi.stubEnv('PORT', '2222');
  vi.stubEnv('HOST', undefined);
  try {
    expect(loadSettings(directory)).toMatchObject({
      mode: { type: 'preview' },
      port: 2222,
      host: '127.0.0.9',
    });
  } finally {
    vi.unstubAllEnvs();
    rmSync(directory, { recursive: true });
  }
});

test('.env.example lists exactly the settings, each with its default', () => {
  const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
  const lines = example.split('\n').filter((line) => /^#?[A-Z_]+=/.test(line));
  const names = lines.map((line) => line.replace(/^#/, '').split('=')[0]);
  // The proxies are other programs' settings too, so they are no ones of ours.
  expect(names.filter((name) => !name?.endsWith('_PROXY'))).toEqual(SETTING_NAMES);
  expect(read({ ...parseEnv(lines.map((line) => line.replace(/^#/, '')).join('\n')) })).toEqual(read({}));
});

test.each([
  [
    'a mark before UTF-8 is not read',
    '\ufeffBOT_TOKEN=123456:ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghi\n',
    undefined,
  ],
  ['UTF-16 is refused', Buffer.from('\ufeffBOT_TOKEN=1:2\n', 'utf16le'), /^\.env: is not in UTF-8; save it/],
  ['Latin-1 is refused', Buffer.from('# Zürich\n', 'latin1'), /^\.env: is not in UTF-8/],
  ['a misspelt name', 'BOT_TOKN=1:2\n', /^\.env: BOT_TOKN is not a setting; write BOT_TOKEN$/],
  [
    'another way to join words',
    'databaseUrl=postgres://a/b\n',
    /databaseUrl is not a setting; write DATABASE_URL$/,
  ],
  ['a file of a misspelt name', 'BOT_TOKENS_FILE=/x\n', /write BOT_TOKEN_FILE$/],
  [
    'two values of one setting',
    'PORT=8080\nBOT_TOKEN=1:A\n# BOT_TOKEN=3:C\nexport BOT_TOKEN=2:B\nPORT=8080\n',
    /^\.env: BOT_TOKEN has two values, in lines 2 and 4; keep one of them$/,
  ],
  ['a colon instead of =', 'BOT_TOKEN: 123456:ABC\n', /^\.env: line 1 sets nothing; write BOT_TOKEN=…/],
  ['an empty token', 'BOT_TOKEN=\n', /^\.env: BOT_TOKEN is empty; write the token/],
  ['names of other programs are left alone', 'NODE_OPTIONS=\nTZ=UTC\nGRAFANA_PASSWORD=x\n', undefined],
])('.env: %s', (_, content, told) => {
  const directory = mkdtempSync(join(tmpdir(), 'settings-'));
  writeFileSync(join(directory, '.env'), content);
  const load = () => loadSettings(directory);
  if (told) expect(load).toThrow(told);
  else expect(load).not.toThrow();
});

test('an empty token, as .env.example has it, keeps no editor from the content', () => {
  const directory = mkdtempSync(join(tmpdir(), 'settings-'));
  writeFileSync(join(directory, '.env'), 'BOT_TOKEN=\nCONTENT_ARCHIVE=/texts\n');
  expect(loadContentPlaces(directory)).toMatchObject({ contentArchive: '/texts' });
});

test('a name of the environment that can only mean ours is refused', () => {
  const none = { readFile: () => '' };
  expect(() => readSettings({ bot_token: '1:2' }, none)).toThrow(
    'bot_token: is not a setting; write BOT_TOKEN',
  );
  expect(() => readSettings({ TIMEZONE: 'x', HOSTNAME: 'y' }, none)).not.toThrow();
});
