// How the bot introduces itself to a group that added it: once, unless somebody sets it up at once.

import type { Clock } from '../../clock.ts';

export interface Introductions {
  /** The bot is new in the chat: `introduce` is called in a moment, if nobody has begun meanwhile or just before. */
  added(chat: number, introduce: () => void): void;
  /** Somebody has begun by themselves. */
  begun(chat: number): void;
  /** The bot is not there any more: nothing is introduced, until it comes again. */
  removed(chat: number): void;
}

/** A `?startgroup=` link makes Telegram send `/start@bot` right behind the news of the addition, or before it, ms. */
const MOMENT = 2_000;

export function createIntroductions(clock: Pick<Clock, 'after'>): Introductions {
  /** What is under way in a chat, and how it ends early. */
  const waiting = new Map<number, () => void>();

  function during(chat: number, then: () => void): void {
    const cancel = clock.after(MOMENT, () => {
      waiting.delete(chat);
      then();
    });
    waiting.set(chat, cancel);
  }

  return {
    added(chat, introduce) {
      if (!waiting.has(chat)) during(chat, introduce);
    },
    begun(chat) {
      waiting.get(chat)?.();
      during(chat, () => {});
    },
    removed(chat) {
      waiting.get(chat)?.();
      waiting.delete(chat);
    },
  };
}
