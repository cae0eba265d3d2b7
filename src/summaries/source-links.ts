// The sources of a point on one line, each a link that opens the text at the passage.

import type { Catalogue } from '../content/catalogue.ts';
import type { Citation, Point, Source } from '../content/schema.ts';
import { sourcesOf } from './attribution.ts';
import type { Inline, Line } from './blocks.ts';

/** Sources that a line names; Evidence has them all. */
const MOST_NAMED = 2;

/** `AP, TASS +3`. */
export function sourceLinks(catalogue: Catalogue, point: Point): Line {
  const sources = sourcesOf(catalogue, [point]);
  const named = sources.slice(0, MOST_NAMED).flatMap((source, index): readonly Inline[] => {
    const name = catalogue.publisherOf(source);
    const url = passageUrl(source, point.citations);
    return [...(index === 0 ? [] : [', ']), url === undefined ? name : { link: name, url }];
  });
  const more = sources.length - MOST_NAMED;
  return more > 0 ? [...named, ` +${more}`] : named;
}

/** The source's address, with the text fragment (WICG, "URL Fragment Text Directives") of its first passage. */
function passageUrl(source: Source, citations: readonly Citation[]): string | undefined {
  if (source.url === undefined) return undefined;
  const passage = citations.find((one) => one.source === source.id && one.says !== 'otherwise')?.passage;
  if (passage === undefined) return source.url;
  // A hyphen would mean "words before" and a comma "up to" in a fragment.
  const words = encodeURIComponent(passage).replace(/-/gu, '%2D');
  return `${source.url}${source.url.includes('#') ? '' : '#'}:~:text=${words}`;
}
