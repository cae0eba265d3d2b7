// Whether a point's text runs along with a text that it cites: points are written in our own words.

import type { ArchivedText } from './archive.ts';
import { errorAt, type Note, type Path, type Point } from './model.ts';
import { normalForm } from './normal-form.ts';

/** Words in a row that are a copy. Passages and quotations are marked as such and may be longer. */
export const COPIED_WORDS = 8;

interface Run {
  readonly point: Point;
  readonly path: Path;
  readonly words: string;
}

/** Finds copies in many texts at once: each text is read once, whatever number of points cite it. */
export class CopyCheck {
  readonly #runs = new Map<string, Run[]>();
  /** First two words of the runs: most places in a text are passed over by them. */
  readonly #heads = new Set<string>();

  /** The text of a point without its quotation. */
  add(point: Point, path: Path): void {
    const text = normalForm(point.text);
    const quote = normalForm(point.quote?.text ?? '');
    const parts = quote === '' ? [text] : text.split(quote);
    for (const part of parts) {
      const words = runWords(part);
      for (let start = 0; start + COPIED_WORDS <= words.length; start++) {
        const run = words.slice(start, start + COPIED_WORDS).join(' ');
        this.#heads.add(`${words[start]} ${words[start + 1]}`);
        this.#runs.set(run, [...(this.#runs.get(run) ?? []), { point, path, words: run }]);
      }
    }
  }

  /** What the points that cite a source have copied from it: one finding for a point. */
  *copiesFrom(source: string, text: ArchivedText): Generator<readonly [Point, Note]> {
    if (this.#runs.size === 0) return;
    const told = new Set<Point>();
    for (const [number, paragraph] of text.paragraphs) {
      const words = runWords(paragraph);
      for (let start = 0; start + COPIED_WORDS <= words.length; start++) {
        if (!this.#heads.has(`${words[start]} ${words[start + 1]}`)) continue;
        const run = words.slice(start, start + COPIED_WORDS).join(' ');
        for (const { point, path } of this.#runs.get(run) ?? []) {
          if (told.has(point) || !point.citations.some((citation) => citation.source === source)) continue;
          told.add(point);
          const what = `"${run}" is copied from ¶${number} of ${source}; write it in your own words`;
          yield [point, errorAt([...path, 'text'], what)];
        }
      }
    }
  }
}

function runWords(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
