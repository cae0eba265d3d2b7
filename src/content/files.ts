// The files of a content folder: found, sized and read, or refused with the reason.

import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from '../errors.ts';
import { TRANSLATIONS } from './schema.ts';

/** The largest file that is read, in bytes: far above any talk, far below what slows the start. */
export const MAX_FILE_BYTES = 1_048_576;

export const REGISTRY_FILES = [
  'topics.yaml',
  'subjects.yaml',
  'parties.yaml',
  'people.yaml',
  'outlets.yaml',
  'promises.yaml',
  'places.yaml',
] as const;
export const TALKS_FOLDER = 'talks';
/** Of each talk's folder. */
const TALK_FILES: ReadonlySet<string> = new Set([
  'talk.yaml',
  'sources.yaml',
  ...TRANSLATIONS.map((language) => `${language}.yaml`),
]);

/** A content file: its bytes, or what keeps it from being read. */
export type ContentFile = ReadableFile | RefusedFile;

export interface FileName {
  /** As shown in messages: relative to the working directory where it lies below it, with forward slashes. */
  readonly file: string;
  /** Relative to the content folder. */
  readonly path: string;
  /** `topics`, `talk`, `sources`, `ru`: the name without `.yaml`. */
  readonly name: string;
  /** The talk whose folder it lies in. */
  readonly talk: string | undefined;
}

export interface ReadableFile extends FileName {
  /** Valid UTF-8 without a byte order mark. */
  readonly bytes: Buffer;
  /** When it was written last, epoch ms. */
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

/** Why nothing can be read of a content folder; `undefined` where it is one. */
export function folderFault(folder: string): RefusedFile | undefined {
  const name = { ...fileName(folder, ''), name: 'content' };
  try {
    if (statSync(folder).isDirectory()) return undefined;
    return { ...name, refused: `is not a folder; ${NAME_FOLDER}` };
  } catch (error) {
    const code = codeOf(error);
    return isMissing(code)
      ? { ...name, refused: `there is no such folder; ${NAME_FOLDER}` }
      : { ...name, refused: unreadable(error) };
  }
}

const NAME_FOLDER = 'name the one with topics.yaml and talks/ in it by CONTENT_DIR';

/** A talk's folder and the content files in it. */
export interface TalkFolder {
  /** The folder's name. */
  readonly id: string;
  /** `talk.yaml`, `ru.yaml`. */
  readonly files: readonly string[];
}

/** The folders of all talks, sorted, and what lies where content is read but is none. */
export async function listTalks(
  folder: string,
): Promise<{ readonly talks: readonly TalkFolder[]; readonly refused: readonly RefusedFile[] }> {
  const talks: TalkFolder[] = [];
  const refused: RefusedFile[] = [];
  const refuse = (path: string, reason: string | undefined) => {
    if (reason !== undefined) refused.push({ ...fileName(folder, path), refused: reason });
  };
  for (const { name } of await entriesOf(folder)) refuse(name, strayAtTop(name));
  for (const { name, isFolder } of await entriesOf(path.join(folder, TALKS_FOLDER))) {
    const place = `${TALKS_FOLDER}/${name}`;
    if (!isFolder) {
      refuse(place, strayTalk(name));
      continue;
    }
    if (isHidden(name)) continue;
    const files = (await entriesOf(path.join(folder, place))).map((entry) => entry.name);
    for (const file of files) refuse(`${place}/${file}`, strayInTalk(file));
    talks.push({ id: name, files: files.filter((file) => TALK_FILES.has(file)) });
  }
  if (talks.length === 0)
    refuse(TALKS_FOLDER, 'has no talk; write the first as talks/<id>/talk.yaml with talks/<id>/sources.yaml');
  return { talks, refused };
}

/** When a file was last put into the folder or taken out of it, epoch ms; 0 where that cannot be told. */
export async function lastMoveIn(folder: string, talks: readonly TalkFolder[]): Promise<number> {
  const folders = [
    folder,
    path.join(folder, TALKS_FOLDER),
    ...talks.map(({ id }) => path.join(folder, TALKS_FOLDER, id)),
  ];
  const times = folders.map((one) =>
    stat(one).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    ),
  );
  return (await Promise.all(times)).reduce((latest, time) => Math.max(latest, time), 0);
}

async function entriesOf(
  folder: string,
): Promise<readonly { readonly name: string; readonly isFolder: boolean }[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const kinds = entries.map(async (entry) => ({
    name: entry.name,
    isFolder: entry.isSymbolicLink() ? await isFolder(path.join(folder, entry.name)) : entry.isDirectory(),
  }));
  return (await Promise.all(kinds)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isFolder(full: string): Promise<boolean> {
  return stat(full).then(
    (info) => info.isDirectory(),
    () => false,
  );
}

/** Editors' swap files, and the `..data` that Kubernetes mounts. */
function isHidden(name: string): boolean {
  return name.startsWith('.');
}

function isYaml(name: string): boolean {
  return !isHidden(name) && /\.ya?ml$/i.test(name);
}

function strayAtTop(name: string): string | undefined {
  if (!isYaml(name) || REGISTRY_FILES.some((known) => known === name)) return undefined;
  if (name === 'sources.yaml')
    return 'is not read; each talk has its own, talks/<id>/sources.yaml, and the outlets are in outlets.yaml';
  return `is not a file of the content; its files are ${REGISTRY_FILES.join(', ')} and talks/<id>/talk.yaml`;
}

function strayTalk(name: string): string | undefined {
  if (!isYaml(name)) return undefined;
  return `is not read; a talk is a folder, talks/${name.replace(/\.ya?ml$/i, '')}/ with talk.yaml and sources.yaml in it`;
}

function strayInTalk(name: string): string | undefined {
  if (!isYaml(name) || TALK_FILES.has(name)) return undefined;
  const renamed = name.toLowerCase().replace(/\.ya?ml$/, '.yaml');
  return TALK_FILES.has(renamed)
    ? `is not read; rename it to ${renamed}`
    : `is not read; a talk's files are ${[...TALK_FILES].join(', ')}`;
}

/** What a file, or a folder, of the content folder is called. @param place relative to it, with forward slashes */
export function fileName(folder: string, place: string): FileName {
  const parts = place.split('/');
  return {
    file: path.posix.join(shownFolder(folder), place),
    path: place,
    name: path.posix.basename(place).replace(/\.ya?ml$/i, ''),
    talk: parts.length === 3 ? parts[1] : undefined,
  };
}

/**
 * Reads one file. Links are followed; folders, pipes and devices are refused before they are opened. Read at once:
 * asking the thread pool for each of thousands of files takes ten times as long as reading them.
 */
export function readContentFile(folder: string, place: string): ContentFile {
  const shown = fileName(folder, place);
  const full = path.join(folder, place);
  try {
    const info = statSync(full);
    if (!info.isFile()) return { ...shown, refused: 'is not a file; write a YAML file of this name' };
    if (info.size > MAX_FILE_BYTES) return { ...shown, refused: tooLarge(info.size) };
    const bytes = readFileSync(full);
    if (bytes.byteLength > MAX_FILE_BYTES) return { ...shown, refused: tooLarge(bytes.byteLength) };
    if (!isUtf8(bytes)) return { ...shown, refused: 'is not UTF-8; save it in that encoding' };
    return { ...shown, bytes: withoutMark(bytes), changedAt: info.mtimeMs };
  } catch (error) {
    return { ...shown, refused: unreadable(error) };
  }
}

/** Without the byte order mark that some editors put in front. */
function withoutMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

function tooLarge(bytes: number): string {
  return `has ${bytes} bytes, more than ${MAX_FILE_BYTES} (1 MB); split it into smaller files`;
}

function unreadable(error: unknown): string {
  const code = codeOf(error);
  if (isMissing(code)) return 'is missing; write it, see the templates in CONTRIBUTING.md';
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read; give this user the right to read it';
  return `cannot be read (${String(code ?? error)}); check the file`;
}

function isMissing(code: unknown): boolean {
  return code === 'ENOENT' || code === 'ENOTDIR';
}
