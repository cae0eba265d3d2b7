// When do 429s mean the bot and not the chat: several chats told to wait within a moment.
// Kept by lane-gateway.ts.

/** 429s of this many chats within `WINDOW_MS` mean that the bot is too fast, not the chat. */
const CHATS = 3;
const WINDOW_MS = 1000;

export class FloodWatch {
  #recent: { readonly at: number; readonly chat: number; readonly until: number }[] = [];

  /** Until when everything should wait, ms on the monotonic clock; `undefined` while it is the chat's own matter. */
  note(chat: number, now: number, until: number): number | undefined {
    this.#recent = this.#recent.filter((flood) => now - flood.at < WINDOW_MS && flood.chat !== chat);
    this.#recent.push({ at: now, chat, until });
    if (this.#recent.length < CHATS) return undefined;
    return Math.min(...this.#recent.map((flood) => flood.until));
  }
}
