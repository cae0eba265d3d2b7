// The environment variables, one by one: what each may hold, its default, and what to write instead.

import { databaseMistake } from './database-address.ts';

/** Telegram's own Bot API server. */
export const TELEGRAM = 'https://api.telegram.org';
/** The ports that Telegram posts to: https://core.telegram.org/bots/api#setwebhook */
const WEBHOOK_PORTS = ['443', '80', '88', '8443'];
/** A user id has at most 52 significant bits: https://core.telegram.org/bots/api#user */
const MAX_USER_ID = 2 ** 52 - 1;
/** Paths that the HTTP server answers itself. */
const OWN_PATHS = ['/healthz', '/readyz', '/metrics'];
/** Paths with nothing to decode and no wildcard. */
const ROUTABLE = /^[A-Za-z0-9/._~:-]*$/;
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;
/** What a flag may read, in any case. */
const ON = ['true', '1', 'yes', 'on', 'y', 'enabled'];
const OFF = ['false', '0', 'no', 'off', 'n', 'disabled'];
/** From most to least, as pino names them. */
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** What is wrong with a text, and what to write instead; the setting's name goes before it. */
export class WrongValue extends Error {}

/** The meaning of a setting's text; of `undefined`, where it is not set, its default. @throws WrongValue */
type Variable<T> = (text: string | undefined) => T;

/*
 * By hand, as all else waits for the settings: zod takes as long to load as the rest of what the first call to Telegram
 * needs (docs/decisions/0030-start.md).
 */
const optional =
  <T>(read: (text: string) => T): Variable<T | undefined> =>
  (text) =>
    text === undefined ? undefined : read(text);
const or =
  <T>(fallback: T, read: (text: string) => T): Variable<T> =>
  (text) =>
    text === undefined ? fallback : read(text);
const asItIs = (text: string) => text;

/** Every setting, by the order in which messages list them. Messages read `what is wrong; what to write`. */
export const VARIABLES = {
  BOT_TOKEN: optional(
    matching(/^\d+:[A-Za-z0-9_-]+$/, 'is not a bot token; write what @BotFather gave, like 123456:ABC-DEF…'),
  ),
  TELEGRAM_API_ROOT: or(TELEGRAM, apiRoot),
  CONTENT_DIR: or('./content', asItIs),
  CONTENT_ARCHIVE: optional(asItIs),
  DATABASE_URL: or('./data/communique.db', (text) => {
    const mistake = databaseMistake(text);
    if (mistake !== undefined) throw new WrongValue(mistake);
    return text;
  }),
  WEBHOOK_URL: optional(webhookUrl),
  WEBHOOK_SECRET: optional(
    matching(
      /^[A-Za-z0-9_-]{1,256}$/,
      'has other characters or is too long; write 1 to 256 of A-Z, a-z, 0-9, _ and -',
    ),
  ),
  HOST: or('127.0.0.1', (text) =>
    /^[A-Za-z0-9._:-]+$/.test(text)
      ? text
      : wrong(text, 'is not a host; write a name or an IP address, like 127.0.0.1 or 0.0.0.0'),
  ),
  PORT: or(
    8080,
    wholeNumber(0, 65_535, 'is not a port; write a whole number from 0 (any free port) to 65535'),
  ),
  ADMIN_IDS: or<readonly number[]>([], (text) =>
    text
      .split(/[\s,]+/)
      .filter(Boolean)
      .map(
        wholeNumber(1, MAX_USER_ID, 'is not a user id; write numbers with commas between, like 1001,1002'),
      ),
  ),
  TIME_ZONE: optional((text) =>
    isTimeZone(text)
      ? properCase(text)
      : wrong(text, 'is not a time zone; write an IANA name, like Europe/Berlin'),
  ),
  MESSAGES_PER_SECOND: or(28, (text) =>
    isRate(text) ? Number(text) : wrong(text, 'is not a rate; write a number above 0, at most 1000000'),
  ),
  PAID_BROADCAST: or(false, flag('true or false')),
  DIGESTS: or(true, flag('on or off')),
  LOG_LEVEL: or<(typeof LOG_LEVELS)[number]>(
    'info',
    (text) =>
      LOG_LEVELS.find((level) => level === text) ??
      wrong(text, `is not a level; write one of ${LOG_LEVELS.join(', ')}`),
  ),
} as const satisfies Readonly<Record<string, Variable<unknown>>>;

export type VariableName = keyof typeof VARIABLES;
export type VariableValues = {
  readonly [Name in VariableName]: ReturnType<(typeof VARIABLES)[Name]>;
};

/**
 * Why Telegram could not post to the address; `undefined` if it could. A self-hosted Bot API server, and a test on this
 * machine, may use plain HTTP and any port:
 * https://core.telegram.org/bots/api#using-a-local-bot-api-server
 */
export function whyNotWebhook(url: URL, { ownServer }: { ownServer: boolean }): string | undefined {
  if (ownServer || LOOPBACK.test(url.hostname)) return undefined;
  if (url.protocol !== 'https:') return 'is not https, which Telegram needs; write https://…';
  if (url.port !== '' && !WEBHOOK_PORTS.includes(url.port)) {
    return `has port ${url.port}, and Telegram posts only to 443, 80, 88 and 8443; write one of these`;
  }
  return undefined;
}

/** Shows the text, so only for settings that are no secrets. */
function wrong(text: string, what: string): never {
  throw new WrongValue(`${JSON.stringify(text)} ${what}`);
}

function matching(pattern: RegExp, what: string) {
  return (text: string): string => {
    if (!pattern.test(text)) throw new WrongValue(what);
    return text;
  };
}

/** Checked as text, so that a message shows what was written. */
function wholeNumber(min: number, max: number, what: string) {
  return (text: string): number =>
    /^\d{1,16}$/.test(text) && Number(text) >= min && Number(text) <= max ? Number(text) : wrong(text, what);
}

function flag(hint: string) {
  return (text: string): boolean => {
    const lower = text.toLowerCase();
    if (ON.includes(lower)) return true;
    return OFF.includes(lower) ? false : wrong(text, `is neither on nor off; write ${hint}`);
  };
}

function apiRoot(text: string): string {
  const url = httpUrl(
    text,
    'is not the address of a Bot API server; write one like http://localhost:8081, without user, query or #',
  );
  if (url.protocol !== 'https:' && url.hostname === new URL(TELEGRAM).hostname)
    throw new WrongValue(
      `is not https, so that anybody on the way could read the token; write ${TELEGRAM}, or leave it out`,
    );
  return url.href.replace(/\/+$/, '');
}

function webhookUrl(text: string): URL {
  const url = httpUrl(
    text,
    'is not an address; write a public one like https://bot.example.org/telegram, without user, query or #',
  );
  if (!ROUTABLE.test(url.pathname))
    throw new WrongValue(
      'has a path with other characters than A-Z, a-z, 0-9 and / . _ ~ : -; write a plain one',
    );
  if (OWN_PATHS.includes(url.pathname))
    throw new WrongValue(
      `has a path that answers something else; write another than ${OWN_PATHS.join(', ')}`,
    );
  return url;
}

function isRate(text: string): boolean {
  return /^\d+(\.\d+)?$/.test(text) && Number(text) > 0 && Number(text) <= 1_000_000;
}

function httpUrl(text: string, what: string): URL {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || /[?#]/.test(text) || url.username || url.password)
    throw new WrongValue(what);
  return url;
}

function isTimeZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}

/** `europe/berlin` → `Europe/Berlin`; an alias stays what it is (Europe/Kyiv does not become Europe/Kiev). */
function properCase(zone: string): string {
  const resolved = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  return resolved.toLowerCase() === zone.toLowerCase() ? resolved : zone;
}
