// How updates come in: polled or posted, taken in order, each once, and handed to the handler.

import type { Update, UserFromGetMe } from 'telegraf/types';
import { type Clock, within } from '../clock.ts';
import type { Arrivals } from '../cluster/arrivals.ts';
import { noCluster } from '../cluster/cluster.ts';
import type { Lease } from '../cluster/lease.ts';
import type { Gateway } from '../delivery/gateway.ts';
import { UserError } from '../errors.ts';
import type { Logger } from '../ops/log.ts';
import type { Mode } from '../ops/settings.ts';
import { createIntake, type Intake, type Taken } from './intake.ts';
import { createPolling, type Polling } from './polling.ts';
import { getMe, setWebhook } from './setup.ts';
import { ALLOWED_UPDATES, type Handled, type HandleUpdate, kindOf, type UpdateKind } from './updates.ts';
import { createWebhookRoute, type WebhookRoute } from './webhook.ts';

export interface IncomingOptions {
  readonly mode: Exclude<Mode, { type: 'preview' }>;
  readonly gateway: Gateway;
  readonly clock: Clock;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  readonly log: Logger;
  /** What became of each update, and how long its handling took, for figures. */
  readonly onUpdate?: (kind: UpdateKind | 'other', outcome: UpdateOutcome, ms?: number) => void;
  /** Of several processes the one that has it polls; known once they have found each other. */
  readonly lease: Promise<Lease>;
  /** The bot cannot go on. */
  readonly onEnd: (error: unknown) => void;
}

/** The chat whose choices an update may change. */
export type ChangedChat = (update: Update) => number | undefined;

export type UpdateOutcome = Handled | 'failed' | 'duplicate' | 'dropped';

export interface Incoming {
  /**
   * Asks who the bot is, and for its updates at the same time; they wait unconfirmed until there is a handler.
   * @throws UserError when the token is wrong, or when stopped while waiting.
   */
  introduce(): Promise<UserFromGetMe>;
  /**
   * Updates are handled from now on.
   * @param arrivals what several processes must agree on where Telegram posts updates to any of them
   * @param changes the chat whose choices an update may change
   */
  handleWith(handle: HandleUpdate, arrivals: Arrivals, changes: ChangedChat): void;
  /** Somebody handles updates. */
  readonly isOpen: boolean;
  /** Takes nothing more; resolves when what was taken is handled, or after a moment. */
  stop(): Promise<void>;
  /** Tells Telegram which updates are done; to be called when they have been answered. */
  confirm(): Promise<void>;
  /** Milliseconds since Telegram last gave updates, or another process was known to ask for them; 0 where it posts them. */
  silence(): number;
  /** The route that Telegram posts to; absent when polling. */
  readonly webhook: WebhookRoute | undefined;
}

/**
 * Calls waiting over all chats before the intake pauses: by then no chat may have more than a few (delivery/lanes.ts), so
 * these are many people, who are answered later rather than never.
 */
const WAITING_CALLS = 20_000;
/** Time for handlers at a stop, ms; 10 s are promised for all of it (design §7). */
const IDLE_MS = 1_500;

/** For others to hear that what was handled here is done, ms. */
const LAST_WORD_MS = 500;

export function createIncoming(options: IncomingOptions): Incoming {
  return new RunningIncoming(options);
}

class RunningIncoming implements Incoming {
  readonly webhook: WebhookRoute | undefined;
  readonly #o: IncomingOptions;
  readonly #intake: Intake;
  readonly #polling: Polling;
  readonly #stopping = new AbortController();
  #handle: HandleUpdate | undefined;
  #arrivals: Arrivals = noCluster.arrivals;
  #changes: ChangedChat = () => undefined;
  #polls: Promise<void> | undefined;

  constructor(options: IncomingOptions) {
    this.#o = options;
    this.#intake = createIntake({
      handle: (update) => this.#handleOne(update),
      onError: (error, update) => this.#report(error, update),
      onSkipped: (update, why) => {
        this.#o.onUpdate?.(kindOf(update), why);
        // It is never handled, so the next change of its chat must not wait for it.
        this.#arrivals.release(update.update_id);
      },
      hasRoom: () => this.#hasRoom(),
      clock: options.clock,
    });
    this.#polling = createPolling({
      call: this.#call,
      intake: this.#intake,
      clock: options.clock,
      random: options.random,
      log: options.log,
      allowedUpdates: ALLOWED_UPDATES,
      lease: options.lease,
    });
    this.webhook = this.#webhook();
  }

  get isOpen(): boolean {
    return this.#handle !== undefined;
  }

  async introduce(): Promise<UserFromGetMe> {
    const { mode, clock, random, log } = this.#o;
    if (mode.type === 'polling') {
      this.#polls = this.#polling.run();
      this.#polls.catch((error: unknown) => this.#o.onEnd(error));
    }
    const options = { clock, random, log, signal: this.#stopping.signal };
    const me = await getMe(this.#call, options);
    if (mode.type === 'webhook') {
      const webhook = { url: mode.url, secret: mode.secret.reveal(), allowedUpdates: ALLOWED_UPDATES };
      await setWebhook(this.#call, webhook, options);
    }
    return me;
  }

  handleWith(handle: HandleUpdate, arrivals: Arrivals, changes: ChangedChat): void {
    this.#arrivals = arrivals;
    this.#changes = changes;
    this.#handle = handle;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#polling.stop();
    await this.#polls?.catch(() => {});
    await within(this.#o.clock, IDLE_MS, this.#intake.idle());
  }

  async confirm(): Promise<void> {
    if (this.#o.mode.type === 'polling') await this.#polling.confirm();
    await within(this.#o.clock, LAST_WORD_MS, this.#arrivals.settle());
  }

  silence(): number {
    return this.#o.mode.type === 'polling' ? this.#polling.silence() : 0;
  }

  readonly #call: Gateway['call'] = (method, payload, options) =>
    this.#o.gateway.call(method, payload, options);

  /** Also while stopping there is none: what was not taken goes to the next process. */
  #hasRoom(): boolean {
    if (this.#stopping.signal.aborted || this.#handle === undefined) return false;
    return this.#o.gateway.pending < WAITING_CALLS;
  }

  async #handleOne(update: Update): Promise<void> {
    const { clock, onUpdate } = this.#o;
    const began = clock.monotonic();
    let outcome: UpdateOutcome = 'failed';
    try {
      const handle = async () => (await this.#handle?.(update)) ?? 'ignored';
      outcome = await this.#arrivals.inTurn(update.update_id, handle);
    } finally {
      onUpdate?.(kindOf(update), outcome, clock.monotonic() - began);
    }
  }

  /** Its id and kind, never its text. What an operator can fix was said once by the room that met it: by the store. */
  #report(error: unknown, update: Update): void {
    const facts = { err: error, update: update.update_id, type: kindOf(update) };
    const text = 'an update could not be handled';
    if (error instanceof UserError) this.#o.log.debug(facts, text);
    else this.#o.log.error(facts, text);
  }

  /** Before this process takes a posted update, it makes sure that no other process has it. */
  async #accept(update: Update): Promise<Taken> {
    if (!Number.isSafeInteger(update.update_id) || !this.#hasRoom()) return this.#intake.accept(update);
    if (!(await this.#arrivals.note(update.update_id, () => this.#changes(update)))) {
      this.#o.onUpdate?.(kindOf(update), 'duplicate');
      return 'duplicate';
    }
    const taken = this.#intake.accept(update);
    // Only then does Telegram post it again.
    if (taken === 'busy') this.#arrivals.putBack(update.update_id);
    return taken;
  }

  #webhook(): WebhookRoute | undefined {
    const { mode } = this.#o;
    if (mode.type !== 'webhook') return undefined;
    const { url, secret } = mode;
    return createWebhookRoute({ url, secret, onUpdate: (update) => this.#accept(update as Update) });
  }
}
