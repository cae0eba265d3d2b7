// The content as it stands in the files, as far as each entry is right by itself: what the checks across files work on.

import { z } from 'zod';
import type { FileName } from './files.ts';
import { atValue, entryAt, type Finding, type FoundInEntry, MAX_PROBLEMS, shown } from './problems.ts';
import {
  Delegation,
  Outlet,
  OutletsFile,
  PartiesFile,
  Party,
  PeopleFile,
  Person,
  Place,
  PlacesFile,
  Point,
  PointTranslation,
  Promised,
  PromisesFile,
  Session,
  Source,
  SourcesFile,
  Subject,
  SubjectsFile,
  Talk,
  TalkTranslation,
  Topic,
  TopicsFile,
  TranslationFile,
} from './schema.ts';
import { explainIssues, type Known, salvage } from './schema-problems.ts';
import type { Slices } from './slices.ts';
import type { Path } from './yaml-place.ts';

/** A file that could be read, and what is wrong in it. Its data is let go of when its entries have been read. */
export class Sheet {
  readonly file: FileName;
  /** The keys at its top. */
  readonly keys: ReadonlySet<string>;
  /** The ids of the entries of its lists, by the list's key. */
  readonly #ids = new Map<PropertyKey, readonly (string | undefined)[]>();
  readonly #findings = new Map<string, FoundInEntry>();

  constructor(file: FileName, keys: Iterable<string>) {
    this.file = file;
    this.keys = new Set(keys);
  }

  /** What the entries of a list are called: their ids, in their order. */
  call(list: string, ids: readonly (string | undefined)[]): void {
    this.#ids.set(list, ids);
  }

  /** One finding a place: the first one found, of which others are likely to follow. */
  find(...findings: readonly Finding[]): void {
    for (const finding of findings) {
      if (this.isFull) return;
      const key = `${finding.at} ${finding.path.join('/')}`;
      if (!this.#findings.has(key))
        this.#findings.set(key, { ...finding, entry: entryAt(this.file, finding.path, this.#ids) });
    }
  }

  /** An empty sheet of the same file, for findings of another sort. */
  blank(): Sheet {
    const sheet = new Sheet(this.file, this.keys);
    for (const [list, ids] of this.#ids) sheet.#ids.set(list, ids);
    return sheet;
  }

  get findings(): readonly FoundInEntry[] {
    return [...this.#findings.values()];
  }

  get isFull(): boolean {
    return this.#findings.size >= MAX_PROBLEMS;
  }
}

/** An entry of a list that is right by itself, and its place in the list. */
export interface Kept<T> {
  readonly index: number;
  readonly entry: T;
}

/** A list of entries: those that are right, and the ids of all. */
export interface Entries<T> {
  readonly kept: readonly Kept<T>[];
  /** Also of entries that are wrong: who names one of them is right to. */
  readonly ids: ReadonlySet<string>;
  /** The first of each id. */
  readonly byId: ReadonlyMap<string, T>;
}

export interface Registry<T> extends Entries<T> {
  readonly sheet: Sheet;
}

/** The registries; `undefined` for one that could not be read, so that nothing is blamed twice. */
export interface Registries {
  readonly topics: Registry<Topic> | undefined;
  readonly subjects: Registry<Subject> | undefined;
  readonly parties: Registry<Party> | undefined;
  readonly people: Registry<Person> | undefined;
  readonly outlets: Registry<Outlet> | undefined;
  readonly promises: Registry<Promised> | undefined;
  readonly places: Registry<Place> | undefined;
}

export interface TranslationDraft {
  readonly sheet: Sheet;
  readonly language: string;
  readonly talk: TalkTranslation | undefined;
  readonly points: ReadonlyMap<string, PointTranslation>;
}

/** One talk's folder. */
export interface TalkDraft {
  /** The folder's name. */
  readonly id: string;
  /** Absent where talk.yaml could not be read. */
  readonly sheet: Sheet | undefined;
  /** Its keys but for the lists of entries. */
  readonly head: Partial<Talk>;
  readonly sessions: Entries<Session>;
  readonly delegations: Entries<Delegation>;
  readonly points: Entries<Point>;
  readonly sources: Registry<Source> | undefined;
  readonly translations: readonly TranslationDraft[];
}

export interface ContentDraft {
  readonly registries: Registries;
  readonly talks: readonly TalkDraft[];
}

const anything = z.array(z.unknown());

/** What is right in a registry: a file with one list. */
function* readRegistry<T extends { readonly id: string }>(
  sheet: Sheet,
  data: unknown,
  name: string,
  file: z.ZodObject,
  entry: z.ZodType<T>,
  known: Known,
): Slices<Registry<T> | undefined> {
  const head = z.strictObject({ [name]: anything.min(1, 'is empty; write at least one, "- id: …"') });
  const list = listIn(data, name);
  sheet.call(
    name,
    (list ?? []).map((entry) => idIn(entry, 'id')),
  );
  readHead(sheet, data, head, file, known);
  // An empty list has been reported, and every reference to it would be too.
  if (list === undefined || list.length === 0) return undefined;
  return { sheet, ...(yield* readList(sheet, [name], list, entry, 'id', known)) };
}

export const readTopics = (sheet: Sheet, data: unknown, known: Known) =>
  readRegistry(sheet, data, 'topics', TopicsFile, Topic, known);
export const readSubjects = (sheet: Sheet, data: unknown, known: Known) =>
  readRegistry(sheet, data, 'subjects', SubjectsFile, Subject, known);
export const readParties = (sheet: Sheet, data: unknown, known: Known) =>
  readRegistry(sheet, data, 'parties', PartiesFile, Party, known);
export const readPeople = (sheet: Sheet, data: unknown, known: Known) =>
  readRegistry(sheet, data, 'people', PeopleFile, Person, known);
export const readOutlets = (sheet: Sheet, data: unknown, known: Known) =>
  readRegistry(sheet, data, 'outlets', OutletsFile, Outlet, known);
export const readPromises = (sheet: Sheet, data: unknown, known: Known) =>
  readRegistry(sheet, data, 'promises', PromisesFile, Promised, known);
export const readPlaces = (sheet: Sheet, data: unknown, known: Known) =>
  readRegistry(sheet, data, 'places', PlacesFile, Place, known);
export const readSources = (sheet: Sheet, data: unknown, known: Known) =>
  readRegistry(sheet, data, 'sources', SourcesFile, Source, known);

const TALK_LISTS = ['sessions', 'delegations', 'points'] as const;

/** talk.yaml without what its lists hold: that is read an entry at a time. */
const TalkHead = Talk.extend({
  sessions: anything.optional(),
  delegations: anything.optional(),
  points: anything.min(1, 'is empty; write at least one point, "- id: …"'),
});

/** What is right in a talk.yaml. */
export function* readTalk(
  sheet: Sheet,
  data: unknown,
  known: Known,
): Slices<Pick<TalkDraft, 'head' | (typeof TALK_LISTS)[number]>> {
  const list = (name: string) => listIn(data, name) ?? [];
  for (const name of TALK_LISTS)
    sheet.call(
      name,
      list(name).map((entry) => idIn(entry, name === 'delegations' ? 'party' : 'id')),
    );
  const head = readHead<Talk>(sheet, data, TalkHead, Talk, known);
  return {
    head,
    sessions: yield* readList(sheet, ['sessions'], list('sessions'), Session, 'id', known),
    delegations: yield* readList(sheet, ['delegations'], list('delegations'), Delegation, 'party', known),
    points: yield* readList(sheet, ['points'], list('points'), Point, 'id', known),
  };
}

const TranslationHead = z.strictObject({
  talk: z.unknown().optional(),
  points: z.record(z.string(), z.unknown()).optional(),
});

/** What is right in a translation of a talk. */
export function* readTranslation(
  sheet: Sheet,
  data: unknown,
  language: string,
  known: Known,
): Slices<TranslationDraft> {
  const head = readHead<{ talk: unknown; points: Record<string, unknown> }>(
    sheet,
    data,
    TranslationHead,
    TranslationFile,
    known,
  );
  const talk =
    head.talk === undefined ? undefined : readEntry(sheet, ['talk'], head.talk, TalkTranslation, known);
  const points = new Map<string, PointTranslation>();
  for (const [id, value] of Object.entries(head.points ?? {})) {
    const point = readEntry(sheet, ['points', id], value, PointTranslation, known);
    if (point !== undefined) points.set(id, point);
    yield;
  }
  return { sheet, language, talk, points };
}

/** The keys of an entry that are right; those that are wrong are reported as `whole` explains them. */
function readHead<T extends object>(
  sheet: Sheet,
  data: unknown,
  schema: z.ZodObject,
  whole: z.ZodObject,
  known: Known,
): Partial<T> {
  const result = schema.safeParse(data);
  if (result.success) return result.data as Partial<T>;
  sheet.find(...explainIssues(whole, data, result.error, [], known));
  return salvage<T>(schema, data);
}

function readEntry<T>(
  sheet: Sheet,
  path: Path,
  value: unknown,
  schema: z.ZodType<T>,
  known: Known,
): T | undefined {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  sheet.find(...explainIssues(schema, value, result.error, path, known));
  return undefined;
}

function* readList<T extends object>(
  sheet: Sheet,
  path: Path,
  list: readonly unknown[],
  schema: z.ZodType<T>,
  idKey: string,
  known: Known,
): Slices<Entries<T>> {
  const kept: Kept<T>[] = [];
  const ids = new Set<string>();
  const byId = new Map<string, T>();
  for (const [index, value] of list.entries()) {
    const id = idIn(value, idKey);
    const entry = readEntry(sheet, [...path, index], value, schema, known);
    if (entry !== undefined) {
      kept.push({ index, entry });
      if (id !== undefined && !byId.has(id)) byId.set(id, entry);
    }
    if (id !== undefined && idKey === 'id' && ids.has(id)) {
      const what = `the id ${shown(id)} stands twice; give one of the two another id`;
      sheet.find(atValue([...path, index, 'id'], what));
    }
    if (id !== undefined) ids.add(id);
    if (sheet.isFull) break;
    yield;
  }
  return { kept, ids, byId };
}

function idIn(value: unknown, key: string): string | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  const id = (value as Record<string, unknown>)[key];
  return typeof id === 'string' ? id : undefined;
}

function listIn(data: unknown, name: string): readonly unknown[] | undefined {
  if (typeof data !== 'object' || data === null || !Object.hasOwn(data, name)) return undefined;
  const list = (data as Record<string, unknown>)[name];
  return Array.isArray(list) ? list : undefined;
}
