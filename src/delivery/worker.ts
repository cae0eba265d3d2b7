// Deliveries → messages → the gateway → what became of them, on the disk.
// Made by app.ts; woken by the plan.

import { type Clock, sleep } from '../clock.ts';
import type { DeliveryOutcome } from '../store/record.ts';
import type { TakenDelivery } from '../store/take.ts';
import type { ChatId } from '../store/types.ts';
import { type Content, type Digest, digestPayload } from './digest-payload.ts';
import type { Gateway } from './gateway.ts';
import { type Outcome, rejected } from './outcome.ts';
import type { Queue } from './queue.ts';
import { verdictOn } from './verdict.ts';

export interface WorkerLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

export interface WorkerOptions {
  readonly queue: Queue;
  readonly gateway: Pick<Gateway, 'send'>;
  readonly contentOf: (taken: TakenDelivery) => Content | Promise<Content>;
  /** Whether the chat wants no sound now. */
  readonly isQuiet: (taken: TakenDelivery) => boolean;
  /** Recorded as paused: whoever remembers the chat should look again. */
  readonly onPaused: (chat: ChatId, reason: string) => void;
  readonly clock: Clock;
  /** 0 ≤ x < 1, for jitter. */
  readonly random: () => number;
  readonly log: WorkerLog;
  /** Sends a second: how many deliveries are taken ahead follows from it. */
  readonly messagesPerSecond: number;
  /** Bot API `allow_paid_broadcast`. */
  readonly paidBroadcast: boolean;
}

export interface Worker {
  /** Puts back what a crash interrupted, then sends until stopped. */
  start(): Promise<void>;
  /** Something has been queued. */
  wake(): void;
  /** Takes nothing more; resolves when all that was taken is recorded, or in 6 s. What was not sent is back in the queue. */
  stop(): Promise<void>;
}

/**
 * Deliveries taken and not recorded: two seconds' worth of sends, taken again when half of them are done, so that
 * Telegram's answers may take a second and the gateway still has the next one. After a crash these are looked at again.
 */
const FEWEST = 32;
const MOST = 512;
/** One that has been out for so long is in a flood wait or being retried: it does not hold up the others, ms. */
const STUCK_AFTER = 5_000;
/** Taken and not recorded at most, those stuck included. */
const LIMIT = 1_000;
/**
 * Above so many sends a second, asking the store whether a chat still wants its digest costs half of a send, and is
 * left out for so many ms after the taking. The answer to a /stop in that time comes after the digest, in its order.
 */
const FAST = 500;
const FRESH_FOR = 200;
/** The store did not answer: the next try, ms. */
const STORE_PAUSE = 1_000;
/** What is out longer than this at a stop is looked at again at the next start, ms. */
const LONGEST_STOP = 6_000;
/** Waits for the next delivery are no longer: the clock may be set meanwhile, ms. */
const LONGEST_WAIT = 60_000;

export function createWorker(options: WorkerOptions): Worker {
  return new DeliveryWorker(options);
}

class DeliveryWorker implements Worker {
  readonly #o: WorkerOptions;
  readonly #window: number;
  /** Monotonic ms of the taking, oldest first. */
  readonly #taken = new Map<TakenDelivery, number>();
  readonly #stopping = new AbortController();
  #wake: (() => void) | undefined;
  #woken = false;
  #running: Promise<void> = Promise.resolve();

  constructor(options: WorkerOptions) {
    this.#o = options;
    this.#window = Math.min(MOST, Math.max(FEWEST, Math.ceil(2 * options.messagesPerSecond)));
  }

  async start(): Promise<void> {
    const interrupted = await this.#o.queue.recover();
    if (interrupted > 0) this.#o.log.warn({ interrupted }, 'digests that a crash interrupted are sent again');
    this.#running = this.#run();
  }

  wake(): void {
    this.#woken = true;
    this.#wake?.();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.wake();
    await this.#running;
    const deadline = this.#o.clock.monotonic() + LONGEST_STOP;
    for (let left = LONGEST_STOP; this.#taken.size > 0 && left > 0; ) {
      await this.#wait(left);
      left = deadline - this.#o.clock.monotonic();
    }
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      const room = this.#room();
      if (room < this.#window / 2) {
        await this.#wait(STUCK_AFTER);
        continue;
      }
      try {
        const taken = await this.#o.queue.take(room);
        for (const one of taken) this.#begin(one);
        if (taken.length === 0) await this.#wait(await this.#untilNext());
      } catch (error) {
        this.#o.log.error({ err: error }, 'the queue of digests does not answer');
        await sleep(this.#o.clock, STORE_PAUSE, this.#stopping.signal);
      }
    }
  }

  /** How many more may be taken; those that are stuck do not count. */
  #room(): number {
    const now = this.#o.clock.monotonic();
    let stuck = 0;
    for (const since of this.#taken.values()) {
      if (now - since < STUCK_AFTER) break;
      stuck += 1;
    }
    return Math.min(this.#window - this.#taken.size + stuck, LIMIT - this.#taken.size);
  }

  /** What is due already waits for another digest of its chat, whose end wakes us. */
  async #untilNext(): Promise<number> {
    const next = await this.#o.queue.nextAt();
    const ahead = (next ?? Number.POSITIVE_INFINITY) - this.#o.clock.now();
    return Math.min(LONGEST_WAIT, ahead > 0 ? ahead : STORE_PAUSE);
  }

  /** Until woken, or for so many ms. */
  async #wait(ms: number): Promise<void> {
    if (!this.#woken) {
      await new Promise<void>((resolve) => {
        const cancel = this.#o.clock.after(ms, resolve);
        this.#wake = () => {
          cancel();
          resolve();
        };
      });
    }
    this.#wake = undefined;
    this.#woken = false;
  }

  #begin(taken: TakenDelivery): void {
    this.#taken.set(taken, this.#o.clock.monotonic());
    void this.#deliver(taken)
      .then((outcome) => this.#record(outcome, taken))
      .then(() => {
        this.#taken.delete(taken);
        this.wake();
      });
  }

  /** Never rejects. */
  async #deliver(taken: TakenDelivery): Promise<DeliveryOutcome> {
    const { delivery, chatId } = taken;
    const { id, tries } = delivery;
    const { clock, log, random } = this.#o;
    try {
      const content = await this.#o.contentOf(taken);
      if (content.type === 'nothing') return { id, tries, type: 'rejected', reason: content.reason };
      const outcome = await this.#send(taken, content);
      const verdict = verdictOn(outcome, {
        ...{ delivery, chat: chatId, rotated: content.rotated, now: clock.now(), random },
      });
      if (verdict.type === 'rejected' && !isChosen(outcome)) {
        log.warn({ chat: chatId, reason: verdict.reason }, 'a digest could not be sent');
      }
      return verdict;
    } catch (error) {
      log.error({ err: error, chat: chatId }, 'a digest could not be made');
      return { id, tries, type: 'rejected', reason: 'a defect of the bot; its log says more' };
    }
  }

  /** All messages of a digest, one after another; the outcome of the last, or of the first that was not sent. */
  async #send(taken: TakenDelivery, digest: Digest): Promise<Outcome> {
    const { chatId } = taken;
    const wanted = () => this.#isWanted(taken);
    let outcome: Outcome = rejected('empty', 'the digest has no text');
    for (const index of digest.htmls.keys()) {
      const silent = this.#o.isQuiet(taken);
      const payload = digestPayload(taken, digest, index, { paidBroadcast: this.#o.paidBroadcast, silent });
      outcome = await this.#o.gateway.send(chatId, 'sendMessage', payload, 'digest', wanted);
      if (outcome.type !== 'sent') break;
    }
    const { aborted } = this.#stopping.signal;
    return aborted && isChosen(outcome) ? rejected('stopping', 'the bot is stopping') : outcome;
  }

  /** Milliseconds since it was taken. */
  #age(taken: TakenDelivery): number {
    return this.#o.clock.monotonic() - (this.#taken.get(taken) ?? 0);
  }

  async #isWanted(taken: TakenDelivery): Promise<boolean> {
    const { delivery, chatId } = taken;
    if (this.#stopping.signal.aborted) return false;
    if (this.#o.messagesPerSecond > FAST && this.#age(taken) < FRESH_FOR) return true;
    try {
      return await this.#o.queue.wanted(delivery);
    } catch (error) {
      // What follows is not known to be unwanted, and the promise is to send it.
      this.#o.log.error({ err: error, chat: chatId }, 'the store does not answer; sending all the same');
      return true;
    }
  }

  /** Until it is on the disk: what is not recorded would be sent again after the next start. */
  async #record(outcome: DeliveryOutcome, taken: TakenDelivery): Promise<void> {
    for (;;) {
      try {
        await this.#o.queue.record(outcome);
        if (outcome.type === 'paused' && taken.type === 'digest')
          this.#o.onPaused(taken.chatId, outcome.reason);
        return;
      } catch (error) {
        this.#o.log.error({ err: error, delivery: outcome.id }, 'a digest could not be recorded');
        if (this.#stopping.signal.aborted) return;
        await sleep(this.#o.clock, STORE_PAUSE, this.#stopping.signal);
      }
    }
  }
}

/** The chat has stopped its digests. */
function isChosen(outcome: Outcome): boolean {
  return outcome.type === 'rejected' && outcome.why === 'not wanted';
}
