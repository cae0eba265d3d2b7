// Takes deliveries from the queue as fast as the pace allows, sends them, and records what became of them.

import { hash } from 'node:crypto';
import { type Clock, sleep } from '../clock.ts';
import type { DeliveryOutcome } from '../store/delivery-outcome.ts';
import { strandsOf } from '../store/place.ts';
import type { SentBody } from '../store/sent-body.ts';
import type { TakenDelivery } from '../store/taken-delivery.ts';
import type { Apart, ChatId, SentPart } from '../store/types.ts';
import type { Gateway } from './gateway.ts';
import { throttleLog } from './log-throttle.ts';
import { type MessageContent, type PhotoContent, photoMessage, textMessage } from './message.ts';
import { messageIdOf, type Outcome, photoIdOf, rejected } from './outcome.ts';
import type { Queue } from './queue.ts';
import { verdictOn } from './verdict.ts';
import { createWaking, type Waking } from './waking.ts';

/** One message of a digest, and what is kept of it, to correct it where it stands. */
export interface DigestMessage extends MessageContent {
  readonly body?: SentBody | undefined;
}

/** A picture over a digest. */
export interface DigestCard {
  readonly photo: PhotoContent['photo'];
  readonly filename: string;
  /** Telegram HTML of at most 1024 code points after parsing: the digest's headline, or all of it. */
  readonly caption: DigestMessage;
  /** What the caption has no room for. */
  readonly rest: readonly DigestMessage[];
  /** Telegram has the picture now, under this `file_id`; or does not take it. */
  onSent(file: string): void;
  onRefused(): void;
}

/** What a delivery says, or why it says nothing. */
export type DeliveryContent =
  | {
      readonly type: 'digest';
      /** At least one; beside a picture that was sent before, what is left to be said. */
      readonly messages: readonly DigestMessage[];
      /** The same with a picture on top. */
      readonly card?: DigestCard | undefined;
      /** Nothing was new, so it repeats a topic. */
      readonly rotated: boolean;
      /** Of what tells at once: the only points that it tells. */
      readonly apart?: readonly Apart[];
      /** Changes after its span that it tells already. */
      readonly ahead?: readonly Apart[];
    }
  | { readonly type: 'broadcast'; readonly html: string }
  | { readonly type: 'nothing'; readonly reason: string }
  /** Not before then (epoch ms); soon when absent, as this process cannot say it and another one can. */
  | { readonly type: 'later'; readonly notBefore?: number };

export interface WorkerOptions {
  readonly queue: Queue;
  readonly gateway: Pick<Gateway, 'send'>;
  readonly contentOf: (taken: TakenDelivery) => DeliveryContent | Promise<DeliveryContent>;
  /** Whether the chat's quiet hours are on. */
  readonly isQuiet: (taken: TakenDelivery) => boolean;
  /** A digest was recorded as paused, so what is remembered of its chat is out of date. */
  readonly onPaused: (chat: ChatId, reason: string) => void;
  readonly clock: Clock;
  /** 0 ≤ x < 1, for jitter. */
  readonly random: () => number;
  readonly log: Record<'warn' | 'error', (facts: object, message: string) => void>;
  readonly messagesPerSecond: number;
  /** Bot API `allow_paid_broadcast`. */
  readonly paidBroadcast: boolean;
}

export interface Worker {
  /** Puts back what a crash interrupted, then sends until stopped. */
  start(): Promise<void>;
  /** Something has been queued. */
  wake(): void;
  /** Takes no more; resolves once all in hand is recorded, or after 6 s. What was not sent is back in the queue. */
  stop(): Promise<void>;
}

/**
 * How many deliveries are in hand: two seconds' worth of sends, topped up when half of them are done, so that the
 * gateway always has the next one while Telegram's answers take a second. A crash repeats at most these.
 */
const FEWEST = 32;
const MOST = 512;
/** A delivery in hand for longer is in a flood wait or being retried, and does not hold up the others, ms. */
const STUCK_AFTER = 5_000;
/** The most in hand, stuck ones included. */
const LIMIT = 1_000;
/** Wait before the store is asked again after a failure, ms. */
const STORE_PAUSE = 1_000;
/** A stop waits no longer for answers; what is still out is sent again at the next start, ms. */
const LONGEST_STOP = 6_000;
/** Longest sleep until the next delivery, as the clock may be set meanwhile, ms. */
const LONGEST_WAIT = 60_000;
/**
 * Above `FAST` sends a second, asking the store whether a chat still wants its delivery costs half of a send, and is
 * left out within `FRESH_FOR` ms of the taking. The answer to a /stop in that time comes after the digest, in order.
 */
const FAST = 500;
const FRESH_FOR = 200;
/** 72 bits tell the few messages of one digest apart. */
const PART_LENGTH = 12;
/** Before the hash of the caption of a digest's picture, of which it has one at most. */
const PICTURE = 'picture.';
/** How long until another process can take what this one cannot say, ms. */
const LATER = 1_000;

export function createWorker(options: WorkerOptions): Worker {
  return new DeliveryWorker(options);
}

class DeliveryWorker implements Worker {
  readonly #o: WorkerOptions;
  readonly #window: number;
  /** For what every delivery in hand runs into while the store is away. */
  readonly #failed: (facts: object, message: string) => void;
  /** Monotonic ms of the taking, oldest first. */
  readonly #taken = new Map<TakenDelivery, number>();
  readonly #stopping = new AbortController();
  readonly #waking: Waking;
  #running: Promise<void> = Promise.resolve();

  constructor(options: WorkerOptions) {
    this.#o = options;
    this.#waking = createWaking(options.clock);
    this.#failed = throttleLog((facts, message) => options.log.error(facts, message), options.clock);
    this.#window = Math.min(MOST, Math.max(FEWEST, Math.ceil(2 * options.messagesPerSecond)));
  }

  async start(): Promise<void> {
    const interrupted = await this.#o.queue.recover();
    if (interrupted > 0)
      this.#o.log.warn({ interrupted }, 'deliveries that a crash interrupted are sent again');
    this.#running = this.#run();
  }

  wake(): void {
    this.#waking.wake();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.wake();
    await this.#running;
    await this.#waking.waitFor(() => this.#taken.size === 0, LONGEST_STOP);
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      const room = this.#room();
      if (room < this.#window / 2) {
        await this.#waking.wait(STUCK_AFTER);
        continue;
      }
      try {
        const taken = await this.#o.queue.take(room);
        for (const one of taken) this.#begin(one);
        if (taken.length === 0) await this.#waking.wait(await this.#untilNext());
      } catch (error) {
        this.#failed({ err: error }, 'the queue of deliveries does not answer');
        await sleep(this.#o.clock, STORE_PAUSE, this.#stopping.signal);
      }
    }
  }

  /** How many more may be taken. */
  #room(): number {
    const now = this.#o.clock.monotonic();
    let stuck = 0;
    for (const since of this.#taken.values()) {
      if (now - since < STUCK_AFTER) break;
      stuck += 1;
    }
    return Math.min(this.#window - this.#taken.size + stuck, LIMIT - this.#taken.size);
  }

  /** Ms to sleep. What is due already waits behind another delivery of its chat, whose end wakes the worker. */
  async #untilNext(): Promise<number> {
    const next = await this.#o.queue.nextAt();
    const ahead = (next ?? Number.POSITIVE_INFINITY) - this.#o.clock.now();
    return Math.min(LONGEST_WAIT, ahead > 0 ? ahead : STORE_PAUSE);
  }

  #begin(taken: TakenDelivery): void {
    const takenAt = this.#o.clock.monotonic();
    this.#taken.set(taken, takenAt);
    void this.#deliver(taken, takenAt)
      .then((outcome) => this.#record(outcome, taken))
      .then(() => {
        this.#taken.delete(taken);
        this.wake();
      });
  }

  /** Sends it and gives what is to be recorded. Never rejects. */
  async #deliver(taken: TakenDelivery, takenAt: number): Promise<DeliveryOutcome> {
    const { clock, log, random } = this.#o;
    const { delivery, chatId } = taken;
    const { id, tries } = delivery;
    try {
      const content = await this.#o.contentOf(taken);
      if (content.type === 'nothing') return { id, tries, type: 'rejected', reason: content.reason };
      if (content.type === 'later') {
        const { notBefore = clock.now() + LATER } = content;
        return { id, tries, type: 'returned', notBefore };
      }
      const { outcome, body } = await this.#sendAll(taken, content, takenAt);
      const verdict = verdictOn(outcome, {
        delivery,
        chat: chatId,
        rotated: content.type === 'digest' && content.rotated,
        body,
        // As it was when the digest was made: what is chosen meanwhile has not been told.
        topics: taken.type === 'digest' ? strandsOf(taken.subscription.settings) : undefined,
        apart: content.type === 'digest' ? content.apart : undefined,
        ahead: content.type === 'digest' ? content.ahead : undefined,
        now: clock.now(),
        random,
      });
      if (verdict.type === 'rejected' && !isUnwanted(outcome)) {
        log.warn({ chat: chatId, reason: verdict.reason }, `a ${taken.type} could not be sent`);
      }
      return verdict;
    } catch (error) {
      log.error({ err: error, chat: chatId }, `a ${taken.type} could not be made`);
      return { id, tries, type: 'rejected', reason: 'a defect of the bot; its log says more' };
    }
  }

  /**
   * Its messages, one after another, without those that an earlier try has sent; the outcome of the last, or of the first
   * that was not sent.
   */
  async #sendAll(taken: TakenDelivery, content: Sendable, takenAt: number): Promise<Sent> {
    const { sentParts } = taken.delivery;
    const card = content.type === 'digest' ? content.card : undefined;
    const withCard = card && (await this.#sendCard(taken, card, takenAt));
    const sent = withCard ?? (await this.#sendTexts(taken, messagesOf(content), { takenAt, sentParts }));
    // What has not left at a stop goes back into the queue.
    return this.#stopping.signal.aborted && isUnwanted(sent.outcome)
      ? { outcome: rejected('stopping', 'the bot is stopping') }
      : sent;
  }

  /** `undefined` where Telegram does not take the picture: then the digest goes out without it. */
  async #sendCard(taken: TakenDelivery, card: DigestCard, takenAt: number): Promise<Sent | undefined> {
    const { gateway, log } = this.#o;
    const payload = photoMessage(toOf(taken), card, this.#optionsFor(taken));
    const wanted = () => this.#isWanted(taken, takenAt);
    const outcome = await gateway.send(taken.chatId, 'sendPhoto', payload, 'digest', wanted);
    if (outcome.type === 'rejected' && !NOT_ITS_FAULT.has(outcome.why)) {
      card.onRefused();
      const { why, description } = outcome;
      log.warn({ chat: taken.chatId, why, description }, 'a digest went out without its picture');
      return undefined;
    }
    const { body } = card.caption;
    if (outcome.type !== 'sent' || card.rest.length === 0) return noteFile(card, { outcome, body });
    noteFile(card, { outcome });
    const part = { hash: picturePart(card.caption.html), messageId: messageIdOf(outcome.result) ?? 0 };
    const sentParts = [...taken.delivery.sentParts, part];
    await this.#recordParts(taken, sentParts, body);
    return this.#sendTexts(taken, card.rest, { takenAt, sentParts });
  }

  async #sendTexts(
    taken: TakenDelivery,
    messages: readonly DigestMessage[],
    { takenAt, sentParts: before }: { readonly takenAt: number; readonly sentParts: readonly SentPart[] },
  ): Promise<Sent> {
    const { gateway } = this.#o;
    const wanted = () => this.#isWanted(taken, takenAt);
    let outcome: Outcome = rejected('empty', `the ${taken.type} has no text`);
    let body: SentBody | undefined;
    let sentParts = before;
    const replyTo = before.find(isPicturePart)?.messageId;
    for (const [place, message] of messages.entries()) {
      const part = messages.length + before.length > 1 ? partOf(message.html) : '';
      const sent = before.find(({ hash }) => hash === part);
      if (sent) {
        outcome = { type: 'sent', result: { message_id: sent.messageId } };
        continue;
      }
      // One sound for all of them.
      const silent = sentParts.length > 0;
      const options = { ...this.#optionsFor(taken), ...(silent ? { silent } : {}) };
      const payload = textMessage(toOf(taken), message, replyTo ? { ...options, replyTo } : options);
      outcome = await gateway.send(taken.chatId, 'sendMessage', payload, 'digest', wanted);
      if (outcome.type !== 'sent') break;
      body = message.body;
      sentParts = [...sentParts, { hash: part, messageId: messageIdOf(outcome.result) ?? 0 }];
      if (place < messages.length - 1) await this.#recordParts(taken, sentParts, body);
    }
    return { outcome, body };
  }

  #optionsFor(taken: TakenDelivery) {
    const { isQuiet, paidBroadcast } = this.#o;
    return { paidBroadcast, silent: isQuiet(taken) };
  }

  async #isWanted({ delivery, chatId }: TakenDelivery, takenAt: number): Promise<boolean> {
    const { clock, messagesPerSecond, queue } = this.#o;
    if (this.#stopping.signal.aborted) return false;
    if (messagesPerSecond > FAST && clock.monotonic() - takenAt < FRESH_FOR) return true;
    try {
      return await queue.wanted(delivery);
    } catch (error) {
      // Nothing says that it is unwanted, and the promise is to send it.
      this.#failed({ err: error, chat: chatId }, 'the store does not answer; sending anyway');
      return true;
    }
  }

  /** Once: where the store does not answer, the rest is worth more than that a crash repeats nothing. */
  async #recordParts(
    { delivery, type, chatId }: TakenDelivery,
    sentParts: readonly SentPart[],
    body: SentBody | undefined,
  ): Promise<void> {
    const { id, tries } = delivery;
    try {
      await this.#o.queue.recordParts({ id, tries, sentParts, chatId, body });
    } catch (error) {
      this.#failed({ err: error, delivery: id }, `how much of a ${type} was sent could not be recorded`);
    }
  }

  /** Tries until it is on the disk: what is not recorded would be sent again after the next start. */
  async #record(outcome: DeliveryOutcome, taken: TakenDelivery): Promise<void> {
    for (;;) {
      try {
        await this.#o.queue.record(outcome);
        if (outcome.type === 'paused' && taken.type === 'digest')
          this.#o.onPaused(taken.chatId, outcome.reason);
        return;
      } catch (error) {
        this.#failed({ err: error, delivery: outcome.id }, `a ${taken.type} could not be recorded`);
        if (this.#stopping.signal.aborted) return;
        await sleep(this.#o.clock, STORE_PAUSE, this.#stopping.signal);
      }
    }
  }
}

type Sendable = Extract<DeliveryContent, { readonly type: 'digest' | 'broadcast' }>;

/** What became of the last message, and what is kept of it. */
interface Sent {
  readonly outcome: Outcome;
  readonly body?: SentBody | undefined;
}

/** What says nothing against the picture itself. */
const NOT_ITS_FAULT: ReadonlySet<string> = new Set(['stopping', 'backlog full', 'not wanted']);

function messagesOf(content: Sendable): readonly DigestMessage[] {
  return content.type === 'broadcast' ? [{ html: content.html }] : content.messages;
}

function toOf({ chatId, threadId }: TakenDelivery) {
  return { chat: chatId, thread: threadId };
}

function noteFile(card: DigestCard, sent: Sent): Sent {
  const file = sent.outcome.type === 'sent' ? photoIdOf(sent.outcome.result) : undefined;
  if (file !== undefined) card.onSent(file);
  return sent;
}

/** Identifies a message of a digest by its text: what was published meanwhile may have changed the others. */
function partOf(html: string): string {
  return hash('sha256', html, 'base64url').slice(0, PART_LENGTH);
}

/** Identifies the picture of a digest by its caption. */
export function picturePart(caption: string): string {
  return `${PICTURE}${partOf(caption)}`;
}

export function isPicturePart({ hash }: SentPart): boolean {
  return hash.startsWith(PICTURE);
}

/** The chat has stopped its digests, or the broadcast was stopped. */
function isUnwanted(outcome: Outcome): boolean {
  return outcome.type === 'rejected' && outcome.why === 'not wanted';
}
