// A point's words in the reader's language, and what is said of those that are in another.

import type { Catalogue } from '../content/catalogue.ts';
import type { Point, Talk } from '../content/schema.ts';
import type { Line } from './blocks.ts';

export interface Wording {
  /** The point's text; marked `[en]` where it is in another language than points around it. */
  text(point: Point): Line;
  /** What all of the words are in, where that is one language. */
  readonly languages: readonly string[];
}

/** How the points of one answer are worded: each in the reader's language, or as it was written. */
export function wording(catalogue: Catalogue, points: readonly Point[]): Wording {
  const languages = [...new Set(points.map((point) => catalogue.languageOf(point)))];
  const isMixed = languages.length > 1;
  return {
    text: (point) => {
      const language = catalogue.languageOf(point);
      return isMixed && language !== catalogue.language ? [point.text, ` [${language}]`] : [point.text];
    },
    languages: isMixed ? [] : languages,
  };
}

/** What the heads of the talks are in, where that is one language. */
export function languagesOf(catalogue: Catalogue, talks: readonly Talk[]): readonly string[] {
  const languages = new Set(talks.map((talk) => catalogue.languageOf(talk)));
  return languages.size > 1 ? [] : [...languages];
}
