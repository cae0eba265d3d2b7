// The way in: updates taken one by one per chat, many chats at a time, each at most once.

import type { Update } from 'telegraf/types';
import { orderOf } from './updates.ts';

export interface IntakeOptions {
  /** Handles one update. A rejection is reported to `onError` and costs only that update. */
  readonly handle: (update: Update) => Promise<void>;
  readonly onError: (error: unknown, update: Update) => void;
  /** An update that is not handled: it came before, or its chat has too many waiting. For figures. */
  readonly onSkipped?: (update: Update, why: 'duplicate' | 'dropped') => void;
  /** False while so much waits to be sent that nothing more should be taken. */
  readonly hasRoom: () => boolean;
}

/** What became of an update; after `busy` Telegram sends it again. */
export type Taken = 'taken' | 'duplicate' | 'busy';

export interface Intake {
  /** Takes an update, or says why not: it came before, or too many are being handled. */
  accept(update: Update): Taken;
  /** Updates being handled or waiting for an earlier one of their chat. */
  readonly inWork: number;
  /** Resolves when every update taken so far has been handled. */
  idle(): Promise<void>;
}

/** Updates in work at once; the rest waits at Telegram, which keeps it for a day (Bot API, getUpdates). */
export const IN_WORK_LIMIT = 500;
/** Of those, updates of one chat: more than a burst that is answered, less than would hold up others. */
export const IN_WORK_PER_CHAT = 50;
/** Update ids remembered. Telegram repeats an update after a slow or failed answer, within minutes. */
const REMEMBERED = 20_000;

const NOTHING_BEFORE = Promise.resolve();

export function createIntake({ handle, onError, onSkipped, hasRoom }: IntakeOptions): Intake {
  const chats = new Map<number, { tail: Promise<void>; waiting: number }>();
  const seen = new RecentIds(REMEMBERED);
  let inWork = 0;
  let waiting: (() => void)[] = [];

  async function run(update: Update, before: Promise<void>): Promise<void> {
    try {
      await before;
      await handle(update);
    } catch (error) {
      onError(error, update);
    }
  }

  function release(): void {
    inWork -= 1;
    if (inWork > 0) return;
    for (const resolve of waiting) resolve();
    waiting = [];
  }

  return {
    accept(update) {
      // What has no id is no update; saying "taken" keeps Telegram from sending it for ever.
      if (!Number.isSafeInteger(update.update_id)) return 'taken';
      if (seen.has(update.update_id)) {
        onSkipped?.(update, 'duplicate');
        return 'duplicate';
      }
      if (inWork >= IN_WORK_LIMIT || !hasRoom()) return 'busy';
      seen.add(update.update_id);
      const key = orderOf(update);
      const chat = chats.get(key) ?? { tail: NOTHING_BEFORE, waiting: 0 };
      // One chat must not take everybody's places: what a person could not read anyway is dropped.
      if (chat.waiting >= IN_WORK_PER_CHAT) {
        onSkipped?.(update, 'dropped');
        return 'taken';
      }
      inWork += 1;
      chat.waiting += 1;
      chats.set(key, chat);
      chat.tail = run(update, chat.tail).then(() => {
        chat.waiting -= 1;
        if (chat.waiting === 0) chats.delete(key);
        release();
      });
      return 'taken';
    },
    get inWork() {
      return inWork;
    },
    idle: () => (inWork === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
}

/** The newest ids seen, in two generations so that forgetting costs nothing. */
class RecentIds {
  readonly #half: number;
  #young = new Set<number>();
  #old = new Set<number>();

  constructor(size: number) {
    this.#half = size / 2;
  }

  has(id: number): boolean {
    return this.#young.has(id) || this.#old.has(id);
  }

  add(id: number): void {
    this.#young.add(id);
    if (this.#young.size < this.#half) return;
    this.#old = this.#young;
    this.#young = new Set();
  }
}
