// The content in force: loaded at the start, replaced whole when its files change.

import { type Clock, sleep } from '../clock.ts';
import type { Catalogue } from '../content/catalogue.ts';
import { loadContent } from '../content/load.ts';
import type { ContentProblem } from '../errors.ts';
import { createReload, type Reloaded } from './reload.ts';
import { stampOf } from './stamp.ts';
import { type Watch, watchContent } from './watch.ts';

export interface LoadedContent {
  readonly folder: string;
  /** The folder of the sources' texts; without it their seals are checked. */
  readonly archive: string | undefined;
  readonly catalogue: Catalogue;
  /** Of the files that it was made from. */
  readonly stamp: string;
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

/** When the store does not take the new content, the next try comes after this, ms. */
const TRY_AGAIN_AFTER = 30_000;

/** @throws ContentError with every mistake in the folder */
export async function loadLive(folder: string, archive: string | undefined): Promise<LoadedContent> {
  const stamp = await stampOf(folder);
  return { folder, archive, stamp, catalogue: await loadContent(folder, archive) };
}

/** Publishes the loaded version. Rejects as `publish` does. */
export async function goLive(options: LiveOptions): Promise<Live> {
  await options.publish(options.loaded.catalogue);
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
  #takeOver: Promise<void> = Promise.resolve();

  constructor(options: LiveOptions) {
    const { loaded, log } = options;
    this.#o = options;
    this.#catalogue = loaded.catalogue;
    this.reload = createReload({
      folder: loaded.folder,
      archive: loaded.archive,
      stamp: loaded.stamp,
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
      onChange: () => {
        this.#takeOver = this.#follow();
      },
      onTrouble: (error) =>
        this.#o.log.warn({ err: error }, 'changes of the content may go unnoticed; /reload looks for them'),
    });
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#watch?.stop();
    await this.#takeOver;
  }

  /** Never rejects. */
  async #follow(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      try {
        await this.reload();
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
