// Deliveries from the queue into as many hands as the pace allows, and what became of them onto the disk.

import { sleep } from '../clock.ts';
import type { DeliveryOutcome } from '../store/delivery-outcome.ts';
import type { TakenDelivery } from '../store/taken-delivery.ts';
import type { ChatId } from '../store/types.ts';
import { seldom } from './log-throttle.ts';
import type { Queue } from './queue.ts';
import { createSending, type Send, type SendingOptions } from './sending.ts';

export interface WorkerOptions extends SendingOptions {
  readonly queue: Queue;
  /** Recorded as paused: whoever remembers the chat should look again. */
  readonly onPaused: (chat: ChatId, reason: string) => void;
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
  readonly #send: Send;
  /** What every delivery in hand meets while the store is away. */
  readonly #failed: (facts: object, message: string) => void;
  /** Monotonic ms of the taking, oldest first. */
  readonly #taken = new Map<TakenDelivery, number>();
  readonly #stopping = new AbortController();
  #wake: (() => void) | undefined;
  #woken = false;
  #running: Promise<void> = Promise.resolve();

  constructor(options: WorkerOptions) {
    this.#o = options;
    this.#failed = seldom((facts, message) => options.log.error(facts, message), options.clock);
    this.#send = createSending(options, this.#stopping.signal);
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
        this.#failed({ err: error }, 'the queue of digests does not answer');
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
    const now = this.#o.clock.monotonic();
    this.#taken.set(taken, now);
    void this.#send(taken, now)
      .then((outcome) => this.#record(outcome, taken))
      .then(() => {
        this.#taken.delete(taken);
        this.wake();
      });
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
        this.#failed({ err: error, delivery: outcome.id }, 'a digest could not be recorded');
        if (this.#stopping.signal.aborted) return;
        await sleep(this.#o.clock, STORE_PAUSE, this.#stopping.signal);
      }
    }
  }
}
