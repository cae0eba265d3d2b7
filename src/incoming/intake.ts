// The way in: updates taken one by one per chat, many chats at a time, each at most once.

import type { Update } from 'telegraf/types';
import { type Clock, systemClock } from '../clock.ts';
import { orderOf } from './updates.ts';

export interface IntakeOptions {
  /** Handles one update. A rejection is reported to `onError` and costs only that update. */
  readonly handle: (update: Update) => Promise<void>;
  readonly onError: (error: unknown, update: Update) => void;
  /** An update that is not handled: it came before, or its chat has too many waiting. For figures. */
  readonly onSkipped?: (update: Update, why: 'duplicate' | 'dropped') => void;
  /** False while so much waits to be sent that nothing more should be taken. */
  readonly hasRoom: () => boolean;
  /** The machine's clock when absent. */
  readonly clock?: Pick<Clock, 'monotonic'>;
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

/** Chats in work at once; the rest waits at Telegram, which keeps it for a day (Bot API, getUpdates). */
export const IN_WORK_LIMIT = 500;
/** A chat in work for longer than this waits for Telegram or the store, and takes nobody's place, ms. */
const SLOW_AFTER_MS = 1_000;
/** Updates in memory, those included that wait behind another of their chat. */
const TAKEN_LIMIT = 10_000;
/** Updates of one chat: more than a burst that is answered, less than would hold up others. */
export const IN_WORK_PER_CHAT = 50;
/** The more updates wait over all chats, the fewer may wait in one: chats that sent many give room to the others. */
const LIMITS_PER_CHAT: readonly (readonly [taken: number, limit: number])[] = [
  [1_000, IN_WORK_PER_CHAT],
  [2_500, 12],
  [5_000, 4],
];
/** Update ids remembered. Telegram repeats an update after a slow or failed answer, within minutes. */
const REMEMBERED = 20_000;

const NOTHING_BEFORE = Promise.resolve();

/** What is taken of one chat. */
interface Chat {
  tail: Promise<void>;
  waiting: number;
  /** Monotonic ms of the start of the handling that runs; of the taking before the first. */
  since: number;
  /** Counts among the chats in work. */
  hasPlace: boolean;
}

export function createIntake(options: IntakeOptions): Intake {
  const { handle, onError, onSkipped, hasRoom, clock = systemClock } = options;
  const chats = new Map<number, Chat>();
  let places = 0;
  const seen = new RecentIds(REMEMBERED);
  let inWork = 0;
  let waiting: (() => void)[] = [];

  async function run(update: Update, chat: Chat): Promise<void> {
    try {
      await chat.tail;
      chat.since = clock.monotonic();
      takePlace(chat);
      await handle(update);
    } catch (error) {
      onError(error, update);
    }
  }

  function takePlace(chat: Chat): void {
    if (!chat.hasPlace) places += 1;
    chat.hasPlace = true;
  }

  function givePlace(chat: Chat): void {
    if (chat.hasPlace) places -= 1;
    chat.hasPlace = false;
  }

  /** Looks only when every place is taken. */
  function isFull(): boolean {
    if (inWork >= TAKEN_LIMIT) return true;
    if (places < IN_WORK_LIMIT) return false;
    const now = clock.monotonic();
    for (const chat of chats.values()) if (now - chat.since > SLOW_AFTER_MS) givePlace(chat);
    return places >= IN_WORK_LIMIT;
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
      if (isFull() || !hasRoom()) return 'busy';
      seen.add(update.update_id);
      const key = orderOf(update);
      const known = chats.get(key);
      const chat = known ?? { tail: NOTHING_BEFORE, waiting: 0, since: clock.monotonic(), hasPlace: false };
      // One chat must not take everybody's places: what a person could not read anyway is dropped.
      if (chat.waiting >= limitPerChat(inWork)) {
        onSkipped?.(update, 'dropped');
        return 'taken';
      }
      inWork += 1;
      chat.waiting += 1;
      if (!known) {
        chats.set(key, chat);
        takePlace(chat);
      }
      chat.tail = run(update, chat).then(() => {
        chat.waiting -= 1;
        if (chat.waiting === 0) {
          chats.delete(key);
          givePlace(chat);
        }
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

function limitPerChat(taken: number): number {
  return LIMITS_PER_CHAT.find(([below]) => taken < below)?.[1] ?? 1;
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
