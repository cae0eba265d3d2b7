// The keyboards around sharing: the share panel, under a single point, the choice of a point, a shared message.

import type { Point, Talk, Topic } from '../content/schema.ts';
import type { Locale } from '../locales/locale.ts';
import { type Button, backButton, type Keyboard } from './buttons.ts';
import type { Payload } from './payloads.ts';

/** What the share panel offers. */
export interface ShareTargets {
  /** An inline query whose first result is this answer. */
  readonly query: string;
  /** Opens the bot at this answer. */
  readonly link: string;
  /** Always opens the newest talk's answer, where there is such a link. */
  readonly newestLink?: string;
  readonly groupLink: string;
  readonly channelLink: string;
  readonly back: Payload;
}

/** The ways to share an answer; replaces the answer's own buttons. */
export function shareKeyboard(locale: Locale, targets: ShareTargets): Keyboard {
  const { query, link, newestLink, groupLink, channelLink, back } = targets;
  const copies: readonly Button[] = [
    { text: locale.text('button-copy-link'), copy: link },
    ...(newestLink === undefined ? [] : [{ text: locale.text('button-copy-newest'), copy: newestLink }]),
  ];
  return [
    [{ text: locale.text('button-share-to-chat'), switchInline: query }],
    copies,
    [
      { text: locale.text('button-add-to-group'), url: groupLink },
      { text: locale.text('button-add-to-channel'), url: channelLink },
    ],
    [backButton(locale, back)],
  ];
}

/** The row that leads to the share panel. */
export function shareRow(locale: Locale, share: Payload): Keyboard {
  return [[{ text: locale.text('button-share'), press: share }]];
}

/** Under search results: shares the words, since no link can carry them. */
export function shareWordsKeyboard(locale: Locale, words: string): Keyboard {
  return [[{ text: locale.text('button-share'), switchInline: words }]];
}

/** Under a single point: its evidence, the share panel, the topic that it belongs to. */
export function pointKeyboard(
  locale: Locale,
  talk: Talk,
  topic: Topic,
  point: Point,
  page: number,
): Keyboard {
  const about = { talk: talk.id, topic: topic.id };
  return [
    [
      { text: locale.text('button-evidence'), press: { type: 'evidence', ...about, page } },
      { text: locale.text('button-share'), press: { type: 'share-point', ...about, point: point.id } },
    ],
    [{ text: topic.name, press: { type: 'topic', ...about, part: 1 } }],
  ];
}

/** The numbers of a page of evidence, each leading to its point; and back to the page. */
export function whichPointKeyboard(
  locale: Locale,
  talk: Talk,
  topic: Topic,
  evidence: { readonly points: readonly Point[]; readonly first: number; readonly number: number },
): Keyboard {
  const about = { talk: talk.id, topic: topic.id };
  const numbers = evidence.points.map(
    (point, index): Button => ({
      text: String(evidence.first + index),
      press: { type: 'point', ...about, point: point.id },
    }),
  );
  return [numbers, [backButton(locale, { type: 'evidence', ...about, page: evidence.number })]];
}

/** Under an answer in someone else's chat, where only links work. */
export function openKeyboard(locale: Locale, link: string): Keyboard {
  return [[{ text: locale.text('button-open'), url: link }]];
}
