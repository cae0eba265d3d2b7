// What stands in a round's files, right or not: the desk shows what is written before it is complete.

import { parsePlainYaml } from '../../content/plain-yaml.ts';
import { valueAt } from '../../content/problems.ts';
import { parseYaml } from '../../content/yaml-parser.ts';
import type { ParsedYaml } from '../../content/yaml-place.ts';
import type { PlainEntry } from './views.ts';

export function isPlainEntry(value: unknown): value is PlainEntry {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A file that has only remarks, or nothing, is one that begins. */
export function parsed(text: string): ParsedYaml {
  const data = parsePlainYaml(Buffer.from(text));
  if (data !== undefined) return { ok: true, data };
  return /^(?:\s*(?:#.*)?\n?)*$/.test(text) ? { ok: true, data: {} } : parseYaml(text);
}

/** The entries of a list; what is no entry stays, so that places in the list are those of the file. */
export function entriesIn(data: unknown, list: string): readonly PlainEntry[] {
  const entries = valueAt(data, [list]);
  return Array.isArray(entries) ? entries.map((entry) => (isPlainEntry(entry) ? entry : {})) : [];
}

export function textsIn(data: unknown, list: string): readonly string[] {
  const entries = valueAt(data, [list]);
  return Array.isArray(entries) ? entries.map(String) : [];
}
