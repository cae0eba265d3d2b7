// The one way out to Telegram: sends are paced, in order per chat, and tried again where that makes sense.

import { answeredWithin, type Clock } from '../clock.ts';
import { plainOf } from '../messages/plain.ts';
import { type Backoff, backoffMs } from './backoff.ts';
import {
  type Asker,
  enqueue,
  FIRST,
  LANE_LIMIT,
  type Lane,
  Lanes,
  laneLimit,
  laneWait,
  makeRoom,
  type QueuedCall,
  ReadyLanes,
} from './lanes.ts';
import { type GoneReason, type Outcome, outcomeOf, outcomeOfFailure, rejected } from './outcome.ts';
import { FloodWatch, OwnPermits, type Permits, type SendPriority, take } from './pace.ts';
import { createReachability, type Reachability } from './reachability.ts';
import type { CallOptions, Transport } from './telegram.ts';

export interface GatewayOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly log: {
    warn(fields: object, message: string): void;
    info(fields: object, message: string): void;
  };
  /** Sends a second over all chats. */
  readonly messagesPerSecond: number;
  /** 0 ≤ x < 1, for jitter. */
  readonly random: () => number;
  readonly onMigrated?: (from: number, to: number) => void;
  readonly onGone?: (chat: number, why: GoneReason) => void;
  /** Telegram has refused the token, at least this once. */
  readonly onUnauthorised?: () => void;
  /** Every settled send, for metrics; `ms` since it was handed over, waits included. */
  readonly onOutcome?: (outcome: Outcome['type'], priority: SendPriority, ms: number) => void;
  /** Telegram told the chat to wait `ms`; `allMs` is how long all chats wait, where it concerns all of them. */
  readonly onFlood?: (chat: number, ms: number, allMs: number | undefined) => void;
}

export interface Gateway {
  /**
   * Queues a call that counts against Telegram's limits and gives what became of it; never rejects.
   * `payload.chat_id` must be `chat`; a message in a chat that the bot doesn't know goes by a number that is no chat's. Calls of one chat go out one after another in the order given; in a group members
   * take turns.
   * @param wanted asked right before each try, as a call may have waited long; `false` gives `not wanted`
   * @param priority a `copy` that has waited for longer than `COPY_FOR_MS` gives `not wanted`: it must be made again
   * @param asker whom a reply answers
   */
  send(
    chat: number,
    method: string,
    payload: Readonly<Record<string, unknown>>,
    priority: SendPriority,
    wanted?: () => Promise<boolean>,
    asker?: Asker,
  ): Promise<Outcome>;
  /** A call that Telegram does not count (answerCallbackQuery, getChatMember, …): at once, no order, one try. */
  call(method: string, payload: object, options?: CallOptions): Promise<Outcome>;
  /** From now on these permits set the overall pace. */
  paceBy(permits: Permits): void;
  /**
   * Another process was told to wait: nothing goes out to the chat, or to any (`null`), for `ms`.
   * @param justNow the 429 has just come, so it counts among those that together mean the whole bot
   */
  hold(chat: number | null, ms: number, justNow?: boolean): void;
  /** Resolves when no call of the chat is waiting or out. */
  quiet(chat: number): Promise<void>;
  /** Calls waiting or out, over all chats. */
  readonly pending: number;
  /** Resolves when nothing is waiting or out, or after `timeoutMs`; what is left then is settled as `stopping`. */
  drain(timeoutMs: number): Promise<void>;
}

/** Calls that may wait over all chats, so that memory stays bounded under any load. */
const BACKLOG_LIMIT = 50_000;
/** Calls out at once. Above the transport's connections, so that none of them idles. */
const IN_FLIGHT_LIMIT = 64;
/** How long a call is retried after 5xx answers and network failures, ms. Flood waits do not count. */
const RETRY_FOR_MS = 60_000;
const BACKOFF: Backoff = { firstMs: 250, longestMs: 10_000 };
/** The wait for a 429 without `retry_after`, ms. */
const UNSAID_FLOOD_MS = 3_000;
/** How long a digest waits to hear whether it is still wanted, ms; then it is sent, as nothing says that it is not. */
const WANTED_WITHIN_MS = 1_000;
/** After this, the process stood still meanwhile and others may have gone on for it: the digest is asked for once more, ms. */
const STOOD_STILL_MS = 2 * WANTED_WITHIN_MS;
/** How long "still wanted" holds, ms. */
const WANTED_FOR_MS = 250;
/** Digests are asked for this long before a send is free for them, ms: the store's answer costs no send. */
const ASK_AHEAD_MS = 40;
/** How long a correction of a message holds (ms): behind a long queue it would be out of date when its turn comes. */
const COPY_FOR_MS = 10_000;

export function createGateway(options: GatewayOptions): Gateway {
  return new LaneGateway(options);
}

class LaneGateway implements Gateway {
  readonly #o: GatewayOptions;
  readonly #lanes = new Lanes();
  readonly #ready = new ReadyLanes();
  readonly #floods = new FloodWatch();
  readonly #reachability: Reachability;
  #permits: Permits;
  #pending = 0;
  #inFlight = 0;
  /** Digests that are being asked for, or that have said yes and wait for a send. */
  readonly #asked = new Set<Lane>();
  readonly #askLimit: number;
  #cancelPump: (() => void) | undefined;
  #onIdle: (() => void) | undefined;
  #stopping = false;

  constructor(options: GatewayOptions) {
    this.#o = options;
    this.#reachability = createReachability(options.log, options.clock);
    this.#permits = new OwnPermits(options.messagesPerSecond);
    this.#askLimit = Math.max(1, Math.ceil((options.messagesPerSecond * 2 * ASK_AHEAD_MS) / 1000));
  }

  get pending(): number {
    return this.#pending;
  }

  send(
    chat: number,
    method: string,
    payload: Readonly<Record<string, unknown>>,
    priority: SendPriority,
    wanted?: () => Promise<boolean>,
    asker?: Asker,
  ): Promise<Outcome> {
    return new Promise((settle) => {
      const now = this.#o.clock.monotonic();
      const call: QueuedCall = {
        method,
        payload,
        priority,
        settle,
        wanted,
        asker,
        since: now,
        round: FIRST,
        tries: 0,
        wantedAt: undefined,
        firstTryAt: 0,
      };
      const refusal = this.#refusal(this.#lanes.find(chat), call);
      if (refusal) return settle(refusal);
      const lane = this.#lanes.open(chat);
      enqueue(lane, call);
      this.#pending += 1;
      if (priority !== 'copy') this.#ready.promote(lane, now);
      this.#wake(lane);
    });
  }

  call(method: string, payload: object, options?: CallOptions): Promise<Outcome> {
    return this.#o.transport
      .call(method, payload, options)
      .then(outcomeOf, outcomeOfFailure)
      .then((outcome) => this.#heard(method, outcome));
  }

  paceBy(permits: Permits): void {
    this.#permits = permits;
    permits.onFree(() => this.#pump());
    this.#pump();
  }

  hold(chat: number | null, ms: number, justNow = false): void {
    const now = this.#o.clock.monotonic();
    if (chat === null) this.#floods.holdAll(now + ms, now);
    else {
      this.#lanes.hold(chat, now + ms, now);
      if (justNow) this.#floods.note(chat, now, now + ms);
    }
  }

  quiet(chat: number): Promise<void> {
    return this.#lanes.quiet(chat);
  }

  drain(timeoutMs: number): Promise<void> {
    this.#stopping = true;
    if (this.#pending === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const cancel = this.#o.clock.after(timeoutMs, () => {
        this.#abandon();
        resolve();
      });
      this.#onIdle = () => {
        cancel();
        resolve();
      };
    });
  }

  #refusal(lane: Lane | undefined, call: QueuedCall): Outcome | undefined {
    if (this.#stopping) return rejected('stopping', 'the bot is stopping');
    if (this.#pending >= BACKLOG_LIMIT || (lane && !this.#hasRoom(lane, call))) return FULL;
    return undefined;
  }

  /** In a group one member's answers give way to the others'. */
  #hasRoom(lane: Lane, { priority, asker }: QueuedCall): boolean {
    const { calls } = lane;
    const limit = priority === 'digest' ? LANE_LIMIT : laneLimit(this.#pending);
    if (lane.chat > 0) return calls.length < limit;
    const isShare = asker !== undefined && !asker.isManager;
    if (!isShare) return calls.filter(({ round }) => round === FIRST).length < limit;
    if (calls.length >= limit) return false;
    const given = makeRoom(lane, asker);
    for (const call of given ?? []) {
      calls.splice(calls.indexOf(call), 1);
      this.#settle(call, lane, FULL);
    }
    return given !== undefined;
  }

  /** Makes the lane ready to send, or sets a timer for when it will be. */
  #wake(lane: Lane): void {
    if (lane.inFlight || lane.asking || lane.readyAs || lane.cancelWait || lane.calls.length === 0) return;
    const wait = laneWait(lane, this.#o.clock.monotonic());
    if (wait > 0) {
      lane.cancelWait = this.#o.clock.after(wait, () => {
        lane.cancelWait = undefined;
        this.#wake(lane);
      });
      return;
    }
    this.#ready.add(lane, this.#o.clock.monotonic());
    this.#pump();
  }

  /** Sends from ready lanes as long as the overall pace and the number in flight allow. */
  #pump(): void {
    this.#cancelPump?.();
    this.#cancelPump = undefined;
    while (this.#inFlight < IN_FLIGHT_LIMIT && !this.#ready.isEmpty) {
      const now = this.#o.clock.monotonic();
      const wait = this.#waitMs(now);
      if (wait > 0) {
        this.#pumpIn(wait, now);
        return;
      }
      const lane = this.#ready.next();
      if (!lane) continue;
      if (lane.heldUntil > now) this.#wake(this.#forgetAsked(lane));
      else if (isOld(lane, now, this.#stopping)) this.#giveUp(lane);
      else if (isUnsure(lane, now)) this.#ask(lane);
      else this.#sendFirst(this.#forgetAsked(lane), now);
    }
  }

  /** What may have to be asked for is asked for while it waits for a send. */
  #pumpIn(wait: number, now: number): void {
    if (!Number.isFinite(wait)) return;
    let next = wait;
    if (wait > ASK_AHEAD_MS) next = wait - ASK_AHEAD_MS;
    else {
      const lane = this.#ready.nextToAsk();
      if (lane && lane.heldUntil > now) this.#wake(lane);
      else if (lane && isUnsure(lane, now)) this.#ask(lane);
      else if (lane) this.#ready.addWanted(lane, now);
    }
    this.#cancelPump ??= this.#o.clock.after(next, () => this.#pump());
  }

  #waitMs(now: number): number {
    const held = this.#floods.waitMs(now);
    return held > 0 ? held : this.#permits.waitMs(this.#ready.nextPriority, now, this.#ready.size);
  }

  /** Takes neither a slot nor a send: while the store does not answer, people are answered all the same. */
  #ask(lane: Lane, isAgain = false): void {
    const call = lane.calls[0];
    if (!call?.wanted) return;
    lane.asking = true;
    this.#asked.add(lane);
    this.#ready.digestsWait = this.#asked.size >= this.#askLimit;
    const askedAt = this.#o.clock.monotonic();
    const isCurrent = () => isAgain || this.#o.clock.monotonic() - askedAt < STOOD_STILL_MS;
    const wanted = answeredWithin(this.#o.clock, WANTED_WITHIN_MS, call.wanted());
    void wanted.then(
      (answer) => this.#heardWanted(lane, call, answer ?? true, isCurrent()),
      () => this.#heardWanted(lane, call, true, isCurrent()),
    );
  }

  #heardWanted(lane: Lane, call: QueuedCall, isWanted: boolean, isCurrent: boolean): void {
    lane.asking = false;
    const now = this.#o.clock.monotonic();
    if (lane.calls[0] === call && isWanted && !isCurrent) {
      this.#ask(lane, true);
      return;
    }
    if (lane.calls[0] === call && isWanted) {
      call.wantedAt = now;
      this.#ready.addWanted(lane, now);
      this.#pump();
      return;
    }
    this.#forgetAsked(lane);
    if (lane.calls[0] === call) {
      this.#finish(lane, call, rejected('not wanted', 'it is not wanted any more'));
    }
    this.#goOn(lane);
  }

  #giveUp(lane: Lane): void {
    const [call] = lane.calls;
    if (call) this.#finish(lane, call, rejected('not wanted', 'it has waited for too long'));
    this.#goOn(lane);
  }

  #forgetAsked(lane: Lane): Lane {
    if (this.#asked.delete(lane)) this.#ready.digestsWait = false;
    return lane;
  }

  #sendFirst(lane: Lane, now: number): void {
    const call = lane.calls[0];
    if (!call) return;
    lane.inFlight = true;
    this.#inFlight += 1;
    const isProbe = this.#floods.leaves(now);
    this.#permits.take(call.priority === 'reply' ? 'reply' : 'digest', now);
    take(lane.rate, lane.pace, now);
    if (call.round !== FIRST) lane.round = call.round;
    call.tries += 1;
    call.wantedAt = undefined;
    if (call.firstTryAt === 0) call.firstTryAt = now;
    void this.#try(call).then((outcome) => this.#answered(lane, call, outcome, { leftAt: now, isProbe }));
  }

  /** Never rejects. */
  async #try(call: QueuedCall): Promise<Outcome> {
    try {
      return outcomeOf(await this.#o.transport.call(call.method, call.payload));
    } catch (error) {
      return outcomeOfFailure(error);
    }
  }

  #answered(lane: Lane, call: QueuedCall, outcome: Outcome, sent: Sent): void {
    this.#inFlight -= 1;
    lane.inFlight = false;
    this.#heard(call.method, outcome);
    this.#noteThrough(outcome, sent);
    if (!this.#goesAgain(lane, call, outcome, sent)) this.#finish(lane, call, outcome);
    this.#goOn(lane);
  }

  #goOn(lane: Lane): void {
    if (lane.calls.length > 0) this.#wake(lane);
    else {
      lane.round = 0;
      this.#lanes.rest(lane, this.#o.clock.monotonic());
    }
    this.#pump();
  }

  #noteThrough(outcome: Outcome, { leftAt, isProbe }: Sent): void {
    const now = this.#o.clock.monotonic();
    if (outcome.type !== 'retry') this.#floods.letThrough(leftAt, now, isProbe);
    else if (outcome.why !== 'flood' && isProbe) this.#floods.unanswered(now);
  }

  /** Prepares another try where the outcome allows one. True when the call stays in its lane. */
  #goesAgain(lane: Lane, call: QueuedCall, outcome: Outcome, sent: Sent): boolean {
    switch (outcome.type) {
      case 'retry':
        return this.#retry(lane, call, outcome, sent);
      case 'unauthorised':
        // One refusal says little: whether the token is good is asked meanwhile.
        return this.#retry(lane, call, REFUSED_ONCE, sent);
      case 'migrated':
        return this.#migrate(lane, call, outcome.to);
      case 'rejected':
        return outcome.why === 'entities' && this.#makePlain(lane, call);
      default:
        return false;
    }
  }

  #retry(
    lane: Lane,
    call: QueuedCall,
    outcome: Extract<Outcome, { type: 'retry' }>,
    { isProbe }: Sent,
  ): boolean {
    const now = this.#o.clock.monotonic();
    const waitMs = this.#retryAfterMs(call, outcome, now);
    if (waitMs === undefined) return false;
    lane.heldUntil = now + waitMs;
    if (outcome.why === 'flood') {
      // A flood wait is no failed try: the time for retries starts after it.
      call.firstTryAt += waitMs;
      this.#noteFlood(lane.chat, now, lane.heldUntil, isProbe);
      const { chat } = lane;
      const fields = { chat, method: call.method, tries: call.tries, waitMs: Math.round(waitMs) };
      this.#o.log.info(fields, 'Telegram asks a chat to wait; the send goes out again');
    }
    return true;
  }

  /** How long until the next try, ms: exactly what a 429 asks for, else with backoff; `undefined` to give up. */
  #retryAfterMs(
    call: QueuedCall,
    { why, afterMs }: Extract<Outcome, { type: 'retry' }>,
    now: number,
  ): number | undefined {
    if (why === 'flood') return afterMs ?? UNSAID_FLOOD_MS;
    if (now - call.firstTryAt >= RETRY_FOR_MS) return undefined;
    return backoffMs(BACKOFF, call.tries, this.#o.random);
  }

  #noteFlood(chat: number, now: number, until: number, isProbe: boolean): void {
    const allUntil = this.#floods.note(chat, now, until, isProbe);
    const allMs = allUntil === undefined ? undefined : allUntil - now;
    this.#o.onFlood?.(chat, until - now, allMs);
    if (allMs === undefined) return;
    this.#o.log.warn({ waitMs: Math.round(allMs) }, 'Telegram asks all chats to wait');
  }

  /** The call and all that wait behind it go on to the new chat. */
  #migrate(lane: Lane, call: QueuedCall, to: number): boolean {
    if (call.payload.chat_id === to) return false;
    this.#o.onMigrated?.(lane.chat, to);
    // Messages stay behind in the old chat, and their ids mean others in the new one.
    if (call.priority === 'copy') return false;
    for (const copy of lane.calls.filter(({ priority }) => priority === 'copy')) {
      lane.calls.splice(lane.calls.indexOf(copy), 1);
      this.#settle(copy, lane, rejected('message not found', 'the chat has moved'));
    }
    for (const waiting of lane.calls) waiting.payload = { ...waiting.payload, chat_id: to };
    const target = this.#lanes.move(lane, to);
    if (target === lane) return true;
    target.calls.push(...lane.calls.splice(0));
    this.#wake(target);
    return true;
  }

  /** Telegram refused the formatting: plain text is better than nothing. False where there was no formatting. */
  #makePlain({ chat }: Lane, call: QueuedCall): boolean {
    const { text, parse_mode, ...rest } = call.payload;
    if (parse_mode !== 'HTML' || typeof text !== 'string') return false;
    this.#o.log.warn({ chat, method: call.method }, 'Telegram refused the formatting; sending plain text');
    call.payload = { ...rest, text: plainOf(text) };
    return true;
  }

  #finish(lane: Lane, call: QueuedCall, outcome: Outcome): void {
    lane.calls.shift();
    this.#settle(call, lane, finalOutcome(call, outcome));
  }

  #settle(call: QueuedCall, lane: Lane, outcome: Outcome): void {
    this.#pending -= 1;
    // A message that a person shared is in a chat that the bot does not know.
    const isElsewhere = call.payload.inline_message_id !== undefined;
    if (outcome.type === 'gone' && !isElsewhere) this.#o.onGone?.(lane.chat, outcome.why);
    this.#o.onOutcome?.(outcome.type, call.priority, this.#o.clock.monotonic() - call.since);
    call.settle(outcome);
    if (this.#pending === 0) this.#onIdle?.();
  }

  #heard(method: string, outcome: Outcome): Outcome {
    if (outcome.type === 'unauthorised') this.#o.onUnauthorised?.();
    if (outcome.type === 'retry' && outcome.why !== 'flood') {
      this.#reachability.failed(method, outcome.cause ?? outcome.why);
    } else if (outcome.type !== 'rejected' || outcome.why !== 'stopping') this.#reachability.answered();
    return outcome;
  }

  /** Settles all that waits as `stopping`. A call that is out is settled by its answer, if one still comes. */
  #abandon(): void {
    this.#cancelPump?.();
    for (const lane of this.#lanes.all()) {
      lane.cancelWait?.();
      for (const call of lane.calls.splice(lane.inFlight ? 1 : 0))
        this.#settle(call, lane, rejected('stopping', 'the bot stopped'));
    }
  }
}

const REFUSED_ONCE = { type: 'retry', afterMs: undefined, why: 'server', arrived: 'no' } as const;
const FULL = rejected('backlog full', 'too much is waiting already');

/** A try that is out. */
interface Sent {
  /** Monotonic ms. */
  readonly leftAt: number;
  /** Shows whether a flood wait concerns all chats. */
  readonly isProbe: boolean;
}

/** Whether the first call must be asked for, because it may not be wanted any more. */
function isUnsure({ calls: [call] }: Lane, now: number): boolean {
  return call?.wanted !== undefined && (call.wantedAt === undefined || now - call.wantedAt > WANTED_FOR_MS);
}

/** A correction that may be out of date, or that another start makes. */
function isOld({ calls: [call] }: Lane, now: number, isStopping: boolean): boolean {
  if (call?.priority !== 'copy' || call.tries > 0) return false;
  return isStopping || now - call.since > COPY_FOR_MS;
}

/** A digest's worker tries again later; a reply to a person that got no answer is lost. */
function finalOutcome(call: QueuedCall, outcome: Outcome): Outcome {
  if (outcome.type !== 'retry' || call.priority !== 'reply') return outcome;
  return rejected('unanswered', `${outcome.why} failed ${call.tries} times`);
}
