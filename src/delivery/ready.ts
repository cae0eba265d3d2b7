// The lanes that may send now: replies first, digests moving all the same.
// Kept by lane-gateway.ts.

import { Deque } from './deque.ts';
import { type Lane, lanePriority, type Priority } from './lane.ts';

/** While both wait, one send in this many is a digest's. */
const DIGEST_SHARE = 8;

export class ReadyLanes {
  readonly #lanes: Record<Priority, Deque<Lane>> = { reply: new Deque(), digest: new Deque() };
  #repliesInARow = 0;

  get isEmpty(): boolean {
    return this.#lanes.reply.size === 0 && this.#lanes.digest.size === 0;
  }

  add(lane: Lane): void {
    lane.queued = true;
    this.#lanes[lanePriority(lane)].push(lane);
  }

  /** The lane whose turn it is, taken out of line. */
  next(): Lane | undefined {
    const { reply, digest } = this.#lanes;
    const digestsTurn = digest.size > 0 && (reply.size === 0 || this.#repliesInARow >= DIGEST_SHARE - 1);
    this.#repliesInARow = digestsTurn ? 0 : this.#repliesInARow + 1;
    const lane = digestsTurn ? digest.shift() : reply.shift();
    if (lane) lane.queued = false;
    return lane;
  }
}
