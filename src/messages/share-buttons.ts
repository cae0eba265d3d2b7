// The keyboards around sharing: the share panel, under a single point, under a shared message.

import type { Point, Talk, Topic } from '../content/schema.ts';
import type { Locale } from '../locales/locale.ts';
import { type Button, backButton, type Keyboard, topicName, topicsButton } from './buttons.ts';
import { type ListPayload, type Payload, sharePointAt } from './payloads.ts';

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
    [backButton(locale, back), topicsButton(locale)],
  ];
}

/** Under search results: shares the words, since no link can carry them. */
export function shareWordsKeyboard(locale: Locale, words: string): Keyboard {
  return [[{ text: locale.text('button-share'), switchInline: words }]];
}

/** Under the evidence of a single point: back to the list that it was opened from, its topic, the share panel. */
export function pointKeyboard(
  locale: Locale,
  talk: Talk,
  topic: Topic,
  point: Point,
  from?: ListPayload,
): Keyboard {
  const about = { talk: talk.id, topic: topic.id };
  const share: Button = {
    text: locale.text('button-share'),
    press: sharePointAt({ ...about, point: point.id }, from),
  };
  return [
    [{ text: topicName(topic), press: { type: 'topic', ...about, part: 1 } }, share],
    [...(from === undefined ? [] : [backButton(locale, from)]), topicsButton(locale)],
  ];
}

/** Under an answer in someone else's chat, where only links work. */
export function openKeyboard(locale: Locale, link: string): Keyboard {
  return [[{ text: locale.text('button-open'), url: link }]];
}
