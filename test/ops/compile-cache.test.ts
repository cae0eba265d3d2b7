// Compiled code is only kept where no other user of the machine could replace it.

import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ownCacheFolder } from '../../src/ops/compile-cache.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'cache-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('makes a folder that only its user can enter', () => {
  const own = path.join(folder, 'own', 'communique');
  expect(ownCacheFolder([own])).toBe(own);
  expect(statSync(own).mode & 0o777).toBe(0o700);
});

it('closes a folder of its own that others could write to', () => {
  const own = path.join(folder, 'open');
  mkdirSync(own);
  chmodSync(own, 0o777);
  expect(ownCacheFolder([own])).toBe(own);
  expect(statSync(own).mode & 0o777).toBe(0o700);
});

it('takes no folder that others could swap, no link, and no file', () => {
  const shared = path.join(folder, 'shared');
  mkdirSync(shared);
  chmodSync(shared, 0o777);
  const link = path.join(folder, 'link');
  symlinkSync(shared, link);
  const fallback = path.join(folder, 'fallback');
  expect(ownCacheFolder([path.join(shared, 'communique'), link, import.meta.filename, fallback])).toBe(
    fallback,
  );
});

it('takes no folder of another user', () => {
  expect(ownCacheFolder(['/proc/1', '/nowhere/at/all/\0'])).toBeUndefined();
});
