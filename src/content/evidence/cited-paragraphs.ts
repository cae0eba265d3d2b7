// The cited paragraphs: found by what `at` says, and read once for all checks of a talk.

import type { Archive, ArchivedText } from './archive.ts';
import { type ParagraphVoices, readLoneParagraph, readVoices } from './discourse.ts';
import type { Citation, Source } from './model.ts';
import type { NameReader } from './names.ts';
import { normalForm, placeOf } from './normal-form.ts';
import { type ParagraphFigures, paragraphFigures } from './paragraph-figures.ts';

/** A paragraph that a citation names. */
export interface CitedParagraph {
  readonly citation: Citation;
  readonly source: Source;
  /** In normal form; at a time mark the lines around it. */
  readonly text: string;
  readonly figures: ParagraphFigures;
  readonly voices: ParagraphVoices;
}

/** Where a citation's words should stand. */
export interface Located {
  readonly text: string;
  /** The passage has to begin before this offset. */
  readonly begin: number;
  /** The number of the paragraph, where it is one. */
  readonly paragraph: number | undefined;
}

export interface Reading {
  textOf(source: string): ArchivedText | undefined;
  /** The places that `at` may mean; none where the text has no such place. */
  locate(citation: Citation): readonly Located[];
  /** The paragraph that has the passage, else the first that `at` may mean; `undefined` where there is none. */
  cited(citation: Citation): CitedParagraph | undefined;
}

/** Lines after a time mark over which a passage may run, and lines around it that count as what is cited. */
const RUN_ON = 8;
const LEAD_IN = 2;
const NONE = 'none';
const TIME_MARK = /^[[(]?((?:\d{1,2}:)?\d{1,2}:\d{2})[\])]?\s*/u;

/** Reads for one talk; what it read is kept as long as it is. @param names asked for where a paragraph is read */
export function createReading(
  archive: Archive,
  sources: ReadonlyMap<string, Source>,
  names: () => NameReader,
): Reading {
  const allVoices = new Map<string, ReadonlyMap<number, ParagraphVoices>>();
  const paragraphs = new Map<string, CitedParagraph>();
  /** By citation too: each check of a point asks for its paragraphs. */
  const places = new WeakMap<Citation, readonly Located[]>();
  const known = new WeakMap<Citation, CitedParagraph | typeof NONE>();

  const voicesOf = (source: Source, text: ArchivedText): ReadonlyMap<number, ParagraphVoices> => {
    const voices = allVoices.get(source.id) ?? readVoices(text, source, names());
    allVoices.set(source.id, voices);
    return voices;
  };

  const find = ({ source: id, at }: Citation): readonly Located[] => {
    if (at === 'headline') {
      const title = normalForm(sources.get(id)?.title ?? '');
      return title === '' ? [] : [{ text: title, begin: title.length, paragraph: undefined }];
    }
    const text = archive.read(id);
    if (text === undefined) return [];
    const number = /^¶(\d+)$/u.exec(at)?.[1];
    if (number !== undefined) return whole(text, Number(number));
    const item = /^item (\d+)$/u.exec(at)?.[1];
    if (item !== undefined) return itemsOf(text, item);
    return linesAt(text, at);
  };

  const locate = (citation: Citation): readonly Located[] => {
    const found = places.get(citation) ?? find(citation);
    places.set(citation, found);
    return found;
  };

  const readCited = (citation: Citation): CitedParagraph | undefined => {
    const source = sources.get(citation.source);
    if (source === undefined) return undefined;
    const found = locate(citation);
    const passage = normalForm(citation.passage);
    const place = found.find(({ text }) => placeOf(passage, text) >= 0) ?? found[0];
    if (place === undefined) return undefined;
    const key = `${source.id}\t${place.paragraph ?? place.text}`;
    const before = paragraphs.get(key);
    if (before !== undefined) return { ...before, citation };
    const text = archive.read(source.id);
    const voices =
      place.paragraph === undefined || text === undefined
        ? undefined
        : voicesOf(source, text).get(place.paragraph);
    const read = {
      citation,
      source,
      text: place.text,
      figures: paragraphFigures(place.text, source.language),
      voices: voices ?? readLoneParagraph(place.text, source, names()),
    };
    paragraphs.set(key, read);
    return read;
  };

  return {
    textOf: (source) => archive.read(source),
    locate,
    cited(citation) {
      const found = known.get(citation) ?? readCited(citation) ?? NONE;
      known.set(citation, found);
      return found === NONE ? undefined : found;
    },
  };
}

function whole(text: ArchivedText, number: number): readonly Located[] {
  const paragraph = text.paragraphs.get(number);
  return paragraph === undefined ? [] : [{ text: paragraph, begin: paragraph.length, paragraph: number }];
}

/** The paragraphs that begin with the number: `2. `, `2) `, `(2) `, `Item 2`. */
function itemsOf(text: ArchivedText, item: string): readonly Located[] {
  const head = new RegExp(`^(?:\\p{L}+\\.? )?\\(?${item}[.):]?(?![\\p{L}\\p{N}])`, 'u');
  return [...text.paragraphs]
    .filter(([, paragraph]) => head.test(paragraph))
    .flatMap(([number]) => whole(text, number));
}

/** The line of a time mark and what follows it, without the marks. */
function linesAt(text: ArchivedText, mark: string): readonly Located[] {
  const lines = [...text.paragraphs.values()];
  const index = lines.findIndex((line) => TIME_MARK.exec(line)?.[1] === mark);
  if (index < 0) return [];
  const bare = (line: string) => line.replace(TIME_MARK, '');
  const before = lines.slice(Math.max(0, index - LEAD_IN), index).map(bare);
  const marked = bare(lines[index] ?? '');
  const after = lines.slice(index + 1, index + 1 + RUN_ON).map(bare);
  const begin = [...before, marked].join(' ').length;
  return [{ text: [...before, marked, ...after].join(' '), begin, paragraph: undefined }];
}
