// What only one process of the cluster does at a time: the one that has the lease. It is waited for, renewed by
// beats, lost, taken over.

import { type Clock, sleep } from '../clock.ts';
import type { SharedState } from './shared-state.ts';

export interface Lease {
  /** Resolves when this process has the lease, with a signal that aborts when it is lost; `undefined` when aborted first. */
  wait(signal: AbortSignal): Promise<AbortSignal | undefined>;
  readonly isMine: boolean;
  /** Ms since some process was known to have the lease; 0 while this one has it. */
  silence(): number;
  /** Another process does the work too: gives the lease up, unless the database has confirmed it within its time. */
  yield(): void;
  /** Lets other processes have it at once, and does not take it again. */
  release(): Promise<void>;
}

export interface LeaseOptions {
  readonly clock: Clock;
  readonly name: string;
  /** How long a process that has fallen silent keeps the lease (ms); 10 s when absent. */
  readonly leaseMs?: number | undefined;
  /** This process has the lease from now on. */
  readonly onTaken?: () => void;
}

/** By the database's clock (ms). */
const LEASE_MS = 10_000;
/** Beats in a lease: three may be lost on the way. */
const BEATS = 4;
/** The part of a lease by which this process ends it before others may take it, as an answer may be on its way. */
const MARGIN = 1 / 5;
/**
 * A holder that is not connected to the database has died, or has noticed and given its lease up. The lease is taken
 * when it is still not connected after this (ms).
 */
const GONE_FOR_MS = 1_000;

export function createLease(shared: SharedState, options: LeaseOptions): Lease {
  return new SharedLease(shared, options);
}

class SharedLease implements Lease {
  readonly #shared: SharedState;
  readonly #clock: Clock;
  readonly #name: string;
  readonly #leaseMs: number;
  readonly #beatMs: number;
  readonly #onTaken: () => void;
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

  constructor(shared: SharedState, { clock, name, leaseMs = LEASE_MS, onTaken = () => {} }: LeaseOptions) {
    this.#shared = shared;
    this.#clock = clock;
    this.#name = name;
    this.#leaseMs = leaseMs;
    this.#beatMs = leaseMs / BEATS;
    this.#onTaken = onTaken;
    this.#knownAt = clock.monotonic();
    shared.listen((signal) => {
      if (signal.type === 'freed' || signal.type === 'missed') this.#wake.abort();
      // The others see that we are not connected, and take over soon. Without others nobody does.
      if (signal.type === 'lost' && shared.processes > 1) this.#end();
    });
  }

  /** Checked each time: a process that was suspended must not assume that it still has the lease. */
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
    await this.#shared.freeLease(this.#name).catch(() => {});
  }

  /** Asks for the lease, or renews it, until released. */
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
      const lease = await this.#shared.takeLease(this.#name, this.#leaseMs, this.#gone);
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

  /** A process that is alone goes on without the database: no other can have begun. */
  #endWhenUncertain(): void {
    if (this.#clock.monotonic() >= this.#certainUntil && this.#shared.processes > 1) this.#end();
  }

  #begin(): void {
    if (!this.#mine) {
      this.#mine = new AbortController();
      this.#onTaken();
    }
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #end(): void {
    this.#mine?.abort();
    this.#mine = undefined;
  }
}
