// The gateway's workings: a lane for each chat, the overall pace, and what is done about each outcome.

import { attempt } from './attempt.ts';
import { FloodWatch } from './floods.ts';
import type { Gateway, GatewayOptions } from './gateway.ts';
import { type Job, type Lane, laneWait, type Priority } from './lane.ts';
import { Lanes } from './lanes.ts';
import { type Outcome, outcomeOf, outcomeOfFailure, rejected } from './outcome.ts';
import { take } from './pace.ts';
import { OwnPermits, type Permits } from './permits.ts';
import { ReadyLanes } from './ready.ts';
import { lastWord, plainAgain, retryVerdict } from './retry.ts';
import type { CallOptions } from './telegram.ts';

/** Calls that may wait for one chat; the next one is refused as `backlog full`. */
export const LANE_LIMIT = 50;
/** Calls that may wait over all chats, so that memory stays flat whatever comes in. */
const BACKLOG_LIMIT = 50_000;
/** Calls out at once. Above the transport's connections, so that none of them idles. */
const IN_FLIGHT_LIMIT = 64;

export class LaneGateway implements Gateway {
  readonly #o: GatewayOptions;
  readonly #lanes = new Lanes();
  readonly #ready = new ReadyLanes();
  readonly #floods = new FloodWatch();
  #permits: Permits;
  #pending = 0;
  #inFlight = 0;
  #cancelPump: (() => void) | undefined;
  #onIdle: (() => void) | undefined;
  #stopping = false;

  constructor(options: GatewayOptions) {
    this.#o = options;
    this.#permits = new OwnPermits(options.messagesPerSecond);
  }

  get pending(): number {
    return this.#pending;
  }

  send(
    chat: number,
    method: string,
    payload: Readonly<Record<string, unknown>>,
    priority: Priority,
    wanted?: () => Promise<boolean>,
  ): Promise<Outcome> {
    return new Promise((settle) => {
      const refusal = this.#refusal(this.#lanes.find(chat));
      if (refusal) return settle(refusal);
      const lane = this.#lanes.open(chat);
      const since = this.#o.clock.monotonic();
      const fresh = { since, tries: 0, maybeArrived: 0, firstTryAt: 0 };
      lane.jobs.push({ method, payload, priority, settle, wanted, ...fresh });
      this.#pending += 1;
      if (priority === 'reply') this.#ready.promote(lane);
      this.#wake(lane);
    });
  }

  call(method: string, payload: object, options?: CallOptions): Promise<Outcome> {
    return this.#o.transport
      .call(method, payload, options)
      .then((answer) => this.#heard(outcomeOf(answer)), outcomeOfFailure);
  }

  paceBy(permits: Permits): void {
    this.#permits = permits;
    permits.onFree(() => this.#pump());
    this.#pump();
  }

  hold(chat: number | null, ms: number, justNow = false): void {
    const now = this.#o.clock.monotonic();
    if (chat === null) this.#floods.holdAll(now + ms);
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

  #refusal(lane: Lane | undefined): Outcome | undefined {
    if (this.#stopping) return rejected('stopping', 'the bot is stopping');
    if ((lane?.jobs.length ?? 0) >= LANE_LIMIT || this.#pending >= BACKLOG_LIMIT) {
      return rejected('backlog full', 'too much is waiting already');
    }
    return undefined;
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
    this.#ready.add(lane);
    this.#pump();
  }

  /** Sends from ready lanes for as long as the overall pace and the number in flight allow. */
  #pump(): void {
    this.#cancelPump?.();
    this.#cancelPump = undefined;
    while (this.#inFlight < IN_FLIGHT_LIMIT && !this.#ready.isEmpty) {
      const now = this.#o.clock.monotonic();
      const wait = this.#waitMs(now);
      if (wait > 0) {
        if (Number.isFinite(wait)) this.#cancelPump = this.#o.clock.after(wait, () => this.#pump());
        return;
      }
      const lane = this.#ready.next();
      if (lane && lane.heldUntil > now) this.#wake(lane);
      else if (lane) this.#sendFirst(lane, now);
    }
  }

  #waitMs(now: number): number {
    const held = this.#floods.allUntil - now;
    return held > 0 ? held : this.#permits.waitMs(this.#ready.turn, now, this.#ready.size);
  }

  #sendFirst(lane: Lane, now: number): void {
    const job = lane.jobs[0];
    if (!job) return;
    lane.inFlight = true;
    this.#inFlight += 1;
    this.#permits.take(job.priority, now);
    take(lane.rate, lane.pace, now);
    job.tries += 1;
    if (job.firstTryAt === 0) job.firstTryAt = now;
    void attempt(this.#o.transport, job).then((outcome) => this.#answered(lane, job, outcome));
  }

  #answered(lane: Lane, job: Job, outcome: Outcome): void {
    this.#inFlight -= 1;
    lane.inFlight = false;
    this.#heard(outcome);
    if (!this.#goesAgain(lane, job, outcome)) this.#finish(lane, job, outcome);
    if (lane.jobs.length > 0) this.#wake(lane);
    else this.#lanes.rest(lane, this.#o.clock.monotonic());
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
        return outcome.why === 'entities' && plainAgain(lane.chat, job, this.#o.log);
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
    if (outcome.why === 'flood') {
      // A flood wait is not a try that failed: the time for those begins behind it.
      job.firstTryAt += verdict.inMs;
      this.#noteFlood(lane.chat, now, lane.heldUntil);
    }
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
  #noteFlood(chat: number, now: number, until: number): void {
    const allUntil = this.#floods.note(chat, now, until);
    const allMs = allUntil === undefined ? undefined : allUntil - now;
    this.#o.onFlood?.(chat, until - now, allMs);
    if (allMs === undefined) return;
    this.#o.log.warn({ waitMs: Math.round(allMs) }, 'Telegram asks all chats to wait');
  }

  /** The job goes on to the new chat, and everything behind it too. */
  #migrate(lane: Lane, job: Job, to: number): boolean {
    if (job.payload.chat_id === to) return false;
    this.#o.onMigrated?.(lane.chat, to);
    for (const waiting of lane.jobs) waiting.payload = { ...waiting.payload, chat_id: to };
    const target = this.#lanes.move(lane, to);
    if (target === lane) return true;
    target.jobs.push(...lane.jobs.splice(0));
    this.#wake(target);
    return true;
  }

  #finish(lane: Lane, job: Job, outcome: Outcome): void {
    lane.jobs.shift();
    this.#settle(job, lane, lastWord(job, outcome));
  }

  #settle(job: Job, lane: Lane, outcome: Outcome): void {
    this.#pending -= 1;
    if (outcome.type === 'gone') this.#o.onGone?.(lane.chat, outcome.why);
    this.#o.onOutcome?.(outcome.type, job.priority, this.#o.clock.monotonic() - job.since);
    job.settle(outcome);
    if (this.#pending === 0) this.#onIdle?.();
  }

  #heard(outcome: Outcome): Outcome {
    if (outcome.type === 'unauthorised') this.#o.onUnauthorised?.();
    return outcome;
  }

  /** What is out keeps its answer, if one still comes; what waits is told that nothing will. */
  #abandon(): void {
    this.#cancelPump?.();
    for (const lane of this.#lanes.all()) {
      lane.cancelWait?.();
      for (const job of lane.jobs.splice(lane.inFlight ? 1 : 0))
        this.#settle(job, lane, rejected('stopping', 'the bot stopped'));
    }
  }
}
