// The entry of `npm run content`: checks a content folder, writes the editors' JSON Schemas.

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Catalogue } from '../content/catalogue.ts';
import { loadContent } from '../content/load.ts';
import { jsonSchemas, SCHEMA_FOLDER } from '../content/schema-json.ts';
import { UserError } from '../errors.ts';

const USAGE = `npm run content -- check [FOLDER]    checks every file of the folder (./content)
npm run content -- schema [FOLDER]   writes the JSON Schemas that editors complete and underline by`;

/** Gives what to print; throws a UserError for what a person can mend. */
async function run(args: readonly string[]): Promise<string> {
  const [command, folder = './content', ...rest] = positionals(args);
  if (command === 'check' && rest.length === 0) return verdict(await loadContent(folder));
  if (command === 'schema' && rest.length === 0) return writeSchemas(path.join(folder, SCHEMA_FOLDER));
  throw new UserError(USAGE);
}

function positionals(args: readonly string[]): readonly string[] {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: {} }).positionals;
  } catch (error) {
    throw new UserError(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
}

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

try {
  process.stdout.write(`${await run(process.argv.slice(2))}\n`);
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
