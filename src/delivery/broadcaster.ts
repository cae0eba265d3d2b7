// Runs broadcasts: queues each a little ahead of the sends, shows its progress in one message, ends it.

import { type Clock, sleep } from '../clock.ts';
import type { Broadcast } from '../store/broadcasts/broadcast.ts';
import type { Broadcasts } from '../store/broadcasts/broadcasts.ts';
import type { Gateway } from './gateway.ts';
import { throttleLog } from './log-throttle.ts';
import { editedMessage, type MessageContent } from './message.ts';

export interface BroadcasterOptions {
  readonly broadcasts: Broadcasts;
  readonly gateway: Pick<Gateway, 'send'>;
  readonly clock: Clock;
  readonly log: Record<'info' | 'error', (facts: object, message: string) => void>;
  readonly messagesPerSecond: number;
  /** Deliveries are waiting. */
  readonly onQueued: () => void;
  /** The message that shows its progress; `undefined` where nobody may see it any more. */
  readonly show: (broadcast: Broadcast) => Promise<MessageContent | undefined>;
}

export interface Broadcaster {
  start(): void;
  /** A broadcast has begun or was stopped. */
  wake(): void;
  stop(): Promise<void>;
}

/**
 * Deliveries are queued this far ahead, ms of sends. Digests that fall due wait no longer than that behind a broadcast
 * to a million chats, and a stop has little to undo.
 */
const AHEAD = 30_000;
const FEWEST_AHEAD = 500;
/** Planned in one transaction, some 10 ms in which people's commands wait. */
const BATCH = 1_000;
/** Pause between two steps of a running broadcast, and between two checks for one, ms. */
const STEP = 1_000;
const IDLE = 30_000;
/** Between two edits of the progress message, over all processes, ms. */
const SHOW_EVERY = 3_000;
/** The last edit may be held by a flood wait; the next broadcast waits for it no longer than this, ms. */
const LONGEST_SHOW = 5_000;

export function createBroadcaster(options: BroadcasterOptions): Broadcaster {
  return new RunningBroadcaster(options);
}

class RunningBroadcaster implements Broadcaster {
  readonly #o: BroadcasterOptions;
  readonly #ahead: number;
  readonly #failed: (facts: object, message: string) => void;
  readonly #stopping = new AbortController();
  #woken = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #editing = false;
  #shown = '';

  constructor(options: BroadcasterOptions) {
    this.#o = options;
    this.#failed = throttleLog((facts, message) => options.log.error(facts, message), options.clock);
    this.#ahead = Math.max(FEWEST_AHEAD, Math.ceil((options.messagesPerSecond * AHEAD) / 1000));
  }

  start(): void {
    this.#running = this.#run();
  }

  wake(): void {
    this.#woken.abort();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      this.#woken = new AbortController();
      let wait = STEP;
      try {
        const broadcast = await this.#o.broadcasts.running();
        if (broadcast) await this.#step(broadcast);
        else wait = IDLE;
      } catch (error) {
        this.#failed({ err: error }, 'a broadcast does not get on; it is tried again');
      }
      await sleep(this.#o.clock, wait, this.#woken.signal);
    }
  }

  async #step(broadcast: Broadcast): Promise<void> {
    const { broadcasts } = this.#o;
    const { id } = broadcast;
    if (!broadcast.allPlanned) await this.#plan(broadcast);
    else if ((await broadcasts.outstanding(id)) === 0) return this.#end(id);
    if (!this.#editing && (await broadcasts.mayShow(id, SHOW_EVERY))) {
      const now = await broadcasts.get(id);
      if (now) void this.#show(now);
    }
  }

  /** Shown first, then recorded: a crash in between shows it again, so no message says "on its way" for ever. */
  async #end(id: Broadcast['id']): Promise<void> {
    const { broadcasts, clock, log } = this.#o;
    const last = await broadcasts.get(id);
    if (!last) return;
    const state = last.state === 'sending' ? 'done' : last.state;
    await Promise.race([this.#show({ ...last, state }), sleep(clock, LONGEST_SHOW, this.#stopping.signal)]);
    const ended = await broadcasts.finish(id);
    if (!ended) return;
    const { total, sent, gone, rejected, unsent } = ended;
    log.info({ broadcast: id, state, total, sent, gone, rejected, unsent }, 'a broadcast is over');
  }

  async #plan({ id }: Broadcast): Promise<void> {
    const { broadcasts, onQueued } = this.#o;
    let room = this.#ahead - (await broadcasts.outstanding(id));
    if (room < this.#ahead / 2) return;
    while (room > 0 && !this.#stopping.signal.aborted) {
      const limit = Math.min(BATCH, room);
      const looked = await broadcasts.planNext(id, limit);
      if (looked > 0) onQueued();
      if (looked < limit) return;
      room -= looked;
      await new Promise(setImmediate);
    }
  }

  /** Never rejects. Nothing waits for an edit that a flood wait holds. */
  async #show(broadcast: Broadcast): Promise<void> {
    const { gateway, log, show } = this.#o;
    const { panel } = broadcast;
    if (!panel) return;
    this.#editing = true;
    try {
      const message = await show(broadcast);
      const text = JSON.stringify(message);
      if (!message || text === this.#shown) return;
      this.#shown = text;
      const payload = editedMessage(panel.chatId, panel.messageId, message);
      await gateway.send(panel.chatId, 'editMessageText', payload, 'reply');
    } catch (error) {
      log.error({ err: error }, 'how far a broadcast is could not be shown');
    } finally {
      this.#editing = false;
    }
  }
}
