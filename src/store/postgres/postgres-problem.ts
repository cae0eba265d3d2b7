// Why PostgreSQL cannot be used at start → what to do about it. Never contains the address or the password.

import { UserError } from '../../errors.ts';

const ADDRESS = 'check host and port in DATABASE_URL, and that the server runs';
const PASSWORD = 'check user and password in DATABASE_URL';

/** By the system's error codes and SQLSTATE, https://www.postgresql.org/docs/current/errcodes-appendix.html. */
const ADVICE: ReadonlyMap<unknown, string> = new Map([
  ['ECONNREFUSED', `does not listen where DATABASE_URL says; ${ADDRESS}`],
  ['ECONNRESET', `closed the connection; ${ADDRESS}`],
  ['ENOTFOUND', `has a host in DATABASE_URL that does not exist; ${ADDRESS}`],
  ['EAI_AGAIN', 'has a host in DATABASE_URL that cannot be looked up; check the network'],
  ['EHOSTUNREACH', `cannot be reached; ${ADDRESS}`],
  ['ENETUNREACH', `cannot be reached; ${ADDRESS}`],
  ['ETIMEDOUT', `does not answer; ${ADDRESS}`],
  ['28P01', `refuses the password; ${PASSWORD}`],
  ['28000', `refuses the user; ${PASSWORD}`],
  ['3D000', 'has no such database; create it with createdb, or check the name in DATABASE_URL'],
  [
    '42501',
    "does not let the bot's user do that; make it the owner of the database, or: grant create on database NAME to USER",
  ],
  ['25006', 'is read-only, a standby perhaps; set DATABASE_URL to the server that is written to'],
  ['53300', 'has no connection left; raise max_connections, or stop other clients'],
  ['53100', 'has no disk space left; free some'],
  ['58030', 'cannot read or write its files; check its disk'],
  ['57P03', 'is starting or stopping; try again in a moment'],
]);

/** The error as a UserError where an operator can fix it, otherwise unchanged. */
export function postgresProblem(error: unknown): unknown {
  if (error instanceof UserError || !(error instanceof Error)) return error;
  const code = 'code' in error ? error.code : undefined;
  const advice = ADVICE.get(code);
  if (advice !== undefined) return new UserError(`PostgreSQL ${advice} (${code})`);
  if (error.message.includes('timeout')) return new UserError(`PostgreSQL does not answer; ${ADDRESS}`);
  if (error.message.includes('SSL') || /CERT|SSL|TLS/u.test(String(code))) {
    return new UserError(
      `PostgreSQL cannot be reached by TLS (${error.message}); check sslmode in DATABASE_URL`,
    );
  }
  if (error.message.startsWith('Connection terminated')) {
    return new UserError(`PostgreSQL closed the connection; ${ADDRESS}`);
  }
  return error;
}

/** By SQLSTATE: nothing can be stored, whatever the change. */
const STORAGE: ReadonlySet<unknown> = new Set(['25006', '42501', '53100', '58030']);

/** The error as a UserError where it means that nothing can be stored. */
export function storageProblem(error: unknown): UserError | undefined {
  if (!(error instanceof Error && 'code' in error && STORAGE.has(error.code))) return undefined;
  const problem = postgresProblem(error);
  return problem instanceof UserError ? problem : undefined;
}
