// A content folder as editors' commands see it: the entries as they are written, right or not.

import path from 'node:path';
import { parse } from 'yaml';
import { UserError } from '../../errors.ts';
import { listTalks, TALKS_FOLDER } from '../files.ts';
import { type HeldBack, heldBack } from '../held-back.ts';
import { slugOf } from '../latin-letters.ts';
import { valueAt } from '../problems.ts';
import { type Addition, addEntries } from './entries.ts';
import { textOf, writeWhole } from './whole-file.ts';

/** An entry as it is written: its texts by key. */
export type WrittenEntry = Readonly<Record<string, unknown>>;

export const REGISTRY_OF = {
  person: 'people',
  party: 'parties',
  outlet: 'outlets',
  promise: 'promises',
  place: 'places',
  subject: 'subjects',
  topic: 'topics',
} as const;
export type EntryKind = keyof typeof REGISTRY_OF;

/** The entries of a list in a file; none where the file is missing or not YAML. */
export async function entriesIn(
  folder: string,
  file: string,
  list: string,
): Promise<readonly WrittenEntry[]> {
  const entries = valueAt(await dataOf(folder, file), [list]);
  if (!Array.isArray(entries)) return [];
  return entries.filter((entry): entry is WrittenEntry => typeof entry === 'object' && entry !== null);
}

async function dataOf(folder: string, file: string): Promise<unknown> {
  return dataIn((await textOf(path.join(folder, file))) ?? '');
}

function dataIn(text: string): unknown {
  try {
    return parse(text, { schema: 'failsafe', prettyErrors: false });
  } catch {
    return undefined;
  }
}

export async function registry(folder: string, kind: EntryKind): Promise<readonly WrittenEntry[]> {
  return entriesIn(folder, `${REGISTRY_OF[kind]}.yaml`, REGISTRY_OF[kind]);
}

/** Adds entries at the end of a list. Gives the file, as messages show it. @throws UserError where the file is not YAML */
export async function addTo(
  folder: string,
  file: string,
  list: string,
  additions: readonly Addition[],
): Promise<string> {
  const added = await withAdded(folder, file, list, additions);
  await writeWhole(added.file, added.text);
  return added.file;
}

/** The file with entries at the end of a list, not written yet. @throws UserError where the file is not YAML */
export async function withAdded(
  folder: string,
  file: string,
  list: string,
  additions: readonly Addition[],
): Promise<{ readonly file: string; readonly text: string }> {
  const full = path.join(folder, file);
  return { file: full, text: addEntries((await textOf(full)) ?? '', list, additions, full) };
}

/** @throws UserError where the folder is not there */
export async function talkIds(folder: string): Promise<readonly string[]> {
  const { talks } = await listTalks(folder);
  return talks.map(({ id }) => id);
}

/** Whose texts are not published yet. */
export async function draftIds(folder: string): Promise<readonly string[]> {
  const drafts: string[] = [];
  for (const id of await talkIds(folder)) {
    const text = (await textOf(path.join(folder, TALKS_FOLDER, id, 'talk.yaml'))) ?? '';
    if (heldBackIn(text) === 'draft') drafts.push(id);
  }
  return drafts;
}

/** What keeps a talk.yaml, of this text, from being published. */
export function heldBackIn(text: string): HeldBack | undefined {
  return heldBack(dataIn(text), () => text);
}

/** @throws UserError that names the talks there are */
export async function requireTalk(folder: string, id: string): Promise<void> {
  const ids = await talkIds(folder);
  if (!ids.includes(id))
    throw new UserError(
      `There is no talk ${id}; write one of ${ids.join(', ') || 'none yet'}, or make it with npm run content -- new talk ${id}`,
    );
}

/** `swift-banks` as a title: `Swift banks`. */
export function wordsOfId(id: string): string {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `kari-berg` as a name: `Kari Berg`. */
export function nameOfId(id: string): string {
  return id
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}

export function isId(text: string): boolean {
  return text.length <= 48 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
}

/** @throws UserError that says how an id is written */
export function requireId(text: string): void {
  if (!isId(text))
    throw new UserError(
      `${text} is no id; write lower-case letters, digits and single hyphens, such as ${slugOf(text) || 'kari-berg'}`,
    );
}
