// Deep links: what `t.me/<bot>?start=…` opens, in 64 characters that anyone can type and that are not trusted.

import type { Catalogue } from '../content/catalogue.ts';
import type { PointId, TalkId, TopicId } from '../content/schema.ts';
import { byHash, HASH_LENGTH, hashOf } from './hashes.ts';
import { LINK_LETTERS } from './payload-letters.ts';

/** What a link opens. */
export type StartPayload =
  /** The topic in the newest talk that has it when the link is followed. */
  | { readonly type: 'topic'; readonly topic: TopicId }
  /** The talk's overview. */
  | { readonly type: 'talk'; readonly talk: TalkId }
  | { readonly type: 'talk-topic'; readonly talk: TalkId; readonly topic: TopicId }
  | { readonly type: 'point'; readonly talk: TalkId; readonly point: PointId }
  | { readonly type: 'timeline'; readonly talk: TalkId }
  | { readonly type: 'quotes'; readonly talk: TalkId }
  /** The list of all talks. */
  | { readonly type: 'talks' }
  /** The digest panel, also in a group that the bot is being added to. */
  | { readonly type: 'digest' }
  /** The choice of a channel, whose digest is then set up. */
  | { readonly type: 'channel' }
  /** The greeting. */
  | { readonly type: 'start' };

/** To and from the `start` and `startgroup` parameters, for one version of the content. */
export interface StartPayloads {
  /** 2 to 22 of A-Z, a-z, 0-9, `-` and `_`; the Bot API allows 64. */
  encode(payload: StartPayload): string;
  /** `undefined` for forged data, another version, or content that is gone. */
  decode(parameter: string): StartPayload | undefined;
}

/** Goes up when the meaning of a link changes, so that old links are recognised. */
const VERSION = '1';

const LETTERS: Readonly<Record<StartPayload['type'], string>> = LINK_LETTERS;

/** Version, letter, then up to two hashes. */
const PARAMETER = new RegExp(
  `^${VERSION}([a-z])([A-Za-z0-9_-]{${HASH_LENGTH}})?([A-Za-z0-9_-]{${HASH_LENGTH}})?$`,
);

/** Hashes the ids of all talks and topics once; those of points on demand. */
export function createStartPayloads(catalogue: Catalogue): StartPayloads {
  const talks = byHash(catalogue.talks);
  const topics = byHash(catalogue.topics);

  function payloadOf(letter: string, first: string, second: string): StartPayload | undefined {
    const talk = talks.get(first);
    switch (letter) {
      case LETTERS.topic: {
        const topic = topics.get(first);
        return topic && { type: 'topic', topic: topic.id };
      }
      case LETTERS.talk:
        return talk && { type: 'talk', talk: talk.id };
      case LETTERS['talk-topic']: {
        const topic = topics.get(second);
        if (!talk || !topic || !catalogue.topicsOf(talk.id).includes(topic)) return undefined;
        return { type: 'talk-topic', talk: talk.id, topic: topic.id };
      }
      case LETTERS.point: {
        const point = talk?.points.find(({ id }) => hashOf(id) === second);
        return talk && point && { type: 'point', talk: talk.id, point: point.id };
      }
      case LETTERS.timeline:
        return talk && { type: 'timeline', talk: talk.id };
      case LETTERS.quotes:
        return talk && { type: 'quotes', talk: talk.id };
      case LETTERS.talks:
        return { type: 'talks' };
      case LETTERS.digest:
        return { type: 'digest' };
      case LETTERS.channel:
        return { type: 'channel' };
      case LETTERS.start:
        return { type: 'start' };
      default:
        return undefined;
    }
  }

  return {
    encode: encodeStartPayload,
    decode(parameter) {
      const [, letter = '', first = '', second = ''] = PARAMETER.exec(parameter) ?? [];
      const payload = payloadOf(letter, first, second);
      // Each payload has one spelling; anything else is refused.
      return payload !== undefined && encodeStartPayload(payload) === parameter ? payload : undefined;
    },
  };
}

/** As `StartPayloads.encode`, which needs no catalogue. */
export function encodeStartPayload(payload: StartPayload): string {
  return [
    VERSION,
    LETTERS[payload.type],
    'talk' in payload ? hashOf(payload.talk) : '',
    'topic' in payload ? hashOf(payload.topic) : '',
    'point' in payload ? hashOf(payload.point) : '',
  ].join('');
}
