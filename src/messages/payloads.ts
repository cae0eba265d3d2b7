// What a button stands for, as callback_data: 64 bytes that come back from outside and are not trusted.

import type { Catalogue } from '../content/catalogue.ts';
import type { PointId, Talk, TalkId, Topic, TopicId } from '../content/schema.ts';
import { pairingsOf } from '../summaries/talks.ts';
import { VIEWS, type View } from '../summaries/views.ts';
import { type BroadcastPayload, broadcastFields, broadcastPayloadOf } from './broadcast-payloads.ts';
import { type ChatPayload, chatFields, chatPayloadOf, isChatType } from './chat-payloads.ts';
import { type DigestIds, type DigestPayload, digestFields, digestPayloadOf } from './digest-payloads.ts';
import { byHash, hashOf } from './hashes.ts';
import {
  createMemoryIds,
  isMemoryPayload,
  isMemoryType,
  type MemoryIds,
  type MemoryPayload,
  memoryFields,
  memoryPayloadOf,
  pageNumber,
} from './memory-payloads.ts';
import { isOpenPayload, type OpenPayload, openedBy, openFields, proofOf } from './open-payloads.ts';
import { isPacked, packed, unmarked, unpacked } from './packed-words.ts';
import { BUTTON_LETTERS, DIGEST_LETTERS } from './payload-letters.ts';

interface TopicPayload {
  readonly type: 'topic';
  readonly talk: TalkId;
  readonly topic: TopicId;
  readonly part: number;
}

/** What can be shown as a picture. Of a topic's answer there is one, whatever the part. */
export type Pictured =
  | TopicPayload
  | Extract<MemoryPayload, { type: 'compare' | 'compare-subject' | 'promises' }>;

/** What a button does. Pages and parts count from 1. */
export type Payload =
  | TopicPayload
  | { readonly type: 'evidence'; readonly talk: TalkId; readonly topic: TopicId; readonly page: number }
  /** As `evidence`, of a talk's timeline or quotations. */
  | { readonly type: 'view-evidence'; readonly view: View; readonly talk: TalkId; readonly page: number }
  /** The evidence of one point; the topic and the list that it was opened from, where that fits, are for the way back. */
  | {
      readonly type: 'point';
      readonly talk: TalkId;
      readonly topic: TopicId;
      readonly point: PointId;
      readonly from?: ListPayload;
    }
  /** The share panel of a topic's answer; the part is for the way back. */
  | { readonly type: 'share'; readonly talk: TalkId; readonly topic: TopicId; readonly part: number }
  /** The share panel of one point; where it was shown, where that fits, is for the way back. */
  | {
      readonly type: 'share-point';
      readonly talk: TalkId;
      readonly topic: TopicId;
      readonly point: PointId;
      readonly from?: PlacePayload;
    }
  | { readonly type: 'share-timeline'; readonly talk: TalkId; readonly part: number }
  | { readonly type: 'share-quotes'; readonly talk: TalkId; readonly part: number }
  | { readonly type: 'share-talks'; readonly page: number; readonly between?: string }
  | { readonly type: 'timeline'; readonly talk: TalkId; readonly part: number }
  | { readonly type: 'quotes'; readonly talk: TalkId; readonly part: number }
  /** Of all talks, or of those of a pairing (summaries/talks.ts). */
  | { readonly type: 'talks'; readonly page: number; readonly between?: string }
  /** A page of what was found; only words that fit (`fitsSearch`), on the way back packed if need be. */
  | { readonly type: 'search'; readonly page: number; readonly words: string; readonly isPacked?: true }
  | { readonly type: 'start' }
  | { readonly type: 'help' }
  | { readonly type: 'settings' }
  /** Two letters, as `Locale.language`. */
  | { readonly type: 'language'; readonly language: string }
  /** Deletes all that is stored about the chat, or keeps it. */
  | { readonly type: 'forget'; readonly sure: boolean }
  | DigestPayload
  | BroadcastPayload
  | ChatPayload
  | MemoryPayload
  /** What another button says, as a picture. */
  | { readonly type: 'picture'; readonly of: Pictured }
  | OpenPayload
  /** A button that only shows something, such as a page number. */
  | { readonly type: 'noop' };

/** A list of points, each of which a number opens. */
export type ListPayload = MemoryPayload | Extract<Payload, { readonly type: 'search' | View }>;

/** Where the evidence of a point is shown: a page of an answer's evidence, or alone, opened from a list. */
export type PlacePayload = ListPayload | Extract<Payload, { readonly type: 'evidence' | 'view-evidence' }>;

/** A point, and under which topic it is shown. */
interface PointAddress {
  readonly talk: TalkId;
  readonly topic: TopicId;
  readonly point: PointId;
}

/** Bot API: callback_data has 1 to 64 bytes. */
export const MAX_PAYLOAD_BYTES = 64;

/** To and from callback_data, for one version of the content. */
export interface Payloads {
  /** At most 64 bytes: ASCII, but for the words of a search. */
  encode(payload: Payload): string;
  /** `undefined` for forged data, another version, or a talk or topic that is gone. */
  decode(data: string): Payload | undefined;
}

/** Goes up when the meaning of a payload changes, so that old buttons are recognised. */
const VERSION = '1';

const LETTERS: Readonly<Record<Payload['type'], string>> = BUTTON_LETTERS;

const VIEW_LETTERS: Readonly<Record<View, string>> = { timeline: 't', quotes: 'q' };

const TYPES = new Map<string, Payload['type']>(
  Object.entries(LETTERS).map(([type, letter]) => [letter, type as Payload['type']]),
);

/** Hashes all ids of the catalogue once. */
export function createPayloads(catalogue: Catalogue): Payloads {
  const talks = byHash(catalogue.talks);
  const topics = byHash(catalogue.topics);
  const pairings = byHash(pairingsOf(catalogue));
  const memory = createMemoryIds(catalogue, topics);
  const ids: Ids = {
    talks,
    topics,
    has: (talk, topic) => catalogue.topicsOf(talk.id).includes(topic),
    point: (talk, topic, hash) =>
      catalogue.points(talk, topic).find(({ id }) => hashOf(id) === hash)?.id ??
      withdrawnPoint(catalogue, talk, topic, hash),
    pairing: (hash) => pairings.get(hash)?.id,
    memory,
    digest: { topic: memory.topic, follow: (type, hash) => followed(memory, type, hash) },
  };
  return { encode: encodePayload, decode: (data) => decode(ids, data) };
}

interface Ids {
  readonly talks: ReadonlyMap<string, Talk>;
  readonly topics: ReadonlyMap<string, Topic>;
  has(talk: Talk, topic: Topic): boolean;
  point(talk: TalkId, topic: TopicId, hash: string): PointId | undefined;
  pairing(hash: string): string | undefined;
  readonly memory: MemoryIds;
  readonly digest: DigestIds;
}

/** A point that is shown no more, except among the corrections. */
function withdrawnPoint(
  catalogue: Catalogue,
  talk: TalkId,
  topic: TopicId,
  hash: string,
): PointId | undefined {
  return catalogue.changes.find(
    ({ talk: of, point, change }) =>
      change.how === 'withdrawn' &&
      of.id === talk &&
      point.topics.includes(topic) &&
      hashOf(point.id) === hash,
  )?.point.id;
}

/** As `Payloads.encode`, which needs no catalogue. */
export function encodePayload(payload: Payload): string {
  const fields = [`${VERSION}${LETTERS[payload.type]}`];
  if (payload.type === 'picture')
    return [...fields, encodePayload(payload.of).slice(VERSION.length)].join('.');
  if (isMemoryPayload(payload)) return [...fields, ...memoryFields(payload)].join('.');
  if ('talk' in payload) fields.push(hashOf(payload.talk));
  if ('topic' in payload) fields.push(hashOf(payload.topic));
  if ('page' in payload) fields.push(String(payload.page));
  if ('part' in payload) fields.push(String(payload.part));
  if ('point' in payload) fields.push(hashOf(payload.point));
  if (isAboutPoint(payload) && payload.from) fields.push(encodePayload(payload.from));
  if ((payload.type === 'talks' || payload.type === 'share-talks') && payload.between)
    fields.push(hashOf(payload.between));
  if (payload.type === 'view-evidence') fields.splice(1, 0, VIEW_LETTERS[payload.view]);
  if (payload.type === 'search')
    fields.push(payload.isPacked ? (packed(payload.words) ?? '') : unmarked(payload.words));
  if (payload.type === 'language') fields.push(payload.language);
  if (payload.type === 'forget') fields.push(payload.sure ? 'yes' : 'no');
  if (isDigestPayload(payload)) fields.push(...digestFields(payload));
  if (payload.type === 'broadcast') fields.push(...broadcastFields(payload));
  if (isChatPayload(payload)) fields.push(...chatFields(payload));
  if (isOpenPayload(payload)) fields.push(...openFields(payload));
  return fields.join('.');
}

/** What opens a point of the list, and leads back there where a button can carry both. */
export function pointIn(about: PointAddress, from: ListPayload): Payload {
  const alone: Payload = { type: 'point', ...about };
  return [from, ...shorter(from)].map((list): Payload => ({ ...alone, from: list })).find(fits) ?? alone;
}

/** What opens the ways to share a point, and leads back to where it is shown, as `pointIn`. */
export function sharePointAt(about: PointAddress, from: PlacePayload | undefined): Payload {
  const alone: Payload = { type: 'share-point', ...about };
  if (from === undefined) return alone;
  const places = isList(from) ? [from, ...shorter(from)] : [from];
  return places.map((place): Payload => ({ ...alone, from: place })).find(fits) ?? alone;
}

/** The same place in fewer bytes, or without what is only for the way further back: a promise's history, from the list of all. */
function shorter(from: ListPayload): readonly ListPayload[] {
  if (from.type === 'search' && packed(from.words) !== undefined) return [{ ...from, isPacked: true }];
  // All that somebody said, where the words that narrowed it have no room.
  if (from.type === 'who' && from.words !== '') return [{ ...from, words: '', page: 1 }];
  return from.type === 'promise' ? [{ ...from, filter: {}, from: 1 }] : [];
}

function fits(payload: Payload): boolean {
  return Buffer.byteLength(encodePayload(payload)) <= MAX_PAYLOAD_BYTES;
}

/** Whether a button can carry the words of a search to any of its pages. */
export function fitsSearch(words: string): boolean {
  const longest = encodePayload({ type: 'search', page: 9999, words });
  return words !== '' && Buffer.byteLength(longest) <= MAX_PAYLOAD_BYTES;
}

/** Whether a button can carry what is to be followed: words may be too long. */
export function fitsFollow(follow: string): boolean {
  return fits({ type: 'follow', follow });
}

function followed(ids: MemoryIds, type: string, hash: string): string | undefined {
  const finds = new Map<string, (hash: string) => string | undefined>([
    ['person', ids.person],
    ['party', ids.party],
    ['subject', ids.subject],
    ['promise', ids.promise],
    ['topic', ids.topic],
  ]);
  const id = finds.get(type)?.(hash);
  return id === undefined ? undefined : `${type}:${id}`;
}

/** Whether the button is about the chat's digest. */
export function isDigestPayload(payload: Payload): payload is DigestPayload {
  return Object.hasOwn(DIGEST_LETTERS, payload.type);
}

/** Whether the button is about a group's settings, or about a digest that was paused in it. */
export function isChatPayload(payload: Payload): payload is ChatPayload {
  return isChatType(payload.type);
}

function decode(ids: Ids, data: string): Payload | undefined {
  if (data.length > MAX_PAYLOAD_BYTES) return undefined;
  const [head = '', ...fields] = data.split('.');
  const type = head.startsWith(VERSION) ? TYPES.get(head.slice(VERSION.length)) : undefined;
  const payload = type === undefined ? undefined : payloadOf(ids, type, fields);
  // Each payload has one spelling; anything else is refused.
  return payload !== undefined && encodePayload(payload) === data ? payload : undefined;
}

function payloadOf(ids: Ids, type: Payload['type'], fields: readonly string[]): Payload | undefined {
  const [first = '', second = '', third = ''] = fields;
  if (isChatType(type)) return chatPayloadOf(type, fields);
  if (isMemoryType(type)) return memoryPayloadOf(ids.memory, type, fields);
  switch (type) {
    case 'broadcast':
      return broadcastPayloadOf(first, second);
    case 'picture': {
      const shown = TYPES.get(first);
      const of = shown === undefined ? undefined : payloadOf(ids, shown, fields.slice(1));
      return of && isPictured(of) ? { type, of } : undefined;
    }
    case 'topic':
    case 'share': {
      const about = talkAndTopic(ids, first, second);
      const part = pageNumber(third);
      return about && part ? { type, ...about, part } : undefined;
    }
    case 'open':
      return openedBy(first);
    case 'open-topic': {
      const about = talkAndTopic(ids, first, second);
      return about && { type, ...about };
    }
    case 'proof':
      return proofOf(pageNumber(first), second, third);
    case 'evidence': {
      const about = talkAndTopic(ids, first, second);
      const page = pageNumber(third);
      return about && page ? { type, ...about, page } : undefined;
    }
    case 'view-evidence': {
      const view = VIEWS.find((one) => VIEW_LETTERS[one] === first);
      const talk = ids.talks.get(second);
      const page = pageNumber(third);
      return view && talk && page ? { type, view, talk: talk.id, page } : undefined;
    }
    case 'share-point': {
      const about = aboutPoint(ids, fields);
      if (!about || fields.length === 3) return about && { type, ...about };
      const from = decode(ids, fields.slice(3).join('.'));
      return from && isPlace(from) ? { type, ...about, from } : undefined;
    }
    case 'point': {
      const about = aboutPoint(ids, fields);
      if (!about || fields.length === 3) return about && { type, ...about };
      const from = decode(ids, fields.slice(3).join('.'));
      return from && isList(from) ? { type, ...about, from } : undefined;
    }
    case 'timeline':
    case 'quotes':
    case 'share-timeline':
    case 'share-quotes': {
      const talk = ids.talks.get(first);
      const part = pageNumber(second);
      return talk && part ? { type, talk: talk.id, part } : undefined;
    }
    case 'share-talks':
    case 'talks': {
      const page = pageNumber(first);
      const between = second === '' ? undefined : ids.pairing(second);
      if (!page || (second !== '' && between === undefined)) return undefined;
      return { type, page, ...(between === undefined ? {} : { between }) };
    }
    case 'search': {
      const page = pageNumber(first);
      const words = fields.slice(1).join('.');
      if (isPacked(words)) return page ? { type, page, words: unpacked(words), isPacked: true } : undefined;
      return page && fitsSearch(words) ? { type, page, words } : undefined;
    }
    case 'start':
    case 'help':
    case 'settings':
    case 'noop':
      return { type };
    case 'language':
      return /^[a-z]{2}$/.test(first) ? { type, language: first } : undefined;
    case 'forget':
      return { type, sure: first === 'yes' };
    default:
      return digestPayloadOf(type, fields, ids.digest);
  }
}

function isAboutPoint(payload: Payload): payload is Extract<Payload, PointAddress> {
  return payload.type === 'point' || payload.type === 'share-point';
}

function isPlace(payload: Payload): payload is PlacePayload {
  return isList(payload) || payload.type === 'evidence' || payload.type === 'view-evidence';
}

function isList(payload: Payload): payload is ListPayload {
  const { type } = payload;
  return isMemoryPayload(payload) || type === 'search' || type === 'timeline' || type === 'quotes';
}

function aboutPoint(ids: Ids, [talk = '', topic = '', hash = '']: readonly string[]) {
  const about = talkAndTopic(ids, talk, topic);
  const point = about && ids.point(about.talk, about.topic, hash);
  return about && point && { ...about, point };
}

function isPictured(payload: Payload): payload is Pictured {
  const { type } = payload;
  return type === 'topic' || type === 'compare' || type === 'compare-subject' || type === 'promises';
}

function talkAndTopic(
  ids: Ids,
  talkHash: string,
  topicHash: string,
): { readonly talk: TalkId; readonly topic: TopicId } | undefined {
  const talk = ids.talks.get(talkHash);
  const topic = ids.topics.get(topicHash);
  return talk && topic && ids.has(talk, topic) ? { talk: talk.id, topic: topic.id } : undefined;
}
