// The pace of several processes: each reserves short blocks of sends in one row of the database, and uses no send
// before its time.

import Denque from 'denque';
import type { Clock } from '../clock.ts';
import { OwnPermits, overallRates, type Permits, type Priority } from '../delivery/pace.ts';

export interface SharedPermitsOptions {
  readonly clock: Clock;
  readonly messagesPerSecond: number;
  /** Takes the next `slots` of all processes: the first begins `inMs` after `at`, the database's clock (ms). */
  readonly reserve: (
    slots: number,
    intervalMs: number,
  ) => Promise<{ readonly at: number; readonly inMs: number }>;
  /** How many processes are known to share the pace. */
  readonly processes: () => number;
}

/** What all processes together reserve at a time (ms of the pace): little is lost when one has nothing to send. */
const BLOCK_MS = 100;
/** The least that a process with something to send reserves (ms of the pace): at high rates statements cost more than slots. */
const LEAST_MS = 5;
const LEAST_SLOTS = 500;
/** How late a send may use its slot (ms), so that a late timer costs nothing. At 28 a second no second has more than 30. */
const LATE_MS = 30;
/** Without an answer for this long the process goes on at its share of the pace (ms). */
const SILENT_AFTER_MS = 1_000;
/** After which it asks again (ms). */
const ASK_AGAIN_MS = 250;
/** Slower answers are not made up for by asking earlier (ms): replies would wait behind the slots that digests hold. */
const SLOWEST_MS = 300;
/** How many answers estimate the database's clock: some seconds of sending, in which no clock drifts by 1 ms. */
const ANSWERS = 32;

/** The permits of one of several processes. Never early, whatever the clocks say: counted from when an answer came. */
export function createSharedPermits(options: SharedPermitsOptions): Permits {
  return new SharedPermits(options);
}

class SharedPermits implements Permits {
  readonly #o: SharedPermitsOptions;
  readonly #intervalMs: number;
  readonly #lateMs: number;
  /** How far a reply may go ahead of its slot (ms): as far as in a process that is alone. */
  readonly #aheadMs: number;
  /** Monotonic ms from which each may be used, the earliest first. */
  readonly #slots = new Denque<number>();
  /** Of the last answers: how far this clock was ahead of the database's when they came, and how long they took, ms. */
  readonly #answers: { readonly ahead: number; readonly took: number }[] = [];
  #slowestMs = 0;
  #asking = false;
  /** The pace while the database does not answer. */
  #own: OwnPermits | undefined;
  #free: () => void = () => {};

  constructor(options: SharedPermitsOptions) {
    this.#o = options;
    const { reply, digest } = overallRates(options.messagesPerSecond);
    this.#intervalMs = digest.intervalMs;
    this.#lateMs = Math.max(LATE_MS, (digest.burst - 1) * digest.intervalMs);
    this.#aheadMs = (reply.burst - digest.burst) * digest.intervalMs;
  }

  onFree(listener: () => void): void {
    this.#free = listener;
  }

  waitMs(priority: Priority, now: number, waiting: number): number {
    this.#forget(now);
    this.#askFor(waiting);
    const slot = this.#slots.peekFront();
    if (slot === undefined) return this.#own?.waitMs(priority, now) ?? Number.POSITIVE_INFINITY;
    return Math.max(0, slot - (priority === 'reply' ? this.#aheadMs : 0) - now);
  }

  take(priority: Priority, now: number): void {
    if (this.#slots.shift() === undefined) this.#own?.take(priority, now);
  }

  /** A slot that was not used in time is lost: sent now, it would be too much. */
  #forget(now: number): void {
    for (let slot = this.#slots.peekFront(); slot !== undefined; slot = this.#slots.peekFront()) {
      if (slot + this.#lateMs >= now) return;
      this.#slots.shift();
    }
  }

  /** Asks for the next block while one is in use, so that no send waits for the database. */
  #askFor(waiting: number): void {
    // How far apart this process's slots come while all processes have something to send.
    const ownIntervalMs = this.#intervalMs * this.#o.processes();
    const block = Math.max(1, Math.floor(BLOCK_MS / ownIntervalMs));
    // The next block must arrive before the current one is used up.
    const inUse = block + Math.floor(this.#slowestMs / ownIntervalMs);
    const wanted = waiting - this.#slots.length;
    if (this.#asking || wanted <= 0 || this.#slots.length > inUse) return;
    const least = Math.min(LEAST_SLOTS, Math.floor(LEAST_MS / ownIntervalMs));
    this.#asking = true;
    void this.#ask(Math.min(block, Math.max(wanted, least)));
  }

  /** Never rejects. */
  async #ask(slots: number): Promise<void> {
    const { clock, reserve } = this.#o;
    const asked = clock.monotonic();
    const cancel = clock.after(SILENT_AFTER_MS, () => this.#goOnAlone());
    try {
      const { at, inMs } = await reserve(slots, this.#intervalMs);
      const answered = clock.monotonic();
      this.#add(this.#monotonic(at, asked, answered) + inMs, slots);
      if (answered - asked < SILENT_AFTER_MS) this.#own = undefined;
      this.#asking = false;
      this.#free();
    } catch {
      this.#goOnAlone();
      clock.after(ASK_AGAIN_MS, () => {
        this.#asking = false;
        this.#free();
      });
    } finally {
      cancel();
    }
  }

  /**
   * The monotonic time (ms) of a moment of the database's clock between `asked` and `answered`. The quickest answer
   * gives the best estimate, and never one that is too early, so a slow answer does not put its sends onto those of others.
   */
  #monotonic(at: number, asked: number, answered: number): number {
    this.#answers.push({ ahead: answered - at, took: answered - asked });
    if (this.#answers.length > ANSWERS) this.#answers.shift();
    this.#slowestMs = Math.min(SLOWEST_MS, Math.max(...this.#answers.map(({ took }) => took)));
    return Math.max(asked, at + Math.min(...this.#answers.map(({ ahead }) => ahead)));
  }

  #add(first: number, slots: number): void {
    for (let slot = 0; slot < slots; slot += 1) this.#slots.push(first + slot * this.#intervalMs);
  }

  #goOnAlone(): void {
    this.#own ??= new OwnPermits(this.#o.messagesPerSecond / this.#o.processes());
    this.#free();
  }
}
