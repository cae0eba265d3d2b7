// The entry of `npm run content`: checks a content folder, writes the editors' JSON Schemas.

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { jsonSchemas, SCHEMA_FOLDER } from '../content/schema-json.ts';
import { UserError } from '../errors.ts';
import { loadSettings } from '../ops/settings.ts';
import { checkReport, forgetPublished, stampReport } from './content-report.ts';

const USAGE = `npm run content -- check [FOLDER] [--since DATABASE_URL]    checks every file of the folder (CONTENT_DIR), with a database also what was published
npm run content -- schema [FOLDER]                          writes the JSON Schemas that editors complete and underline by
npm run content -- stamp TALK [FOLDER]                      prints what translations of the talk carry as "of"
npm run content -- forget TALK[/POINT] --since DATABASE_URL  lets a published point, or a whole talk, go without a word to readers`;

/** Gives what to print; throws a UserError for what a person can mend. */
async function run(args: readonly string[]): Promise<string> {
  const { words, since } = read(args);
  const [command, ...rest] = words;
  const [first, second, ...more] = rest;
  if (more.length > 0) throw new UserError(USAGE);
  if (command === 'check' && second === undefined) return checkReport(first ?? folder(), since);
  if (command === 'schema' && second === undefined && since === undefined)
    return writeSchemas(path.join(first ?? folder(), SCHEMA_FOLDER));
  if (command === 'stamp' && first !== undefined && since === undefined)
    return stampReport(second ?? folder(), first);
  if (command === 'forget' && first !== undefined && second === undefined && since !== undefined)
    return forgetPublished(since, first);
  throw new UserError(USAGE);
}

function folder(): string {
  return loadSettings().contentDir;
}

function read(args: readonly string[]): {
  readonly words: readonly string[];
  readonly since: string | undefined;
} {
  try {
    const options = { since: { type: 'string' } } as const;
    const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options });
    return { words: positionals, since: values.since };
  } catch (error) {
    throw new UserError(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
}

async function writeSchemas(target: string): Promise<string> {
  await mkdir(target, { recursive: true });
  const schemas = Object.entries(jsonSchemas());
  for (const [name, text] of schemas) await writeFile(path.join(target, name), text);
  return `${schemas.length} schemas written to ${target}`;
}

try {
  process.stdout.write(`${await run(process.argv.slice(2))}\n`);
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
