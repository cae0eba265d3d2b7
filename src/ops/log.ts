// The log: JSON lines, pretty on a terminal, without secrets and without the content of requests.

import { createRequire } from 'node:module';
import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';
import { isInstalled } from './installed.ts';
import { standardOutput } from './log-output.ts';
import type { Secret } from './secret.ts';
import type { Settings } from './settings.ts';

export type { Logger } from 'pino';

const PRETTY = 'pino-pretty';
/** How deep a line follows causes of causes. */
const MAX_CAUSES = 5;
/** A shorter secret is a number or word that occurs in many lines; hiding it would make the log useless. */
const MIN_LENGTH = 6;
/** A shorter half of a token could be a common word; the whole token is hidden whatever its length. */
const MIN_KEY_LENGTH = 8;

/**
 * Writes one line an event. Secrets are replaced by `[token]` in the finished line, so it does not matter where in an
 * error they were.
 */
export function createLogger(options: {
  readonly level: Settings['logLevel'];
  readonly secrets: readonly Secret[];
  /** Standard output when absent. */
  readonly destination?: DestinationStream;
  /** For people, where stdout is a terminal: needs pino-pretty, and stays JSON where that is not installed. */
  readonly pretty?: boolean;
}): Logger {
  const out = options.destination ?? standardOutput(lostLine);
  const redact = redactor(options.secrets);
  const shape = options.pretty && isInstalled(PRETTY) ? prettifier() : (line: string) => line;
  const write = (line: string) => out.write(shape(redact(line)));
  return pino({ ...FORMAT, level: options.level }, { write });
}

function lostLine(count: number): string {
  const time = new Date().toISOString();
  const msg = `${count} log lines were lost: the disk is full, or whatever reads the log is too slow`;
  return `${JSON.stringify({ level: 'warn', time, count, msg })}\n`;
}

/** Loaded only for a terminal: it is a development dependency, and a service's start should not wait for it. */
function prettifier(): (line: string) => string {
  const require = createRequire(import.meta.url);
  const { isColorSupported, prettyFactory } = require(PRETTY) as typeof import('pino-pretty');
  return prettyFactory({
    colorize: isColorSupported,
    translateTime: 'SYS:HH:MM:ss',
    ignore: 'pid,hostname',
    singleLine: true,
  });
}

/** Replaces every form of a secret: plain, in JSON, in a URL, and the key of a token alone. */
function redactor(secrets: readonly Secret[]): (text: string) => string {
  const forms = secrets
    .map((secret) => secret.reveal())
    .filter((secret) => secret.length >= MIN_LENGTH)
    .flatMap(formsOf);
  if (forms.length === 0) return (text) => text;
  // Longest first, so that a whole token is not left half replaced by its key.
  const pattern = [...new Set(forms)]
    .sort((a, b) => b.length - a.length)
    .map((form) => form.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('|');
  const anySecret = new RegExp(pattern, 'gi');
  return (text) => text.replace(anySecret, '[token]');
}

function formsOf(secret: string): string[] {
  const key = secret.slice(secret.indexOf(':') + 1);
  const plain = key.length >= MIN_KEY_LENGTH ? [secret, key] : [secret];
  return plain.flatMap((text) => [text, JSON.stringify(text).slice(1, -1), encodeURIComponent(text)]);
}

/**
 * The parts of an error that may be logged: not what the request or the answer carried, as Telegraf's `on.payload` and
 * undici's `body` hold people's texts.
 */
function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return error;
  const code: unknown = 'code' in error ? error.code : undefined;
  const deeper = depth < MAX_CAUSES;
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(error.cause !== undefined && deeper ? { cause: describeError(error.cause, depth + 1) } : {}),
    ...(error instanceof AggregateError && deeper
      ? { errors: error.errors.map((each) => describeError(each, depth + 1)) }
      : {}),
  };
}

const FORMAT: LoggerOptions = {
  // An error is described the same way under any name.
  formatters: {
    level: (label) => ({ level: label }),
    log: (fields) =>
      Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, describeError(value)])),
  },
  // pino's own copies every property of an error.
  serializers: { err: describeError },
  timestamp: () => `,"time":"${new Date().toISOString()}"`,
};
