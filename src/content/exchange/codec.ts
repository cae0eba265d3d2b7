// How a value of the content is written in JSON-LD, and read back: small codecs that are put together.

import { UserError } from '../../errors.ts';
import { ORIGINAL, TRANSLATIONS } from '../schema.ts';

export interface Codec {
  write(value: unknown): unknown;
  /** @throws UserError for what no export has */
  read(value: unknown): unknown;
}

export type Node = Readonly<Record<string, unknown>>;

export const same: Codec = { write: (value) => value, read: (value) => value };

/** An id as the name of a node: `party:norway`. */
export function reference(kind: string): Codec {
  return { write: (id) => `${kind}:${String(id)}`, read: (name) => idIn(name) };
}

/** The part of a node's name behind its kind. */
export function idIn(name: unknown): string {
  if (typeof name !== 'string' || !name.includes(':'))
    throw noExport(`${JSON.stringify(name)} is no name of a node`);
  return name.slice(name.indexOf(':') + 1);
}

export function listOf(codec: Codec): Codec {
  return {
    write: (values) => (values as readonly unknown[]).map((value) => codec.write(value)),
    read(values) {
      if (!Array.isArray(values)) throw noExport(`${JSON.stringify(values)?.slice(0, 60)} is no list`);
      return values.map((value) => codec.read(value));
    },
  };
}

/** A key of the content → its key in JSON-LD, and how its value is written. */
export type Keys = Readonly<Record<string, readonly [key: string, codec: Codec]>>;

export interface NodeShape {
  readonly type: string;
  readonly keys: Keys;
  /** Keys whose words stand in several languages: the English under the key, the others under `names`. */
  readonly words?: Readonly<Record<string, string>>;
}

/** An entry as a node. What the content leaves out stays out. */
export function node({ type, keys, words = {} }: NodeShape): Codec {
  return {
    write(value) {
      const entry = asNode(value);
      const written: Record<string, unknown> = { '@type': type };
      for (const [own, key] of Object.entries(words)) {
        const tongues = inLanguages(entry, own, Object.keys(words).length === 1);
        if (tongues !== undefined) written[key] = tongues;
      }
      for (const [own, [key, codec]] of Object.entries(keys))
        if (entry[own] !== undefined) written[key] = codec.write(entry[own]);
      return written;
    },
    read(value) {
      const given = asNode(value);
      // The id, what it is called, and then the rest: as the files have it.
      const entry: Record<string, unknown> = {};
      if (keys.id !== undefined && given[keys.id[0]] !== undefined)
        entry.id = keys.id[1].read(given[keys.id[0]]);
      const names: Record<string, unknown> = {};
      for (const [own, key] of Object.entries(words)) {
        if (given[key] === undefined) continue;
        const tongues = asNode(given[key]);
        if (tongues[ORIGINAL] !== undefined) entry[own] = tongues[ORIGINAL];
        for (const language of TRANSLATIONS) {
          if (tongues[language] === undefined) continue;
          names[language] =
            Object.keys(words).length === 1
              ? tongues[language]
              : { ...(names[language] as Node | undefined), [own]: tongues[language] };
        }
      }
      for (const [own, [key, codec]] of Object.entries(keys))
        if (own !== 'id' && given[key] !== undefined) entry[own] = codec.read(given[key]);
      return Object.keys(names).length === 0 ? entry : { ...entry, names };
    },
  };
}

/** `{ en: Norway, ru: Норвегия }`; `undefined` where there is nothing in any. */
function inLanguages(entry: Node, own: string, isOnly: boolean): Node | undefined {
  const names = entry.names === undefined ? {} : asNode(entry.names);
  const tongues: Record<string, unknown> = {};
  if (entry[own] !== undefined) tongues[ORIGINAL] = entry[own];
  for (const language of TRANSLATIONS) {
    const said = names[language];
    const words = isOnly || said === undefined ? said : asNode(said)[own];
    if (words !== undefined) tongues[language] = words;
  }
  return Object.keys(tongues).length === 0 ? undefined : tongues;
}

/** @throws UserError for what has no keys */
export function asNode(value: unknown): Node {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw noExport(`${String(JSON.stringify(value)).slice(0, 60)} has no keys`);
  return value as Node;
}

export function noExport(what: string): UserError {
  return new UserError(
    `That is no export of the content: ${what}; make one with npm run content -- export FOLDER`,
  );
}
