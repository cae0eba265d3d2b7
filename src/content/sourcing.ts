// Where claims come from: whose text a source carries, and how many independent voices a claim rests on.

import { chainOf, originsOf } from './origins.ts';
import type { Outlet, OutletId, Party, PartyId, Point, Source, SourceId } from './schema.ts';

export interface Sourcing {
  /** The source at the end of `carries`: whose text it is. */
  originOf(id: SourceId): Source;
  /** The sources that say so, wholly or partly, one for each outlet that the texts come from. */
  originsOf(point: Point): readonly Source[];
  /** The countries of the outlets and issuers that the texts of these points come from, in the order met. */
  countriesOf(points: readonly Point[]): readonly string[];
}

export function createSourcing(
  sources: ReadonlyMap<string, Source>,
  outlet: (id: OutletId) => Outlet,
  party: (id: PartyId) => Party,
): Sourcing {
  const source = (id: SourceId): Source => {
    const found = sources.get(id);
    if (found === undefined) throw new RangeError(`the catalogue has no source ${JSON.stringify(id)}`);
    return found;
  };
  const originOf = (id: SourceId): Source => chainOf(sources, id).at(-1) ?? source(id);
  const saysSo = (point: Point) => point.citations.filter(({ says }) => says !== 'otherwise');
  const countryOf = (origin: Source): string | undefined => {
    if (origin.outlet !== undefined) return outlet(origin.outlet).country;
    return origin.issued?.map((id) => party(id).country).find((country) => country !== undefined);
  };

  return {
    originOf,
    originsOf: (point) => originsOf(sources, point.citations),
    countriesOf(points) {
      const countries = points.flatMap((point) =>
        saysSo(point).flatMap((citation) => countryOf(originOf(citation.source)) ?? []),
      );
      return [...new Set(countries)];
    },
  };
}
