// A folder of YAML files → a checked catalogue, or every problem of every file at once.

import { createHash } from 'node:crypto';
import { ContentError, type ContentProblem, formatProblem } from '../errors.ts';
import { type Catalogue, catalogueInSlices } from './catalogue.ts';
import { checkPoints, checkPromises } from './check-points.ts';
import { checkRegistries } from './check-registries.ts';
import { checkSources, checkTalk } from './check-talk.ts';
import type { Content, FilePlace, TalkFiles } from './content.ts';
import {
  type ContentDraft,
  type Entries,
  type Registries,
  type Registry,
  readOutlets,
  readParties,
  readPeople,
  readPlaces,
  readPromises,
  readSources,
  readSubjects,
  readTalk,
  readTopics,
  readTranslation,
  Sheet,
  type TalkDraft,
  type TranslationDraft,
} from './draft.ts';
import { createEvidenceChecker } from './evidence/check-evidence.ts';
import { verifyEvidence } from './evidence/verify.ts';
import {
  type ContentFile,
  type FileName,
  fileName,
  folderFault,
  lastMoveIn,
  listTalks,
  readContentFile,
  TALKS_FOLDER,
  type TalkFolder,
} from './files.ts';
import { type HeldBack, heldBack, isRead, type Publication, type Selection } from './held-back.ts';
import { type MissingId, missingIds } from './missing.ts';
import { byPlace, placeFaults, placeFindings, placeRefusal, valueAt } from './problems.ts';
import { archiveIn, checkProof, noteFindings, openArchiveIn, writeSealsIn } from './proof.ts';
import { References } from './references.ts';
import { type Source, type Talk, TRANSLATIONS } from './schema.ts';
import type { Known } from './schema-problems.ts';
import { createPacer, type Pacer, type Slices } from './slices.ts';
import { placedInFile, rightParts } from './unfinished.ts';
import { findLacks, findWarnings } from './warnings.ts';
import { cutTexts } from './yaml-faults.ts';
import { createYamlReader, type YamlReader } from './yaml-file.ts';
import { type ParsedYaml, START } from './yaml-place.ts';

/** Published or not. */
const EVERYTHING: Selection = { at: Number.POSITIVE_INFINITY, drafts: 'all' };

/** What a folder holds: a catalogue, or what keeps it from being one; and what could be better. */
export interface Checked {
  readonly catalogue: Catalogue | undefined;
  /** Sorted by file, line and column. */
  readonly problems: readonly ContentProblem[];
  /** Never keep content from loading. */
  readonly warnings: readonly ContentProblem[];
}

export interface LoadOptions {
  /** The folder of the sources' texts, `<source id>.txt`; without it their seals are checked. */
  readonly archive?: string | undefined;
  /** Epoch ms: rounds with a later `publish` are left out. The machine's time when absent. */
  readonly at?: number | undefined;
}

/**
 * Loads what is published of a folder, letting other work in while it does.
 * @throws ContentError with all problems of all files, sorted by file, line and column
 */
export async function loadContent(
  folder: string,
  { archive, at = Date.now() }: LoadOptions = {},
): Promise<Catalogue> {
  const { catalogue, problems } = await read(folder, { archive, at, drafts: 'none' });
  if (catalogue === undefined) throw new ContentError(problems);
  return catalogue;
}

/** What is published now, and what will be once the last round has come that waits: the same where none does. */
export interface NowAndLater {
  readonly now: Catalogue;
  readonly later: Catalogue;
}

/** @throws ContentError as loadContent does */
export async function loadNowAndLater(folder: string): Promise<NowAndLater> {
  const options = { archive: undefined, at: Date.now(), drafts: 'none' } as const;
  const { catalogue: now, problems, next } = await read(folder, options);
  if (now === undefined) throw new ContentError(problems);
  return { now, later: next === undefined ? now : await loadContent(folder, { at: EVERYTHING.at }) };
}

/**
 * What is published of a folder, as it stands in the files.
 * @throws ContentError as loadContent does
 */
export async function loadEntries(
  folder: string,
  { archive, at = Date.now() }: LoadOptions = {},
): Promise<Content> {
  const yaml = createYamlReader();
  try {
    const options = { archive, at, drafts: 'none' } as const;
    const { content, problems } = await readFiles(folder, options, yaml, createPacer());
    if (content === undefined) throw new ContentError(problems);
    return content;
  } finally {
    await yaml.close();
  }
}

/** What a folder holds at a moment. */
export interface Loaded extends Omit<Checked, 'warnings'> {
  /** When the next round is to be published, epoch ms; `undefined` where none waits. */
  readonly next: number | undefined;
  /** What keeps drafts from being shown; a draft without mistakes is. */
  readonly unfinished: readonly ContentProblem[];
}

/** As loadContent; never throws for what is wrong in the files. */
export async function loadAt(folder: string, archive: string | undefined, at: number): Promise<Loaded> {
  const { catalogue, problems, next } = await read(folder, { archive, at, drafts: 'none' });
  return { catalogue, problems, next, unfinished: [] };
}

/** With what waits for its time and with all drafts that are right, for editors' eyes. */
export async function loadWithDrafts(folder: string, archive?: string): Promise<Loaded> {
  const { catalogue, problems, unfinished } = await readWithDrafts(folder, archive);
  return { catalogue, problems, next: undefined, unfinished };
}

/**
 * Everything in the folder, with the warnings; never throws for what is wrong in the files. Drafts' mistakes are apart, so that
 * they stop nothing; rounds that wait for their time must be right already, each on the day when it comes.
 * @param now epoch ms; its day tells which promises are past due
 */
export async function checkContent(
  folder: string,
  now: number,
  archive?: string,
): Promise<Checked & Pick<Loaded, 'unfinished'>> {
  const today = new Date(now).toISOString().slice(0, 10);
  const { last, drafts, problems } = await readStages(folder, now, { archive, today, drafts: 'none' });
  if (problems.length > 0) return { ...last, catalogue: undefined, problems, unfinished: [] };
  if (drafts.size === 0) return { ...last, problems, unfinished: [] };
  return readWithDrafts(folder, archive, today);
}

/** What is published now and at each later moment when a round comes: the last of it, and what is wrong in any. */
async function readStages(
  folder: string,
  now: number,
  options: Omit<ReadOptions, 'at'>,
): Promise<{
  readonly last: Checked;
  readonly drafts: ReadonlySet<string>;
  readonly problems: readonly ContentProblem[];
}> {
  const { drafts, moments, ...published } = await read(folder, { ...options, at: now });
  let last: Checked = published;
  const found = [...published.problems];
  for (const at of moments.filter((moment) => moment > now)) {
    last = await read(folder, { ...options, at });
    found.push(...last.problems);
  }
  return { last, drafts, problems: unique(found).sort(byPlace) };
}

/**
 * What would be wrong in what the bot reads, at once or later, if a round were published, and is not wrong without it: the
 * bot has no drafts, so it must not lean on one.
 * @param now epoch ms
 */
export async function checkPublication(
  folder: string,
  published: Publication,
  now: number,
): Promise<readonly ContentProblem[]> {
  const options = { archive: undefined, drafts: 'none' } as const;
  const { problems } = await readStages(folder, now, { ...options, published });
  if (problems.length === 0) return [];
  const before = await readStages(folder, now, options);
  const known = new Set(before.problems.map(formatProblem));
  return problems.filter((problem) => !known.has(formatProblem(problem)));
}

/** The ids that the folder names, its drafts too, and that nothing has. Entries that are wrong in themselves name none. */
export async function findMissingIds(folder: string): Promise<readonly MissingId[]> {
  const yaml = createYamlReader();
  const pacer = createPacer();
  try {
    const files = new Files(folder, yaml, EVERYTHING);
    const draft = await readDraft(files, pacer);
    return missingIds(await pacer.run(checkAll(draft)), draft.talks);
  } finally {
    await yaml.close();
  }
}

/** One round while it is being written. */
export interface RoundCheck {
  /** Everything, with as much of the round as is right; `undefined` where nothing can be shown of it. */
  readonly catalogue: Catalogue | undefined;
  /** What is wrong in its files and in the registries. */
  readonly problems: readonly ContentProblem[];
  /** What could be better in its files, and in the entries of registries that it uses. */
  readonly warnings: readonly ContentProblem[];
}

/**
 * What `checkContent` says of one round, with less patience for the rest: its texts are looked up as soon as a point is right by
 * itself, whatever is wrong with others.
 * @param now epoch ms
 */
export async function checkRound(
  folder: string,
  id: string,
  now: number,
  archive: string | undefined,
): Promise<RoundCheck> {
  const yaml = createYamlReader();
  const pacer = createPacer();
  try {
    const files = new Files(folder, yaml, EVERYTHING);
    const draft = await readDraft(files, pacer);
    const references = await pacer.run(checkAll(draft));
    const talks = rightParts(draft);
    const content = talks && contentOf(folder, { ...draft, talks }, files);
    const own = content?.talks.find(({ talk }) => talk.id === id);
    const unproved =
      content === undefined || own === undefined
        ? []
        : await pacer.run(proveRound(content, own, draft, archive));
    const isOwn = ({ talk }: FileName) => talk === undefined || talk === id;
    const sheets = files.sheets.filter(({ file }) => isOwn(file));
    const problems = [
      ...files.problems.filter(({ file }) => (talkOf(file) ?? id) === id),
      ...(await place(folder, sheets, yaml)),
    ].sort(byPlace);
    const today = new Date(now).toISOString().slice(0, 10);
    const warned =
      problems.length === 0
        ? [...(await pacer.run(findWarnings(draft, references, today))), ...unproved]
        : [];
    const ownWarned = [
      ...warned.filter(({ file }) => file.talk === id),
      ...(problems.length === 0 ? findLacks(draft, id) : []),
    ];
    const warnings = (await place(folder, ownWarned, yaml)).toSorted(byPlace);
    const catalogue = content && (await pacer.run(catalogueInSlices(content)));
    return { catalogue, problems, warnings };
  } finally {
    await yaml.close();
  }
}

/** Notes mistakes in the sheets of the round as it was read; gives the warnings. */
function* proveRound(
  content: Content,
  own: TalkFiles,
  draft: ContentDraft,
  archive: string | undefined,
): Slices<readonly Sheet[]> {
  const checker = createEvidenceChecker(content, archiveIn(archive));
  const findings = yield* checker.checkTalkInSlices(own);
  return noteFindings(
    findings.map((finding) => placedInFile(finding, own.talk, draft)),
    draft.talks,
  );
}

/** Leaves out drafts with mistakes, and then all of them where the rest is not right with the others. */
async function readWithDrafts(
  folder: string,
  archive: string | undefined,
  today?: string,
): Promise<Checked & Pick<Loaded, 'unfinished'>> {
  const options = { ...EVERYTHING, archive, today };
  const all = await read(folder, options);
  if (all.problems.length === 0 || all.drafts.size === 0) return { ...all, unfinished: [] };
  const right = await read(folder, { ...options, drafts: withoutWrong(all.drafts, all.problems) });
  const rest = right.problems.length === 0 ? right : await read(folder, { ...options, drafts: 'none' });
  const known = new Set(rest.problems.map(formatProblem));
  return { ...rest, unfinished: all.problems.filter((problem) => !known.has(formatProblem(problem))) };
}

function withoutWrong(drafts: ReadonlySet<string>, problems: readonly ContentProblem[]): ReadonlySet<string> {
  return drafts.difference(new Set(problems.flatMap(({ file }) => talkOf(file) ?? [])));
}

/** The talk in whose folder a file lies, as messages show it. */
function talkOf(file: string): string | undefined {
  const [talk, talks] = file.split('/').toReversed().slice(1);
  return talks === TALKS_FOLDER ? talk : undefined;
}

function unique(problems: readonly ContentProblem[]): ContentProblem[] {
  return [...new Map(problems.map((problem) => [formatProblem(problem), problem])).values()];
}

/** What `verifyContent` found and wrote. */
export interface Verification extends Omit<Checked, 'catalogue'>, Pick<Loaded, 'unfinished'> {
  /** Sources whose seal is right now. */
  readonly sealed: number;
  /** Files that were written. */
  readonly written: number;
  /** Cited sources whose text the archive does not have. */
  readonly missing: readonly string[];
}

/**
 * Holds every citation against the archive and writes the seals of what stands there into the `sources.yaml`.
 * Sources of points with mistakes keep the seals that they have.
 * @param archive the folder of the sources' texts
 * @throws ContentError where the files have other mistakes: then nothing is written
 */
export async function verifyContent(folder: string, archive: string): Promise<Verification> {
  const all = await verify(folder, archive, EVERYTHING);
  if (!('wrong' in all)) return { ...all, unfinished: [] };
  const drafts = withoutWrong(all.drafts, all.wrong);
  const right = await verify(folder, archive, { ...EVERYTHING, drafts });
  if ('wrong' in right) throw new ContentError(right.wrong);
  return { ...right, unfinished: all.wrong };
}

/** @returns what is `wrong` besides the evidence: then nothing is verified */
async function verify(
  folder: string,
  archive: string,
  selection: Selection,
): Promise<
  | Omit<Verification, 'unfinished'>
  | { readonly wrong: readonly ContentProblem[]; readonly drafts: ReadonlySet<string> }
> {
  const yaml = createYamlReader();
  const pacer = createPacer();
  try {
    const files = new Files(folder, yaml, selection);
    const draft = await readDraft(files, pacer);
    await pacer.run(checkAll(draft));
    const placed = async (sheets: readonly Sheet[]) => (await place(folder, sheets, yaml)).toSorted(byPlace);
    if (!files.isRight) {
      const wrong = [...files.problems, ...(await placed(files.sheets))].sort(byPlace);
      return { wrong, drafts: files.held.drafts };
    }
    const { findings, seals, missing } = verifyEvidence(
      contentOf(folder, draft, files),
      openArchiveIn(archive),
    );
    // A seal that is missing or old is about to be written.
    const warned = noteFindings(
      findings.filter(({ file, level }) => file === 'talk' || level === 'error'),
      draft.talks,
    );
    const problems = await placed(files.sheets);
    const warnings = await placed(warned);
    const written = await writeSealsIn(folder, seals);
    const sealed = [...seals.values()].reduce((sum, own) => sum + own.size, 0);
    return { problems, warnings, sealed, written, missing: [...missing] };
  } finally {
    await yaml.close();
  }
}

interface ReadOptions extends Selection {
  readonly archive: string | undefined;
  /** `YYYY-MM-DD`; without it nothing is warned of. */
  readonly today?: string | undefined;
}

/** What a folder has besides what is read of it. */
interface Held {
  /** The ids of drafts, read or not. */
  readonly drafts: ReadonlySet<string>;
  /** The moments of publication, the earliest first, epoch ms. */
  readonly moments: readonly number[];
  /** The first of them that is later than what was read; `undefined` where none is. */
  readonly next: number | undefined;
}

async function read(folder: string, options: ReadOptions): Promise<Checked & Held> {
  const yaml = createYamlReader();
  const pacer = createPacer();
  try {
    const { content, ...found } = await readFiles(folder, options, yaml, pacer);
    const catalogue = content && (await pacer.run(catalogueInSlices(content)));
    return { catalogue, ...found };
  } finally {
    await yaml.close();
  }
}

/** Apart from what is made of it, so that the drafts are let go of first: they take as much memory as the content. */
async function readFiles(
  folder: string,
  options: ReadOptions,
  yaml: YamlReader,
  pacer: Pacer,
): Promise<Omit<Checked, 'catalogue'> & Held & { readonly content: Content | undefined }> {
  const { archive, today } = options;
  const files = new Files(folder, yaml, options);
  const draft = await readDraft(files, pacer);
  const references = await pacer.run(checkAll(draft));
  const content = files.isRight ? contentOf(folder, draft, files) : undefined;
  const unproved = content
    ? await pacer.run(checkProof(content, draft.talks, archiveIn(archive), today !== undefined))
    : [];
  const problems = [...files.problems, ...(await place(folder, files.sheets, yaml))].sort(byPlace);
  const warned =
    today !== undefined && problems.length === 0
      ? [...(await pacer.run(findWarnings(draft, references, today))), ...unproved]
      : [];
  const warnings = (await place(folder, warned, yaml)).toSorted(byPlace);
  return { content: problems.length > 0 ? undefined : content, problems, warnings, ...files.held };
}

interface ReadSheet {
  readonly sheet: Sheet;
  readonly data: unknown;
}

/** A talk's folder that is read, with its talk.yaml parsed. */
interface OpenedTalk extends TalkFolder {
  readonly talk: ParsedFile;
}

interface ParsedFile {
  readonly file: ContentFile;
  readonly parsed: ParsedYaml | undefined;
}

const NONE_PUBLISHED =
  'has only drafts and rounds that wait for their time; the bot needs one that is published';

/** Reads files and remembers what they were. */
class Files {
  readonly #folder: string;
  readonly #yaml: YamlReader;
  /** Files that could not be read as data. */
  readonly problems: ContentProblem[] = [];
  readonly sheets: Sheet[] = [];
  readonly #hash = createHash('sha256');
  readonly #selection: Selection;
  /** What is not published yet, by its id. */
  readonly #heldBack = new Map<string, HeldBack>();
  changedAt = 0;
  /** Of a folder that is not there, nothing is said but that. */
  readonly #isThere: boolean;

  constructor(folder: string, yaml: YamlReader, selection: Selection) {
    this.#folder = folder;
    this.#yaml = yaml;
    this.#selection = selection;
    const fault = folderFault(folder);
    if (fault) this.problems.push(placeRefusal(fault, fault.refused));
    this.#isThere = fault === undefined;
  }

  /** The folders of the talks that are read, one at a time; of the others, nothing is. */
  async *talks(): AsyncGenerator<OpenedTalk, void> {
    if (!this.#isThere) return;
    const { talks, refused } = await listTalks(this.#folder);
    const taken: TalkFolder[] = [];
    for (const folder of talks) {
      const talk = await this.#parse(`${TALKS_FOLDER}/${folder.id}/talk.yaml`);
      const { published } = this.#selection;
      const held = published?.id === folder.id ? published.at : heldBackIn(talk);
      if (held !== undefined) this.#heldBack.set(folder.id, held);
      if (!isRead(folder.id, held, this.#selection)) continue;
      taken.push(folder);
      // A version is as new as the last round that it has: other processes know by it which of two is the later.
      if (typeof held === 'number' && held <= this.#selection.at)
        this.changedAt = Math.max(this.changedAt, held);
      yield { ...folder, talk };
    }
    const ids = new Set(taken.map(({ id }) => id));
    for (const file of refused)
      if (file.talk === undefined || ids.has(file.talk)) this.problems.push(placeRefusal(file, file.refused));
    if (talks.length > 0 && taken.length === 0)
      this.problems.push(placeRefusal(fileName(this.#folder, TALKS_FOLDER), NONE_PUBLISHED));
    this.changedAt = Math.max(this.changedAt, await lastMoveIn(this.#folder, taken));
  }

  async sheet(path: string): Promise<ReadSheet | undefined> {
    return this.read(await this.#parse(path));
  }

  async #parse(path: string): Promise<ParsedFile> {
    const file = readContentFile(this.#folder, path);
    return { file, parsed: 'bytes' in file ? await this.#yaml.parse(file.bytes) : undefined };
  }

  get held(): Held {
    const all = [...this.#heldBack];
    const drafts = new Set(all.flatMap(([id, held]) => (held === 'draft' ? id : [])));
    const moments = all.flatMap(([, held]) => (held === 'draft' ? [] : held)).sort((a, b) => a - b);
    return { drafts, moments, next: moments.find((moment) => moment > this.#selection.at) };
  }

  /** The ids of talks that are in the folder and not published at the moment. */
  get heldBack(): ReadonlySet<string> {
    return new Set(
      [...this.#heldBack].flatMap(([id, held]) => (held === 'draft' || held > this.#selection.at ? id : [])),
    );
  }

  /** Whether nothing wrong was found in them yet. */
  get isRight(): boolean {
    return this.problems.length === 0 && this.sheets.every(({ findings }) => findings.length === 0);
  }

  /** A hash of all files read. */
  get version(): string {
    return this.#hash.copy().digest('hex').slice(0, 16);
  }

  /** Takes a file into the content. */
  read({ file, parsed }: ParsedFile): ReadSheet | undefined {
    if ('refused' in file) {
      if (this.#isThere) this.problems.push(placeRefusal(file, file.refused));
      return undefined;
    }
    this.changedAt = Math.max(this.changedAt, file.changedAt);
    this.#hash.update(`${file.path}\0`).update(file.bytes).update('\0');
    if (!parsed?.ok) {
      this.problems.push(...placeFaults(file, parsed?.faults ?? []));
      return undefined;
    }
    this.problems.push(...placeFaults(file, cutTexts(file.bytes)));
    const { path, name, talk } = file;
    const keys = Object.keys(Object(parsed.data));
    const sheet = new Sheet({ file: file.file, path, name, talk }, keys);
    this.sheets.push(sheet);
    return { sheet, data: parsed.data };
  }
}

async function readDraft(files: Files, pacer: Pacer): Promise<ContentDraft> {
  const names = new Map<string, string>();
  const known: Known = { idByName: (name) => names.get(name.toLowerCase()) };
  const registry = async <T>(
    name: string,
    readRegistry: (sheet: Sheet, data: unknown, known: Known) => Slices<Registry<T> | undefined>,
  ): Promise<Registry<T> | undefined> => {
    const read = await files.sheet(`${name}.yaml`);
    return read && pacer.run(readRegistry(read.sheet, read.data, known));
  };
  const registries: Registries = {
    people: await registry('people', readPeople),
    parties: await registry('parties', readParties),
    outlets: await registry('outlets', readOutlets),
    topics: await registry('topics', readTopics),
    subjects: await registry('subjects', readSubjects),
    promises: await registry('promises', readPromises),
    places: await registry('places', readPlaces),
  };
  const { people, parties, outlets, places, topics, subjects } = registries;
  for (const registry of [topics, subjects, places])
    for (const { entry } of registry?.kept ?? []) names.set(entry.name.toLowerCase(), entry.id);
  for (const { entry } of outlets?.kept ?? []) names.set(entry.name.toLowerCase(), entry.id);
  for (const { entry } of parties?.kept ?? []) names.set(entry.name.toLowerCase(), entry.id);
  for (const { entry } of people?.kept ?? []) {
    for (const name of [entry.name, entry.short, ...(entry.also ?? [])])
      names.set(name.toLowerCase(), entry.id);
  }
  const talks: TalkDraft[] = [];
  for await (const folder of files.talks()) talks.push(await readTalkFolder(files, pacer, folder, known));
  return { registries, talks };
}

const NO_ENTRIES: Entries<never> = { kept: [], ids: new Set(), byId: new Map<string, never>() };

async function readTalkFolder(
  files: Files,
  pacer: Pacer,
  { id, files: names, talk: opened }: OpenedTalk,
  known: Known,
): Promise<TalkDraft> {
  const path = (name: string) => `${TALKS_FOLDER}/${id}/${name}.yaml`;
  const talk = files.read(opened);
  const sources = names.includes('sources.yaml') ? await files.sheet(path('sources')) : undefined;
  const translations: TranslationDraft[] = [];
  for (const language of TRANSLATIONS) {
    if (!names.includes(`${language}.yaml`)) continue;
    const own = await files.sheet(path(language));
    if (own) translations.push(await pacer.run(readTranslation(own.sheet, own.data, language, known)));
  }
  const empty = { head: {}, sessions: NO_ENTRIES, delegations: NO_ENTRIES, points: NO_ENTRIES };
  return {
    id,
    sheet: talk?.sheet,
    ...(talk === undefined ? empty : await pacer.run(readTalk(talk.sheet, talk.data, known))),
    sources: sources && (await pacer.run(readSources(sources.sheet, sources.data, known))),
    translations,
  };
}

function heldBackIn({ file, parsed }: ParsedFile): HeldBack | undefined {
  if (!('bytes' in file)) return undefined;
  return heldBack(parsed?.ok ? parsed.data : undefined, () => file.bytes.toString());
}

/** Checks what no entry shows by itself. What it finds is noted in the sheets. */
function* checkAll({ registries, talks }: ContentDraft): Slices<References> {
  const sources = new Map<string, Source>();
  const owners = new Map<string, Registry<Source>>();
  const ids = new Set<string>();
  for (const { sources: registry } of talks) {
    for (const id of registry?.ids ?? []) ids.add(id);
    for (const { entry } of registry?.kept ?? []) {
      if (!sources.has(entry.id)) sources.set(entry.id, entry);
    }
    if (registry) for (const id of registry.ids) if (!owners.has(id)) owners.set(id, registry);
    yield;
  }
  const references = new References(registries, ids.size === 0 ? undefined : ids);
  const byId = new Map(talks.map((talk) => [talk.id, talk]));
  const around = { registries, talks: byId, sources, references };
  checkRegistries(registries, references);
  for (const talk of talks) {
    if (talk.sources) checkSources(talk.sources, owners, around);
    if (talk.sheet === undefined) continue;
    checkTalk(talk, talk.sheet, around);
    yield* checkPoints(talk, talk.sheet, around);
  }
  yield* checkPromises(talks);
  references.report();
  return references;
}

/** Looks up where each finding stands. The files are read again: texts are not kept while all are checked. */
async function place(
  folder: string,
  sheets: readonly Sheet[],
  yaml: YamlReader,
): Promise<readonly ContentProblem[]> {
  const problems: ContentProblem[] = [];
  for (const { file, findings } of sheets) {
    if (findings.length === 0) continue;
    const again = readContentFile(folder, file.path);
    const positions = 'bytes' in again ? await yaml.locate(again.bytes, findings) : [];
    problems.push(...placeFindings(file, findings, positions));
  }
  return problems;
}

function contentOf(folder: string, { registries, talks }: ContentDraft, files: Files): Content {
  const { topics, subjects, parties, people, outlets, promises, places } = registries;
  return {
    version: files.version,
    changedAt: files.changedAt,
    heldBack: files.heldBack,
    topics: entriesOf(topics),
    subjects: entriesOf(subjects),
    parties: entriesOf(parties),
    people: entriesOf(people),
    outlets: entriesOf(outlets),
    promises: entriesOf(promises),
    places: entriesOf(places),
    talks: talks.map(talkFilesOf),
    placeOf: (talk, point) => placeOf(folder, talk, point),
  };
}

/** Read and parsed again: it is asked for seldom, and never of many. */
async function placeOf(folder: string, talk: string, point: string | undefined): Promise<FilePlace> {
  const yaml = createYamlReader();
  try {
    const file = readContentFile(folder, `${TALKS_FOLDER}/${talk}/talk.yaml`);
    const parsed = 'bytes' in file ? await yaml.parse(file.bytes) : undefined;
    if (!('bytes' in file) || !parsed?.ok) return { file: file.file, ...START };
    const points = valueAt(parsed.data, ['points']);
    const index = Array.isArray(points) ? points.findIndex((entry) => valueAt(entry, ['id']) === point) : -1;
    const path = index < 0 ? ['points'] : ['points', index, 'id'];
    const [position = START] = await yaml.locate(file.bytes, [{ path, at: 'value' }]);
    return { file: file.file, ...position };
  } finally {
    await yaml.close();
  }
}

function entriesOf<T>(entries: Entries<T> | undefined): readonly T[] {
  return (entries?.kept ?? []).map(({ entry }) => entry);
}

function talkFilesOf({ head, sessions, delegations, points, sources, translations }: TalkDraft): TalkFiles {
  return {
    talk: {
      ...(head as Talk),
      ...(sessions.kept.length === 0 ? {} : { sessions: [...entriesOf(sessions)] }),
      delegations: [...entriesOf(delegations)],
      points: [...entriesOf(points)],
    },
    sources: entriesOf(sources),
    translations: translations.map(({ language, talk, points: byId }) => ({ language, talk, points: byId })),
  };
}
