// Whether the places that a point names stand in what it cites.

import { either } from '../wording.ts';
import type { CitedParagraph } from './cited-paragraphs.ts';
import { errorAt, type Note, type Path, type Place, type Point, type Talk } from './model.ts';
import type { NameReader } from './names.ts';

/** The talk's own place needs no proof: every point is about it. */
export function checkPlaces(
  talk: Talk,
  point: Point,
  path: Path,
  cited: readonly CitedParagraph[],
  names: NameReader,
  places: ReadonlyMap<string, Place>,
): readonly Note[] {
  const mentioned = names.namedIn(point.text).filter(({ kind, id }) => kind === 'place' && id !== talk.place);
  return [...new Set(mentioned.map(({ id }) => id))]
    .filter((id) => !cited.some(({ voices }) => voices.places.has(id)))
    .map((id) => {
      const name = places.get(id)?.name ?? id;
      const what = `${name} stands in no cited paragraph; cite the one that has it, add the spelling there ${either('to "also" in places.yaml', 'under “Other spellings” of the place')}, or leave it out`;
      return errorAt([...path, 'text'], what);
    });
}
