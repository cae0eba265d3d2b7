// How content problems are worded: what is wrong; what to write.

import { distance } from 'fastest-levenshtein';
import type { z } from 'zod';
import { keysAt, valueAt } from './draft.ts';
import type { Finding } from './findings.ts';
import { MOST_MISTAKES, type Path } from './yaml-file.ts';

/** How each key is written, for one that is missing or of the wrong shape. */
const EXAMPLES: Readonly<Record<string, string>> = {
  about: 'about: Russia–United States',
  also: 'also: [Another Spelling]',
  at: 'at: ¶12',
  by: 'by: [lavrov]',
  city: 'city: Riyadh',
  command: 'command: ukraine',
  commitment: 'commitment: { status: announced }',
  country: 'country: Saudi Arabia',
  date: 'date: 2025-02-18',
  delegations: 'delegations: with "- party: …" under it',
  description: 'description: a line for the command menu',
  id: 'id: short-name',
  kind: 'kind: said',
  members: 'members: [] or "- person: …" under it',
  name: 'name: the name as readers know it',
  parties: 'parties: with "- id: …" under it',
  part: 'part: delegation or part: host',
  party: 'party: russia',
  people: 'people: with "- id: …" under it',
  person: 'person: lavrov',
  place: 'place: { city: Riyadh, country: Saudi Arabia }',
  point: 'point: the id of a point of this talk',
  points: 'points: with "- id: …" under it',
  role: 'role: Foreign Minister',
  short: 'short: Lavrov',
  sources: 'sources: [{ id: izvestia, at: ¶12 }]',
  speakers: 'speakers: with "- person: …" under it',
  status: 'status: announced',
  text: 'text: one or two plain sentences',
  timeline: 'timeline: with "- date: …" under it',
  title: 'title: Riyadh talks',
  topics: 'topics: [overview]',
};

const SHAPES: Readonly<Record<string, string>> = {
  string: 'one text',
  array: 'a list',
  object: 'an entry with keys',
};

/** Of a file; one more than is shown, so that it is seen that there are more. */
const MOST_FINDINGS = MOST_MISTAKES + 1;

/** One finding for each value that zod refuses, as far as the first hundred. */
export function explainIssues(schema: z.ZodType, data: unknown, error: z.ZodError): readonly Finding[] {
  const findings = new Map<string, Finding>();
  const misspelt = new Set<string>();
  for (const issue of error.issues) {
    if (issue.code !== 'unrecognized_keys') continue;
    if (findings.size >= MOST_FINDINGS) break;
    for (const { finding, meant } of unknownKeys(schema, data, issue)) {
      findings.set(finding.path.join('/'), finding);
      if (meant !== undefined) misspelt.add([...issue.path, meant].join('/'));
    }
  }
  for (const issue of error.issues) {
    if (findings.size >= MOST_FINDINGS) break;
    const place = issue.path.join('/');
    if (issue.code === 'unrecognized_keys' || findings.has(place) || misspelt.has(place)) continue;
    findings.set(place, explainValue(schema, data, issue));
  }
  return [...findings.values()];
}

/** Unknown keys, each with the missing key that was probably meant. */
function unknownKeys(schema: z.ZodType, data: unknown, issue: z.core.$ZodIssueUnrecognizedKeys) {
  const present = new Set(Object.keys(Object(valueAt(data, issue.path))));
  const allowed = keysAt(schema, issue.path);
  const missing = allowed.filter((other) => !present.has(other));
  return issue.keys.slice(0, MOST_FINDINGS).map((key) => {
    const meant = nearest(key, missing);
    const advice = meant === undefined ? suggestion(key, allowed) : `write ${shown(meant)}`;
    const what = `unknown key ${shown(key)}; ${advice}`;
    const finding: Finding = { path: [...issue.path, key], at: 'key', what };
    return { finding, meant };
  });
}

function explainValue(schema: z.ZodType, data: unknown, issue: z.core.$ZodIssue): Finding {
  const { path } = issue;
  const value = valueAt(data, path);
  const at = (what: string): Finding => ({ path, at: 'value', what });
  if (path.length === 0)
    return at(
      `the file has no keys; write ${keysAt(schema, [])
        .map((key) => `${key}:`)
        .join(' ')}`,
    );
  const key = String(path.findLast((step) => typeof step === 'string'));
  const name = typeof path.at(-1) === 'string' ? shown(key) : `an item of ${shown(key)}`;
  const example = exampleFor(path, key);
  if (value === undefined) return at(`has no ${name}; write ${example}`);
  switch (issue.code) {
    case 'invalid_type':
      return at(`${name} is not ${SHAPES[issue.expected] ?? issue.expected}; write ${example}`);
    case 'invalid_value':
      return at(`${name} is ${shown(String(value))}; ${suggestion(String(value), issue.values.map(String))}`);
    case 'too_big':
      return at(`${name} has ${String(value).length} characters; write at most ${issue.maximum}`);
    default:
      return at(`${name} ${issue.message}`);
  }
}

/** `topics` and `sources` are lists of entries at the top of a file, and lists of references in a point. */
function exampleFor(path: Path, key: string): string {
  if (path[0] === key && (key === 'topics' || key === 'sources')) return `${key}: with "- id: …" under it`;
  return EXAMPLES[key] ?? `${key}: …`;
}

const MOST_SHOWN = 60;
const MOST_LISTED = 12;

/** A value in quotation marks: on one line, control characters escaped, shortened to 60 characters. */
export function shown(value: string): string {
  const characters = [...value];
  const short = characters.length > MOST_SHOWN ? `${characters.slice(0, MOST_SHOWN).join('')}…` : value;
  return JSON.stringify(short);
}

/** The candidate closest to the word, if it is close. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= least) continue;
    const apart = distance(word.toLowerCase(), candidate.toLowerCase());
    if (apart < least) [best, least] = [candidate, apart];
  }
  return best;
}

/** `write "sources"` where one is near, else `write one of …` with the first dozen. */
export function suggestion(word: string, allowed: Iterable<string>, otherwise?: string): string {
  const candidates = [...allowed];
  const near = nearest(word, candidates);
  if (near !== undefined) return `write ${shown(near)}`;
  if (otherwise !== undefined) return otherwise;
  const listed = candidates.slice(0, MOST_LISTED).join(', ');
  return `write one of ${listed}${candidates.length > MOST_LISTED ? ', …' : ''}`;
}
