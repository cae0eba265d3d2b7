// What the log lets out: lines with their facts, never a secret, never what people wrote.

import { inspect } from 'node:util';
import fc from 'fast-check';
import { Telegraf, TelegramError } from 'telegraf';
import { fetch } from 'undici';
import { expect, test } from 'vitest';
import { createLogger } from '../../src/ops/log.ts';
import { Secret } from '../../src/ops/secret.ts';
import { anyText } from '../support/any-text.ts';

const TOKEN = '123456789:AAH-x_9fQ2rWmZ0cVbN8kLpT4sYdEuGiJoA';
const KEY = TOKEN.slice(TOKEN.indexOf(':') + 1);
const URL_WITH_TOKEN = `https://api.telegram.org/bot${TOKEN}/sendMessage`;

/** A logger with what it wrote, as the bytes that a log collector gets. */
function recorded(options: { pretty?: boolean; secrets?: readonly string[] } = {}) {
  let written = '';
  const log = createLogger({
    level: 'trace',
    secrets: (options.secrets ?? [TOKEN]).map((secret) => new Secret(secret)),
    pretty: options.pretty ?? false,
    destination: {
      write: (line: string) => {
        written += line;
      },
    },
  });
  return {
    log,
    text: () => written,
    lines: () =>
      written
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
  };
}

/** As Telegraf and undici really throw them: the address in every corner. */
function leakyErrors(): Error[] {
  const outer = new Error(`request to ${URL_WITH_TOKEN} failed`, {
    cause: new TypeError(`Invalid URL: ${encodeURIComponent(URL_WITH_TOKEN)}`, {
      cause: { url: URL_WITH_TOKEN },
    }),
  });
  const refused = new TelegramError(
    { error_code: 404, description: `Not Found: ${URL_WITH_TOKEN}` },
    { method: 'sendMessage', payload: { chat_id: 1, text: `I am ${TOKEN}` } },
  );
  const rich = Object.assign(new Error('bad answer'), {
    code: 'E_BODY',
    url: URL_WITH_TOKEN,
    response: { url: URL_WITH_TOKEN, headers: { location: `/bot${TOKEN}` } },
    config: { path: `/bot${encodeURIComponent(TOKEN)}/getMe` },
  });
  return [outer, refused, rich, new AggregateError([outer, rich], `all of ${KEY}`)];
}

function expectNoToken(text: string): void {
  expect(text.length).toBeGreaterThan(0);
  expect(text.toLowerCase()).not.toContain(KEY.toLowerCase());
  expect(text.toLowerCase()).not.toContain(encodeURIComponent(TOKEN).toLowerCase());
}

test.each([false, true])('no error brings the token out, pretty: %s', (pretty) => {
  const { log, text } = recorded({ pretty });
  for (const error of leakyErrors()) {
    log.error(error);
    log.error({ err: error, update: 7 }, `failed: ${error.message}`);
    log.warn({ reason: error, nested: { deep: [error] } });
    log.info('with %s and %o', error, error);
    log.info(inspect(error, { depth: 9 }));
    log.info(encodeURIComponent(URL_WITH_TOKEN).toLowerCase());
    log.child({ error, url: URL_WITH_TOKEN }).debug(String(error.stack));
  }
  expectNoToken(text());
  expect(text()).toContain('[token]');
});

test('what Telegraf itself says of its client does not bring the token out', () => {
  const { log, text } = recorded();
  const bot = new Telegraf(TOKEN);
  log.info(inspect(bot.telegram));
  log.info({ telegram: bot.telegram });
  expectNoToken(text());
});

test('a failed call of undici does not bring the token out', async () => {
  const { log, text } = recorded();
  const error: unknown = await fetch(`http://127.0.0.1:1/bot${TOKEN}/getMe`).catch(
    (reason: unknown) => reason,
  );
  log.error({ err: error }, inspect(error));
  log.error({ err: error, url: `http://127.0.0.1:1/bot${TOKEN}/getMe` });
  expectNoToken(text());
});

test('a secret with any characters is found in a line, in JSON and in a URL', () => {
  fc.assert(
    fc.property(anyText({ minLength: 8, maxLength: 40 }), (middle) => {
      // A mark at both ends, so that a match by chance cannot be meant.
      const secret = `§${middle.toWellFormed()}§`;
      const { log, text } = recorded({ secrets: [secret] });
      log.info({ [secret]: secret, url: encodeURIComponent(secret) }, `x${secret}y`);
      expect(text()).not.toContain(secret);
      expect(text()).not.toContain(JSON.stringify(secret).slice(1, -1));
      expect(text()).not.toContain(encodeURIComponent(secret));
    }),
  );
});

test('a short token is hidden whole, and its short half does not black out common words', () => {
  const { log, text } = recorded({ secrets: ['42:TEST'] });
  log.info('bot42:TEST and a TEST');
  expect(text()).toContain('"msg":"bot[token] and a TEST"');
});

test('an error is logged with type, message, code, stack and cause, without what was sent', () => {
  const { log, lines, text } = recorded();
  const error = new TelegramError(
    { error_code: 403, description: 'Forbidden: bot was blocked by the user' },
    { method: 'sendMessage', payload: { chat_id: 1, text: 'my secret words' } },
  );
  log.error({ err: new Error('Not sent', { cause: error }), failure: error });
  expect(lines()).toMatchObject([
    {
      level: 'error',
      err: {
        type: 'Error',
        message: 'Not sent',
        stack: expect.stringContaining('log.test.ts'),
        cause: { message: '403: Forbidden: bot was blocked by the user', code: 403 },
      },
      failure: { message: '403: Forbidden: bot was blocked by the user' },
    },
  ]);
  expect(text()).not.toContain('my secret words');
});

test('a chain of causes that never ends is cut', () => {
  const { log, lines } = recorded();
  const error = new Error('round');
  error.cause = error;
  log.error(error);
  expect(lines()).toHaveLength(1);
});

test('every event is one JSON line with level, time and message', () => {
  const { log, lines } = recorded();
  log.info({ update: 5 }, 'two\nlines');
  log.debug('next');
  expect(lines()).toMatchObject([
    { level: 'info', time: expect.stringMatching(/^\d{4}-.*Z$/), msg: 'two\nlines', update: 5 },
    { level: 'debug', msg: 'next' },
  ]);
});

test('a terminal gets readable lines instead of JSON', () => {
  const { log, text } = recorded({ pretty: true });
  log.warn({ chat: 7 }, 'Slow');
  expect(text()).toMatch(/WARN.*Slow/);
  expect(text()).not.toContain('{"level"');
});

test('what is below the level is not written', () => {
  let written = '';
  const log = createLogger({
    level: 'warn',
    secrets: [],
    destination: { write: (line) => (written += line) },
  });
  log.info('quiet');
  expect(written).toBe('');
});
