// The PostgreSQL that all tests of a run share: the server at TEST_DATABASE_URL, or one from npm.

import { QUICK, startPostgres } from './postgres-server.ts';

/** Its address may create databases. Test files run in processes that inherit it. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.TEST_DATABASE_URL) return undefined;
  const server = await startPostgres(QUICK);
  process.env.TEST_DATABASE_URL = server.url('postgres');
  return () => server.remove();
}
