// Rules across entries, which zod cannot see: the registries, references to them, ids.

import type { Draft } from './draft.ts';
import type { Finding } from './findings.ts';
import {
  OVERVIEW,
  type Party,
  type Person,
  type Point,
  RESERVED_COMMANDS,
  type Source,
  type Topic,
} from './schema.ts';
import { shown, suggestion } from './wording.ts';
import { MOST_MISTAKES, type Path } from './yaml-file.ts';

/** The registries as far as they could be read; `undefined` where a file could not, so that nothing is reported twice. */
export interface Registries {
  readonly topics: Registry<Topic> | undefined;
  readonly parties: Registry<Party> | undefined;
  readonly people: Registry<Person> | undefined;
  readonly sources: Registry<Source> | undefined;
}

type RegistryName = keyof Registries;

/** The entries of one registry in the file's order, and by id. */
export interface Registry<T> {
  readonly entries: readonly (Draft<T> | undefined)[];
  readonly byId: ReadonlyMap<string, Draft<T>>;
}

/** Gives `undefined` for an empty registry: that has been reported, and every reference to it would be too. */
export function createRegistry<T extends { readonly id: string }>(
  entries: readonly (Draft<T> | undefined)[],
): Registry<T> | undefined {
  if (entries.length === 0) return undefined;
  const byId = new Map<string, Draft<T>>();
  for (const entry of entries) {
    const id = idOf(entry);
    if (entry !== undefined && id !== undefined && !byId.has(id)) byId.set(id, entry);
  }
  return { entries, byId };
}

function idOf(entry: unknown): string | undefined {
  return typeof entry === 'object' && entry !== null && 'id' in entry && typeof entry.id === 'string'
    ? entry.id
    : undefined;
}

/** Bot API `setMyCommands`: at most 100 commands in a list, the bot's own included. */
const MAX_TOPICS = 100 - RESERVED_COMMANDS.size;

/** What is wrong in each registry, by its name. */
export function checkRegistries(registries: Registries): Readonly<Record<RegistryName, readonly Finding[]>> {
  const { topics, parties, people, sources } = registries;
  const taken = new Map<string, string>();
  return {
    topics: topics === undefined ? [] : [...duplicates('topics', topics, new Map()), ...checkTopics(topics)],
    parties:
      parties === undefined
        ? []
        : [...duplicates('parties', parties, taken), ...checkLinks('parties', parties, 'of')],
    people: people === undefined ? [] : duplicates('people', people, taken),
    sources:
      sources === undefined
        ? []
        : [...duplicates('sources', sources, taken), ...checkLinks('sources', sources, 'via')],
  };
}

/** Ids of parties, people and sources share one name space, because `by` takes them all. */
function duplicates(name: RegistryName, registry: Registry<unknown>, taken: Map<string, string>): Finding[] {
  const findings: Finding[] = [];
  for (const [index, entry] of registry.entries.entries()) {
    const id = idOf(entry);
    if (id === undefined) continue;
    const where = taken.get(id);
    taken.set(id, where ?? name);
    if (where === undefined) continue;
    const what =
      where === name
        ? `the id ${shown(id)} stands twice; give one of the two another id`
        : `the id ${shown(id)} is taken in ${where}.yaml; parties, people and sources share their ids, so write another`;
    findings.push({ path: [name, index, 'id'], at: 'value', what });
  }
  return findings;
}

function checkTopics(topics: Registry<Topic>): readonly Finding[] {
  const findings: Finding[] = [];
  const commands = new Map<string, string>();
  for (const [index, topic] of topics.entries.entries()) {
    if (topic?.command === undefined) continue;
    const path = ['topics', index, 'command'];
    const owner = commands.get(topic.command);
    commands.set(topic.command, topic.id ?? `no. ${index + 1}`);
    if (RESERVED_COMMANDS.has(topic.command)) {
      const what = `the command ${shown(topic.command)} is the bot's own; write another, such as ${shown(`${topic.command}_topic`)}`;
      findings.push({ path, at: 'value', what });
    }
    if (owner !== undefined) {
      const what = `the command ${shown(topic.command)} is that of topic ${owner}; write another`;
      findings.push({ path, at: 'value', what });
    }
  }
  if (!topics.byId.has(OVERVIEW)) {
    const what = `has no topic ${shown(OVERVIEW)}; add "- id: ${OVERVIEW}" with the command latest: it opens every talk`;
    findings.push({ path: ['topics'], at: 'key', what });
  }
  if (topics.entries.length > MAX_TOPICS) {
    const what = `the file has ${topics.entries.length} topics; Telegram's menu holds ${MAX_TOPICS} beside the bot's own commands, so leave some out`;
    findings.push({ path: ['topics', MAX_TOPICS], at: 'value', what });
  }
  return findings;
}

/** A party's `of` and a source's `via` lead to another entry, and never in a circle. */
function checkLinks(
  name: 'parties' | 'sources',
  registry: Registry<Party> | Registry<Source>,
  key: 'of' | 'via',
): readonly Finding[] {
  const linkOf = (entry: Draft<Party> | Draft<Source> | undefined): string | undefined => {
    const link = Object.entries(entry ?? {}).find(([field]) => field === key)?.[1];
    return typeof link === 'string' ? link : undefined;
  };
  const findings: Finding[] = [];
  for (const [index, entry] of registry.entries.entries()) {
    const link = linkOf(entry);
    if (link === undefined) continue;
    const path = [name, index, key];
    if (!registry.byId.has(link)) {
      const what = `${shown(key)} names ${shown(link)}, which is not in ${name}.yaml; ${suggestion(link, registry.byId.keys())}`;
      findings.push({ path, at: 'value', what });
    } else if (leadsBack(entry?.id, (id) => linkOf(registry.byId.get(id)))) {
      findings.push({
        path,
        at: 'value',
        what: `${shown(key)} leads back to itself; leave it out of one of the entries`,
      });
    }
  }
  return findings;
}

/** Whether following the links from an id comes back to it. */
export function leadsBack(from: string | undefined, next: (id: string) => string | undefined): boolean {
  if (from === undefined) return false;
  const passed = new Set<string>();
  for (let id = next(from); id !== undefined && !passed.has(id); id = next(id)) {
    if (id === from) return true;
    passed.add(id);
  }
  return false;
}

/** Topics that no talk has a point on: their command would have no answer. */
export function checkTopicsUsed(topics: Registry<Topic>, used: ReadonlySet<string>): readonly Finding[] {
  const findings: Finding[] = [];
  for (const [index, topic] of topics.entries.entries()) {
    if (topic?.id === undefined || used.has(topic.id)) continue;
    const what = `no talk has a point on the topic ${shown(topic.id)}; tag a point with it or leave the topic out`;
    findings.push({ path: ['topics', index, 'id'], at: 'value', what });
  }
  return findings;
}

/** The ids that exist. */
export type Ids = { has(id: string): boolean; keys(): Iterable<string> };

/** Whether the id at the path is known; `where` says in which file it would be. */
export function reference(
  path: Path,
  id: string | undefined,
  known: Ids | undefined,
  where: string,
): readonly Finding[] {
  if (id === undefined || known === undefined || known.has(id)) return [];
  const what = `${shown(String(path.findLast((step) => typeof step === 'string')))} names ${shown(id)}, which is not in ${where}; ${suggestion(id, known.keys(), `write an id that is there, or add ${shown(id)}`)}`;
  return [{ path, at: 'value', what }];
}

/** Ids that occur in a list more than once; no more of them than one file tells. */
export function repeated(path: Path, ids: readonly (string | undefined)[] | undefined): readonly Finding[] {
  const seen = new Set<string>();
  const findings: Finding[] = [];
  for (const [index, id] of (ids ?? []).entries()) {
    if (findings.length > MOST_MISTAKES) break;
    if (id !== undefined && seen.has(id)) {
      const what = `${shown(id)} stands twice in this list; leave one out`;
      findings.push({ path: [...path, index], at: 'value', what });
    }
    if (id !== undefined) seen.add(id);
  }
  return findings;
}

/** Whether the sources that a claim cites are known. */
export function checkCitations(
  path: Path,
  citations: Draft<Point['sources']> | undefined,
  registries: Registries,
): readonly Finding[] {
  return [...(citations ?? []).entries()].flatMap(([index, citation]) =>
    reference([...path, 'sources', index, 'id'], citation?.id, registries.sources?.byId, 'sources.yaml'),
  );
}
