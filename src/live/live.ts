// The content in force: loaded at the start, replaced whole when its files change.

import { type Clock, sleep } from '../clock.ts';
import type { Catalogue } from '../content/catalogue.ts';
import { loadAt, loadWithDrafts } from '../content/load.ts';
import { ContentError, type ContentProblem } from '../errors.ts';
import { createReload, logUnfinished, type ReadContent, type Reloaded } from './reload.ts';
import { stampOf } from './stamp.ts';
import { type Watch, watchContent } from './watch.ts';

export interface LoadedContent {
  readonly folder: string;
  readonly catalogue: Catalogue;
  /** Of the files that it was made from. */
  readonly stamp: string;
  /** When the next round is to be published, epoch ms; `undefined` where none waits. */
  readonly next: number | undefined;
  /** What keeps drafts from being shown, where they are to be. */
  readonly unfinished: readonly ContentProblem[];
  readonly read: ReadContent;
}

export interface LiveOptions {
  readonly loaded: LoadedContent;
  readonly clock: Clock;
  readonly log: Record<'info' | 'warn' | 'error', (facts: object, message: string) => void>;
  /** Puts a version in force for all that outlives it. A rejection leaves the one before in force. */
  readonly publish: (catalogue: Catalogue) => Promise<void>;
}

/** Those whom a change of the content concerns, besides its readers. */
export interface Audience {
  /** Another version is in force. */
  onSwap(): void;
  onRefused(problems: readonly ContentProblem[]): void;
  /** Right again after it was refused. */
  onGood(): void;
}

export interface Live {
  /** The version in force; it never changes under a request that has taken it. */
  readonly catalogue: Catalogue;
  /** Whether the files in the folder have mistakes, so that they are not in force. */
  readonly isRefused: boolean;
  /** Reloads the folder if its files changed. Rejects where the new version could not be put in force. */
  reload(): Promise<Reloaded>;
  /** From now on a change in the folder is reloaded. */
  watch(audience: Audience): void;
  /** Stops watching; resolves when the reload under way is done. */
  stop(): Promise<void>;
}

/** The longest sleep before the machine's time is looked at again, ms: it may be set, and timers take no more than 24 days. */
const LONGEST_SLEEP = 3_600_000;
/** When the store does not take the new content, the next try comes after this, ms. */
const TRY_AGAIN_AFTER = 30_000;

export interface LoadOptions {
  readonly folder: string;
  /** The folder of the sources' texts; without it their seals are checked. */
  readonly archive: string | undefined;
  /** Epoch ms: what is to be published later waits. */
  readonly now: () => number;
  /** Shows drafts and what waits, too. */
  readonly showsDrafts: boolean;
}

/** @throws ContentError with every mistake in the folder */
export async function loadLive({ folder, archive, now, showsDrafts }: LoadOptions): Promise<LoadedContent> {
  const read = () => (showsDrafts ? loadWithDrafts(folder, archive) : loadAt(folder, archive, now()));
  const stamp = await stampOf(folder);
  const { catalogue, problems, next, unfinished } = await read();
  if (catalogue === undefined) throw new ContentError(problems);
  return { folder, stamp, catalogue, next, unfinished, read };
}

/** Publishes the loaded version. Rejects as `publish` does. */
export async function goLive(options: LiveOptions): Promise<Live> {
  await options.publish(options.loaded.catalogue);
  logUnfinished(options.loaded.unfinished, options.log);
  return new LiveContent(options);
}

class LiveContent implements Live {
  readonly reload: () => Promise<Reloaded>;
  readonly #o: LiveOptions;
  readonly #stopping = new AbortController();
  #catalogue: Catalogue;
  #isRefused = false;
  #audience: Audience | undefined;
  #watch: Watch | undefined;
  #next: number | undefined;
  #cancelWait: (() => void) | undefined;
  #takeOver: Promise<unknown> = Promise.resolve();

  constructor(options: LiveOptions) {
    const { loaded, log } = options;
    this.#o = options;
    this.#catalogue = loaded.catalogue;
    this.#next = loaded.next;
    this.reload = createReload({
      folder: loaded.folder,
      read: loaded.read,
      stamp: loaded.stamp,
      isDue: () => this.#next !== undefined && options.clock.now() >= this.#next,
      onRead: ({ next }) => {
        this.#next = next;
        this.#wait();
      },
      log,
      current: () => this.#catalogue,
      swap: (catalogue) => this.#swap(catalogue),
      onRefused: (problems) => {
        this.#isRefused = true;
        this.#audience?.onRefused(problems);
      },
      onGood: () => {
        this.#isRefused = false;
        this.#audience?.onGood();
      },
    });
  }

  get catalogue(): Catalogue {
    return this.#catalogue;
  }

  get isRefused(): boolean {
    return this.#isRefused;
  }

  watch(audience: Audience): void {
    this.#audience = audience;
    const { loaded, clock } = this.#o;
    this.#watch = watchContent({
      folder: loaded.folder,
      clock,
      onChange: () => this.#takeItOver(),
      onTrouble: (error) =>
        this.#o.log.warn({ err: error }, 'changes of the content may go unnoticed; /reload looks for them'),
    });
    this.#wait();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#cancelWait?.();
    await this.#watch?.stop();
    await this.#takeOver;
  }

  #takeItOver(): void {
    this.#takeOver = Promise.all([this.#takeOver, this.#follow()]);
  }

  /** For the moment at which the next round is published. */
  #wait(): void {
    this.#cancelWait?.();
    this.#cancelWait = undefined;
    if (this.#next === undefined || this.#watch === undefined || this.#stopping.signal.aborted) return;
    const left = this.#next - this.#o.clock.now();
    this.#cancelWait = this.#o.clock.after(Math.min(Math.max(left, 0), LONGEST_SLEEP), () => {
      if (left > LONGEST_SLEEP) this.#wait();
      else this.#takeItOver();
    });
  }

  /** Never rejects. */
  async #follow(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      try {
        await this.reload();
        // Where the alarm rang early, nothing was due yet and nothing was read: the rest is waited for.
        this.#wait();
        return;
      } catch (error) {
        this.#o.log.error({ err: error }, 'new content could not be put in force; it is tried again');
        await sleep(this.#o.clock, TRY_AGAIN_AFTER, this.#stopping.signal);
      }
    }
  }

  async #swap(catalogue: Catalogue): Promise<void> {
    await this.#o.publish(catalogue);
    this.#catalogue = catalogue;
    this.#audience?.onSwap();
  }
}
