// Entries of the registries as the desk adds and changes them: people, parties, outlets, promises, places, subjects.

import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { changeEntry, type Value } from '../../content/editing/change-entry.ts';
import { addEntries } from '../../content/editing/entries.ts';
import { type EntryKind, REGISTRY_OF, registry, requireId } from '../../content/editing/folder.ts';
import { ACTORS } from '../../content/editing/fresh-entry.ts';
import { idOfEntry } from '../../content/editing/fresh-id.ts';
import type { Finding } from '../../content/problems.ts';
import { Outlet, Party, Person, Place, Promised, Subject } from '../../content/schema.ts';
import { explainIssues } from '../../content/schema-problems.ts';
import { UserError } from '../../errors.ts';
import { Outdated } from './round-files.ts';
import { entriesIn, parsed } from './written-data.ts';

/** Topics are commands of the bot: they are added by hand. */
export type DeskKind = Exclude<EntryKind, 'topic'>;

type Written = Readonly<Record<string, Value>>;

const SCHEMAS: Readonly<Record<DeskKind, z.ZodType>> = {
  person: Person,
  party: Party,
  outlet: Outlet,
  promise: Promised,
  place: Place,
  subject: Subject,
};

/** What is wrong with an entry by itself; none where it may be written. */
export function wrongIn(kind: DeskKind, entry: Written): readonly Finding[] {
  const result = SCHEMAS[kind].safeParse(entry);
  if (result.success) return [];
  return explainIssues(SCHEMAS[kind], entry, result.error, [REGISTRY_OF[kind], 0], {
    idByName: () => undefined,
  });
}

/**
 * The entry with the id that it gets.
 * @throws UserError where no id can be made of its name
 */
export async function named(folder: string, kind: DeskKind, entry: Written): Promise<Written> {
  const taken = new Set<string>();
  for (const other of ACTORS.includes(kind) ? ACTORS : [kind])
    for (const one of await registry(folder, other)) taken.add(String(one.id));
  const name = String(entry.name ?? entry.title ?? '');
  // Without a name, that is what is wrong with it.
  const id = name === '' ? 'nameless' : idOfEntry(kind, name, taken);
  if (id === '')
    throw new UserError(
      'No id can be made of this name; write it in Latin or Cyrillic letters, and other spellings under “Other spellings”',
    );
  requireId(id);
  if (kind !== 'person' || name === '') return { id, ...entry };
  const { name: _name, ...rest } = entry;
  return { id, name, short: name.split(' ').at(-1) ?? name, ...rest };
}

/** The registry's text with a new entry. @throws UserError where the file is not YAML */
export function withEntry(text: string, kind: DeskKind, entry: Written): string {
  const list = REGISTRY_OF[kind];
  return addEntries(text, list, [{ entry }], `${list}.yaml`);
}

/**
 * The registry's text with an entry changed.
 * @param before as the person who changed it saw it
 * @throws Outdated where it is another one now
 */
export function withChangedEntry(text: string, kind: DeskKind, before: Written, value: Written): string {
  const list = REGISTRY_OF[kind];
  const file = parsed(text);
  const entries = file.ok ? entriesIn(file.data, list) : [];
  const index = entries.findIndex(({ id }) => id === before.id);
  if (!isDeepStrictEqual({ ...entries[index] }, before)) throw new Outdated();
  return changeEntry(text, list, index, { ...value, id: String(before.id) }, `${list}.yaml`);
}
