// Keyboards as data: which buttons each answer has, in the reader's language.

import type { Catalogue } from '../content/catalogue.ts';
import type { Talk, Topic } from '../content/schema.ts';
import type { Locale } from '../locales/locale.ts';
import { isComparable } from '../summaries/comparison.ts';
import type { DigestAction } from './digest-payloads.ts';
import { fitsSearch, isDigestPayload, type Payload, type Payloads } from './payloads.ts';

export type Button =
  | { readonly text: string; readonly press: Payload }
  | { readonly text: string; readonly url: string }
  /** Lets a chat be chosen, then types the bot's name and this query there. */
  | { readonly text: string; readonly switchInline: string }
  /** Copies this text, 1 to 256 characters. */
  | { readonly text: string; readonly copy: string };

/** At most 8 buttons in a row and 100 in all (Bot API). */
export type Keyboard = readonly (readonly Button[])[];

/** A page of an answer that has several; both count from 1. */
export interface Page {
  readonly number: number;
  readonly of: number;
}

/** Two names fit a phone's width. */
const TOPICS_IN_A_ROW = 2;
/** Bot API: buttons in one keyboard. */
const MAX_BUTTONS = 100;

/** Under a topic's answer: evidence, share, digests; other parts; the topics before and after. */
export function topicKeyboard(
  catalogue: Catalogue,
  locale: Locale,
  talk: Talk,
  topic: Topic,
  part: Page = { number: 1, of: 1 },
): Keyboard {
  const about = { talk: talk.id, topic: topic.id };
  const evidence: Button = {
    text: locale.text('button-evidence'),
    press: { type: 'evidence', ...about, page: 1 },
  };
  const share: Button = {
    text: locale.text('button-share'),
    press: { type: 'share', ...about, part: part.number },
  };
  const digests: Button = { text: locale.text('button-get-digests'), press: { type: 'digest-open' } };
  const parts = pageButtons(locale, part, (number) => ({ type: 'topic', ...about, part: number }));
  const compare: readonly Button[] = isComparable(catalogue, topic)
    ? [{ text: locale.text('button-compare'), press: { type: 'compare', topic: topic.id, page: 1 } }]
    : [];
  return rows([evidence, share, digests], compare, parts, neighbours(catalogue, talk, topic));
}

/** Under a digest, whose text stays: what can be done with it, or undone. */
export function digestKeyboard(locale: Locale, status: 'active' | 'paused' | 'closed'): Keyboard {
  const act = (action: DigestAction, words: string): Button => ({
    text: locale.text(words),
    press: { type: 'digest-do', action, spot: 'digest' },
  });
  const change: Button = { text: locale.text('button-change'), press: { type: 'digest-open' } };
  switch (status) {
    case 'active':
      // Three in a row are cut on a phone.
      return [[act('pause', 'button-pause'), change], [act('off', 'button-unsubscribe')]];
    case 'paused':
      return [[act('resume', 'button-paused-undo'), change]];
    case 'closed':
      return [[act('resume', 'button-unsubscribed-undo')]];
  }
}

/** Under a page of evidence: back to the answer, other pages, share a point. */
export function evidenceKeyboard(locale: Locale, talk: Talk, topic: Topic, page: Page): Keyboard {
  const about = { talk: talk.id, topic: topic.id };
  const back = backButton(locale, { type: 'topic', ...about, part: 1 });
  const pages = pageButtons(locale, page, (number) => ({ type: 'evidence', ...about, page: number }));
  const share: Button = {
    text: locale.text('button-share-point'),
    press: { type: 'share-which', ...about, page: page.number },
  };
  return [[back, ...pages], [share]];
}

/** The pages before and after, if there are any. */
export function pagedKeyboard(locale: Locale, page: Page, to: (page: number) => Payload): Keyboard {
  return rows(pageButtons(locale, page, to));
}

/** Under the greeting: every topic, as the newest talk has it. */
export function startKeyboard(catalogue: Catalogue): Keyboard {
  const buttons = catalogue.topics.slice(0, MAX_BUTTONS).flatMap((topic): readonly Button[] => {
    const talk = catalogue.newestTalkOn(topic.id);
    const text = topic.emoji === undefined ? topic.name : `${topic.emoji} ${topic.name}`;
    return talk ? [{ text, press: { type: 'topic', talk: talk.id, topic: topic.id, part: 1 } }] : [];
  });
  return inRows(buttons, TOPICS_IN_A_ROW);
}

/** Under a list of talks: a button for each, then the pages. */
export function talksKeyboard(locale: Locale, talks: readonly Talk[], overview: Topic, page: Page): Keyboard {
  const buttons = talks.map((talk): readonly Button[] => [
    {
      text: `${talk.title}, ${locale.date(talk.date)}`,
      press: { type: 'topic', talk: talk.id, topic: overview.id, part: 1 },
    },
  ]);
  return [...buttons, ...pagedKeyboard(locale, page, (number) => ({ type: 'talks', page: number }))];
}

/** Under what was found: a number for each point, the pages, the words to share, the way to all topics. */
export function foundKeyboard(
  locale: Locale,
  points: readonly Payload[],
  page: Page & { readonly first: number },
  words: string,
): Keyboard {
  const numbers = points.map((press, index): Button => ({ text: String(page.first + index), press }));
  // What no button can carry has one page; the answer says that fewer words show more.
  const pages = fitsSearch(words)
    ? pageButtons(locale, page, (number) => ({ type: 'search', page: number, words }))
    : [];
  const share: Button = { text: locale.text('button-share'), switchInline: words };
  const home: Button = { text: locale.text('button-all-topics'), press: { type: 'start' } };
  return rows(numbers, pages, [share, home]);
}

/** Words to search for instead, one each. */
export function wordsKeyboard(words: readonly string[]): Keyboard {
  const buttons = words
    .filter(fitsSearch)
    .map((word): Button => ({ text: word, press: { type: 'search', page: 1, words: word } }));
  return inRows(buttons, TOPICS_IN_A_ROW);
}

/** Rounds to choose from, one a row; `to` is what a press shows of it. */
export function roundsKeyboard(
  locale: Locale,
  talks: readonly Talk[],
  to: (talk: Talk) => Payload,
): Keyboard {
  return talks.map((talk) => [{ text: `${talk.title}, ${locale.date(talk.date)}`, press: to(talk) }]);
}

/** The same buttons for the digest of this channel instead of the chat they are in. */
export function forChannel(keyboard: Keyboard, channel: number): Keyboard {
  return keyboard.map((row) =>
    row.map((button) =>
      'press' in button && isDigestPayload(button.press)
        ? { ...button, press: { ...button.press, channel } }
        : button,
    ),
  );
}

/** The keyboard as the Bot API's `reply_markup`. */
export function inlineKeyboard(
  keyboard: Keyboard,
  payloads: Pick<Payloads, 'encode'>,
): { inline_keyboard: WireButton[][] } {
  return { inline_keyboard: keyboard.map((row) => row.map((button) => wireButton(button, payloads))) };
}

/** Bot API `InlineKeyboardButton`: a text and one action. */
interface WireButton {
  readonly text: string;
  readonly [action: string]: string | { readonly text: string };
}

function wireButton(button: Button, payloads: Pick<Payloads, 'encode'>): WireButton {
  if ('press' in button) return { text: button.text, callback_data: payloads.encode(button.press) };
  if ('url' in button) return { text: button.text, url: button.url };
  if ('copy' in button) return { text: button.text, copy_text: { text: button.copy } };
  return { text: button.text, switch_inline_query: button.switchInline };
}

function neighbours(catalogue: Catalogue, talk: Talk, topic: Topic): readonly Button[] {
  const topics = catalogue.topicsOf(talk.id);
  const place = topics.findIndex(({ id }) => id === topic.id);
  const before = place > 0 ? topics[place - 1] : undefined;
  const after = place >= 0 ? topics[place + 1] : undefined;
  const to = (other: Topic): Payload => ({ type: 'topic', talk: talk.id, topic: other.id, part: 1 });
  return [
    ...(before ? [{ text: `‹ ${before.name}`, press: to(before) }] : []),
    ...(after ? [{ text: `${after.name} ›`, press: to(after) }] : []),
  ];
}

export function backButton(locale: Locale, to: Payload): Button {
  return { text: locale.text('button-back'), press: to };
}

/** `Previous 1/3` and `Next 3/3`, where those pages exist. */
function pageButtons(locale: Locale, { number, of }: Page, to: (page: number) => Payload): readonly Button[] {
  const previous = { text: locale.text('button-previous', { page: number - 1, of }), press: to(number - 1) };
  const next = { text: locale.text('button-next', { page: number + 1, of }), press: to(number + 1) };
  return [...(number > 1 ? [previous] : []), ...(number < of ? [next] : [])];
}

/** The way home: the greeting's list of topics. */
export function topicsButton(locale: Locale): Button {
  return { text: locale.text('button-topics'), press: { type: 'start' } };
}

export function inRows(buttons: readonly Button[], width: number): Keyboard {
  return Array.from({ length: Math.ceil(buttons.length / width) }, (_, row) =>
    buttons.slice(row * width, (row + 1) * width),
  );
}

function rows(...all: readonly (readonly Button[])[]): Keyboard {
  return all.filter((row) => row.length > 0);
}
