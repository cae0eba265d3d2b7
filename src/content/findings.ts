// What is wrong in a content file, and where: the entry, the line and the column.

import type { ContentProblem } from '../errors.ts';
import { valueAt } from './draft.ts';
import type { ContentFile } from './files.ts';
import { type Mistake, MOST_MISTAKES, type Path, START, type YamlFile } from './yaml-file.ts';

/** Something wrong, before its line is looked up. */
export interface Finding {
  readonly path: Path;
  /** Whether the key or the value is at fault. */
  readonly at: 'key' | 'value';
  /** What is wrong; what to write. */
  readonly what: string;
}

/** What an entry of each list is called, and the key that identifies it. */
const ENTRIES: Readonly<Record<string, { readonly noun: string; readonly key: string }>> = {
  topics: { noun: 'topic', key: 'id' },
  parties: { noun: 'party', key: 'id' },
  people: { noun: 'person', key: 'id' },
  sources: { noun: 'source', key: 'id' },
  points: { noun: 'point', key: 'id' },
  delegations: { noun: 'delegation', key: 'party' },
  speakers: { noun: 'speaker', key: 'person' },
  timeline: { noun: 'timeline', key: 'date' },
};

/** `talk riyadh-2025-02-18` for a file of talks/, `topics` for a registry. */
function fileEntry(source: ContentFile): string {
  return source.file.includes('talks/') ? `talk ${source.name}` : source.name;
}

/** `point swift-banks`, or `point no. 3` where it has no id; the file's own name outside its lists. */
function entryAt(source: ContentFile, data: unknown, path: Path): string {
  const [list, index] = path;
  const entry = ENTRIES[String(list)];
  if (entry === undefined || typeof index !== 'number') return fileEntry(source);
  const id = valueAt(data, [list ?? '', index, entry.key]);
  return `${entry.noun} ${typeof id === 'string' && /^[\w.-]{1,64}$/.test(id) ? id : `no. ${index + 1}`}`;
}

/** Looks up the position of each finding. */
export function placeFindings(
  source: ContentFile,
  yaml: YamlFile,
  findings: readonly Finding[],
): readonly ContentProblem[] {
  const placed = findings.slice(0, MOST_MISTAKES).map(({ path, at, what }) => ({
    file: source.file,
    ...yaml.locate(path, at),
    entry: entryAt(source, yaml.data, path),
    what,
  }));
  return findings.length > MOST_MISTAKES ? [...placed, thereAreMore(source, placed)] : placed;
}

/** Said behind the last problem that is named. */
function thereAreMore(source: ContentFile, placed: readonly ContentProblem[]): ContentProblem {
  const { line, column } = placed.toSorted(byPlace).at(-1) ?? START;
  const what = 'there is more wrong in this file; correct what is listed, and look again';
  return { file: source.file, line, column, entry: fileEntry(source), what };
}

/** Mistakes in the YAML itself; one a line, since the parser misreads the rest of a faulty line. */
export function placeMistakes(source: ContentFile, mistakes: readonly Mistake[]): readonly ContentProblem[] {
  const lines = new Map(mistakes.toReversed().map((mistake) => [mistake.line, mistake]));
  const placed = [...lines.values()].map((mistake) => ({
    file: source.file,
    entry: fileEntry(source),
    ...mistake,
  }));
  return mistakes.length < MOST_MISTAKES ? placed : [...placed, thereAreMore(source, placed)];
}

/** A file that could not be read at all. */
export function placeRefusal(source: ContentFile, refused: string): ContentProblem {
  return { file: source.file, ...START, entry: fileEntry(source), what: refused };
}

/** By file, then line, then column. */
export function byPlace(a: ContentProblem, b: ContentProblem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
