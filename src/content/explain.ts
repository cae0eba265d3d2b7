// What zod found wrong, in an editor's words: what is wrong; what to write.
// Called by load.ts for every file that does not fit its schema.

import type { z } from 'zod';
import { keysAt, valueAt } from './draft.ts';
import { shown, suggestion } from './wording.ts';
import type { Path } from './yaml-file.ts';

/** Something wrong at a place of a file, before its line is looked up. */
export interface Finding {
  readonly path: Path;
  /** Whether the key or the value is at fault. */
  readonly at: 'key' | 'value';
  /** What is wrong; what to write. */
  readonly what: string;
}

/** How each key is written: the hint for one that is missing or of the wrong shape. */
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

/** One finding for each thing that zod found wrong in the file's data. */
export function explainIssues(schema: z.ZodType, data: unknown, error: z.ZodError): readonly Finding[] {
  return error.issues.flatMap((issue) => explainIssue(schema, data, issue));
}

function explainIssue(schema: z.ZodType, data: unknown, issue: z.core.$ZodIssue): readonly Finding[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    const present = Object.keys(Object(valueAt(data, path)));
    const allowed = keysAt(schema, path);
    const free = allowed.filter((key) => !present.includes(key));
    return issue.keys.map((key) => ({
      path: [...path, key],
      at: 'key',
      what: `unknown key ${shown(key)}; ${suggestion(key, free, suggestion(key, allowed))}`,
    }));
  }
  const value = valueAt(data, path);
  const key = path.findLast((step) => typeof step === 'string');
  const name =
    path.length === 0
      ? 'the file'
      : key === path.at(-1)
        ? shown(String(key))
        : `an item of ${shown(String(key))}`;
  const example = EXAMPLES[String(key)] ?? `${String(key)}: …`;
  if (value === undefined) return [{ path, at: 'key', what: `has no ${name}; write ${example}` }];
  if (issue.code === 'invalid_type') {
    const shape = SHAPES[issue.expected] ?? issue.expected;
    return [
      {
        path,
        at: 'value',
        what: `${name} is not ${shape}; write ${path.length === 0 ? `${keysAt(schema, [])[0]}:` : example}`,
      },
    ];
  }
  if (issue.code === 'invalid_value') {
    const what = `${name} is ${shown(String(value))}; ${suggestion(String(value), issue.values.map(String))}`;
    return [{ path, at: 'value', what }];
  }
  return [{ path, at: 'value', what: `${name} ${issue.message}` }];
}
