// Questions that groups asked a moment ago, and the messages that answered them: the same again is pointed
// there.

import type { Clock } from '../../clock.ts';
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
/** Questions remembered; beyond that the oldest go. */
const REMEMBERED = 2_000;

export function createRepeats(clock: Pick<Clock, 'monotonic'>): Repeats {
  const asked = new Map<string, { readonly until: number; readonly sent: Promise<number | undefined> }>();
  /** By `chat message`. */
  const questions = new Map<string, string>();

  return {
    find(question) {
      const known = asked.get(question);
      return known && clock.monotonic() < known.until ? known.sent : undefined;
    },
    async note(question, chat, sent) {
      asked.delete(question);
      const [oldest] = asked.keys();
      if (asked.size >= REMEMBERED && oldest !== undefined) asked.delete(oldest);
      const entry = { until: clock.monotonic() + NEAR_FOR, sent };
      asked.set(question, entry);
      const message = await sent;
      if (message === undefined) {
        if (asked.get(question) === entry) asked.delete(question);
        return;
      }
      const [first] = questions.keys();
      if (questions.size >= REMEMBERED && first !== undefined) questions.delete(first);
      questions.set(`${chat} ${message}`, question);
    },
    changed(chat, message) {
      const question = questions.get(`${chat} ${message}`);
      if (question !== undefined) asked.delete(question);
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
