// Corrects messages where they stand: finds those that a change touches, edits them behind all other sends, and records it.

import { LRUCache } from 'lru-cache';
import { type Clock, sleep } from '../clock.ts';
import type { Lease } from '../cluster/lease.ts';
import type { Catalogue } from '../content/catalogue.ts';
import type { Gateway } from '../delivery/gateway.ts';
import { groupCommit } from '../delivery/group-commit.ts';
import { throttleLog } from '../delivery/log-throttle.ts';
import {
  editedCaption,
  editedInline,
  editedInlinePhoto,
  editedMessage,
  editedPhoto,
  type MessageContent,
  type Payload,
} from '../delivery/message.ts';
import { type Outcome, photoIdOf } from '../delivery/outcome.ts';
import { createWaking, type Waking } from '../delivery/waking.ts';
import type { Locale, Locales } from '../locales/locale.ts';
import { keyboardOfRows } from '../messages/digest-keyboards.ts';
import type { Pictured } from '../messages/payloads.ts';
import type { PicturesOf } from '../messages/pictures/pictures.ts';
import type { Copies, CopyKey, CopyOutcome, StaleCopy } from '../store/copies.ts';
import type { Ledger } from '../store/ledger.ts';
import type { Sequence } from '../store/types.ts';
import { readKept } from './body.ts';
import { editedText } from './edited-text.ts';
import { changesByPoint, lastTouching } from './touched.ts';

export interface CorrectorOptions {
  readonly store: {
    readonly copies: Copies;
    readonly ledger: Pick<Ledger, 'changes'>;
  };
  /** The content in force, and how far it agrees with the ledger; only the newest corrects. */
  readonly content: {
    readonly edition: { readonly catalogue: Catalogue; readonly latest: Sequence };
    readonly isNewest: boolean;
  };
  readonly gateway: Pick<Gateway, 'send'>;
  /** The process that has it corrects. */
  readonly lease: Lease;
  readonly locales: Locales;
  readonly picturesOf: PicturesOf;
  readonly clock: Clock;
  readonly log: Record<'info' | 'warn' | 'error', (facts: object, message: string) => void>;
  readonly messagesPerSecond: number;
  /** For figures. */
  readonly onCopy?: ((outcome: 'edited' | 'unchanged' | 'failed') => void) | undefined;
}

export interface Corrector {
  start(): void;
  /** There may be something to correct. */
  wake(): void;
  /** Resolves when what is out is recorded. The gateway must be drained meanwhile. */
  stop(): Promise<void>;
}

/** How many are in hand: two seconds' worth of sends, as for digests. A crash repeats at most these. */
const FEWEST = 32;
const MOST = 512;
/** Outcomes that come within this time are written together, ms. */
const GATHER_FOR = 20;
/** How often it is looked whether something is left, ms: a digest that was under way when its point was corrected. */
const LOOK_EVERY = 60_000;
/** After a failure of the store, and before what Telegram did not take is tried again, ms. */
const STORE_PAUSE = 1_000;
const AGAIN_AFTER = 60_000;
/** Where nothing was sent, as much waits: it is looked again after this, ms. */
const CROWDED_FOR = 1_000;
/** Texts that were first used this long before the last look are looked at again, ms: clocks of processes differ. */
const OVERLAP = 600_000;
/** Edited texts that are remembered. */
const KEPT = 500;
/** What is left of the longest stop that the worker has, ms. */
const LONGEST_STOP = 6_000;

export function createCorrector(options: CorrectorOptions): Corrector {
  return new CopyCorrector(options);
}

type Edited =
  | { readonly type: 'text'; readonly content: MessageContent }
  /** The picture is drawn again, if it can be. */
  | {
      readonly type: 'picture';
      readonly content: MessageContent;
      readonly of: Pictured;
      readonly locale: Locale;
    }
  | { readonly type: 'same' }
  | { readonly type: 'no room' };

class CopyCorrector implements Corrector {
  readonly #o: CorrectorOptions;
  readonly #window: number;
  readonly #stopping = new AbortController();
  readonly #record: (outcome: CopyOutcome) => Promise<void>;
  readonly #failed: (facts: object, message: string) => void;
  /** The lanes of copies that are out: one at a time of each. */
  readonly #out = new Set<number>();
  /** Copies that are tried again later: monotonic ms. */
  readonly #later = new Map<CopyKey, number>();
  #edited = new LRUCache<string, Edited>({ max: KEPT });
  /** Of the content that `#edited` was made from. */
  #version: string | undefined;
  /** The last change that all texts were searched for, and when: epoch ms. */
  #searched: { readonly to: Sequence; readonly at: number } | undefined;
  #tally = { corrected: 0, failed: 0 };
  readonly #waking: Waking;
  #running: Promise<void> = Promise.resolve();

  constructor(options: CorrectorOptions) {
    const { store, clock, log, messagesPerSecond } = options;
    this.#o = options;
    this.#waking = createWaking(clock);
    this.#window = Math.min(MOST, Math.max(FEWEST, Math.ceil(2 * messagesPerSecond)));
    this.#failed = throttleLog((facts, message) => log.error(facts, message), clock);
    this.#record = groupCommit((outcomes) => store.copies.record(outcomes), {
      gather: () => sleep(clock, GATHER_FOR),
    });
  }

  start(): void {
    this.#running = this.#run();
  }

  wake(): void {
    this.#waking.wake();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.wake();
    await this.#running;
    await this.#waking.waitFor(() => this.#out.size === 0, LONGEST_STOP);
    await this.#o.lease.release();
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      const held = await this.#o.lease.wait(this.#stopping.signal);
      if (held === undefined) return;
      const end = () => this.wake();
      held.addEventListener('abort', end, { once: true });
      while (!held.aborted && !this.#stopping.signal.aborted) await this.#waking.wait(await this.#round());
    }
  }

  /** Gives how long to wait before the next, ms. Never rejects. */
  async #round(): Promise<number> {
    const { content, clock } = this.#o;
    if (!content.isNewest) return LOOK_EVERY;
    const room = this.#window - this.#out.size;
    if (room < this.#window / 2) return LOOK_EVERY;
    try {
      await this.#search();
      const begun = await this.#fill(room);
      if (begun > 0) return 0;
      if (this.#out.size === 0) this.#summarise();
      return this.#later.size > 0 ? CROWDED_FOR : LOOK_EVERY;
    } catch (error) {
      this.#failed({ err: error }, 'messages to be corrected could not be looked for');
      await sleep(clock, STORE_PAUSE, this.#stopping.signal);
      return 0;
    }
  }

  /** Finds the texts that changes touch: all for a new change, else those that were used since the last look. */
  async #search(): Promise<void> {
    const { store, clock } = this.#o;
    const at = clock.now();
    const changes = await store.ledger.changes();
    const to = changes.at(-1)?.sequence;
    if (to === undefined) return;
    const byPoint = changesByPoint(changes);
    const since = this.#searched?.to === to ? this.#searched.at - OVERLAP : 0;
    for await (const texts of store.copies.texts(since)) {
      const aimed = texts.flatMap(({ id, lines, target }) => {
        const last = lastTouching(readKept({ lines }), byPoint);
        return last === undefined || last <= target ? [] : [{ id, target: last }];
      });
      await store.copies.aim(aimed);
    }
    this.#searched = { to, at };
  }

  /** Begins to correct up to so many; gives how many. */
  async #fill(room: number): Promise<number> {
    const { store, content, clock } = this.#o;
    const { catalogue, latest } = content.edition;
    const now = clock.monotonic();
    for (const [key, at] of this.#later) if (at <= now) this.#later.delete(key);
    const inHand = { lanes: this.#out, keys: [...this.#later.keys()] };
    const found = await store.copies.stale(latest, room, inHand);
    for (const copy of found) {
      this.#out.add(copy.lane);
      void this.#correct(copy, catalogue).finally(() => {
        this.#out.delete(copy.lane);
        this.wake();
      });
    }
    return found.length;
  }

  /** Never rejects. */
  async #correct(copy: StaleCopy, catalogue: Catalogue): Promise<void> {
    const { log, onCopy, clock } = this.#o;
    try {
      const outcome = await this.#edit(copy, catalogue);
      if (outcome === undefined) {
        this.#later.set(copy.key, clock.monotonic() + AGAIN_AFTER);
        return;
      }
      await this.#record(outcome);
      if (outcome.reason !== null) {
        this.#tally.failed += 1;
        log.info({ chat: copy.chat, reason: outcome.reason }, 'a message could not be corrected');
      } else if (outcome.edited) this.#tally.corrected += 1;
      onCopy?.(outcome.reason !== null ? 'failed' : outcome.edited ? 'edited' : 'unchanged');
    } catch (error) {
      this.#later.set(copy.key, clock.monotonic() + AGAIN_AFTER);
      this.#failed({ err: error, chat: copy.chat }, 'a message could not be corrected');
    }
  }

  /** `undefined` where it is to be tried again. */
  async #edit(copy: StaleCopy, catalogue: Catalogue): Promise<CopyOutcome | undefined> {
    const { key, target: correctedTo, chat, lane, message, goneReason } = copy;
    const done = { key, correctedTo, edited: false, reason: null, forGood: false };
    if (goneReason !== null) return { ...done, reason: goneReason };
    if ('id' in message && message.id === 0) return { ...done, reason: NO_ID, forGood: true };
    const edited = await this.#textFor(copy, catalogue);
    if (edited.type === 'same') return done;
    if (edited.type === 'no room') return { ...done, reason: 'too long' };
    if (edited.type === 'picture') return this.#editPicture(copy, edited, catalogue);
    const payload =
      'id' in message
        ? editedMessage(chat, message.id, edited.content)
        : editedInline(message.inline, edited.content);
    const outcome = await this.#o.gateway.send(lane, 'editMessageText', payload, 'copy');
    return settled(done, outcome);
  }

  /** The picture as it is now, or at least what its caption says of it; the old picture is recorded then. */
  async #editPicture(
    { key, target: correctedTo, chat, lane, message }: StaleCopy,
    { content, of, locale }: Extract<Edited, { type: 'picture' }>,
    catalogue: Catalogue,
  ): Promise<CopyOutcome | undefined> {
    const done = { key, correctedTo, edited: false, reason: null, forGood: false };
    const send = (method: string, payload: Payload) => this.#o.gateway.send(lane, method, payload, 'copy');
    const picture = await this.#pictureNow(of, locale, catalogue);
    const media =
      typeof picture === 'string'
        ? undefined
        : 'id' in message
          ? editedPhoto(chat, message.id, { ...picture, caption: content })
          : typeof picture.photo === 'string'
            ? editedInlinePhoto(message.inline, picture.photo, content)
            : undefined;
    if (media !== undefined && typeof picture !== 'string') {
      const outcome = await send('editMessageMedia', media);
      const file = outcome.type === 'sent' ? photoIdOf(outcome.result) : undefined;
      if (file !== undefined) picture.onSent(file);
      const isRefused = outcome.type === 'rejected' && outcome.why === 'other';
      if (!isRefused) return settled(done, outcome);
      picture.onRefused();
    }
    const where = 'id' in message ? { chat, message: message.id } : message;
    const outcome = await send('editMessageCaption', editedCaption(where, content));
    const result = settled(done, outcome);
    const why = media !== undefined ? OLD_PICTURE : typeof picture === 'string' ? picture : NOT_UPLOADED;
    return result?.reason === null ? { ...result, reason: why } : result;
  }

  /** Why there is none where it can't be had. */
  async #pictureNow(of: Pictured, locale: Locale, catalogue: Catalogue) {
    const pictures = this.#o.picturesOf(catalogue);
    if (!pictures.has(of)) return NO_PICTURE;
    try {
      return await pictures.makeInTurn(of, locale);
    } catch (error) {
      this.#failed({ err: error }, 'a picture to be corrected could not be drawn');
      return OLD_PICTURE;
    }
  }

  /** The same object for all copies of one text, so that it is encoded once. */
  async #textFor({ body: id, target, status }: StaleCopy, catalogue: Catalogue): Promise<Edited> {
    if (this.#version !== catalogue.version) this.#edited.clear();
    this.#version = catalogue.version;
    const key = `${id} ${target} ${status}`;
    const known = this.#edited.get(key);
    if (known) return known;
    const made = await this.#make(id, status, catalogue);
    this.#edited.set(key, made);
    return made;
  }

  async #make(id: StaleCopy['body'], status: StaleCopy['status'], catalogue: Catalogue): Promise<Edited> {
    const body = await this.#o.store.copies.text(id);
    if (body === undefined) return { type: 'same' };
    const locale = this.#o.locales.pick(body.language ?? undefined);
    const { picture, isBare } = readKept(body);
    const pictures = this.#o.picturesOf(catalogue);
    // Its caption says what fits on it, which is known once it is drawn.
    if (picture) await this.#pictureNow(picture.of, locale, catalogue);
    const html = editedText(body, catalogue, locale, (limit) =>
      picture && pictures.has(picture.of) ? pictures.caption(picture.of, locale, limit) : undefined,
    );
    if (html === undefined) return { type: 'no room' };
    if (html === body.html) return { type: 'same' };
    const own = body.place === 'chat' && !isBare && !picture?.isOwnCaption ? status : undefined;
    const markup = keyboardOfRows(locale, body.keyboard, own);
    const content = isBare ? { html } : { html, markup };
    return picture ? { type: 'picture', content, of: picture.of, locale } : { type: 'text', content };
  }

  #summarise(): void {
    const { corrected, failed } = this.#tally;
    if (corrected + failed === 0) return;
    this.#tally = { corrected: 0, failed: 0 };
    this.#o.log.info({ corrected, failed }, 'messages corrected where they stand');
  }
}

const NO_ID = 'no message id';
/** The caption says what was corrected; the picture over it is as it was sent. */
const OLD_PICTURE = 'picture not replaced';
/** Into a message that was shared only what Telegram has can be put (Bot API, editMessageMedia). */
const NOT_UPLOADED = 'picture not known to Telegram yet';
const NO_PICTURE = 'picture not drawn any more';

/** What is recorded; `undefined` where it is to be tried again. */
function settled(done: CopyOutcome, outcome: Outcome): CopyOutcome | undefined {
  switch (outcome.type) {
    case 'sent':
      return { ...done, edited: true };
    case 'gone':
      return { ...done, reason: outcome.why };
    case 'migrated':
      return { ...done, reason: 'chat moved', forGood: true };
    case 'rejected':
      switch (outcome.why) {
        case 'not modified':
          return done;
        case 'stopping':
        case 'backlog full':
        case 'not wanted':
          return undefined;
        case 'message not found':
          return { ...done, reason: outcome.why, forGood: true };
        case 'other':
          return { ...done, reason: outcome.description };
        default:
          return { ...done, reason: outcome.why };
      }
    case 'retry':
    case 'unauthorised':
    case 'conflict':
      return undefined;
  }
}
