// Files that only their owner reads, and new ones that appear under their name only when they are complete.

import fs from 'node:fs';
import path from 'node:path';
import { codeOf, UserError } from '../errors.ts';

/** Read and written by their owner alone: the list of chats is private. */
const OWNER_ONLY = 0o600;
const OWNER_ONLY_FOLDER = 0o700;

/** Makes the folder of a file, and those above it, where they are missing. One that exists stays as it is. */
export function makeFolderOf(file: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: OWNER_ONLY_FOLDER });
}

/** Makes an empty file where there is none, before a library makes it for everybody to read. `true` if it was missing. */
export function makePrivate(file: string): boolean {
  try {
    fs.closeSync(fs.openSync(file, 'wx', OWNER_ONLY));
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return false;
  }
}

/**
 * Takes a file from everybody but its owner, where that is this user; does nothing where there is none. A folder would be
 * closed to its owner as well, so it stays as it is.
 */
export function keepPrivate(file: string): void {
  try {
    const status = fs.statSync(file);
    if (!status.isFile() || status.uid !== process.getuid?.()) return;
    if ((status.mode & 0o077) !== 0) fs.chmodSync(file, OWNER_ONLY);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

/**
 * Writes a file that must not exist yet, with its folder. It appears under its name only when it is complete and on the
 * disk; when `write` rejects, nothing is left of it.
 * @param write gets the name of an empty file, to be filled
 * @param what for messages: `the backup`
 * @throws UserError when it exists already or cannot be written
 */
export async function writeNewFile(
  target: string,
  what: string,
  write: (partial: string) => Promise<void>,
): Promise<void> {
  const partial = `${target}.partial`;
  try {
    refuseExisting(target, what);
    makeFolderOf(target);
    fs.rmSync(partial, { force: true });
    makePrivate(partial);
  } catch (error) {
    throw unwritable(error, target, what);
  }
  try {
    await write(partial);
    flush(partial);
    // Somebody else may have made it meanwhile.
    refuseExisting(target, what);
    fs.renameSync(partial, target);
  } catch (error) {
    fs.rmSync(partial, { force: true });
    throw unwritable(error, target, what);
  }
}

/** A link that leads nowhere counts, too. */
function refuseExisting(target: string, what: string): void {
  if (fs.lstatSync(target, { throwIfNoEntry: false }) === undefined) return;
  throw new UserError(`${target} exists already; name a new file for ${what}`);
}

function flush(file: string): void {
  const descriptor = fs.openSync(file, 'r+');
  try {
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}

/** The system's errors say why; SQLite's have a code as well. */
function unwritable(error: unknown, target: string, what: string): unknown {
  if (error instanceof UserError || codeOf(error) === undefined) return error;
  const why = error instanceof Error ? error.message : String(error);
  return new UserError(`${what} ${target} could not be written: ${why}`, { cause: error });
}
