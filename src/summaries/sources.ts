// The end of an answer: its sources.

import type { Catalogue } from '../content/catalogue.ts';
import type { Point, Source } from '../content/schema.ts';
import { sourcesOf } from './attribution.ts';
import { type Block, type Inline, type Line, phrase } from './blocks.ts';

/** The source lines, and the marks of the points. */
export interface Sourcing {
  readonly block: Block;
  /** ` [2]`, the numbers of the point's sources in the list; nothing where there is one source only. */
  marks(point: Point): Line;
}

/** Sources of a point that an answer names; Evidence has them all. */
const MOST_NAMED = 2;

/** How the points' sources are told: one in a line, with the warning that it is one; several as a numbered list. */
export function sourcing(catalogue: Catalogue, points: readonly Point[]): Sourcing {
  const named = (point: Point) => sourcesOf(catalogue, [point]).slice(0, MOST_NAMED);
  const sources = [...new Set(points.flatMap(named))];
  const [first] = sources;
  if (sources.length === 1 && first !== undefined) {
    return { block: oneSource(catalogue, first), marks: () => [] };
  }
  const numbers = new Map(sources.map((source, index) => [source.id, index + 1]));
  const marks = (point: Point): Line => {
    const marked = named(point).map(({ id }) => `[${numbers.get(id) ?? 0}]`);
    const more = sourcesOf(catalogue, [point]).length - marked.length;
    return [` ${marked.join('')}${more > 0 ? ` +${more}` : ''}`];
  };
  return { block: severalSources(catalogue, sources), marks };
}

/** The sources of one point, with the places in them: `Izvestia (¶1, ¶9), Russia`. */
export function citedSources(catalogue: Catalogue, point: Point): Block {
  const sources = sourcesOf(catalogue, [point]);
  const [first] = sources;
  const places = (source: Source) =>
    ` (${point.citations.flatMap((citation) => (citation.source === source.id ? citation.at : [])).join(', ')})`;
  if (sources.length === 1 && first !== undefined) return oneSource(catalogue, first, places);
  return severalSources(catalogue, sources, places);
}

/** What follows a source's name. */
type Places = (source: Source) => string;
const NO_PLACES: Places = () => '';

function oneSource(catalogue: Catalogue, source: Source, places = NO_PLACES): Block {
  const line = description(catalogue, source, places);
  return {
    type: 'text',
    lines: [[phrase('source-one'), ' ', ...line, '. ', phrase('source-one-warning')]],
  };
}

function severalSources(catalogue: Catalogue, sources: readonly Source[], places = NO_PLACES): Block {
  const items = sources.map((source, index) => ({
    marker: index + 1,
    lines: [description(catalogue, source, places)] as const,
    points: [],
  }));
  return { type: 'section', heading: [{ bold: phrase('section-sources') }], items };
}

/** `Izvestia, Russia, 18 Feb 2025; machine translation`, linked where an address is known. */
function description(catalogue: Catalogue, source: Source, places: Places): Line {
  const publisher = catalogue.publisherOf(source);
  const name: Inline = source.url === undefined ? publisher : { link: publisher, url: source.url };
  const parts: Inline[] = [name, places(source)];
  const country = source.outlet === undefined ? undefined : catalogue.outlet(source.outlet).country;
  if (country !== undefined) parts.push(', ', { country });
  if (source.published !== undefined) parts.push(', ', { date: source.published });
  const origin = catalogue.originOf(source.id);
  if (origin !== source)
    parts.push('; ', phrase('source-carries', { source: catalogue.publisherOf(origin) }));
  if (source.translation === 'machine') parts.push('; ', phrase('source-machine-translation'));
  if (source.translation === 'human') parts.push('; ', phrase('source-translation'));
  return parts;
}
