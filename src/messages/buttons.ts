// Keyboards as data: which buttons each answer has, in the reader's language.

import type { Catalogue } from '../content/catalogue.ts';
import { followWords, writeFollow } from '../content/follows.ts';
import { OVERVIEW, type Talk, type Topic } from '../content/schema.ts';
import type { Locale } from '../locales/locale.ts';
import { hasCard } from '../summaries/cards/topic-card.ts';
import { isComparable } from '../summaries/comparison.ts';
import type { Evidence, Proved } from '../summaries/evidence.ts';
import { type Pairing, pairingName, type TalksPage } from '../summaries/talks.ts';
import { hasView, VIEWS, type View } from '../summaries/views.ts';
import type { DigestAction } from './digest-payloads.ts';
import { fitsAlone, fittedRows } from './fitted-rows.ts';
import {
  fitsFollow,
  fitsSearch,
  isDigestPayload,
  type Payload,
  type Payloads,
  type Pictured,
  type PlacePayload,
  sharePointAt,
} from './payloads.ts';

export type Button =
  | { readonly text: string; readonly press: Payload; readonly style?: ButtonStyle }
  | { readonly text: string; readonly url: string }
  /** Lets a chat be chosen, then types the bot's name and this query there. */
  | { readonly text: string; readonly switchInline: string }
  /** Copies this text, 1 to 256 characters. */
  | { readonly text: string; readonly copy: string };

/** Bot API 9.4, `style`, where a colour means something: red deletes or ends, blue subscribes. Older apps ignore it. */
export type ButtonStyle = 'danger' | 'primary';

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

/**
 * Under a topic's answer: evidence, the sides beside each other, share; other parts; from the overview the round's topics, from
 * a topic the round; the same topic in the rounds before and after; the way home and digests.
 */
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
  const parts = pageButtons(locale, part, (number) => ({ type: 'topic', ...about, part: number }));
  const compare: readonly Button[] = isComparable(catalogue, topic)
    ? [{ text: locale.text('button-compare'), press: { type: 'compare', topic: topic.id, page: 1 } }]
    : [];
  const picture = hasCard(catalogue, talk, topic)
    ? [pictureButton(locale, { type: 'topic', ...about, part: 1 })]
    : [];
  return [
    ...rows([evidence, ...compare, share], parts),
    ...(topic.id === OVERVIEW
      ? aroundTheRound(catalogue, locale, talk, picture)
      : [[roundButton(catalogue, locale, talk), ...picture]]),
    ...rows(otherRounds(catalogue, locale, talk, topic)),
    [topicsButton(locale), digestsButton(locale)],
  ];
}

/** Every further topic of the round, its timeline and its quotations. */
function aroundTheRound(
  catalogue: Catalogue,
  locale: Locale,
  talk: Talk,
  picture: readonly Button[],
): Keyboard {
  const topics = catalogue
    .topicsOf(talk.id)
    .filter(({ id }) => id !== OVERVIEW)
    .map(
      (topic): Button => ({
        text: topicName(topic),
        press: { type: 'topic', talk: talk.id, topic: topic.id, part: 1 },
      }),
    );
  const views = VIEWS.filter((view) => hasView(talk, view)).map(
    (view): Button => ({
      text: locale.text(`${view}-title`),
      press: { type: view, talk: talk.id, part: 1 },
    }),
  );
  const promises: Button = {
    text: locale.text('section-promises'),
    press: { type: 'promises', filter: {}, page: 1 },
  };
  return inRows([...topics, ...views, promises, ...picture], TOPICS_IN_A_ROW);
}

/** The round at a glance; which one of several of that name stands in the answer above. */
function roundButton(catalogue: Catalogue, locale: Locale, talk: Talk): Button {
  const { id, title } = talk;
  const [short = title] = title.split(',');
  const text = [title, short].find(fitsAlone) ?? roundName(catalogue, locale, talk);
  return { text, press: { type: 'topic', talk: id, topic: OVERVIEW, part: 1 } };
}

/** The nearest rounds before and after that have the topic, by their dates: two fit a phone's width. */
function otherRounds(catalogue: Catalogue, locale: Locale, talk: Talk, topic: Topic): readonly Button[] {
  const { older, newer } = catalogue.besides(talk.id, topic.id);
  const to = (other: Talk): Payload => ({ type: 'topic', talk: other.id, topic: topic.id, part: 1 });
  return [
    ...(older ? [{ text: `‹ ${locale.date(older.date)}`, press: to(older) }] : []),
    ...(newer ? [{ text: `${locale.date(newer.date)} ›`, press: to(newer) }] : []),
  ];
}

/** `🇺🇦 Ukraine`. */
export function topicName({ name, emoji }: Topic): string {
  return emoji === undefined ? name : `${emoji} ${name}`;
}

export function digestsButton(locale: Locale): Button {
  return { text: locale.text('button-get-digests'), press: { type: 'digest-open' }, style: 'primary' };
}

/** Under a timeline or quotations of a round: evidence, share; other parts; the round, all rounds. */
export function viewKeyboard(
  catalogue: Catalogue,
  locale: Locale,
  talk: Talk,
  view: View,
  part: Page,
): Keyboard {
  const all: readonly Button[] =
    view === 'timeline'
      ? [{ text: locale.text('button-all-rounds'), press: { type: 'timeline-all', page: 1 } }]
      : [];
  const home: readonly Button[] = [...all, topicsButton(locale)];
  if (!hasView(talk, view)) return [[roundButton(catalogue, locale, talk)], home];
  return [
    [
      {
        text: locale.text('button-evidence'),
        press: { type: 'view-evidence', view, talk: talk.id, page: 1 },
      },
      {
        text: locale.text('button-share'),
        press: { type: `share-${view}`, talk: talk.id, part: part.number },
      },
    ],
    ...pagedKeyboard(locale, part, (to) => ({ type: view, talk: talk.id, part: to })),
    [roundButton(catalogue, locale, talk)],
    home,
  ];
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
      return [
        [act('pause', 'button-pause'), change],
        [{ ...act('off', 'button-unsubscribe'), style: 'danger' }],
      ];
    case 'paused':
      return [[act('resume', 'button-paused-undo'), change]];
    case 'closed':
      return [[act('resume', 'button-unsubscribed-undo')]];
  }
}

/**
 * Under the evidence of one point of an answer: the numbers of those around it, back to the answer where there is one, share.
 * @param to where another of its points is proved
 */
export function evidenceKeyboard(
  locale: Locale,
  evidence: Evidence,
  to: (number: number) => Payload,
  { place, back }: EvidenceWays = {},
): Keyboard {
  const { number, of, located, topic } = evidence;
  const { talk, point } = located ?? {};
  const share: readonly Button[] =
    talk === undefined || point === undefined || topic === undefined
      ? []
      : [
          {
            text: locale.text('button-share'),
            press: sharePointAt({ talk: talk.id, topic, point: point.id }, place),
          },
        ];
  return rows(of > 1 ? numberButtons(number, of, to) : [], pageButtons(locale, evidence, to), [
    ...(back === undefined ? [] : [backButton(locale, back)]),
    ...share,
    topicsButton(locale),
  ]);
}

interface EvidenceWays {
  /** This very page, for the way back from the share panel. */
  readonly place?: PlacePayload;
  readonly back?: Payload;
}

/** Under the evidence of a topic's answer, or of a timeline or quotations. */
export function answerEvidenceKeyboard(
  locale: Locale,
  proved: Exclude<Proved, { points: unknown }>,
  evidence: Evidence,
): Keyboard {
  const talk = proved.talk.id;
  if ('topic' in proved) {
    const topic = proved.topic.id;
    const to = (page: number) => ({ type: 'evidence', talk, topic, page }) as const;
    const back: Payload = { type: 'topic', talk, topic, part: 1 };
    return evidenceKeyboard(locale, evidence, to, { place: to(evidence.number), back });
  }
  const { view } = proved;
  const to = (page: number) => ({ type: 'view-evidence', view, talk, page }) as const;
  return evidenceKeyboard(locale, evidence, to, {
    place: to(evidence.number),
    back: { type: view, talk, part: 1 },
  });
}

/** Two digits between dots fit a fifth of a phone's width. */
const NUMBERS_IN_A_ROW = 5;

/** A row of numbers, this one among them, which stands between dots and does nothing. */
function numberButtons(number: number, of: number, to: (page: number) => Payload): readonly Button[] {
  const count = Math.min(of, NUMBERS_IN_A_ROW);
  const first = Math.min(Math.max(1, number - Math.floor(count / 2)), of - count + 1);
  return Array.from({ length: count }, (_, index): Button => {
    const page = first + index;
    return page === number
      ? { text: `· ${page} ·`, press: { type: 'noop' } }
      : { text: String(page), press: to(page) };
  });
}

/** The pages before and after, if there are any. */
export function pagedKeyboard(locale: Locale, page: Page, to: (page: number) => Payload): Keyboard {
  return rows(pageButtons(locale, page, to));
}

/** Under the greeting: every topic, and a digest of one's own. */
export function startKeyboard(catalogue: Catalogue, locale: Locale): Keyboard {
  const digest: Button = {
    text: locale.text('button-begin'),
    press: { type: 'digest-begin' },
    style: 'primary',
  };
  return [...newestKeyboard(catalogue), [digest]];
}

/** Every topic, as the newest talk has it. */
export function newestKeyboard(catalogue: Catalogue): Keyboard {
  const buttons = catalogue.topics.slice(0, MAX_BUTTONS - 1).flatMap((topic): readonly Button[] => {
    const talk = catalogue.newestTalkOn(topic.id);
    return talk
      ? [{ text: topicName(topic), press: { type: 'topic', talk: talk.id, topic: topic.id, part: 1 } }]
      : [];
  });
  return inRows(buttons, TOPICS_IN_A_ROW);
}

/** Under a list of talks: a number for each, the pages, who with whom, share, the way home. */
export function talksKeyboard(
  locale: Locale,
  page: TalksPage,
  pairings: readonly Pairing[],
  between: string | undefined,
): Keyboard {
  const numbers = page.talks.map(
    ({ id }, index): Button => ({
      text: String(page.first + index),
      press: { type: 'topic', talk: id, topic: OVERVIEW, part: 1 },
    }),
  );
  const chosen = between === undefined ? {} : { between };
  const pages = pageButtons(locale, page, (number) => ({ type: 'talks', page: number, ...chosen }));
  const all: Button = { text: locale.text('button-all-rounds'), press: { type: 'talks', page: 1 } };
  const pairs = pairings
    .filter(({ id }) => id !== between)
    .slice(0, MOST_PAIRINGS)
    .map(
      (pairing): Button => ({
        text: `${pairingName(pairing)} · ${pairing.count}`,
        press: { type: 'talks', page: 1, between: pairing.id },
      }),
    );
  const choices = pairings.length > 1 ? [...pairs, ...(between === undefined ? [] : [all])] : [];
  const share: Button = {
    text: locale.text('button-share'),
    press: { type: 'share-talks', page: page.number, ...chosen },
  };
  return [...rows(numbers, pages), ...inRows(choices, PAIRINGS_IN_A_ROW), [share, topicsButton(locale)]];
}

/** Flags of three parties and a count fit half of a phone's width. */
const PAIRINGS_IN_A_ROW = 2;
const MOST_PAIRINGS = 9;

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
  const follow = followWords(words);
  return rows(numbers, pages, [
    share,
    ...(follow ? followButtons(locale, writeFollow(follow)) : []),
    topicsButton(locale),
  ]);
}

/** *Follow*; none where no button can carry what is to be followed. */
export function followButtons(locale: Locale, follow: string): readonly Button[] {
  return fitsFollow(follow)
    ? [{ text: locale.text('button-follow'), press: { type: 'follow', follow } }]
    : [];
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
  catalogue: Catalogue,
  locale: Locale,
  talks: readonly Talk[],
  to: (talk: Talk) => Payload,
): Keyboard {
  return talks.map((talk) => [{ text: roundName(catalogue, locale, talk), press: to(talk) }]);
}

/** `Istanbul talks, 16 May 2025`: the date tells rounds of one name apart, so it is never what is left out. */
function roundName(catalogue: Catalogue, locale: Locale, { title, place, date }: Talk): string {
  const [short = title] = title.split(',');
  const when = locale.date(date);
  const town = place === undefined ? [] : [catalogue.place(place).name];
  const names = [title, short, ...town].map((name) => `${name}, ${when}`);
  return names.find(fitsAlone) ?? when;
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

/** The keyboard as the Bot API's `reply_markup`, with no label cut on a phone. */
export function inlineKeyboard(
  keyboard: Keyboard,
  payloads: Pick<Payloads, 'encode'>,
): { inline_keyboard: WireButton[][] } {
  return {
    inline_keyboard: fittedRows(keyboard).map((row) => row.map((button) => wireButton(button, payloads))),
  };
}

/** Bot API `InlineKeyboardButton`: a text and one action. */
interface WireButton {
  readonly text: string;
  readonly [action: string]: string | { readonly text: string };
}

function wireButton(button: Button, payloads: Pick<Payloads, 'encode'>): WireButton {
  if ('press' in button) {
    const { text, press, style } = button;
    return { text, callback_data: payloads.encode(press), ...(style === undefined ? {} : { style }) };
  }
  if ('url' in button) return { text: button.text, url: button.url };
  if ('copy' in button) return { text: button.text, copy_text: { text: button.copy } };
  return { text: button.text, switch_inline_query: button.switchInline };
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

/** Sends the same as a picture. */
export function pictureButton(locale: Locale, of: Pictured): Button {
  return { text: locale.text('button-picture'), press: { type: 'picture', of } };
}

/** Under a picture: its other pages, and the way home. */
export function pictureKeyboard(locale: Locale, of: Pictured, page: Page): Keyboard {
  const pages =
    of.type === 'topic'
      ? []
      : pageButtons(locale, page, (number) => ({ type: 'picture', of: { ...of, page: number } }));
  return rows(pages, [topicsButton(locale)]);
}

/** The way home: the greeting's list of topics. */
export function topicsButton(locale: Locale): Button {
  return { text: locale.text('button-topics'), press: { type: 'start' } };
}

/** The same where *Topics* are those of a digest. */
export function homeButton(locale: Locale): Button {
  return { text: locale.text('button-home'), press: { type: 'start' } };
}

export function inRows(buttons: readonly Button[], width: number): Keyboard {
  return Array.from({ length: Math.ceil(buttons.length / width) }, (_, row) =>
    buttons.slice(row * width, (row + 1) * width),
  );
}

function rows(...all: readonly (readonly Button[])[]): Keyboard {
  return all.filter((row) => row.length > 0);
}
