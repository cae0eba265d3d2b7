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

/**
 * The address of a new, empty database, dropped when the test ends.
 * @param options for `create database`, such as its encoding
 */
export async function newDatabase(options = ''): Promise<string> {
  const administration = process.env.TEST_DATABASE_URL ?? '';
  const name = `communique_test_${randomUUID().replaceAll('-', '')}`;
  await run(administration, `create database ${name} template template0 ${options}`);
  onTestFinished(async () => {
    await run(administration, `drop database if exists ${name} with (force)`);
  });
  return Object.assign(new URL(administration), { pathname: `/${name}` }).href;
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
