// Where compiled code is kept between starts: a folder that nobody else can write to, as what lies in it is run.

import { chmodSync, lstatSync, mkdirSync, type Stats } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/** The first folder that is this user's own, made if need be; `undefined` where there is none: starts are slower then. */
export function ownCacheFolder(candidates: readonly string[] = CANDIDATES()): string | undefined {
  return candidates.find(isOwn);
}

/** Beside the installed packages, else in the user's folder. Never in a folder that is shared with other users. */
const CANDIDATES = (): readonly string[] => [
  path.join(import.meta.dirname, '..', 'node_modules', '.cache', 'communique'),
  path.join(homedir(), '.cache', 'communique'),
];

function isOwn(folder: string): boolean {
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

/** Somebody who may rename things in a parent folder could put a folder of theirs in the place of ours. */
function isSafe(folder: string, user: number): boolean {
  const stats = lstatSync(folder);
  if (!stats.isDirectory() || (stats.uid !== user && stats.uid !== 0)) return false;
  if (mayOthersWrite(stats)) return false;
  const parent = path.dirname(folder);
  return parent === folder || isSafe(parent, user);
}

/** In a folder with the sticky bit only the owner of a file may rename it. */
function mayOthersWrite({ mode }: Stats): boolean {
  return (mode & 0o022) !== 0 && (mode & 0o1000) === 0;
}
