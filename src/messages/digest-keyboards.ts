// The keyboard under a digest: where what it only counts is, its evidence, the subscriber's buttons. In a channel, links.

import type { Locale } from '../locales/locale.ts';
import type { PointRef } from '../summaries/blocks.ts';
import type { Rest } from '../summaries/digest-summary.ts';
import { startLink } from './bot-links.ts';
import { type Button, digestKeyboard, inlineKeyboard, type Keyboard } from './buttons.ts';
import { fitsAlone, fittedRows } from './fitted-rows.ts';
import { fittingPoints } from './open-payloads.ts';
import { encodePayload } from './payloads.ts';
import { openKeyboard } from './share-buttons.ts';
import { encodeStartPayload, type StartPayload } from './start-payloads.ts';

/** Where the buttons of one digest lead. */
export interface DigestLeads {
  /** The ledger's numbers of what it states. */
  readonly evidence: readonly number[];
  /** What its headline states. */
  readonly first: PointRef | undefined;
  /** To what it only counts, the most first. */
  readonly leads: readonly Rest[];
  /** Whether the list of rounds leads to some of what it counts; whether the corrections do. */
  readonly rounds: boolean;
  readonly corrections: boolean;
}

/** Bot API `InlineKeyboardMarkup`. */
export type DigestKeyboards = (locale: Locale, place: 'chat' | 'channel', leads: DigestLeads) => Markup;

interface Markup {
  readonly inline_keyboard: readonly (readonly object[])[];
}

/** Further rounds and topics are found in the list of rounds. */
const MOST_LEADS = 3;

/** @param botName the bot's user name, once it is known */
export function createDigestKeyboards(botName: () => string): DigestKeyboards {
  /** Digests are shared between chats, and so are their keyboards. */
  const made = new WeakMap<DigestLeads, Map<string, Markup>>();
  return (locale, place, leads) => {
    const kept = made.get(leads) ?? new Map<string, Markup>();
    made.set(leads, kept);
    const key = `${locale.language} ${place}`;
    const known = kept.get(key);
    if (known) return known;
    const keyboard =
      place === 'channel' ? channelKeyboard(locale, leads, botName()) : chatKeyboard(locale, leads);
    const markup = inlineKeyboard(keyboard, { encode: encodePayload });
    kept.set(key, markup);
    return markup;
  };
}

/** JSON of the rows of a digest's keyboard that stay whatever becomes of the subscription. */
export function lastingRows(
  locale: Locale,
  place: 'chat' | 'channel',
  { inline_keyboard: rows }: Markup,
): string {
  const own = place === 'chat' ? fittedRows(digestKeyboard(locale, 'active')).length : 0;
  return JSON.stringify(rows.slice(0, rows.length - own));
}

/** The keyboard of those rows, and the subscriber's buttons where it is a chat's. @param rows as `lastingRows` gives them */
export function keyboardOfRows(
  locale: Locale,
  rows: string,
  status: 'active' | 'paused' | 'closed' | undefined,
): object {
  const own =
    status === undefined
      ? []
      : inlineKeyboard(digestKeyboard(locale, status), { encode: encodePayload }).inline_keyboard;
  return { inline_keyboard: [...(JSON.parse(rows) as readonly object[]), ...own] };
}

/** Under a digest, or under what would be one. */
export function leadsKeyboard(
  locale: Locale,
  { evidence, leads, rounds, corrections }: DigestLeads,
): Keyboard {
  const points = fittingPoints(evidence);
  const topics: Button = { text: locale.text('button-topics'), press: { type: 'open', what: 'topics' } };
  return [
    ...leads.slice(0, MOST_LEADS).map((one): readonly Button[] => [
      {
        text: restWords(locale, one),
        press: { type: 'open-topic', talk: one.talk, topic: one.topic },
      },
    ]),
    ...(rounds || leads.length > MOST_LEADS
      ? [[{ text: locale.text('button-all-rounds'), press: { type: 'open', what: 'rounds' } } as const]]
      : []),
    ...(corrections
      ? [[{ text: locale.text('button-corrections'), press: { type: 'open', what: 'corrections' } } as const]]
      : []),
    points.length === 0
      ? [topics]
      : [
          { text: locale.text('button-evidence'), press: { type: 'proof', points, page: 1, isNew: true } },
          topics,
        ],
  ];
}

function chatKeyboard(locale: Locale, leads: DigestLeads): Keyboard {
  return [...leadsKeyboard(locale, leads), ...digestKeyboard(locale, 'active')];
}

/** Those who read a channel can press no buttons of its bot, but follow links to it. */
function channelKeyboard(locale: Locale, { first, leads, rounds }: DigestLeads, botName: string): Keyboard {
  const to = (payload: StartPayload) => startLink(botName, encodeStartPayload(payload));
  const evidence: readonly Button[] =
    first === undefined
      ? []
      : [{ text: locale.text('button-evidence'), url: to({ type: 'point', ...first }) }];
  const all: readonly Button[] =
    rounds || leads.length > MOST_LEADS
      ? [{ text: locale.text('button-all-rounds'), url: to({ type: 'talks' }) }]
      : [];
  const [open = []] = openKeyboard(locale, to({ type: 'start' }));
  return [
    ...leads.slice(0, MOST_LEADS).map((one) => [
      {
        text: restWords(locale, one),
        url: to({ type: 'talk-topic', talk: one.talk, topic: one.topic }),
      },
    ]),
    ...(all.length > 0 ? [all] : []),
    [...evidence, ...open],
  ];
}

/** `Ukraine: 7 more · Jeddah talks`; with the round's date where its name would be cut, and without its year if need be. */
function restWords(locale: Locale, { name, title, date, count }: Rest): string {
  const words = (round: string) => locale.text('button-rest', { topic: name, round, count });
  const rounds = [title, locale.date(date)];
  return rounds.map(words).find(fitsAlone) ?? words(locale.dayOfYear(date));
}
