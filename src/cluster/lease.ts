// What only one of several processes does, whoever has the lease: waited for, kept by a beat, lost, taken
// over.

import { type Clock, sleep } from '../clock.ts';
import type { Shared } from './shared.ts';

export interface Turn {
  /** Resolves when it is this process's turn, with a signal that aborts when it is over; `undefined` when aborted first. */
  wait(signal: AbortSignal): Promise<AbortSignal | undefined>;
  readonly isMine: boolean;
  /** Ms since it was known to be some process's turn; 0 while it is this one's. */
  silence(): number;
  /** Another process does it too: ours is over, unless the database has said within the lease that it is ours. */
  yield(): void;
  /** Lets others have it at once, and takes no other turn. */
  release(): Promise<void>;
}

/** Others may have the lease after so long without a beat, by the database's clock, ms. */
const LEASE_MS = 10_000;
/** Beats in a lease: three may be lost on the way. */
const BEATS = 4;
/** The turn is over so long before others may have the lease, as an answer may be on its way: a part of it. */
const MARGIN = 1 / 5;
/**
 * A holder that is not connected to the database is gone, or has seen that and ended its turn: its lease is taken when
 * it still is not connected after this, ms.
 */
const GONE_FOR_MS = 1_000;

/** @param leaseMs how long the turn of a process lasts that has fallen silent */
export function createTurn(shared: Shared, clock: Clock, name: string, leaseMs = LEASE_MS): Turn {
  return new LeasedTurn(shared, clock, name, leaseMs);
}

class LeasedTurn implements Turn {
  readonly #shared: Shared;
  readonly #clock: Clock;
  readonly #name: string;
  readonly #leaseMs: number;
  readonly #beatMs: number;
  readonly #released = new AbortController();
  #mine: AbortController | undefined;
  /** Monotonic ms until which the lease is certainly ours. */
  #certainUntil = Number.NEGATIVE_INFINITY;
  #knownAt: number;
  /** A holder that was not connected at the last beat. */
  #gone: number | undefined;
  #wake = new AbortController();
  #beating: Promise<void> | undefined;
  #waiting: (() => void)[] = [];

  constructor(shared: Shared, clock: Clock, name: string, leaseMs: number) {
    this.#shared = shared;
    this.#clock = clock;
    this.#name = name;
    this.#leaseMs = leaseMs;
    this.#beatMs = leaseMs / BEATS;
    this.#knownAt = clock.monotonic();
    shared.listen((signal) => {
      if (signal.type === 'freed' || signal.type === 'missed') this.#wake.abort();
      // The others see that we are not connected, and take over soon. Without others nobody does.
      if (signal.type === 'lost' && shared.processes > 1) this.#end();
    });
  }

  /** Looked at anew: a process that was stopped for a while must not believe that its turn goes on. */
  get isMine(): boolean {
    this.#endWhenUncertain();
    return this.#mine !== undefined;
  }

  async wait(signal: AbortSignal): Promise<AbortSignal | undefined> {
    this.#beating ??= this.#beat();
    while (!this.#mine && !signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
    return signal.aborted ? undefined : this.#mine?.signal;
  }

  silence(): number {
    return this.isMine ? 0 : this.#clock.monotonic() - this.#knownAt;
  }

  yield(): void {
    if (this.#clock.monotonic() >= this.#certainUntil) this.#end();
  }

  async release(): Promise<void> {
    this.#released.abort();
    this.#wake.abort();
    await this.#beating;
    this.#end();
    // Without an answer the lease runs out by itself.
    await this.#shared.free(this.#name).catch(() => {});
  }

  /** Until released: asks for the lease, or renews it. */
  async #beat(): Promise<void> {
    while (!this.#released.signal.aborted) {
      this.#wake = new AbortController();
      const next = await this.#ask();
      this.#endWhenUncertain();
      await sleep(this.#clock, next, AbortSignal.any([this.#wake.signal, this.#released.signal]));
    }
  }

  /** Gives the ms to the next beat. Never rejects. */
  async #ask(): Promise<number> {
    const asked = this.#clock.monotonic();
    try {
      const lease = await this.#shared.lease(this.#name, this.#leaseMs, this.#gone);
      this.#gone = undefined;
      this.#knownAt = this.#clock.monotonic();
      if (lease.held) {
        this.#certainUntil = asked + this.#leaseMs * (1 - MARGIN);
        this.#begin();
        return this.#beatMs;
      }
      this.#certainUntil = Number.NEGATIVE_INFINITY;
      this.#end();
      if (lease.gone) this.#gone = lease.holder;
      return lease.gone ? GONE_FOR_MS : this.#beatMs;
    } catch {
      return this.#beatMs / 5;
    }
  }

  /** Where this process is alone, it goes on without the database: nobody else could have begun. */
  #endWhenUncertain(): void {
    if (this.#clock.monotonic() >= this.#certainUntil && this.#shared.processes > 1) this.#end();
  }

  #begin(): void {
    this.#mine ??= new AbortController();
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #end(): void {
    this.#mine?.abort();
    this.#mine = undefined;
  }
}
