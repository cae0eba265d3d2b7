// The files of a content folder as text, or why one is refused.

import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

/** In bytes: far above any talk, far below what would slow the start. */
export const MAX_FILE_BYTES = 1_048_576;

export const REGISTRY_FILES = ['topics.yaml', 'parties.yaml', 'people.yaml', 'sources.yaml'] as const;
export const TALKS_FOLDER = 'talks';

export type ContentFile = ReadableFile | RefusedFile;

interface FileName {
  /** As shown in messages: relative to the working directory where it lies below it, with forward slashes. */
  readonly file: string;
  /** `topics`, or a talk's id: the name without `.yaml`. */
  readonly name: string;
}

export interface ReadableFile extends FileName {
  readonly text: string;
  /** Last modified, epoch ms. */
  readonly changedAt: number;
}

export interface RefusedFile extends FileName {
  /** Why, and what to do about it. */
  readonly refused: string;
}

/** The folder as messages show it. */
function shownFolder(folder: string): string {
  const relative = path.relative('', folder);
  const short = relative === '' ? '.' : relative;
  return (short.startsWith('..') || path.isAbsolute(short) ? path.normalize(folder) : short).replaceAll(
    '\\',
    '/',
  );
}

/** The names of all talk files, sorted, and the YAML files that do not belong in the content folder or in `talks/`. */
export async function listTalks(
  folder: string,
): Promise<{ readonly names: readonly string[]; readonly refused: readonly RefusedFile[] }> {
  const top = await entriesOf(folder);
  const talks = await entriesOf(path.join(folder, TALKS_FOLDER));
  const refused = [
    ...(top ?? []).flatMap((name) => refuse(folder, '', name, strayAtTop(name))),
    ...(talks ?? []).flatMap((name) => refuse(folder, TALKS_FOLDER, name, strayTalk(name))),
  ];
  const names = (talks ?? []).filter((name) => !hidden(name) && name.endsWith('.yaml'));
  if (names.length === 0)
    refused.push(...refuse(folder, '', TALKS_FOLDER, 'has no talk; write the first as talks/<id>.yaml'));
  return { names: names.map((name) => `${TALKS_FOLDER}/${name}`), refused };
}

/** When a file was last added to the folder or removed, epoch ms; 0 where that is unknown. */
export async function lastMoveIn(folder: string): Promise<number> {
  const folders = [folder, path.join(folder, TALKS_FOLDER)];
  const times = folders.map((one) =>
    stat(one).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    ),
  );
  return Math.max(...(await Promise.all(times)));
}

async function entriesOf(folder: string): Promise<readonly string[] | undefined> {
  return readdir(folder).then(
    (names) => names.sort(),
    () => undefined,
  );
}

/** Editors' swap files, and the `..data` that Kubernetes mounts. */
function hidden(name: string): boolean {
  return name.startsWith('.');
}

function strayAtTop(name: string): string | undefined {
  if (hidden(name) || !/\.ya?ml$/i.test(name) || REGISTRY_FILES.some((known) => known === name))
    return undefined;
  return `is not a file of the content; its files are ${REGISTRY_FILES.join(', ')} and talks/<id>.yaml`;
}

function strayTalk(name: string): string | undefined {
  if (hidden(name) || name.endsWith('.yaml') || !/\.ya?ml$/i.test(name)) return undefined;
  return `is not read; rename it to ${name.replace(/\.ya?ml$/i, '.yaml')}`;
}

function refuse(
  folder: string,
  below: string,
  name: string,
  reason: string | undefined,
): readonly RefusedFile[] {
  if (reason === undefined) return [];
  const file = path.posix.join(shownFolder(folder), below, name);
  return [{ file, name: name.replace(/\.ya?ml$/i, ''), refused: reason }];
}

/** Reads one file. Links are followed; folders, pipes and devices are refused before they are opened. */
export async function readContentFile(folder: string, name: string): Promise<ContentFile> {
  const shown = {
    file: path.posix.join(shownFolder(folder), name),
    name: path.posix.basename(name, '.yaml'),
  };
  const full = path.join(folder, name);
  try {
    const info = await stat(full);
    if (!info.isFile()) return { ...shown, refused: 'is not a file; write a YAML file of this name' };
    if (info.size > MAX_FILE_BYTES) return { ...shown, refused: tooLarge(info.size) };
    return { ...shown, ...decode(await readFile(full)), changedAt: info.mtimeMs };
  } catch (error) {
    return { ...shown, refused: unreadable(error) };
  }
}

function tooLarge(bytes: number): string {
  return `has ${bytes} bytes, more than ${MAX_FILE_BYTES} (1 MB); split it into smaller files`;
}

function decode(bytes: Buffer): { readonly text: string } | { readonly refused: string } {
  if (bytes.byteLength > MAX_FILE_BYTES) return { refused: tooLarge(bytes.byteLength) };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { refused: 'is not UTF-8; save it in that encoding' };
  }
}

function unreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return 'is missing; write it, see the template in CONTRIBUTING.md';
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read; give this user the right to read it';
  return `cannot be read (${String(code ?? error)}); check the file`;
}
