// Entries → the files of a content folder.

import { Document, isMap, isScalar, isSeq, visit, type YAMLMap } from 'yaml';
import { WRITTEN } from '../editing/entries.ts';
import { TALKS_FOLDER } from '../files.ts';
import type { Entries } from './json-ld.ts';

const REGISTRIES = ['topics', 'subjects', 'parties', 'people', 'outlets', 'promises', 'places'] as const;

/** The text of each file, by its path in the folder. */
export function yamlFiles(entries: Entries): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const name of REGISTRIES)
    files.set(`${name}.yaml`, written(`schema/${name}.schema.json`, { [name]: entries[name] }));
  for (const { talk, sources, translations } of entries.talks) {
    const at = (name: string) => `${TALKS_FOLDER}/${String(talk.id)}/${name}.yaml`;
    files.set(at('talk'), written('../../schema/talk.schema.json', talk));
    if (sources.length > 0)
      files.set(at('sources'), written('../../schema/sources.schema.json', { sources }));
    for (const { language, talk: head, points } of translations) {
      const whole = { ...(head === undefined ? {} : { talk: head }), points: Object.fromEntries(points) };
      files.set(at(language), written('../../schema/translation.schema.json', whole));
    }
  }
  return files;
}

function written(schema: string, value: unknown): string {
  const document = new Document(value, { aliasDuplicateObjects: false, keepUndefined: false });
  visit(document, {
    Map(_key, map, path) {
      // An entry of the file has a line a key; what it holds goes into braces where it holds no more entries.
      if (path.length > ENTRY && isLeaf(map)) map.flow = true;
    },
    Seq(_key, list) {
      if (list.items.every((item) => isScalar(item))) list.flow = true;
    },
  });
  const text = document.toString(WRITTEN).replace(/: \[ (.*) \]$/gm, ': [$1]');
  return `# yaml-language-server: $schema=${schema}\n${text}`;
}

/** The document, its keys, a list: what stands deeper is inside an entry. */
const ENTRY = 4;

function isLeaf({ items }: YAMLMap): boolean {
  return items.every(
    ({ value }) =>
      isScalar(value) ||
      value === null ||
      (isSeq(value) && value.items.every((item) => isScalar(item))) ||
      (isMap(value) && isLeaf(value)),
  );
}
