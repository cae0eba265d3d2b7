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
  ['28000', `refuses the user; ${PASSWORD}, or write sslmode=require where it wants TLS`],
  ['ENOENT', 'has no socket where DATABASE_URL says; check host, and that the server runs on this machine'],
  ['EACCES', 'has a socket that this user may not open; allow it, or connect by host and port'],
  ['3D000', 'has no such database; create it with createdb, or check the name in DATABASE_URL'],
  ['25006', 'is read-only, a standby perhaps; set DATABASE_URL to the server that is written to'],
  ['53300', 'has no connection left; raise max_connections, or stop other clients'],
  ['53100', 'has no disk space left; free some'],
  ['58030', 'cannot read or write its files; check its disk'],
  ['57P03', 'is starting or stopping; try again in a moment'],
]);

/** By the codes of OpenSSL and Node: why a certificate is refused. */
const CERTIFICATES: readonly (readonly [RegExp, string])[] = [
  [
    /SELF_SIGNED|UNABLE_TO_|CERT_UNTRUSTED/u,
    'name the file of the authority that signed it with sslrootcert=FILE, or write sslmode=require to encrypt without checking it',
  ],
  [
    /ALTNAME/u,
    'write the host that the certificate names, or sslmode=verify-ca with sslrootcert=FILE to check all but the name',
  ],
  [/EXPIRED|NOT_YET_VALID/u, 'have it renewed, and check the clock of this machine'],
];

/** The error as a UserError where an operator can fix it, otherwise unchanged. */
export function postgresProblem(error: unknown): unknown {
  if (error instanceof UserError || !(error instanceof Error)) return error;
  const code = 'code' in error ? error.code : undefined;
  if (code === MAY_NOT) return new UserError(`PostgreSQL ${rightsAdvice(error.message)} (${code})`);
  const advice = ADVICE.get(code);
  if (advice !== undefined) return new UserError(`PostgreSQL ${advice} (${code})`);
  if (error.message.includes('timeout')) return new UserError(`PostgreSQL does not answer; ${ADDRESS}`);
  if (error.message.includes('SSL') || /CERT|SSL|TLS|SIGNED|UNABLE_TO_/u.test(String(code))) {
    return new UserError(
      `PostgreSQL cannot be reached by TLS (${error.message}); check sslmode in DATABASE_URL: ${tlsAdvice(error.message, String(code))}`,
    );
  }
  if (error.message.startsWith('Connection terminated')) {
    return new UserError(`PostgreSQL closed the connection; ${ADDRESS}`);
  }
  return error;
}

/** `insufficient_privilege` */
const MAY_NOT = '42501';

/** From version 15 on only its owner may create tables in the schema `public`. */
function rightsAdvice(message: string): string {
  if (/\b(table|relation|sequence|owner|type)\b/u.test(message)) {
    return (
      "has tables that belong to another user than the bot's; make this one their owner, as with: " +
      'reassign owned by OTHER to USER'
    );
  }
  return (
    "does not let the bot's user make its tables; make it the owner of the database, or as its owner: " +
    'grant create, connect on database NAME to USER; grant usage, create on schema public to USER'
  );
}

function tlsAdvice(message: string, code: string): string {
  if (message.includes('does not support SSL')) return 'the server offers no TLS, so write sslmode=disable';
  const advice = CERTIFICATES.find(([pattern]) => pattern.test(code))?.[1];
  return advice ?? 'require, verify-ca and verify-full use it, disable does not';
}

/** By SQLSTATE: nothing can be stored, whatever the change. */
const STORAGE: ReadonlySet<unknown> = new Set(['25006', '42501', '53100', '58030']);

/** The error as a UserError where it means that nothing can be stored. */
export function storageProblem(error: unknown): UserError | undefined {
  if (!(error instanceof Error && 'code' in error && STORAGE.has(error.code))) return undefined;
  const problem = postgresProblem(error);
  return problem instanceof UserError ? problem : undefined;
}
