// The buttons of what the bot remembers, as fields of callback_data: promises, positions, statements, corrections.

import type { Catalogue } from '../content/catalogue.ts';
import {
  type ActorId,
  type PartyId,
  type PersonId,
  type PromiseId,
  STEPS,
  type SubjectId,
  type Topic,
  type TopicId,
} from '../content/schema.ts';
import type { PromiseFilter } from '../summaries/promises.ts';
import { byHash, hashOf } from './hashes.ts';
import { MEMORY_LETTERS } from './payload-letters.ts';

export type MemoryPayload =
  | { readonly type: 'promises'; readonly filter: PromiseFilter; readonly page: number }
  /** One promise's history; the filter and the page of the list that it came `from` are for the way back. */
  | {
      readonly type: 'promise';
      readonly promise: PromiseId;
      readonly filter: PromiseFilter;
      readonly from: number;
      readonly page: number;
    }
  /** The topics that have something to compare. */
  | { readonly type: 'compare-topics' }
  | { readonly type: 'compare'; readonly topic: TopicId; readonly page: number }
  /** One subject, round after round. */
  | { readonly type: 'compare-subject'; readonly subject: SubjectId; readonly page: number }
  /** What somebody said, where words were written also about that: at most `WORDS_BYTES` of UTF-8. */
  | { readonly type: 'who'; readonly actor: ActorId; readonly words: string; readonly page: number }
  | { readonly type: 'corrections'; readonly page: number }
  /** What happened over all rounds. */
  | { readonly type: 'timeline-all'; readonly page: number };

/** What fits into 64 bytes with the other fields, written in base64url. */
const WORDS_BYTES = 33;

/** The words, cut after the last whole one that fits into a button. */
export function wordsForButton(words: string): string {
  let fitting = words.trim();
  while (Buffer.byteLength(fitting) > WORDS_BYTES) {
    const space = fitting.lastIndexOf(' ');
    fitting = space < 0 ? [...fitting].slice(0, -1).join('') : fitting.slice(0, space).trim();
  }
  return fitting;
}

export function isMemoryType(type: string): type is MemoryPayload['type'] {
  return Object.hasOwn(MEMORY_LETTERS, type);
}

export function isMemoryPayload(payload: { readonly type: string }): payload is MemoryPayload {
  return isMemoryType(payload.type);
}

/** Ids by their hashes, for one version of the content. */
export interface MemoryIds {
  topic(hash: string): TopicId | undefined;
  subject(hash: string): SubjectId | undefined;
  promise(hash: string): PromiseId | undefined;
  party(hash: string): PartyId | undefined;
  person(hash: string): PersonId | undefined;
  actor(hash: string): ActorId | undefined;
}

/** @param topics by the hashes of their ids */
export function createMemoryIds(catalogue: Catalogue, topics: ReadonlyMap<string, Topic>): MemoryIds {
  const [subjects, promises] = [byHash(catalogue.subjects), byHash(catalogue.promises)];
  const [parties, people] = [byHash(catalogue.parties), byHash(catalogue.people)];
  return {
    topic: (hash) => topics.get(hash)?.id,
    subject: (hash) => subjects.get(hash)?.id,
    promise: (hash) => promises.get(hash)?.id,
    party: (hash) => parties.get(hash)?.id,
    person: (hash) => people.get(hash)?.id,
    // People, parties and outlets share one name space, so their ids are actors'.
    actor: (hash) =>
      (people.get(hash)?.id ?? parties.get(hash)?.id) as string | undefined as ActorId | undefined,
  };
}

/** The fields after the letter. */
export function memoryFields(payload: MemoryPayload): readonly string[] {
  switch (payload.type) {
    case 'promises':
      return [...filterFields(payload.filter), String(payload.page)];
    case 'promise':
      return [
        hashOf(payload.promise),
        ...filterFields(payload.filter),
        String(payload.from),
        String(payload.page),
      ];
    case 'compare-topics':
      return [];
    case 'compare':
      return [hashOf(payload.topic), String(payload.page)];
    case 'compare-subject':
      return [hashOf(payload.subject), String(payload.page)];
    case 'who':
      return [hashOf(payload.actor), Buffer.from(payload.words).toString('base64url'), String(payload.page)];
    case 'corrections':
    case 'timeline-all':
      return [String(payload.page)];
  }
}

/** `undefined` for an invalid field, or what is gone. */
export function memoryPayloadOf(
  ids: MemoryIds,
  type: MemoryPayload['type'],
  fields: readonly string[],
): MemoryPayload | undefined {
  const [first = '', second = ''] = fields;
  const page = pageNumber(fields.at(-1) ?? '');
  if (type === 'compare-topics') return { type };
  if (page === undefined) return undefined;
  switch (type) {
    case 'promises': {
      const filter = filterOf(ids, fields);
      return filter && { type, filter, page };
    }
    case 'promise': {
      const promise = ids.promise(first);
      const filter = filterOf(ids, fields.slice(1));
      const from = pageNumber(fields.at(-2) ?? '');
      return promise && filter && from ? { type, promise, filter, from, page } : undefined;
    }
    case 'compare': {
      const topic = ids.topic(first);
      return topic && { type, topic, page };
    }
    case 'compare-subject': {
      const subject = ids.subject(first);
      return subject && { type, subject, page };
    }
    case 'who': {
      const actor = ids.actor(first);
      const words = Buffer.from(second, 'base64url').toString();
      return actor && wordsForButton(words) === words ? { type, actor, words, page } : undefined;
    }
    case 'corrections':
    case 'timeline-all':
      return { type, page };
  }
}

const ANY = '-';

function filterFields({ party, topic, step }: PromiseFilter): readonly string[] {
  return [
    party === undefined ? ANY : hashOf(party),
    topic === undefined ? ANY : hashOf(topic),
    step === undefined ? ANY : String(STEPS.indexOf(step)),
  ];
}

function filterOf(ids: MemoryIds, fields: readonly string[]): PromiseFilter | undefined {
  const [partyHash = '', topicHash = '', stepNumber = ''] = fields;
  const party = ids.party(partyHash);
  const topic = ids.topic(topicHash);
  const step = /^\d$/u.test(stepNumber) ? STEPS[Number(stepNumber)] : undefined;
  const isWhole =
    (party !== undefined || partyHash === ANY) &&
    (topic !== undefined || topicHash === ANY) &&
    (step !== undefined || stepNumber === ANY);
  if (!isWhole) return undefined;
  return {
    ...(party === undefined ? {} : { party }),
    ...(topic === undefined ? {} : { topic }),
    ...(step === undefined ? {} : { step }),
  };
}

/** 1 to 9999; `undefined` for anything else. */
export function pageNumber(text: string): number | undefined {
  return /^[1-9]\d{0,3}$/.test(text) ? Number(text) : undefined;
}
