// Whether the files of a content folder are other than before, without reading them.

import { createHash } from 'node:crypto';
import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { REGISTRY_FILES, TALKS_FOLDER } from '../content/files.ts';

/**
 * The same as long as no file of the folder was written, added, removed or put in another's place.
 * Costs a `stat` for each file.
 */
export async function stampOf(folder: string): Promise<string> {
  const talks = await namesIn(folder, TALKS_FOLDER);
  const files = await Promise.all(talks.map((talk) => namesIn(folder, talk)));
  const names = [...REGISTRY_FILES, ...(await namesIn(folder, '')), ...talks, ...files.flat()];
  const hash = createHash('sha256');
  const unique = [...new Set(names.sort())];
  const marks = await Promise.all(unique.map((name) => markOf(path.join(folder, name))));
  for (const [index, name] of unique.entries()) hash.update(`${name} ${marks[index]}\n`);
  return hash.digest('hex');
}

/** What lies in a folder, named from the content folder; nothing for what is no folder. */
async function namesIn(folder: string, below: string): Promise<readonly string[]> {
  const names = await readdir(path.join(folder, below)).catch(() => []);
  return names.map((name) => path.join(below, name));
}

/** Where the folder really lies: other when a deploy has swapped it, or a symbolic link on the way to it or in it. */
export async function placeOf(folder: string): Promise<string> {
  const names = ['.', TALKS_FOLDER, REGISTRY_FILES[0]];
  const places = names.map(async (name) => {
    const full = path.join(folder, name);
    const real = await realpath(full).catch(() => 'nowhere');
    // Editors put a new file in the old one's place at every save; a folder stays the same one.
    return name === REGISTRY_FILES[0] ? real : `${real} ${await inodeOf(full)}`;
  });
  return (await Promise.all(places)).join('\n');
}

async function inodeOf(full: string): Promise<string> {
  return stat(full).then(
    ({ dev, ino }) => `${dev}:${ino}`,
    () => 'none',
  );
}

async function markOf(full: string): Promise<string> {
  return stat(full, { bigint: true }).then(
    ({ dev, ino, size, mtimeNs, ctimeNs }) => [dev, ino, size, mtimeNs, ctimeNs].join(' '),
    () => 'none',
  );
}
