// The folder of a new round: a draft with a remark at each key that says what goes there.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../../errors.ts';
import { TALKS_FOLDER } from '../files.ts';
import { isId, nameOfId, registry, requireId, talkIds } from './folder.ts';
import { writeNew } from './whole-file.ts';

/**
 * Makes `talks/<id>/` with talk.yaml and sources.yaml. The place and the day are taken from the id. Gives the files.
 * @throws UserError where the id is none, or is taken
 */
export async function newTalk(folder: string, id: string): Promise<readonly string[]> {
  requireId(id);
  if ((await talkIds(folder)).includes(id))
    throw new UserError(`There is a talk ${id} already; nothing was written`);
  const date = /\d{4}-\d{2}-\d{2}$/.exec(id)?.[0];
  const places = (await registry(folder, 'place')).map((place) => String(place.id)).filter(isId);
  const named = date === undefined ? id : id.slice(0, -date.length - 1);
  const place = places.find((one) => one === named) ?? places.find((one) => named.startsWith(`${one}-`));
  const title = `${nameOfId(named) || 'The'} talks`;
  const files = [
    [
      path.join(folder, TALKS_FOLDER, id, 'talk.yaml'),
      await filled('talk-template.yaml', { id, title, date, place }),
    ],
    [path.join(folder, TALKS_FOLDER, id, 'sources.yaml'), await filled('sources-template.yaml', { id })],
  ] as const;
  for (const [file, text] of files) await writeNew(file, text);
  return files.map(([file]) => file);
}

/** A template with `{id}` and the like filled in; what is not known is left empty. */
async function filled(
  template: string,
  values: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const text = await readFile(new URL(`./${template}`, import.meta.url), 'utf8');
  return text.replace(/ ?\{(id|title|date|place)\}/g, (hole, key: string) => {
    const value = values[key] ?? '';
    return value === '' ? '' : hole.replace(/\{.*\}/, value);
  });
}
