// TLS to PostgreSQL, by the words that its own clients have for it.

import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { openStore } from '../../src/store/database.ts';
import { CERTIFICATE, KEY } from '../support/certificate.ts';
import { ownServer } from '../support/postgres.ts';
import { NOON, temporaryFolder } from './backends.ts';

it('a certificate that signed itself is taken by require, and checked where that is asked for', async () => {
  const folder = temporaryFolder();
  fs.chmodSync(folder, 0o755);
  const file = (name: string, text: string) => {
    fs.writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const certificate = file('server.crt', CERTIFICATE);
  const server = await ownServer({ certificate: CERTIFICATE, key: KEY });
  const database = await server.create('tls');
  const says = async (words: string, host = '127.0.0.1') => {
    const url = `${database.replace('127.0.0.1', host)}?${words.replace('FILE', certificate)}`;
    try {
      await (await openStore(url, { now: () => NOON })).close();
      return 'opened';
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
      return (error as Error).message;
    }
  };
  expect(await says('sslmode=require')).toBe('opened');
  expect(await says('sslmode=prefer')).toBe('opened');
  expect(await says('sslmode=verify-ca&sslrootcert=FILE')).toBe('opened');
  expect(await says('sslmode=require&sslrootcert=FILE')).toBe('opened');
  expect(await says('sslmode=verify-full&sslrootcert=FILE', 'localhost')).toBe('opened');
  expect(await says('sslmode=verify-full')).toMatch(/by TLS .*name the file of the authority/u);
  expect(await says('sslmode=verify-full&sslrootcert=system')).toMatch(/name the file of the authority/u);
  expect(await says('sslmode=verify-full&sslrootcert=FILE')).toMatch(/the host that the certificate names/u);
  const empty = file('empty.pem', 'no certificate');
  expect(await says(`sslmode=require&sslrootcert=${empty}`)).toMatch(/empty\.pem, which is not in PEM/u);
});
