// The folder of a new round: a draft with a remark at each key that says what goes there.

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
  const files = [
    [path.join(folder, TALKS_FOLDER, id, 'talk.yaml'), talkTemplate(id, named, date, place)],
    [path.join(folder, TALKS_FOLDER, id, 'sources.yaml'), sourcesTemplate(id)],
  ] as const;
  for (const [file, text] of files) await writeNew(file, text);
  return files.map(([file]) => file);
}

function talkTemplate(
  id: string,
  named: string,
  date: string | undefined,
  place: string | undefined,
): string {
  return `# yaml-language-server: $schema=../../schema/talk.schema.json
# Only the preview shows a draft. To publish, take this line out; to let it wait, write publish: 2026-03-01T09:00+03:00 in its place.
draft: true
id: ${id}
# Up to 60 characters.
title: ${nameOfId(named) || 'The'} talks
# Who with whom, such as Norway–Iceland.
about:
# A day, or two with a slash: 2026-04-14/2026-04-15.
date:${date === undefined ? '' : ` ${date}`}
# An id of places.yaml; npm run content -- new place ID adds one. Calls have none.
place:${place === undefined ? '' : ` ${place}`}
# venue: the building
# duration: six hours
# meeting | call | shuttle
form: meeting
# state: planned, or cancelled; left out, they were held
# series: an id of your own; rounds of one series are counted
# One to five points that a reader must know, the most important first.
lead: []

# Who was there. A passage is 4 to 12 words of the source, letter by letter.
delegations:
#  - party: norway
#    # delegation | host | mediator | chair | observer
#    part: delegation
#    members:
#      - person: berg
#        head: true
#    citations:
#      - { source: fjord-0415, at: ¶3, passage: Fisheries Minister Kari Berg led the Norwegian side }

# One claim a point, in your own words, without a full stop.
# kind: agreed | said | reported | denied | open | analysis | background (CONTRIBUTING.md says when, and what by holds)
points:
#  - id: quota-stays
#    topics: [overview]
#    kind: agreed
#    by: [norway, iceland]
#    text: The herring quota is left at 40,000 tonnes
#    citations:
#      - { source: fjord-0415, at: ¶2, passage: agreed on Tuesday to leave the herring quota }
`;
}

function sourcesTemplate(id: string): string {
  return `# yaml-language-server: $schema=../../schema/sources.schema.json
# The texts that were read, an entry each: npm run content -- new source ADDRESS --talk ${id}
sources:
`;
}
