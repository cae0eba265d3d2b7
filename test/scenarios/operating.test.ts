// The program as operators meet it: how it starts, what it says, how it ends. With real processes against the
// local Telegram.

import { globSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { openContext } from '../../src/bot/create-context.ts';
import type { LocalTelegram } from '../../src/preview/telegram/local-telegram.ts';
import { startLocalTelegram } from '../../src/preview/telegram/local-telegram.ts';
import { People } from '../support/people.ts';
import { freePort, type Program, ROOT, runCli, start } from '../support/program.ts';
import { briefContent, riyadhContent } from '../support/riyadh.ts';

/** What `npm start` runs. */
const MAIN = 'src/start.js';
let telegram: LocalTelegram;
let running: Program | undefined;

beforeEach(async () => {
  telegram = await startLocalTelegram();
});

afterEach(async () => {
  running?.process.kill('SIGKILL');
  await running?.ends();
  running = undefined;
  await telegram.stop();
});

function startBot(env: Readonly<Record<string, string>> = {}): Program {
  const address = { BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.url, PORT: '0' };
  running = start(MAIN, { ...address, CONTENT_DIR: briefContent(), ...env });
  return running;
}

describe('a start', () => {
  it('says in one line that it is ready, is alive and ready, and answers; its stop answers what was taken, and ends with 0', async () => {
    const bot = startBot({ CONTENT_DIR: join(ROOT, 'content') });
    await bot.prints(/"msg":"ready"/);
    const url = /"url":"([^"]+)"/.exec(bot.output())?.[1] ?? '';
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const anna = new People(telegram).user('Anna');
    await anna.sends('/ukraine');
    await anna.sees(/^🇺🇦 Ukraine/);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect((await fetch(`${url}/nowhere`)).status).toBe(404);
    expect(bot.output()).not.toContain(telegram.token.split(':')[1]);
    expect(bot.output()).not.toContain('/ukraine');

    // At its stop it answers what was taken, and tells Telegram.
    await anna.sends('/summit');
    await telegram.when((event) => event.type === 'call' && event.call.method === 'sendMessage');
    bot.process.kill('SIGTERM');
    expect(await bot.ends()).toBe(0);
    await anna.sees(/^🤝 Summit/);
    expect(telegram.pendingUpdates()).toBe(0);
  });

  it('without a token says in three lines, and no other, what happens, how to go live, where to look', async () => {
    running = start(MAIN, { PORT: '0' });
    await running.prints(/open http/);
    const lines = running.output().trim().split('\n');
    expect(lines).toEqual([
      expect.stringMatching(/nothing leaves this machine\.$/),
      expect.stringContaining('`npm run connect`'),
      expect.stringMatching(/ open http:\/\/127\.0\.0\.1:\d+$/),
    ]);
    const url = /open (http:\S+)/.exec(running.output())?.[1] ?? '';
    expect((await fetch(url)).status).toBe(200);
  });

  it('with a wrong token ends with one clear line', async () => {
    const bot = startBot({ BOT_TOKEN: '7000000001:AAa-token-that-this-telegram-never-gave' });
    expect(await bot.ends()).toBe(1);
    expect(
      bot
        .output()
        .trim()
        .split('\n')
        .filter((line) => !line.startsWith('{')),
    ).toEqual([expect.stringMatching(/does not accept the token \(401\).*@BotFather/)]);
  });

  it('with a PORT in use ends with one line that names PORT', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    const bot = startBot({ PORT: String(port) });
    expect(await bot.ends()).toBe(1);
    expect(bot.output()).toMatch(new RegExp(`PORT: ${port} .*in use`));
    expect(bot.output()).not.toMatch(/\n\s+at /);
    other.close();
  });

  it('with bad content lists every mistake and ends', async () => {
    const bot = startBot({ CONTENT_DIR: join(ROOT, 'docs') });
    expect(await bot.ends()).toBe(1);
    expect(bot.output()).toMatch(/topics\.yaml:1:1: /);
    expect(bot.output()).not.toMatch(/\n\s+at /);
  });

  it('with bad settings lists all of them and ends', async () => {
    const bot = startBot({ PORT: 'eighty', MESSAGES_PER_SECOND: '-1', COMMUNIQUE_PORT: '1' });
    expect(await bot.ends()).toBe(1);
    for (const name of ['PORT', 'MESSAGES_PER_SECOND', 'COMMUNIQUE_PORT'])
      expect(bot.output()).toContain(`${name}: `);
    expect(bot.output()).not.toMatch(/\n\s+at /);
  });

  it('while Telegram cannot be reached waits, says so, and goes on when it can; it stops at once at the second signal', async () => {
    const port = await freePort();
    const bot = startBot({ TELEGRAM_API_ROOT: `http://127.0.0.1:${port}` });
    await bot.prints(/cannot be reached/);
    const late = await startLocalTelegram({ port, token: telegram.token });
    onTestFinished(() => late.stop());
    await bot.prints(/"msg":"ready"/);

    const anna = new People(late).user('Anna');
    late.fail({ method: 'sendMessage', fault: { type: 'hang' } });
    await anna.sends('/ukraine');
    await late.when((event) => event.type === 'call' && event.call.method === 'getUpdates', {
      after: late.mark(),
    });
    bot.process.kill('SIGINT');
    await bot.prints(/SIGINT: stopping/);
    bot.process.kill('SIGINT');
    expect(await bot.ends()).toBe(130);
  });
});

describe('a webhook', () => {
  it('is set at the start, answers each update once, and needs no step by hand on the way back to polling', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/telegram/hook`;
    const bot = startBot({
      PORT: String(port),
      WEBHOOK_URL: url,
      WEBHOOK_SECRET: 'only-telegram-knows',
      CONTENT_DIR: riyadhContent(),
    });
    await bot.prints(/"msg":"ready"/);
    const anna = new People(telegram).user('Anna');
    await anna.sends('/economy');
    await anna.sees(/^💶 Economy/);
    expect(telegram.calls.some(({ method }) => method === 'getUpdates')).toBe(false);

    const update = {
      update_id: 5_000,
      message: { message_id: 1, date: 1, chat: anna.chat, from: anna.user, text: '/europe' },
    };
    const post = (secret: string) =>
      fetch(`${url}?a=b`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
        body: JSON.stringify(update),
      });
    expect((await post('somebody-else')).status).toBe(401);
    expect((await post('only-telegram-knows')).status).toBe(200);
    expect((await post('only-telegram-knows')).status).toBe(200);
    await anna.sees(/^🇪🇺 Europe/);
    await anna.sends('/summit');
    await anna.sees(/^🤝 Summit/);
    expect(anna.texts().filter((text) => text.startsWith('🇪🇺 Europe')).length).toBe(1);
    bot.process.kill('SIGTERM');
    expect(await bot.ends()).toBe(0);

    const polling = startBot();
    await polling.prints(/"msg":"ready"/);
    await anna.sends('/ukraine');
    await anna.sees(/^🇺🇦 Ukraine/);
  });
});

describe('the README', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');

  it('names only scripts that exist', () => {
    const scripts = [...readme.matchAll(/npm run ([a-z]+)/g)].flatMap(([, name]) => name ?? []);
    expect(scripts.length).toBeGreaterThan(4);
    for (const name of scripts) expect(Object.keys(packageJson.scripts)).toContain(name);
    expect(packageJson.scripts.start).toBe(`node --max-semi-space-size=8 ${MAIN}`);
    expect(packageJson.scripts.test).toBe('vitest run');
  });

  it('names only files and folders that exist', () => {
    const paths = [
      ...readme.matchAll(/\]\(([^):]+)\)|src="([^"]+)"|`((?:src|content|test)(?:\/[a-z-]+)?\/?)`/g),
    ];
    for (const [, link, image, folder] of paths) {
      expect(() => readFileSync(join(ROOT, link ?? image ?? folder ?? ''))).not.toThrow(/ENOENT/);
    }
  });

  it('wears badges that are true', () => {
    expect(readme).toContain(`badge/licence-${packageJson.license}-`);
    expect(readFileSync(join(ROOT, 'LICENSE'), 'utf8')).toContain(`${packageJson.license} License`);
    expect(packageJson.engines.node).toBe('>=20');
    const addresses = readme.match(/https:\/\/img\.shields\.io\/[^)]+/g) ?? [];
    const badges = addresses.map((address) => decodeURIComponent(address)).join(' ');
    expect(badges).toContain('badge/node-≥ 20-');
    const languages = globSync('src/locales/*.ftl', { cwd: ROOT }).map((file) => basename(file, '.ftl'));
    expect(badges).toContain(`badge/languages-${languages.toSorted().join(' · ')}-`);
  });

  it('leads to a page that names every command', async () => {
    const page = readFileSync(join(ROOT, 'docs/commands.md'), 'utf8');
    const { commands } = await openContext(join(ROOT, 'content'));
    const names = commands.all.map(({ name }) => name);
    expect(names).toContain('digest');
    expect(names.filter((name) => !page.includes(`\`/${name}`))).toEqual([]);
    for (const [, name = ''] of page.matchAll(/npm run ([a-z]+)/g))
      expect(Object.keys(packageJson.scripts)).toContain(name);
  });

  it('shows commands that answer in the terminal, readable without colours', async () => {
    const { code, output } = await runCli(['ask', '/ukraine']);
    expect(code).toBe(0);
    expect(output).toMatch(/✅ Agreed[\s\S]* · \w+ <https:/);
    expect(output).not.toContain('\u001b');
  });

  it('shows how to work on it: what start.js imports, watched', () => {
    const watched = ['--watch', '--watch-path=src', '--watch-path=content', 'src/main.ts'];
    expect(packageJson.scripts.dev.split(' ')).toEqual(['node', ...watched]);
  });

  it('shows how to measure it', async () => {
    const bench = start(packageJson.scripts.bench.split(' ')[1] ?? '', {}, ['no-such-measurement']);
    expect(await bench.ends()).toBe(1);
    expect(bench.output()).toMatch(/There is no measurement no-such-measurement; there are: commands, /);
  });

  it('shows what `ask` says to what it does not know', async () => {
    const { code, output } = await runCli(['ask', '/nothing']);
    expect(code).toBe(1);
    expect(output).toMatch(/There is no command \/nothing/);
  });

  it('shows how content is checked', async () => {
    const { code, output } = await runCli(['content', 'check']);
    expect(code).toBe(0);
    expect(output).toMatch(/all sourced/);
  });
});
