// What happened, in order: heard by listeners, waited for by tests, found again from a mark.

import type { LocalEvent } from './types.ts';

const DEFAULT_TIMEOUT_MS = 120_000;

export class Events {
  readonly #keep: number;
  readonly #listeners = new Set<(event: LocalEvent) => void>();
  #events: LocalEvent[] = [];
  /** How many of the oldest were forgotten: marks count from the very first event. */
  #forgotten = 0;

  /** @param keep how many events are remembered at least. */
  constructor(keep: number) {
    this.#keep = keep;
  }

  tell(event: LocalEvent): void {
    this.#events.push(event);
    // Forgetting half at a time keeps the cost of an event constant.
    if (this.#events.length > 2 * this.#keep) {
      const surplus = this.#events.length - this.#keep;
      this.#events = this.#events.slice(surplus);
      this.#forgotten += surplus;
    }
    for (const listener of this.#listeners) listener(event);
  }

  listen(listener: (event: LocalEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  mark(): number {
    return this.#forgotten + this.#events.length;
  }

  since(mark: number): readonly LocalEvent[] {
    return this.#events.slice(Math.max(0, mark - this.#forgotten));
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
        reject(new Error(`not within ${timeout} ms; instead came:\n${this.#told(after)}`));
      }, timeout);
      const stop = this.listen((event) => {
        if (!predicate(event)) return;
        clearTimeout(timer);
        stop();
        resolve(event);
      });
    });
  }

  #told(after: number): string {
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
