// Where claims come from: whose text a source carries, and how many independent voices a claim rests on.

import type { Outlet, OutletId, Party, PartyId, Point, Source, SourceId } from './schema.ts';

export interface Sourcing {
  /** The source at the end of `carries`: whose text it is. */
  originOf(id: SourceId): Source;
  /** The source and those whose text it carries, itself first. */
  chainOf(id: SourceId): readonly Source[];
  /** The sources that say so, wholly or partly, one for each outlet that the texts come from. */
  originsOf(point: Point): readonly Source[];
  /** The countries of the outlets and issuers that the texts of these points come from, in the order met. */
  countriesOf(points: readonly Point[]): readonly string[];
  /** Whether one of the cited texts was issued by all who agreed. */
  isInWriting(point: Point): boolean;
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
  const chainOf = (id: SourceId): readonly Source[] => {
    const first = source(id);
    return first.carries === undefined ? [first] : [first, ...chainOf(first.carries)];
  };
  const originOf = (id: SourceId): Source => {
    const first = source(id);
    return first.carries === undefined ? first : originOf(first.carries);
  };
  const saysSo = (point: Point) => point.citations.filter(({ says }) => says !== 'otherwise');
  const countryOf = (origin: Source): string | undefined => {
    if (origin.outlet !== undefined) return outlet(origin.outlet).country;
    return origin.issued?.map((id) => party(id).country).find((country) => country !== undefined);
  };

  return {
    originOf,
    chainOf,
    originsOf(point) {
      const origins = saysSo(point).map((citation) => originOf(citation.source));
      // Two articles of one outlet are one voice; a text without an outlet stands for itself.
      return [...new Map(origins.map((origin) => [origin.outlet ?? origin.id, origin])).values()];
    },
    countriesOf(points) {
      const countries = points.flatMap((point) =>
        saysSo(point).flatMap((citation) => countryOf(originOf(citation.source)) ?? []),
      );
      return [...new Set(countries)];
    },
    isInWriting: (point) =>
      point.kind === 'agreed' &&
      saysSo(point).some((citation) =>
        chainOf(citation.source).some(({ issued }) => {
          const all = new Set<string>(issued);
          return point.by.every((id) => all.has(id));
        }),
      ),
  };
}
