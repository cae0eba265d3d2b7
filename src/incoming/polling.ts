// Long polling: getUpdates in a loop that never waits for a handler's sends.

import type { Update } from 'telegraf/types';
import { type Clock, sleep } from '../clock.ts';
import type { Lease } from '../cluster/lease.ts';
import { type Backoff, backoffMs } from '../delivery/backoff.ts';
import type { Gateway } from '../delivery/gateway.ts';
import type { Outcome } from '../delivery/outcome.ts';
import { UserError } from '../errors.ts';
import type { Intake } from './intake.ts';

export interface PollingOptions {
  readonly call: Gateway['call'];
  readonly intake: Intake;
  readonly clock: Clock;
  readonly log: {
    info(fields: object, message: string): void;
    warn(fields: object, message: string): void;
  };
  readonly allowedUpdates: readonly string[];
  readonly random: () => number;
  /** Of several processes the one that has it polls. */
  readonly lease: Promise<Lease>;
}

export interface Polling {
  /** Polls until stopped; rejects with UserError where going on makes no sense. */
  run(): Promise<void>;
  /** Ends the poll at once. */
  stop(): void;
  /** Tells Telegram which updates are done; call it when they have been answered. */
  confirm(): Promise<void>;
  /** Ms since the last good answer, or since the start before there is one; where another process polls, of that one. */
  silence(): number;
}

/** Bot API: getUpdates takes up to 50 s; fewer seconds notice a dead connection sooner. */
const POLL_S = 30;
/** Time on top of the poll for the answer to arrive, ms. */
const POLL_GRACE_MS = 10_000;
const BATCH = 100;
/** For the last word of a stop, connecting included, ms. */
const CONFIRM_MS = 1_000;
/** Another poller may be the old process of a restart: given this long to go away (design §12), ms. */
const CONFLICT_FOR_MS = 60_000;
const BACKOFF: Backoff = { firstMs: 500, longestMs: 15_000 };
/** While every place is taken, how soon to look again, ms. */
const BUSY_WAIT_MS = 20;
/** Telegram keeps getting no answer: said again no sooner than this, ms. */
const SAY_AGAIN_MS = 60_000;

export function createPolling(options: PollingOptions): Polling {
  return new PollingLoop(options);
}

class PollingLoop implements Polling {
  readonly #o: PollingOptions;
  readonly #stopped = new AbortController();
  #offset = 0;
  #failures = 0;
  #conflictSince: number | undefined;
  #saidAt = Number.NEGATIVE_INFINITY;
  #lastGoodAt: number;
  #lease: Lease | undefined;
  /** Aborts when this process must not poll any more, or for now. */
  #over: AbortSignal;

  constructor(options: PollingOptions) {
    this.#o = options;
    this.#lastGoodAt = options.clock.monotonic();
    this.#over = this.#stopped.signal;
    void options.lease.then((lease) => {
      this.#lease = lease;
    });
  }

  silence(): number {
    if (this.#lease && !this.#lease.isMine) return this.#lease.silence();
    return this.#o.clock.monotonic() - this.#lastGoodAt;
  }

  stop(): void {
    this.#stopped.abort();
  }

  async run(): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      if (!(await this.#takeLease())) return;
      await this.#pollOn();
    }
  }

  /** Waits until this process has the lease; false when stopped first. */
  async #takeLease(): Promise<boolean> {
    const { signal } = this.#stopped;
    const lease = await Promise.race([this.#o.lease, aborted(signal)]);
    const lost = await lease?.wait(signal);
    if (!lost) return false;
    this.#over = AbortSignal.any([signal, lost]);
    this.#lastGoodAt = this.#o.clock.monotonic();
    this.#conflictSince = undefined;
    return true;
  }

  async #pollOn(): Promise<void> {
    while (!this.#over.aborted) {
      const outcome = await this.#poll(POLL_S, this.#over);
      if (this.#over.aborted || !this.#mayPoll()) return;
      const updates = outcome.type === 'sent' ? updatesIn(outcome.result) : undefined;
      if (updates) {
        this.#wentWell();
        await this.#take(updates);
      } else {
        await this.#wentWrong(outcome);
      }
    }
  }

  async confirm(): Promise<void> {
    // Without the lease it would only disturb the process that polls.
    if (this.#offset > 0 && this.#mayPoll()) await this.#poll(0, AbortSignal.timeout(CONFIRM_MS));
    await this.#lease?.release();
  }

  #mayPoll(): boolean {
    return this.#lease?.isMine ?? true;
  }

  #poll(timeout: number, signal?: AbortSignal): Promise<Outcome> {
    const payload = {
      offset: this.#offset,
      limit: timeout === 0 ? 1 : BATCH,
      timeout,
      allowed_updates: this.#o.allowedUpdates,
    };
    const timeoutMs = timeout === 0 ? 2_000 : timeout * 1000 + POLL_GRACE_MS;
    return this.#o.call('getUpdates', payload, { signal, timeoutMs });
  }

  /** Hands the batch over in order; while there is no room, the rest and the next poll wait. */
  async #take(updates: readonly Update[]): Promise<void> {
    for (const update of updates) {
      while (this.#o.intake.accept(update) === 'busy') {
        await sleep(this.#o.clock, BUSY_WAIT_MS, this.#over);
        if (this.#over.aborted) return;
      }
      this.#offset = update.update_id + 1;
    }
  }

  #wentWell(): void {
    this.#lastGoodAt = this.#o.clock.monotonic();
    this.#failures = 0;
    this.#conflictSince = undefined;
    this.#saidAt = Number.NEGATIVE_INFINITY;
  }

  async #wentWrong(outcome: Outcome): Promise<void> {
    this.#failures += 1;
    if (outcome.type === 'conflict') await this.#conflict(outcome.with);
    // The gateway says what cannot be reached, and a refused token is checked elsewhere.
    else if (outcome.type !== 'retry' && outcome.type !== 'unauthorised') {
      const description = 'description' in outcome ? outcome.description : outcome.type;
      this.#say({ description }, 'Telegram gives no updates; retrying');
    }
    await sleep(this.#o.clock, this.#waitMs(outcome), this.#over);
  }

  async #conflict(other: 'poller' | 'webhook'): Promise<void> {
    if (other === 'webhook') {
      this.#o.log.warn({}, 'a webhook is set for this bot; removing it, since this process polls');
      await this.#o.call('deleteWebhook', {}, { timeoutMs: 10_000, signal: this.#over });
      return;
    }
    this.#lease?.yield();
    const now = this.#o.clock.monotonic();
    this.#conflictSince ??= now;
    if (now - this.#conflictSince >= CONFLICT_FOR_MS) throw new UserError(CONFLICT);
    this.#say({}, 'another instance is polling with this token; waiting a minute for it to stop');
  }

  #waitMs(outcome: Outcome): number {
    if (outcome.type === 'retry' && outcome.afterMs !== undefined) return outcome.afterMs;
    return backoffMs(BACKOFF, this.#failures, this.#o.random);
  }

  #say(fields: object, message: string): void {
    const now = this.#o.clock.monotonic();
    if (now - this.#saidAt < SAY_AGAIN_MS) return;
    this.#saidAt = now;
    this.#o.log.warn(fields, message);
  }
}

export const CONFLICT =
  'Another instance has been polling with this token for a minute (409). Stop it, or give this one a token of its own.';

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}

/** The updates, or `undefined` for anything that is no list of them: a server that sends that is not believed. */
function updatesIn(result: unknown): readonly Update[] | undefined {
  return Array.isArray(result) && result.every(isUpdate) ? result : undefined;
}

function isUpdate(update: unknown): update is Update {
  if (typeof update !== 'object' || update === null || !('update_id' in update)) return false;
  return Number.isSafeInteger(update.update_id);
}
