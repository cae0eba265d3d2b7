// What a button stands for, as callback_data: 64 bytes that come back from outside and are not trusted.

import type { Catalogue } from '../content/catalogue.ts';
import type { PointId, Talk, TalkId, Topic, TopicId } from '../content/schema.ts';
import { type BroadcastPayload, broadcastFields, broadcastPayloadOf } from './broadcast-payloads.ts';
import { type ChatPayload, chatFields, chatPayloadOf, isChatType } from './chat-payloads.ts';
import { type DigestPayload, digestFields, digestPayloadOf } from './digest-payloads.ts';
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
import { BUTTON_LETTERS, DIGEST_LETTERS } from './payload-letters.ts';

/** What a button does. Pages and parts count from 1. */
export type Payload =
  | { readonly type: 'topic'; readonly talk: TalkId; readonly topic: TopicId; readonly part: number }
  | { readonly type: 'evidence'; readonly talk: TalkId; readonly topic: TopicId; readonly page: number }
  /** One point as its own answer; the topic is for the way back. */
  | { readonly type: 'point'; readonly talk: TalkId; readonly topic: TopicId; readonly point: PointId }
  /** The share panel of a topic's answer; the part is for the way back. */
  | { readonly type: 'share'; readonly talk: TalkId; readonly topic: TopicId; readonly part: number }
  /** The choice of a point on a page of evidence. */
  | { readonly type: 'share-which'; readonly talk: TalkId; readonly topic: TopicId; readonly page: number }
  | { readonly type: 'share-point'; readonly talk: TalkId; readonly topic: TopicId; readonly point: PointId }
  | { readonly type: 'share-timeline'; readonly talk: TalkId; readonly part: number }
  | { readonly type: 'share-quotes'; readonly talk: TalkId; readonly part: number }
  | { readonly type: 'share-talks'; readonly page: number }
  | { readonly type: 'timeline'; readonly talk: TalkId; readonly part: number }
  | { readonly type: 'quotes'; readonly talk: TalkId; readonly part: number }
  | { readonly type: 'talks'; readonly page: number }
  /** A page of what was found; only words that fit (`fitsSearch`). */
  | { readonly type: 'search'; readonly page: number; readonly words: string }
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
  | OpenPayload
  /** A button that only shows something, such as a page number. */
  | { readonly type: 'noop' };

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

const TYPES = new Map<string, Payload['type']>(
  Object.entries(LETTERS).map(([type, letter]) => [letter, type as Payload['type']]),
);

/** Hashes all ids of the catalogue once. */
export function createPayloads(catalogue: Catalogue): Payloads {
  const talks = byHash(catalogue.talks);
  const topics = byHash(catalogue.topics);
  const ids: Ids = {
    talks,
    topics,
    has: (talk, topic) => catalogue.topicsOf(talk.id).includes(topic),
    point: (talk, topic, hash) =>
      catalogue.points(talk, topic).find(({ id }) => hashOf(id) === hash)?.id ??
      withdrawnPoint(catalogue, talk, topic, hash),
    memory: createMemoryIds(catalogue, topics),
  };
  return { encode: encodePayload, decode: (data) => decode(ids, data) };
}

interface Ids {
  readonly talks: ReadonlyMap<string, Talk>;
  readonly topics: ReadonlyMap<string, Topic>;
  has(talk: Talk, topic: Topic): boolean;
  point(talk: TalkId, topic: TopicId, hash: string): PointId | undefined;
  readonly memory: MemoryIds;
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
  if (isMemoryPayload(payload)) return [...fields, ...memoryFields(payload)].join('.');
  if ('talk' in payload) fields.push(hashOf(payload.talk));
  if ('topic' in payload) fields.push(hashOf(payload.topic));
  if ('page' in payload) fields.push(String(payload.page));
  if ('part' in payload) fields.push(String(payload.part));
  if ('point' in payload) fields.push(hashOf(payload.point));
  if (payload.type === 'search') fields.push(payload.words);
  if (payload.type === 'language') fields.push(payload.language);
  if (payload.type === 'forget') fields.push(payload.sure ? 'yes' : 'no');
  if (isDigestPayload(payload)) fields.push(...digestFields(payload));
  if (payload.type === 'broadcast') fields.push(...broadcastFields(payload));
  if (isChatPayload(payload)) fields.push(...chatFields(payload));
  if (isOpenPayload(payload)) fields.push(...openFields(payload));
  return fields.join('.');
}

/** Whether a button can carry the words of a search to any of its pages. */
export function fitsSearch(words: string): boolean {
  const longest = encodePayload({ type: 'search', page: 9999, words });
  return words !== '' && Buffer.byteLength(longest) <= MAX_PAYLOAD_BYTES;
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
  if (isChatType(type)) return chatPayloadOf(type, first);
  if (isMemoryType(type)) return memoryPayloadOf(ids.memory, type, fields);
  switch (type) {
    case 'broadcast':
      return broadcastPayloadOf(first, second);
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
    case 'evidence':
    case 'share-which': {
      const about = talkAndTopic(ids, first, second);
      const page = pageNumber(third);
      return about && page ? { type, ...about, page } : undefined;
    }
    case 'point':
    case 'share-point': {
      const about = talkAndTopic(ids, first, second);
      const point = about && ids.point(about.talk, about.topic, third);
      return about && point ? { type, ...about, point } : undefined;
    }
    case 'timeline':
    case 'quotes':
    case 'share-timeline':
    case 'share-quotes': {
      const talk = ids.talks.get(first);
      const part = pageNumber(second);
      return talk && part ? { type, talk: talk.id, part } : undefined;
    }
    case 'talks':
    case 'share-talks': {
      const page = pageNumber(first);
      return page ? { type, page } : undefined;
    }
    case 'search': {
      const page = pageNumber(first);
      const words = fields.slice(1).join('.');
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
      return digestPayloadOf(type, fields, (hash) => ids.topics.get(hash)?.id);
  }
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
