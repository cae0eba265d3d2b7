// `npm run content`: checks a content folder, writes the editors' JSON Schemas.

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Catalogue } from '../content/catalogue.ts';
import { loadContent } from '../content/load.ts';
import { jsonSchemas, SCHEMA_FOLDER } from '../content/schema-json.ts';
import type { Command } from './command.ts';

/** Relative to the working directory. */
const FOLDER = './content';

export const content: Command = {
  actions: {
    check: {
      word: '[FOLDER]',
      does: `checks every file of the folder (${FOLDER})`,
      run: async (folder) => verdict(await loadContent(folder || FOLDER)),
    },
    schema: {
      word: '[FOLDER]',
      does: 'writes the JSON Schemas that editors complete and underline by',
      run: (folder) => writeSchemas(path.join(folder || FOLDER, SCHEMA_FOLDER)),
    },
  },
};

function verdict(catalogue: Catalogue): string {
  const points = catalogue.talks.reduce((sum, talk) => sum + talk.points.length, 0);
  const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`;
  return `${count(catalogue.talks.length, 'talk')}, ${count(points, 'point')}, ${count(catalogue.topics.length, 'topic')}: all sourced.`;
}

async function writeSchemas(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const schemas = Object.entries(jsonSchemas());
  for (const [name, text] of schemas) await writeFile(path.join(folder, name), text);
  return `${schemas.length} schemas written to ${folder}`;
}
