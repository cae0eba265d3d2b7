// `npm run content -- translate`: files for translators to go on with.

import path from 'node:path';
import type { Catalogue } from '../content/catalogue.ts';
import { type EntryKind, REGISTRY_OF, registry } from '../content/editing/folder.ts';
import { translationSkeleton } from '../content/editing/skeleton.ts';
import { textOf, writeWhole } from '../content/editing/whole-file.ts';
import { TALKS_FOLDER } from '../content/files.ts';
import { loadWithDrafts } from '../content/load.ts';
import { valueAt } from '../content/problems.ts';
import { type Talk, TRANSLATIONS } from '../content/schema.ts';
import { ContentError, UserError } from '../errors.ts';

/** Outlets are called the same in every language, unless they say otherwise. */
const NAMED: readonly EntryKind[] = ['person', 'party', 'place', 'promise', 'subject', 'topic'];

/**
 * Writes the file of each talk that lacks something in the language.
 * @param id of the only talk wanted; empty for all
 * @throws UserError for a language or a talk that there is not
 */
export async function translateReport(folder: string, language: string, id: string): Promise<string> {
  if (!TRANSLATIONS.some((one) => one === language))
    throw new UserError(
      `There are no translations into ${language}; write one of ${TRANSLATIONS.join(', ')}`,
    );
  const { catalogue, problems } = await loadWithDrafts(folder);
  if (catalogue === undefined) throw new ContentError(problems);
  const talks = catalogue.talks.filter((talk) => id === '' || talk.id === id);
  if (talks.length === 0) {
    const ids = catalogue.talks.map((talk) => talk.id).join(', ');
    throw new UserError(`There is no talk ${id} that is right so far; write one of ${ids}`);
  }
  const lines: string[] = [];
  for (const talk of talks) lines.push(...(await translateTalk(folder, catalogue, talk, language)));
  lines.push(...(await namesLacking(folder, language)));
  return lines.length === 0 ? `Everything is there in ${language}.` : lines.join('\n');
}

async function translateTalk(
  folder: string,
  catalogue: Catalogue,
  talk: Talk,
  language: string,
): Promise<readonly string[]> {
  const file = path.join(folder, TALKS_FOLDER, talk.id, `${language}.yaml`);
  const points = [...catalogue.everyPoint()]
    .filter((one) => one.talk.id === talk.id)
    .map(({ point }) => point);
  const before = await textOf(file);
  const { text, missing, stale } = translationSkeleton(before, talk, points, language, file);
  if (text !== before) await writeWhole(file, text);
  const counts = [
    missing === 0 ? undefined : `${missing} to translate`,
    stale === 0 ? undefined : `${stale} to compare with the English, which has changed`,
  ];
  return missing + stale === 0 ? [] : [`${file}: ${counts.filter((one) => one !== undefined).join(', ')}`];
}

async function namesLacking(folder: string, language: string): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const kind of NAMED) {
    const entries = await registry(folder, kind);
    const ids = entries
      .filter((entry) => valueAt(entry, ['names', language]) === undefined)
      .map(({ id }) => String(id));
    if (ids.length > 0)
      lines.push(
        `${path.join(folder, `${REGISTRY_OF[kind]}.yaml`)}: names: { ${language}: … } to be written for ${ids.join(', ')}`,
      );
  }
  return lines;
}
