// `npm run connect`: takes the token from @BotFather, asks Telegram whose it is, and keeps it in .env.

import { existsSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { createTransport, TransportError } from '../delivery/telegram.ts';
import { UserError } from '../errors.ts';
import { loadSettings } from '../ops/settings.ts';
import type { Command } from './command.ts';

export const connect: Command = {
  does: 'asks for the token from @BotFather, checks it, and keeps it in .env',
  run: async () => connectBot(await typedToken(process.stdin, process.stdout), process.cwd()),
};

/**
 * Keeps the token in the folder's `.env`, which only its owner can read. Gives what to do next.
 * @throws UserError where it is no token, or Telegram doesn't accept it or can't be reached; nothing is written then
 */
export async function connectBot(token: string, folder: string): Promise<string> {
  if (token === '')
    throw new UserError(
      'That was no token. Send /newbot to @BotFather, https://t.me/BotFather, and copy it.',
    );
  const { mode, apiRoot, proxy } = loadSettings(folder, { BOT_TOKEN: token });
  if (mode.type === 'preview') throw new Error('settings with a token are for a bot');
  const transport = createTransport({ apiRoot, token: mode.token, proxy });
  try {
    const answer = await transport.call('getMe', {});
    if (!answer.ok)
      throw new UserError(
        `Telegram doesn't accept this token (${answer.error_code}). Copy it again from @BotFather; nothing was changed.`,
      );
    const { username, supports_inline_queries: inline } = answer.result as {
      readonly username: string;
      readonly supports_inline_queries?: boolean;
    };
    keep(token, folder);
    return [
      `@${username} is connected; its token is in .env.`,
      ...(inline
        ? []
        : [`To let people share from any chat, send /setinline to @BotFather and choose @${username}.`]),
      `Now run \`npm start\`, open https://t.me/${username} and press Start.`,
    ].join('\n');
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    throw new UserError(
      `Telegram can't be reached, so nothing was changed (${error.message}). Check the network; behind a proxy, set HTTPS_PROXY.`,
    );
  } finally {
    await transport.close();
  }
}

/** Replaces the lines that set the token, or begins the file with the example's lines. */
function keep(token: string, folder: string): void {
  const [file, example] = [join(folder, '.env'), join(folder, '.env.example')];
  const from = [file, example].find((one) => existsSync(one));
  const text = from === undefined ? '' : readFileSync(from, 'utf8');
  writePrivate(file, withToken(text, token));
}

/** The last line that sets a name is in force, so one alone is left. */
function withToken(text: string, token: string): string {
  const line = `BOT_TOKEN=${token}`;
  let isSet = false;
  const kept = text.replace(/^[ \t]*(?:export[ \t]+)?BOT_TOKEN[ \t]*=.*(?:\r?\n)?/gmu, (old) => {
    if (isSet) return '';
    isSet = true;
    return line + (/\r?\n$/u.exec(old)?.[0] ?? '');
  });
  return isSet ? kept : `${line}\n${text}`;
}

/** Whole or not at all, and never readable to others, not even before all is written. A link stays one. */
function writePrivate(file: string, text: string): void {
  const target = existsSync(file) ? realpathSync(file) : file;
  const partial = `${target}.partial`;
  rmSync(partial, { force: true });
  try {
    writeFileSync(partial, text, { mode: 0o600, flag: 'wx', flush: true });
    renameSync(partial, target);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

/**
 * From a terminal without showing it, or from a pipe.
 * @throws UserError where the person at the terminal gives up, by Ctrl+C or Ctrl+D
 */
export async function typedToken(
  input: NodeJS.ReadableStream & { readonly isTTY?: boolean },
  output: NodeJS.WritableStream,
): Promise<string> {
  if (!input.isTTY) {
    let text = '';
    for await (const part of input) text += part;
    return text.trim();
  }
  output.write('Paste the token that @BotFather gave you (it stays invisible), and press Enter: ');
  const unseen = new Writable({ write: (_text, _encoding, done) => done() });
  const lines = createInterface({ input, output: unseen, terminal: true });
  try {
    return (await lines.question('')).trim();
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') throw new UserError('Nothing was changed.');
    throw error;
  } finally {
    lines.close();
    output.write('\n');
  }
}
