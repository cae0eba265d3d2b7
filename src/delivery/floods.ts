// When do 429s mean the bot and not the chat: several chats told to wait within a moment.

/** 429s of this many chats within `WINDOW_MS` mean that the bot is too fast, not the chat. */
const CHATS = 3;
const WINDOW_MS = 1000;

export class FloodWatch {
  #recent: { readonly at: number; readonly chat: number; readonly until: number }[] = [];

  #allUntil = 0;

  /** Nothing goes out to any chat before this, monotonic ms. */
  get allUntil(): number {
    return this.#allUntil;
  }

  holdAll(until: number): void {
    this.#allUntil = Math.max(this.#allUntil, until);
  }

  /** Until when everything should wait and does, monotonic ms; `undefined` while it is the chat's own matter. */
  note(chat: number, now: number, until: number): number | undefined {
    this.#recent = this.#recent.filter((flood) => now - flood.at < WINDOW_MS && flood.chat !== chat);
    this.#recent.push({ at: now, chat, until });
    if (this.#recent.length < CHATS) return undefined;
    const all = Math.min(...this.#recent.map((flood) => flood.until));
    this.holdAll(all);
    return all;
  }
}
