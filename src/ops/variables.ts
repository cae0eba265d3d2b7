// The environment variables, one by one: what each may hold, its default, and what to write instead.

import { z } from 'zod';
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
/** From most to least, as pino names them. */
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const quoted = (input: unknown) => JSON.stringify(input);
/** `"x" is not …; write …`: only for settings whose value may be shown. */
const wrong = (what: string) => ({ error: (issue: { input?: unknown }) => `${quoted(issue.input)} ${what}` });

const httpUrl = (what: string) =>
  z
    .string()
    .refine(isHttpUrl, { error: what })
    .transform((text) => new URL(text));

const flag = (hint: string) => z.stringbool(wrong(`is neither on nor off; write ${hint}`));

/** Every setting, parsed from its text. Messages read `what is wrong; what to write` and follow the name. */
export const Variables = z.object({
  BOT_TOKEN: z
    .string()
    .regex(/^\d+:[A-Za-z0-9_-]+$/, 'is not a bot token; write what @BotFather gave, like 123456:ABC-DEF…')
    .optional(),
  TELEGRAM_API_ROOT: httpUrl(
    'is not the address of a Bot API server; write one like http://localhost:8081, without user, query or #',
  )
    .refine((url) => url.protocol === 'https:' || url.hostname !== new URL(TELEGRAM).hostname, {
      error: `is not https, so that anybody on the way could read the token; write ${TELEGRAM}, or leave it out`,
    })
    .transform((url) => url.href.replace(/\/+$/, ''))
    .default(TELEGRAM),
  CONTENT_DIR: z.string().default('./content'),
  CONTENT_ARCHIVE: z.string().optional(),
  DATABASE_URL: z
    .string()
    .superRefine((text, context) => {
      const message = databaseMistake(text);
      if (message !== undefined) context.addIssue({ code: 'custom', message });
    })
    .default('./data/communique.db'),
  WEBHOOK_URL: httpUrl(
    'is not an address; write a public one like https://bot.example.org/telegram, without user, query or #',
  )
    .refine(({ pathname }) => ROUTABLE.test(pathname), {
      error: 'has a path with other characters than A-Z, a-z, 0-9 and / . _ ~ : -; write a plain one',
    })
    .refine(({ pathname }) => !OWN_PATHS.includes(pathname), {
      error: `has a path that answers something else; write another than ${OWN_PATHS.join(', ')}`,
    })
    .optional(),
  WEBHOOK_SECRET: z
    .string()
    .regex(
      /^[A-Za-z0-9_-]{1,256}$/,
      'has other characters or is too long; write 1 to 256 of A-Z, a-z, 0-9, _ and -',
    )
    .optional(),
  HOST: z
    .string()
    .regex(
      /^[A-Za-z0-9._:-]+$/,
      wrong('is not a host; write a name or an IP address, like 127.0.0.1 or 0.0.0.0'),
    )
    .default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535, 'is not a port; write a whole number from 0 (any free port) to 65535').default(
    8080,
  ),
  ADMIN_IDS: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .pipe(
      z.array(
        wholeNumber(1, MAX_USER_ID, 'is not a user id; write numbers with commas between, like 1001,1002'),
      ),
    )
    .default([]),
  TIME_ZONE: z
    .string()
    .refine(isTimeZone, wrong('is not a time zone; write an IANA name, like Europe/Berlin'))
    .transform(properCase)
    .optional(),
  MESSAGES_PER_SECOND: z
    .string()
    .refine(isRate, wrong('is not a rate; write a number above 0, at most 1000000'))
    .transform(Number)
    .default(28),
  PAID_BROADCAST: flag('true or false').default(false),
  DIGESTS: flag('on or off').default(true),
  LOG_LEVEL: z
    .enum(LOG_LEVELS, wrong(`is not a level; write one of ${LOG_LEVELS.join(', ')}`))
    .default('info'),
});

export type VariableName = keyof typeof Variables.shape;
export type VariableValues = z.infer<typeof Variables>;

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

/** Checked as text, so that a message shows what was written. */
function wholeNumber(min: number, max: number, what: string) {
  return z
    .string()
    .refine((text) => /^\d{1,16}$/.test(text) && Number(text) >= min && Number(text) <= max, wrong(what))
    .transform(Number);
}

function isRate(text: string): boolean {
  return /^\d+(\.\d+)?$/.test(text) && Number(text) > 0 && Number(text) <= 1_000_000;
}

function isHttpUrl(text: string): boolean {
  const url = URL.parse(text);
  return (
    url !== null && /^https?:$/.test(url.protocol) && !/[?#]/.test(text) && !url.username && !url.password
  );
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
