// What happened, in order: heard by listeners, awaited by tests, found again from a mark.

import type { LocalMessage, LocalReplyKeyboard } from './model.ts';

/** One call of the bot to the Bot API, with the answer it got. */
export interface CallRecord {
  /** Counts from 1 in the order of arrival. */
  readonly number: number;
  /** Unix time, milliseconds, of arrival. */
  readonly at: number;
  readonly method: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Absent while unanswered, or where the connection was cut. */
  readonly answer?: { readonly status: number; readonly body: Readonly<Record<string, unknown>> };
}

/** `answerInlineQuery`: what the person may choose from, as the bot sent it. */
export interface InlineOffer {
  readonly type: 'inline';
  readonly userId: number;
  readonly queryId: string;
  readonly results: readonly Readonly<Record<string, unknown>>[];
  /** Where the next page begins; empty on the last. */
  readonly next_offset: string;
  /** Above the results. Fields as in Bot API `InlineQueryResultsButton`. */
  readonly button?: Readonly<Record<string, unknown>>;
}

/** What the chat page and the tests hear of, in the order it happens. */
export type LocalEvent =
  | { readonly type: 'message'; readonly message: LocalMessage }
  | { readonly type: 'edit'; readonly message: LocalMessage }
  | { readonly type: 'delete'; readonly chatId: number; readonly messageId: number }
  /** `answerCallbackQuery`: the small notice over the chat; `text` may be empty. */
  | {
      readonly type: 'notice';
      readonly userId: number;
      readonly queryId: string;
      readonly text: string;
      readonly alert: boolean;
    }
  | InlineOffer
  /** The keyboard below the typing field of a private chat has changed, or is gone where absent. */
  | { readonly type: 'reply_keyboard'; readonly chatId: number; readonly keyboard?: LocalReplyKeyboard }
  /** Once answered, or known to stay unanswered. */
  | { readonly type: 'call'; readonly call: CallRecord }
  | { readonly type: 'commands' }
  /** The bot's name or one of its descriptions has changed. */
  | { readonly type: 'profile' };

const DEFAULT_TIMEOUT_MS = 120_000;

export class Events {
  readonly #keep: number;
  readonly #listeners = new Set<(event: LocalEvent) => void>();
  #events: LocalEvent[] = [];
  /** How many of the oldest were dropped: marks count from the very first event. */
  #dropped = 0;

  /** @param keep how many events to keep at least. */
  constructor(keep: number) {
    this.#keep = keep;
  }

  emit(event: LocalEvent): void {
    this.#events.push(event);
    // Dropping half at a time keeps the cost of an event constant.
    if (this.#events.length > 2 * this.#keep) {
      const surplus = this.#events.length - this.#keep;
      this.#events = this.#events.slice(surplus);
      this.#dropped += surplus;
    }
    for (const listener of this.#listeners) listener(event);
  }

  listen(listener: (event: LocalEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  mark(): number {
    return this.#dropped + this.#events.length;
  }

  since(mark: number): readonly LocalEvent[] {
    return this.#events.slice(Math.max(0, mark - this.#dropped));
  }

  when<E extends LocalEvent>(
    predicate: (event: LocalEvent) => event is E,
    options?: { after?: number; timeout?: number },
  ): Promise<E>;
  when(
    predicate: (event: LocalEvent) => boolean,
    options?: { after?: number; timeout?: number },
  ): Promise<LocalEvent>;
  /** See `LocalTelegram.when`. */
  when(
    predicate: (event: LocalEvent) => boolean,
    { after = this.mark(), timeout = DEFAULT_TIMEOUT_MS }: { after?: number; timeout?: number } = {},
  ): Promise<LocalEvent> {
    const past = this.since(after).find(predicate);
    if (past) return Promise.resolve(past);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`not within ${timeout} ms; instead came:\n${this.#listSince(after)}`));
      }, timeout);
      const stop = this.listen((event) => {
        if (!predicate(event)) return;
        clearTimeout(timer);
        stop();
        resolve(event);
      });
    });
  }

  #listSince(after: number): string {
    return this.since(after).map(describe).join('\n') || '(nothing)';
  }
}

function describe(event: LocalEvent): string {
  switch (event.type) {
    case 'message':
    case 'edit': {
      const { message } = event;
      const author = message.from?.first_name ?? message.chat.title ?? '';
      return `${event.type} in ${message.chat.id} by ${author}: ${JSON.stringify(message.text)}`;
    }
    case 'call': {
      const { method, payload, answer } = event.call;
      return `call ${method} ${JSON.stringify(payload)} → ${answer ? JSON.stringify(answer.body) : 'no answer'}`;
    }
    default:
      return JSON.stringify(event);
  }
}
