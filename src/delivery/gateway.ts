// The way out: every message to Telegram goes through here, paced, in order per chat, retried by meaning.
// Made by app.ts; called by bot/ with replies and by worker.ts with digests.

import type { Clock } from '../clock.ts';
import { plainOf } from '../messages/plain.ts';
import { Deque } from './deque.ts';
import { createLane, type Job, type Lane, lanePriority, laneWait, type Priority } from './lane.ts';
import { type GoneReason, type Outcome, outcomeOf, outcomeOfFailure } from './outcome.ts';
import { isRested, perSecond, type Rate, type Tat, take, waitFor } from './pace.ts';
import { retryVerdict } from './retry.ts';
import { type CallOptions, type Transport, TransportError } from './telegram.ts';

export interface GatewayLog {
  warn(fields: object, message: string): void;
  info(fields: object, message: string): void;
}

export interface GatewayOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly log: GatewayLog;
  /** Sends a second over all chats. */
  readonly messagesPerSecond: number;
  /** 0 ≤ x < 1, for jitter. */
  readonly random: () => number;
  readonly onMigrated?: (from: number, to: number) => void;
  readonly onGone?: (chat: number, why: GoneReason) => void;
  readonly onUnauthorised?: () => void;
  /** Every settled send, for figures. */
  readonly onOutcome?: (outcome: Outcome['type'], priority: Priority) => void;
}

export interface Gateway {
  /**
   * Queues a call that counts against Telegram's limits and gives what became of it; never rejects.
   * `payload.chat_id` must be `chat`. Calls of one chat go out one after another in the order given.
   */
  send(
    chat: number,
    method: string,
    payload: Readonly<Record<string, unknown>>,
    priority: Priority,
  ): Promise<Outcome>;
  /** A call that Telegram does not count (answerCallbackQuery, getChatMember, …): at once, no order, one try. */
  call(method: string, payload: object, options?: CallOptions): Promise<Outcome>;
  /** Calls waiting or out, over all chats. */
  readonly pending: number;
  /** Calls waiting or out for the chat. */
  pendingOf(chat: number): number;
  /** True while the chat is in a flood wait. */
  isHeld(chat: number): boolean;
  /** Resolves when nothing is waiting or out, or after `timeoutMs`; what is left then is settled as `stopping`. */
  drain(timeoutMs: number): Promise<void>;
}

/** Calls that may wait for one chat; the next one is refused as `backlog full`. */
export const LANE_LIMIT = 50;
/** Calls that may wait over all chats, so that memory stays flat whatever comes in. */
export const BACKLOG_LIMIT = 50_000;
/** Calls out at once. Above the transport's connections, so that none of them idles. */
const IN_FLIGHT_LIMIT = 64;
/** While both wait, one send in this many is a digest's: replies first, and both moving. */
const DIGEST_SHARE = 8;
/** 429s of this many chats within `FLOOD_WINDOW_MS` mean that the bot is too fast, not the chat. */
const FLOOD_CHATS = 3;
const FLOOD_WINDOW_MS = 1000;
/**
 * How many sends may leave at once when the overall pace has rested, ms of it. Small, so that a server that
 * counts in windows never sees more than its rate; large enough for a late timer to be caught up.
 */
const BURST_MS = 50;

/** The gateway over a transport. */
export function createGateway(options: GatewayOptions): Gateway {
  return new LaneGateway(options);
}

class LaneGateway implements Gateway {
  readonly #o: GatewayOptions;
  readonly #rate: Rate;
  readonly #pace: Tat = { tat: 0 };
  readonly #lanes = new Map<number, Lane>();
  /** Lanes that may send now, by priority, in the order they became ready. */
  readonly #ready: Record<Priority, Deque<Lane>> = { reply: new Deque(), digest: new Deque() };
  /** Lanes without jobs, kept until their pace has rested. */
  readonly #resting = new Deque<Lane>();
  #floods: { at: number; chat: number; untilMs: number }[] = [];
  #heldUntil = 0;
  #pending = 0;
  #inFlight = 0;
  #repliesInARow = 0;
  #cancelPump: (() => void) | undefined;
  #onIdle: (() => void) | undefined;
  #stopping = false;

  constructor(options: GatewayOptions) {
    this.#o = options;
    const burst = Math.max(1, (options.messagesPerSecond * BURST_MS) / 1000);
    this.#rate = perSecond(options.messagesPerSecond, burst);
  }

  get pending(): number {
    return this.#pending;
  }

  pendingOf(chat: number): number {
    const lane = this.#lanes.get(chat);
    return lane ? lane.jobs.length : 0;
  }

  isHeld(chat: number): boolean {
    const lane = this.#lanes.get(chat);
    return lane !== undefined && lane.heldUntil > this.#o.clock.monotonic();
  }

  send(
    chat: number,
    method: string,
    payload: Readonly<Record<string, unknown>>,
    priority: Priority,
  ): Promise<Outcome> {
    return new Promise((settle) => {
      const lane = this.#laneOf(chat);
      const refusal = this.#refusal(lane);
      if (refusal) return settle(refusal);
      lane.jobs.push({ method, payload, priority, settle, tries: 0, maybeArrived: 0, firstTryAt: 0 });
      this.#pending += 1;
      this.#wake(lane);
    });
  }

  async call(method: string, payload: object, options?: CallOptions): Promise<Outcome> {
    try {
      return this.#heard(outcomeOf(await this.#o.transport.call(method, payload, options)));
    } catch (error) {
      if (error instanceof TransportError) return outcomeOfFailure(error);
      throw error;
    }
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

  #refusal(lane: Lane): Outcome | undefined {
    if (this.#stopping) return rejected('stopping', 'the bot is stopping');
    if (lane.jobs.length >= LANE_LIMIT || this.#pending >= BACKLOG_LIMIT) {
      return rejected('backlog full', 'too much is waiting already');
    }
    return undefined;
  }

  #laneOf(chat: number): Lane {
    let lane = this.#lanes.get(chat);
    if (!lane) {
      this.#forgetRested();
      lane = createLane(chat);
      this.#lanes.set(chat, lane);
    }
    return lane;
  }

  /** Puts the lane in line, or sets the moment at which it will be. */
  #wake(lane: Lane): void {
    if (lane.inFlight || lane.queued || lane.cancelWait || lane.jobs.length === 0) return;
    const wait = laneWait(lane, this.#o.clock.monotonic());
    if (wait > 0) {
      lane.cancelWait = this.#o.clock.after(wait, () => {
        lane.cancelWait = undefined;
        this.#wake(lane);
      });
      return;
    }
    lane.queued = true;
    this.#ready[lanePriority(lane)].push(lane);
    this.#pump();
  }

  /** Sends from ready lanes for as long as the overall pace and the number in flight allow. */
  #pump(): void {
    if (this.#cancelPump) return;
    while (this.#inFlight < IN_FLIGHT_LIMIT && (this.#ready.reply.size > 0 || this.#ready.digest.size > 0)) {
      const now = this.#o.clock.monotonic();
      const wait = Math.max(this.#heldUntil - now, waitFor(this.#rate, this.#pace, now));
      if (wait > 0) {
        this.#cancelPump = this.#o.clock.after(wait, () => {
          this.#cancelPump = undefined;
          this.#pump();
        });
        return;
      }
      const lane = this.#nextLane();
      if (lane) this.#sendFirst(lane, now);
    }
  }

  #nextLane(): Lane | undefined {
    const { reply, digest } = this.#ready;
    const digestsTurn = digest.size > 0 && (reply.size === 0 || this.#repliesInARow >= DIGEST_SHARE - 1);
    this.#repliesInARow = digestsTurn ? 0 : this.#repliesInARow + 1;
    const lane = digestsTurn ? digest.shift() : reply.shift();
    if (lane) lane.queued = false;
    return lane;
  }

  #sendFirst(lane: Lane, now: number): void {
    const job = lane.jobs[0];
    if (!job) return;
    lane.inFlight = true;
    this.#inFlight += 1;
    take(this.#rate, this.#pace, now);
    take(lane.rate, lane.pace, now);
    job.tries += 1;
    if (job.firstTryAt === 0) job.firstTryAt = now;
    this.#o.transport.call(job.method, job.payload).then(
      (answer) => this.#answered(lane, job, outcomeOf(answer)),
      (error: unknown) => this.#answered(lane, job, failureOutcome(error)),
    );
  }

  #answered(lane: Lane, job: Job, outcome: Outcome): void {
    this.#inFlight -= 1;
    lane.inFlight = false;
    this.#heard(outcome);
    if (!this.#goesAgain(lane, job, outcome)) this.#finish(lane, job, outcome);
    if (lane.jobs.length > 0) this.#wake(lane);
    else this.#resting.push(lane);
    this.#pump();
  }

  /** What is done about an outcome that need not be the last word. True when the job stays in its lane. */
  #goesAgain(lane: Lane, job: Job, outcome: Outcome): boolean {
    switch (outcome.type) {
      case 'retry':
        return this.#retry(lane, job, outcome);
      case 'migrated':
        return this.#migrate(lane, job, outcome.to);
      case 'rejected':
        return outcome.why === 'entities' && this.#sendPlain(lane, job);
      default:
        return false;
    }
  }

  #retry(lane: Lane, job: Job, outcome: Extract<Outcome, { type: 'retry' }>): boolean {
    const now = this.#o.clock.monotonic();
    if (outcome.arrived === 'maybe') job.maybeArrived += 1;
    const verdict = retryVerdict(job, outcome, now, this.#o.random);
    if (!verdict.again) return false;
    lane.heldUntil = now + verdict.inMs;
    if (outcome.why === 'flood') this.#noteFlood(lane.chat, now, lane.heldUntil);
    this.#o.log.info(
      {
        chat: lane.chat,
        method: job.method,
        why: outcome.why,
        tries: job.tries,
        waitMs: Math.round(verdict.inMs),
      },
      'a send has to wait and goes out again',
    );
    return true;
  }

  /** One chat's 429 is the chat's own; those of several at once are everybody's. */
  #noteFlood(chat: number, now: number, untilMs: number): void {
    this.#floods = this.#floods.filter((flood) => now - flood.at < FLOOD_WINDOW_MS && flood.chat !== chat);
    this.#floods.push({ at: now, chat, untilMs });
    if (this.#floods.length < FLOOD_CHATS) return;
    const shortest = Math.min(...this.#floods.map((flood) => flood.untilMs));
    this.#heldUntil = Math.max(this.#heldUntil, shortest);
    this.#o.log.warn({ waitMs: Math.round(shortest - now) }, 'Telegram asks all chats to wait');
  }

  /** The job goes on to the new chat, and everything behind it too. */
  #migrate(lane: Lane, job: Job, to: number): boolean {
    if (job.payload.chat_id === to) return false;
    this.#o.onMigrated?.(lane.chat, to);
    for (const waiting of lane.jobs) waiting.payload = { ...waiting.payload, chat_id: to };
    const target = this.#lanes.get(to);
    this.#lanes.delete(lane.chat);
    if (!target) {
      lane.chat = to;
      this.#lanes.set(to, lane);
      return true;
    }
    target.jobs.push(...lane.jobs.splice(0));
    this.#wake(target);
    return true;
  }

  /** Telegram refused the formatting: better a plain answer than none. */
  #sendPlain(lane: Lane, job: Job): boolean {
    const { text, parse_mode, ...rest } = job.payload;
    if (parse_mode !== 'HTML' || typeof text !== 'string') return false;
    this.#o.log.warn(
      { chat: lane.chat, method: job.method },
      'Telegram refused the formatting; sending plain text',
    );
    job.payload = { ...rest, text: plainOf(text) };
    return true;
  }

  #finish(lane: Lane, job: Job, outcome: Outcome): void {
    lane.jobs.shift();
    this.#settle(job, lane, outcome.type === 'retry' ? rejectedReply(job, outcome) : outcome);
  }

  #settle(job: Job, lane: Lane, outcome: Outcome): void {
    this.#pending -= 1;
    if (outcome.type === 'gone') this.#o.onGone?.(lane.chat, outcome.why);
    this.#o.onOutcome?.(outcome.type, job.priority);
    job.settle(outcome);
    if (this.#pending === 0) this.#onIdle?.();
  }

  #heard(outcome: Outcome): Outcome {
    if (outcome.type === 'unauthorised') this.#o.onUnauthorised?.();
    return outcome;
  }

  #abandon(): void {
    for (const lane of this.#lanes.values()) {
      lane.cancelWait?.();
      for (const job of lane.jobs.splice(0)) this.#settle(job, lane, rejected('stopping', 'the bot stopped'));
    }
  }

  #forgetRested(): void {
    const now = this.#o.clock.monotonic();
    for (let lane = this.#resting.peek(); lane; lane = this.#resting.peek()) {
      const busy = lane.jobs.length > 0 || lane.inFlight;
      if (!busy && !(isRested(lane.pace, now) && lane.heldUntil <= now)) return;
      this.#resting.shift();
      if (!busy && this.#lanes.get(lane.chat) === lane) this.#lanes.delete(lane.chat);
    }
  }
}

/** A digest's worker tries again another day; to a person, a reply that never got an answer is lost. */
function rejectedReply(job: Job, outcome: Extract<Outcome, { type: 'retry' }>): Outcome {
  return job.priority === 'digest'
    ? outcome
    : rejected('unanswered', `${outcome.why} failed ${job.tries} times`);
}

function rejected(why: Extract<Outcome, { type: 'rejected' }>['why'], description: string): Outcome {
  return { type: 'rejected', why, description };
}

function failureOutcome(error: unknown): Outcome {
  if (error instanceof TransportError) return outcomeOfFailure(error);
  return rejected('other', error instanceof Error ? error.name : 'unknown failure');
}
