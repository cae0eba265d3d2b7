// A real PostgreSQL for tests: the server at TEST_DATABASE_URL, or one of their own from npm.
// Used by the store's tests and the scenarios; started by the first test of a file that asks for a database.

import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, onTestFinished } from 'vitest';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

/** What is written need not survive the machine: the tests are quicker without waiting for the disk. */
const QUICK = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'shared_buffers=32MB'];

const servers: PostgresServer[] = [];
afterAll(() => Promise.all(servers.map((server) => server.remove())));

/** A server that may be stopped; taken away when the test file ends. */
export async function ownServer(): Promise<PostgresServer> {
  const server = await startPostgres(QUICK);
  servers.push(server);
  return server;
}

interface SharedServer {
  /** An address that may create databases. */
  readonly administration: string;
  readonly url: PostgresServer['url'];
}

let shared: Promise<SharedServer> | undefined;

/** The server that the tests of a file share. */
async function sharedServer(): Promise<SharedServer> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) {
    const url = (database: string) => Object.assign(new URL(given), { pathname: `/${database}` }).href;
    return { administration: given, url };
  }
  const { url } = await ownServer();
  return { administration: url('postgres'), url };
}

/** The address of a new, empty database, taken away when the test ends. */
export async function newDatabase(): Promise<string> {
  shared ??= sharedServer();
  const { administration, url } = await shared;
  const name = `communique_test_${randomUUID().replaceAll('-', '')}`;
  await run(administration, `create database ${name} template template0`);
  onTestFinished(async () => {
    await run(administration, `drop database if exists ${name} with (force)`);
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
