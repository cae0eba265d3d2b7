// Addresses of databases as people mistype them: read right, or refused with what to write.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { databaseMistake } from '../../src/ops/database-address.ts';

test.each([
  './data/communique.db',
  '/var/lib/communique/a b.db',
  'communique.db',
  '../x',
  ':memory:',
  'C:\\bot\\communique.db',
  'postgres://bot:secret@db/name',
  'postgresql://bot@db:5433/name?sslmode=verify-full&sslrootcert=/etc/ca.pem',
  'postgres:///name?host=/var/run/postgresql',
  'postgres://bot:p%23%2F%40@[::1]/name',
  'postgres://bot:a@b@db/name',
  'postgres://bot%40server:x@db/name?application_name=a@b',
])('%s is taken', (address) => {
  expect(databaseMistake(address)).toBeUndefined();
});

test.each([
  ['postgres//bot:secret@db/name', /begins like an address of PostgreSQL.*write postgres:\/\/user/u],
  ['postgres:bot:secret@db/name', /begins like/u],
  ['postgres:/bot:secret@db/name', /begins like/u],
  ['Postgres://bot:secret@db/name', /begins like/u],
  ['postgresql+asyncpg://bot:secret@db/name', /begins like/u],
  ['jdbc:postgresql://db/name?password=secret', /begins like/u],
  ['postgres.db', /write .* or \.\/ before the name of a file/u],
  ['bot:secret@db/name', /has an @/u],
  ['//bot:secret@db/name', /has an @/u],
  ['./data/bot@home.db', /a file whose path has no @/u],
  ['host=db dbname=x password=secret', /keywords; write it as postgres:/u],
  ['localhost:5432/name', /is not a database; write/u],
  ['127.0.0.1:5432/name', /names a host and a port/u],
  ['mysql://bot:secret@db', /has an @/u],
  ['redis:secret', /is not a database/u],
  ['file:./x.db', /^is an address where a path is wanted; write \.\/x\.db$/u],
  ['file:x.db?mode=rwc', /write \.\/x\.db$/u],
  ['file:///srv/x.db', /write \/srv\/x\.db$/u],
  ['sqlite:data/x.db', /write \.\/data\/x\.db$/u],
  ['sqlite:///x.db', /write \.\/x\.db or \/x\.db$/u],
  ['sqlite:////srv/x.db', /write \/srv\/x\.db$/u],
  ['SQLite3://x.db', /write \.\/x\.db$/u],
  ['sqlite::memory:', /write :memory:$/u],
  ['"./data/communique.db"', /leave them out/u],
  ['~/communique.db', /write the whole path/u],
  ['$HOME/communique.db', /write the whole path/u],
  ['./x.db?cache=shared', /write the path alone/u],
  ['./x.db # the real one', /write the path alone/u],
  ['./data/', /names a folder; write a file in it/u],
  ['..', /names a folder/u],
  ['./a\nb', /in one line/u],
  ['postgres://bot:sec#ret@db/name', /write it as %23$/u],
  ['postgres://bot:1#secret@db/name', /write it as %23$/u],
  ['postgres://bot:1/secret@db/name', /as %2F and %3F$/u],
  ['postgres://bot:1?secret@db/name', /as %2F and %3F$/u],
  ['postgres://bot:100%secret@db/name', /write it as %25$/u],
  ['postgres://bot:secret@one,two/name', /several hosts/u],
  ['postgres://bot:secret@db:port/name', /in a password : as %3A/u],
  ['postgres://bot:secret@db/name?sslmode=requierd', /one of disable, prefer, require/u],
])('%s is refused with what to write', (address, expected) => {
  const mistake = databaseMistake(address);
  expect(mistake).toMatch(expected);
  expect(mistake).not.toContain('secret');
});

test('no password shows, wherever it stands', () => {
  const secret = fc.stringMatching(/^[!-~]{4,20}$/u).map((text) => `q${text}q`);
  const form = fc.constantFrom(
    (text: string) => `postgres//bot:${text}@db/name`,
    (text: string) => `postgres://bot:${text}@db/name`,
    (text: string) => `file:bot:${text}@db/name`,
    (text: string) => `sqlite://bot:${text}@db/name`,
    (text: string) => `bot:${text}@db/name`,
    (text: string) => `host=db password=${text}`,
  );
  fc.assert(
    fc.property(secret, form, (text, write) => {
      expect(databaseMistake(write(text)) ?? '').not.toContain(text);
    }),
  );
});
