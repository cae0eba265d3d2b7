// The lanes that may send now: replies first, digests moving all the same.

import { Deque } from './deque.ts';
import { type Lane, lanePriority, type Priority } from './lane.ts';

/** While both wait, one send in this many is a digest's. */
const DIGEST_SHARE = 8;

export class ReadyLanes {
  readonly #lanes: Record<Priority, Deque<Lane>> = { reply: new Deque(), digest: new Deque() };
  #repliesInARow = 0;

  /** Lanes in line; one that was promoted counts twice for a while. */
  get size(): number {
    return this.#lanes.reply.size + this.#lanes.digest.size;
  }

  get isEmpty(): boolean {
    return this.#lanes.reply.size === 0 && this.#lanes.digest.size === 0;
  }

  add(lane: Lane): void {
    lane.queued = lanePriority(lane);
    this.#lanes[lane.queued].push(lane);
  }

  /** A reply joined a lane that stands among the digests: it is served with the replies, and once. */
  promote(lane: Lane): void {
    if (lane.queued !== 'digest') return;
    lane.queued = 'reply';
    this.#lanes.reply.push(lane);
  }

  /** Whose turn it is, where there is a lane at all. */
  get turn(): Priority {
    const { reply, digest } = this.#lanes;
    const isDigests = digest.size > 0 && (reply.size === 0 || this.#repliesInARow >= DIGEST_SHARE - 1);
    return isDigests ? 'digest' : 'reply';
  }

  /** The lane whose turn it is, taken out of line; `undefined` where it has been served with another rank. */
  next(): Lane | undefined {
    const { turn } = this;
    const lane = this.#lanes[turn].shift();
    if (lane?.queued !== turn) return undefined;
    this.#repliesInARow = turn === 'digest' ? 0 : this.#repliesInARow + 1;
    lane.queued = undefined;
    return lane;
  }
}
