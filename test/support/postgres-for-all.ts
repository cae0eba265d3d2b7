// The PostgreSQL that all tests of a run share: the server at TEST_DATABASE_URL, or one from npm.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openStore } from '../../src/store/database.ts';
import { administer, databaseAt, newName } from './postgres.ts';
import { makeCluster, QUICK, startPostgres } from './postgres-server.ts';

/** Its address may create databases. Test files run in processes that inherit it, and the name of the template. */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cluster-'));
  fs.chmodSync(folder, 0o755);
  process.env.TEST_POSTGRES_CLUSTER = await makeCluster(folder);
  const server = process.env.TEST_DATABASE_URL ? undefined : await startPostgres(QUICK);
  if (server) process.env.TEST_DATABASE_URL = server.url('postgres');
  const template = newName();
  await administer(`create database ${template} template template0`);
  const store = await openStore(databaseAt(template), { now: Date.now });
  await store.close();
  process.env.TEST_DATABASE_TEMPLATE = template;
  return () => (server ? server.remove() : administer(`drop database ${template} with (force)`));
}
