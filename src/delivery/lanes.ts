// Every chat's lane by its id; lanes that have nothing to say and nothing to remember are forgotten.

import { Deque } from './deque.ts';
import { createLane, type Lane } from './lane.ts';
import { isRested } from './pace.ts';

export class Lanes {
  readonly #byChat = new Map<number, Lane>();
  /** Lanes without jobs, kept until their pace has rested. */
  readonly #resting = new Deque<Lane>();

  get size(): number {
    return this.#byChat.size;
  }

  /** The chat's lane, made if there is none. */
  open(chat: number): Lane {
    const known = this.#byChat.get(chat);
    if (known) return known;
    const lane = createLane(chat);
    this.#byChat.set(chat, lane);
    return lane;
  }

  find(chat: number): Lane | undefined {
    return this.#byChat.get(chat);
  }

  /** Nothing goes out to the chat before `until`, monotonic ms. */
  hold(chat: number, until: number, now: number): void {
    const lane = this.open(chat);
    lane.heldUntil = Math.max(lane.heldUntil, until);
    if (lane.jobs.length === 0) this.rest(lane, now);
  }

  /** Resolves when the chat has nothing to send. */
  quiet(chat: number): Promise<void> {
    const lane = this.find(chat);
    if (!lane || lane.jobs.length === 0) return Promise.resolve();
    return new Promise((resolve) => lane.onQuiet.push(resolve));
  }

  /** The lane has nothing more to send. */
  rest(lane: Lane, now: number): void {
    for (const resolve of lane.onQuiet.splice(0)) resolve();
    if (!lane.resting) this.#resting.push(lane);
    lane.resting = true;
    this.#forget(now);
  }

  /** A group became another chat: its lane is the new chat's, unless that one has a lane, which is given. */
  move(lane: Lane, to: number): Lane {
    this.#byChat.delete(lane.chat);
    const target = this.#byChat.get(to);
    if (target) return target;
    lane.chat = to;
    this.#byChat.set(to, lane);
    return lane;
  }

  all(): IterableIterator<Lane> {
    return this.#byChat.values();
  }

  #forget(now: number): void {
    for (let lane = this.#resting.peek(); lane; lane = this.#resting.peek()) {
      const busy = lane.jobs.length > 0 || lane.inFlight;
      if (!busy && !(isRested(lane.pace, now) && lane.heldUntil <= now)) return;
      this.#resting.shift();
      lane.resting = false;
      if (!busy && this.#byChat.get(lane.chat) === lane) this.#byChat.delete(lane.chat);
    }
  }
}
