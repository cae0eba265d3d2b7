// The answer to /search: the points found, with the matching words in bold and the topic's command.

import type { Catalogue, Hit } from '../content/catalogue.ts';
import type { TopicId } from '../content/schema.ts';
import { citations, statusLead } from './attribution.ts';
import { type Inline, type Item, type Line, phrase, type Summary } from './blocks.ts';
import { type Wording, wording } from './wording.ts';

/** Hits in one answer: about two phone screens. */
export const SEARCH_LIMIT = 8;

/** The best hits, or a hint where there is none. */
export function composeSearch(
  catalogue: Catalogue,
  words: string,
  hits: readonly Hit[] = catalogue.search(words, SEARCH_LIMIT),
): Summary {
  const query = { input: words };
  if (hits.length === 0) {
    return {
      title: [phrase('search-nothing', { query })],
      blocks: [{ type: 'text', lines: [[phrase('search-nothing-hint')]] }],
    };
  }
  const inLanguage = wording(
    catalogue,
    hits.map(({ point }) => point),
  );
  const items = hits.map((hit, index) => hitItem(catalogue, hit, inLanguage, index + 1));
  return {
    title: [phrase('search-title', { query, count: hits.length })],
    blocks: items.map((item) => ({ type: 'section', items: [item] })),
    languages: inLanguage.languages,
  };
}

function hitItem(
  catalogue: Catalogue,
  { talk, point, words }: Hit,
  inLanguage: Wording,
  number: number,
): Item {
  const [topic] = point.topics;
  const lines: Line[] = [
    [`${talk.title}, `, { date: talk.date }, ' · ', { italic: citations(catalogue, point) }],
  ];
  if (point.quote !== undefined) lines.unshift(marked(`“${point.quote.text}”`, words));
  if (topic !== undefined) lines.push(wayOn(catalogue, talk.id, topic));
  return {
    marker: number,
    lines: [
      [
        ...statusLead(catalogue, talk, point),
        ...marked(point.text, words),
        ...inLanguage.text(point).slice(1),
      ],
      ...lines,
    ],
    points: [{ talk: talk.id, point: point.id }],
  };
}

/** The topic's command, with the talk's id where the command alone would show a newer talk. */
function wayOn(catalogue: Catalogue, talk: string, topic: TopicId): Line {
  const command = `/${catalogue.topic(topic)?.command ?? topic}`;
  return catalogue.newestTalkOn(topic)?.id === talk ? [command] : [{ code: `${command} ${talk}` }];
}

/** The text with every occurrence of the words, as whole words, in bold. */
export function marked(text: string, words: readonly string[]): Line {
  if (words.length === 0) return [text];
  const longestFirst = words.toSorted((a, b) => b.length - a.length).map(literally);
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{M}\\p{N}])(${longestFirst.join('|')})(?![\\p{L}\\p{M}\\p{N}])`,
    'giu',
  );
  const parts = text.split(pattern);
  return parts.flatMap((part, index): readonly Inline[] => {
    if (part === '') return [];
    return index % 2 === 0 ? [part] : [{ bold: part }];
  });
}

/** The word as a pattern that matches only itself. */
function literally(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
}
