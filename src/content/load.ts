// A folder of YAML files → a checked catalogue, or all problems of all files.

import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { ContentError, type ContentProblem } from '../errors.ts';
import { type Catalogue, createCatalogue } from './catalogue.ts';
import { checkRegistries, checkTopicsUsed, createRegistry, type Registries } from './check.ts';
import { checkTalk } from './check-talk.ts';
import { type Draft, salvage } from './draft.ts';
import { type ContentFile, lastMoveIn, listTalks, readContentFile } from './files.ts';
import { byPlace, type Finding, placeFindings, placeMistakes, placeRefusal } from './findings.ts';
import {
  PartiesFile,
  type Party,
  PeopleFile,
  type Person,
  type Source,
  SourcesFile,
  Talk,
  type Topic,
  TopicsFile,
} from './schema.ts';
import { explainIssues } from './wording.ts';
import { parseYaml, type YamlFile } from './yaml-file.ts';

/**
 * Loads the content of a folder: `topics.yaml`, `parties.yaml`, `people.yaml`, `sources.yaml` and `talks/*.yaml`.
 * Throws a ContentError with all problems of all files, sorted by file, line and column.
 */
export async function loadContent(folder: string): Promise<Catalogue> {
  const { topics, parties, people, sources, drafts, problems } = await loadRegistries(folder);
  const talks = await loadTalks(folder, drafts);
  const unused =
    talks.topics !== undefined && drafts.topics !== undefined
      ? place(topics, checkTopicsUsed(drafts.topics, talks.topics))
      : [];
  const all = [...problems, ...talks.problems, ...unused];
  if (all.length > 0 || !topics.valid || !parties.valid || !people.valid || !sources.valid) {
    throw new ContentError(all.sort(byPlace));
  }
  const hashes = [topics.hash, parties.hash, people.hash, sources.hash, ...talks.hashes];
  const registries = [topics, parties, people, sources].map(changedAtOf);
  return createCatalogue({
    version: sha256(hashes.join()).slice(0, 16),
    changedAt: Math.max(await lastMoveIn(folder), talks.changedAt, ...registries),
    ...topics.valid,
    ...parties.valid,
    ...people.valid,
    ...sources.valid,
    talks: talks.valid,
  });
}

async function loadRegistries(folder: string) {
  const topics = parse(TopicsFile, await readContentFile(folder, 'topics.yaml'));
  const parties = parse(PartiesFile, await readContentFile(folder, 'parties.yaml'));
  const people = parse(PeopleFile, await readContentFile(folder, 'people.yaml'));
  const sources = parse(SourcesFile, await readContentFile(folder, 'sources.yaml'));
  const drafts: Registries = {
    topics: topics.draft?.topics && createRegistry<Topic>(topics.draft.topics),
    parties: parties.draft?.parties && createRegistry<Party>(parties.draft.parties),
    people: people.draft?.people && createRegistry<Person>(people.draft.people),
    sources: sources.draft?.sources && createRegistry<Source>(sources.draft.sources),
  };
  const found = checkRegistries(drafts);
  const problems = [
    ...[topics, parties, people, sources].flatMap((registry) => registry.problems),
    ...place(topics, found.topics),
    ...place(parties, found.parties),
    ...place(people, found.people),
    ...place(sources, found.sources),
  ];
  return { topics, parties, people, sources, drafts, problems };
}

interface LoadedTalks {
  readonly valid: readonly Talk[];
  /** The topics that have points; `undefined` where that is unknown, because a talk could not be read. */
  readonly topics: ReadonlySet<string> | undefined;
  readonly hashes: readonly string[];
  /** The latest modification, epoch ms. */
  readonly changedAt: number;
  readonly problems: readonly ContentProblem[];
}

/** One file at a time: the positions in a talk's file take far more memory than the talk. */
async function loadTalks(folder: string, registries: Registries): Promise<LoadedTalks> {
  const { names, refused } = await listTalks(folder);
  const problems = refused.map((file) => placeRefusal(file, file.refused));
  const valid: Talk[] = [];
  const hashes: string[] = [];
  const topics = new Set<string>();
  let unread = names.length === 0;
  let changedAt = 0;
  for (const name of names) {
    const talk = parse(Talk, await readContentFile(folder, name));
    hashes.push(talk.hash);
    changedAt = Math.max(changedAt, changedAtOf(talk));
    problems.push(...talk.problems);
    if (talk.valid !== undefined) valid.push(talk.valid);
    if (talk.draft === undefined) unread = true;
    else problems.push(...place(talk, checkTalk(talk.draft, talk.source.name, registries)));
    for (const topic of topicsIn(talk.draft)) topics.add(topic);
  }
  return { valid, topics: unread ? undefined : topics, hashes, changedAt, problems };
}

function topicsIn(talk: Draft<Talk> | undefined): readonly string[] {
  return (talk?.points ?? []).flatMap((point) => (point?.topics ?? []).flatMap((topic) => topic ?? []));
}

/** A file as far as it could be read. */
interface Parsed<T> {
  readonly source: ContentFile;
  readonly yaml: YamlFile | undefined;
  /** Its valid parts. */
  readonly draft: Draft<T> | undefined;
  /** Present where the file itself has no problems. */
  readonly valid: T | undefined;
  readonly hash: string;
  readonly problems: readonly ContentProblem[];
}

function parse<T>(schema: z.ZodType<T>, source: ContentFile): Parsed<T> {
  const unread = { source, yaml: undefined, draft: undefined, valid: undefined, hash: '' };
  if ('refused' in source) return { ...unread, problems: [placeRefusal(source, source.refused)] };
  const parsed = parseYaml(source.text);
  if (!parsed.ok) return { ...unread, problems: placeMistakes(source, parsed.mistakes) };
  const yaml = parsed.file;
  const read = { source, yaml, hash: sha256(`${source.name}\0${source.text}`) };
  const result = schema.safeParse(yaml.data);
  if (result.success) {
    return { ...read, draft: result.data as Draft<T>, valid: result.data, problems: [] };
  }
  const problems = placeFindings(source, yaml, explainIssues(schema, yaml.data, result.error));
  return { ...read, draft: salvage(schema, yaml.data), valid: undefined, problems };
}

function changedAtOf({ source }: Parsed<unknown>): number {
  return 'changedAt' in source ? source.changedAt : 0;
}

function place(file: Parsed<unknown>, findings: readonly Finding[]): readonly ContentProblem[] {
  return file.yaml === undefined ? [] : placeFindings(file.source, file.yaml, findings);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
