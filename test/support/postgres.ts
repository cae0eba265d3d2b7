// A real PostgreSQL for tests: the server that all tests share, or one of its own that a test may stop.

import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { onTestFinished } from 'vitest';
import { type PostgresServer, QUICK, type ServerCertificate, startPostgres } from './postgres-server.ts';

/** A server that the test may stop; removed when the test ends. */
export async function ownServer(tls?: ServerCertificate): Promise<PostgresServer> {
  const server = await startPostgres(QUICK, tls);
  onTestFinished(() => server.remove());
  return server;
}

/** The address of a new database as a bot's first start leaves it, dropped when the test ends. */
export function newDatabase(): Promise<string> {
  // Copying its files takes a tenth of the time that making the tables does.
  return create(`template ${process.env.TEST_DATABASE_TEMPLATE} strategy file_copy`);
}

/**
 * The address of a new, empty database, dropped when the test ends.
 * @param options for `create database`, such as its encoding
 */
export function emptyDatabase(options = ''): Promise<string> {
  return create(`template template0 ${options}`);
}

async function create(options: string): Promise<string> {
  const name = newName();
  await administer(`create database ${name} ${options}`);
  onTestFinished(() => administer(`drop database if exists ${name} with (force)`));
  return databaseAt(name);
}

/** That of a database that no other run of the tests has. */
export function newName(): string {
  return `communique_test_${randomUUID().replaceAll('-', '')}`;
}

/** The address of the database of this name on the shared server. */
export function databaseAt(name: string): string {
  return Object.assign(new URL(process.env.TEST_DATABASE_URL ?? ''), { pathname: `/${name}` }).href;
}

let administrator: pg.Pool | undefined;

/** Runs one statement on the shared server, in no database of a test, over a connection that is kept. */
export async function administer(statement: string): Promise<void> {
  administrator ??= new pg.Pool({
    connectionString: process.env.TEST_DATABASE_URL ?? '',
    max: 1,
    allowExitOnIdle: true,
  }).on('error', () => {
    // The server has ended, with the run.
  });
  await administrator.query(statement);
}

/** Runs one statement over its own connection. */
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
