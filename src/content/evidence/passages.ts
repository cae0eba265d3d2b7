// Whether passages and quotations stand where they are cited, letter by letter.

import { either } from '../wording.ts';
import type { Reading } from './cited-paragraphs.ts';
import { type Citation, errorAt, type Note, type Path, type Point } from './model.ts';
import { countedWords, isUnspaced, normalForm, placeOf } from './normal-form.ts';

/** Words of a passage: few enough to be a quotation, enough to be found in one place only. */
export const PASSAGE_WORDS = { least: 4, most: 12 } as const;
/** Characters of a passage in a script without spaces. */
export const PASSAGE_CHARACTERS = { least: 8, most: 40 } as const;

/** What is wrong with a passage by itself. */
export function checkPassageLength({ passage }: Citation, path: Path): readonly Note[] {
  const { least, most } = isUnspaced(passage) ? PASSAGE_CHARACTERS : PASSAGE_WORDS;
  const unit = isUnspaced(passage) ? 'characters' : 'words';
  const length = isUnspaced(passage) ? [...normalForm(passage)].length : countedWords(passage).length;
  if (length >= least && length <= most) return [];
  const what = `the passage has ${length} ${unit}; copy ${least} to ${most} of the source`;
  return [errorAt([...path, 'passage'], what)];
}

/**
 * What is wrong with the place of a passage.
 * @param others ids of the sources in which it may stand instead
 */
export function checkPassage(
  citation: Citation,
  path: Path,
  reading: Reading,
  others: Iterable<string>,
): readonly Note[] {
  const passage = normalForm(citation.passage);
  const places = reading.locate(citation);
  const found = places.some(({ text, begin }) => {
    const at = placeOf(passage, text);
    return at >= 0 && at < begin;
  });
  if (found) return [];
  const { source, at } = citation;
  const here =
    places.length > 0
      ? `the passage does not stand in ${at} of ${source}`
      : `${source} has no ${at === 'headline' ? 'title' : at}`;
  return [errorAt([...path, 'passage'], `${here}; ${adviceOn(passage, source, reading, others)}`)];
}

function adviceOn(passage: string, source: string, reading: Reading, others: Iterable<string>): string {
  const own = paragraphOf(passage, source, reading);
  if (own !== undefined) return `it stands in ¶${own}: write ${either(`at: ¶${own}`, `that under “Place”`)}`;
  for (const other of others) {
    const paragraph = other === source ? undefined : paragraphOf(passage, other, reading);
    if (paragraph !== undefined)
      return `it stands in ${other} ¶${paragraph}: ${either(`write source: ${other}, at: ¶${paragraph}`, 'choose that source and place')}`;
  }
  const capitals = paragraphOf(passage.toLowerCase(), source, reading, (text) => text.toLowerCase());
  if (capitals !== undefined) return `¶${capitals} has it with other capital letters: copy them too`;
  const head = longestHead(passage, source, reading);
  return head === undefined
    ? 'it stands nowhere: copy the words letter by letter'
    : `it stands nowhere; ¶${head.paragraph} has "${head.words}" and goes on "${head.next}": copy the words letter by letter`;
}

function paragraphOf(
  words: string,
  source: string,
  reading: Reading,
  as: (text: string) => string = (text) => text,
): number | undefined {
  for (const [number, paragraph] of reading.textOf(source)?.paragraphs ?? []) {
    if (placeOf(words, as(paragraph)) >= 0) return number;
  }
  return undefined;
}

/** The first words of a passage as far as they stand in the text, and what follows there. */
function longestHead(passage: string, source: string, reading: Reading) {
  const words = passage.split(' ');
  for (let length = words.length - 1; length >= 2; length--) {
    const head = words.slice(0, length).join(' ');
    for (const [number, paragraph] of reading.textOf(source)?.paragraphs ?? []) {
      const at = placeOf(head, paragraph);
      if (at < 0) continue;
      const next = paragraph
        .slice(at + head.length)
        .trim()
        .split(' ')
        .slice(0, 3)
        .join(' ');
      return { paragraph: number, words: head, next };
    }
  }
  return undefined;
}

/** What is wrong with a point's quotation: its original, else its text, must stand in a paragraph that the point cites. */
export function checkQuote({ quote, citations }: Point, path: Path, reading: Reading): readonly Note[] {
  if (quote === undefined) return [];
  const words = normalForm(quote.original ?? quote.text);
  const places = citations
    .filter(({ says }) => says !== 'otherwise')
    .map((citation) => reading.locate(citation));
  if (places.every((found) => found.length === 0)) return [];
  if (places.some((found) => found.some(({ text }) => placeOf(words, text) >= 0))) return [];
  const key = quote.original === undefined ? 'text' : 'original';
  for (const { source } of citations) {
    const paragraph = paragraphOf(words, source, reading);
    if (paragraph === undefined) continue;
    const what = `the quotation stands in ¶${paragraph} of ${source}, which is not cited; cite that paragraph too`;
    return [errorAt([...path, 'quote', key], what)];
  }
  const what =
    'the quotation stands in no cited paragraph; copy the words letter by letter, or leave the quotation out';
  return [errorAt([...path, 'quote', key], what)];
}
