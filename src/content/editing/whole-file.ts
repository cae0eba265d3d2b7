// Files are written whole or not at all: a running bot never reads half of one.

import { randomUUID } from 'node:crypto';
import {
  constants,
  copyFile,
  link,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import path from 'node:path';
import { codeOf, UserError } from '../../errors.ts';

/**
 * Of two at a time that write the same file, the later one wins, whole.
 * @param allow called when only the name is to be given; what it throws leaves the file as it is
 */
export async function writeWhole(
  file: string,
  text: string,
  allow: () => Promise<void> = async () => {},
): Promise<void> {
  await writePartial(file, text, async (partial) => {
    await allow();
    await rename(partial, file);
  });
}

/** Of two at a time that write the same file, one is refused. @throws UserError where it is there already */
export async function writeNew(file: string, text: string): Promise<void> {
  await writePartial(file, text, async (partial) => {
    try {
      // A second name is only given where there is none; some memory cards have no second names.
      await link(partial, file).catch(async (error: unknown) => {
        if (codeOf(error) === 'EEXIST') throw error;
        await copyFile(partial, file, constants.COPYFILE_EXCL);
      });
    } catch (error) {
      if (codeOf(error) === 'EEXIST') throw new UserError(`${file} is there already; nothing was written`);
      throw error;
    }
    await rm(partial, { force: true });
  });
}

/** @param name gives the written file its name */
async function writePartial(
  file: string,
  text: string,
  name: (partial: string) => Promise<void>,
): Promise<void> {
  const partial = `${file}.${randomUUID()}.partial`;
  await mkdir(path.dirname(file), { recursive: true });
  try {
    // On the disk before it has its name: after a power cut, the name must not stand for an empty file.
    const handle = await open(partial, 'wx');
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await name(partial);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** A write that takes longer has ended with its program, ms. */
const LONGEST_WRITE_MS = 60_000;

/** Takes away what programs that ended in the middle of a write have left in a folder. @param now epoch ms */
export async function removePartials(folder: string, now: number): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (!/\.[\da-f-]{36}\.partial$/.test(name)) continue;
    const file = path.join(folder, name);
    const written = await stat(file).catch(() => undefined);
    if (written !== undefined && now - written.mtimeMs > LONGEST_WRITE_MS) await rm(file, { force: true });
  }
}

/** The file's text; `undefined` where there is none. */
export async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
