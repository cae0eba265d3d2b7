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

  /** Whose turn it is, where there is a lane at all. */
  get turn(): Priority {
    const { reply, digest } = this.#lanes;
    const isDigests = digest.size > 0 && (reply.size === 0 || this.#repliesInARow >= DIGEST_SHARE - 1);
    return isDigests ? 'digest' : 'reply';
  }

  /** The lane whose turn it is, taken out of line. */
  next(): Lane | undefined {
    const { turn } = this;
    this.#repliesInARow = turn === 'digest' ? 0 : this.#repliesInARow + 1;
    const lane = this.#lanes[turn].shift();
    if (lane) lane.queued = false;
    return lane;
  }
}
