// A folder of YAML files → a checked catalogue, or every problem of every file at once.
// Called by app.ts at the start and on reload, by cli.ts and by tests.

import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { ContentError, type ContentProblem } from '../errors.ts';
import { type Catalogue, createCatalogue } from './catalogue.ts';
import {
  checkRegistries,
  checkTopicsUsed,
  createRegistry,
  type Registries,
  type RegistryName,
} from './check.ts';
import { checkTalk } from './check-talk.ts';
import { type Draft, salvage } from './draft.ts';
import { explainIssues, type Finding } from './explain.ts';
import { type ContentFile, listTalks, readContentFile, readRegistries } from './files.ts';
import { byPlace, placeFindings, placeMistakes, placeRefusal } from './problems.ts';
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
import { parseYaml, type YamlFile } from './yaml-file.ts';

/** A file as far as it could be read: what is valid of it, and its positions. */
interface Read<T> {
  readonly source: ContentFile;
  readonly yaml: YamlFile | undefined;
  readonly draft: Draft<T> | undefined;
  /** Present where nothing is wrong with the file by itself. */
  readonly valid: T | undefined;
  readonly problems: readonly ContentProblem[];
}

/**
 * Loads the content of a folder: `topics.yaml`, `parties.yaml`, `people.yaml`, `sources.yaml` and `talks/*.yaml`.
 * Throws a ContentError with all problems of all files, sorted by file, line and column.
 */
export async function loadContent(folder: string): Promise<Catalogue> {
  const hash = createHash('sha256');
  const problems: ContentProblem[] = [];
  const read = <T>(schema: z.ZodType<T>, source: ContentFile | undefined): Read<T> | undefined => {
    if (source === undefined) return undefined;
    if ('text' in source) hash.update(`${source.name}\0${source.text.length}\0${source.text}`);
    const result = parse(schema, source);
    problems.push(...result.problems);
    return result;
  };

  const files = new Map((await readRegistries(folder)).map((file) => [file.name, file]));
  const topics = read(TopicsFile, files.get('topics'));
  const parties = read(PartiesFile, files.get('parties'));
  const people = read(PeopleFile, files.get('people'));
  const sources = read(SourcesFile, files.get('sources'));
  const registries: Registries = {
    topics: topics?.draft?.topics && createRegistry<Topic>(topics.draft.topics),
    parties: parties?.draft?.parties && createRegistry<Party>(parties.draft.parties),
    people: people?.draft?.people && createRegistry<Person>(people.draft.people),
    sources: sources?.draft?.sources && createRegistry<Source>(sources.draft.sources),
  };
  const found = checkRegistries(registries);
  for (const registry of [topics, parties, people, sources]) {
    if (registry !== undefined)
      problems.push(...place(registry, found[registry.source.name as RegistryName]));
  }

  const { names, refused } = await listTalks(folder);
  problems.push(...refused.map((file) => placeRefusal(file, file.refused)));
  const talks: Talk[] = [];
  const used = new Set<string>();
  let allRead = true;
  for (const name of names) {
    const talk = read(Talk, await readContentFile(folder, name));
    if (talk?.draft === undefined) allRead = false;
    else {
      problems.push(...place(talk, checkTalk(talk.draft, talk.source.name, registries)));
      for (const point of talk.draft.points ?? [])
        for (const topic of point?.topics ?? []) used.add(topic ?? '');
    }
    if (talk?.valid !== undefined) talks.push(talk.valid);
  }
  if (topics !== undefined && registries.topics !== undefined && allRead && names.length > 0) {
    problems.push(...place(topics, checkTopicsUsed(registries.topics, used)));
  }

  const content = {
    topics: topics?.valid,
    parties: parties?.valid,
    people: people?.valid,
    sources: sources?.valid,
  };
  if (problems.length > 0 || !content.topics || !content.parties || !content.people || !content.sources) {
    throw new ContentError(problems.sort(byPlace));
  }
  return createCatalogue({
    version: hash.digest('hex').slice(0, 16),
    ...content.topics,
    ...content.parties,
    ...content.people,
    ...content.sources,
    talks,
  });
}

function parse<T>(schema: z.ZodType<T>, source: ContentFile): Read<T> {
  const unread = { source, yaml: undefined, draft: undefined, valid: undefined };
  if ('refused' in source) return { ...unread, problems: [placeRefusal(source, source.refused)] };
  const parsed = parseYaml(source.text);
  if (!parsed.ok) return { ...unread, problems: placeMistakes(source, parsed.mistakes) };
  const yaml = parsed.file;
  const result = schema.safeParse(yaml.data);
  if (result.success) {
    return { source, yaml, draft: result.data as Draft<T>, valid: result.data, problems: [] };
  }
  const findings = explainIssues(schema, yaml.data, result.error);
  const problems = placeFindings(source, yaml, findings);
  return { source, yaml, draft: salvage(schema, yaml.data), valid: undefined, problems };
}

function place(read: Read<unknown>, findings: readonly Finding[]): readonly ContentProblem[] {
  return read.yaml === undefined ? [] : placeFindings(read.source, read.yaml, findings);
}
