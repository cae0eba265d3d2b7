// What does not fit the schemas, in an editor's words; and what of a faulty entry is good enough to check on.

import { z } from 'zod';
import {
  atKey,
  atValue,
  type Finding,
  MAX_PROBLEMS,
  nearest,
  shown,
  suggestion,
  valueAt,
} from './problems.ts';
import { codeOf } from './schema.ts';
import { either } from './wording.ts';
import type { Path } from './yaml-place.ts';

/** How each key is written: the hint for one that is missing or of the wrong shape. Placeholders, not to be pasted. */
const EXAMPLES: Readonly<Record<string, string>> = {
  about: 'about: who with whom',
  also: 'also: [Another Spelling]',
  answers: 'answers: with "- { to: …, how: denies }" under it',
  at: 'at: ¶12',
  by: 'by: [an id of people.yaml, parties.yaml or outlets.yaml]',
  changes: 'changes: with "- { on: …, how: reworded }" under it',
  citations: 'citations: with "- { source: …, at: ¶12, passage: … }" under it',
  command: 'command: what a reader types after the slash',
  country: 'country: two letters, such as FR',
  date: 'date: YYYY-MM-DD',
  delegations: 'delegations: with "- party: …" under it',
  description: 'description: a line for the command menu',
  form: 'form: with what it is',
  id: 'id: short-name',
  kind: 'kind: said, or another kind',
  language: 'language: two letters, such as uk',
  lead: 'lead: [ids of up to five points]',
  members: 'members: [] or "- person: …" under it',
  name: 'name: the name as readers know it',
  names: 'names: { ru: …, uk: … }',
  note: 'note: what it says instead',
  of: 'of: the id or the stamp that belongs here',
  passage: 'passage: 4 to 12 words of the source',
  part: 'part: delegation or part: host',
  party: 'party: an id of parties.yaml',
  person: 'person: an id of people.yaml',
  place: 'place: an id of places.yaml',
  promise: 'promise: { id: …, step: made }',
  quote: 'quote: { text: …, of: … }',
  role: 'role: what they were on that day',
  roles: 'roles: with "- { role: …, party: … }" under it',
  sessions: 'sessions: with "- { id: …, title: …, date: …, parties: […] }" under it',
  short: 'short: the name in front of a statement',
  source: 'source: an id of a sources.yaml',
  text: 'text: one plain sentence',
  title: 'title: a name of a few words',
  topics: 'topics: [an id of topics.yaml]',
};

/** The same where it is a field of a form that waits for it. */
const IN_FORM: Readonly<Record<string, string>> = {
  about: 'who with whom',
  answers: 'the point that it answers, and how',
  at: 'where in the source, such as ¶12',
  by: 'whose statement it is',
  changes: 'the day, and what has changed',
  citations: 'what proves it, by selecting words of a source',
  command: 'what a reader types after the slash',
  country: 'two letters, such as FR',
  date: 'the day, such as 2026-04-14',
  delegations: 'who was there',
  description: 'a line for the command menu',
  form: 'what it is',
  id: 'a short name, such as swift-banks',
  kind: 'which kind of point it is',
  language: 'two letters, such as uk',
  lead: 'one to five points that a reader must know, by ☆',
  members: 'who came, or nobody',
  name: 'the name as readers know it',
  names: 'the names in other languages',
  note: 'what it says instead',
  of: 'what belongs here',
  passage: '4 to 12 words of the source, by selecting them in its text',
  part: 'what part it had',
  parties: 'who sat at this table',
  party: 'which party it is',
  person: 'who it is',
  place: 'where it was',
  points: 'one at least, by selecting words of a source and pressing “New point”',
  promise: 'which promise, and what became of it',
  quote: 'the words, and whose they are',
  role: 'what they were on that day',
  roles: 'what they were, and when',
  sessions: 'the tables',
  short: 'the name in front of a statement',
  source: 'which source says it',
  text: 'one plain sentence',
  title: 'a name of a few words',
  topics: 'one topic at least',
};

/** The lists of entries at the top of files. */
const LISTS: ReadonlySet<string> = new Set([
  'topics',
  'subjects',
  'parties',
  'people',
  'outlets',
  'promises',
  'places',
  'sources',
  'points',
]);

const SHAPES: Readonly<Record<string, string>> = {
  string: 'one text',
  array: 'a list',
  object: 'an entry with keys',
  record: 'an entry with keys',
};

/** Keys of the format before this one, and what is written now. The first step of a path tells whose key it is. */
const OLD_KEYS: Readonly<Record<string, readonly (readonly [key: string, now: string])[]>> = {
  points: [
    ['sources', '"citations" with the source, the place and the passage of each'],
    ['denies', '"answers", as answers: [{ to: …, how: denies }]'],
    ['commitment', '"promise", as promise: { id: …, step: made }'],
    ['exact', '"passage"'],
  ],
  delegations: [
    ['sources', '"citations" with the source, the place and the passage of each'],
    ['since', 'the time of a role in people.yaml, under roles'],
    ['until', 'the time of a role in people.yaml, under roles'],
  ],
  citations: [
    ['id', '"source"'],
    ['exact', '"passage"'],
  ],
  talk: [
    ['speakers', 'the roles of each person in people.yaml'],
    ['timeline', 'the dates of points: the timeline is made from them'],
    ['language', 'nothing: talk.yaml is written in English'],
  ],
  sources: [
    ['via', '"carries"'],
    ['name', '"outlet", an id of outlets.yaml, and "title"'],
    ['short', '"outlet", an id of outlets.yaml'],
    ['about', '"outlet", an id of outlets.yaml'],
    ['stance', 'the country and the owner of its outlet in outlets.yaml'],
  ],
};

/** Where an old key stands is told by the list around it. */
function oldKey(path: Path, key: string): string | undefined {
  const isCitation = path.includes('citations');
  const list = isCitation ? 'citations' : path.length === 0 ? 'talk' : String(path[0]);
  return OLD_KEYS[list]?.find(([old]) => old === key)?.[1];
}

/** What the findings need to know besides the schema. */
export interface Known {
  /** The id of who bears the name: "Marco Rubio" is rubio. */
  idByName(name: string): string | undefined;
}

/**
 * One finding for each thing that zod found wrong in a value, the first where one place has several.
 * @param base where in the file the value stands
 */
export function explainIssues(
  schema: z.ZodType,
  value: unknown,
  error: z.ZodError,
  base: Path,
  known: Known,
): readonly Finding[] {
  const findings = new Map<string, Finding>();
  const misspelt = new Set<string>();
  for (const issue of error.issues) {
    if (issue.code !== 'unrecognized_keys') continue;
    for (const { finding, meant } of unknownKeys(schema, value, issue, base)) {
      if (findings.size >= MAX_PROBLEMS) return [...findings.values()];
      findings.set(finding.path.join('/'), finding);
      if (meant !== undefined) misspelt.add([...base, ...issue.path, meant].join('/'));
    }
  }
  for (const issue of error.issues) {
    if (findings.size >= MAX_PROBLEMS) break;
    const place = [...base, ...issue.path].join('/');
    if (issue.code === 'unrecognized_keys' || findings.has(place) || misspelt.has(place)) continue;
    findings.set(place, explainValue(schema, value, issue, base, known));
  }
  return [...findings.values()];
}

/** Keys that the entry may not have, each with the key that was probably meant and that the entry lacks. */
function unknownKeys(
  schema: z.ZodType,
  value: unknown,
  issue: z.core.$ZodIssueUnrecognizedKeys,
  base: Path,
): readonly { readonly finding: Finding; readonly meant: string | undefined }[] {
  const entry: unknown = valueAt(value, issue.path);
  const present = new Set(Object.keys(Object(entry)));
  const allowed = keysAt(schema, issue.path);
  const missing = allowed.filter((other) => !present.has(other));
  return issue.keys.slice(0, MAX_PROBLEMS).map((key) => {
    const path = [...base, ...issue.path, key];
    const now = oldKey([...base, ...issue.path], key);
    if (now !== undefined) {
      const meant = /^"(\w+)"/.exec(now)?.[1];
      return { finding: atKey(path, `${shown(key)} is written another way now; write ${now}`), meant };
    }
    if (/[^\x20-\x7e]/.test(key)) {
      const foreign = /[^\x20-\x7e]/u.exec(key)?.[0] ?? '';
      const isSpace = /^\s/u.test(foreign);
      const what = isSpace
        ? `the key ${shown(key)} holds a space that is none (${codeOf(foreign)}); type it again with plain spaces`
        : `the key ${shown(key)} holds ${foreign} (${codeOf(foreign)}), which is none of a-z; type the key again`;
      return { finding: atKey(path, what), meant: nearest(key.replace(/[^\w-]/g, ''), missing) };
    }
    if (valueAt(entry, [key]) === null) {
      const what = `${shown(key)} stands in { } without a value; put a text with a comma in it in double quotation marks`;
      return { finding: atKey(path, what), meant: undefined };
    }
    const meant = nearest(key, missing);
    const advice = meant === undefined ? suggestion(key, allowed) : `write ${shown(meant)}`;
    return { finding: atKey(path, `unknown key ${shown(key)}; ${advice}`), meant };
  });
}

function explainValue(
  schema: z.ZodType,
  data: unknown,
  issue: z.core.$ZodIssue,
  base: Path,
  known: Known,
): Finding {
  const path = [...base, ...issue.path];
  const value = valueAt(data, issue.path);
  if (path.length === 0) {
    const keys = keysAt(schema, []).map((key) => `${key}:`);
    return atValue(path, `the file has no keys; write ${keys.slice(0, 6).join(' ')}`);
  }
  const key = String(path.findLast((step) => typeof step === 'string'));
  const last = path.at(-1);
  const field = typeof last === 'string' ? shown(key) : `an item of ${shown(key)}`;
  // In a form, it stands beside the field.
  const name = either(field, '');
  const example = either(exampleFor(path, key), IN_FORM[key] ?? 'what belongs here');
  if (issue.code === 'invalid_key') {
    return atKey(path, `the key ${shown(key)} is not an id; write one of this talk`);
  }
  if (value === undefined)
    return atValue(path, `${either(`has no ${field}`, 'is missing')}; write ${example}`);
  if (value === null || value === '')
    return atValue(
      path,
      `${name} is empty; write ${example}${isNeeded(schema, data, issue.path) ? '' : either(', or leave it out', '')}`,
    );
  switch (issue.code) {
    case 'invalid_type':
      return atValue(path, wrongShape(name, key, value, issue.expected, example));
    case 'invalid_value':
      return atValue(
        path,
        `${name} is ${shown(String(value))}; ${suggestion(String(value), issue.values.map(String))}`,
      );
    case 'too_big':
      return atValue(path, tooBig(name, value, Number(issue.maximum)));
    default:
      return atValue(path, `${name} ${emptied(withId(issue.message, value, known), key)}`);
  }
}

function wrongShape(name: string, key: string, value: unknown, expected: string, example: string): string {
  const shape = SHAPES[expected] ?? expected;
  if (expected === 'array' && typeof value === 'string' && /^[\w.-]{1,48}$/.test(value))
    return `${name} is not ${shape}; write ${either(`${key}: [${value}]`, 'a list')}`;
  if (expected === 'array' && typeof value === 'string' && /^[\w.-]+(?:[,;] *[\w.-]+)+$/.test(value))
    return `${name} is not ${shape}; write ${either(`${key}: [${value.split(/[,;] */).join(', ')}]`, 'a list')}`;
  if (key === 'quote' && typeof value === 'string')
    return `${name} is written another way now; write quote: { text: …, of: whose words they are }`;
  if (key === 'place' && typeof value === 'object')
    return `${name} is written another way now; write place: an id of places.yaml, which has the country`;
  return `${name} is not ${shape}; write ${example}`;
}

function tooBig(name: string, value: unknown, maximum: number): string {
  return typeof value === 'string'
    ? `${name} has ${value.length} characters; write at most ${maximum}`
    : `${name} has ${Array.isArray(value) ? value.length : 'too many'} items; write at most ${maximum}`;
}

/** A field of a form is left empty where a key of a file is left out, and told what it waits for without its notation. */
function emptied(message: string, key: string): string {
  const [what = '', advice] = message.split('; ');
  if (advice === undefined || !/[[{:]|the key/.test(advice)) return message;
  const form = /leave the key out/.test(advice)
    ? 'write it, or leave it empty'
    : `write ${IN_FORM[key] ?? 'it'}`;
  return `${what}; ${either(advice, form)}`;
}

/** Where a name stands for an id, the id. */
function withId(message: string, value: unknown, known: Known): string {
  if (typeof value !== 'string' || !message.startsWith('is not an id')) return message;
  const id = known.idByName(value);
  return id === undefined ? message : `is the name ${shown(value)}, not an id; write ${id}`;
}

/** Lists of entries at the top of their files have another form than lists of references. */
function exampleFor(path: Path, key: string): string {
  if (path.length === 1 && LISTS.has(key)) return `${key}: with "- id: …" under it`;
  if (key === 'of' && path.includes('quote')) return 'of: whose words they are';
  return EXAMPLES[key] ?? `${key}: …`;
}

/** Whether it would be missed. */
function isNeeded(schema: z.ZodType, data: unknown, path: readonly PropertyKey[]): boolean {
  const key = path.at(-1);
  if (typeof key !== 'string') return false;
  const rest = structuredClone(data);
  const entry = valueAt(rest, path.slice(0, -1));
  if (typeof entry !== 'object' || entry === null) return false;
  Reflect.deleteProperty(entry, key);
  const issues = schema.safeParse(rest).error?.issues ?? [];
  return issues.some((issue) => z.core.toDotPath(issue.path) === z.core.toDotPath(path));
}

/** The keys that the object at the path may have. */
export function keysAt(schema: unknown, path: Path): readonly string[] {
  const inner = unwrap(schema);
  const [step, ...rest] = path;
  if (inner instanceof z.ZodArray) return keysAt(inner.element, rest);
  if (inner instanceof z.ZodRecord) return step === undefined ? [] : keysAt(inner.valueType, rest);
  if (!(inner instanceof z.ZodObject)) return [];
  return step === undefined ? Object.keys(inner.shape) : keysAt(inner.shape[String(step)], rest);
}

function unwrap(schema: unknown): unknown {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault ? unwrap(schema.unwrap()) : schema;
}

/** Those keys of an object that are right by themselves. */
export function salvage<T extends object>(schema: z.ZodObject, value: unknown): Partial<T> {
  if (typeof value !== 'object' || value === null) return {};
  const kept = Object.entries(schema.shape).flatMap(([key, field]) => {
    if (!Object.hasOwn(value, key) || !(field instanceof z.ZodType)) return [];
    const result = field.safeParse((value as Record<string, unknown>)[key]);
    return result.success ? [[key, result.data] as const] : [];
  });
  return Object.fromEntries(kept) as Partial<T>;
}
