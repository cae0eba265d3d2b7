// A lane per chat: its calls in order, what holds them back, and which lane sends next.

import Denque from 'denque';
import type { Outcome } from './outcome.ts';
import {
  GROUP_RATE,
  isRested,
  PRIVATE_RATE,
  type Priority,
  type Rate,
  type SendPriority,
  type Tat,
  waitFor,
} from './pace.ts';

/** Whose question a call answers: what decides about its place in a group's lane. */
export interface Asker {
  /** The person, or the chat that somebody speaks as. */
  readonly id: number;
  /** The message or press that asked: the parts of one answer stay together. */
  readonly question: number | string;
  /** Known to be an administrator of the chat. */
  readonly isManager: boolean;
}

/** A call that waits or is out. Its payload is sent as it is, but for `chat_id` after a migration. */
export interface QueuedCall {
  readonly method: string;
  payload: Readonly<Record<string, unknown>>;
  readonly priority: SendPriority;
  readonly settle: (outcome: Outcome) => void;
  /** Asked right before each try; `false` settles the call as `not wanted`. */
  readonly wanted: (() => Promise<boolean>) | undefined;
  /** Monotonic ms at which it was handed over. */
  readonly since: number;
  readonly asker: Asker | undefined;
  /** Its turn among the members of a group; `FIRST` for what goes before all of theirs. */
  round: number;
  /** Times it went out. */
  tries: number;
  /** Monotonic ms at which `wanted` said yes, for the next try. */
  wantedAt: number | undefined;
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
  /** Its first call is being asked for whether it is still wanted. */
  asking: boolean;
  /** The turn of the members' call that left last. */
  round: number;
  /** Monotonic ms before which nothing goes out: a flood wait or a retry. */
  heldUntil: number;
  /** Its place among the lanes that are ready to send; `undefined` while it is not one of them. */
  readyAs: Tier | undefined;
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
    asking: false,
    round: 0,
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
function lanePriority({ calls }: Lane): SendPriority {
  if (calls.every(isCopy)) return 'copy';
  return calls.some((call) => call.priority === 'reply') ? 'reply' : 'digest';
}

function isCopy({ priority }: QueuedCall): boolean {
  return priority === 'copy';
}

/** What goes before every member's share in a group: digests, what administrators asked for, news of the group. */
export const FIRST = -1;
/** Calls for members that may wait in a group: at one every four seconds nobody reads what comes later. */
export const SHARES_LIMIT = 20;
/** Answers to one member that may wait in a group. */
export const SHARE_LIMIT = 3;

/**
 * Puts a call into the lane. In a private chat the order is the order given. In a group members take turns, each in the
 * order that they asked, and members who ask often wait behind the others.
 */
export function enqueue(lane: Lane, call: QueuedCall): void {
  const { calls } = lane;
  // What corrects earlier messages waits behind all others, unless it is out.
  const isFirstOut = lane.inFlight || (calls[0]?.tries ?? 0) > 0;
  const copies = isCopy(call)
    ? []
    : calls.filter((one, place) => isCopy(one) && !(isFirstOut && place === 0));
  for (const copy of copies) calls.splice(calls.indexOf(copy), 1);
  enqueueOthers(lane, call);
  calls.push(...copies);
}

function enqueueOthers(lane: Lane, call: QueuedCall): void {
  const { calls } = lane;
  calls.push(call);
  if (lane.chat > 0 || isCopy(call)) return;
  call.round = roundOf(lane, call);
  const isFixed = lane.inFlight || lane.asking || (calls[0]?.tries ?? 0) > 0;
  const first = isFixed ? 1 : 0;
  if ((calls.at(-2)?.round ?? FIRST) <= call.round) return;
  calls.push(...calls.splice(first).sort((one, other) => one.round - other.round));
}

function roundOf({ calls, round }: Lane, { asker, payload }: QueuedCall): number {
  const earlier = calls.slice(0, -1);
  // Two edits of one message stay in order: the last one must win.
  const edits = earlier.filter(
    (other) => payload.message_id !== undefined && other.payload.message_id === payload.message_id,
  );
  const least = Math.max(FIRST, ...edits.map((edit) => edit.round));
  if (!asker || asker.isManager) return least;
  const own = earlier.findLast((other) => other.asker?.id === asker.id && other.round !== FIRST);
  if (!own) return Math.max(round, least);
  return Math.max(own.asker?.question === asker.question ? own.round : own.round + 1, least);
}

/**
 * Calls to give up so that a member's call may join a group's lane; `undefined` where it is this one that has no room.
 * Only what has never gone out is given up.
 */
export function makeRoom(lane: Lane, asker: Asker): readonly QueuedCall[] | undefined {
  const shares = lane.calls.filter(({ round, asker: other }) => round !== FIRST && other !== undefined);
  const own = shares.filter((call) => call.asker?.id === asker.id);
  const questions = new Set(own.map((call) => call.asker?.question));
  if (!questions.has(asker.question) && questions.size >= SHARE_LIMIT) return undefined;
  if (shares.length < SHARES_LIMIT) return [];
  const [longest = []] = [...Map.groupBy(shares, (call) => call.asker?.id).values()].sort(
    (one, other) => other.length - one.length,
  );
  if (longest.length <= own.length + 1) return undefined;
  const last = longest.at(-1)?.asker?.question;
  const given = longest.filter((call) => call.asker?.question === last && call !== lane.calls[0]);
  return given.length > 0 ? given : undefined;
}

/** Calls that may wait for one chat; the next one is refused as `backlog full`. */
export const LANE_LIMIT = 50;
/** The more calls wait over all chats, the fewer may wait for one: chats with many give room to those with none. */
const LANE_LIMITS: readonly (readonly [pending: number, limit: number])[] = [
  [2_500, LANE_LIMIT],
  [5_000, 12],
  [20_000, 4],
];

/** Calls that may wait for one chat while `pending` wait over all of them. */
export function laneLimit(pending: number): number {
  return LANE_LIMITS.find(([below]) => pending < below)?.[1] ?? 1;
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

  /** One that has to be remembered for longer goes to the end, so it keeps no other. */
  #forget(now: number): void {
    for (let kept = 0; kept < 2; ) {
      const lane = this.#resting.shift();
      if (!lane) return;
      const isBusy = lane.calls.length > 0 || lane.inFlight;
      if (!isBusy && !(isRested(lane.pace, now) && lane.heldUntil <= now)) {
        this.#resting.push(lane);
        kept += 1;
        continue;
      }
      lane.resting = false;
      if (!isBusy && this.#byChat.get(lane.chat) === lane) this.#byChat.delete(lane.chat);
    }
  }
}

/** A lane's place: `busy` where the chat has used up its own pace, `wanted` for a digest that has just been asked for. */
type Tier = 'person' | 'group' | 'busy' | 'wanted' | 'digest' | 'copy';

/** While first answers wait too, one send in this many is a digest, or goes to a chat that has used up its pace. */
const SLOW_SHARE = 8;
/** Of those, one in this many goes to such a chat. */
const BUSY_SHARE = 8;
/** While private chats wait too, one answer in this many goes to a group: one person can own many groups. */
const GROUP_SHARE = 4;
/** More groups than this at once leave the pace that is kept free for answers to people. */
const GROUP_CROWD = 3;

/**
 * The lanes that may send now: answers first, but never so that digests stand still. A chat that asks for more than its
 * own pace counts as a digest then, so many of them together do not keep the others waiting.
 */
export class ReadyLanes {
  readonly #lanes: Record<Tier, Denque<Lane>> = {
    person: new Denque(),
    group: new Denque(),
    busy: new Denque(),
    wanted: new Denque(),
    digest: new Denque(),
    copy: new Denque(),
  };
  /** Digests have to wait until it is known whether those before them are still wanted. */
  digestsWait = false;
  /** Answers that went before a waiting group; before a waiting slow send; slow sends since one to a busy chat. */
  #sinceGroup = 0;
  #sinceSlow = 0;
  #sinceBusy = 0;

  /** How many are ready; a promoted lane counts twice until its first entry is skipped. */
  get size(): number {
    const { busy, wanted, digest, copy } = this.#lanes;
    return this.#answers + busy.length + wanted.length + digest.length + copy.length;
  }

  /** Whether none may be served now. */
  get isEmpty(): boolean {
    return this.#answers === 0 && this.#slow === 0 && !this.#isCopyNext;
  }

  add(lane: Lane, now: number): void {
    const priority = lanePriority(lane);
    this.#put(lane, priority === 'reply' ? replyTier(lane, now) : priority);
  }

  /** Its digest is still wanted. */
  addWanted(lane: Lane, now: number): void {
    if (lanePriority(lane) === 'digest') this.#put(lane, 'wanted');
    else {
      lane.readyAs = replyTier(lane, now);
      this.#lanes[lane.readyAs].unshift(lane);
    }
  }

  /** Something joined a lane that is ready as a slower one's: it is served where that belongs, and once. */
  promote(lane: Lane, now: number): void {
    const priority = lanePriority(lane);
    const { readyAs } = lane;
    if (priority === 'reply' && (readyAs === 'digest' || readyAs === 'wanted' || readyAs === 'copy'))
      this.#put(lane, replyTier(lane, now));
    else if (priority === 'digest' && readyAs === 'copy') this.#put(lane, 'digest');
  }

  /** The pace at which the next one is served, if any lane is ready. */
  get nextPriority(): Priority {
    if (this.#isSlowNext || this.#isCopyNext) return 'digest';
    const isCrowd = this.#nextTier() === 'group' && this.#lanes.group.length > GROUP_CROWD;
    return isCrowd ? 'digest' : 'reply';
  }

  /** Takes out the lane to be served next; `undefined` if that one was promoted and served meanwhile. */
  next(): Lane | undefined {
    const tier = this.#nextTier();
    const lane = this.#lanes[tier].shift();
    if (lane?.readyAs !== tier) return undefined;
    this.#count(tier);
    lane.readyAs = undefined;
    return lane;
  }

  /** Takes out a lane whose digest is to be asked for before a send is free. */
  nextToAsk(): Lane | undefined {
    if (this.#nextTier() !== 'digest') return undefined;
    const lane = this.#lanes.digest.shift();
    if (lane?.readyAs !== 'digest') return undefined;
    lane.readyAs = undefined;
    return lane;
  }

  get #isSlowNext(): boolean {
    return this.#slow > 0 && (this.#answers === 0 || this.#sinceSlow >= SLOW_SHARE - 1);
  }

  /** Nothing else is ready to be sent, digests that wait for those being asked for included. */
  get #isCopyNext(): boolean {
    const { busy, wanted, digest, copy } = this.#lanes;
    return copy.length > 0 && this.#answers + busy.length + wanted.length + digest.length === 0;
  }

  get #answers(): number {
    return this.#lanes.person.length + this.#lanes.group.length;
  }

  get #digests(): number {
    return this.#lanes.wanted.length + (this.digestsWait ? 0 : this.#lanes.digest.length);
  }

  get #slow(): number {
    return this.#lanes.busy.length + this.#digests;
  }

  #put(lane: Lane, tier: Tier): void {
    lane.readyAs = tier;
    this.#lanes[tier].push(lane);
  }

  #nextTier(): Tier {
    const { person, group, busy, wanted } = this.#lanes;
    if (this.#isCopyNext) return 'copy';
    if (this.#isSlowNext) {
      const isBusy = busy.length > 0 && (this.#digests === 0 || this.#sinceBusy >= BUSY_SHARE - 1);
      if (isBusy) return 'busy';
      return wanted.length > 0 ? 'wanted' : 'digest';
    }
    const isGroup = group.length > 0 && (person.length === 0 || this.#sinceGroup >= GROUP_SHARE - 1);
    return isGroup ? 'group' : 'person';
  }

  #count(tier: Tier): void {
    if (tier === 'person' || tier === 'group') {
      if (this.#slow > 0) this.#sinceSlow += 1;
      if (tier === 'group') this.#sinceGroup = 0;
      else if (this.#lanes.group.length > 0) this.#sinceGroup += 1;
    } else if (tier !== 'copy') {
      this.#sinceSlow = 0;
      this.#sinceBusy = tier === 'busy' ? 0 : this.#sinceBusy + 1;
    }
  }
}

function replyTier(lane: Lane, now: number): Tier {
  const { rate, pace, chat } = lane;
  // All of its burst is used up, so it has waited for its own pace.
  if (pace.tat - now > (rate.burst - 1.5) * rate.intervalMs) return 'busy';
  return chat > 0 ? 'person' : 'group';
}
