// The buttons of a digest and of its panel, as fields of callback_data.

import type { TopicId } from '../content/schema.ts';
import { hashOf } from './hashes.ts';

/** The screens of the panel. */
export type DigestView = 'main' | 'time' | 'zone' | 'days' | 'topics' | 'follows' | 'language';
export type DigestAction = 'pause' | 'resume' | 'off';
/** Where the button is: in the panel, whose text changes, or under a digest, whose text must stay. */
export type DigestSpot = 'panel' | 'digest';
export type FollowAction = 'drop' | 'pause' | 'resume';

/** With the channel's id where a private chat sets up a channel's digest. */
export type DigestPayload = DigestChoice & { readonly channel?: number };

type DigestChoice =
  /** Shows a screen of the panel. */
  | { readonly type: 'digest'; readonly view: DigestView }
  /** Opens the panel in a new message. */
  | { readonly type: 'digest-open' }
  /** Asks for the reader's city; with a zone begins the digest there, or in a zone that is chosen as such a button. */
  | { readonly type: 'digest-begin'; readonly zone?: string }
  /** Minutes since midnight, 0 to 1439. */
  | { readonly type: 'digest-time'; readonly minutes: number }
  /** Shaped like a zone's name; the caller checks that the zone exists. */
  | { readonly type: 'digest-zone'; readonly zone: string }
  /** A page of UTC offsets, counted from 1. */
  | { readonly type: 'digest-offsets'; readonly page: number }
  /** Asks for a city to be typed. */
  | { readonly type: 'digest-city' }
  /** Days of the week, a bit each, Monday the lowest: 1 to 127. */
  | { readonly type: 'digest-days'; readonly days: number }
  | { readonly type: 'digest-topic'; readonly topic: TopicId; readonly wanted: boolean }
  | { readonly type: 'digest-all-topics' }
  | { readonly type: 'digest-when'; readonly when: 'new' | 'always' }
  | { readonly type: 'digest-do'; readonly action: DigestAction; readonly spot: DigestSpot }
  /** Two letters, as `Locale.language`; for channels, which have no /settings. */
  | { readonly type: 'digest-language'; readonly language: string }
  | { readonly type: 'digest-preview' }
  /** Follows something from now on: its key, as content/follows.ts writes it, or `topic:` and a topic's id. */
  | { readonly type: 'follow'; readonly follow: string }
  /** What becomes of something that is followed: the hash of its key. */
  | { readonly type: 'digest-follow'; readonly hash: string; readonly action: FollowAction }
  /** Whether what is agreed is told at once. */
  | { readonly type: 'digest-agreed'; readonly wanted: boolean }
  /** Whether a channel's digest opens with a picture. */
  | { readonly type: 'digest-card'; readonly wanted: boolean }
  /** No topics, only what is followed. */
  | { readonly type: 'digest-only-follows' }
  /** Chooses one of the person's channels, to set up its digest. */
  | { readonly type: 'digest-channel' };

const VIEWS: readonly DigestView[] = ['main', 'time', 'zone', 'days', 'topics', 'follows', 'language'];
const ACTIONS: readonly DigestAction[] = ['pause', 'resume', 'off'];
const SPOTS: readonly DigestSpot[] = ['panel', 'digest'];
const FOLLOW_ACTIONS: readonly FollowAction[] = ['drop', 'pause', 'resume'];
const WHENS = ['new', 'always'] as const;
/** The longest name of the IANA database has 32 characters; no name has a full stop. */
const ZONE = /^[A-Za-z0-9_+\-/:]{1,40}$/u;

/** Before a channel's id in base 36 (52 bits: 11 characters). No other field begins with it. */
const CHANNEL_MARK = '@';
/** Bot API, "Dialog identifiers": ids of channels are below this and have at most 52 bits. */
const ABOVE_CHANNELS = -1_000_000_000_000;
const LONGEST_ID = 2 ** 52;

/** The fields after the letter, the topic and the page, which payloads.ts writes. */
export function digestFields(payload: DigestPayload): readonly string[] {
  const { channel } = payload;
  const fields = choiceFields(payload);
  return channel === undefined ? fields : [...fields, `${CHANNEL_MARK}${(-channel).toString(36)}`];
}

function choiceFields(payload: DigestChoice): readonly string[] {
  switch (payload.type) {
    case 'digest':
      return [payload.view];
    case 'digest-time':
      return [String(payload.minutes)];
    case 'digest-begin':
      return payload.zone === undefined ? [] : [payload.zone];
    case 'digest-zone':
      return [payload.zone];
    case 'digest-language':
      return [payload.language];
    case 'digest-days':
      return [String(payload.days)];
    case 'digest-topic':
      return [payload.wanted ? '+' : '-'];
    case 'digest-when':
      return [payload.when];
    case 'digest-do':
      return [payload.action, payload.spot];
    case 'follow':
      return followFields(payload.follow);
    case 'digest-follow':
      return [payload.hash, payload.action];
    case 'digest-agreed':
    case 'digest-card':
      return [payload.wanted ? '+' : '-'];
    case 'digest-open':
    case 'digest-only-follows':
    case 'digest-offsets':
    case 'digest-city':
    case 'digest-all-topics':
    case 'digest-preview':
    case 'digest-channel':
      return [];
  }
}

/** Letters of what is followed; buttons in old messages hold them. */
const FOLLOW_LETTERS: Readonly<Record<string, string>> = {
  person: 'p',
  party: 's',
  subject: 'q',
  promise: 'm',
  topic: 't',
  words: 'w',
};

/** An id as its hash, and words as they are. */
function followFields(follow: string): readonly string[] {
  const colon = follow.indexOf(':');
  const [type, value] = [follow.slice(0, colon), follow.slice(colon + 1)];
  return [FOLLOW_LETTERS[type] ?? '', type === 'words' ? value : hashOf(value)];
}

/** Ids by their hashes. */
export interface DigestIds {
  topic(hash: string): TopicId | undefined;
  /** The key of something to follow, by the hash of its id. */
  follow(type: string, hash: string): string | undefined;
}

/** `undefined` for invalid fields. */
export function digestPayloadOf(
  type: DigestPayload['type'],
  fields: readonly string[],
  ids: DigestIds,
): DigestPayload | undefined {
  const last = fields.at(-1) ?? '';
  if (!last.startsWith(CHANNEL_MARK)) return choiceOf(type, fields, ids);
  const channel = channelOf(last.slice(CHANNEL_MARK.length));
  const choice = choiceOf(type, fields.slice(0, -1), ids);
  return choice && channel !== undefined ? { ...choice, channel } : undefined;
}

/** payloads.ts refuses any other spelling of the number. */
function channelOf(text: string): number | undefined {
  const id = /^[0-9a-z]{1,11}$/u.test(text) ? -Number.parseInt(text, 36) : Number.NaN;
  return id < ABOVE_CHANNELS && id >= -LONGEST_ID ? id : undefined;
}

function choiceOf(
  type: DigestPayload['type'],
  [first = '', second = '']: readonly string[],
  ids: DigestIds,
): DigestChoice | undefined {
  switch (type) {
    case 'digest': {
      const view = VIEWS.find((one) => one === first);
      return view && { type, view };
    }
    case 'digest-time': {
      const minutes = numberIn(first, 0, 1439);
      return minutes === undefined ? undefined : { type, minutes };
    }
    case 'digest-begin':
      if (first === '') return { type };
      return ZONE.test(first) ? { type, zone: first } : undefined;
    case 'digest-zone':
      return ZONE.test(first) ? { type, zone: first } : undefined;
    case 'digest-language':
      return /^[a-z]{2}$/u.test(first) ? { type, language: first } : undefined;
    case 'digest-offsets': {
      const page = numberIn(first, 1, 99);
      return page === undefined ? undefined : { type, page };
    }
    case 'digest-days': {
      const days = numberIn(first, 1, 127);
      return days === undefined ? undefined : { type, days };
    }
    case 'digest-topic': {
      const topic = ids.topic(first);
      return topic === undefined ? undefined : { type, topic, wanted: second === '+' };
    }
    case 'digest-when': {
      const when = WHENS.find((one) => one === first);
      return when && { type, when };
    }
    case 'digest-do': {
      const action = ACTIONS.find((one) => one === first);
      const spot = SPOTS.find((one) => one === second);
      return action && spot && { type, action, spot };
    }
    case 'follow': {
      const kind = Object.keys(FOLLOW_LETTERS).find((one) => FOLLOW_LETTERS[one] === first);
      const follow = kind === 'words' ? `words:${second}` : kind && ids.follow(kind, second);
      return follow === undefined || follow === '' ? undefined : { type, follow };
    }
    case 'digest-follow': {
      const action = FOLLOW_ACTIONS.find((one) => one === second);
      return action && { type, hash: first, action };
    }
    case 'digest-agreed':
    case 'digest-card':
      return { type, wanted: first === '+' };
    case 'digest-only-follows':
    case 'digest-open':
    case 'digest-city':
    case 'digest-all-topics':
    case 'digest-preview':
    case 'digest-channel':
      return { type };
  }
}

function numberIn(text: string, least: number, most: number): number | undefined {
  const number = /^\d{1,4}$/u.test(text) ? Number(text) : Number.NaN;
  return number >= least && number <= most ? number : undefined;
}
