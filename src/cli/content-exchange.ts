// `npm run content -- export` and `import`: the content for other programs, and back.

import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { createCatalogue } from '../content/catalogue.ts';
import { isId } from '../content/editing/folder.ts';
import { textOf, writeWhole } from '../content/editing/whole-file.ts';
import { csvTables } from '../content/exchange/csv.ts';
import { type Entries, exportContent, importContent } from '../content/exchange/json-ld.ts';
import { yamlFiles } from '../content/exchange/yaml-files.ts';
import { loadContent, loadEntries } from '../content/load.ts';
import { TRANSLATIONS } from '../content/schema.ts';
import { jsonSchemas, SCHEMA_FOLDER } from '../content/schema-json.ts';
import { UserError } from '../errors.ts';

const CATALOGUE = 'catalogue.jsonld';
const ANNOTATIONS = 'annotations.jsonld';

/** @throws UserError where the target holds anything */
export async function exportReport(folder: string, target: string): Promise<string> {
  const content = await loadEntries(folder);
  await requireEmpty(target);
  const { catalogue, annotations } = exportContent(content);
  const files = {
    [CATALOGUE]: inLines(catalogue),
    [ANNOTATIONS]: inLines(annotations),
    ...csvTables(createCatalogue(content)),
  };
  for (const [name, text] of Object.entries(files)) await writeWhole(path.join(target, name), text);
  const points = content.talks.reduce((sum, { talk }) => sum + talk.points.length, 0);
  const left = content.heldBack.size;
  return [
    `${count(content.talks.length, 'round')} with ${count(points, 'point')} ${content.talks.length === 1 ? 'is' : 'are'} in ${target}: ${Object.keys(files).join(', ')}`,
    ...(left === 0 ? [] : [`Left out, as not published yet: ${[...content.heldBack].join(', ')}`]),
  ].join('\n');
}

/** @throws UserError for what is no export, ContentError where what it holds is not right: both write nothing, or say what */
export async function importReport(from: string, target: string): Promise<string> {
  const catalogue = await jsonIn(from, CATALOGUE);
  const annotations = await jsonIn(from, ANNOTATIONS);
  const entries = importContent({ catalogue, annotations });
  refuseStrangeNames(entries);
  await requireEmpty(target);
  for (const [file, text] of yamlFiles(entries)) await writeWhole(path.join(target, file), text);
  for (const [file, text] of Object.entries(jsonSchemas()))
    await writeWhole(path.join(target, SCHEMA_FOLDER, file), text);
  const loaded = await loadContent(target);
  const number = loaded.talks.length;
  return number === 1
    ? `1 round is written into ${target}, and passes the check.`
    : `${number} rounds are written into ${target}, and pass the check.`;
}

/** Names of folders and files come out of the export: nothing may lead out of the target. */
function refuseStrangeNames({ talks }: Entries): void {
  for (const { talk, translations } of talks) {
    const languages = translations.map(({ language }) => language);
    const strange = languages.find((language) => !TRANSLATIONS.some((one) => one === language));
    if (!isId(String(talk.id)))
      throw new UserError(`${JSON.stringify(talk.id)} is no id of a talk; nothing was written`);
    if (strange !== undefined)
      throw new UserError(`There are no translations into ${JSON.stringify(strange)}; nothing was written`);
  }
}

async function requireEmpty(target: string): Promise<void> {
  const names = await readdir(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new UserError(`${target} is no folder; name a new one`);
  });
  if (names.length > 0) throw new UserError(`${target} is not empty; name a new folder`);
}

async function jsonIn(folder: string, name: string): Promise<Readonly<Record<string, unknown>>> {
  const file = path.join(folder, name);
  const text = await textOf(file);
  if (text === undefined) throw new UserError(`There is no ${file}; name the folder of an export`);
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return { ...value };
  } catch {
    // Said below.
  }
  throw new UserError(`${file} is not JSON; export it again`);
}

/** A value a line, so that two exports can be compared. */
function inLines(document: object): string {
  return `${JSON.stringify(document, undefined, 1)}\n`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
