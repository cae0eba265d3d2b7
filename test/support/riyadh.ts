// The repository's content with its first talks alone: what scenarios ask of stays the same when talks are added.

import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const RIYADH = 'riyadh-2025-02-18';
/** From the content folder. */
export const RIYADH_TALK = `talks/${RIYADH}/talk.yaml`;

let shared: string | undefined;

/** A folder that nobody changes, gone when the process ends. */
export function riyadhContent(): string {
  if (shared !== undefined) return shared;
  const folder = mkdtempSync(path.join(tmpdir(), 'riyadh-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  copyRiyadh(folder);
  shared = folder;
  return folder;
}

/** Copies it into a folder of the test's own. */
export function copyRiyadh(folder: string): void {
  for (const name of readdirSync('content')) {
    if (name.endsWith('.yaml')) cpSync(path.join('content', name), path.join(folder, name));
  }
  const talk = path.join(folder, 'talks', RIYADH);
  cpSync(path.join('content/talks', RIYADH), talk, { recursive: true });
  // Scenarios add passages of their own, which a seal would refuse.
  const sources = path.join(talk, 'sources.yaml');
  writeFileSync(sources, readFileSync(sources, 'utf8').replace(/^ *seal: \{.*\}\n/gm, ''));
}

/** Points of each topic in the brief content. */
const FEW = 4;
let brief: string | undefined;

/**
 * A few of its points on two topics, with the people and sources that they need: for programs, whose start takes a fifth
 * longer with all of it. Nobody changes it.
 */
export function briefContent(): string {
  if (brief !== undefined) return brief;
  const folder = mkdtempSync(path.join(tmpdir(), 'brief-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const whole = (file: string) => readFileSync(path.join(riyadhContent(), file), 'utf8');
  const write = (file: string, { head, entries }: List) =>
    writeFileSync(path.join(folder, file), head + entries.join(''));
  const { head, entries } = listIn(whole(RIYADH_TALK));
  const points = ['ukraine', 'economy'].flatMap((topic) =>
    entries
      .filter((point) => point.includes(`topics: [${topic}`) && !/^ {4}(answers|promise):/m.test(point))
      .slice(0, FEW),
  );
  mkdirSync(path.join(folder, path.dirname(RIYADH_TALK)), { recursive: true });
  write(RIYADH_TALK, {
    head: head.replace(/^lead: .*/m, `lead: [${points.map(idOf).at(0)}]`),
    entries: points,
  });
  let used = head + points.join('');
  const isUsed = (entry: string) => new RegExp(`(?<![\\w-])${idOf(entry)}(?![\\w-])`).test(used);
  const sources = path.join(path.dirname(RIYADH_TALK), 'sources.yaml');
  for (const file of [
    sources,
    'people.yaml',
    'outlets.yaml',
    'subjects.yaml',
    'topics.yaml',
    'parties.yaml',
    'places.yaml',
  ]) {
    const list = listIn(whole(file));
    const kept = list.entries.filter(
      (entry) => isUsed(entry) || (/^(topics|parties)/.test(file) && !/members:/.test(entry)),
    );
    used += kept.join('');
    write(file, { head: list.head, entries: kept });
  }
  const promises = listIn(whole('promises.yaml'));
  write('promises.yaml', { ...promises, entries: promises.entries.slice(0, 1) });
  brief = folder;
  return folder;
}

interface List {
  readonly head: string;
  readonly entries: readonly string[];
}

/** A file of one list, its entries as they are written. */
function listIn(text: string): List {
  const [head = '', ...entries] = text.split(/^(?= {2}- (?:id:|\{ id:))/m);
  return { head, entries };
}

function idOf(entry: string): string {
  return /id: ([\w-]+)/.exec(entry)?.[1] ?? '';
}
