// Questions that groups asked a moment ago, and the messages that answered them: the same again is pointed
// there.

import { LRUCache } from 'lru-cache';
import { type Clock, cacheClock } from '../../clock.ts';
import { growingTo } from '../../growing-cache.ts';
import type { BotContext } from '../bot-context.ts';
import type { Command } from '../request.ts';

export interface Repeats {
  /** The id of the message that answers the question, once Telegram has it; `undefined` where nobody asked lately. */
  find(question: string): Promise<number | undefined> | undefined;
  /** @param sent the id of the answer; `undefined` where it was not delivered */
  note(question: string, chat: number, sent: Promise<number | undefined>): Promise<void>;
  /** The message shows something else now. */
  changed(chat: number, message: number): void;
}

/** An answer younger than this is still on screen, ms. */
const NEAR_FOR = 60_000;
/** Questions remembered. */
const REMEMBERED = 2_000;

export function createRepeats(clock: Pick<Clock, 'monotonic'>): Repeats {
  const answers = new LRUCache<string, Promise<number | undefined>>({
    ...growingTo(REMEMBERED),
    ttl: NEAR_FOR,
    ttlResolution: 0,
    perf: cacheClock(clock),
  });
  /** By `chat message`. */
  const questions = new LRUCache<string, string>(growingTo(REMEMBERED));

  return {
    find: (question) => answers.get(question),
    async note(question, chat, sent) {
      answers.set(question, sent);
      const message = await sent;
      if (message !== undefined) questions.set(`${chat} ${message}`, question);
      else if (answers.get(question) === sent) answers.delete(question);
    },
    changed(chat, message) {
      const question = questions.get(`${chat} ${message}`);
      if (question !== undefined) answers.delete(question);
    },
  };
}

/** What was asked where, in which language, of which content. */
export function questionKey(
  { chat, thread, name, words, locale }: Command,
  { catalogue }: BotContext,
): string {
  const where = `${chat} ${thread ?? ''}`;
  return `${where} ${catalogue.version} ${locale.language} ${name} ${words.toLowerCase()}`;
}
