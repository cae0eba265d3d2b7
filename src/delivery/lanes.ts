// A lane per chat: its calls in order, what holds them back, and which lane sends next.

import Denque from 'denque';
import type { Outcome } from './outcome.ts';
import { GROUP_RATE, isRested, PRIVATE_RATE, type Priority, type Rate, type Tat, waitFor } from './pace.ts';

/** A call that waits or is out. Its payload is sent as it is, but for `chat_id` after a migration. */
export interface QueuedCall {
  readonly method: string;
  payload: Readonly<Record<string, unknown>>;
  readonly priority: Priority;
  readonly settle: (outcome: Outcome) => void;
  /** Asked right before each try; `false` settles the call as `not wanted`. */
  readonly wanted: (() => Promise<boolean>) | undefined;
  /** Monotonic ms at which it was handed over. */
  readonly since: number;
  /** Times it went out. */
  tries: number;
  /** How many of the failed tries may have arrived after all. */
  maybeArrived: number;
  /** Monotonic ms of the first try; 0 before. */
  firstTryAt: number;
}

export interface Lane {
  chat: number;
  readonly rate: Rate;
  readonly pace: Tat;
  readonly calls: QueuedCall[];
  /** A call is out: the next one waits for its answer, which keeps the order. */
  inFlight: boolean;
  /** Monotonic ms before which nothing goes out: a flood wait or a retry. */
  heldUntil: number;
  /** Its priority among the lanes that are ready to send; `undefined` while it is not one of them. */
  readyAs: Priority | undefined;
  /** Is among the lanes that have nothing to send. */
  resting: boolean;
  /** Cancels the timer for the moment at which the lane may send again. */
  cancelWait: (() => void) | undefined;
  /** Called once when nothing is left to send. */
  readonly onQuiet: (() => void)[];
}

function createLane(chat: number): Lane {
  return {
    chat,
    // Bot API: ids of groups and channels are negative.
    rate: chat < 0 ? GROUP_RATE : PRIVATE_RATE,
    pace: { tat: 0 },
    calls: [],
    inFlight: false,
    heldUntil: 0,
    readyAs: undefined,
    resting: false,
    cancelWait: undefined,
    onQuiet: [],
  };
}

/** Milliseconds until the lane's first call may go out. */
export function laneWait(lane: Lane, now: number): number {
  return Math.max(lane.heldUntil - now, waitFor(lane.rate, lane.pace, now), 0);
}

/** A reply behind a digest pulls the digest forward, since calls of a chat keep their order. */
function lanePriority(lane: Lane): Priority {
  return lane.calls.some((call) => call.priority === 'reply') ? 'reply' : 'digest';
}

/** All lanes by chat. One that has nothing to send and nothing to remember is forgotten. */
export class Lanes {
  readonly #byChat = new Map<number, Lane>();
  /** Lanes without calls, kept until their pace has rested. */
  readonly #resting = new Denque<Lane>();

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
    if (lane.calls.length === 0) this.rest(lane, now);
  }

  /** Resolves when the chat has nothing to send. */
  quiet(chat: number): Promise<void> {
    const lane = this.find(chat);
    if (!lane || lane.calls.length === 0) return Promise.resolve();
    return new Promise((resolve) => lane.onQuiet.push(resolve));
  }

  /** To be called when the lane has nothing left to send. */
  rest(lane: Lane, now: number): void {
    for (const resolve of lane.onQuiet.splice(0)) resolve();
    if (!lane.resting) this.#resting.push(lane);
    lane.resting = true;
    this.#forget(now);
  }

  /** A group became another chat. Gives the new chat's lane: this one, unless the new chat already has one. */
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
    for (let lane = this.#resting.peekFront(); lane; lane = this.#resting.peekFront()) {
      const busy = lane.calls.length > 0 || lane.inFlight;
      if (!busy && !(isRested(lane.pace, now) && lane.heldUntil <= now)) return;
      this.#resting.shift();
      lane.resting = false;
      if (!busy && this.#byChat.get(lane.chat) === lane) this.#byChat.delete(lane.chat);
    }
  }
}

/** While replies and digests both wait, one send in this many is a digest. */
const DIGEST_SHARE = 8;

/** The lanes that may send now: replies first, but never so that digests stand still. */
export class ReadyLanes {
  readonly #lanes: Record<Priority, Denque<Lane>> = { reply: new Denque(), digest: new Denque() };
  #repliesInARow = 0;

  /** How many are ready; a promoted lane counts twice until its first entry is skipped. */
  get size(): number {
    return this.#lanes.reply.length + this.#lanes.digest.length;
  }

  get isEmpty(): boolean {
    return this.#lanes.reply.length === 0 && this.#lanes.digest.length === 0;
  }

  add(lane: Lane): void {
    lane.readyAs = lanePriority(lane);
    this.#lanes[lane.readyAs].push(lane);
  }

  /** A reply joined a lane that is ready as a digest's: it is served among the replies, and once. */
  promote(lane: Lane): void {
    if (lane.readyAs !== 'digest') return;
    lane.readyAs = 'reply';
    this.#lanes.reply.push(lane);
  }

  /** The priority that is served next, if any lane is ready. */
  get nextPriority(): Priority {
    const { reply, digest } = this.#lanes;
    const isDigests = digest.length > 0 && (reply.length === 0 || this.#repliesInARow >= DIGEST_SHARE - 1);
    return isDigests ? 'digest' : 'reply';
  }

  /** Takes out the lane to be served next; `undefined` if that one was promoted and served meanwhile. */
  next(): Lane | undefined {
    const { nextPriority } = this;
    const lane = this.#lanes[nextPriority].shift();
    if (lane?.readyAs !== nextPriority) return undefined;
    this.#repliesInARow = nextPriority === 'digest' ? 0 : this.#repliesInARow + 1;
    lane.readyAs = undefined;
    return lane;
  }
}
