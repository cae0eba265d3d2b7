// What is wrong in content files, in an editor's words: where, in which entry, what is wrong; what to write.

import { distance } from 'fastest-levenshtein';
import type { ContentProblem } from '../errors.ts';
import type { FileName } from './files.ts';
import { inFile, inForm } from './wording.ts';
import type { Fault } from './yaml-faults.ts';
import { type Path, type Place, type Position, START } from './yaml-place.ts';

/** Something wrong at a place of a file, before its line is looked up. */
export interface Finding extends Place {
  /** What is wrong; what to write. */
  readonly what: string;
}

/** A finding and the entry that it is in: `point swift-banks`. */
export interface FoundInEntry extends Finding {
  readonly entry: string;
}

/** What is reported of one file: nobody reads more, and a hostile file could hold a million. */
export const MAX_PROBLEMS = 100;

export function atValue(path: Path, what: string): Finding {
  return { path, at: 'value', what };
}

export function atKey(path: Path, what: string): Finding {
  return { path, at: 'key', what };
}

const MOST_SHOWN = 60;
const MOST_LISTED = 12;
/** Letters that a typing mistake may change. */
const MAX_TYPOS = 2;

/** A value from a file in quotation marks: on one line, control characters escaped, shortened to 60 characters. */
export function shown(value: string): string {
  const characters = [...value.slice(0, MOST_SHOWN * 2 + 1)];
  const short = characters.length > MOST_SHOWN ? `${characters.slice(0, MOST_SHOWN).join('')}…` : value;
  return JSON.stringify(short);
}

/** The candidate that differs by a letter or two: by one where the word is short. Letters that changed places are one. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = (word.length < 5 ? 1 : MAX_TYPOS) + 1;
  const lower = word.toLowerCase();
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= least) continue;
    const apart = typosBetween(lower, candidate.toLowerCase());
    if (apart < least) [best, least] = [candidate, apart];
  }
  return best;
}

function typosBetween(a: string, b: string): number {
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  const swapped = a.slice(0, at) + (a[at + 1] ?? '') + (a[at] ?? '') + a.slice(at + 2);
  return at >= 0 && swapped === b ? 1 : distance(a, b);
}

/** `write "citations"` where one is near, else `write one of …` with the first dozen. */
export function suggestion(word: string, allowed: Iterable<string>): string {
  const candidates = [...allowed];
  const near = nearest(word, candidates);
  if (near !== undefined) return `write ${shown(near)}`;
  const listed = candidates.slice(0, MOST_LISTED).join(', ');
  return `write one of ${listed}${candidates.length > MOST_LISTED ? ', …' : ''}`;
}

/** One entry of each list. */
const ENTRIES: Readonly<Record<string, string>> = {
  topics: 'topic',
  subjects: 'subject',
  parties: 'party',
  people: 'person',
  outlets: 'outlet',
  promises: 'promise',
  places: 'place',
  sources: 'source',
  points: 'point',
  delegations: 'delegation',
  sessions: 'session',
};

/** `talk riyadh-2025-02-18`, `sources of riyadh-2025-02-18`, or `topics`. */
function fileEntry({ name, talk }: FileName): string {
  if (talk === undefined) return name;
  return name === 'talk' ? `talk ${talk}` : `${name} of ${talk}`;
}

/**
 * `point swift-banks`, or `point no. 3` where it has no id; the file's own name outside its lists.
 * @param ids of the entries of each list
 */
export function entryAt(
  file: FileName,
  path: Path,
  ids: ReadonlyMap<PropertyKey, readonly (string | undefined)[]>,
): string {
  const [list = '', index] = path;
  const noun = ENTRIES[String(list)];
  if (noun === undefined || index === undefined) return fileEntry(file);
  const id = typeof index === 'number' ? ids.get(list)?.[index] : index;
  if (typeof id === 'string' && /^[\w.-]{1,64}$/.test(id)) return `${noun} ${id}`;
  return typeof index === 'number' ? `${noun} no. ${index + 1}` : fileEntry(file);
}

/** What stands at the path. */
export function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.hasOwn(value, step) ? (value as Record<PropertyKey, unknown>)[step] : undefined;
  }
  return value;
}

/** The findings as problems, once their lines and columns are known. */
export function placeFindings(
  file: FileName,
  findings: readonly FoundInEntry[],
  positions: readonly Position[],
): readonly ContentProblem[] {
  return findings.map(({ entry, what, path }, index) => ({
    file: file.file,
    ...(positions[index] ?? START),
    entry,
    ...said(what),
    path,
  }));
}

/** Also for a form, where it is said differently there. */
function said(what: string): Pick<ContentProblem, 'what' | 'inForm'> {
  const [file, form] = [inFile(what), inForm(what)];
  return form === file ? { what: file } : { what: file, inForm: form };
}

/** Mistakes of the YAML itself. */
export function placeFaults(file: FileName, faults: readonly Fault[]): readonly ContentProblem[] {
  return faults.map((fault) => ({ file: file.file, entry: fileEntry(file), ...fault }));
}

/** A file that could not be read at all. */
export function placeRefusal(file: FileName, refused: string): ContentProblem {
  return { file: file.file, ...START, entry: fileEntry(file), what: refused };
}

/** By file, then line, then column. */
export function byPlace(a: ContentProblem, b: ContentProblem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
