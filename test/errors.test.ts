// What a program prints as its last line.

import { expect, it } from 'vitest';
import { lastWords, SettingsError } from '../src/errors.ts';

const failure = (message: string, code: string) => Object.assign(new Error(message), { code });

it.each([
  [new SettingsError('PORT: is not a port\nHOST: is not a host'), 'PORT: is not a port\nHOST: is not a host'],
  [failure('connect ENOENT /nope/.s.PGSQL.5432', 'ENOENT'), 'connect ENOENT /nope/.s.PGSQL.5432'],
  [failure('write failed', 'ENOSPC'), 'write failed (ENOSPC)'],
  [failure('database or disk is full', 'SQLITE_FULL'), 'database or disk is full (SQLITE_FULL)'],
  [
    failure('the database system is shutting down\nmore', '57P03'),
    'the database system is shutting down (57P03)',
  ],
  ['thrown', 'thrown'],
])('%s is said in one line', (error, said) => expect(lastWords(error)).toBe(said));

it.each([
  new TypeError('x is not a function'),
  failure('bad', 'ERR_INVALID_ARG_TYPE'),
  failure('syntax', '42601'),
])('a defect shows where it is: %s', (error) => expect(lastWords(error)).toMatch(/\n +at /));
