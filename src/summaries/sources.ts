// The end of an answer: its sources.

import type { Catalogue } from '../content/catalogue.ts';
import type { Point, Source } from '../content/schema.ts';
import { sourcesOf } from './attribution.ts';
import { type Block, type Inline, type Line, phrase } from './blocks.ts';

/** The source lines, and the marks of the points. */
export interface Sourcing {
  readonly block: Block;
  /** ` [2]`, the numbers of the point's sources; empty where the answer has only one source. */
  marks(point: Point): Line;
}

/** One source in a line, with a warning that it is the only one; several as a numbered list. */
export function sourcing(catalogue: Catalogue, points: readonly Point[]): Sourcing {
  const sources = sourcesOf(catalogue, points);
  const [first] = sources;
  if (sources.length === 1 && first !== undefined) {
    return { block: oneSource(catalogue, first), marks: () => [] };
  }
  const numbers = new Map(sources.map((source, index) => [source.id, index + 1]));
  const marks = (point: Point): Line => {
    const cited = new Set(point.sources.map(({ id }) => numbers.get(id) ?? 0));
    return [` ${[...cited].map((number) => `[${number}]`).join('')}`];
  };
  return { block: severalSources(catalogue, sources), marks };
}

/** The sources of one point, with the places in them: `Izvestia (¶1, ¶9), Moscow daily`. */
export function citedSources(catalogue: Catalogue, point: Point): Block {
  const sources = sourcesOf(catalogue, [point]);
  const [first] = sources;
  const places = (source: Source) =>
    ` (${point.sources.flatMap(({ id, at }) => (id === source.id ? at : [])).join(', ')})`;
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

/** `Izvestia, Moscow daily; machine translation`, linked where an address is known. */
function description(catalogue: Catalogue, source: Source, places: Places): Line {
  const name: Inline = source.url === undefined ? source.name : { link: source.name, url: source.url };
  const parts: Inline[] = [name, places(source)];
  if (source.about !== undefined) parts.push(`, ${source.about}`);
  if (source.published !== undefined) parts.push(', ', { date: source.published });
  if (source.via !== undefined) {
    parts.push('; ', phrase('source-via', { source: catalogue.source(source.via).name }));
  }
  if (source.translation === 'machine') parts.push('; ', phrase('source-machine-translation'));
  if (source.translation === 'human') parts.push('; ', phrase('source-translation'));
  return parts;
}
