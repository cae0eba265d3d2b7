// `npm run connect`: the token goes into .env when Telegram knows it, and nowhere otherwise.

import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { connectBot, typedToken } from '../../src/cli/connect.ts';
import { UserError } from '../../src/errors.ts';
import { type LocalTelegram, startLocalTelegram } from '../../src/preview/telegram/local-telegram.ts';

let telegram: LocalTelegram;
let folder = '';
const file = () => join(folder, '.env');

beforeEach(async () => {
  telegram = await startLocalTelegram({ inline: false });
  folder = mkdtempSync(join(tmpdir(), 'connect-'));
});

afterEach(async () => {
  await telegram.stop();
  rmSync(folder, { recursive: true });
});

it('keeps a good token for its owner alone, beside what else is set, and says what to do next', async () => {
  // As `cp .env.example .env` leaves it.
  writeFileSync(file(), `# mine\nBOT_TOKEN=\nTELEGRAM_API_ROOT=${telegram.url}\n`, { mode: 0o644 });
  // What a killed run has left.
  writeFileSync(`${file()}.partial`, 'x', { mode: 0o644 });
  expect(await connectBot(telegram.token, folder)).toBe(
    '@communique_bot is connected; its token is in .env.\n' +
      'To let people share from any chat, send /setinline to @BotFather and choose @communique_bot.\n' +
      'Now run `npm start`, open https://t.me/communique_bot and press Start.',
  );
  expect(readFileSync(file(), 'utf8')).toBe(
    `# mine\nBOT_TOKEN=${telegram.token}\nTELEGRAM_API_ROOT=${telegram.url}\n`,
  );
  expect(statSync(file()).mode & 0o777).toBe(0o600);
});

it('leaves no older token in force, and a link to the file a link', async () => {
  const real = join(folder, 'real');
  const root = `TELEGRAM_API_ROOT=${telegram.url}`;
  writeFileSync(real, `BOT_TOKEN=1:old\n${root}\nexport BOT_TOKEN = 2:older\n# end\nBOT_TOKEN=3:oldest`);
  symlinkSync(real, file());
  await connectBot(telegram.token, folder);
  expect(readFileSync(real, 'utf8')).toBe(`BOT_TOKEN=${telegram.token}\n${root}\n# end\n`);
  expect(lstatSync(file()).isSymbolicLink()).toBe(true);
  expect(readdirSync(folder).sort()).toEqual(['.env', 'real']);
});

it.each(['\x03', '\x04'])('says in a line that nothing was changed where %j is pressed', async (key) => {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  const token = typedToken(input, new PassThrough());
  input.write(key);
  await expect(token).rejects.toThrow(new UserError('Nothing was changed.'));
});

it.each([
  ['', 'That was no token. '],
  ['hello', 'BOT_TOKEN: is not a bot token'],
  [`7:${'x'.repeat(35)}`, "Telegram doesn't accept this token (401)."],
])('changes nothing for a token like %j', async (token, told) => {
  const before = `TELEGRAM_API_ROOT=${telegram.url}\n`;
  writeFileSync(file(), before);
  await expect(connectBot(token, folder)).rejects.toThrow(told);
  expect(readFileSync(file(), 'utf8')).toBe(before);
});

it('changes nothing where Telegram cannot be reached, and says why', async () => {
  const before = 'TELEGRAM_API_ROOT=http://127.0.0.1:1\n';
  writeFileSync(file(), before);
  await expect(connectBot(telegram.token, folder)).rejects.toThrow(
    /^Telegram can't be reached, so nothing was changed \(.*ECONNREFUSED.*\)/,
  );
  expect(readFileSync(file(), 'utf8')).toBe(before);
});
