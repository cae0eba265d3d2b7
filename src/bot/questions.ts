// What private chats have been asked: for a city, their next plain words are the answer and not a search.

import { LRUCache } from 'lru-cache';
import { growingTo } from '../growing-cache.ts';

export type Question =
  /** A city's time zone, for the digest of a channel if it is not the chat's own. */
  | { readonly type: 'city'; readonly channel: number | undefined }
  /** A city, with which the chat's own digest begins. */
  | { readonly type: 'first city' }
  /** An operator's message to many chats. */
  | { readonly type: 'broadcast' }
  /** One of the person's channels, in the native picker. */
  | { readonly type: 'channel' };

export interface Questions {
  ask(chat: number, question: Question): void;
  /** What the chat was asked last, if it has not answered yet. */
  waiting(chat: number): Question | undefined;
  /** As `waiting`; it is not asked any more. */
  take(chat: number): Question | undefined;
}

/** Chats remembered. */
const REMEMBERED = 1_000;

export function createQuestions(): Questions {
  const asked = new LRUCache<number, Question>(growingTo(REMEMBERED));
  return {
    ask: (chat, question) => void asked.set(chat, question),
    waiting: (chat) => asked.get(chat),
    take(chat) {
      const question = asked.get(chat);
      asked.delete(chat);
      return question;
    },
  };
}

/** A question as another process has written it down; `undefined` for anything else. */
export function readQuestion(text: string): Question | undefined {
  try {
    const { type, channel } = JSON.parse(text) as { readonly type?: unknown; readonly channel?: unknown };
    if (type === 'channel' || type === 'broadcast' || type === 'first city') return { type };
    if (type === 'city') return { type, channel: typeof channel === 'number' ? channel : undefined };
  } catch {}
  return undefined;
}
