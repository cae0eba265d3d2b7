// Where an answer's points come from: links behind the points, and what all of them rest on.

import type { Catalogue } from '../content/catalogue.ts';
import type { Citation, Point, Source } from '../content/schema.ts';
import { sourcesOf } from './attribution.ts';
import { type Block, type Inline, type Item, type Line, phrase } from './blocks.ts';

/** How the points of one answer show their sources. */
export interface Sourcing {
  /** That all of the points rest on one origin; nothing where there are several. It stands under the title. */
  readonly warning: readonly Line[];
  /** `9 sources from 5 countries · one origin each for 3 lines`: the end of the answer. */
  readonly block: Block;
  /**
   * ` · AP, TASS +3`: links that open each article at the passage; Evidence has them all.
   * @param most links, two when absent
   */
  marks(point: Point, most?: number): Line;
}

/** Source links behind one line (design §4). */
const MOST_LINKS = 2;

export function sourcing(catalogue: Catalogue, points: readonly Point[]): Sourcing {
  const sources = sourcesOf(catalogue, points);
  const ofEach = points.map((point) => catalogue.originsOf(point));
  const origins = new Set(ofEach.flat().map(({ id }) => id));
  const single = ofEach.filter(({ length }) => length === 1).length;
  const [only] = origins;
  return {
    warning:
      origins.size === 1 && only !== undefined
        ? [
            [
              {
                italic: phrase(sources.length === 1 ? 'one-origin' : 'one-origin-of-several', {
                  source: catalogue.publisherOf(catalogue.source(only)),
                }),
              },
            ],
          ]
        : [],
    block: { type: 'text', lines: [closing(catalogue, points, sources.length, origins.size, single)] },
    marks: (point, most = MOST_LINKS) => marksOf(catalogue, point, most),
  };
}

function closing(
  catalogue: Catalogue,
  points: readonly Point[],
  sources: number,
  origins: number,
  single: number,
): Line {
  const countries = catalogue.countriesOf(points).length;
  const counted = countries > 1 ? 'sources-counted-countries' : 'sources-counted';
  const line: Inline[] = [phrase(counted, { sources, countries })];
  if (origins > 1 && single > 0) line.push(' · ', phrase('lines-of-one-origin', { lines: single }));
  return line;
}

/** ` · AP, TASS +3`. */
function marksOf(catalogue: Catalogue, point: Point, most: number): Line {
  return [' · ', ...sourceLinks(catalogue, point, most)];
}

/** `AP, TASS +3`: the publishers that say so, each once, the first of them as links to the passage. */
export function sourceLinks(catalogue: Catalogue, point: Point, most = MOST_LINKS): Line {
  const saysSo = point.citations.filter(({ says }) => says !== 'otherwise');
  const byPublisher = new Map<string, Citation>();
  for (const citation of saysSo) {
    const publisher = catalogue.publisherOf(catalogue.source(citation.source));
    if (!byPublisher.has(publisher)) byPublisher.set(publisher, citation);
  }
  const links = [...byPublisher].slice(0, most).map(([name, citation]): Inline => {
    const url = addressAt(catalogue.source(citation.source), citation);
    return url === undefined ? name : { link: name, url };
  });
  const more = byPublisher.size - links.length;
  return [
    ...links.flatMap((link, index): Line => (index === 0 ? [link] : [', ', link])),
    ...(more > 0 ? [` +${more}`] : []),
  ];
}

/**
 * The article's address, opened at the passage (URL Fragment Text Directives). A passage that was read in translation
 * does not stand on the page.
 */
export function addressAt({ url, translation }: Source, { at, passage }: Citation): string | undefined {
  if (url === undefined || translation !== undefined || at === 'headline') return url;
  const directive = `:~:text=${encodeURIComponent(passage).replaceAll('-', '%2D')}`;
  return url.includes('#') ? `${url}${directive}` : `${url}#${directive}`;
}

/** The sources of one point, with the places in them: `Izvestia (¶1, ¶9), Russia`. */
export function citedSources(catalogue: Catalogue, point: Point): Block {
  const sources = sourcesOf(catalogue, [point]);
  const [first] = sources;
  const lineOf = (source: Source) => description(catalogue, source, point);
  if (sources.length === 1 && first !== undefined) {
    const line: Line = [phrase('source-one'), ' ', ...lineOf(first), '. ', phrase('source-one-warning')];
    return { type: 'text', lines: [line] };
  }
  const items = sources.map((source, index) => ({
    marker: index + 1,
    lines: [lineOf(source)] as const,
    points: [],
  }));
  return { type: 'section', heading: [{ bold: phrase('section-sources') }], items };
}

/** `Izvestia (¶3), Russia, 18 Feb 2025; machine translation`, linked where an address is known. */
function description(catalogue: Catalogue, source: Source, point: Point): Line {
  const publisher = catalogue.publisherOf(source);
  const citations = point.citations.filter((citation) => citation.source === source.id);
  const [first] = citations;
  const url = first === undefined ? source.url : addressAt(source, first);
  const name: Inline = url === undefined ? publisher : { link: publisher, url };
  const parts: Inline[] = [name, ` (${citations.map(({ at }) => at).join(', ')})`];
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

/**
 * A source as evidence: who published it, in which country, whose that outlet is, when; its title, opened at the passage;
 * then the passage in the source's own language, with what it says of the point; its further passages as an item of
 * their own, so that a phone need not show all of them at once.
 */
export function sourceItems(
  catalogue: Catalogue,
  source: Source,
  citations: readonly Citation[],
): readonly Item[] {
  const outlet = source.outlet === undefined ? undefined : catalogue.outlet(source.outlet);
  const head: Inline[] = [{ bold: catalogue.publisherOf(source) }];
  if (outlet?.country !== undefined) head.push(', ', { country: outlet.country });
  if (outlet?.owner !== undefined) head.push(', ', phrase(`owner-${outlet.owner}`));
  if (source.published !== undefined) head.push(' · ', { date: source.published });
  const [first] = citations;
  const url = first === undefined ? source.url : addressAt(source, first);
  const title: Inline =
    source.title === undefined ? phrase('source-untitled') : phrase('quoted', { quote: source.title });
  const about: Inline[] =
    url === undefined ? (source.title === undefined ? [] : [title]) : [{ link: title, url }];
  const origin = catalogue.originOf(source.id);
  if (origin !== source)
    about.push(
      ...(about.length > 0 ? [' · '] : []),
      phrase('source-carries', { source: catalogue.publisherOf(origin) }),
    );
  if (source.translation !== undefined)
    about.push(
      ...(about.length > 0 ? [' · '] : []),
      phrase(source.translation === 'machine' ? 'source-machine-translation' : 'source-translation'),
    );
  const [passage = [], ...further] = citations.map(passageLine);
  const [next, ...others] = further;
  return [
    { marker: 'bullet', lines: [head, ...(about.length > 0 ? [about] : []), passage], points: [] },
    ...(next === undefined ? [] : [{ marker: 'bullet', lines: [next, ...others], points: [] } as const]),
  ];
}

/** `¶12: “its words there” · says part of it: the length only`. */
function passageLine({ at, passage, says = 'so', note }: Citation): Line {
  const line: Inline[] = [`${at}: `, { italic: phrase('quoted', { quote: passage }) }];
  line.push(' · ', phrase(`says-${says}`));
  if (note !== undefined) line.push(`: ${note}`);
  return line;
}
