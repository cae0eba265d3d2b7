// An address of PostgreSQL → what the driver takes, with `sslmode` as PostgreSQL's own clients mean it:
// https://www.postgresql.org/docs/current/libpq-ssl.html

import fs from 'node:fs';
import { codeOf, UserError } from '../../errors.ts';

/** Files that an address may name. */
const FILES = ['sslrootcert', 'sslcert', 'sslkey'] as const;

/**
 * `require` encrypts and checks nothing unless `sslrootcert` is given; `verify-full` checks by `sslrootcert`, or by the
 * authorities that Node knows.
 * @throws UserError for an address that is none, and for a file that cannot be read. It never contains the address.
 */
export function connectionString(url: string): string {
  const parsed = URL.parse(url);
  if (!parsed) {
    throw new UserError(
      'DATABASE_URL is not an address of PostgreSQL; write postgres://user:password@host/name',
    );
  }
  const { searchParams } = parsed;
  const mode = searchParams.get('sslmode');
  // libpq's word for the authorities that the system knows; Node has its own.
  const usesSystem = searchParams.get('sslrootcert') === 'system';
  for (const name of FILES) {
    const file = searchParams.get(name);
    if (file && !(name === 'sslrootcert' && usesSystem)) refuseUnreadable(name, file);
  }
  if (mode === 'verify-ca' && (usesSystem || !searchParams.get('sslrootcert'))) {
    throw new UserError(
      'DATABASE_URL has sslmode=verify-ca without sslrootcert=FILE; name the file of the authority, or write verify-full',
    );
  }
  const plain = usesSystem ? url.replace(/([?&])sslrootcert=system(&|$)/u, '$1') : url;
  if (mode === null || mode === 'no-verify' || searchParams.has('uselibpqcompat')) return plain;
  return `${plain}${/[?&]$/u.test(plain) ? '' : '&'}uselibpqcompat=true`;
}

function refuseUnreadable(name: string, file: string): void {
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    const code = codeOf(error) ?? 'unknown error';
    throw new UserError(
      `DATABASE_URL has ${name}=${file}, which cannot be read (${code}); name a readable file`,
      { cause: error },
    );
  }
  // OpenSSL takes a file without one for an empty list, and then distrusts everybody.
  if (!/-----BEGIN /u.test(text)) {
    throw new UserError(
      `DATABASE_URL has ${name}=${file}, which is not in PEM; name a file with -----BEGIN …`,
    );
  }
}
