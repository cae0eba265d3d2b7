// The operator's settings: environment and .env → checked and frozen Settings, or every mistake at once.

import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { closest, distance } from 'fastest-levenshtein';
import { codeOf, SettingsError } from '../errors.ts';
import { type OutgoingProxy, outgoingProxy } from './outgoing-proxy.ts';
import { Secret } from './secret.ts';
import {
  TELEGRAM,
  VARIABLES,
  type VariableName,
  type VariableValues,
  WrongValue,
  whyNotWebhook,
} from './variables.ts';

/** How updates come in: from the preview's local Telegram, by polling, or by a webhook. */
export type Mode =
  | { readonly type: 'preview' }
  | { readonly type: 'polling'; readonly token: Secret }
  | { readonly type: 'webhook'; readonly token: Secret; readonly url: string; readonly secret: Secret };

/** Where the store is. The address of PostgreSQL may carry a password. */
export type DatabaseLocation =
  | { readonly type: 'sqlite'; readonly file: string }
  | { readonly type: 'postgres'; readonly url: Secret };

/** Every choice of the operator (design §8), checked. Frozen. */
export interface Settings {
  readonly mode: Mode;
  /** The Bot API server, without a slash at the end. */
  readonly apiRoot: string;
  /** By which the Bot API server is reached: HTTPS_PROXY, HTTP_PROXY, NO_PROXY. */
  readonly proxy?: OutgoingProxy | undefined;
  readonly contentDir: string;
  /** The folder of the sources' texts, where it is at hand. */
  readonly contentArchive: string | undefined;
  readonly database: DatabaseLocation;
  readonly host: string;
  /** 0 for a free one. */
  readonly port: number;
  readonly adminIds: readonly number[];
  /** An IANA time zone, for chats that chose none: UTC, in the preview the machine's, where none is set. */
  readonly timeZone: string;
  readonly messagesPerSecond: number;
  readonly paidBroadcast: boolean;
  readonly digests: boolean;
  readonly logLevel: VariableValues['LOG_LEVEL'];
  /** NODE_ENV=production: without a token nothing is started, where otherwise the preview is. */
  readonly production: boolean;
}

/**
 * Few starts need these, and `import` would run the getters of all they export, which loads much more: 5 ms of every
 * start (docs/decisions/0030-start.md).
 */
const builtin = process.getBuiltinModule;

/** Settings that may be given as a file with the value: `BOT_TOKEN_FILE=/run/secrets/bot_token`. */
const FROM_FILE = ['BOT_TOKEN', 'DATABASE_URL', 'WEBHOOK_SECRET'] as const satisfies VariableName[];
/** Every setting's name, in the order in which messages list them. */
export const SETTING_NAMES = Object.keys(VARIABLES) as readonly VariableName[];
/** Names that can only be meant for this program, so a misspelt one is an error. */
const OWN_PREFIX = 'COMMUNIQUE_';

/**
 * Checks an environment. Empty values count as not set; `NAME_FILE` is read by `readFile`.
 * @throws SettingsError with a line for each wrong setting: its name, what is wrong, what to write. No secrets in it.
 */
export function readSettings(
  env: NodeJS.ProcessEnv,
  { readFile }: { readFile: (path: string) => string },
): Settings {
  const problems = [...unknownNames(env), ...misspeltNames(env)];
  const given = valuesOf(env, readFile, problems);
  const values = meant(given, problems);
  if (values) problems.push(...contradictions(values));
  const proxy = values && proxyFor(values, env, problems);
  if (!values || problems.length > 0) {
    throw new SettingsError(problems.sort().join('\n'));
  }
  const settings = settingsFrom(values, env.NODE_ENV === 'production');
  return proxy ? Object.freeze({ ...settings, proxy: Object.freeze(proxy) }) : settings;
}

/** What the texts mean; `undefined` where one is wrong, with a line for each in `problems`. */
function meant(
  given: Readonly<Partial<Record<VariableName, string>>>,
  problems: string[],
): VariableValues | undefined {
  const before = problems.length;
  const values = SETTING_NAMES.map((name) => {
    try {
      return [name, VARIABLES[name](given[name])] as const;
    } catch (error) {
      if (!(error instanceof WrongValue)) throw error;
      problems.push(`${name}: ${error.message}`);
      return [name, undefined] as const;
    }
  });
  return problems.length > before ? undefined : (Object.fromEntries(values) as unknown as VariableValues);
}

/** The preview reaches nothing that a proxy could be for. */
function proxyFor(
  { BOT_TOKEN: token, TELEGRAM_API_ROOT: apiRoot }: VariableValues,
  env: NodeJS.ProcessEnv,
  problems: string[],
): OutgoingProxy | undefined {
  if (token === undefined) return undefined;
  try {
    return outgoingProxy(env, apiRoot);
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

/**
 * The environment, and the directory's `.env` if there is one; the environment wins, and `instead` over both.
 * @throws SettingsError as readSettings does, and for a `.env` that cannot be read.
 */
export function loadSettings(
  directory: string = process.cwd(),
  instead: { readonly BOT_TOKEN?: string } = {},
): Settings {
  const readFile = (path: string) => textOf(readFileSync(path), path);
  const file = dotEnv(join(directory, '.env'), readFile, { instead, startsBot: true });
  return readSettings({ ...file, ...process.env, ...instead }, { readFile });
}

/** Where content is read from, whatever the other settings are: editors need none of them. @throws SettingsError for a `.env` that cannot be read */
export function loadContentPlaces(
  directory: string = process.cwd(),
): Pick<Settings, 'contentDir' | 'contentArchive'> {
  const readFile = (path: string) => textOf(readFileSync(path), path);
  const { CONTENT_DIR, CONTENT_ARCHIVE } = {
    ...dotEnv(join(directory, '.env'), readFile, { startsBot: false }),
    ...process.env,
  };
  return {
    contentDir: VARIABLES.CONTENT_DIR(CONTENT_DIR || undefined),
    contentArchive: VARIABLES.CONTENT_ARCHIVE(CONTENT_ARCHIVE || undefined),
  };
}

/** The database's address as the store takes it: a path, or `postgres://…` with its password. */
export function databaseOf({ database }: Pick<Settings, 'database'>): string {
  return database.type === 'sqlite' ? database.file : database.url.reveal();
}

/** The settings that no log line may show. */
export function secretsOf({ mode, database, proxy }: Settings): readonly Secret[] {
  const secrets = mode.type === 'preview' ? [] : [mode.token];
  if (mode.type === 'webhook') secrets.push(mode.secret);
  if (database.type === 'postgres') {
    const password = new URL(database.url.reveal()).password;
    secrets.push(database.url);
    if (password !== '') secrets.push(new Secret(decoded(password)));
  }
  if (proxy) {
    const { password } = new URL(proxy.url.reveal());
    if (password !== '') secrets.push(proxy.url, new Secret(password), new Secret(decoded(password)));
  }
  return secrets;
}

/** A password may be percent-encoded; a bare `%` in it stands for itself. */
function decoded(password: string): string {
  try {
    return decodeURIComponent(password);
  } catch {
    return password;
  }
}

function dotEnv(
  path: string,
  readFile: (path: string) => string,
  { instead = {}, startsBot }: { readonly instead?: NodeJS.Dict<string>; readonly startsBot: boolean },
): NodeJS.Dict<string> {
  try {
    const text = readFile(path);
    const parsed = { ...builtin('node:util').parseEnv(text), ...instead };
    const problems = [...unreadLines(text, parsed), ...setTwice(text, instead), ...unknownIn(parsed)];
    if (startsBot) problems.push(...emptyToken(parsed));
    if (problems.length > 0)
      throw new SettingsError(problems.map((problem) => `.env: ${problem}`).join('\n'));
    return parsed;
  } catch (error) {
    if (error instanceof SettingsError) throw error;
    if (codeOf(error) === 'ENOENT') return {};
    throw new SettingsError(
      `.env: cannot be read (${codeOf(error) ?? 'unknown error'}); make ${path} a readable file`,
    );
  }
}

/** Without the mark that some editors put before UTF-8. @throws SettingsError for a file in another encoding */
function textOf(bytes: Buffer, path: string): string {
  try {
    if (bytes.includes(0)) throw new TypeError('UTF-16');
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new SettingsError(`${basename(path)}: is not in UTF-8; save it in that encoding`);
  }
}

/** Lines of `.env` that name a setting and are not read: `BOT_TOKEN: 123`, or a name after a stray word. */
function unreadLines(text: string, parsed: NodeJS.Dict<string>): string[] {
  return text.split(/\r?\n/u).flatMap((line, index) => {
    const name = /^\s*([A-Z][A-Z0-9_]*)\s*[: ]/u.exec(line)?.[1];
    const isSetting = name !== undefined && isSettingName(name) && parsed[name] === undefined;
    return isSetting ? [`line ${index + 1} sets nothing; write ${name}=… without spaces or a colon`] : [];
  });
}

/** Settings with two values in `.env`: which of them was meant nobody can tell. */
function setTwice(text: string, instead: NodeJS.Dict<string>): string[] {
  const found = new Map<string, { readonly line: number; readonly value: string }>();
  return text.split(/\r?\n/u).flatMap((row, index) => {
    const [, name, value = ''] = /^\s*(?:export\s+)?([A-Z][A-Z0-9_]*)\s*=\s*(.*?)\s*$/u.exec(row) ?? [];
    if (name === undefined || !isSettingName(name) || name in instead) return [];
    const first = found.get(name);
    if (first === undefined) found.set(name, { line: index + 1, value });
    if (first === undefined || first.value === value) return [];
    return [`${name} has two values, in lines ${first.line} and ${index + 1}; keep one of them`];
  });
}

/** Names in `.env` that were meant for a setting: all of that file is for this program. */
function unknownIn(parsed: NodeJS.Dict<string>): string[] {
  return Object.keys(parsed).flatMap((name) => {
    const plain = name.replace(/_FILE$/u, '');
    if (isSettingName(name) || FOR_THE_RUNTIME.test(name)) return [];
    const nearest = closest(plain.toUpperCase(), SETTING_NAMES);
    const isMeant = isSameName(plain, nearest) || distance(plain.toUpperCase(), nearest) <= MISSPELT;
    return isMeant
      ? [`${name} is not a setting; write ${name.endsWith('_FILE') ? `${nearest}_FILE` : nearest}`]
      : [];
  });
}

/** Letters that may be wrong, missing or too many in a name that is taken for a misspelt one. */
const MISSPELT = 2;
/** What `.env` may hold for Node and the libraries. */
const FOR_THE_RUNTIME = /^(NODE_|npm_|TZ$|LANG$|LC_|PG[A-Z]+$|(https?|no|all)_proxy$)/iu;

function isSettingName(name: string): boolean {
  return SETTING_NAMES.some(
    (setting) => setting === name || (isFromFile(setting) && name === `${setting}_FILE`),
  );
}

function isFromFile(name: VariableName): boolean {
  return FROM_FILE.some((one) => one === name);
}

/** `bot-token`, `BotToken` and `BOT_TOKEN` differ only in how words are joined. */
function isSameName(one: string, other: string): boolean {
  const plain = (name: string) => name.replace(/[_\-. ]/gu, '').toUpperCase();
  return plain(one) === plain(other);
}

/** In the environment only what would change everything, since other names there may be other programs'. */
function misspeltNames(env: NodeJS.ProcessEnv): string[] {
  return FROM_FILE.flatMap((setting) =>
    Object.keys(env)
      .filter((name) => name !== setting && isSameName(name, setting) && env[name])
      .map((name) => `${name}: is not a setting; write ${setting}`),
  );
}

/** A line without its token was meant to start a bot, not the preview. */
function emptyToken({ BOT_TOKEN: token }: NodeJS.Dict<string>): string[] {
  return token?.trim() === ''
    ? ['BOT_TOKEN is empty; write the token from @BotFather, or remove the line to start the preview']
    : [];
}

function unknownNames(env: NodeJS.ProcessEnv): string[] {
  return Object.keys(env)
    .filter((name) => name.startsWith(OWN_PREFIX))
    .map((name) => {
      const nearest = closest(name.slice(OWN_PREFIX.length), SETTING_NAMES);
      const near = distance(name.slice(OWN_PREFIX.length), nearest) <= nearest.length / 2;
      return `${name}: is not a setting; write ${near ? nearest : `one of ${SETTING_NAMES.join(', ')}`}`;
    });
}

/** The settings that are set, as text; what is wrong with files is added to `problems`. */
function valuesOf(
  env: NodeJS.ProcessEnv,
  readFile: (path: string) => string,
  problems: string[],
): Partial<Record<VariableName, string>> {
  const given: Partial<Record<VariableName, string>> = {};
  for (const name of SETTING_NAMES) {
    const value = env[name]?.trim();
    if (value) given[name] = value;
  }
  for (const name of FROM_FILE) {
    const path = env[`${name}_FILE`]?.trim();
    if (!path) continue;
    if (given[name] !== undefined) {
      problems.push(`${name}: is set, and so is ${name}_FILE; keep one of the two`);
      continue;
    }
    try {
      const value = readFile(path).trim();
      if (value) given[name] = value;
      else problems.push(`${name}_FILE: ${path} is empty; write the value into it`);
    } catch (error) {
      problems.push(
        `${name}_FILE: cannot read ${path} (${codeOf(error) ?? 'unknown error'}); name a readable file`,
      );
    }
  }
  return given;
}

/** Settings that are valid alone but not together. */
function contradictions(values: VariableValues): string[] {
  const { BOT_TOKEN: token, WEBHOOK_URL: url, TELEGRAM_API_ROOT: apiRoot } = values;
  const problems: string[] = [];
  // A self-hosted Bot API server may issue short tokens; Telegram's have 35 characters after the colon.
  if (token && apiRoot === TELEGRAM && token.length - token.indexOf(':') <= 30) {
    problems.push('BOT_TOKEN: is too short; copy the whole token from @BotFather');
  }
  if (url && !token) {
    problems.push('WEBHOOK_URL: needs a bot; set BOT_TOKEN too, or remove WEBHOOK_URL for the preview');
  }
  const why = url && whyNotWebhook(url, { ownServer: apiRoot !== TELEGRAM });
  if (why) problems.push(`WEBHOOK_URL: ${why}`);
  return problems;
}

function settingsFrom(values: VariableValues, production: boolean): Settings {
  return Object.freeze({
    mode: Object.freeze(modeFrom(values)),
    apiRoot: values.TELEGRAM_API_ROOT,
    contentDir: values.CONTENT_DIR,
    contentArchive: values.CONTENT_ARCHIVE,
    database: Object.freeze(databaseFrom(values.DATABASE_URL)),
    host: values.HOST,
    port: values.PORT,
    adminIds: Object.freeze(values.ADMIN_IDS),
    timeZone: values.TIME_ZONE ?? (values.BOT_TOKEN === undefined ? machineZone() : 'UTC'),
    messagesPerSecond: values.MESSAGES_PER_SECOND,
    paidBroadcast: values.PAID_BROADCAST,
    digests: values.DIGESTS,
    logLevel: values.LOG_LEVEL,
    production,
  });
}

/** In the preview its reader sits at the machine: `tomorrow at 9` is theirs. */
function machineZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function modeFrom({ BOT_TOKEN: token, WEBHOOK_URL: url, WEBHOOK_SECRET: secret }: VariableValues): Mode {
  if (token === undefined) return { type: 'preview' };
  if (url === undefined) return { type: 'polling', token: new Secret(token) };
  return {
    type: 'webhook',
    token: new Secret(token),
    url: url.href,
    secret: new Secret(secret ?? derivedSecret(token)),
  };
}

function databaseFrom(url: string): DatabaseLocation {
  return /^postgres(ql)?:\/\//.test(url)
    ? { type: 'postgres', url: new Secret(url) }
    : { type: 'sqlite', file: url };
}

/** The same in every process of a bot; the token cannot be derived from it. */
function derivedSecret(token: string): string {
  return builtin('node:crypto').createHmac('sha256', token).update('communique webhook secret').digest('hex');
}
