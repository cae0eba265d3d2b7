// Where compiled code is kept between starts: a folder that nobody else can write to, as what lies in it is run.
// JavaScript, as it is read before there is a cache, and the first TypeScript that is not cached loads a compiler.

import { chmodSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { enableCompileCache, flushCompileCache, getCompileCacheDir } from 'node:module';
import { homedir } from 'node:os';
import path from 'node:path';

/** Keeps what is compiled from now on, unless that is done already. To be called before other code is loaded. */
export function keepCompiled() {
  const folder = getCompileCacheDir() === undefined ? ownCacheFolder() : undefined;
  if (folder !== undefined) enableCompileCache(folder);
}

/** How often, and for how long where a start takes long (Telegram is not reached, say), ms. */
const EVERY = 25;
const AT_MOST = 10_000;

/**
 * Node keeps what it reads of the cache until the cache is written: 11 MB after a start, in pieces among what stays, so
 * that a third of it is never given back. Written again and again while code is loaded, each piece takes the place of one before.
 * Not with a new cache: that is written once, when the functions that a start calls have been compiled.
 * @returns ends it
 */
export function letGoOfCompiled() {
  if (isNew(getCompileCacheDir())) return () => {};
  const timer = setInterval(flushCompileCache, EVERY);
  const end = () => clearInterval(timer);
  timer.unref();
  setTimeout(end, AT_MOST).unref();
  return end;
}

/** @param {string | undefined} cache */
function isNew(cache) {
  try {
    return cache === undefined || readdirSync(cache).length === 0;
  } catch {
    return true;
  }
}

/**
 * The first folder that is this user's own, made if need be; `undefined` where there is none: starts are slower then.
 * @param {readonly string[]} candidates
 * @returns {string | undefined}
 */
export function ownCacheFolder(candidates = CANDIDATES()) {
  return candidates.find(isOwn);
}

/** Beside the installed packages, else in the user's folder. Never in a folder that is shared with other users. */
const CANDIDATES = () => [
  path.join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'communique'),
  path.join(homedir(), '.cache', 'communique'),
];

/** @param {string} folder */
function isOwn(folder) {
  const user = process.getuid?.();
  // Windows has no such ids; a user's folder there is closed to others.
  if (user === undefined) return folder.startsWith(homedir());
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const stats = lstatSync(folder);
    if (!stats.isDirectory() || stats.uid !== user) return false;
    chmodSync(folder, 0o700);
    return isSafe(path.dirname(folder), user);
  } catch {
    return false;
  }
}

/**
 * Somebody who may rename things in a parent folder could put a folder of theirs in the place of ours.
 * @param {string} folder
 * @param {number} user
 * @returns {boolean}
 */
function isSafe(folder, user) {
  const stats = lstatSync(folder);
  if (!stats.isDirectory() || (stats.uid !== user && stats.uid !== 0)) return false;
  if (mayOthersWrite(stats)) return false;
  const parent = path.dirname(folder);
  return parent === folder || isSafe(parent, user);
}

/**
 * In a folder with the sticky bit only the owner of a file may rename it.
 * @param {import('node:fs').Stats} stats
 */
function mayOthersWrite({ mode }) {
  return (mode & 0o022) !== 0 && (mode & 0o1000) === 0;
}
